namespace Elsa.ITR.Data.Organisation;

/// <summary>A key that cookies, tokens and second factors are protected with; in the database, so that every node and every restart knows it.</summary>
public sealed class SignInKey
{
    public string Name { get; set; } = "";

    /// <summary>As the framework writes it.</summary>
    public string Xml { get; set; } = "";
}
