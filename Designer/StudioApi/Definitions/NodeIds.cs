using System.Text.Json.Nodes;

namespace Elsa.ITR.Designer.StudioApi.Definitions;

/// <summary>
/// Gives every activity of a definition's JSON its node id: <c>Workflow1:flow:step</c>. Studio dies of one that is missing, and a broken draft,
/// which no graph can be built of, must open too; so they are named here and not taken from the graph.
/// </summary>
internal static class NodeIds
{
    private const string Workflow = "Workflow1";

    /// <summary>Names the root and everything in it.</summary>
    public static void Assign(JsonObject root)
    {
        root["id"] ??= "root";
        Assign(root, Workflow);
    }

    private static void Assign(JsonObject activity, string parent)
    {
        var nodeId = $"{parent}:{(string?)activity["id"]}";
        activity["nodeId"] = nodeId;
        foreach (var (name, value) in activity.ToList())
        {
            if (name is not ("metadata" or "customProperties" or "originalActivityJson"))
                Walk(value, nodeId);
        }
    }

    // An activity is an object with an id and a type; ports, lists and cases hold them at any depth.
    private static void Walk(JsonNode? node, string parent)
    {
        switch (node)
        {
            case JsonObject activity when Text(activity, "id") is not null && Text(activity, "type") is not null:
                Assign(activity, parent);
                break;
            case JsonObject other:
                foreach (var (_, value) in other)
                    Walk(value, parent);
                break;
            case JsonArray list:
                foreach (var item in list)
                    Walk(item, parent);
                break;
        }
    }

    private static string? Text(JsonObject owner, string name) => owner[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
