using System.Text.Json.Nodes;

namespace Elsa.ITR.Web.Features.Processes;

/// <summary>Repeats the change from one version to the next in another flow of the same shape: a merge of three, by step.</summary>
/// <param name="adapt">What a text of the changed flow is in the other one, e.g. a clock of another level.</param>
public sealed class FlowMerge(Func<string, string> adapt)
{
    // Who the flow is, and where a step stands: each flow's own.
    private static readonly string[] Own = ["id", "definitionId", "version", "name", "description", "createdAt", "customProperties", "designer"];

    private readonly List<string> _left = [];

    /// <summary>Where the other flow says something of its own and was left as it is: step and property, e.g. <c>accept · role</c>.</summary>
    public IReadOnlyList<string> Left => _left;

    /// <summary>Changes <paramref name="other"/>.</summary>
    /// <param name="before">The version before, as Elsa JSON.</param>
    /// <param name="after">The version with the change.</param>
    /// <param name="other">The other flow.</param>
    public void Apply(JsonObject before, JsonObject after, JsonObject other) => Apply(Adapted(before), Adapted(after), other, "");

    private JsonObject Adapted(JsonObject definition) => JsonNode.Parse(adapt(definition.ToJsonString()))!.AsObject();

    private void Apply(JsonObject before, JsonObject after, JsonObject other, string place)
    {
        foreach (var key in before.Select(x => x.Key).Union(after.Select(x => x.Key)).Where(key => !Own.Contains(key)))
        {
            var (was, now, there) = (before[key], after[key], other[key]);
            if (JsonNode.DeepEquals(was, now) || JsonNode.DeepEquals(now, there))
                continue;

            var at = key == "root" ? place : At(place, key);
            if (was is JsonObject wasObject && now is JsonObject nowObject && there is JsonObject thereObject && !wasObject.ContainsKey("expression"))
                Apply(wasObject, nowObject, thereObject, at);
            else if (Keyed(was) is { } wasList && Keyed(now) is { } nowList && Keyed(there) is { } thereList)
                Apply(wasList, nowList, thereList, there!.AsArray(), place);
            else if (!JsonNode.DeepEquals(was, there))
                _left.Add(at);
            else if (now is null)
                other.Remove(key);
            else
                other[key] = now.DeepClone();
        }
    }

    private void Apply(Dictionary<string, JsonNode> before, Dictionary<string, JsonNode> after, Dictionary<string, JsonNode> other, JsonArray list, string place)
    {
        foreach (var (key, now) in after.Where(x => !before.ContainsKey(x.Key)))
        {
            if (!other.TryGetValue(key, out var there))
                list.Add(now.DeepClone());
            else if (!JsonNode.DeepEquals(now, there))
                _left.Add(At(place, key));
        }

        foreach (var (key, was) in before)
        {
            if (!other.TryGetValue(key, out var there))
            {
                if (after.TryGetValue(key, out var changed) && !JsonNode.DeepEquals(was, changed))
                    _left.Add(At(place, key));
            }
            else if (after.TryGetValue(key, out var now))
            {
                if (was is JsonObject wasObject && now is JsonObject nowObject && there is JsonObject thereObject)
                    Apply(wasObject, nowObject, thereObject, At(place, key));
            }
            else
            {
                list.Remove(there);
            }
        }
    }

    private static string At(string place, string key) => place.Length == 0 ? key : $"{place} · {key}";

    // Steps and variables by id, cases by label, connections by what they join; null for any other list.
    private static Dictionary<string, JsonNode>? Keyed(JsonNode? node)
    {
        if (node is not JsonArray list)
            return null;

        var found = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        foreach (var item in list)
        {
            var key = item is not JsonObject entry ? null
                : entry["source"] is { } source && entry["target"] is { } target ? $"{source["activity"]}.{source["port"]} → {target["activity"]}"
                : (string?)(entry["id"] ?? entry["label"] ?? entry["name"]);
            if (key is null || !found.TryAdd(key, item!))
                return null;
        }

        return found;
    }
}
