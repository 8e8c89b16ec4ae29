using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Elsa.Workflows.Management.Models;

namespace Elsa.Workflows.Management;

/// <summary>Turns canonical JSON into values a person reads.</summary>
internal static class ContentValues
{
    private const string Json = nameof(Json);
    private const string Literal = nameof(Literal);
    private const string Variable = nameof(Variable);
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An input by its expression, a reference by its name, anything else as it is.</summary>
    public static ContentValue Of(JsonNode? value) => value switch
    {
        JsonObject input when input["expression"] is JsonObject expression => OfExpression(expression),
        JsonObject output when JsonNames.Text(output["memoryReference"] as JsonObject, "id") is { } id => new ContentValue(Variable, id),
        JsonObject variable when variable.ContainsKey("typeName") && JsonNames.Text(variable, "name") is { } name => new ContentValue(Variable, name),
        JsonObject expression when JsonNames.Text(expression, "type") is not null && expression.Count <= 2 => OfExpression(expression),
        _ => Plain(value),
    };

    /// <summary>A named part of a list: what it says besides its name.</summary>
    public static ContentValue OfPart(JsonObject part)
    {
        var said = part.Where(x => x.Key is not ("label" or "name" or "id")).ToList();
        return said.Count == 1 ? Of(said[0].Value) : new ContentValue(Json, Text(new JsonObject(said.Select(x => KeyValuePair.Create(x.Key, x.Value?.DeepClone())))));
    }

    /// <summary>The whole JSON, for two values that read the same and are not.</summary>
    public static ContentValue Whole(JsonNode? value) => new(Json, Text(value));

    private static ContentValue OfExpression(JsonObject expression)
    {
        var type = JsonNames.Text(expression, "type") ?? Literal;
        var value = expression["value"];
        return type switch
        {
            Literal => Plain(value),
            Variable when JsonNames.Text(value as JsonObject, "name") is { } name => new ContentValue(Variable, name),
            _ => new ContentValue(type, Text(value)),
        };
    }

    private static ContentValue Plain(JsonNode? value) => value switch
    {
        JsonArray items when items.All(item => item is JsonValue) => new ContentValue(Literal, string.Join(", ", items.Select(Text))),
        JsonArray or JsonObject => new ContentValue(Json, Text(value)),
        _ => new ContentValue(Literal, Text(value)),
    };

    private static string Text(JsonNode? value) =>
        value is JsonValue scalar && scalar.TryGetValue<string>(out var text) ? text : value?.ToJsonString(Readable) ?? "";
}

/// <summary>Text members of JSON objects.</summary>
internal static class JsonNames
{
    /// <summary>The text; null when there is none.</summary>
    public static string? Text(JsonObject? item, string name) =>
        item?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
