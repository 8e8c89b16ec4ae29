using System.Collections.Concurrent;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Elsa.Workflows.Attributes;

namespace Elsa.Workflows.Serialization;

/// <summary>Hashes a stimulus, so that a bookmark or trigger is found by one indexed column (execution-model §4).</summary>
/// <remarks>
/// SHA-256 over the parts that are not blank, joined by <c>|</c>. A text stands for itself; any other payload is a JSON object of its public
/// properties under their CLR names in order of declaration, without those marked <see cref="ExcludeFromHashAttribute"/>.
/// </remarks>
public sealed class StimulusHasher : IStimulusHasher
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> PropertiesByType = new();

    private static readonly JsonSerializerOptions ValueOptions = new()
    {
        IncludeFields = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new TypeNameConverter() },
    };

    /// <inheritdoc/>
    public string Hash(string stimulusName, object? payload = null, string? activityInstanceId = null)
    {
        string?[] parts = [stimulusName, Text(payload), activityInstanceId];
        var text = string.Join('|', parts.Where(part => !string.IsNullOrWhiteSpace(part)));
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private static string? Text(object? payload)
    {
        if (payload is null or string)
            return payload as string;

        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            foreach (var property in PropertiesByType.GetOrAdd(payload.GetType(), FindProperties))
            {
                writer.WritePropertyName(property.Name);
                JsonSerializer.Serialize(writer, property.GetValue(payload), property.PropertyType, ValueOptions);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static PropertyInfo[] FindProperties(Type type) =>
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanRead && property.GetIndexParameters().Length == 0
                && !property.IsDefined(typeof(ExcludeFromHashAttribute)))
            .OrderBy(property => property.MetadataToken),
    ];

    private sealed class TypeNameConverter : JsonConverter<Type>
    {
        public override Type? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TypeAliases.Default.GetTypeOrDefault(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, Type value, JsonSerializerOptions options) =>
            writer.WriteStringValue(TypeAliases.Default.GetAliasOrDefault(value));
    }
}
