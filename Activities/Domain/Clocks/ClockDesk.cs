using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Clocks;

/// <summary>Starts, stops and moves the clocks of records as events and facts demand (R1–R6).</summary>
public sealed class ClockDesk(
    ClockBook book,
    ClockAlarm alarm,
    IClocks clocks,
    IPolicies policies,
    IEnumerable<IClockSubjects> sources,
    IBusinessEvents events,
    InboxDesk inbox,
    TimeProvider time)
{
    /// <summary>Does what an event means for the clocks of its record: stop, cancel, hold, release, reopen, move, start.</summary>
    /// <remarks><see cref="EventDesk"/> calls it; the facts that belong to the event are set by then.</remarks>
    public async Task OnEventAsync(BusinessEvent happened, CancellationToken cancellationToken = default)
    {
        if (await SubjectAsync(happened.Record, cancellationToken) is not { } subject)
            return;

        if (happened.Name == EventNames.RecordCancelled)
        {
            await CancelAllAsync(happened.Record, happened.Name, happened.OccurredAt, cancellationToken);
            return;
        }

        if (happened.Name == EventNames.LevelChanged)
        {
            await ReevaluateAsync(subject, LevelChange.From(happened), cancellationToken);
            return;
        }

        var bound = await BoundAsync(subject, cancellationToken);
        if (!bound.Any(row => Concerns(row.Definition, happened)))
            return;

        var record = await clocks.OfRecordAsync(happened.Record, cancellationToken);
        foreach (var clock in record.ToList())
            await ApplyAsync(clock, subject, happened, cancellationToken);
        foreach (var (definition, version) in bound)
        {
            if (definition.StartEvent?.Matches(happened.Name, happened.Filter) == true)
                await StartByEventAsync(definition, version, subject, happened, cancellationToken);
        }

        await RescheduleTasksAsync(happened.Record, cancellationToken);
    }

    /// <summary>Facts changed: clocks that no longer apply are superseded, newly applicable ones start back-dated (R1).</summary>
    public async Task ReevaluateAsync(RecordRef record, CancellationToken cancellationToken = default)
    {
        if (await SubjectAsync(record, cancellationToken) is { } subject)
            await ReevaluateAsync(subject, null, cancellationToken);
    }

    /// <summary>Starts a clock by its id. Idempotent: what its event has started already is returned.</summary>
    /// <param name="clockId">Definition.</param>
    /// <param name="record">The record.</param>
    /// <param name="occurredAt">Business time; null = its start event's, or now.</param>
    /// <param name="agreedDue">Due instant of a negotiated target.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <returns>Null when the clock does not apply to the facts of the record or its policy is not bound.</returns>
    /// <exception cref="RuleViolationException"><c>clock.unknown</c>.</exception>
    public async Task<SlaClock?> StartAsync(
        string clockId, RecordRef record, DateTimeOffset? occurredAt = null, DateTimeOffset? agreedDue = null, CancellationToken cancellationToken = default)
    {
        var (definition, version, subject) = await FindAsync(clockId, record, cancellationToken);
        var earlier = await OfAsync(clockId, record, cancellationToken);
        var cause = await StartEventOfAsync(definition, record, cancellationToken);
        var at = occurredAt ?? cause?.OccurredAt ?? time.GetUtcNow();
        var same = earlier.LastOrDefault(clock => clock.IsOpen || (clock.State != ClockState.Superseded && clock.StartedAt == at));
        if (same is not null || subject is null)
            return same;

        return await OpenAsync(definition, version, subject, new ClockStart(at, "StartClock", cause?.Id, agreedDue), cancellationToken);
    }

    /// <summary>Stops the open clock of an id; null when none is open.</summary>
    public Task<SlaClock?> StopAsync(
        string clockId, RecordRef record, DateTimeOffset? occurredAt = null, CancellationToken cancellationToken = default) =>
        EndAsync(clockId, record, ClockEntryKind.Stopped, occurredAt, "StopClock", cancellationToken);

    /// <summary>Ends the open clock of an id without a result; null when none is open.</summary>
    public Task<SlaClock?> CancelAsync(
        string clockId, RecordRef record, DateTimeOffset? occurredAt = null, CancellationToken cancellationToken = default) =>
        EndAsync(clockId, record, ClockEntryKind.Cancelled, occurredAt, "CancelClock", cancellationToken);

    /// <summary>Ends every open clock of a record without a result.</summary>
    /// <param name="record">The record.</param>
    /// <param name="reason">Why, e.g. the name of the event.</param>
    /// <param name="occurredAt">Business time; null = now.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    public async Task CancelAllAsync(
        RecordRef record, string reason, DateTimeOffset? occurredAt = null, CancellationToken cancellationToken = default)
    {
        foreach (var clock in await RunningAsync(record, cancellationToken))
            await ChangeAsync(clock, ClockEntryKind.Cancelled, occurredAt ?? time.GetUtcNow(), reason, null, cancellationToken);
    }

    /// <summary>Running and paused clocks of a record, the next due first.</summary>
    public async Task<IReadOnlyList<SlaClock>> RunningAsync(RecordRef record, CancellationToken cancellationToken = default) =>
        [.. (await clocks.OfRecordAsync(record, cancellationToken)).Where(clock => clock.IsOpen).OrderBy(clock => clock.DueAt)];

    /// <summary>When a wait ends that the policy names (R6), or when a clock of that id would be due.</summary>
    /// <param name="timerId">Id of a timer or clock, e.g. <c>TMR-MODE-DECISION</c>.</param>
    /// <param name="record">The record; its facts choose the target, its policy version the number.</param>
    /// <param name="from">Where it counts from.</param>
    /// <param name="facts">Facts beside or instead of those of the record.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <exception cref="RuleViolationException"><c>clock.unknown</c>; <c>clock.no-target</c> when no target fits the facts.</exception>
    public async Task<DateTimeOffset> DueInAsync(
        string timerId,
        RecordRef record,
        DateTimeOffset from,
        IReadOnlyDictionary<string, string>? facts = null,
        CancellationToken cancellationToken = default)
    {
        var subject = await SubjectAsync(record, cancellationToken);
        var known = new Dictionary<string, string>(subject?.Facts ?? new Dictionary<string, string>(), StringComparer.Ordinal);
        foreach (var (key, value) in facts ?? new Dictionary<string, string>())
            known[key] = value;

        var set = subject is { Policies: [var bound, ..] }
            ? await policies.GetAsync(bound.Version, cancellationToken)
            : await policies.CurrentAsync(cancellationToken);
        var definition = set.Clock(timerId);
        var target = definition.TargetFor(known) ?? throw new RuleViolationException("clock.no-target", ("clockId", timerId), ("recordNo", record.No));
        return new ClockSchedule(target, definition.Direction, from, from, null, [], set.WorkingCalendar).DueAt;
    }

    /// <summary>Every counted and uncounted interval of a clock with its reason, and its thresholds; null = no such clock.</summary>
    public async Task<ClockExplanation?> ExplainAsync(Guid clockInstanceId, CancellationToken cancellationToken = default)
    {
        if (await clocks.FindAsync(clockInstanceId, cancellationToken) is not { } clock)
            return null;

        var set = await policies.GetAsync(clock.PolicyVersion, cancellationToken);
        return ClockExplanation.Of(clock, set, time.GetUtcNow());
    }

    /// <summary>Fires the next threshold of a clock if it is due; the deadline handler calls it.</summary>
    /// <returns>Whether something fired; a stale deadline does nothing.</returns>
    public async Task<bool> FireDueAsync(Guid clockInstanceId, CancellationToken cancellationToken = default)
    {
        if (await clocks.FindAsync(clockInstanceId, cancellationToken) is not { IsOpen: true } clock)
            return false;

        var set = await policies.GetAsync(clock.PolicyVersion, cancellationToken);
        var reading = await book.ReadAsync(clock, null, cancellationToken);
        var next = ClockBook.Next(clock, set, reading);
        var isDue = next is { } step && step.At <= time.GetUtcNow();
        if (isDue)
            await alarm.FireAsync(clock, set, next!.Value.Step, next.Value.At, cancellationToken);

        await book.RefreshAsync(clock, cancellationToken);
        return isDue;
    }

    /// <summary>A year of holidays was loaded: open clocks that count days get their new due times.</summary>
    /// <returns>Numbers of the records whose clocks moved.</returns>
    public async Task<IReadOnlyList<string>> OnCalendarChangedAsync(CancellationToken cancellationToken = default)
    {
        var moved = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var clock in await clocks.OpenDayClocksAsync(cancellationToken))
        {
            var before = clock.DueAt;
            await SettleAsync(clock, cancellationToken);
            if (clock.DueAt != before && moved.Add(clock.RecordNo))
                await RescheduleTasksAsync(clock.Record, cancellationToken);
        }

        return [.. moved];
    }

    /// <summary>Writes a line and does what follows from it: breach mark, penalty, deadline, due times of tasks.</summary>
    internal async Task ChangeAsync(
        SlaClock clock, ClockEntryKind kind, DateTimeOffset occurredAt, string reason, Guid? causeId, CancellationToken cancellationToken)
    {
        book.Append(clock, kind, occurredAt, reason, causeId);
        await SettleAsync(clock, cancellationToken);
        await RescheduleTasksAsync(clock.Record, cancellationToken);
    }

    internal async Task<ClockSubject?> SubjectAsync(RecordRef record, CancellationToken cancellationToken) =>
        sources.FirstOrDefault(source => source.RecordType == record.Type) is { } source
            ? await source.FindAsync(record, cancellationToken)
            : null;

    private async Task ApplyAsync(SlaClock clock, ClockSubject subject, BusinessEvent happened, CancellationToken cancellationToken)
    {
        var set = await policies.GetAsync(clock.PolicyVersion, cancellationToken);
        var definition = set.Clock(clock.ClockId);
        bool Is(EventPattern? pattern) => pattern?.Matches(happened.Name, happened.Filter) == true;

        if (happened.Name == EventNames.AcceptanceCorrected && definition.StartEvent is { Name: EventNames.FaultAccepted })
            await MoveAsync(clock, set, happened, cancellationToken);
        else if (Is(definition.StopEvent) && (clock.IsOpen || IsCorrection(clock, happened)))
            await StopByEventAsync(clock, definition, subject, happened, cancellationToken);
        else if (clock.IsOpen && definition.CancelEvents.Any(Is))
            await ChangeAsync(clock, ClockEntryKind.Cancelled, happened.OccurredAt, happened.Name, happened.Id, cancellationToken);
        else if (clock.IsOpen && definition.HoldEvents.Any(Is))
            await ChangeAsync(clock, ClockEntryKind.Held, happened.OccurredAt, happened.Name, happened.Id, cancellationToken);
        else if (clock.HeldByProposal && definition.ReleaseEvents.Any(Is))
            await ChangeAsync(clock, ClockEntryKind.Released, happened.OccurredAt, happened.Name, happened.Id, cancellationToken);
        else if (definition.ReopenEvents.Any(Is) && clock.State is ClockState.Met or ClockState.Missed && definition.TargetFor(subject.Facts) is not null)
            await ChangeAsync(clock, ClockEntryKind.Reopened, happened.OccurredAt, happened.Name, happened.Id, cancellationToken);
        else if (clock.IsOpen && definition.Direction == ClockDirection.Before && Is(definition.StartEvent))
            await MoveAsync(clock, set, happened, cancellationToken);
    }

    private async Task StopByEventAsync(
        SlaClock clock, ClockDefinition definition, ClockSubject subject, BusinessEvent happened, CancellationToken cancellationToken)
    {
        await ChangeAsync(clock, ClockEntryKind.Stopped, happened.OccurredAt, happened.Name, happened.Id, cancellationToken);
        if (definition.Repeats && !(definition.StartEvent?.Matches(happened.Name, happened.Filter) == true))
            await OpenAsync(definition, clock.PolicyVersion, subject, new ClockStart(happened.OccurredAt, happened.Name, happened.Id), cancellationToken);
    }

    private async Task MoveAsync(SlaClock clock, SlaPolicySet set, BusinessEvent happened, CancellationToken cancellationToken)
    {
        if (clock.State is ClockState.Cancelled or ClockState.Superseded || clock.StartedAt == happened.OccurredAt)
            return;

        book.Append(clock, ClockEntryKind.Moved, happened.OccurredAt, happened.Name, happened.Id);
        await CatchUpAsync(clock, set, cancellationToken);
    }

    private async Task StartByEventAsync(
        ClockDefinition definition, int version, ClockSubject subject, BusinessEvent happened, CancellationToken cancellationToken)
    {
        if (happened.Data.Is(EventNames.Correction) || (await OfAsync(definition.Id, subject.Record, cancellationToken)).Any(clock => clock.IsOpen))
            return;

        var start = new ClockStart(happened.OccurredAt, happened.Name, happened.Id, happened.Data.Instant(EventNames.AgreedDue));
        await OpenAsync(definition, version, subject, start, cancellationToken);
    }

    private async Task ReevaluateAsync(ClockSubject subject, LevelChange? change, CancellationToken cancellationToken)
    {
        var bound = await BoundAsync(subject, cancellationToken);
        var record = await clocks.OfRecordAsync(subject.Record, cancellationToken);
        foreach (var clock in record.Where(clock => clock.IsOpen).ToList())
            await FitAsync(clock, bound, record, subject, change, cancellationToken);
        foreach (var (definition, version) in bound)
            await StartLateAsync(definition, version, subject, change, cancellationToken);
        await RescheduleTasksAsync(subject.Record, cancellationToken);
    }

    // An open clock under changed facts: goes on, gets another target, or gives way.
    private async Task FitAsync(
        SlaClock clock,
        IReadOnlyList<(ClockDefinition Definition, int Version)> bound,
        IReadOnlyList<SlaClock> record,
        ClockSubject subject,
        LevelChange? change,
        CancellationToken cancellationToken)
    {
        var set = await policies.GetAsync(clock.PolicyVersion, cancellationToken);
        var definition = set.Clock(clock.ClockId);
        var target = definition.TargetFor(subject.Facts);
        if (target is not null && (target.IsNegotiated || target.Date is not null || (target.Value == clock.TargetValue && target.Unit == clock.Unit)))
            return;

        if (target is not null && (change is null || !DependsOnLevel(definition)))
        {
            book.SetTarget(clock, target, "FactsChanged");
            await CatchUpAsync(clock, set, cancellationToken);
            return;
        }

        var successor = bound.Select(row => row.Definition).FirstOrDefault(other => other.Replaces?.ClockId == clock.ClockId && other.TargetFor(subject.Facts) is not null);
        if (successor?.Replaces is { } rule && clock.IsBreached && !(subject.Facts.TryGetValue(rule.ConsentFact, out var consent) && consent == "true"))
            return; // §8.9: without consent the breached clock stands

        await ChangeAsync(clock, ClockEntryKind.Superseded, change?.At ?? time.GetUtcNow(), change?.Reason ?? "FactsChanged", change?.EventId, cancellationToken);
        if (successor is not null && clock.IsBreached)
            await alarm.WaiveAsync(clock, successor.Replaces!.ConsentFact, cancellationToken);
    }

    private async Task StartLateAsync(
        ClockDefinition definition, int version, ClockSubject subject, LevelChange? change, CancellationToken cancellationToken)
    {
        if (definition.StartEvent is null || definition.TargetFor(subject.Facts) is null)
            return;

        if (await StartEventOfAsync(definition, subject.Record, cancellationToken) is not { } cause)
            return;

        var earlier = await OfAsync(definition.Id, subject.Record, cancellationToken);
        if (earlier.Any(clock => clock.IsOpen || (clock.State != ClockState.Superseded && clock.StartEventId == cause.Id)))
            return;

        if (definition.Replaces is { } replaced && (await OfAsync(replaced.ClockId, subject.Record, cancellationToken)).Any(clock => clock.IsOpen))
            return; // §8.9: the breached clock was not given up

        var later = (await events.OfRecordAsync(subject.Record, cancellationToken)).Where(other => other.At >= cause.At && other.Id != cause.Id).ToList();
        if (later.Any(other => definition.CancelEvents.Any(pattern => pattern.Matches(other.Name, other.Filter))))
            return;

        var at = change is { Worsened: true } && DependsOnLevel(definition) ? change.At
            : definition.LateStart == LateStart.AtChange && cause.At < time.GetUtcNow() ? time.GetUtcNow()
            : Corrected(definition, cause, later);
        var start = new ClockStart(at, change?.Reason ?? cause.Name, cause.Id, cause.Data.Instant(EventNames.AgreedDue));
        var opened = await OpenAsync(definition, version, subject, start, cancellationToken);
        if (opened is not null && later.LastOrDefault(other => definition.StopEvent!.Matches(other.Name, other.Filter)) is { } stop && stop.OccurredAt >= at)
            await ChangeAsync(opened, ClockEntryKind.Stopped, stop.OccurredAt, stop.Name, stop.Id, cancellationToken);
    }

    private async Task<SlaClock?> OpenAsync(
        ClockDefinition definition, int version, ClockSubject subject, ClockStart start, CancellationToken cancellationToken)
    {
        var target = definition.TargetFor(subject.Facts);
        if (target is null || (target.Value is null && target.Date is null && start.AgreedDue is null))
            return null;

        var set = await policies.GetAsync(version, cancellationToken);
        var sequence = (await OfAsync(definition.Id, subject.Record, cancellationToken)).Select(clock => clock.Sequence).DefaultIfEmpty().Max() + 1;
        var clock = book.Open(definition, target, subject, start, sequence, version);
        await CatchUpAsync(clock, set, cancellationToken);
        return clock;
    }

    // R1: thresholds already past at a back-dated start are recorded; only the highest of them acts. The breach mark is always set.
    private async Task CatchUpAsync(SlaClock clock, SlaPolicySet set, CancellationToken cancellationToken)
    {
        var reading = await SettleAsync(clock, cancellationToken);
        if (reading.State != ClockState.Running || reading.IsHeld)
            return;

        var now = time.GetUtcNow();
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

    // What the new reading means for the breach: a stop in time or a later due time clears it, a late stop sets it (R2).
    private async Task<ClockReading> SettleAsync(SlaClock clock, CancellationToken cancellationToken)
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

    private async Task<SlaClock?> EndAsync(
        string clockId, RecordRef record, ClockEntryKind kind, DateTimeOffset? occurredAt, string reason, CancellationToken cancellationToken)
    {
        if ((await OfAsync(clockId, record, cancellationToken)).LastOrDefault(candidate => candidate.IsOpen) is not { } clock)
            return null;

        await ChangeAsync(clock, kind, occurredAt ?? time.GetUtcNow(), reason, null, cancellationToken);
        return clock;
    }

    private async Task RescheduleTasksAsync(RecordRef record, CancellationToken cancellationToken)
    {
        var due = (await RunningAsync(record, cancellationToken))
            .GroupBy(clock => clock.ClockId)
            .ToDictionary(group => group.Key, group => group.Min(clock => clock.DueAt));
        await inbox.RescheduleAsync(record, due, cancellationToken);
    }

    private async Task<IReadOnlyList<(ClockDefinition Definition, int Version)>> BoundAsync(ClockSubject subject, CancellationToken cancellationToken)
    {
        var bound = new List<(ClockDefinition, int)>();
        foreach (var policy in subject.Policies)
        {
            var set = await policies.GetAsync(policy.Version, cancellationToken);
            bound.AddRange(set.Clocks.Values.Where(definition => definition.Policy == policy.Code).Select(definition => (definition, policy.Version)));
        }

        return bound;
    }

    private async Task<(ClockDefinition Definition, int Version, ClockSubject? Subject)> FindAsync(
        string clockId, RecordRef record, CancellationToken cancellationToken)
    {
        if (await SubjectAsync(record, cancellationToken) is { } subject)
        {
            foreach (var (definition, version) in await BoundAsync(subject, cancellationToken))
            {
                if (definition.Id == clockId)
                    return (definition, version, subject);
            }
        }

        var current = await policies.CurrentAsync(cancellationToken);
        return (current.Clock(clockId), current.Version, null);
    }

    private async Task<IReadOnlyList<SlaClock>> OfAsync(string clockId, RecordRef record, CancellationToken cancellationToken) =>
        [.. (await clocks.OfRecordAsync(record, cancellationToken)).Where(clock => clock.ClockId == clockId).OrderBy(clock => clock.Sequence)];

    private async Task<BusinessEvent?> StartEventOfAsync(ClockDefinition definition, RecordRef record, CancellationToken cancellationToken) =>
        definition.StartEvent is not { } pattern
            ? null
            : (await events.OfRecordAsync(record, cancellationToken))
                .LastOrDefault(happened => pattern.Matches(happened.Name, happened.Filter) && !happened.Data.Is(EventNames.Correction));

    private static DateTimeOffset Corrected(ClockDefinition definition, BusinessEvent cause, List<BusinessEvent> later) =>
        definition.StartEvent is { Name: EventNames.FaultAccepted } && later.LastOrDefault(other => other.Name == EventNames.AcceptanceCorrected) is { } correction
            ? correction.OccurredAt
            : cause.OccurredAt;

    private static bool IsCorrection(SlaClock clock, BusinessEvent happened) =>
        happened.Data.Is(EventNames.Correction) && clock.State is ClockState.Met or ClockState.Missed;

    private static bool DependsOnLevel(ClockDefinition definition) =>
        definition.AppliesWhen.Names("faultLevel") || definition.Targets.Any(rule => rule.When.Names("faultLevel"));

    private static bool Concerns(ClockDefinition definition, BusinessEvent happened)
    {
        bool Is(EventPattern? pattern) => pattern?.Matches(happened.Name, happened.Filter) == true;
        return Is(definition.StartEvent) || Is(definition.StopEvent) || definition.CancelEvents.Any(Is) || definition.HoldEvents.Any(Is)
            || definition.ReleaseEvents.Any(Is) || definition.ReopenEvents.Any(Is)
            || (happened.Name == EventNames.AcceptanceCorrected && definition.StartEvent is { Name: EventNames.FaultAccepted });
    }
}

/// <summary>A change of the fault level (§8.7).</summary>
/// <param name="At">When it took effect.</param>
/// <param name="Reason"><c>Worsened</c>, <c>Misclassified</c> or <c>Improved</c>.</param>
/// <param name="EventId">The event.</param>
internal sealed record LevelChange(DateTimeOffset At, string Reason, Guid EventId)
{
    public bool Worsened => Reason == "Worsened";

    public static LevelChange From(BusinessEvent happened) =>
        new(happened.OccurredAt, happened.Data.Text("reason") ?? "Misclassified", happened.Id);
}
