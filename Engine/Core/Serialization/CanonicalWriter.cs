using System.Text.Json;
using System.Text.Json.Nodes;
using Elsa.Workflows.Management.Models;

namespace Elsa.Workflows.Serialization;

/// <summary>Writes a definition in the canonical profile: the same meaning gives the same text, and a change gives a small diff.</summary>
/// <remarks>
/// Fixed order of members; no row id, dates, publication flags, node ids, source lines, nulls or defaults; the source port of a connection is
/// always there, the target port never (D20); positions are whole numbers on a grid of 10. The text is Elsa JSON and reads back equal.
/// </remarks>
public sealed class CanonicalWriter(DefinitionJson json, IActivityRegistry registry)
{
    // Members in this order, others after them; null marks where the others go.
    private static readonly string?[] DefinitionOrder =
        ["definitionId", "version", "name", "description", "options", "variables", "inputs", "outputs", "outcomes", "customProperties", "root"];

    private static readonly string?[] ActivityOrder =
        ["type", "id", "name", "version", null, "variables", "activities", "connections", "customProperties", "metadata"];

    private static readonly string?[] ArgumentOrder =
        ["name", "type", "isArray", "displayName", "description", "category", "uiHint", "storageDriverType"];

    private static readonly HashSet<string> LeftOut = ["id", "tenantId", "createdAt", "toolVersion", "isLatest", "isPublished", "usableAsActivity"];

    // Written by the designer or the host for a draft in work; not part of what the definition means (D22).
    private static readonly HashSet<string> DraftProperties = ["revision", "savedBy", "VariableTestValues"];

    /// <summary>The text, with a line feed at its end.</summary>
    public string Write(WorkflowDefinitionModel model) => CanonicalText.Format(WriteTree(model));

    /// <summary>As <see cref="Write(WorkflowDefinitionModel)"/>, as a tree of its own.</summary>
    public JsonObject WriteTree(WorkflowDefinitionModel model) => ToCanonical(json.WriteNode(model));

    /// <summary>As <see cref="Write(WorkflowDefinitionModel)"/>, from any Elsa JSON of a definition.</summary>
    public string Rewrite(string definition) => Write(json.Read(definition));

    private JsonObject ToCanonical(JsonObject definition)
    {
        foreach (var name in LeftOut)
            definition.Remove(name);
        foreach (var name in DraftProperties)
            (definition["customProperties"] as JsonObject)?.Remove(name);
        foreach (var name in (string[])["inputs", "outputs"])
            if (definition[name] is JsonArray arguments)
                definition[name] = new JsonArray([.. arguments.Select(argument => Argument(argument!.DeepClone().AsObject()))]);
        if (definition["variables"] is JsonArray variables)
            definition["variables"] = new JsonArray([.. variables.Select(variable => WithoutDefaults(variable!.DeepClone().AsObject()))]);
        if (definition["root"] is JsonObject root)
            definition["root"] = Activity(root);
        return Ordered(WithoutDefaults(definition), DefinitionOrder);
    }

    private static JsonObject Argument(JsonObject argument)
    {
        if (Text(argument["uiHint"]) == "singleline")
            argument.Remove("uiHint");
        return Ordered(WithoutDefaults(argument), ArgumentOrder);
    }

    private JsonObject Activity(JsonObject activity)
    {
        if (Text(activity["originalActivityJson"]) is { Length: > 0 } original)
            activity = Moved(JsonNode.Parse(original)!.AsObject(), activity);

        activity.Remove("nodeId");
        if (activity["version"] is JsonValue version && version.TryGetValue<int>(out var number) && number == 1)
            activity.Remove("version");
        if (activity["customProperties"] is JsonObject custom)
            custom.Remove("source");
        if (activity["metadata"] is JsonObject metadata)
            Tidy(metadata);
        if (activity["connections"] is JsonArray connections)
            activity["connections"] = new JsonArray([.. connections.Select(Connection)]);

        var result = WithoutDefaults(activity);
        foreach (var (name, value) in result.ToList())
            result[name] = Content(value);
        foreach (var (name, value) in Fresh(activity))
            if (value is not null && JsonNode.DeepEquals(result[name], Content(value)))
                result.Remove(name);
        return Ordered(result, ActivityOrder);
    }

    /// <summary>What was missing keeps its own JSON, at the place where it stands now.</summary>
    private static JsonObject Moved(JsonObject original, JsonObject current)
    {
        if (current["metadata"] is JsonObject shown && shown["designer"]?.DeepClone() is { } designer)
        {
            if (original["metadata"] is not JsonObject metadata)
                original["metadata"] = metadata = [];
            metadata["designer"] = designer;
        }

        return original;
    }

