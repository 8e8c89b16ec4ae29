using System.Globalization;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Web.Localization;

namespace Elsa.ITR.Web.Features.Roster;

/// <summary>Two shifts a day, from Monday's day shift to the morning after Sunday's night (demo-data §5, field service practice).</summary>
/// <param name="Monday">Its first day.</param>
public sealed record RosterWeek(DateOnly Monday)
{
    private static readonly TimeOnly DayStart = new(8, 30), NightStart = new(20, 30);

    /// <summary>Roles that have a roster.</summary>
    public static readonly IReadOnlyList<string> Roles = [RoleCodes.DutyManager, RoleCodes.Tier1Engineer, RoleCodes.Tier2Engineer, RoleCodes.Tier3Engineer];

    public DateTimeOffset Start => At(Monday, DayStart);

    public DateTimeOffset End => At(Monday.AddDays(7), DayStart);

    public IEnumerable<DateOnly> Days => Enumerable.Range(0, 7).Select(Monday.AddDays);

    /// <summary>The fourteen shifts in order.</summary>
    public IEnumerable<Slot> Slots => Days.SelectMany(day => new[]
    {
        new Slot(day, IsNight: false, At(day, DayStart), At(day, NightStart)), new Slot(day, IsNight: true, At(day, NightStart), At(day.AddDays(1), DayStart)),
    });

    /// <summary>The week of a day, the present one for what is no day.</summary>
    public static RosterWeek Of(string? text, DateTimeOffset now)
    {
        var day = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed) ? parsed : DateOnly.FromDateTime(Moments.Local(now).DateTime);
        return new RosterWeek(day.AddDays(-(((int)day.DayOfWeek + 6) % 7)));
    }

    public string Text => Monday.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public RosterWeek Plus(int weeks) => new(Monday.AddDays(7 * weeks));

    private static DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        return new DateTimeOffset(local, Moments.Zone.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <summary>One shift.</summary>
    public sealed record Slot(DateOnly Day, bool IsNight, DateTimeOffset Start, DateTimeOffset End)
    {
        /// <summary>Its name in the form, e.g. <c>2026-11-23n</c>.</summary>
        public string Key => $"{Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}{(IsNight ? 'n' : 'd')}";
    }
}
