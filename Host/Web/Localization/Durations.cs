using System.Globalization;

namespace Elsa.ITR.Web.Localization;

/// <summary>Durations in two units (ui.md §8); clocks.js says the same words while it counts.</summary>
public static class Durations
{
    /// <summary>“40 分 00 秒”, “6 小时 50 分”, “5 天 3 小时”; the sign is dropped.</summary>
    public static string Words(TimeSpan span)
    {
        var seconds = (long)Math.Floor(span.Duration().TotalSeconds);
        var (days, hours, minutes) = (seconds / 86400, seconds % 86400 / 3600, seconds % 3600 / 60);
        return (seconds, days, Languages.IsChinese) switch
        {
            ( < 3600, _, true) => Text($"{minutes} 分 {seconds % 60:00} 秒"),
            ( < 3600, _, false) => Text($"{minutes}m {seconds % 60:00}s"),
            (_, 0, true) => Text($"{hours} 小时 {minutes:00} 分"),
            (_, 0, false) => Text($"{hours}h {minutes:00}m"),
            (_, _, true) => Text($"{days} 天 {hours} 小时"),
            (_, _, false) => Text($"{days}d {hours}h"),
        };
    }

    /// <summary>The same without seconds and without empty units: “40 分”, “3 小时”, “2 天 1 小时”.</summary>
    public static string Short(TimeSpan span)
    {
        var all = (long)Math.Round(span.Duration().TotalMinutes);
        var (days, hours, minutes) = (all / 1440, all % 1440 / 60, all % 60);
        string[] parts = Languages.IsChinese
            ? [days > 0 ? Text($"{days} 天") : "", hours > 0 ? Text($"{hours} 小时") : "", days == 0 && (minutes > 0 || hours == 0) ? Text($"{minutes} 分") : ""]
            : [days > 0 ? Text($"{days}d") : "", hours > 0 ? Text($"{hours}h") : "", days == 0 && (minutes > 0 || hours == 0) ? Text($"{minutes}m") : ""];
        return string.Join(' ', parts.Where(part => part.Length > 0));
    }

    private static string Text(FormattableString words) => words.ToString(CultureInfo.InvariantCulture);
}