    /// <summary>Activities within lists, ports and cases are canonical too; variables that are only referred to are named.</summary>
    private JsonNode? Content(JsonNode? value)
    {
        switch (value)
        {
            case JsonObject item when item.ContainsKey("id") && Text(item["type"]) is { } type && registry.Find(type) is not null:
                return Activity(item.DeepClone().AsObject());
            case JsonObject item:
                var members = WithoutDefaults(item.DeepClone().AsObject(), keepFlags: true);
                if (members.ContainsKey("typeName") && members.ContainsKey("name") && members.ContainsKey("id"))
                    foreach (var name in (string[])["storageDriverTypeName", "value", "isArray"])
                        members.Remove(name);
                RestoreLiteral(members);
                foreach (var (name, member) in members.ToList())
                    members[name] = Content(member);
                return members;
            case JsonArray items:
                return new JsonArray([.. items.Select(Content)]);
            default:
                return value?.DeepClone();
        }
    }

    /// <summary>
    /// Elsa reads a literal list or object back as its text, and its designer writes a list as JSON text of type <c>Object</c>; in canonical form it has
    /// one shape, whichever way it came.
    /// </summary>
    private static void RestoreLiteral(JsonObject input)
    {
        if (Text(input["typeName"]) is not { } type || input["expression"] is not JsonObject literal)
            return;

        if (Text(literal["type"]) == "Object" && IsList(type) && Text(literal["value"]) is ['[', ..] items && TryParse(items) is JsonArray)
            literal["type"] = "Literal";
        if (Text(literal["type"]) != "Literal")
            return;

        if (type is "String" or "Object") // a text means itself there
        {
            if (literal["value"] is JsonObject or JsonArray)
                literal["value"] = literal["value"]!.ToJsonString(PlainJson.Options);
        }
        else if (Text(literal["value"]) is ['[' or '{', ..] text && TryParse(text) is { } value)
        {
            literal["value"] = value;
        }
    }

    private static bool IsList(string type) => type.StartsWith("List<", StringComparison.Ordinal) || type.EndsWith("[]", StringComparison.Ordinal);

    private static JsonNode? TryParse(string json)
    {
        try
        {
            return JsonNode.Parse(json);
        }
        catch (JsonException)
        {
            return null; // a text that only looks like one
        }
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static JsonNode? Connection(JsonNode? item)
    {
        if (item is not JsonObject connection || connection["source"] is not JsonObject source || connection["target"] is not JsonObject target)
            return item?.DeepClone(); // of an activity that is not known: who knows what it calls connections

        var result = new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = source["activity"]?.DeepClone(), ["port"] = source["port"]?.DeepClone() ?? "Done" },
            ["target"] = new JsonObject { ["activity"] = target["activity"]?.DeepClone() },
        };
        if (connection["vertices"] is JsonArray { Count: > 0 } vertices)
            result["vertices"] = new JsonArray([.. vertices.OfType<JsonObject>().Select(Point)]);
        return result;
    }

    private static void Tidy(JsonObject metadata)
    {
        if (metadata["designer"] is JsonObject drawn && drawn["position"] is JsonObject position)
            metadata["designer"] = new JsonObject { ["position"] = Point(position) };
        else
            metadata.Remove("designer");
        if (metadata.Remove("designer", out var last))
            metadata["designer"] = last; // positions stand last
    }

    private static JsonObject Point(JsonObject point) => new() { ["x"] = OnGrid(point["x"]), ["y"] = OnGrid(point["y"]) };

    private static int OnGrid(JsonNode? value) =>
        value is JsonValue number && number.TryGetValue<double>(out var exact) ? (int)Math.Round(exact / 10, MidpointRounding.AwayFromZero) * 10 : 0;

    /// <summary>JSON of a new activity of the same type: what is equal to it need not be written.</summary>
    private JsonObject Fresh(JsonObject activity)
    {
        if (Text(activity["type"]) is not { } type || registry.Find(type) is not { } descriptor || descriptor.Inputs.Any(input => input.IsSynthetic))
            return [];
        var fresh = JsonSerializer.SerializeToNode<IActivity>(descriptor.Constructor(new(descriptor, default, json.Options)), json.Options)!;
        foreach (var common in (string[])["type", "id", "name", "version", "customProperties", "metadata"])
            fresh.AsObject().Remove(common);
        return fresh.AsObject();
    }

    /// <summary>Without nulls, empty lists and objects and, in flags of definitions and activities, false.</summary>
    private static JsonObject WithoutDefaults(JsonObject value, bool keepFlags = false)
    {
        foreach (var (name, member) in value.ToList())
        {
            if (member is JsonObject inner && name is "options" or "customProperties" or "metadata")
                WithoutDefaults((JsonObject)member!);
            var isDefault = member is null or JsonArray { Count: 0 } or JsonObject { Count: 0 }
                || (!keepFlags && member.GetValueKind() == JsonValueKind.False)
                || (!keepFlags && member.GetValueKind() == JsonValueKind.String && (string?)member == "");
            if (isDefault)
                value.Remove(name);
        }

        return value;
    }

    private static JsonObject Ordered(JsonObject value, string?[] order)
    {
        var result = new JsonObject();
        var others = value.Select(member => member.Key).Except(order.OfType<string>()).ToList();
        foreach (var name in order.Contains(null) ? order : [.. order, null])
            foreach (var member in name is null ? others : [name])
                if (value.TryGetPropertyValue(member, out var node))
                    result[member] = node?.DeepClone();
        return result;
    }
}
