using System.Text.Json;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Localization;

namespace Elsa.ITR.Web.Features.Cases;

/// <summary>A line of the timeline in the language of the page: codes that were stored as values get their names.</summary>
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

    public static string Of(CaseEvent line)
    {
        using var stored = JsonDocument.Parse(line.Args);
        var args = stored.RootElement.EnumerateObject().ToDictionary(arg => arg.Name, arg => (object?)Named(arg.Name, TextOf(arg.Value)));
        var text = TimelineTexts.For(line.TextKey).Text;
        return Punctuation.Wide(Texts.Fill(Languages.IsChinese ? text.Zh : text.En, args));
    }

    // Text, or an object with both languages.
    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Object when value.TryGetProperty(Languages.IsChinese ? "zh" : "en", out var text) => text.GetString(),
        _ => value.ToString(),
    };

    private static string? Named(string key, string? value) =>
        value is null || !Enumerations.TryGetValue(key, out var candidates) ? value
        : candidates.Select(enumeration => Names.Of(enumeration, value)).FirstOrDefault(name => name != value) ?? value;
}
