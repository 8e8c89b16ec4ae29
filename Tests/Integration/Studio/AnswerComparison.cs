using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Elsa.ITR.Tests.Integration.Studio;

/// <summary>Compares an answer with the recorded one: every recorded member must be there with its value; ids and times by shape.</summary>
/// <remarks>Ids that the recorded server made are learned on the way, so that later requests ask for ours.</remarks>
internal sealed partial class AnswerComparison
{
    // Of the recorded server's own making: tenants, types of .NET, types of its dictionaries, texts of its stack traces.
    private static readonly HashSet<string> NotCompared =
        ["tenantId", "_type", "clrType", "stackTrace", "exception", "toolVersion", "packageVersion", "callbackMethodName", "methodName", "completionCallbacks", "hash"];

    private readonly Dictionary<string, string> _ids = [];

    /// <summary>The text with our ids in place of the recorded ones.</summary>
    public string Translate(string text) => RecordedId().Replace(text, match => _ids.GetValueOrDefault(match.Value, match.Value));

    /// <summary>One line for each difference.</summary>
    public IEnumerable<string> Differences(JsonNode? expected, JsonNode? actual, string path)
    {
        switch (expected)
        {
            case JsonObject members when actual is JsonObject others:
                return members.Where(x => !NotCompared.Contains(x.Key)).SelectMany(x => others.ContainsKey(x.Key) || IsNothing(x.Value)
                    ? Differences(x.Value, others[x.Key], $"{path}.{x.Key}")
                    : [$"{path}.{x.Key}: expected {Short(x.Value)}, got nothing"]);
            case JsonArray items when actual is JsonArray others:
                return items.Count == others.Count
                    ? items.SelectMany((item, i) => Differences(item, others[i], $"{path}[{i}]"))
                    : [$"{path}: expected {items.Count} items, got {others.Count}"];
            default:
                return AreEqual(expected, actual) ? [] : [$"{path}: expected {Short(expected)}, got {Short(actual)}"];
        }
    }

    private bool AreEqual(JsonNode? expected, JsonNode? actual)
    {
        if (IsNothing(expected) || actual is null)
            return IsNothing(expected) && IsNothing(actual);
        if (expected is not JsonValue value)
            return false;
        if (value.GetValueKind() == JsonValueKind.Number)
            return actual.GetValueKind() == JsonValueKind.Number && Number(value) == Number(actual);
        if (value.GetValueKind() != JsonValueKind.String || actual.GetValueKind() != JsonValueKind.String)
            return JsonNode.DeepEquals(expected, actual);

        var (was, now) = ((string)expected!, (string)actual!);
        if (RecordedId().IsMatch(was) && RecordedId().Match(was).Length == was.Length)
            return now.Length > 0 && _ids.TryAdd(was, now) | _ids[was] == now;
        if (DateTimeOffset.TryParse(was, CultureInfo.InvariantCulture, out _) && was.Contains('T', StringComparison.Ordinal))
            return DateTimeOffset.TryParse(now, CultureInfo.InvariantCulture, out _);
        return Translate(was) == now || Learn(was, now);
    }

    // An id within a longer text, e.g. an address: ours stands at its place.
    private bool Learn(string was, string now)
    {
        var ids = RecordedId().Matches(was).Select(x => x.Value).Where(x => !_ids.ContainsKey(x)).Distinct().ToList();
        if (ids is not [var id])
            return false;

        var ours = Regex.Match(now, "^" + Regex.Escape(Translate(was)).Replace(id, "([0-9a-zA-Z]+)", StringComparison.Ordinal) + "$");
        return ours.Success && _ids.TryAdd(id, ours.Groups[1].Value);
    }

    // An empty object or list means what is absent.
    private static bool IsNothing(JsonNode? node) => node is null or JsonObject { Count: 0 } or JsonArray { Count: 0 } || node is JsonObject only && only.All(x => NotCompared.Contains(x.Key));

    private static decimal Number(JsonNode node) => decimal.Parse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static string Short(JsonNode? node) => node?.ToJsonString() is { } text ? text[..Math.Min(text.Length, 120)] : "null";

    [GeneratedRegex("(?<![0-9a-f])[0-9a-f]{13,16}(?![0-9a-f])")]
    private static partial Regex RecordedId();
}
