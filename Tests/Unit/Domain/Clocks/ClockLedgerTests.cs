using Elsa.ITR.Domain.Clocks;
using static Elsa.ITR.Tests.Unit.Domain.Clocks.ShippedPolicy;

namespace Elsa.ITR.Tests.Unit.Domain.Clocks;

public sealed class ClockLedgerTests
{
    private static LedgerBuilder ThreeHours() => new LedgerBuilder().Start(At("2026-11-23 02:10"), 3, ClockUnit.Hours);

    [Fact]
    public void An_approved_pause_moves_the_due_time_by_its_length() // scenario 02.8
    {
        var reading = ThreeHours()
            .Add(ClockEntryKind.Paused, At("2026-11-23 03:00"), "CUSTOMER_ACCESS", recordedAt: At("2026-11-23 03:10"))
            .Add(ClockEntryKind.Resumed, At("2026-11-23 03:40"))
            .Read();

        Assert.Equal(At("2026-11-23 05:50"), reading.DueAt);
        Assert.Equal(TimeSpan.FromMinutes(40), reading.PausedTotal);
        Assert.Equal(ClockState.Running, reading.State);
    }

    [Fact]
    public void An_open_pause_is_read_as_if_it_ended_now()
    {
        var ledger = ThreeHours().Add(ClockEntryKind.Paused, At("2026-11-23 03:00"), "CUSTOMER_ACCESS");

        Assert.Equal(ClockState.Paused, ledger.Read().State);
        Assert.Equal(At("2026-11-23 05:10"), ledger.Read().DueAt);
        Assert.Equal(At("2026-11-23 06:10"), ledger.Read(asOf: At("2026-11-23 04:00")).DueAt);
    }

    [Fact]
    public void A_pause_after_the_due_time_changes_nothing()
    {
        var reading = ThreeHours()
            .Add(ClockEntryKind.Paused, At("2026-11-23 05:10"), "FORCE_MAJEURE")
            .Add(ClockEntryKind.Resumed, At("2026-11-23 07:00"))
            .Read();

        Assert.Equal(At("2026-11-23 05:10"), reading.DueAt);
    }

    [Fact]
    public void Overlapping_pauses_count_once()
    {
        var reading = ThreeHours()
            .Add(ClockEntryKind.Paused, At("2026-11-23 03:00"), "CUSTOMER_ACCESS")
            .Add(ClockEntryKind.Resumed, At("2026-11-23 03:40"))
            .Add(ClockEntryKind.Paused, At("2026-11-23 03:20"), "FORCE_MAJEURE")
            .Add(ClockEntryKind.Resumed, At("2026-11-23 04:00"))
            .Read();

        Assert.Equal(At("2026-11-23 06:10"), reading.DueAt);
        Assert.Equal(TimeSpan.FromHours(1), reading.PausedTotal);
    }

    [Theory]
    [InlineData("2026-11-24 10:00", "2026-11-24 11:00", "2026-11-26 18:00")] // part of one day
    [InlineData("2026-11-24 10:00", "2026-11-25 09:30", "2026-11-27 18:00")] // parts of two
    [InlineData("2026-11-28 10:00", "2026-11-28 11:00", "2026-11-25 18:00")] // after the due time
    [InlineData("2026-11-23 16:00", "2026-11-24 00:00", "2026-11-26 18:00")] // the first day only, up to midnight
    public void A_pause_moves_working_days_by_the_days_it_touches(string from, string to, string due)
    {
        var reading = new LedgerBuilder()
            .Start(At("2026-11-23 15:00"), 2, ClockUnit.WorkingDays)
            .Add(ClockEntryKind.Paused, At(from), "CUSTOMER_INFO")
            .Add(ClockEntryKind.Resumed, At(to))
            .Read();

        Assert.Equal(At(due), reading.DueAt);
    }

    [Fact]
    public void A_weekend_in_a_pause_is_no_working_day()
    {
        var reading = new LedgerBuilder()
            .Start(At("2026-11-26 15:00"), 2, ClockUnit.WorkingDays) // Thursday; due Monday
            .Add(ClockEntryKind.Paused, At("2026-11-28 10:00"), "CUSTOMER_INFO")
            .Add(ClockEntryKind.Resumed, At("2026-11-29 20:00"))
            .Read();

        Assert.Equal(At("2026-11-30 18:00"), reading.DueAt);
    }

    [Theory]
    [InlineData(50, "2026-11-23 03:40")]
    [InlineData(75, "2026-11-23 04:25")]
    [InlineData(90, "2026-11-23 04:52")]
    [InlineData(100, "2026-11-23 05:10")]
    [InlineData(150, "2026-11-23 06:40")]
    public void Elapsed_percentages_are_exact(int percent, string at) => // scenario 02.2
        Assert.Equal(At(at), ThreeHours().Read().At(percent));

    [Fact]
    public void Percentages_leave_out_a_pause()
    {
        var reading = ThreeHours()
            .Add(ClockEntryKind.Paused, At("2026-11-23 04:00"), "CUSTOMER_ACCESS")
            .Add(ClockEntryKind.Resumed, At("2026-11-23 04:30"))
            .Read();

        Assert.Equal(At("2026-11-23 03:40"), reading.At(50));
        Assert.Equal(At("2026-11-23 04:55"), reading.At(75));
        Assert.Equal(At("2026-11-23 07:10"), reading.At(150));
    }

