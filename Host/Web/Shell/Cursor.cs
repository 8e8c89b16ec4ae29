using System.Globalization;

namespace Elsa.ITR.Web.Shell;

/// <summary>Where a page of a list ended: an instant, and an id among those of the same instant.</summary>
public static class Cursor
{
    public static string Of(DateTimeOffset at, Guid id) => string.Create(CultureInfo.InvariantCulture, $"{at.UtcTicks}~{id:N}");

    /// <returns>Null for a text that is none.</returns>
    public static (DateTimeOffset At, Guid Id)? Read(string? text) =>
        text?.Split('~', 2) is [var ticks, var id] && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var utc) && utc <= DateTimeOffset.MaxValue.UtcTicks && Guid.TryParse(id, out var last)
            ? (new DateTimeOffset(utc, TimeSpan.Zero), last)
            : null;
}
