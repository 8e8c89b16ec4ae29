using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Data.Inbox;

internal sealed class WorkItemStore(ItrDbContext db) : IWorkItems
{
    public Task<WorkItem?> FindAsync(Guid id, CancellationToken cancellationToken = default) => db.ByIdAsync<WorkItem>(id, cancellationToken);

    public async Task<WorkItem?> FindByNoAsync(string no, CancellationToken cancellationToken = default) =>
        (await db.LoadedAsync<WorkItem>(no, x => x.No == no, cancellationToken)).FirstOrDefault();

    public async Task<IReadOnlyList<WorkItem>> OfActivityAsync(string activityInstanceId, CancellationToken cancellationToken = default) =>
        await db.LoadedAsync<WorkItem>(activityInstanceId, x => x.ActivityInstanceId == activityInstanceId, cancellationToken);

    public async Task<IReadOnlyList<WorkItem>> OpenOfInstanceAsync(string instanceId, CancellationToken cancellationToken = default)
    {
        var items = await db.LoadedAsync<WorkItem>(
            ("instance", instanceId),
            x => x.InstanceId == instanceId && (x.State == WorkItemState.Created || x.State == WorkItemState.Claimed),
            cancellationToken);
        return [.. items.OrderBy(x => x.No, StringComparer.Ordinal)];
    }

    public async Task<IReadOnlyList<WorkItem>> OpenOfRecordAsync(RecordRef record, CancellationToken cancellationToken = default)
    {
        var id = record.Id;
        var items = await db.LoadedAsync<WorkItem>(
            id, x => x.RecordId == id && (x.State == WorkItemState.Created || x.State == WorkItemState.Claimed), cancellationToken);
        return [.. items.OrderBy(x => x.No, StringComparer.Ordinal)];
    }

    public void Add(WorkItem item) => db.Add(item);

    public Task<WorkItemDraft?> DraftAsync(WorkItem item, Guid personId, CancellationToken cancellationToken = default) =>
        db.Set<WorkItemDraft>().FirstOrDefaultAsync(x => x.WorkItemId == item.Id && x.PersonId == personId, cancellationToken);

    public void Add(WorkItemDraft draft) => db.Add(draft);

    public void Remove(WorkItemDraft draft) => db.Remove(draft);
}
