using Elsa.Workflows;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Lists;
using Microsoft.EntityFrameworkCore;

namespace Elsa.Persistence.EFCore.Lists;

/// <summary>Tables <c>workflow_execution_log</c> and <c>activity_execution_records</c>.</summary>
internal sealed class EfJournalLists(DbContext context) : IJournalLists
{
    /// <inheritdoc />
    public async ValueTask<Listing<WorkflowExecutionLogRecord>> LinesAsync(JournalQuery query, Window window, CancellationToken cancellationToken = default)
    {
        var matching = Filter(context.Set<WorkflowExecutionLogRecord>().AsNoTracking(), query);
        var total = window.Take is null ? 0 : await matching.LongCountAsync(cancellationToken);
        var rows = matching.OrderBy(x => x.Sequence).Skip(window.Skip);
        if (window.Take is { } take)
            rows = rows.Take(take);
        var items = await rows.ToListAsync(cancellationToken);
        return new Listing<WorkflowExecutionLogRecord>(items, window.Take is null ? items.Count : total);
    }

    /// <inheritdoc />
    public async ValueTask<WorkflowExecutionLogRecord?> LastLineAsync(
        string workflowInstanceId, string activityId, CancellationToken cancellationToken = default) =>
        await context.Set<WorkflowExecutionLogRecord>().AsNoTracking()
            .Where(x => x.WorkflowInstanceId == workflowInstanceId && x.ActivityId == activityId)
            .OrderByDescending(x => x.Sequence).FirstOrDefaultAsync(cancellationToken);

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<ActivityExecutionRecord>> ExecutionsAsync(ExecutionQuery query, CancellationToken cancellationToken = default) =>
        await Filter(context.Set<ActivityExecutionRecord>().AsNoTracking(), query).OrderBy(x => x.StartSequence).ToListAsync(cancellationToken);

    /// <inheritdoc />
    public async ValueTask<ActivityExecutionRecord?> ExecutionAsync(string id, CancellationToken cancellationToken = default) =>
        await context.Set<ActivityExecutionRecord>().AsNoTracking().FirstOrDefaultAsync(x => x.Id == id, cancellationToken);

    /// <inheritdoc />
    public async ValueTask<long> CountAsync(ExecutionQuery query, CancellationToken cancellationToken = default) =>
        await Filter(context.Set<ActivityExecutionRecord>(), query).LongCountAsync(cancellationToken);

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<NodeTotals>> TotalsAsync(
        string workflowInstanceId, IReadOnlyCollection<string>? nodeIds, CancellationToken cancellationToken = default)
    {
        var rows = context.Set<ActivityExecutionRecord>().Where(x => x.WorkflowInstanceId == workflowInstanceId);
        if (nodeIds is not null)
            rows = rows.Where(x => nodeIds.Contains(x.ActivityNodeId));
        return await rows
            .GroupBy(x => new { x.ActivityId, x.ActivityNodeId })
            .OrderBy(node => node.Min(x => x.StartSequence))
            .Select(node => new NodeTotals(
                node.Key.ActivityId,
                node.Key.ActivityNodeId,
                node.Count(),
                node.Count(x => x.Status == ActivityStatus.Completed),
                node.Count(x => x.CompletedAt == null),
                node.Any(x => x.HasBookmarks),
                node.Any(x => x.Status == ActivityStatus.Faulted),
                node.Sum(x => x.AggregateFaultCount)))
            .ToListAsync(cancellationToken);
    }

    private static IQueryable<WorkflowExecutionLogRecord> Filter(IQueryable<WorkflowExecutionLogRecord> rows, JournalQuery query)
    {
        rows = rows.Where(x => x.WorkflowInstanceId == query.WorkflowInstanceId);
        if (query.ActivityIds is { } activityIds)
            rows = rows.Where(x => activityIds.Contains(x.ActivityId));
        if (query.ActivityNodeIds is { } nodeIds)
            rows = rows.Where(x => nodeIds.Contains(x.ActivityNodeId));
        if (query.ExcludedActivityTypes is { } excluded)
            rows = rows.Where(x => !excluded.Contains(x.ActivityType));
        if (query.EventNames is { } eventNames)
            rows = rows.Where(x => eventNames.Contains(x.EventName));
        return rows;
    }

    private static IQueryable<ActivityExecutionRecord> Filter(IQueryable<ActivityExecutionRecord> rows, ExecutionQuery query)
    {
        rows = rows.Where(x => x.WorkflowInstanceId == query.WorkflowInstanceId);
        if (query.ActivityId is { } activityId)
            rows = rows.Where(x => x.ActivityId == activityId);
        if (query.ActivityNodeId is { } nodeId)
            rows = rows.Where(x => x.ActivityNodeId == nodeId);
        if (query.Completed is { } completed)
            rows = rows.Where(x => x.CompletedAt != null == completed);
        return rows;
    }
}
