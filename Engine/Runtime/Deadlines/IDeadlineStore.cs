namespace Elsa.Workflows.Runtime.Deadlines;

/// <summary>Deadlines; scoped, tracked by the unit of work. Owners are addressed by kind and owner id.</summary>
public interface IDeadlineStore
{
    /// <summary>Adds a deadline at the commit.</summary>
    /// <param name="kind">Names the <see cref="IDeadlineHandler"/>.</param>
    /// <param name="ownerId">What it belongs to.</param>
    /// <param name="dueAt">When; an instant in the past fires at once.</param>
    /// <param name="severity">1 is the most severe.</param>
    /// <param name="payload">What the handler needs.</param>
    Deadline Schedule(string kind, string ownerId, DateTimeOffset dueAt, int severity, string? payload = null);

    /// <summary>Moves the owner's pending deadlines of this kind; returns how many.</summary>
    Task<int> MoveAsync(string kind, string ownerId, DateTimeOffset dueAt, CancellationToken cancellationToken = default);

    /// <summary>Cancels the owner's pending deadlines of this kind; returns how many.</summary>
    Task<int> CancelAsync(string kind, string ownerId, CancellationToken cancellationToken = default);

    /// <summary>Cancels the pending deadlines of this kind of several owners at once; returns how many.</summary>
    Task<int> CancelManyAsync(string kind, IReadOnlyCollection<string> ownerIds, CancellationToken cancellationToken = default);

    /// <summary>The row for changing, or null.</summary>
    Task<Deadline?> FindAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>The owner's pending deadlines of this kind, earliest first, for changing.</summary>
    Task<IReadOnlyList<Deadline>> ListPendingAsync(string kind, string ownerId, CancellationToken cancellationToken = default);

    /// <summary>Leases due rows at once, oldest and most severe first, so that no other node fires them until <paramref name="until"/>.</summary>
    Task<IReadOnlyList<Deadline>> LeaseAsync(string owner, DateTimeOffset now, DateTimeOffset until, int count, CancellationToken cancellationToken = default);

    /// <summary>Deletes at once deadlines that were due before and fired or were cancelled; returns the number of rows.</summary>
    Task<int> DeleteOverAsync(DateTimeOffset before, CancellationToken cancellationToken = default);

    /// <summary>When the earliest pending deadline is due, null when there is none.</summary>
    Task<DateTimeOffset?> NextDueAtAsync(CancellationToken cancellationToken = default);
}

/// <summary>Fires deadlines of one kind inside a command that also marks the row fired: once, whatever dies. Registered scoped.</summary>
public interface IDeadlineHandler
{
    /// <summary>The kind it fires; each kind has one handler.</summary>
    string Kind { get; }

    /// <summary>Locks (see <see cref="Commands.CommandOptions.Locks"/>) of the command; none by default.</summary>
    IEnumerable<string> Locks(Deadline deadline) => [];

    /// <summary>Does what is due. Throwing leaves everything as it was and tries again later.</summary>
    Task FireAsync(Deadline deadline, CancellationToken cancellationToken);
}
