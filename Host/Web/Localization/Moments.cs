using System.Globalization;

namespace Elsa.ITR.Web.Localization;

/// <summary>Instants in the words of the page (ui.md §8), in the zone of the business: today 14:02, 昨天 18:20, 11-21 12:30.</summary>
public static class Moments
{
    /// <summary>The zone in which promises are made.</summary>
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    public static DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone);

    public static string Words(DateTimeOffset at, DateTimeOffset now)
    {
        var (local, today) = (Local(at), Local(now).Date);
        var time = local.ToString("HH:mm", CultureInfo.InvariantCulture);
        return ((today - local.Date).Days, Languages.IsChinese) switch
        {
            (0, _) => time,
            (1, true) => $"昨天 {time}",
            (1, false) => $"yesterday {time}",
            (-1, true) => $"明天 {time}",
            (-1, false) => $"tomorrow {time}",
            (_, true) => local.ToString(local.Year == today.Year ? "MM-dd HH:mm" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
            (_, false) => local.ToString(local.Year == today.Year ? "d MMM HH:mm" : "d MMM yyyy HH:mm", CultureInfo.InvariantCulture),
        };
    }

    /// <summary>A day of a chart: 今天, else its weekday.</summary>
    public static string DayName(DateOnly day, DateOnly today) =>
        day == today ? (Languages.IsChinese ? "今天" : "today") : day.ToString("ddd", Languages.IsChinese ? Languages.Chinese : Languages.English);

    /// <summary>A month of a chart.</summary>
    public static string MonthName(DateOnly month) => Languages.IsChinese ? $"{month.Month} 月" : month.ToString("MMM", CultureInfo.InvariantCulture);

    /// <summary>Full date, zone and UTC, for hovering.</summary>
    public static string Full(DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture,
        $"{Local(at):yyyy-MM-dd HH:mm:ss} (UTC+8) · {at.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");

    /// <summary>The midnight that ends the local day of an instant.</summary>
    public static DateTimeOffset EndOfDay(DateTimeOffset at)
    {
        var local = Local(at).Date.AddDays(1);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <summary>The value of a datetime-local field.</summary>
    public static string Field(DateTimeOffset at) => Local(at).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);

    public static string Clock(DateTimeOffset at) => Local(at).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>An instant from a datetime-local field, read in the zone of the business; null when it is not one.</summary>
    public static DateTimeOffset? Parse(string? text) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), Zone.GetUtcOffset(local)).ToUniversalTime()
            : null;
}
