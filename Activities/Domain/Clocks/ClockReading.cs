namespace Elsa.ITR.Domain.Clocks;

/// <summary>What a ledger says at one instant; see <see cref="ClockLedger.Read"/>.</summary>
public sealed class ClockReading
{
    private readonly ClockSchedule _schedule;

    internal ClockReading(ClockSchedule schedule) => _schedule = schedule;

    /// <summary>Where the clock stands.</summary>
    public required ClockState State { get; init; }

    /// <summary>Business time it counts from; the planned date of a clock that counts back.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Where percentages count from: the start, or the making of the plan for a clock that counts back.</summary>
    public DateTimeOffset Origin => _schedule.Origin;

    /// <summary>When the promise ends; with an open pause, as if it ended at the instant of the reading.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>Business time it ended.</summary>
    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>Begin of the open pause.</summary>
    public DateTimeOffset? PausedSince { get; init; }

    /// <summary>Elapsed time that does not count; an open pause is left out.</summary>
    public required TimeSpan PausedTotal { get; init; }

    /// <summary>A completion proposed in time awaits its answer (R2).</summary>
    public required bool IsHeld { get; init; }

    /// <summary>The breach mark.</summary>
    public required bool IsBreached { get; init; }

    /// <summary>Percents that have fired.</summary>
    public required IReadOnlySet<int> Fired { get; init; }

    /// <summary>Periods that do not count, merged and in order.</summary>
    internal IReadOnlyList<ClockGap> Gaps => _schedule.Gaps;

    internal ClockSchedule Schedule => _schedule;

    /// <summary>When a percentage of the time is used up.</summary>
    /// <param name="percent">100 = the due time; more counts on past it.</param>
    public DateTimeOffset At(int percent) => _schedule.At(percent);
}

/// <summary>A period that does not count.</summary>
/// <param name="From">Begin, UTC.</param>
/// <param name="To">End, UTC; never before the begin.</param>
/// <param name="Reason">Pause reason code, or <see cref="Reopened"/>.</param>
public sealed record ClockGap(DateTimeOffset From, DateTimeOffset To, string Reason)
{
    /// <summary>The record was closed and opened again.</summary>
    public const string Reopened = "REOPENED";
}
