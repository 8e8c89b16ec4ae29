using System.Text.Json;

namespace Elsa.Workflows.Serialization;

/// <summary>camelCase JSON in which <c>object</c> keeps its type by <see cref="TypeAliases"/> (json-formats §9).</summary>
public sealed class PayloadSerializer : IPayloadSerializer
{
    internal static JsonSerializerOptions Options { get; } = CreateOptions();

    /// <inheritdoc/>
    public string Serialize(object payload) => payload is Dictionary<string, object> values
        ? JsonSerializer.Serialize(values, Options) // values by name are read as such: only they carry types, not the whole
        : JsonSerializer.Serialize<object>(payload, Options);

    /// <inheritdoc/>
    public JsonElement SerializeToElement(object payload) => JsonSerializer.SerializeToElement<object>(payload, Options);

    /// <inheritdoc/>
    public object Deserialize(string serializedData) => JsonSerializer.Deserialize<object>(serializedData, Options)!;

    /// <inheritdoc/>
    public object Deserialize(string serializedData, Type type) => JsonSerializer.Deserialize(serializedData, type, Options)!;

    /// <inheritdoc/>
    public object Deserialize(JsonElement serializedData) => serializedData.Deserialize<object>(Options)!;

    /// <inheritdoc/>
    public T Deserialize<T>(string serializedData) => JsonSerializer.Deserialize<T>(serializedData, Options)!;

    /// <inheritdoc/>
    public T Deserialize<T>(JsonElement serializedData) => serializedData.Deserialize<T>(Options)!;

    /// <inheritdoc/>
    public JsonSerializerOptions GetOptions() => Options;

    private static JsonSerializerOptions CreateOptions()
    {
        var options = PlainJson.Create();
        options.Converters.Insert(0, new TypedObjectConverter());
        return options;
    }
}
