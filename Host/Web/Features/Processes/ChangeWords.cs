using Elsa.ITR.Designer.StudioApi.Descriptors;
using Elsa.ITR.Web.Localization;
using Elsa.Workflows.Management.Models;
using Microsoft.Extensions.Localization;

namespace Elsa.ITR.Web.Features.Processes;

/// <summary>Changes in the words of a process owner: roles, outcomes, kinds of steps and properties by their names.</summary>
public sealed class ChangeWords(IStringLocalizer<Ui> texts, ActivityTexts activities, IReadOnlyDictionary<string, string> steps)
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

    /// <summary>The word for a type, as short as there is one; else its last part.</summary>
    public string Type(string type)
    {
        var name = type[(type.LastIndexOf('.') + 1)..];
        return Known("Diff.Type." + name) ?? activities.NameOf(type) ?? name;
    }

    /// <param name="type">The type whose property it is; null for the definition's own.</param>
    public string Property(string name, string? type = null)
    {
        var at = name.IndexOf('[', StringComparison.Ordinal);
        return at < 0 ? Word(name) : $"{Word(name[..at])} {Outcome(name[(at + 1)..^1])}";

        string Word(string property) =>
            Known("Diff.Property." + property) ?? (type is null ? null : activities.NameOf(type, char.ToUpperInvariant(property[0]) + property[1..])) ?? property;
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

    private string? Known(string key) => texts[key] is { ResourceNotFound: false } text ? text.Value : null;
}
