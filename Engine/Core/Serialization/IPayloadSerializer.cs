using System.Text.Json;

namespace Elsa.Workflows;

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
