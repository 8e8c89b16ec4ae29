using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Elsa.ITR.Tests.Shared.ElsaCases;

/// <summary>Compares what was seen with what was recorded, as cases/README.md says: ids and times by shape, exceptions by message.</summary>
public static class CaseComparison
{
    // Names of .NET types: ours differ.
    private static readonly HashSet<string> NotCompared = ["exceptionType"];

    /// <summary>One line for each difference; none when they are equal.</summary>
    public static IEnumerable<string> Differences(JsonNode? expected, JsonNode? actual, string path)
    {
        switch (expected)
        {
            case JsonObject members when actual is JsonObject others:
                return members.Select(member => member.Key).Union(others.Select(other => other.Key))
                    .Where(name => !NotCompared.Contains(name) && !(name == "type" && path.EndsWith("exception", StringComparison.Ordinal)))
                    .SelectMany(name => members.ContainsKey(name) == others.ContainsKey(name)
                        ? Differences(members[name], others[name], $"{path}.{name}")
                        : [Line($"{path}.{name}", members.ContainsKey(name) ? members[name] : "(absent)", others.ContainsKey(name) ? others[name] : "(absent)")]);
            case JsonArray items when actual is JsonArray others:
                return items.Count == others.Count
                    ? items.SelectMany((item, index) => Differences(item, others[index], $"{path}[{Label(item, index)}]"))
                    : [Line(path, expected, actual)];
            default:
                return AreEqual(expected, actual) ? [] : [Line(path, expected, actual)];
        }
    }

    private static bool AreEqual(JsonNode? expected, JsonNode? actual)
    {
        if (expected is null || actual is null)
            return expected is null && actual is null;
        if (expected.GetValueKind() == JsonValueKind.String && actual.GetValueKind() == JsonValueKind.String)
            return Pattern((string)expected!).IsMatch((string)actual!);
        if (expected.GetValueKind() == JsonValueKind.Number && actual.GetValueKind() == JsonValueKind.Number)
            return Number(expected) == Number(actual);
        return JsonNode.DeepEquals(expected, actual);
    }

    /// <summary>The text itself; ids and times in it are compared by their shape.</summary>
    private static Regex Pattern(string text) => new(
        $"\\A{Regex.Escape(text).Replace("<id>", "[0-9a-fA-F-]{1,36}").Replace("<time>", "\\d{4}-\\d\\d-\\d\\dT[0-9:.]+(Z|[+-]\\d\\d:\\d\\d)")}\\z", RegexOptions.Singleline);

    private static decimal Number(JsonNode node) => decimal.Parse(node.ToJsonString(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture);

    private static string Label(JsonNode? item, int index) =>
        item is JsonObject && item["activity"] is JsonValue id ? (string)id! : $"{index}";

    private static string Line(string path, JsonNode? expected, JsonNode? actual) =>
        $"{path}: expected {expected?.ToJsonString() ?? "null"}, got {actual?.ToJsonString() ?? "null"}";
}
