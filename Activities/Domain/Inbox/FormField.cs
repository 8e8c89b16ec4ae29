using System.Globalization;
using System.Text.Json;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Inbox;

/// <summary>How a field is entered and stored.</summary>
public enum FormFieldType
{
    /// <summary>One line.</summary>
    Text,
    /// <summary>Several lines.</summary>
    Multiline,
    /// <summary>A point in time, entered in local time, stored as ISO 8601 UTC.</summary>
    Instant,
    /// <summary>A local date, <c>yyyy-MM-dd</c>.</summary>
    Date,
    /// <summary>A decimal number in <see cref="FormField.Unit"/>.</summary>
    Number,
    /// <summary>Yes or no.</summary>
    Bool,
    /// <summary>One value of the enumeration named by <see cref="FormField.Source"/>.</summary>
    Enum,
    /// <summary>The id of a record of the kind named by <see cref="FormField.Source"/>, found by look-up.</summary>
    Reference,
    /// <summary>Ticks; the values are the keys of <see cref="FormField.Items"/>, or lines given with the item's input.</summary>
    Checklist,
    /// <summary>Rows of <see cref="FormField.Columns"/>.</summary>
    Table,
    /// <summary>Names of files attached to the record.</summary>
    Files,
}

/// <summary>One field of a form.</summary>
/// <param name="Key">camelCase; <c>…At</c> instants, <c>…On</c> dates, <c>…Id</c> references.</param>
/// <param name="Type">How it is entered.</param>
/// <param name="Label">What the page calls it.</param>
public sealed record FormField(string Key, FormFieldType Type, Bilingual Label)
{
    /// <summary>Filled for every outcome that shows the field.</summary>
    public bool Required { get; init; }

    /// <summary>Outcomes, values of an enumeration of the same form, or keys of a ticked yes/no field that make it required; in a table, keys of its yes/no columns.</summary>
    public IReadOnlyList<string> RequiredFor { get; init; } = [];

    /// <summary>Values of the item's input of which one must be given for the field to be on the form at all; empty shows it always.</summary>
    public IReadOnlyList<string> OnlyFor { get; init; } = [];

    /// <summary>Name of the enumeration or kind of the record; null for other types.</summary>
    public string? Source { get; init; }

    /// <summary>Unit shown after a number; null for none.</summary>
    public Bilingual? Unit { get; init; }

    /// <summary>One line of help under the field; null for none.</summary>
    public Bilingual? Hint { get; init; }

    /// <summary>Longest text, in characters.</summary>
    public int MaxLength { get; init; } = 4000;

    /// <summary>Shown, never entered; its value comes from the item's input.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>True for planned and agreed times.</summary>
    public bool MayBeFuture { get; init; }

    /// <summary>True for times that may lie further back than the form's limit.</summary>
    public bool MayBeOld { get; init; }

    /// <summary>True when an instant starts as now.</summary>
    public bool DefaultsToNow { get; init; }

    /// <summary>Values of an enumeration, or ticks of a check list; empty when they come with the item's input.</summary>
    public IReadOnlyList<FormChoice> Items { get; init; } = [];

    /// <summary>Columns of a table.</summary>
    public IReadOnlyList<FormField> Columns { get; init; } = [];

    /// <summary>Turns entered text into a value.</summary>
    /// <param name="text">Not blank.</param>
    /// <param name="value">Text, decimal, bool, list of texts, or list of rows; null when there is a problem.</param>
    /// <returns>Null when the text fits.</returns>
    public FormProblemKind? Read(string text, out object? value)
    {
        value = Type switch
        {
            FormFieldType.Instant => FormJson.ToInstant(text) is { } at ? FormJson.Text(at) : null,
            FormFieldType.Date => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? text : null,
            FormFieldType.Number => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null,
            FormFieldType.Bool => FormJson.IsTrue(text),
            FormFieldType.Checklist or FormFieldType.Files => ReadList(text),
            FormFieldType.Table => ReadRows(text),
            FormFieldType.Enum => Items.Count == 0 || Items.Any(choice => choice.Key == text) ? text : null,
            _ => text.Length <= MaxLength ? text : null,
        };
        return value is null ? FormProblemKind.Invalid : null;
    }

    private List<object?>? ReadList(string text)
    {
        var items = text.StartsWith('[')
            ? FormJson.ReadArray(text)?.Select(item => item?.ToString()).ToList()
            : text.Split([',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToList<string?>();
        if (items is null || items.Count == 0)
            return null;

        var known = Items.Count == 0 || items.All(item => Items.Any(choice => choice.Key == item));
        return known ? items.ToList<object?>() : null;
    }

    private List<object?>? ReadRows(string text)
    {
        var rows = FormJson.ReadArray(text)?.OfType<IReadOnlyDictionary<string, object?>>().ToList();
        if (rows is null || rows.Count == 0)
            return null;

        var read = new List<object?>();
        foreach (var row in rows)
        {
            var cells = new Dictionary<string, object?>(StringComparer.Ordinal);
            foreach (var column in Columns)
            {
                var cell = Convert.ToString(row.GetValueOrDefault(column.Key), CultureInfo.InvariantCulture)?.Trim();
                if (string.IsNullOrEmpty(cell))
                {
                    if (column.Required)
                        return null;
                    continue;
                }

                if (column.Read(cell, out var value) is not null)
                    return null;
                cells[column.Key] = value;
            }

            if (Columns.Any(column => column.RequiredFor.Any(key => cells.GetValueOrDefault(key) is true) && cells.GetValueOrDefault(column.Key) is (null or false)))
                return null; // e.g. a changing operation without consent
            read.Add(cells);
        }

        return read;
    }
}

/// <summary>One tick of a check list.</summary>
/// <param name="Key">Stored value.</param>
/// <param name="Label">What the page says.</param>
public sealed record FormChoice(string Key, Bilingual Label);

/// <summary>Form values between text, objects and stored JSON.</summary>
public static class FormJson
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An instant as stored: <c>2026-11-22T18:10:00Z</c>.</summary>
    public static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>Reads an instant: with an offset as it stands, without one as local time; null when it is none.</summary>
    public static DateTimeOffset? ToInstant(object? value)
    {
        switch (value)
        {
            case DateTimeOffset at:
                return at.ToUniversalTime();
            case string text when HasOffset(text):
                return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var exact) ? exact : null;
            case string text when DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local):
                return DateOnly.FromDateTime(local).At(TimeOnly.FromDateTime(local));
            default:
                return null;
        }
    }

    /// <summary>Whether entered text says yes.</summary>
    public static bool IsTrue(string? text) => text is "true" or "True" or "on" or "1" or "yes";

    /// <summary>Values as JSON object text.</summary>
    public static string Write(IReadOnlyDictionary<string, object?> values) => JsonSerializer.Serialize(values, Options);

    /// <summary>Values of stored JSON object text; empty for null or blank.</summary>
    public static IReadOnlyDictionary<string, object?> Read(string? json)
    {
        if (string.IsNullOrWhiteSpace(json))
            return new Dictionary<string, object?>();

        using var document = JsonDocument.Parse(json);
        return (IReadOnlyDictionary<string, object?>)Plain(document.RootElement)!;
    }

    /// <summary>Items of a JSON array text; null when it is none.</summary>
    public static List<object?>? ReadArray(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return Plain(document.RootElement) as List<object?>;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static object? Plain(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().ToDictionary(x => x.Name, x => Plain(x.Value), StringComparer.Ordinal),
        JsonValueKind.Array => element.EnumerateArray().Select(Plain).ToList(),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.GetDecimal(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private static bool HasOffset(string text) =>
        text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':');
}
