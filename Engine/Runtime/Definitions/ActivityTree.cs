using System.Text.Json.Nodes;
using Elsa.Workflows.Management.Models;
using Elsa.Workflows.Serialization;

namespace Elsa.Workflows.Management;

/// <summary>The activities of a canonical definition laid flat, each with its properties as values that can be compared and read.</summary>
internal sealed class ActivityTree
{
    private const string Flowchart = "Elsa.Flowchart";
    private static readonly string[] Texts = ["name", "displayText", "description"];
    private readonly List<Node> _nodes = [];
    private readonly List<Arrow> _arrows = [];

    /// <param name="definition">A definition as <see cref="CanonicalWriter"/> writes it.</param>
    public ActivityTree(JsonObject definition)
    {
        if (definition["root"] is JsonObject root)
            Add(root, null);
    }

    /// <summary>An activity.</summary>
    /// <param name="Position">Where it lies on the canvas; null when nothing says.</param>
    public sealed record Node(string Id, string Type, string? ContainerId, IReadOnlyDictionary<string, Property> Properties, JsonNode? Position);

    /// <summary>A property: its JSON is compared, its value is shown.</summary>
    public sealed record Property(JsonNode? Json, ContentValue Value, bool IsText);

    /// <summary>A connection.</summary>
    /// <param name="Vertices">Its bends; null for a straight one.</param>
    public sealed record Arrow(string ContainerId, string Source, string Port, string Target, JsonNode? Vertices);

    /// <summary>Every activity, containers before what they contain.</summary>
    public IReadOnlyList<Node> Nodes => _nodes;

    /// <summary>Every connection of every flowchart.</summary>
    public IReadOnlyList<Arrow> Arrows => _arrows;

    private void Add(JsonObject activity, string? containerId)
    {
        var id = (string)activity["id"]!;
        var type = (string)activity["type"]!;
        var properties = new Dictionary<string, Property>(StringComparer.Ordinal);
        var children = new List<JsonObject>();
        foreach (var (name, value) in activity)
        {
            if (name is "id" or "type" || (name == "connections" && type == Flowchart) || value is null)
                continue;

            var shown = WithoutActivities(value, children);
            if (name is "metadata" or "customProperties" && shown is JsonObject members)
                Spread(name, members, properties);
            else if (name == "activities" && type == Flowchart)
                continue; // which activities there are is said by each of them; their order means nothing
            else
                AddProperty(name, shown, properties);
        }

        _nodes.Add(new Node(id, type, containerId, properties, activity["metadata"]?["designer"]));
        if (type == Flowchart && activity["connections"] is JsonArray connections)
            _arrows.AddRange(connections.Select(connection => ReadArrow(id, connection!.AsObject())));
        foreach (var child in children)
            Add(child, id);
    }

    private static void Spread(string owner, JsonObject members, Dictionary<string, Property> properties)
    {
        foreach (var (name, value) in members)
        {
            if (owner == "metadata" && name == "designer")
                continue;
            var known = owner == "metadata" && Texts.Contains(name);
            properties[known ? name : $"{owner}.{name}"] = new Property(value, ContentValues.Of(value), known);
        }
    }

    /// <summary>Lists of named parts (cases of a switch, variables) are compared part by part, and their order besides.</summary>
    private static void AddProperty(string name, JsonNode value, Dictionary<string, Property> properties)
    {
        if (value is JsonArray parts && NamesOf(parts) is { } names)
        {
            var order = new JsonArray([.. names.Select(part => (JsonNode)part)]);
            properties[name] = new Property(order, ContentValues.Of(order), false);
            foreach (var (part, content) in names.Zip(parts))
                properties[$"{name}[{part}]"] = new Property(content, ContentValues.OfPart(content!.AsObject()), false);
            return;
        }

        properties[name] = new Property(value, ContentValues.Of(value), Texts.Contains(name));
    }

    private static List<string>? NamesOf(JsonArray parts)
    {
        var names = parts.Select(part => part is JsonObject item ? JsonNames.Text(item, "label") ?? JsonNames.Text(item, "name") : null).OfType<string>().Distinct().ToList();
        return names.Count > 0 && names.Count == parts.Count ? names : null;
    }

    /// <summary>A copy in which each activity is only named; the activities themselves are collected.</summary>
    private static JsonNode WithoutActivities(JsonNode value, List<JsonObject> found)
    {
        switch (value)
        {
            case JsonObject activity when JsonNames.Text(activity, "type") is not null && JsonNames.Text(activity, "id") is { } id:
                found.Add(activity);
                return JsonValue.Create(id);
            case JsonObject input when input.ContainsKey("expression"):
                return input.DeepClone(); // a literal may look like an activity
            case JsonObject members:
                return new JsonObject(members.Where(x => x.Value is not null).Select(x => KeyValuePair.Create(x.Key, (JsonNode?)WithoutActivities(x.Value!, found))));
            case JsonArray items:
                return new JsonArray([.. items.Where(x => x is not null).Select(x => WithoutActivities(x!, found))]);
            default:
                return value.DeepClone();
        }
    }

    private static Arrow ReadArrow(string containerId, JsonObject connection) => new(
        containerId, (string)connection["source"]!["activity"]!, (string)connection["source"]!["port"]!, (string)connection["target"]!["activity"]!, connection["vertices"]);
}
