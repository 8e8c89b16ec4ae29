using System.Text.Json;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Models;
using Microsoft.Extensions.Logging;

namespace Elsa.Workflows.Serialization;

/// <summary>Connections of a flowchart (json-formats §4), in the current shape and the older ones.</summary>
internal static partial class FlowchartJson
{
    /// <summary>Custom property for connections that lack an end; they come back when both ends exist again.</summary>
    internal const string ConnectionsAside = "notFoundConnections";

    public static void ReadConnections(Flowchart flowchart, JsonElement element, ILogger logger)
    {
        var activities = new Dictionary<string, IActivity>();
        foreach (var activity in flowchart.Activities.Where(activity => !string.IsNullOrEmpty(activity.Id)))
            if (!activities.TryAdd(activity.Id, activity))
                throw new JsonException($"Expected activity ids of a flowchart to be unique, but '{activity.Id}' stands twice.");

        var aside = JsonMembers.TryGet(element, "customProperties", out var custom) && JsonMembers.TryGet(custom, ConnectionsAside, out var list)
            ? Items(list)
            : [];
        var connections = JsonMembers.TryGet(element, "connections", out var current) ? Items(current) : [];
        var lacking = new List<object>();
        foreach (var item in connections.Concat(aside))
        {
            if (Read(item, activities) is { } connection)
            {
                flowchart.Connections.Add(connection);
                continue;
            }

            lacking.Add(PlainJson.ToValue(item)!);
            UnknownEnd(logger, flowchart.Id, item.GetRawText());
        }

        flowchart.CustomProperties.Remove(ConnectionsAside);
        if (lacking.Count > 0)
            flowchart.CustomProperties[ConnectionsAside] = lacking;
    }

    public static void WriteConnections(Utf8JsonWriter writer, Flowchart flowchart)
    {
        writer.WriteStartArray("connections");
        foreach (var connection in flowchart.Connections)
        {
            writer.WriteStartObject();
            Write(writer, "source", connection.Source);
            Write(writer, "target", connection.Target);
            writer.WriteStartArray("vertices");
            foreach (var vertex in connection.Vertices)
            {
                writer.WriteStartObject();
                writer.WriteNumber("x", vertex.X);
                writer.WriteNumber("y", vertex.Y);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, string name, Endpoint end)
    {
        writer.WriteStartObject(name);
        writer.WriteString("activity", end.Activity.Id);
        if (end.Port is not null)
            writer.WriteString("port", end.Port);
        writer.WriteEndObject();
    }

    private static IEnumerable<JsonElement> Items(JsonElement element) => JsonMembers.Unwrap(element) switch
    {
        { ValueKind: JsonValueKind.Array } array => array.EnumerateArray(),
        { ValueKind: JsonValueKind.Object } single => [single],
        _ => [],
    };

    private static Connection? Read(JsonElement item, Dictionary<string, IActivity> activities)
    {
        if (ReadEnd(item, "source", activities) is not { } source || ReadEnd(item, "target", activities) is not { } target)
            return null;
        var connection = new Connection(source, target);
        if (JsonMembers.TryGet(item, "vertices", out var vertices))
            foreach (var vertex in Items(vertices))
                connection.Vertices.Add(new Position(Number(vertex, "x"), Number(vertex, "y")));
        return connection;
    }

    /// <summary>An end is <c>{ "activity", "port" }</c>, or in old files the id with the port beside it.</summary>
    private static Endpoint? ReadEnd(JsonElement item, string name, Dictionary<string, IActivity> activities)
    {
        if (!JsonMembers.TryGet(item, name, out var end))
            return null;
        var id = end.ValueKind == JsonValueKind.String ? end.GetString() : JsonMembers.Text(end, "activity");
        var port = end.ValueKind == JsonValueKind.String ? JsonMembers.Text(item, name + "Port") : JsonMembers.Text(end, "port");
        return id is not null && activities.TryGetValue(id, out var activity) ? new Endpoint(activity, port) : null;
    }

    private static double Number(JsonElement vertex, string name) =>
        JsonMembers.TryGet(vertex, name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : 0;

    [LoggerMessage(1103, LogLevel.Warning, "A connection of flowchart {FlowchartId} was put aside, because one of its ends is not there: {Connection}")]
    private static partial void UnknownEnd(ILogger logger, string? flowchartId, string connection);
}
