using System.Text.Json;
using System.Text.Json.Nodes;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime.Lists;
using Elsa.Workflows.Serialization;

namespace Elsa.ITR.Designer.StudioApi.Definitions;

/// <summary>Definitions as Studio reads them.</summary>
internal sealed class DefinitionWriter(IWorkflowDefinitionService definitions, DefinitionJson json)
{
    /// <summary>A version with its content, as an object.</summary>
    /// <param name="mayEdit">Whether the reader may change it; a link says so.</param>
    /// <param name="withLinks">Lists of versions have none.</param>
    public void Write(Utf8JsonWriter writer, WorkflowDefinition definition, bool mayEdit, bool withLinks = true)
    {
        var model = Tree(definition);
        if (withLinks)
        {
            model["customProperties"] ??= new JsonObject();
            model["customProperties"]![DraftMarks.Revision] = DraftMarks.RevisionOf(definition);
        }

        writer.WriteStartObject();
        if (withLinks)
            DefinitionLinks.Write(writer, definition.DefinitionId, mayEdit && !definition.IsReadonly);
        else
            writer.WriteString("materializerName", definition.MaterializerName);
        foreach (var (name, value) in model)
            Member(writer, name, value);
        writer.WriteEndObject();
    }

    /// <summary>The content of a version as Studio needs it: node ids everywhere, lists as its editors read them, settings always there.</summary>
    public JsonObject Tree(WorkflowDefinition definition)
    {
        var model = json.WriteNode(definitions.ReadModel(definition));
        model["options"] ??= new JsonObject { ["autoUpdateConsumingWorkflows"] = false };
        if (model["root"] is JsonObject root)
        {
            NodeIds.Assign(root);
            ListLiterals.Show(root);
        }

        return model;
    }

    /// <summary>A version without its content, as an object.</summary>
    public static void Write(Utf8JsonWriter writer, DefinitionSummary definition, bool mayEdit)
    {
        writer.WriteStartObject();
        DefinitionLinks.Write(writer, definition.DefinitionId, mayEdit && !definition.IsReadonly);
        Summary(writer, definition);
        writer.WriteEndObject();
    }

    /// <summary>The members of a version without its content.</summary>
    public static void Summary(Utf8JsonWriter writer, DefinitionSummary definition)
    {
        writer.WriteString("id", definition.Id);
        writer.WriteString("definitionId", definition.DefinitionId);
        if (definition.Name is not null)
            writer.WriteString("name", definition.Name);
        if (definition.Description is not null)
            writer.WriteString("description", definition.Description);
        writer.WriteNumber("version", definition.Version);
        writer.WriteBoolean("isLatest", definition.IsLatest);
        writer.WriteBoolean("isPublished", definition.IsPublished);
        writer.WriteString("materializerName", definition.MaterializerName);
        writer.WriteBoolean("isMaterializerAvailable", true);
        writer.WriteString("createdAt", definition.CreatedAt);
        writer.WriteBoolean("isReadonly", definition.IsReadonly);
    }

    private static void Member(Utf8JsonWriter writer, string name, JsonNode? value)
    {
        writer.WritePropertyName(name);
        if (value is null)
            writer.WriteNullValue();
        else
            value.WriteTo(writer);
    }
}
