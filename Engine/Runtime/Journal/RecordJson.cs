using System.Text.Json;
using System.Text.Json.Nodes;
using Elsa.Workflows.Serialization;

namespace Elsa.Workflows.Runtime;

/// <summary>JSON of what records show: plain, and never failing, because a journal must not break a run.</summary>
internal static class RecordJson
{
    /// <summary>An object with the dictionary's keys as they are; null for an empty one.</summary>
    public static string? Write<T>(IDictionary<string, T> values)
    {
        if (values.Count == 0)
            return null;

        var json = new JsonObject();
        foreach (var (key, value) in values)
            json[key] = ToNode(value);
        return json.ToJsonString(PlainJson.Options);
    }

    /// <summary>The value; null for null.</summary>
    public static string? Write(object? value) => ToNode(value)?.ToJsonString(PlainJson.Options);

    private static JsonNode? ToNode(object? value)
    {
        if (value is null)
            return null;

        try
        {
            return JsonSerializer.SerializeToNode(value, value.GetType(), PlainJson.Options);
        }
        catch (Exception error) when (error is NotSupportedException or JsonException or InvalidOperationException)
        {
            return new JsonObject { ["TypeName"] = value.GetType().FullName };
        }
    }
}
