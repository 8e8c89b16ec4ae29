using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime.Lists;
using Microsoft.EntityFrameworkCore;

namespace Elsa.Persistence.EFCore.Lists;

/// <summary>Rows of <c>workflow_instances</c>; states stay where they are.</summary>
internal sealed class EfInstanceLists(DbContext context) : IInstanceLists
{
    /// <inheritdoc />
    public async ValueTask<Listing<WorkflowInstance>> ListAsync(InstanceQuery query, Window window, CancellationToken cancellationToken = default)
    {
        var matching = Filter(context.Set<WorkflowInstance>().AsNoTracking(), query);
        var total = window.Take is null ? 0 : await matching.LongCountAsync(cancellationToken);
        var rows = Order(matching, query).Skip(window.Skip);
        if (window.Take is { } take)
            rows = rows.Take(take);
        var items = await rows.ToListAsync(cancellationToken);
        return new Listing<WorkflowInstance>(items, window.Take is null ? items.Count : total);
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<string>> ListIdsAsync(InstanceQuery query, CancellationToken cancellationToken = default) =>
        await Order(Filter(context.Set<WorkflowInstance>().AsNoTracking(), query), query).Select(x => x.Id).ToListAsync(cancellationToken);

    /// <inheritdoc />
    public async ValueTask<WorkflowInstance?> FindAsync(string id, CancellationToken cancellationToken = default) =>
        await context.Set<WorkflowInstance>().AsNoTracking().FirstOrDefaultAsync(x => x.Id == id, cancellationToken);

    private static IQueryable<WorkflowInstance> Filter(IQueryable<WorkflowInstance> rows, InstanceQuery query)
    {
        if (query.Ids is { } ids)
            rows = rows.Where(x => ids.Contains(x.Id));
        if (query.DefinitionIds is { } definitionIds)
            rows = rows.Where(x => definitionIds.Contains(x.DefinitionId));
        if (query.DefinitionVersionIds is { } versionIds)
            rows = rows.Where(x => versionIds.Contains(x.DefinitionVersionId));
        if (query.Version is { } version)
            rows = rows.Where(x => x.Version == version);
        if (query.CorrelationIds is { } correlationIds)
            rows = rows.Where(x => correlationIds.Contains(x.CorrelationId!));
        if (query.Names is { } names)
            rows = rows.Where(x => names.Contains(x.Name!));
        if (query.ParentIds is { } parentIds)
            rows = rows.Where(x => parentIds.Contains(x.ParentWorkflowInstanceId!));
        if (query.Statuses is { } statuses)
            rows = rows.Where(x => statuses.Contains(x.Status));
        if (query.SubStatuses is { } subStatuses)
            rows = rows.Where(x => subStatuses.Contains(x.SubStatus));
        if (query.HasIncidents is { } hasIncidents)
            rows = rows.Where(x => x.IncidentCount > 0 == hasIncidents);
        if (query.IsSystem is { } isSystem)
            rows = rows.Where(x => x.IsSystem == isSystem);
        if (query.SearchTerm is { Length: > 0 } term)
            rows = rows.Where(x => x.Name!.StartsWith(term) || x.CorrelationId!.StartsWith(term) || x.Id.StartsWith(term) || x.DefinitionId.StartsWith(term));
        return query.Limits.Aggregate(rows, Limit);
    }

    private static IQueryable<WorkflowInstance> Limit(IQueryable<WorkflowInstance> rows, TimestampLimit limit)
    {
        var at = limit.Timestamp.ToUniversalTime();
        return (limit.Moment, limit.Operator) switch
        {
            (InstanceMoment.Created, "Is") => rows.Where(x => x.CreatedAt == at),
            (InstanceMoment.Created, "IsNot") => rows.Where(x => x.CreatedAt != at),
            (InstanceMoment.Created, "LessThan") => rows.Where(x => x.CreatedAt < at),
            (InstanceMoment.Created, "LessThanOrEqual") => rows.Where(x => x.CreatedAt <= at),
            (InstanceMoment.Created, "GreaterThan") => rows.Where(x => x.CreatedAt > at),
            (InstanceMoment.Created, "GreaterThanOrEqual") => rows.Where(x => x.CreatedAt >= at),
            (InstanceMoment.Updated, "Is") => rows.Where(x => x.UpdatedAt == at),
            (InstanceMoment.Updated, "IsNot") => rows.Where(x => x.UpdatedAt != at),
            (InstanceMoment.Updated, "LessThan") => rows.Where(x => x.UpdatedAt < at),
            (InstanceMoment.Updated, "LessThanOrEqual") => rows.Where(x => x.UpdatedAt <= at),
            (InstanceMoment.Updated, "GreaterThan") => rows.Where(x => x.UpdatedAt > at),
            (InstanceMoment.Updated, "GreaterThanOrEqual") => rows.Where(x => x.UpdatedAt >= at),
            (InstanceMoment.Finished, "Is") => rows.Where(x => x.FinishedAt == at),
            (InstanceMoment.Finished, "IsNot") => rows.Where(x => x.FinishedAt != at),
            (InstanceMoment.Finished, "LessThan") => rows.Where(x => x.FinishedAt < at),
            (InstanceMoment.Finished, "LessThanOrEqual") => rows.Where(x => x.FinishedAt <= at),
            (InstanceMoment.Finished, "GreaterThan") => rows.Where(x => x.FinishedAt > at),
            (InstanceMoment.Finished, "GreaterThanOrEqual") => rows.Where(x => x.FinishedAt >= at),
            _ => throw new ArgumentException($"Expected Is, IsNot, LessThan, LessThanOrEqual, GreaterThan or GreaterThanOrEqual, but got '{limit.Operator}'.", nameof(limit)),
        };
    }

    private static IQueryable<WorkflowInstance> Order(IQueryable<WorkflowInstance> rows, InstanceQuery query) => (query.OrderByName, query.OrderBy, query.Descending) switch
    {
        (true, _, false) => rows.OrderBy(x => x.Name).ThenBy(x => x.Id),
        (true, _, true) => rows.OrderByDescending(x => x.Name).ThenBy(x => x.Id),
        (_, InstanceMoment.Updated, false) => rows.OrderBy(x => x.UpdatedAt).ThenBy(x => x.Id),
        (_, InstanceMoment.Updated, true) => rows.OrderByDescending(x => x.UpdatedAt).ThenBy(x => x.Id),
        (_, InstanceMoment.Finished, false) => rows.OrderBy(x => x.FinishedAt).ThenBy(x => x.Id),
        (_, InstanceMoment.Finished, true) => rows.OrderByDescending(x => x.FinishedAt).ThenBy(x => x.Id),
        (_, _, false) => rows.OrderBy(x => x.CreatedAt).ThenBy(x => x.Id),
        (_, _, true) => rows.OrderByDescending(x => x.CreatedAt).ThenBy(x => x.Id),
    };
}
