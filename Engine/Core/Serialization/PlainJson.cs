using System.Dynamic;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Elsa.Workflows.Serialization;

/// <summary>The engine's basic JSON: camelCase, any case when reading, no nulls, enums by name, numbers also as text.</summary>
internal static class PlainJson
{
    /// <summary>Reads <c>object</c> as bool, long, double, string, <see cref="ExpandoObject"/> or list.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>A copy that further converters may be added to.</summary>
    public static JsonSerializerOptions Create() => new(JsonSerializerDefaults.Web)
    {
        MaxDepth = 96, // definitions come in at most 64 deep; written out in full, a short form may need some levels more
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(), new PlainObjectConverter(), new TypeConverter(), new ShownActivityConverter() },
    };

    /// <summary>The value a JSON element stands for; integers are long, other numbers double.</summary>
    public static object? ToValue(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => ToExpando(element),
        JsonValueKind.Array => element.EnumerateArray().Select(ToValue).ToList(),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.TryGetInt64(out var whole) ? (object)whole : Finite(element),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>A number that can be written again.</summary>
    /// <exception cref="JsonException">It is too large for a double.</exception>
    public static double Finite(JsonElement element) => element.TryGetDouble(out var number) && double.IsFinite(number)
        ? number == 0 ? 0 : number // -0.0 would come back as another number than it was written as
        : throw new JsonException($"Expected a number between -1.7E308 and 1.7E308, but found {element.GetRawText()}.");

    private static ExpandoObject ToExpando(JsonElement element)
    {
        var result = new ExpandoObject();
        foreach (var member in element.EnumerateObject())
            ((IDictionary<string, object?>)result)[member.Name] = ToValue(member.Value);
        return result;
    }

    private sealed class PlainObjectConverter : JsonConverter<object>
    {
        public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            ToValue(JsonElement.ParseValue(ref reader));

        public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options)
        {
            if (value.GetType() == typeof(object))
            {
                writer.WriteStartObject();
                writer.WriteEndObject();
                return;
            }

            JsonSerializer.Serialize(writer, value, value.GetType(), options);
        }
    }

    private sealed class TypeConverter : JsonConverter<Type>
    {
        public override Type? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetString() is { } name ? TypeAliases.Default.GetTypeOrDefault(name) : null;

        public override void Write(Utf8JsonWriter writer, Type value, JsonSerializerOptions options) =>
            writer.WriteStringValue(TypeAliases.Default.GetAliasOrDefault(value));
    }
}
