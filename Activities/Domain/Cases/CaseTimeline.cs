using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Cases;

/// <summary>Writes the history of a case; every business event on a case adds a line here.</summary>
public sealed class CaseTimeline(ICases cases, CurrentActor actor, TimeProvider time)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // names stay readable in the row
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    /// <summary>Adds a line; records of other types have no timeline and are left out.</summary>
    /// <param name="record">The case.</param>
    /// <param name="textKey">A key of <see cref="TimelineTexts"/>.</param>
    /// <param name="args">Values for the text's braces; instants as <see cref="DateTimeOffset"/>.</param>
    /// <param name="occurredAt">Business time, null for now.</param>
    /// <param name="isInternal">Overrides the text's own mark.</param>
    public void Write(
        RecordRef record, string textKey, IReadOnlyDictionary<string, object?>? args = null, DateTimeOffset? occurredAt = null,
        bool? isInternal = null)
    {
        if (record.Type != RecordTypes.Case)
            return;

        var now = time.GetUtcNow();
        var text = TimelineTexts.For(textKey);
        var values = (args ?? new Dictionary<string, object?>()).ToDictionary(arg => arg.Key, arg => Stored(arg.Value), StringComparer.Ordinal);
        values["occurredAt"] = Stored(occurredAt ?? now);
        cases.AddRow(new CaseEvent
        {
            CaseId = record.Id,
            Kind = text.Kind,
            TextKey = textKey,
            Args = JsonSerializer.Serialize(values, Json),
            At = now,
            OccurredAt = occurredAt ?? now,
            ActorId = actor.Value.PersonId,
            ActorNameZh = actor.Value.Name.Zh,
            ActorNameEn = actor.Value.Name.En,
            IsInternal = isInternal ?? text.IsInternal,
        });
    }

    /// <summary>Fills the text of a stored line.</summary>
    /// <param name="line">The line.</param>
    public static Bilingual Read(CaseEvent line)
    {
        var args = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(line.Args, Json)!;
        var text = TimelineTexts.For(line.TextKey).Text;
        return new Bilingual(Texts.Fill(text.Zh, In("zh")), Texts.Fill(text.En, In("en")));

        Dictionary<string, object?> In(string language) => args.ToDictionary(
            arg => arg.Key,
            arg => (object?)(arg.Value.ValueKind == JsonValueKind.Object ? arg.Value.GetProperty(language).GetString() : arg.Value.GetString()));
    }

    // Text, or an object with both languages.
    private static object? Stored(object? value) => value switch
    {
        null => null,
        DateTimeOffset instant => LocalTime.Format(instant),
        Bilingual both when both.Zh != both.En => new Dictionary<string, string> { ["zh"] = both.Zh, ["en"] = both.En },
        Bilingual both => both.Zh,
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        JsonElement json => json.ToString(),
        _ => value.ToString(),
    };
}
