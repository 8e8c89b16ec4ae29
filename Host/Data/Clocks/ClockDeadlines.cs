using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Shared;
using Elsa.Workflows.Runtime.Deadlines;

namespace Elsa.ITR.Data.Clocks;

/// <summary>The domain's deadlines over those of the engine; the payload is the record's id, whose lock firing takes.</summary>
internal sealed class ClockDeadlines(IDeadlineStore deadlines) : IDeadlines
{
    public async Task SetAsync(
        string kind, Guid ownerId, DateTimeOffset dueAt, int severity, RecordRef record, CancellationToken cancellationToken = default)
    {
        if (await deadlines.MoveAsync(kind, ownerId.ToString(), dueAt, cancellationToken) == 0)
            Add(kind, ownerId, dueAt, severity, record);
    }

    public void Add(string kind, Guid ownerId, DateTimeOffset dueAt, int severity, RecordRef record) =>
        deadlines.Schedule(kind, ownerId.ToString(), dueAt, severity, record.Id.ToString());

    public Task ClearAsync(string kind, Guid ownerId, CancellationToken cancellationToken = default) =>
        deadlines.CancelAsync(kind, ownerId.ToString(), cancellationToken);
}

/// <summary>Fires the next threshold of a clock.</summary>
internal sealed class ClockThresholdHandler(ClockDesk desk) : IDeadlineHandler
{
    public string Kind => DeadlineKinds.ClockThreshold;

    public IEnumerable<string> Locks(Deadline deadline) => deadline.Payload is { } record ? [record] : [];

    public Task FireAsync(Deadline deadline, CancellationToken cancellationToken) =>
        desk.FireDueAsync(Guid.Parse(deadline.OwnerId), cancellationToken);
}

/// <summary>Makes an undecided pause void, ends one that has lasted as long as its reason allows.</summary>
internal sealed class ClockPauseHandler(PauseDesk desk) : IDeadlineHandler
{
    public string Kind => DeadlineKinds.ClockPause;

    public IEnumerable<string> Locks(Deadline deadline) => deadline.Payload is { } record ? [record] : [];

    public Task FireAsync(Deadline deadline, CancellationToken cancellationToken) =>
        desk.FireDueAsync(Guid.Parse(deadline.OwnerId), cancellationToken);
}

/// <summary>Finds the clocks that a newly published year moves, once every node counts with it.</summary>
internal sealed class CalendarChangedHandler(ClockDesk desk, PolicyCache cache) : IDeadlineHandler
{
    public string Kind => DeadlineKinds.CalendarChanged;

    public Task FireAsync(Deadline deadline, CancellationToken cancellationToken)
    {
        cache.Forget(); // the others' caches have run out by now, this one must not be asked either
        return desk.OnCalendarChangedAsync(cancellationToken);
    }
}

/// <summary>Counts one clock again under the calendar as it is now.</summary>
internal sealed class ClockRecountHandler(ClockDesk desk) : IDeadlineHandler
{
    public string Kind => DeadlineKinds.ClockRecount;

    public IEnumerable<string> Locks(Deadline deadline) => deadline.Payload is { } record ? [record] : [];

    public Task FireAsync(Deadline deadline, CancellationToken cancellationToken) => desk.RecountAsync(Guid.Parse(deadline.OwnerId), cancellationToken);
}
