using System.Globalization;
using System.Text.Json;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Inbox;

namespace Elsa.ITR.Tests.Shared.Api;

/// <summary>Fills any form by its schema: what is known stays, what is required gets something sensible, the rest sometimes.</summary>
/// <param name="random">Seeded by the caller.</param>
public sealed class FormFiller(Random random)
{
    /// <summary>Values that end the item with the outcome.</summary>
    /// <param name="work">The item as the host gave it.</param>
    /// <param name="outcome">One of its outcomes.</param>
    /// <param name="now">The host's time.</param>
    public Dictionary<string, string?> Fill(GetWorkItem.Answer work, string outcome, DateTimeOffset now)
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        var open = work.Form.Fields.Where(field => !field.ReadOnly && field.Key != "attachments").ToList();
        foreach (var field in open)
        {
            if (work.Input.TryGetValue(field.Key, out var known) && Text(field, known) is { } text)
                values[field.Key] = text;
        }

        // A value can make another field required: enumerations and ticks first, then once more for what they asked for.
        for (var round = 0; round < 2; round++)
        {
            foreach (var field in open.Where(field => !values.ContainsKey(field.Key) && work.Form.IsRequired(field, outcome, values)))
                values[field.Key] = Value(field, work, now);
        }

        return values;
    }

    private string? Value(FormField field, GetWorkItem.Answer work, DateTimeOffset now) => field.Type switch
    {
        FormFieldType.Instant => FormJson.Text(field.MayBeFuture ? now.AddDays(2) : now),
        FormFieldType.Date => now.LocalDate().AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        FormFieldType.Number => "1",
        FormFieldType.Bool => "true",
        FormFieldType.Enum => field.Items.Count == 0 ? null : Any(field.Items).Key,
        FormFieldType.Reference => work.Options.TryGetValue(field.Source ?? "", out var choices) && choices.Count > 0 ? Any(choices).Key : null,
        FormFieldType.Checklist => JsonSerializer.Serialize(field.Items.Count > 0 ? field.Items.Select(item => item.Key) : Lines(work, field)),
        FormFieldType.Table => JsonSerializer.Serialize(new[] { field.Columns.ToDictionary(column => column.Key, column => Value(column, work, now)) }),
        FormFieldType.Files => "[\"protocol.pdf\"]",
        _ => $"{field.Label.En} {random.Next(1000).ToString(CultureInfo.InvariantCulture)}",
    };

    private static IEnumerable<string> Lines(GetWorkItem.Answer work, FormField field) =>
        work.Input.GetValueOrDefault(field.Key) is JsonElement { ValueKind: JsonValueKind.Array } given ? given.EnumerateArray().Select(line => line.ToString()) : ["done"];

    private static string? Text(FormField field, object? known) => known switch
    {
        JsonElement { ValueKind: JsonValueKind.String } text => text.GetString() is { Length: > 0 } given ? given : null,
        JsonElement { ValueKind: JsonValueKind.True } => "true",
        JsonElement { ValueKind: JsonValueKind.False } => "false",
        JsonElement { ValueKind: JsonValueKind.Number } number => number.ToString(),
        JsonElement { ValueKind: JsonValueKind.Array } list when field.Type is FormFieldType.Checklist or FormFieldType.Table or FormFieldType.Files => list.GetRawText(),
        _ => null,
    };

    private T Any<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];
}
