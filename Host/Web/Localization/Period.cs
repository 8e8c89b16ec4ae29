using System.Globalization;
using System.Text.RegularExpressions;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Web.Localization;

/// <summary>A span of local days that an address names: <c>2026-11</c>, <c>2026-Q4</c>, <c>2026</c>, <c>2026-11-23</c>, or <c>12m</c>, the twelve months up to this one.</summary>
/// <param name="Text">How an address names it.</param>
/// <param name="First">First day.</param>
/// <param name="End">The day after its last.</param>
public sealed partial record Period(string Text, DateOnly First, DateOnly End)
{
    /// <summary>The twelve months up to this one.</summary>
    public const string Rolling = "12m";

    public DateTimeOffset From => First.StartOfDay();

    public DateTimeOffset To => End.StartOfDay();

    public string Words => (Text, Languages.IsChinese) switch
    {
        (Rolling, true) => "近 12 个月",
        (Rolling, false) => "last 12 months",
        ([_, _, _, _], true) => $"{Text} 年",
        ([_, _, _, _, '-', 'Q', var quarter], true) => $"{Text[..4]} 年第{"一二三四"[quarter - '1']}季度",
        ([_, _, _, _, '-', 'Q', var quarter], false) => $"Q{quarter} {Text[..4]}",
        ({ Length: 7 }, true) => First.ToString("yyyy 年 M 月", CultureInfo.InvariantCulture),
        ({ Length: 7 }, false) => First.ToString("MMMM yyyy", CultureInfo.InvariantCulture),
        ({ Length: 10 }, false) => First.ToString("d MMM yyyy", CultureInfo.InvariantCulture),
        _ => Text,
    };

    public static Period MonthOf(DateOnly day) => Month(day.Year, day.Month);

    public static Period QuarterOf(DateOnly day) => Quarter(day.Year, ((day.Month - 1) / 3) + 1);

    public static Period DayOf(DateOnly day) => new(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), day, day.AddDays(1));

    /// <returns>Null for a text that names none.</returns>
    public static Period? Find(string? text, DateOnly today)
    {
        if (text == Rolling)
            return new Period(Rolling, new DateOnly(today.Year, today.Month, 1).AddMonths(-11), new DateOnly(today.Year, today.Month, 1).AddMonths(1));
        if (text is null || Named().Match(text) is not { Success: true } match || int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) is not (>= 2000 and <= 9998 and var year))
            return null;
        if (match.Groups[2].Success)
            return Quarter(year, match.Groups[2].ValueSpan[0] - '0');
        if (!match.Groups[3].Success)
            return new Period(text, new DateOnly(year, 1, 1), new DateOnly(year + 1, 1, 1));
        if (int.Parse(match.Groups[3].ValueSpan, CultureInfo.InvariantCulture) is not (>= 1 and <= 12 and var month))
            return null;

        return !match.Groups[4].Success ? Month(year, month)
            : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? DayOf(day) : null;
    }

    private static Period Month(int year, int month) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{year}-{month:00}"), new DateOnly(year, month, 1), new DateOnly(year, month, 1).AddMonths(1));

    private static Period Quarter(int year, int quarter) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{year}-Q{quarter}"), new DateOnly(year, (quarter * 3) - 2, 1), new DateOnly(year, (quarter * 3) - 2, 1).AddMonths(3));

    [GeneratedRegex("^([0-9]{4})(?:-Q([1-4])|-([0-9]{2})(?:-([0-9]{2}))?)?$")]
    private static partial Regex Named();
}
