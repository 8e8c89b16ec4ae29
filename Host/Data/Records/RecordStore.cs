using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Records;
using Elsa.ITR.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Data.Records;

internal sealed class RecordStore(ItrDbContext db) : IRecords
{
    public async Task<IRecord?> FindAsync(RecordRef record, CancellationToken cancellationToken = default) =>
        record.Type == RecordTypes.Case
            ? await db.ByIdAsync<Case>(record.Id, cancellationToken)
            : await FindAsync(record.Id, cancellationToken);

    public Task<BusinessRecord?> FindAsync(Guid id, CancellationToken cancellationToken = default) => db.ByIdAsync<BusinessRecord>(id, cancellationToken);

    public async Task<BusinessRecord?> FindByNoAsync(string no, CancellationToken cancellationToken = default) =>
        db.Set<BusinessRecord>().Local.FirstOrDefault(x => x.No == no)
        ?? await db.Set<BusinessRecord>().FirstOrDefaultAsync(x => x.No == no, cancellationToken);

    public async Task<IReadOnlyList<BusinessRecord>> OfParentAsync(Guid parentId, CancellationToken cancellationToken = default) =>
        [.. (await db.LoadedAsync<BusinessRecord>(parentId, x => x.ParentId == parentId, cancellationToken)).OrderBy(x => x.No, StringComparer.Ordinal)];

    public async Task<IReadOnlyList<ApprovalRecord>> ApprovalsAsync(Guid recordId, CancellationToken cancellationToken = default) =>
        [.. (await db.LoadedAsync<ApprovalRecord>(recordId, x => x.RecordId == recordId, cancellationToken)).OrderBy(x => x.At).ThenBy(x => x.Id)];

    public void Add(BusinessRecord record) => db.Add(record);

    public void Add(ApprovalRecord approval) => db.Add(approval);
}
