using Elsa.ITR.Domain.Clocks;
using static Elsa.ITR.Tests.Unit.Domain.Clocks.ShippedPolicy;

namespace Elsa.ITR.Tests.Unit.Domain.Clocks;

/// <summary>The tables of sla.md §1 and §2.</summary>
public sealed class WorkedExampleTests
{
    [Theory]
    [InlineData("2026-11-27 15:00", 1, ClockUnit.WorkingDays, "2026-11-30 18:00")]
    [InlineData("2026-11-28 10:00", 1, ClockUnit.WorkingDays, "2026-11-30 18:00")]
    [InlineData("2026-09-29 10:00", 2, ClockUnit.WorkingDays, "2026-10-08 18:00")]
    [InlineData("2026-10-08 14:00", 5, ClockUnit.WorkingDays, "2026-10-14 18:00")]
    [InlineData("2026-11-23 02:10", 3, ClockUnit.Hours, "2026-11-23 05:10")]
    [InlineData("2026-11-23 09:00", 7, ClockUnit.Days, "2026-11-30 09:00")]
    [InlineData("2026-11-24 00:00", 15, ClockUnit.CalendarDays, "2026-12-09 24:00")]
    [InlineData("2026-11-24 23:59", 15, ClockUnit.CalendarDays, "2026-12-09 24:00")]
    [InlineData("2026-11-23 02:10", 45, ClockUnit.Minutes, "2026-11-23 02:55")]
    [InlineData("2026-11-01 00:00", 15, ClockUnit.DayOfMonth, "2026-11-15 24:00")]
    [InlineData("2026-02-01 00:00", 1, ClockUnit.PerMonth, "2026-02-28 24:00")]
    [InlineData("2026-05-04 10:00", 1, ClockUnit.PerQuarter, "2026-06-30 24:00")]
    [InlineData("2026-07-01 00:00", 1, ClockUnit.PerHalfYear, "2026-12-31 24:00")]
    [InlineData("2026-11-23 09:00", 3, ClockUnit.Years, "2029-11-23 24:00")]
    public void Counts_on_from_the_start(string start, int value, ClockUnit unit, string due)
    {
        var reading = new LedgerBuilder().Start(At(start), value, unit).Read();

        Assert.Equal(At(due), reading.DueAt);
    }

    [Theory]
    [InlineData("2026-10-15 09:00", 10, ClockUnit.WorkingDays, "2026-09-24 18:00")]
    [InlineData("2026-11-30 09:00", 7, ClockUnit.CalendarDays, "2026-11-23 24:00")]
    public void Counts_back_from_a_planned_date(string planned, int value, ClockUnit unit, string due)
    {
        var reading = new LedgerBuilder().Start(At(planned), value, unit, recordedAt: At("2026-09-01 09:00")).Read(ClockDirection.Before);

        Assert.Equal(At(due), reading.DueAt);
    }

    [Theory]
    [InlineData("2026-10-10", DayKind.MakeUp)]
    [InlineData("2026-10-07", DayKind.Holiday)]
    [InlineData("2026-10-11", DayKind.Weekend)]
    [InlineData("2026-10-12", DayKind.Working)]
    [InlineData("2026-02-28", DayKind.MakeUp)]
    [InlineData("2027-10-02", DayKind.Holiday)]
    public void Knows_what_a_day_is(string day, DayKind kind) =>
        Assert.Equal(kind, Calendar.KindOf(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("2026-11-23 02:10", "2026-11-23 09:00")]
    [InlineData("2026-11-23 18:00", "2026-11-23 18:00")]
    [InlineData("2026-11-23 18:01", "2026-11-24 09:00")]
    [InlineData("2026-10-01 12:00", "2026-10-08 09:00")]
    [InlineData("2026-10-10 12:00", "2026-10-10 12:00")]
    public void Moves_an_instant_into_working_hours(string instant, string moved) =>
        Assert.Equal(At(moved), Calendar.IntoWorkingHours(At(instant)));

    [Fact]
    public void Loading_a_year_moves_what_counts_its_days()
    {
        var official = new CalendarYear(2027, true, [], [], "notice");

        var calendar = Calendar.With(official);

        Assert.Equal(DayKind.Holiday, Calendar.KindOf(new DateOnly(2027, 10, 1)));
        Assert.Equal(DayKind.Working, calendar.KindOf(new DateOnly(2027, 10, 1)));
        Assert.Equal(DayKind.Holiday, calendar.KindOf(new DateOnly(2026, 10, 1)));
    }
}
