using System.Text.Json;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Localization;
using Elsa.ITR.Workflows;

namespace Elsa.ITR.Web.Features.Cases;

/// <summary>A line of the timeline: codes that were stored as values get their names.</summary>
public static class TimelineWords
{
    // Which enumerations a value of that name may belong to, the likelier first.
    private static readonly Dictionary<string, string[]> Enumerations = new()
    {
        ["channel"] = ["Channel"],
        ["caseType"] = ["CaseType"],
        ["result"] = ["EntitlementResult", "TaskOutcome"],
        ["outcome"] = ["TaskOutcome"],
        ["state"] = ["CaseState", "DocumentState"],
        ["from"] = ["Tier", "CaseState"],
        ["to"] = ["Tier", "CaseState", "Role"],
        ["tier"] = ["Tier"],
        ["reason"] = ["PauseReason", "LevelChangeReason", "TierChangeReason"],
        ["mode"] = ["ServiceMode"],
        ["serviceMode"] = ["ServiceMode"],
        ["solutionType"] = ["SolutionType"],
        ["kind"] = ["CaseState"],
        ["role"] = ["Role"],
        ["flow"] = ["FlowDefinition"],
        ["action"] = ["RecoveryActionType"],
    };

    public static string Of(CaseEvent line) => Punctuation.Wide(In(line, Languages.IsChinese ? "zh" : "en"));

    /// <summary>The line in both languages, for documents.</summary>
    public static Bilingual Both(CaseEvent line) => new(In(line, "zh"), In(line, "en"));

    private static string In(CaseEvent line, string language)
    {
        using var stored = JsonDocument.Parse(line.Args);
        var args = stored.RootElement.EnumerateObject().ToDictionary(arg => arg.Name, arg => (object?)Named(arg.Name, TextOf(arg.Value, language), language));
        return Texts.Fill(TimelineTexts.For(line.TextKey).Text.In(language), args);
    }

    // Text, or an object with both languages.
    private static string? TextOf(JsonElement value, string language) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Object when value.TryGetProperty(language, out var text) => text.GetString(),
        _ => value.ToString(),
    };

    private static string? Named(string key, string? value, string language) =>
        value is null || !Enumerations.TryGetValue(key, out var candidates) ? value
        : candidates.Select(enumeration => Words.Shipped.Label(enumeration, value).In(language)).FirstOrDefault(name => name != value) ?? value;
}
