using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Clocks;

/// <summary>Opens and changes single clocks, and does what follows from each change: breach mark, thresholds, due times of tasks.</summary>
public sealed class ClockKeeper(
    ClockBook book,
    ClockAlarm alarm,
    IClocks clocks,
    IPolicies policies,
    IEnumerable<IClockSubjects> sources,
    IBusinessEvents events,
    InboxDesk inbox,
    TimeProvider time)
{
    /// <summary>The record as clocks see it; null when its type has none.</summary>
    public async Task<ClockSubject?> SubjectAsync(RecordRef record, CancellationToken cancellationToken) =>
        sources.FirstOrDefault(source => source.RecordType == record.Type) is { } source
            ? await source.FindAsync(record, cancellationToken)
            : null;

    /// <summary>Every clock of the policies that a record has bound.</summary>
    public async Task<IReadOnlyList<BoundClock>> BoundAsync(ClockSubject subject, CancellationToken cancellationToken)
    {
        var bound = new List<BoundClock>();
        foreach (var policy in subject.Policies)
        {
            var set = await policies.GetAsync(policy.Version, cancellationToken);
            bound.AddRange(set.Clocks.Values.Where(definition => definition.Policy == policy.Code).Select(definition => new BoundClock(definition, set)));
        }

        return bound;
    }

    /// <summary>Clocks of one definition on a record, first round first.</summary>
    public async Task<IReadOnlyList<SlaClock>> OfAsync(string clockId, RecordRef record, CancellationToken cancellationToken) =>
        [.. (await clocks.OfRecordAsync(record, cancellationToken)).Where(clock => clock.ClockId == clockId).OrderBy(clock => clock.Sequence)];

    /// <summary>The last event of a record that starts a clock, with its time as corrected since; null = it has not happened.</summary>
    public async Task<StartCause?> StartCauseAsync(ClockDefinition definition, RecordRef record, CancellationToken cancellationToken)
    {
        if (definition.StartEvent is not { } pattern)
            return null;

        var history = await events.OfRecordAsync(record, cancellationToken);
        var cause = history.LastOrDefault(happened => pattern.Matches(happened.Name, happened.Filter) && !happened.Data.Is(EventNames.Correction));
        if (cause is null)
            return null;

        var later = history.SkipWhile(other => other.Id != cause.Id).Skip(1).ToList();
        var correction = later.LastOrDefault(other => Corrects(other, definition));
        return new StartCause(cause, correction?.OccurredAt ?? cause.OccurredAt, later);
    }

    /// <summary>Whether an event corrects the start of a clock.</summary>
    public static bool Corrects(BusinessEvent happened, ClockDefinition definition) =>
        definition.StartEvent is { } pattern
        && ((happened.Data.Is(EventNames.Correction) && pattern.Matches(happened.Name, happened.Filter))
            || (happened.Name == EventNames.AcceptanceCorrected && pattern.Name == EventNames.FaultAccepted));

    /// <summary>Starts a clock; null when it does not apply to the facts or lacks an agreed due time.</summary>
    public async Task<SlaClock?> OpenAsync(BoundClock bound, ClockSubject subject, ClockStart start, CancellationToken cancellationToken)
    {
        var target = bound.Definition.TargetFor(subject.Facts);
        if (target is null || (target.Value is null && target.Date is null && start.AgreedDue is null))
            return null;

        var earlier = await OfAsync(bound.Definition.Id, subject.Record, cancellationToken);
        var sequence = earlier.Count == 0 ? 1 : earlier[^1].Sequence + 1;
        var clock = book.Open(bound.Definition, target, subject, start, sequence, bound.Set.Version);
        await CatchUpAsync(clock, cancellationToken);
        return clock;
    }

    /// <summary>Writes a line and does what follows from it.</summary>
    public async Task ChangeAsync(SlaClock clock, ClockChange change, CancellationToken cancellationToken)
    {
        book.Append(clock, change.Kind, change.At, change.Reason, change.CauseId);
        await SettleAsync(clock, cancellationToken);
    }

    /// <summary>The start was corrected.</summary>
    public async Task MoveAsync(SlaClock clock, BusinessEvent happened, CancellationToken cancellationToken)
    {
        if (clock.State is ClockState.Cancelled or ClockState.Superseded || clock.StartedAt == happened.OccurredAt)
            return;

        book.Append(clock, ClockEntryKind.Moved, happened.OccurredAt, happened.Name, happened.Id);
        await CatchUpAsync(clock, cancellationToken);
    }

    /// <summary>The facts choose another target; the start stays.</summary>
    public async Task RetargetAsync(SlaClock clock, ClockTarget target, CancellationToken cancellationToken)
    {
        book.SetTarget(clock, target, "FactsChanged");
        await CatchUpAsync(clock, cancellationToken);
    }

    /// <summary>What the reading means for the breach now: a stop in time or a later due time clears it, a late stop sets it (R2).</summary>
    public async Task<ClockReading> SettleAsync(SlaClock clock, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var reading = await book.ReadAsync(clock, now, cancellationToken);
        var isInTime = reading.State == ClockState.Met || (reading.State is ClockState.Running or ClockState.Paused && reading.DueAt > now);
        if (reading.IsBreached && isInTime)
            await alarm.ClearBreachAsync(clock, cancellationToken);
        else if (reading is { State: ClockState.Missed, IsBreached: false })
            await alarm.MissAsync(clock, await policies.GetAsync(clock.PolicyVersion, cancellationToken), reading.DueAt, cancellationToken);

        return await book.RefreshAsync(clock, cancellationToken);
    }

    /// <summary>Gives the open tasks of a record the due times of its clocks as they are now.</summary>
    public async Task RescheduleTasksAsync(RecordRef record, CancellationToken cancellationToken)
    {
        var due = (await clocks.OfRecordAsync(record, cancellationToken))
            .Where(clock => clock.IsOpen)
            .GroupBy(clock => clock.ClockId)
            .ToDictionary(group => group.Key, group => group.Min(clock => clock.DueAt));
        await inbox.RescheduleAsync(record, due, cancellationToken);
    }

    // R1: thresholds already past at a back-dated start are recorded; only the highest of them acts. The due time always counts.
    private async Task CatchUpAsync(SlaClock clock, CancellationToken cancellationToken)
    {
        var reading = await SettleAsync(clock, cancellationToken);
        if (reading.State != ClockState.Running || reading.IsHeld)
            return;

        var now = time.GetUtcNow();
        var set = await policies.GetAsync(clock.PolicyVersion, cancellationToken);
        var past = ClockBook.Steps(set, set.Clock(clock.ClockId))
            .Where(step => !reading.Fired.Contains(step.Percent) && reading.At(step.Percent) <= now)
            .ToList();
        if (past.Count == 0)
            return;

        foreach (var step in past.SkipLast(1))
            await alarm.RecordPastAsync(clock, set, step, reading.At(step.Percent), cancellationToken);
        await alarm.FireAsync(clock, set, past[^1], reading.At(past[^1].Percent), cancellationToken);
        await book.RefreshAsync(clock, cancellationToken);
    }
}

/// <summary>A clock of a policy that a record has bound.</summary>
/// <param name="Definition">The clock.</param>
/// <param name="Set">The version it stands in.</param>
public sealed record BoundClock(ClockDefinition Definition, SlaPolicySet Set);

/// <summary>What starts a clock on a record.</summary>
/// <param name="Event">The event as it was first published.</param>
/// <param name="At">Its time, corrected.</param>
/// <param name="Later">What was recorded after it.</param>
public sealed record StartCause(BusinessEvent Event, DateTimeOffset At, IReadOnlyList<BusinessEvent> Later);

/// <summary>One line to be written to a ledger.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="At">Business time.</param>
/// <param name="Reason">Why.</param>
/// <param name="CauseId">The event or pause behind it.</param>
public sealed record ClockChange(ClockEntryKind Kind, DateTimeOffset At, string Reason, Guid? CauseId = null)
{
    /// <summary>A line that an event causes.</summary>
    public static ClockChange By(BusinessEvent happened, ClockEntryKind kind) => new(kind, happened.OccurredAt, happened.Name, happened.Id);
}
