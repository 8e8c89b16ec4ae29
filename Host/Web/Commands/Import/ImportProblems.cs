namespace Elsa.ITR.Web.Commands.Import;

/// <summary>Everything wrong with one row, so that it can be mended in one go.</summary>
public sealed class ImportProblems
{
    private readonly List<string> _all = [];

    public bool Any => _all.Count > 0;

    /// <param name="field">Name of the field in the file.</param>
    /// <param name="expected">What would be right.</param>
    /// <param name="actual">What stands there.</param>
    /// <param name="remedy">What to do.</param>
    public void Add(string field, string expected, string actual, string remedy) =>
        _all.Add($"{field}: expected {expected}, but it is \"{actual}\". {remedy}");

    public void Missing(string field, string expected) => _all.Add($"{field}: expected {expected}, but it is missing. Fill it in.");

    public override string ToString() => string.Join(" ", _all);
}

/// <summary>A row that was not taken; nothing of it was stored.</summary>
public sealed class ImportRefusedException(string message) : Exception(message);
