using System.Text.Json;
using System.Text.Json.Serialization;

namespace Elsa.Http;

/// <summary>Headers by name, without regard to case; each has one or more values.</summary>
/// <remarks>JSON: <c>{ "Accept": ["text/plain"], "X-Trace": "17" }</c>; a single text stands for one value.</remarks>
[JsonConverter(typeof(HttpHeadersConverter))]
public class HttpHeaders : Dictionary<string, string[]>
{
    /// <summary>No headers.</summary>
    public HttpHeaders() : base(StringComparer.OrdinalIgnoreCase)
    {
    }

    /// <summary>Those headers; of names that differ in case only the last one counts.</summary>
    public HttpHeaders(IEnumerable<KeyValuePair<string, string[]>> headers) : this()
    {
        foreach (var (name, values) in headers)
            this[name] = values;
    }
}

/// <summary>Reads headers whose values are texts, numbers, Booleans or arrays of them; always writes arrays.</summary>
internal sealed class HttpHeadersConverter : JsonConverter<HttpHeaders>
{
    public override HttpHeaders Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var element = JsonElement.ParseValue(ref reader);
        if (element.ValueKind != JsonValueKind.Object)
            throw new JsonException($"Expected headers as an object of names and values, but found {element.ValueKind}.");
        return new HttpHeaders(element.EnumerateObject().Select(x => KeyValuePair.Create(x.Name, Values(x.Value))));
    }

    public override void Write(Utf8JsonWriter writer, HttpHeaders value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, values) in value)
        {
            writer.WriteStartArray(name);
            foreach (var text in values)
                writer.WriteStringValue(text);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static string[] Values(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => [.. value.EnumerateArray().SelectMany(Values)],
        JsonValueKind.Null => [],
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Object => throw new JsonException("Expected a header's value to be a text or an array of texts, but found an object."),
        _ => [value.GetRawText()],
    };
}
