using System.Text.Json;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Workflows;

/// <summary>Words of enumerations, roles, flows and outcomes in both languages; fault codes and score categories come from the policy.</summary>
public sealed class Words
{
    private readonly Dictionary<string, IReadOnlyList<FormChoice>> _choices = new(StringComparer.Ordinal);

    /// <summary>Reads the shipped words.</summary>
    public Words()
    {
        using var words = JsonDocument.Parse(EmbeddedContent.Read("Policies/words.v1.json"));
        foreach (var set in words.RootElement.GetProperty("enums").EnumerateObject())
            _choices[set.Name] = [.. set.Value.EnumerateArray().Select(word => Choice(word, "value", "zh", "en"))];

        if (EmbeddedContent.Find("Policies/sla.v1.json") is not { } json)
            return;

        using var policy = JsonDocument.Parse(json);
        _choices["FaultCode"] = [.. policy.RootElement.GetProperty("faultMatrix").EnumerateArray().Select(row => Choice(row, "code", "nameZh", "nameEn"))];
        _choices["ScoreCategory"] =
            [.. policy.RootElement.GetProperty("scorecard").GetProperty("categories").EnumerateArray().Select(row => Choice(row, "id", "nameZh", "nameEn"))];
    }

    /// <summary>The words every part of the product shares.</summary>
    public static Words Shipped { get; } = new();

    /// <summary>Values of an enumeration in the order of the shipped file; empty for an unknown one.</summary>
    /// <param name="enumeration">E.g. <c>CaseType</c>, <c>Role</c>, <c>TaskOutcome</c>, <c>FlowDefinition</c>, <c>FaultCode</c>.</param>
    public IReadOnlyList<FormChoice> Choices(string enumeration) => _choices.GetValueOrDefault(enumeration) ?? [];

    /// <summary>The words for one value; the value itself where there are none.</summary>
    public Bilingual Label(string enumeration, string value) =>
        Choices(enumeration).FirstOrDefault(choice => choice.Key == value)?.Label ?? Bilingual.Same(value);

    private static FormChoice Choice(JsonElement word, string key, string zh, string en) =>
        new(word.GetProperty(key).GetString()!, new Bilingual(word.GetProperty(zh).GetString()!, word.GetProperty(en).GetString()!));
}
