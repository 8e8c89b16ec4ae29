using Elsa.Persistence.EFCore.Commands;
using Elsa.Workflows;
using Elsa.Workflows.Runtime.Commands;
using Elsa.Workflows.Runtime.Deadlines;
using Microsoft.EntityFrameworkCore;

namespace Elsa.Persistence.EFCore.Deadlines;

/// <summary>Table <c>deadlines</c>.</summary>
internal sealed class EfDeadlineStore(DbContext context, CommandScope command, WriteGate gate, IIdentityGenerator ids, TimeProvider time) : IDeadlineStore
{
    private static readonly PerModel<Func<DbContext, DateTimeOffset, Task<bool>>> AnyDue = new(() => EF.CompileAsyncQuery(
        (DbContext db, DateTimeOffset now) => db.Set<Deadline>()
            .Any(x => x.State == DeadlineState.Pending && x.DueAt <= now && (x.LeaseUntil == null || x.LeaseUntil < now))));

    private static readonly PerModel<Func<DbContext, string, string, IAsyncEnumerable<Deadline>>> PendingOf = new(() => EF.CompileAsyncQuery(
        (DbContext db, string kind, string ownerId) => db.Set<Deadline>()
            .Where(x => x.OwnerId == ownerId && x.Kind == kind && x.State == DeadlineState.Pending)));

    /// <inheritdoc />
    public Deadline Schedule(string kind, string ownerId, DateTimeOffset dueAt, int severity, string? payload = null)
    {
        var deadline = new Deadline
        {
            Id = ids.GenerateId(),
            Kind = kind,
            OwnerId = ownerId,
            DueAt = dueAt,
            Severity = severity,
            Payload = payload,
            CreatedAt = time.GetUtcNow(),
        };
        context.Add(deadline);
        command.NoteDeadline(dueAt);
        return deadline;
    }

    /// <inheritdoc />
    public async Task<int> MoveAsync(string kind, string ownerId, DateTimeOffset dueAt, CancellationToken cancellationToken = default)
    {
        var pending = await ListPendingAsync(kind, ownerId, cancellationToken);
        foreach (var deadline in pending)
            deadline.DueAt = dueAt;
        if (pending.Count > 0)
            command.NoteDeadline(dueAt);
        return pending.Count;
    }

    /// <inheritdoc />
    public async Task<int> CancelAsync(string kind, string ownerId, CancellationToken cancellationToken = default)
    {
        var pending = await ListPendingAsync(kind, ownerId, cancellationToken);
        return Cancel(pending);
    }

    /// <inheritdoc />
    public async Task<int> CancelManyAsync(string kind, IReadOnlyCollection<string> ownerIds, CancellationToken cancellationToken = default)
    {
        if (ownerIds.Count == 0)
            return 0;

        await context.Set<Deadline>()
            .Where(x => ownerIds.Contains(x.OwnerId) && x.Kind == kind && x.State == DeadlineState.Pending)
            .LoadAsync(cancellationToken);
        return Cancel([.. context.ListTracked<Deadline>().Where(x => x.Kind == kind && x.State == DeadlineState.Pending && ownerIds.Contains(x.OwnerId))]);
    }

    /// <inheritdoc />
    public async Task<Deadline?> FindAsync(string id, CancellationToken cancellationToken = default) =>
        await context.Set<Deadline>().FindAsync([id], cancellationToken);

    /// <inheritdoc />
    public async Task<IReadOnlyList<Deadline>> ListPendingAsync(string kind, string ownerId, CancellationToken cancellationToken = default)
    {
        // Loaded rows become tracked; what this command added or changed itself is only to be found among those.
        await foreach (var _ in PendingOf.For(context)(context, kind, ownerId).WithCancellation(cancellationToken))
        {
        }

        return
        [
            .. context.ListTracked<Deadline>()
                .Where(x => x.OwnerId == ownerId && x.Kind == kind && x.State == DeadlineState.Pending)
                .OrderBy(x => x.DueAt),
        ];
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<Deadline>> LeaseAsync(
        string owner, DateTimeOffset now, DateTimeOffset until, int count, CancellationToken cancellationToken = default)
    {
        if (!await AnyDue.For(context)(context, now))
            return []; // an idle node writes nothing

        List<string> taken;
        using (await gate.EnterAsync(context, cancellationToken))
        {
            taken = await Leases.TakeAsync(
                context, "deadlines", "state = 'Pending' AND due_at <= @now", "due_at, severity", owner, now, until, count, cancellationToken);
        }

        return await context.Set<Deadline>().AsNoTracking()
            .Where(x => taken.Contains(x.Id)).OrderBy(x => x.DueAt).ThenBy(x => x.Severity).ToListAsync(cancellationToken);
    }

    /// <inheritdoc />
    public Task<int> DeleteOverAsync(DateTimeOffset before, CancellationToken cancellationToken = default) =>
        Deletion.InBatchesAsync(
            context,
            gate,
            context.Set<Deadline>().Where(x => (x.State == DeadlineState.Fired || x.State == DeadlineState.Cancelled) && x.DueAt < before),
            cancellationToken);

    /// <inheritdoc />
    public async Task<DateTimeOffset?> NextDueAtAsync(CancellationToken cancellationToken = default) =>
        await context.Set<Deadline>().Where(x => x.State == DeadlineState.Pending)
            .OrderBy(x => x.DueAt).Select(x => (DateTimeOffset?)x.DueAt).FirstOrDefaultAsync(cancellationToken);

    private static int Cancel(IReadOnlyList<Deadline> pending)
    {
        foreach (var deadline in pending)
            deadline.State = DeadlineState.Cancelled;
        return pending.Count;
    }
}
