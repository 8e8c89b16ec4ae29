using Elsa.Persistence.EFCore.Commands;
using Elsa.Workflows.Runtime.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Elsa.Persistence.EFCore.Outbox;

/// <summary>Table <c>outbox_messages</c>.</summary>
internal sealed class EfOutboxStore(DbContext context, WriteGate gate) : IOutboxStore
{
    private static readonly PerModel<Func<DbContext, DateTimeOffset, Task<bool>>> AnyDue = new(() => EF.CompileAsyncQuery(
        (DbContext db, DateTimeOffset now) => db.Set<OutboxMessage>()
            .Any(x => x.State == OutboxState.Pending && x.AvailableAt <= now && (x.LeaseUntil == null || x.LeaseUntil < now))));

    /// <inheritdoc />
    public async Task<OutboxMessage?> FindAsync(string id, CancellationToken cancellationToken) =>
        await context.Set<OutboxMessage>().FindAsync([id], cancellationToken);

    /// <inheritdoc />
    public void Add(OutboxMessage message) => context.Add(message);

    /// <inheritdoc />
    public async Task<IReadOnlyList<OutboxMessage>> LeaseAsync(
        string owner, DateTimeOffset now, DateTimeOffset until, int count, CancellationToken cancellationToken)
    {
        if (!await AnyDue.For(context)(context, now))
            return []; // an idle node writes nothing

        List<string> ids;
        using (await gate.EnterAsync(context, cancellationToken))
        {
            ids = await Leases.TakeAsync(
                context, "outbox_messages", "state = 'Pending' AND available_at <= @now", "available_at, id", owner, now, until, count, cancellationToken);
        }

        return await context.Set<OutboxMessage>().AsNoTracking()
            .Where(x => ids.Contains(x.Id)).OrderBy(x => x.AvailableAt).ThenBy(x => x.CreatedAt).ToListAsync(cancellationToken);
    }

    /// <inheritdoc />
    public async Task<bool> RenewAsync(string id, string owner, DateTimeOffset until, CancellationToken cancellationToken)
    {
        using (await gate.EnterAsync(context, cancellationToken))
        {
            return await context.Set<OutboxMessage>()
                .Where(x => x.Id == id && x.LeaseOwner == owner && x.State == OutboxState.Pending)
                .ExecuteUpdateAsync(x => x.SetProperty(row => row.LeaseUntil, until), cancellationToken) == 1;
        }
    }

    /// <inheritdoc />
    public Task<int> DeleteDoneAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        Deletion.InBatchesAsync(
            context, gate, context.Set<OutboxMessage>().Where(x => x.IsInternal && x.State == OutboxState.Done && x.DoneAt < before), cancellationToken);

    /// <inheritdoc />
    public async Task<IReadOnlyList<OutboxMessage>> ListForRecordAsync(string recordId, CancellationToken cancellationToken) =>
        await context.Set<OutboxMessage>().AsNoTracking()
            .Where(x => x.RecordId == recordId).OrderByDescending(x => x.CreatedAt).ToListAsync(cancellationToken);
}
