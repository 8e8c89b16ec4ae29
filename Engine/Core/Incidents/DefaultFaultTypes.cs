namespace Elsa.Workflows;

/// <summary>Fault types every workflow may use.</summary>
public static class DefaultFaultTypes
{
    /// <summary>A fault of the system.</summary>
    public const string System = "System";

    /// <summary>A fault of the business.</summary>
    public const string Business = "Business";
}
