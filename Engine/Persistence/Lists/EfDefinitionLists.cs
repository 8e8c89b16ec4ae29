using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime.Lists;
using Microsoft.EntityFrameworkCore;

namespace Elsa.Persistence.EFCore.Lists;

/// <summary>Projections of <c>workflow_definitions</c> without the document.</summary>
internal sealed class EfDefinitionLists(DbContext context) : IDefinitionLists
{
    /// <inheritdoc />
    public async ValueTask<Listing<DefinitionSummary>> ListAsync(DefinitionQuery query, Window window, CancellationToken cancellationToken = default)
    {
        var matching = Filter(context.Set<WorkflowDefinition>().AsNoTracking(), query);
        var total = window.Take is null ? 0 : await matching.LongCountAsync(cancellationToken);
        var rows = Order(matching, query).Skip(window.Skip);
        if (window.Take is { } take)
            rows = rows.Take(take);
        var items = await rows
            .Select(x => new DefinitionSummary(
                x.Id, x.DefinitionId, x.Name, x.Description, x.Version, x.IsLatest, x.IsPublished, x.IsReadonly, x.MaterializerName, x.CreatedAt))
            .ToListAsync(cancellationToken);
        return new Listing<DefinitionSummary>(items, window.Take is null ? items.Count : total);
    }

    /// <inheritdoc />
    public async ValueTask<long> CountAsync(CancellationToken cancellationToken = default) =>
        await context.Set<WorkflowDefinition>().LongCountAsync(x => x.IsLatest, cancellationToken);

    private static IQueryable<WorkflowDefinition> Filter(IQueryable<WorkflowDefinition> rows, DefinitionQuery query)
    {
        if (query.VersionOptions is { } options)
            rows = VersionMatch.Apply(rows, options);
        if (query.DefinitionIds is { } definitionIds)
            rows = rows.Where(x => definitionIds.Contains(x.DefinitionId));
        if (query.Ids is { } ids)
            rows = rows.Where(x => ids.Contains(x.Id));
        if (query.Name is { Length: > 0 } name)
            rows = rows.Where(x => x.Name == name);
        if (query.IsSystem is { } isSystem)
            rows = rows.Where(x => x.IsSystem == isSystem);
        if (query.IsReadonly is { } isReadonly)
            rows = rows.Where(x => x.IsReadonly == isReadonly);
        if (query.SearchTerm is { Length: > 0 } term)
            rows = rows.Where(x => x.Name!.Contains(term) || x.Description!.Contains(term) || x.DefinitionId.Contains(term) || x.Id == term);
        return rows;
    }

    private static IQueryable<WorkflowDefinition> Order(IQueryable<WorkflowDefinition> rows, DefinitionQuery query) => (query.OrderBy, query.Descending) switch
    {
        ("Name", false) => rows.OrderBy(x => x.Name).ThenBy(x => x.Id),
        ("Name", true) => rows.OrderByDescending(x => x.Name).ThenBy(x => x.Id),
        ("Version", false) => rows.OrderBy(x => x.Version).ThenBy(x => x.Id),
        ("Version", true) => rows.OrderByDescending(x => x.Version).ThenBy(x => x.Id),
        (_, false) => rows.OrderBy(x => x.CreatedAt).ThenBy(x => x.Id),
        (_, true) => rows.OrderByDescending(x => x.CreatedAt).ThenBy(x => x.Id),
    };
}
