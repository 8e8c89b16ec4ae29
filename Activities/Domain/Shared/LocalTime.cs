using System.Globalization;

namespace Elsa.ITR.Domain.Shared;

/// <summary>Business time: Asia/Shanghai. Storage and code are UTC; dates, day ends and working hours are local.</summary>
public static class LocalTime
{
    // China has had one zone without daylight saving since 1992; a fixed offset needs no time zone files on the host.
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>The zone's name in policy files.</summary>
    public const string ZoneId = "Asia/Shanghai";

    /// <summary>The zone, for components that want one.</summary>
    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.CreateCustomTimeZone(ZoneId, Offset, ZoneId, ZoneId);

    /// <summary>The same instant with the local offset.</summary>
    public static DateTimeOffset ToLocal(this DateTimeOffset instant) => instant.ToOffset(Offset);

    /// <summary>The local date of an instant.</summary>
    public static DateOnly LocalDate(this DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);

    /// <summary>The local time of day of an instant.</summary>
    public static TimeOnly LocalTimeOfDay(this DateTimeOffset instant) => TimeOnly.FromTimeSpan(instant.ToOffset(Offset).TimeOfDay);

    /// <summary>The instant of a local date and time of day, UTC.</summary>
    public static DateTimeOffset At(this DateOnly date, TimeOnly time) =>
        new DateTimeOffset(date.ToDateTime(time), Offset).ToUniversalTime();

    /// <summary>24:00 of a local date, which is 00:00 of the next one, UTC.</summary>
    public static DateTimeOffset EndOfDay(this DateOnly date) => date.AddDays(1).At(TimeOnly.MinValue);

    /// <summary>00:00 of a local date, UTC.</summary>
    public static DateTimeOffset StartOfDay(this DateOnly date) => date.At(TimeOnly.MinValue);

    /// <summary>Local time to the minute, as messages show it: <c>2026-11-23 05:10</c>.</summary>
    public static string Format(DateTimeOffset instant) =>
        instant.ToOffset(Offset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
