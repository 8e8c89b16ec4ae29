using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Models;
using Elsa.Workflows.Serialization;

namespace Elsa.Workflows.Management;

/// <summary>Puts models into rows and tells whether two contents are the same.</summary>
internal sealed class DefinitionContent(DefinitionJson json)
{
    // What the row says, and what is made anew at each reading, is not content.
    private static readonly string[] NotContent =
        ["id", "tenantId", "createdAt", "version", "toolVersion", "isReadonly", "isSystem", "isLatest", "isPublished"];

    /// <summary>Custom property in which a designer carries the revision it edits (D22); not content.</summary>
    internal const string RevisionProperty = "revision";

    /// <summary>The document and the hash of its content.</summary>
    public (string Document, string Hash) Write(WorkflowDefinitionModel model)
    {
        model.CustomProperties.Remove(RevisionProperty);
        var node = json.WriteNode(model);
        var document = node.ToJsonString();
        foreach (var name in NotContent)
            node.Remove(name);
        RemoveNodeIds(node["root"]);
        return (document, Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(node.ToJsonString()))));
    }

    /// <summary>Puts the model's content into the row; its id, number and flags stay.</summary>
    public void Fill(WorkflowDefinition row, WorkflowDefinitionModel model)
    {
        (row.Document, row.ContentHash) = Write(model);
        row.Name = model.Name;
        row.Description = model.Description;
        row.IsReadonly = model.IsReadonly;
        row.IsSystem = model.IsSystem;
        row.UsableAsActivity = (model.Options?.UsableAsActivity ?? model.UsableAsActivity) is true;
    }

    private static void RemoveNodeIds(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject item:
                if (item.ContainsKey("type") && item.ContainsKey("id"))
                    item.Remove("nodeId");
                foreach (var (_, value) in item)
                    RemoveNodeIds(value);
                break;
            case JsonArray items:
                foreach (var value in items)
                    RemoveNodeIds(value);
                break;
        }
    }
}
