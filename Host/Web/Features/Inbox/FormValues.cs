using System.Globalization;
using System.Text.Json;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Web.Localization;

namespace Elsa.ITR.Web.Features.Inbox;

/// <summary>Form values between the page and the domain: one text per field, whatever controls it was entered with.</summary>
public static class FormValues
{
    /// <summary>Prefix of the names of a form's controls.</summary>
    public const string Prefix = "f.";

    /// <summary>What the fields start with: what the item was asked with, and now where a time defaults to it.</summary>
    public static Dictionary<string, string?> Initial(WorkItemForm form, IReadOnlyDictionary<string, object?> input, DateTimeOffset now) =>
        form.Fields.ToDictionary(
            field => field.Key,
            field => input.TryGetValue(field.Key, out var known) && known is not null ? TextOf(field, known)
                : field is { DefaultsToNow: true, Type: FormFieldType.Instant } ? Moments.Field(now) : null);

    /// <summary>The same with what was typed before; fields that the form no longer has are left out.</summary>
    public static Dictionary<string, string?> With(this Dictionary<string, string?> initial, IReadOnlyDictionary<string, string?>? typed)
    {
        foreach (var (key, text) in typed ?? new Dictionary<string, string?>())
            if (initial.ContainsKey(key))
                initial[key] = text;
        return initial;
    }

    /// <summary>Reads what was posted: check lists and tables become the JSON text that the form understands.</summary>
    public static Dictionary<string, string?> Posted(WorkItemForm form, IFormCollection posted)
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var field in form.Fields.Where(field => !field.ReadOnly))
        {
            var name = Prefix + field.Key;
            values[field.Key] = field.Type switch
            {
                FormFieldType.Checklist => posted[name].Count == 0 ? null : JsonSerializer.Serialize(posted[name].ToArray()),
                FormFieldType.Table => Rows(field, posted),
                FormFieldType.Bool => posted[name].Contains("true") ? "true" : posted.ContainsKey(name) ? "false" : null,
                _ => posted[name].FirstOrDefault() is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null,
            };
        }

        return values;
    }

    /// <summary>Rows of a table field from its text; empty for none.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, object?>> TableRows(string? text) =>
        text is null ? [] : FormJson.ReadArray(text)?.OfType<IReadOnlyDictionary<string, object?>>().ToList() ?? [];

    /// <summary>Ticked keys of a check list from its text.</summary>
    public static IReadOnlySet<string> Ticked(string? text) =>
        text is null ? new HashSet<string>() : (FormJson.ReadArray(text)?.Select(item => item?.ToString() ?? "") ?? text.Split(',')).ToHashSet();

    /// <summary>A value in words, for fields that are shown and never entered.</summary>
    public static string Words(FormField field, object? value) => (field.Type, value) switch
    {
        (_, null or "") => "–",
        (FormFieldType.Instant, _) when FormJson.ToInstant(value) is { } at => Moments.Local(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        (FormFieldType.Enum, string code) => field.Items.FirstOrDefault(choice => choice.Key == code)?.Label.ToString() ?? code,
        (FormFieldType.Bool, true or "true") => "✓",
        (FormFieldType.Bool, _) => "✗",
        (_, string text) when text.StartsWith("itr-", StringComparison.Ordinal) => Names.Of("FlowDefinition", text),
        (_, IEnumerable<object?> list) => string.Join(", ", list),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "–",
    };

    private static string? TextOf(FormField field, object value) => field.Type switch
    {
        FormFieldType.Instant => FormJson.ToInstant(value) is { } at ? Moments.Field(at) : null,
        FormFieldType.Bool => value is true or "true" ? "true" : "false",
        FormFieldType.Checklist or FormFieldType.Table or FormFieldType.Files => value is string text ? text : JsonSerializer.Serialize(value),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static string? Rows(FormField field, IFormCollection posted)
    {
        var rows = new List<Dictionary<string, string>>();
        for (var index = 0; ; index++)
        {
            var names = field.Columns.ToDictionary(column => column.Key, column => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{field.Key}.{index}.{column.Key}"));
            if (!names.Values.Any(posted.ContainsKey))
                break;

            var cells = names.Where(name => !string.IsNullOrWhiteSpace(posted[name.Value].FirstOrDefault())).ToDictionary(name => name.Key, name => posted[name.Value].First()!.Trim());
            if (cells.Count > 0)
                rows.Add(cells);
        }

        return rows.Count == 0 ? null : JsonSerializer.Serialize(rows);
    }
}
