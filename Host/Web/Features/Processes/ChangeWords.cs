using Elsa.ITR.Web.Localization;
using Elsa.Workflows.Management.Models;
using Microsoft.Extensions.Localization;

namespace Elsa.ITR.Web.Features.Processes;

/// <summary>Changes in the words of a process owner: roles, outcomes, kinds of steps and properties by their names.</summary>
public sealed class ChangeWords(IStringLocalizer<Ui> texts, IReadOnlyDictionary<string, string> steps)
{
    // Properties whose values are words of an enumeration.
    private static readonly Dictionary<string, string> Enumerations = new()
    {
        ["role"] = "Role",
        ["roles"] = "Role",
        ["recipients"] = "Role",
        ["outcomes"] = "TaskOutcome",
        ["decisions"] = "TaskOutcome",
        ["definitionId"] = "FlowDefinition",
    };

    public string Step(string id) => steps.GetValueOrDefault(id, id);

    public string Kind(ChangeKind kind) => texts["Diff." + kind];

    public static string Tone(ChangeKind kind) => kind switch { ChangeKind.Added => "met", ChangeKind.Removed => "breach", _ => "warn" };

    public static string Icon(ChangeKind kind) => kind switch { ChangeKind.Added => "plus", ChangeKind.Removed => "minus", _ => "pencil" };

    /// <summary>The last part of the type, or its word where there is one.</summary>
    public string Type(string type) => Known("Diff.Type." + type[(type.LastIndexOf('.') + 1)..], type[(type.LastIndexOf('.') + 1)..]);

    public string Property(string name)
    {
        var at = name.IndexOf('[', StringComparison.Ordinal);
        return at < 0 ? Known("Diff.Property." + name, name) : $"{Known("Diff.Property." + name[..at], name[..at])} {Outcome(name[(at + 1)..^1])}";
    }

    public string Section(string section) => texts["Diff.Section." + section];

    public string Outcome(string port) => Names.Of("TaskOutcome", port);

    /// <summary>A value for reading; scripts and variables say that they are.</summary>
    public string? Value(string property, ContentValue? value) => value switch
    {
        null => null,
        { Syntax: "Literal" } when property == "type" => Type(value.Text),
        { Syntax: "Literal" } when Enumerations.TryGetValue(property, out var words) => string.Join(Languages.IsChinese ? "、" : ", ", value.Text.Split(", ").Select(x => Names.Of(words, x))),
        { Syntax: "Literal" } => value.Text,
        { Syntax: "Variable" } => texts["Diff.Variable", value.Text],
        _ => value.Text,
    };

    private string Known(string key, string otherwise) => texts[key] is { ResourceNotFound: false } text ? text.Value : otherwise;
}
