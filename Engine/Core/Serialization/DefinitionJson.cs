using System.Text.Json;
using System.Text.Json.Nodes;
using Elsa.Workflows.Management.Models;

namespace Elsa.Workflows.Serialization;

/// <summary>Definition models as JSON: what the API exchanges, and Elsa's export files.</summary>
public sealed class DefinitionJson(IActivitySerializer serializer)
{
    /// <summary>First member of an exported file.</summary>
    public const string Schema = "https://elsaworkflows.io/schemas/workflow-definition/v3.0.0/schema.json";

    /// <summary>Options for callers that read or write models within larger documents.</summary>
    public JsonSerializerOptions Options => serializer.GetOptions();

    /// <summary>Reads a model; <c>$schema</c> and members we do not know are passed over.</summary>
    /// <exception cref="JsonException">The text is no definition; the message names the activity and member. No other kind is thrown.</exception>
    public WorkflowDefinitionModel Read(string json)
    {
        DefinitionLimits.Check(json);
        try
        {
            // A member that stands twice has two meanings: what one reader takes, another one passes over.
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            RequireWritable(document);
            return Checked(document.RootElement.Deserialize<WorkflowDefinitionModel>(Options));
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException or FormatException or OverflowException or NotSupportedException)
        {
            throw new JsonException($"The definition cannot be read: {error.Message}", error); // from a value of another kind than its place asks for
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public WorkflowDefinitionModel ReadStored(string json) =>
        JsonSerializer.Deserialize<WorkflowDefinitionModel>(json, Options) ?? throw new JsonException("Expected a definition, but got null.");

    /// <inheritdoc cref="Read(string)"/>
    public WorkflowDefinitionModel Read(JsonElement json) =>
        Read(json.ValueKind == JsonValueKind.Undefined ? throw new JsonException("Expected a definition, but got nothing.") : json.GetRawText());

    // Half a surrogate pair is well-formed JSON that nobody can write again: refused while it is text, not when it is stored.
    private static void RequireWritable(JsonDocument document)
    {
        using var nowhere = new Utf8JsonWriter(Stream.Null);
        document.WriteTo(nowhere);
    }

    private static WorkflowDefinitionModel Checked(WorkflowDefinitionModel? model)
    {
        if (model is null)
            throw new JsonException("Expected a definition, but got null.");
        foreach (var (name, items) in (IEnumerable<(string, IEnumerable<object?>)>)
            [("variables", model.Variables), ("inputs", model.Inputs), ("outputs", model.Outputs), ("outcomes", model.Outcomes)])
            if (items.Contains(null))
                throw new JsonException($"Expected '{name}' of the definition to list no nulls, but one is.");
        DefinitionLimits.Check(model.Root);
        return model;
    }

    /// <summary>Compact JSON with every member that is not null.</summary>
    public string Write(WorkflowDefinitionModel model) => JsonSerializer.Serialize(model, Options);

    /// <summary>As <see cref="Write"/>, as a tree.</summary>
    public JsonObject WriteNode(WorkflowDefinitionModel model)
    {
        // Not SerializeToNode: its tree takes over that names of members are read in any case, and cannot hold both "id" and "ID".
        return JsonNode.Parse(Write(model), documentOptions: new JsonDocumentOptions { MaxDepth = Options.MaxDepth })!.AsObject();
    }

    /// <summary>As <see cref="Write"/>, with <c>$schema</c> first: the content of an export file.</summary>
    public string WriteExport(WorkflowDefinitionModel model)
    {
        var export = new JsonObject { ["$schema"] = Schema };
        foreach (var (name, value) in WriteNode(model))
            export[name] = value?.DeepClone();
        return export.ToJsonString(Options);
    }
}
