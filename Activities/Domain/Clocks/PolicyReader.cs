using System.Globalization;
using System.Text.Json;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Clocks;

/// <summary>One object of a policy file with its place in it; remembers what is wrong instead of stopping at the first mistake.</summary>
internal sealed class PolicyReader
{
    private readonly JsonElement _element;
    private readonly string _place;
    private readonly List<string> _faults;

    public PolicyReader(JsonElement element)
        : this(element, "", [])
    {
    }

    private PolicyReader(JsonElement element, string place, List<string> faults) => (_element, _place, _faults) = (element, place, faults);

    public void Fault(string what, string expected, string found) =>
        _faults.Add($"{At(what)}: expected {expected}, found {found}");

    public void ThrowIfFaulty()
    {
        if (_faults.Count > 0)
            throw new PolicyFormatException([.. _faults.Distinct()]);
    }

    public string Id(string key) => Text(key) ?? "?";

    public string? Text(string key)
    {
        if (OptionalText(key) is { Length: > 0 } text)
            return text;

        Fault(key, "a text", Found(key));
        return null;
    }

    public string? OptionalText(string key) => Value(key) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    public string Word(string key, params string[] words)
    {
        var text = OptionalText(key);
        if (text is not null && words.Contains(text))
            return text;

        Fault(key, $"one of {string.Join(", ", words)}", Found(key));
        return words[0];
    }

    public TWord? OptionalWord<TWord>(string key)
        where TWord : struct, Enum
    {
        if (OptionalText(key) is not { } text)
            return null;
        if (Enum.TryParse<TWord>(text, out var word))
            return word;

        Fault(key, $"one of {string.Join(", ", Enum.GetNames<TWord>())}", text);
        return null;
    }

    public decimal Number(string key)
    {
        if (OptionalNumber(key) is { } number)
            return number;

        Fault(key, "a number", Found(key));
        return 1;
    }

    public decimal? OptionalNumber(string key) => Value(key) is { ValueKind: JsonValueKind.Number } value ? value.GetDecimal() : null;

    public bool Flag(string key) => Value(key) is { ValueKind: JsonValueKind.True };

    public Bilingual Name() => new(Text("nameZh") ?? "", Text("nameEn") ?? "");

    public Bilingual? OptionalName() =>
        OptionalText("nameEn") is { } en ? new Bilingual(OptionalText("nameZh") ?? en, en) : null;

    public TimeOnly Time(string key) =>
        TimeOnly.TryParseExact(OptionalText(key), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : Wrong(key, "a time HH:mm", TimeOnly.MinValue);

    public DateOnly Date(string key) => Day(OptionalText(key)) ?? Wrong(key, "a date yyyy-MM-dd", DateOnly.MinValue);

    public MonthDay MonthDay(string key) =>
        DateTime.TryParseExact($"2000-{OptionalText(key)}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new MonthDay(day.Month, day.Day)
            : Wrong(key, "a day MM-dd", new MonthDay(1, 1));

    public IEnumerable<DateOnly> Dates(string key)
    {
        foreach (var text in Texts(key))
        {
            if (Day(text) is { } day)
                yield return day;
            else
                Fault(key, "dates yyyy-MM-dd", text);
        }
    }

    public IEnumerable<string> Texts(string key) => Elements(key).Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!);

    public IEnumerable<decimal> Numbers(string key) => Elements(key).Where(item => item.ValueKind == JsonValueKind.Number).Select(item => item.GetDecimal());

    public IEnumerable<PolicyReader> Items(string key)
    {
        if (Value(key) is { ValueKind: not JsonValueKind.Array } or null)
            Fault(key, "a list", Found(key));

        return Elements(key).Select((item, index) => new PolicyReader(item, At($"{key}[{index}]") + NameOf(item), _faults));
    }

    public PolicyReader Object(string key)
    {
        if (OptionalObject(key) is { } found)
            return found;

        Fault(key, "an object", Found(key));
        return new PolicyReader(default, At(key), _faults);
    }

    public PolicyReader? OptionalObject(string key) =>
        Value(key) is { ValueKind: JsonValueKind.Object } value ? new PolicyReader(value, At(key), _faults) : null;

    public IEnumerable<string> Keys() => _element.EnumerateObject().Select(property => property.Name);

    /// <summary>One value or a list of them, as facts are written: numbers and booleans in JSON's own form.</summary>
    public IReadOnlyList<string> Values(string key) =>
        Value(key) is not { } value ? []
        : value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(Plain)]
        : [Plain(value)];

    private static string Plain(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string NameOf(JsonElement item) =>
        item.ValueKind == JsonValueKind.Object && (item.TryGetProperty("id", out var id) || item.TryGetProperty("code", out id))
            ? $" ({id})"
            : "";

    private T Wrong<T>(string key, string expected, T instead)
    {
        Fault(key, expected, Found(key));
        return instead;
    }

    private JsonElement? Value(string key) =>
        _element.ValueKind == JsonValueKind.Object && _element.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    private IEnumerable<JsonElement> Elements(string key) =>
        Value(key) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    private string At(string what) => _place.Length == 0 ? what : $"{_place}.{what}";

    private string Found(string key) => Value(key) is { } value ? value.GetRawText() : "nothing";
}
