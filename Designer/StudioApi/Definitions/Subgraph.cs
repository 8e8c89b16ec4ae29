using System.Text.Json.Nodes;
using Elsa.ITR.Designer.StudioApi.Answers;
using Elsa.Workflows.Management;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Elsa.ITR.Designer.StudioApi.Definitions;

/// <summary>A part of a definition: Studio asks for it when somebody opens a container, and for the way to a node.</summary>
internal static class Subgraph
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/workflow-definitions/subgraph/{id}", async (string id, string? parentNodeId, HttpContext http, IWorkflowDefinitionStore store, DefinitionWriter writer) =>
            await PathAsync(id, parentNodeId, http, store, writer) is [.., var node] ? Answer.Of(node.Json()) : Answer.Nothing());

        api.MapGet("/workflow-definitions/subgraph/segments/{id}", async (string id, string childNodeId, HttpContext http, IWorkflowDefinitionStore store, DefinitionWriter writer) =>
        {
            if (await PathAsync(id, childNodeId, http, store, writer) is not [.., var container, var child] path)
                return Answer.Nothing();

            // The way down to the container; the root stands for itself.
            var segments = path.Skip(1).SkipLast(1).Select(x => new
            {
                activityNodeId = x.NodeId,
                activityId = (string?)x.Activity["id"],
                activityType = (string?)x.Activity["type"],
                portName = "Activities",
                activityName = (string?)x.Activity["name"],
            });
            return Answer.Of(new { childNode = child.Json(), container = container.Json(), pathSegments = segments });
        });
    }

    // From the root to the node; null when there is no such node. Without a node id the root alone.
    private static async Task<List<Node>?> PathAsync(string id, string? nodeId, HttpContext http, IWorkflowDefinitionStore store, DefinitionWriter writer)
    {
        if (await store.FindAsync(id, http.RequestAborted) is not { } definition || writer.Tree(definition)["root"] is not JsonObject root)
            return null;

        var path = new List<Node> { new(root, "Root") };
        while (nodeId is { Length: > 0 } && path[^1].NodeId != nodeId)
        {
            if (Children(path[^1].Activity).FirstOrDefault(x => nodeId == x.NodeId || nodeId.StartsWith(x.NodeId + ":", StringComparison.Ordinal)) is not { } next)
                return null;
            path.Add(next);
        }

        return path;
    }

    private static IEnumerable<Node> Children(JsonObject activity) =>
        from member in activity
        from item in member.Value is JsonArray list ? list.OfType<JsonObject>() : member.Value is JsonObject one ? [one] : []
        where item.ContainsKey("nodeId")
        select new Node(item, char.ToUpperInvariant(member.Key[0]) + member.Key[1..]);

    private sealed record Node(JsonObject Activity, string Port)
    {
        public string NodeId => (string)Activity["nodeId"]!;

        public object Json() => new { nodeId = NodeId, port = Port, activity = Activity };
    }
}
