using System.Text.Json;
using System.Text.Json.Serialization;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Models;
using Microsoft.Extensions.Logging;

namespace Elsa.Workflows.Serialization;

/// <summary>Activities: common members first, then inputs, outputs, ports and other properties in camelCase (json-formats §2).</summary>
internal sealed class ActivityConverter(IActivityRegistry registry, ILogger logger) : JsonConverter<IActivity>
{
    public override bool CanConvert(Type typeToConvert) => typeof(IActivity).IsAssignableFrom(typeToConvert);

    public override IActivity? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var element = JsonElement.ParseValue(ref reader);
        return element.ValueKind == JsonValueKind.Null ? null : Read(element, options);
    }

    private IActivity Read(JsonElement element, JsonSerializerOptions options)
    {
        if (element.ValueKind != JsonValueKind.Object || JsonMembers.Text(element, "type") is not { Length: > 0 } type)
            throw new JsonException("Expected an activity to have a member 'type' with the name of its type.");

        var version = JsonMembers.TryGet(element, "version", out var number) && number.TryGetInt32(out var value) ? value : 0;
        var descriptor = Find(type, version, element);
        if (descriptor is null)
            return NotFound(type, version, element);

        var activity = descriptor.Constructor(new ActivityConstructorContext(descriptor, element, options));
        activity.Type = descriptor.TypeName; // a workflow used as an activity may have been renamed since
        if (version > 0)
            activity.Version = version;
        ReadCommon(activity, element);
        new ActivityMembers(descriptor).Read(activity, element, options);
        if (activity is NotFoundActivity missing && TryRevive(missing, element, options) is { } revived)
            return revived;
        if (activity is Flowchart flowchart)
            FlowchartJson.ReadConnections(flowchart, element, logger);
        (activity as IComposite)?.Setup();
        return activity;
    }

    /// <summary>By exact version, by highest version, and for workflows used as activities by what they refer to.</summary>
    private ActivityDescriptor? Find(string type, int version, JsonElement element)
    {
        var found = registry.Find(type, version) ?? registry.Find(type);
        if (JsonMembers.Text(element, "workflowDefinitionVersionId") is { } versionId)
            found = registry.Find(item => Refers(item, "WorkflowDefinitionVersionId", versionId)) ?? found;
        if (found is null && JsonMembers.Text(element, "workflowDefinitionId") is { } definitionId)
            found = registry.FindMany(item => Refers(item, "WorkflowDefinitionId", definitionId)).MaxBy(item => item.Version);
        return found;
    }

    private static bool Refers(ActivityDescriptor descriptor, string property, string id) =>
        descriptor.CustomProperties.TryGetValue(property, out var value) && id.Equals(value);

    private static void ReadCommon(IActivity activity, JsonElement element)
    {
        activity.Id = JsonMembers.Text(element, "id")!;
        activity.NodeId = JsonMembers.Text(element, "nodeId")!;
        activity.Name = JsonMembers.Text(element, "name");
        activity.CustomProperties = Properties(element, "customProperties") ?? activity.CustomProperties;
        activity.Metadata = Properties(element, "metadata") ?? activity.Metadata;
        foreach (var key in (string[])["canStartWorkflow", "runAsynchronously"])
            activity.CustomProperties[key] = Flag(activity.CustomProperties, element, key);
    }

    private static Dictionary<string, object>? Properties(JsonElement element, string name) =>
        JsonMembers.TryGet(element, name, out var members) && members.ValueKind == JsonValueKind.Object
            ? members.EnumerateObject().ToDictionary(member => member.Name, member => PlainJson.ToValue(member.Value)!)
            : null;

    private static bool Flag(IDictionary<string, object> properties, JsonElement element, string key)
    {
        var pascal = char.ToUpperInvariant(key[0]) + key[1..];
        var value = properties.TryGetValue(key, out var camel) ? camel : properties.TryGetValue(pascal, out var other) ? other : null;
        properties.Remove(pascal);
        return value switch
        {
            bool flag => flag,
            string text => bool.TryParse(text, out var parsed) && parsed,
            _ => JsonMembers.TryGet(element, key, out var member) && member.ValueKind == JsonValueKind.True,
        };
    }

    private static NotFoundActivity NotFound(string type, int version, JsonElement element)
    {
        var activity = new NotFoundActivity { MissingTypeName = type, MissingTypeVersion = version, OriginalActivityJson = element.GetRawText() };
        ReadCommon(activity, element);
        activity.Metadata["displayText"] = $"Not Found: {type}";
        activity.Metadata["description"] = $"No activity of type {type} is known here.";
        return activity;
    }

    /// <summary>The activity that was missing when this JSON was written; its type may be known again.</summary>
    private IActivity? TryRevive(NotFoundActivity missing, JsonElement element, JsonSerializerOptions options)
    {
        if (string.IsNullOrWhiteSpace(missing.OriginalActivityJson))
            return null;
        using var original = Original(missing);
        var type = JsonMembers.Text(original.RootElement, "type");
        if (type is null || type == missing.Type || Find(type, 0, original.RootElement) is null)
            return null;
        var revived = Read(original.RootElement.Clone(), options);
        if (Properties(element, "metadata") is { } metadata && metadata.TryGetValue("designer", out var designer))
            revived.Metadata["designer"] = designer; // it may have been moved meanwhile
        return revived;
    }

    private static JsonDocument Original(NotFoundActivity missing)
    {
        try
        {
            var original = JsonDocument.Parse(missing.OriginalActivityJson, new JsonDocumentOptions { AllowDuplicateProperties = false });
            if (JsonMembers.Text(original.RootElement, "type") is { Length: > 0 })
                return original;
            original.Dispose();
        }
        catch (JsonException error)
        {
            throw new JsonException($"Expected 'originalActivityJson' of activity '{missing.Id}' to hold the JSON of an activity: {error.Message}", error);
        }

        throw new JsonException($"Expected 'originalActivityJson' of activity '{missing.Id}' to hold an activity with a 'type', but it does not.");
    }

    public override void Write(Utf8JsonWriter writer, IActivity value, JsonSerializerOptions options)
    {
        var descriptor = registry.Find(value.Type, value.Version) ?? registry.Find(value.Type) ?? registry.Register(value.GetType());
        writer.WriteStartObject();
        writer.WriteString("id", value.Id);
        if (!string.IsNullOrEmpty(value.NodeId))
            writer.WriteString("nodeId", value.NodeId);
        if (value.Name is not null)
            writer.WriteString("name", value.Name);
        writer.WriteString("type", value.Type);
        writer.WriteNumber("version", value.Version);
        writer.WritePropertyName("customProperties");
        JsonSerializer.Serialize(
            writer, value.CustomProperties.Where(property => property.Value is not IActivity).ToDictionary(x => x.Key, x => x.Value), options);
        writer.WritePropertyName("metadata");
        JsonSerializer.Serialize(writer, value.Metadata, options);
        new ActivityMembers(descriptor).Write(writer, value, options);
        if (value is Flowchart flowchart)
            FlowchartJson.WriteConnections(writer, flowchart);
        writer.WriteEndObject();
    }
}
