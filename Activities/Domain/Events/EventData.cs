using System.Globalization;
using System.Text.Json;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Events;

/// <summary>Payload of an event: a flat set of values, stored as one JSON object.</summary>
public sealed class EventData
{
    private readonly Dictionary<string, JsonElement> _values;

    /// <summary>No values.</summary>
    public EventData() => _values = [];

    /// <summary>The given values; null values are left out.</summary>
    public EventData(IEnumerable<KeyValuePair<string, object?>> values) =>
        _values = values
            .Where(pair => pair.Value is not null)
            .ToDictionary(pair => pair.Key, pair => JsonSerializer.SerializeToElement(Plain(pair.Value!)), StringComparer.Ordinal);

    private EventData(Dictionary<string, JsonElement> values) => _values = values;

    /// <summary>Values by key.</summary>
    public IReadOnlyDictionary<string, JsonElement> Values => _values;

    /// <summary>Reads the stored form.</summary>
    public static EventData FromJson(string json) =>
        new(JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json) ?? []);

    /// <summary>The stored form.</summary>
    public string ToJson() => JsonSerializer.Serialize(_values);

    /// <summary>A value as text; null when it is missing.</summary>
    public string? Text(string key) =>
        !_values.TryGetValue(key, out var value) ? null : value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();

    /// <summary>A value as words: a name in both languages as it is, any other text in both; null when it is missing.</summary>
    public Bilingual? Words(string key) =>
        _values.TryGetValue(key, out var value) && value.ValueKind == JsonValueKind.Object
            && value.TryGetProperty(nameof(Bilingual.Zh), out var zh) && value.TryGetProperty(nameof(Bilingual.En), out var en)
            ? new Bilingual(zh.GetString()!, en.GetString()!)
            : Text(key) is { } text ? Bilingual.Same(text) : null;

    /// <summary>A value as an instant; null when it is missing or none, as a month or a date is.</summary>
    public DateTimeOffset? Instant(string key) =>
        Text(key) is { Length: > 10 } text && text[10] == 'T' && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant.ToUniversalTime()
            : null;

    /// <summary>Whether a value is true.</summary>
    public bool Is(string key) => string.Equals(Text(key), "true", StringComparison.OrdinalIgnoreCase);

    private static object Plain(object value) => value switch
    {
        DateTimeOffset instant => instant.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture),
        Enum word => word.ToString(),
        _ => value,
    };
}
