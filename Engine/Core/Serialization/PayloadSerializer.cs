using System.Text.Json;
using System.Text.Json.Nodes;

namespace Elsa.Workflows
{
    /// <summary>Reads and writes values of any type, such as stimuli, so that they come back with their type.</summary>
    public interface IPayloadSerializer
    {
        /// <summary>JSON of the value; objects carry <c>_type</c>.</summary>
        string Serialize(object payload);

        /// <inheritdoc cref="Serialize"/>
        JsonElement SerializeToElement(object payload);

        /// <summary>The value with the type it had; an object of unknown type as ExpandoObject.</summary>
        object Deserialize(string serializedData);

        /// <summary>The value as the given type.</summary>
        object Deserialize(string serializedData, Type type);

        /// <inheritdoc cref="Deserialize(string)"/>
        object Deserialize(JsonElement serializedData);

        /// <inheritdoc cref="Deserialize(string, Type)"/>
        T Deserialize<T>(string serializedData);

        /// <inheritdoc cref="Deserialize(string, Type)"/>
        T Deserialize<T>(JsonElement serializedData);

        /// <summary>Options with the converter for values of any type.</summary>
        JsonSerializerOptions GetOptions();
    }
}

namespace Elsa.Workflows.Serialization
{
    /// <summary>camelCase JSON in which <c>object</c> keeps its type by <see cref="TypeAliases"/> (json-formats §9).</summary>
    public sealed class PayloadSerializer : IPayloadSerializer
    {
        internal static JsonSerializerOptions Options { get; } = CreateOptions();

        /// <inheritdoc/>
        public string Serialize(object payload) => JsonSerializer.Serialize(payload, typeof(object), Options);

        /// <inheritdoc/>
        public JsonElement SerializeToElement(object payload) => JsonSerializer.SerializeToElement(payload, typeof(object), Options);

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
}