    [Theory]
    [InlineData(50, "2026-11-30 09:00")]  // Saturday 28th 16:30 → Monday 09:00
    [InlineData(80, "2026-11-30 09:00")]  // Sunday → Monday 09:00
    [InlineData(100, "2026-11-30 18:00")]
    [InlineData(150, "2026-12-02 09:00")] // Wednesday 07:30 → 09:00
    public void Percentages_of_days_move_into_working_hours(int percent, string at)
    {
        var reading = new LedgerBuilder().Start(At("2026-11-27 15:00"), 1, ClockUnit.WorkingDays).Read();

        Assert.Equal(At(at), reading.At(percent));
    }

    [Fact]
    public void A_moved_percentage_never_passes_the_due_time()
    {
        var reading = new LedgerBuilder().Start(At("2026-11-27 15:00"), 1, ClockUnit.CalendarDays).Read(); // due Saturday 24:00

        Assert.Equal(At("2026-11-28 24:00"), reading.At(80));
    }

    [Fact]
    public void Percentages_of_a_clock_that_counts_back_start_with_the_plan()
    {
        var reading = new LedgerBuilder()
            .Start(At("2026-10-15 09:00"), 10, ClockUnit.WorkingDays, recordedAt: At("2026-09-14 10:00"))
            .Read(ClockDirection.Before);

        Assert.Equal(At("2026-09-14 10:00"), reading.Origin);
        Assert.Equal(At("2026-09-20 09:00"), reading.At(50)); // the 19th is a Saturday, the 20th a make-up working day
    }

    [Theory]
    [InlineData("2026-11-23 05:10", ClockState.Met)]
    [InlineData("2026-11-23 05:11", ClockState.Missed)]
    public void A_stop_meets_or_misses(string stop, ClockState state) =>
        Assert.Equal(state, ThreeHours().Add(ClockEntryKind.Stopped, At(stop)).Read().State);

    [Fact]
    public void A_second_stop_corrects_the_first()
    {
        var reading = ThreeHours()
            .Add(ClockEntryKind.Stopped, At("2026-11-23 05:20"))
            .Add(ClockEntryKind.Stopped, At("2026-11-23 05:05"))
            .Read();

        Assert.Equal(ClockState.Met, reading.State);
        Assert.Equal(At("2026-11-23 05:05"), reading.StoppedAt);
    }

    [Fact]
    public void A_stop_in_a_pause_ends_the_pause()
    {
        var reading = ThreeHours()
            .Add(ClockEntryKind.Paused, At("2026-11-23 03:00"), "CUSTOMER_ACCESS")
            .Add(ClockEntryKind.Stopped, At("2026-11-23 04:00"))
            .Read(asOf: At("2026-11-23 09:00"));

        Assert.Equal(ClockState.Met, reading.State);
        Assert.Equal(TimeSpan.FromHours(1), reading.PausedTotal);
    }

    [Fact]
    public void A_reopened_clock_leaves_out_the_time_since_its_stop() // sla.md §8.10
    {
        var reading = ThreeHours()
            .Add(ClockEntryKind.Stopped, At("2026-11-23 04:10"))
            .Add(ClockEntryKind.Reopened, At("2026-11-24 09:00"))
            .Read();

        Assert.Equal(ClockState.Running, reading.State);
        Assert.Equal(At("2026-11-23 02:10"), reading.StartedAt);
        Assert.Equal(At("2026-11-24 10:00"), reading.DueAt);
    }

    [Fact]
    public void A_corrected_start_moves_everything()
    {
        var reading = ThreeHours().Add(ClockEntryKind.Moved, At("2026-11-23 02:00")).Read();

        Assert.Equal(At("2026-11-23 05:00"), reading.DueAt);
        Assert.Equal(At("2026-11-23 03:30"), reading.At(50));
    }

    [Theory]
    [InlineData("2026-11-23 05:10", true)]
    [InlineData("2026-11-23 05:11", false)]
    public void A_completion_proposed_in_time_holds(string proposed, bool isHeld)
    {
        var ledger = ThreeHours().Add(ClockEntryKind.Held, At(proposed));

        Assert.Equal(isHeld, ledger.Read().IsHeld);
        Assert.False(ledger.Add(ClockEntryKind.Released, At("2026-11-23 06:00")).Read().IsHeld);
    }

    [Fact]
    public void A_cleared_breach_may_come_again()
    {
        var ledger = ThreeHours()
            .Add(ClockEntryKind.ThresholdFired, At("2026-11-23 03:40"), percent: 50)
            .Add(ClockEntryKind.ThresholdFired, At("2026-11-23 05:10"), percent: 100)
            .Add(ClockEntryKind.Breached, At("2026-11-23 05:10"))
            .Add(ClockEntryKind.BreachCleared, At("2026-11-23 05:20"));

        Assert.False(ledger.Read().IsBreached);
        Assert.Equal([50], ledger.Read().Fired);
    }

    [Fact]
    public void An_agreed_due_time_moves_with_a_pause()
    {
        var reading = new LedgerBuilder()
            .Start(At("2026-11-23 09:00"), null, ClockUnit.Days, agreedDue: At("2026-12-01 12:00"))
            .Add(ClockEntryKind.Paused, At("2026-11-24 09:00"), "CUSTOMER_WINDOW")
            .Add(ClockEntryKind.Resumed, At("2026-11-24 15:00"))
            .Read();

        Assert.Equal(At("2026-12-01 18:00"), reading.DueAt);
    }
}
