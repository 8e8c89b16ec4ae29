using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Clocks;

/// <summary>Writes ledgers and keeps what is cached of them, and the one deadline of each clock, in step.</summary>
public sealed class ClockBook(IClocks clocks, IDeadlines deadlines, IPolicies policies, TimeProvider time)
{
    /// <summary>Opens a clock with its first line.</summary>
    /// <param name="definition">What is promised.</param>
    /// <param name="target">The target that the facts chose.</param>
    /// <param name="subject">The record.</param>
    /// <param name="start">Where it counts from, and why.</param>
    /// <param name="sequence">1 for the first of this definition on the record.</param>
    /// <param name="version">Version of the policy set.</param>
    public SlaClock Open(ClockDefinition definition, ClockTarget target, ClockSubject subject, ClockStart start, int sequence, int version)
    {
        var clock = new SlaClock
        {
            ClockId = definition.Id,
            PolicyCode = definition.Policy,
            PolicyVersion = version,
            RecordType = subject.Record.Type,
            RecordId = subject.Record.Id,
            RecordNo = subject.Record.No,
            Sequence = sequence,
            StartEventId = start.EventId,
            Severity = subject.Severity,
        };
        clocks.Add(clock);
        var entry = Append(clock, ClockEntryKind.Started, start.At, start.Reason, start.EventId);
        SetTarget(entry, target, start);
        return clock;
    }

    /// <summary>Writes a line; <see cref="RefreshAsync"/> follows when all lines of the change stand.</summary>
    public ClockEntry Append(
        SlaClock clock, ClockEntryKind kind, DateTimeOffset occurredAt, string? reason = null, Guid? causeId = null, int? percent = null)
    {
        var entry = new ClockEntry
        {
            ClockInstanceId = clock.Id,
            Sequence = clock.Entries.Count == 0 ? 1 : clock.Entries.Max(line => line.Sequence) + 1,
            Kind = kind,
            At = time.GetUtcNow(),
            OccurredAt = occurredAt.ToUniversalTime(),
            Reason = reason,
            CauseId = causeId,
            Percent = percent,
        };
        clock.Entries.Add(entry);
        return entry;
    }

    /// <summary>Writes that the target changed with the facts; the start stays.</summary>
    public void SetTarget(SlaClock clock, ClockTarget target, string reason)
    {
        var entry = Append(clock, ClockEntryKind.PolicySet, time.GetUtcNow(), reason);
        SetTarget(entry, target, new ClockStart(clock.StartedAt, reason));
    }

    /// <summary>What the ledger says.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="asOf">Instant up to which an open pause counts; null = the pause is taken as just begun.</param>
    /// <param name="cancellationToken">Cancels reading the policy.</param>
    public async Task<ClockReading> ReadAsync(SlaClock clock, DateTimeOffset? asOf = null, CancellationToken cancellationToken = default)
    {
        var set = await policies.GetAsync(clock.PolicyVersion, cancellationToken);
        return Read(clock, set, asOf);
    }

    /// <summary>Brings the cached reading, the next threshold and the deadline row up to the ledger.</summary>
    public async Task<ClockReading> RefreshAsync(SlaClock clock, CancellationToken cancellationToken = default)
    {
        var set = await policies.GetAsync(clock.PolicyVersion, cancellationToken);
        var reading = Read(clock, set, null);
        var first = clock.Entries.MinBy(line => line.Sequence)!;
        var last = clock.Entries.Where(line => line.Kind is ClockEntryKind.Started or ClockEntryKind.PolicySet).MaxBy(line => line.Sequence)!;
        var next = Next(clock, set, reading);
        if (clock.DueAt != reading.DueAt || clock.State != reading.State || clock.NextThresholdAt != next?.At)
            clock.ScheduleVersion++;

        clock.StartedAt = reading.StartedAt;
        clock.TargetValue = last.TargetValue;
        clock.Unit = last.Unit ?? first.Unit ?? ClockUnit.Hours;
        clock.DueAt = reading.DueAt;
        clock.State = reading.State;
        clock.StoppedAt = reading.StoppedAt;
        clock.PausedSince = reading.PausedSince;
        clock.PausedTotal = reading.PausedTotal;
        clock.HeldByProposal = reading.IsHeld;
        clock.IsBreached = reading.IsBreached;
        clock.BreachedAt = reading.IsBreached ? clock.Entries.Last(line => line.Kind == ClockEntryKind.Breached).OccurredAt : null;
        clock.FiredPercent = reading.Fired.Count == 0 ? 0 : reading.Fired.Max();
        var before = clock.NextThresholdAt;
        (clock.NextThresholdAt, clock.NextPercent) = (next?.At, next?.Step.Percent);
        await ScheduleAsync(clock, before, cancellationToken);
        return reading;
    }

