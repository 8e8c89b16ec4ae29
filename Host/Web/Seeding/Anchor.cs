using System.Globalization;
using System.Text.RegularExpressions;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Web.Seeding;

/// <summary>Moves the literal dates of the demonstration data by whole days; the time of day stays (demo-data.md).</summary>
/// <param name="day">The local day that stands for Monday 2026-11-23.</param>
public sealed partial class Anchor(DateOnly day)
{
    /// <summary>The day the literal data is written for.</summary>
    public static readonly DateOnly LiteralDay = new(2026, 11, 23);

    private readonly int _shift = day.DayNumber - LiteralDay.DayNumber;

    /// <summary>The local day of the live records.</summary>
    public DateOnly Day => day;

    /// <summary>09:00 of the anchor day, the "now" of the live records.</summary>
    public DateTimeOffset Now => day.At(new TimeOnly(9, 0));

    /// <summary>A literal date, shifted.</summary>
    /// <param name="literal"><c>2026-11-02</c>.</param>
    public DateOnly On(string literal) => DateOnly.ParseExact(literal, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(_shift);

    /// <summary>A literal local time, shifted; UTC.</summary>
    /// <param name="literal"><c>2026-11-23 06:30</c>.</param>
    public DateTimeOffset At(string literal)
    {
        var local = DateTime.ParseExact(literal, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return DateOnly.FromDateTime(local).AddDays(_shift).At(TimeOnly.FromDateTime(local));
    }

    /// <summary>A text with its days shifted: those of record numbers and those written out.</summary>
    /// <param name="literal"><c>CASE-20261123-0001</c>, or a sentence that holds such numbers or dates like <c>2026-11-23</c>.</param>
    public string Text(string literal) => DayInText().Replace(literal, match =>
    {
        var format = match.Value.Contains('-', StringComparison.Ordinal) ? "yyyy-MM-dd" : "yyyyMMdd";
        return DateOnly.ParseExact(match.Value, format, CultureInfo.InvariantCulture).AddDays(_shift).ToString(format, CultureInfo.InvariantCulture);
    });

    [GeneratedRegex(@"(?<=[A-Z]-)20\d{6}(?=-\d)|\b20\d\d-\d\d-\d\d\b")]
    private static partial Regex DayInText();
}
