using Elsa.ITR.Data;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime.Entities;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Operations;

/// <summary>The instances that a filter means, for lists, counts and batches alike.</summary>
public sealed class FoundInstances(ItrDbContext db, TimeProvider time)
{
    public IQueryable<WorkflowInstance> Of(InstanceFilter filter)
    {
        var instances = InState(filter);
        if (!string.IsNullOrWhiteSpace(filter.Flow))
            instances = instances.Where(x => x.DefinitionId == filter.Flow);
        if (filter.Version is { } version)
            instances = instances.Where(x => x.Version == version);
        if (!string.IsNullOrWhiteSpace(filter.Step))
        {
            instances = instances.Where(x =>
                db.Set<StoredBookmark>().Any(wait => wait.WorkflowInstanceId == x.Id && !wait.IsListener && wait.ActivityId == filter.Step)
                || db.Set<ActivityExecutionRecord>().Any(step => step.WorkflowInstanceId == x.Id && step.ActivityId == filter.Step && step.Status == ActivityStatus.Faulted));
        }

        if (filter.OlderThan is { } age)
        {
            var before = time.GetUtcNow() - age;
            instances = instances.Where(x => x.CreatedAt <= before);
        }

        if (!string.IsNullOrWhiteSpace(filter.Cause))
            instances = instances.Where(x => x.StallReason == filter.Cause || x.StallReason!.StartsWith(filter.Cause + ":"));
        if (filter.Text?.Trim() is { Length: > 0 } text)
            instances = instances.Where(x => x.CorrelationId!.Contains(text) || x.Id == text);
        return instances;
    }

    /// <summary>Those behind the filter's cursor, last changed first.</summary>
    public IQueryable<WorkflowInstance> After(IQueryable<WorkflowInstance> instances, InstanceFilter filter)
    {
        if (Cursor.Read(filter.After) is not { At: var since, Last: var id })
            return instances;

#pragma warning disable CA1309 // becomes SQL: the database compares in the same order as it sorts
        return instances.Where(x => x.UpdatedAt < since || (x.UpdatedAt == since && string.Compare(x.Id, id) > 0));
#pragma warning restore CA1309
    }

    /// <summary>Steps at which they wait or failed, with how many stand at each.</summary>
    public async Task<IReadOnlyList<ListInstances.Choice>> StandingAsync(IQueryable<WorkflowInstance> instances, CancellationToken cancellationToken)
    {
        var waiting = await instances.Join(db.Set<StoredBookmark>().Where(x => !x.IsListener), x => x.Id, x => x.WorkflowInstanceId, (_, wait) => wait.ActivityId)
            .GroupBy(x => x).Select(x => new { x.Key, Count = x.Count() }).ToListAsync(cancellationToken);
        var failed = await instances.Where(x => x.FaultedActivityCount > 0)
            .Join(db.Set<ActivityExecutionRecord>().Where(x => x.Status == ActivityStatus.Faulted), x => x.Id, x => x.WorkflowInstanceId, (_, step) => step.ActivityId)
            .GroupBy(x => x).Select(x => new { x.Key, Count = x.Count() }).ToListAsync(cancellationToken);
        return [.. waiting.Concat(failed).GroupBy(x => x.Key).Select(x => new ListInstances.Choice(x.Key, x.Sum(y => y.Count)))];
    }

    private IQueryable<WorkflowInstance> InState(InstanceFilter filter)
    {
        var all = db.Set<WorkflowInstance>();
        var running = all.Where(x => x.Status == WorkflowStatus.Running);
        var state = Enum.TryParse<WorkflowSubStatus>(filter.State, out var known) ? known : (WorkflowSubStatus?)null;
        return (filter.Shown, filter.State) switch
        {
            (InstanceFilter.Stuck, InstanceFilter.Failed) => running.Where(x => x.FaultedActivityCount > 0),
            (InstanceFilter.Stuck, InstanceFilter.Stalled) => running.Where(x => x.FaultedActivityCount == 0 && x.StalledAt != null),
            (InstanceFilter.Stuck, _) => running.Where(x => x.FaultedActivityCount > 0 || x.StalledAt != null),
            (InstanceFilter.Running, _) => state is null ? running : running.Where(x => x.SubStatus == state),
            _ => all.Where(x => x.Status == WorkflowStatus.Finished && (state == null || x.SubStatus == state)),
        };
    }
}