    // A clock has a pending row exactly while it has a next threshold; reading it is left out where there can be none.
    private async Task ScheduleAsync(SlaClock clock, DateTimeOffset? before, CancellationToken cancellationToken)
    {
        if (clock.NextThresholdAt is { } next && before is null)
            deadlines.Add(DeadlineKinds.ClockThreshold, clock.Id, next, clock.Severity, clock.Record);
        else if (clock.NextThresholdAt is { } moved)
            await deadlines.SetAsync(DeadlineKinds.ClockThreshold, clock.Id, moved, clock.Severity, clock.Record, cancellationToken);
        else if (before is not null)
            await deadlines.ClearAsync(DeadlineKinds.ClockThreshold, clock.Id, cancellationToken);
    }

    /// <summary>The next threshold that will act; null while none can.</summary>
    public static (ClockThreshold Step, DateTimeOffset At)? Next(SlaClock clock, SlaPolicySet set, ClockReading reading)
    {
        if (reading.State != ClockState.Running || reading.IsHeld)
            return null;

        var step = Steps(set, set.Clock(clock.ClockId)).FirstOrDefault(candidate => !reading.Fired.Contains(candidate.Percent));
        return step is null ? null : (step, reading.At(step.Percent));
    }

    /// <summary>The thresholds of a clock; a profile that says nothing of the due time still sets the breach mark there.</summary>
    public static IReadOnlyList<ClockThreshold> Steps(SlaPolicySet set, ClockDefinition definition)
    {
        if (!definition.HasThresholds)
            return [];

        var steps = set.ProfileOf(definition).Thresholds;
        return steps.Any(step => step.Percent == ClockThreshold.Due)
            ? steps
            : [.. steps.Append(new ClockThreshold(ClockThreshold.Due, ThresholdAction.Mark, null, null, [], null)).OrderBy(step => step.Percent)];
    }

    private static ClockReading Read(SlaClock clock, SlaPolicySet set, DateTimeOffset? asOf) =>
        ClockLedger.Read(clock.Entries, set.Clock(clock.ClockId).Direction, set.WorkingCalendar, asOf);

    private static void SetTarget(ClockEntry entry, ClockTarget target, ClockStart start)
    {
        entry.TargetValue = target.Value;
        entry.Unit = target.Unit;
        entry.AgreedDue = target.Date is { } day
            ? new DateOnly(start.At.LocalDate().Year, day.Month, day.Day).EndOfDay()
            : target.Value is null || start.AgreedDue is not null && target.IsNegotiated ? start.AgreedDue : null;
    }
}

/// <summary>Where a clock counts from.</summary>
/// <param name="At">Business time; the planned date of a clock that counts back.</param>
/// <param name="Reason">Name of the event, or what a flow or person said.</param>
/// <param name="EventId">The event, if there is one.</param>
/// <param name="AgreedDue">Due instant of a negotiated target.</param>
public sealed record ClockStart(DateTimeOffset At, string Reason, Guid? EventId = null, DateTimeOffset? AgreedDue = null);
