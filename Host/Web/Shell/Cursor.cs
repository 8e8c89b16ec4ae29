using System.Globalization;

namespace Elsa.ITR.Web.Shell;

/// <summary>Where a page of a list ended: an instant, and a number or id among those of the same instant.</summary>
public static class Cursor
{
    public static string Of(DateTimeOffset at, string last) => string.Create(CultureInfo.InvariantCulture, $"{at.UtcTicks}~{last}");

    public static string Of(DateTimeOffset at, Guid last) => Of(at, last.ToString("N"));

    /// <returns>Null for a text that is none.</returns>
    public static (DateTimeOffset At, string Last)? Read(string? text) =>
        text?.Split('~', 2) is [var ticks, var last] && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var utc) && utc <= DateTimeOffset.MaxValue.UtcTicks
            ? (new DateTimeOffset(utc, TimeSpan.Zero), last)
            : null;

    /// <summary>A place among rows whose id is a number of 128 bits.</summary>
    /// <returns>Null for a text that is none.</returns>
    public static (DateTimeOffset At, Guid Id)? ReadId(string? text) => Read(text) is { At: var at, Last: var last } && Guid.TryParse(last, out var id) ? (at, id) : null;
}
