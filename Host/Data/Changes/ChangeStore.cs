using Elsa.ITR.Domain.Changes;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Data.Changes;

internal sealed class ChangeStore(ItrDbContext db) : IChanges
{
    public async Task<IReadOnlyList<ChangeRequest>> PlannedAsync(DateTimeOffset from, DateTimeOffset to, Guid except, CancellationToken cancellationToken = default) =>
        await db.Set<ChangeRequest>()
            .Where(x => x.Id != except && x.EndedAt == null && x.State != ChangeState.Draft && x.State != ChangeState.Implemented && x.State != ChangeState.RolledBack
                && (x.WindowStart ?? x.RequestedStart) < to && (x.WindowEnd ?? x.RequestedEnd) > from)
            .OrderBy(x => x.No).ToListAsync(cancellationToken);

    public async Task<IReadOnlyList<ChangeFreeze>> FreezesAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken = default) =>
        await db.Set<ChangeFreeze>().AsNoTracking().Where(x => x.From < to && x.To > from).OrderBy(x => x.From).ToListAsync(cancellationToken);
}
