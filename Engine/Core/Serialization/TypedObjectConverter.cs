using System.Collections;
using System.Dynamic;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Elsa.Workflows.Serialization;

/// <summary>Values declared as <c>object</c>: objects carry the name of their type in <c>_type</c>, everything else is plain JSON.</summary>
/// <remarks>
/// Only types in <see cref="TypeAliases"/> are named; others are written without name and come back as <see cref="ExpandoObject"/>, which
/// <c>ConvertTo</c> turns into the type its reader asks for. Numbers come back as long or double, collections as lists.
/// </remarks>
internal sealed class TypedObjectConverter : JsonConverter<object>
{
    private const string TypeMember = "_type";
    private const string ItemsMember = "_items";

    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Read(JsonElement.ParseValue(ref reader), options);

    private static object? Read(JsonElement element, JsonSerializerOptions options) => element.ValueKind switch
    {
        JsonValueKind.Object => ReadObject(element, options),
        JsonValueKind.Array => element.EnumerateArray().Select(item => Read(item, options)).ToList(),
        _ => PlainJson.ToValue(element),
    };

    private static object? ReadObject(JsonElement element, JsonSerializerOptions options)
    {
        if (element.TryGetProperty(TypeMember, out var name) && name.ValueKind == JsonValueKind.String
            && TypeAliases.Default.GetTypeOrDefault(name.GetString()!) is { } type)
        {
            if (element.TryGetProperty(ItemsMember, out var items))
                return JsonMembers.Unwrap(items).Deserialize(type, options);
            if (type == typeof(VariablesDictionary)) // stays JSON, so that decimals keep their digits until the variable's type is known
                return new VariablesDictionary(WithoutType(element).ToDictionary(member => member.Key, member => (object)JsonSerializer.SerializeToElement(member.Value)));
            if (typeof(IDictionary).IsAssignableFrom(type))
                return WithoutType(element).Deserialize(type, options);
            if (type != typeof(object) && type != typeof(ExpandoObject))
                return element.Deserialize(type, options);
        }

        var result = new ExpandoObject();
        foreach (var member in element.EnumerateObject())
            ((IDictionary<string, object?>)result)[member.Name] = Read(member.Value, options);
        return result;
    }

    private static JsonObject WithoutType(JsonElement element)
    {
        var members = JsonObject.Create(element)!;
        members.Remove(TypeMember);
        return members;
    }

    public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options)
    {
        if (value is ExpandoObject expando)
        {
            WriteMembers(writer, expando, null, options);
            return;
        }

        if (value is IDictionary<string, object?> members)
        {
            WriteMembers(writer, members, TypeName(value.GetType()), options);
            return;
        }

        var element = value as JsonElement? ?? JsonSerializer.SerializeToElement(value, value.GetType(), options);
        if (element.ValueKind != JsonValueKind.Object || value is JsonElement or JsonNode || TypeName(value.GetType()) is not { } name)
        {
            element.WriteTo(writer);
            return;
        }

        writer.WriteStartObject();
        foreach (var member in element.EnumerateObject())
            member.WriteTo(writer);
        writer.WriteString(TypeMember, name);
        writer.WriteEndObject();
    }

    private static void WriteMembers(
        Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, object?>> members, string? typeName, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in members)
        {
            writer.WritePropertyName(name);
            JsonSerializer.Serialize(writer, value, options);
        }

        if (typeName is not null)
            writer.WriteString(TypeMember, typeName);
        writer.WriteEndObject();
    }

    private static string? TypeName(Type type)
    {
        var name = TypeAliases.Default.GetAliasOrDefault(type);
        return TypeAliases.Default.GetTypeOrDefault(name) == type ? name : null;
    }
}
