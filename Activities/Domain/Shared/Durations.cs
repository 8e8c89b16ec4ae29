using System.Globalization;

namespace Elsa.ITR.Domain.Shared;

/// <summary>Lengths of time as people read them.</summary>
public static class Durations
{
    /// <summary>Days, hours and minutes; the sign is left out, so the text around it must say before or after.</summary>
    public static Bilingual Text(TimeSpan length)
    {
        var span = length.Duration();
        return new Bilingual(Text(span, " 天", " 小时", " 分钟"), Text(span, " d", " h", " min"));
    }

    private static string Text(TimeSpan span, string days, string hours, string minutes)
    {
        var parts = new List<string>();
        if (span.Days > 0)
            parts.Add(span.Days.ToString(CultureInfo.InvariantCulture) + days);
        if (span.Hours > 0)
            parts.Add(span.Hours.ToString(CultureInfo.InvariantCulture) + hours);
        if (span.Minutes > 0 || parts.Count == 0)
            parts.Add(span.Minutes.ToString(CultureInfo.InvariantCulture) + minutes);
        return string.Join(' ', parts);
    }
}
