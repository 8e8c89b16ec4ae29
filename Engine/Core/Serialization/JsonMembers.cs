using System.Text.Json;

namespace Elsa.Workflows.Serialization;

/// <summary>Members of JSON objects, found in any case; wrappers of reference preservation are looked through.</summary>
internal static class JsonMembers
{
    public static bool TryGet(JsonElement element, string camelName, out JsonElement value)
    {
        value = default;
        if (element.ValueKind != JsonValueKind.Object)
            return false;
        if (element.TryGetProperty(camelName, out value))
            return true;
        foreach (var member in element.EnumerateObject())
            if (member.Name.Equals(camelName, StringComparison.OrdinalIgnoreCase))
            {
                value = member.Value;
                return true;
            }

        return false;
    }

    /// <summary>The text of a member, or null when it is absent or no text.</summary>
    public static string? Text(JsonElement element, string camelName) =>
        TryGet(element, camelName, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary><c>{ "_type": …, "items": […] }</c> and <c>{ "$values": […] }</c> stand for the array inside.</summary>
    public static JsonElement Unwrap(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
            return element;
        if (element.TryGetProperty("$values", out var values))
            return values;
        if (!element.TryGetProperty("_type", out _))
            return element;
        return element.TryGetProperty("items", out var items) || element.TryGetProperty("_items", out items) ? Unwrap(items) : element;
    }

    /// <summary><c>OrderTotal</c> gives <c>orderTotal</c>.</summary>
    public static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
