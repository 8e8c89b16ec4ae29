using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Web.Features.Records;

/// <summary>What happened to a business record, in words.</summary>
internal static class RecordWords
{
    public static Bilingual Of(BusinessEvent happened)
    {
        var text = TimelineTexts.For(happened.Name).Text;
        return new Bilingual(Texts.Fill(text.Zh, ValuesOf(happened, "zh")), Texts.Fill(text.En, ValuesOf(happened, "en")));
    }

    private static Dictionary<string, object?> ValuesOf(BusinessEvent happened, string language)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal) { ["filter"] = happened.Filter, ["occurredAt"] = happened.OccurredAt };
        foreach (var key in happened.Data.Values.Keys)
            values[key] = happened.Data.Instant(key) ?? (object?)happened.Data.Words(key)?.In(language);
        return values;
    }
}
