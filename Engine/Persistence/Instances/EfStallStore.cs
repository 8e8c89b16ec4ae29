using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime.Deadlines;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Outbox;
using Elsa.Workflows.Runtime.Recovery;
using Microsoft.EntityFrameworkCore;

namespace Elsa.Persistence.EFCore.Instances;

/// <summary>Four queries per batch, whatever its size.</summary>
internal sealed class EfStallStore(DbContext context) : IStallStore
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<RunningInstance>> ListRunningAsync(string? after, int count, CancellationToken cancellationToken)
    {
        var instances = await context.Set<WorkflowInstance>().AsNoTracking()
            .Where(x => x.Status == WorkflowStatus.Running && (after == null || x.Id.CompareTo(after) > 0))
            .OrderBy(x => x.Id).Take(count)
            .Select(x => new { x.Id, x.StallReason, x.FaultedActivityCount, x.SubStatus })
            .ToListAsync(cancellationToken);
        var ids = instances.Select(x => x.Id).ToList();

        var bookmarks = await context.Set<StoredBookmark>().AsNoTracking().Where(x => ids.Contains(x.WorkflowInstanceId)).ToListAsync(cancellationToken);
        var byInstance = bookmarks.ToLookup(x => x.WorkflowInstanceId);
        var bookmarkIds = bookmarks.Select(x => x.Id).ToList();
        var owners = (await context.Set<Deadline>()
            .Where(x => bookmarkIds.Contains(x.OwnerId) && x.State == DeadlineState.Pending)
            .Select(x => x.OwnerId).ToListAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);
        var busy = (await context.Set<OutboxMessage>()
            .Where(x => x.InstanceId != null && ids.Contains(x.InstanceId) && x.State == OutboxState.Pending)
            .Select(x => x.InstanceId!).ToListAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);

        return
        [
            .. instances.Select(x => new RunningInstance(
                x.Id,
                x.StallReason,
                x.FaultedActivityCount > 0,
                busy.Contains(x.Id) || x.SubStatus == WorkflowSubStatus.Pending, // created, to be run by whoever created it
                [.. byInstance[x.Id]],
                owners)),
        ];
    }
}
