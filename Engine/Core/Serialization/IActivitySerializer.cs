using System.Text.Json;

namespace Elsa.Workflows;

/// <summary>Reads and writes activities as JSON (json-formats §2).</summary>
public interface IActivitySerializer
{
    /// <summary>JSON of an activity and all it contains.</summary>
    string Serialize(IActivity activity);

    /// <summary>JSON of anything that holds activities, inputs or variables.</summary>
    string Serialize(object value);

    /// <summary>Reads an activity; unknown types become <c>NotFoundActivity</c>.</summary>
    /// <exception cref="JsonException">The text is no activity.</exception>
    IActivity Deserialize(string serializedActivity);

    /// <summary>Reads anything that holds activities, inputs or variables.</summary>
    object Deserialize(string serializedActivity, Type type);

    /// <inheritdoc cref="Deserialize(string, Type)"/>
    T Deserialize<T>(string serializedActivity);

    /// <summary>Options with all converters, for callers that write into a stream.</summary>
    JsonSerializerOptions GetOptions();
}
