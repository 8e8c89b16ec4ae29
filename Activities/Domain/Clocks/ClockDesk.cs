using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Clocks;

/// <summary>The clocks of records: started, stopped and moved by events, facts and flows (R1–R6).</summary>
/// <remarks>Acts for the system: a customer's answer stops internal clocks that the customer never sees.</remarks>
public sealed class ClockDesk(
    ClockKeeper keeper, ClockFitting fitting, ClockBook book, ClockAlarm alarm, ClockPreview preview, IClocks clocks, IDeadlines deadlines, IPolicies policies, AuditTrail audit,
    AccessScope access, TimeProvider time)
{
    /// <summary>Does what an event means for the clocks of its record: stop, cancel, hold, release, reopen, move, start.</summary>
    /// <remarks><see cref="EventDesk"/> calls it; the facts that belong to the event are set by then.</remarks>
    public async Task OnEventAsync(BusinessEvent happened, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        if (await keeper.SubjectAsync(happened.Record, cancellationToken) is not { } subject)
            return;

        if (happened.Name == EventNames.RecordCancelled)
        {
            await CancelAllAsync(happened.Record, happened.Name, happened.OccurredAt, cancellationToken);
            return;
        }

        if (happened.Name == EventNames.LevelChanged)
        {
            await fitting.FitAsync(subject, happened, cancellationToken);
            return;
        }

        var bound = await keeper.BoundAsync(subject, cancellationToken);
        if (!bound.Any(row => Concerns(row.Definition, happened)))
            return;

        foreach (var clock in (await clocks.OfRecordAsync(happened.Record, cancellationToken)).ToList())
            await ApplyAsync(clock, subject, happened, cancellationToken);
        foreach (var row in bound.Where(row => Is(row.Definition.StartEvent, happened) && !happened.Data.Is(EventNames.Correction)))
            await StartAsync(row, subject, happened, cancellationToken);
        await keeper.RescheduleTasksAsync(happened.Record, cancellationToken);
    }

    /// <summary>Facts changed: clocks that no longer apply are superseded, newly applicable ones start back-dated (R1).</summary>
    public async Task ReevaluateAsync(RecordRef record, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        if (await keeper.SubjectAsync(record, cancellationToken) is { } subject)
            await fitting.FitAsync(subject, null, cancellationToken);
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
        using var system = access.EnterSystem();
        var subject = await keeper.SubjectAsync(record, cancellationToken);
        var bound = subject is null ? [] : await keeper.BoundAsync(subject, cancellationToken);
        if (bound.FirstOrDefault(row => row.Definition.Id == clockId) is not { } row)
        {
            (await policies.CurrentAsync(cancellationToken)).Clock(clockId); // an id that no version knows is the author's mistake
            return null;
        }

        var cause = await keeper.StartCauseAsync(row.Definition, record, cancellationToken);
        var at = occurredAt?.ToUniversalTime() ?? cause?.At ?? time.GetUtcNow();
        var earlier = await keeper.OfAsync(clockId, record, cancellationToken);
        if (earlier.LastOrDefault(clock => clock.IsOpen || (clock.State != ClockState.Superseded && clock.StartedAt == at)) is { } same)
            return same;

        var opened = await keeper.OpenAsync(row, subject!, new ClockStart(at, "StartClock", cause?.Event.Id, agreedDue), cancellationToken);
        await keeper.RescheduleTasksAsync(record, cancellationToken);
        return opened;
    }

    /// <summary>Stops the open clock of an id; null when none is open.</summary>
    public Task<SlaClock?> StopAsync(
        string clockId, RecordRef record, DateTimeOffset? occurredAt = null, CancellationToken cancellationToken = default) =>
        EndAsync(clockId, record, new ClockChange(ClockEntryKind.Stopped, occurredAt ?? time.GetUtcNow(), "StopClock"), cancellationToken);

    /// <summary>Ends the open clock of an id without a result; null when none is open.</summary>
    public Task<SlaClock?> CancelAsync(
        string clockId, RecordRef record, DateTimeOffset? occurredAt = null, CancellationToken cancellationToken = default) =>
        EndAsync(clockId, record, new ClockChange(ClockEntryKind.Cancelled, occurredAt ?? time.GetUtcNow(), "CancelClock"), cancellationToken);

    /// <summary>Ends every open clock of a record without a result.</summary>
    /// <param name="record">The record.</param>
    /// <param name="reason">Why, e.g. the name of the event.</param>
    /// <param name="occurredAt">Business time; null = now.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    public async Task CancelAllAsync(
        RecordRef record, string reason, DateTimeOffset? occurredAt = null, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        foreach (var clock in await RunningAsync(record, cancellationToken))
            await keeper.ChangeAsync(clock, new ClockChange(ClockEntryKind.Cancelled, occurredAt ?? time.GetUtcNow(), reason), cancellationToken);
    }

    /// <summary>Running and paused clocks of a record that the reader may see, the next due first.</summary>
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
        using var system = access.EnterSystem();
        var subject = await keeper.SubjectAsync(record, cancellationToken);
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

    /// <summary>Every counted and uncounted interval of a clock with its reason, and its thresholds; null = none that the reader may see.</summary>
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
        using var system = access.EnterSystem();
        if (await clocks.FindAsync(clockInstanceId, cancellationToken) is not { IsOpen: true } clock)
            return false;

        var set = await policies.GetAsync(clock.PolicyVersion, cancellationToken);
        var next = ClockBook.Next(clock, set, await book.ReadAsync(clock, null, cancellationToken));
        var isDue = next is { } step && step.At <= time.GetUtcNow();
        if (isDue)
            await alarm.FireAsync(clock, set, next!.Value.Step, next.Value.At, cancellationToken);

        await book.RefreshAsync(clock, cancellationToken);
        return isDue;
    }

    /// <summary>A year of holidays was published: every open clock that it moves is to be counted again, each under the lock of its record.</summary>
    /// <returns>How many.</returns>
    public async Task<int> OnCalendarChangedAsync(CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        var moved = await preview.OpenAsync(null, cancellationToken);
        foreach (var (clock, _) in moved)
            await deadlines.SetAsync(DeadlineKinds.ClockRecount, clock.Id, time.GetUtcNow(), clock.Severity, clock.Record, cancellationToken);
        return moved.Count;
    }

    /// <summary>Counts an open clock again under the calendar as it is now; its tasks follow. What moved stands in the audit trail.</summary>
    public async Task RecountAsync(Guid clockInstanceId, CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem();
        if (await clocks.FindAsync(clockInstanceId, cancellationToken) is not { IsOpen: true } clock)
            return;

        var before = clock.DueAt;
        await keeper.SettleAsync(clock, cancellationToken);
        if (clock.DueAt == before)
            return;

        var set = await policies.GetAsync(clock.PolicyVersion, cancellationToken);
        audit.Write("clock.recount", clock.Record, $"{clock.ClockId} {LocalTime.Format(before)}", $"{clock.ClockId} {LocalTime.Format(clock.DueAt)}", set.WorkingCalendar.Id);
        await keeper.RescheduleTasksAsync(clock.Record, cancellationToken);
    }

    private async Task ApplyAsync(SlaClock clock, ClockSubject subject, BusinessEvent happened, CancellationToken cancellationToken)
    {
        var set = await policies.GetAsync(clock.PolicyVersion, cancellationToken);
        var definition = set.Clock(clock.ClockId);
        if (await MovesAsync(clock, definition, happened, cancellationToken))
            await keeper.MoveAsync(clock, happened, cancellationToken);
        else if (await KindOfAsync(clock, definition, subject, happened, cancellationToken) is { } kind)
            await keeper.ChangeAsync(clock, ClockChange.By(happened, kind), cancellationToken);

        if (definition.Repeats && clock.State is ClockState.Met or ClockState.Missed && Is(definition.StopEvent, happened) && !Is(definition.StartEvent, happened))
            await StartAsync(new BoundClock(definition, set), subject, happened, cancellationToken);
    }

    private async Task<ClockEntryKind?> KindOfAsync(
        SlaClock clock, ClockDefinition definition, ClockSubject subject, BusinessEvent happened, CancellationToken cancellationToken)
    {
        var hasStopped = clock.State is ClockState.Met or ClockState.Missed;
        if (Is(definition.StopEvent, happened) && (clock.IsOpen || (hasStopped && happened.Data.Is(EventNames.Correction))))
            return ClockEntryKind.Stopped;
        if (clock.IsOpen && definition.CancelEvents.Any(pattern => Is(pattern, happened)))
            return ClockEntryKind.Cancelled;
        if (clock.IsOpen && definition.HoldEvents.Any(pattern => Is(pattern, happened)))
            return ClockEntryKind.Held;
        if (clock.IsOpen && definition.ReleaseEvents.Any(pattern => Is(pattern, happened)))
            return ClockEntryKind.Released;
        if (!hasStopped || !definition.ReopenEvents.Any(pattern => Is(pattern, happened)) || definition.TargetFor(subject.Facts) is null)
            return null;

        var rounds = await keeper.OfAsync(clock.ClockId, clock.Record, cancellationToken);
        return rounds[^1] == clock ? ClockEntryKind.Reopened : null;
    }

    private async Task StartAsync(BoundClock row, ClockSubject subject, BusinessEvent happened, CancellationToken cancellationToken)
    {
        if ((await keeper.OfAsync(row.Definition.Id, subject.Record, cancellationToken)).Any(clock => clock.IsOpen))
            return;

        var start = new ClockStart(happened.OccurredAt, happened.Name, happened.Id, happened.Data.Instant(EventNames.AgreedDue));
        await keeper.OpenAsync(row, subject, start, cancellationToken);
    }

    private async Task<SlaClock?> EndAsync(string clockId, RecordRef record, ClockChange change, CancellationToken cancellationToken)
    {
        using var system = access.EnterSystem();
        if ((await keeper.OfAsync(clockId, record, cancellationToken)).LastOrDefault(candidate => candidate.IsOpen) is not { } clock)
            return null;

        await keeper.ChangeAsync(clock, change, cancellationToken);
        await keeper.RescheduleTasksAsync(record, cancellationToken);
        return clock;
    }

    // A planned date moves the clock that counts back from it; a correction moves the round that its event started.
    private async Task<bool> MovesAsync(SlaClock clock, ClockDefinition definition, BusinessEvent happened, CancellationToken cancellationToken) =>
        ClockKeeper.Corrects(happened, definition)
            ? (await keeper.OfAsync(clock.ClockId, clock.Record, cancellationToken))[^1] == clock
            : clock.IsOpen && definition.Direction == ClockDirection.Before && Is(definition.StartEvent, happened);

    private static bool Concerns(ClockDefinition definition, BusinessEvent happened) =>
        Is(definition.StartEvent, happened)
        || Is(definition.StopEvent, happened)
        || definition.CancelEvents.Concat(definition.HoldEvents).Concat(definition.ReleaseEvents).Concat(definition.ReopenEvents).Any(pattern => Is(pattern, happened))
        || ClockKeeper.Corrects(happened, definition);

    private static bool Is(EventPattern? pattern, BusinessEvent happened) => pattern?.Matches(happened.Name, happened.Filter) == true;
}
