using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Filters;
using Microsoft.EntityFrameworkCore;

namespace Elsa.Persistence.EFCore.Bookmarks;

/// <summary>Table <c>triggers</c>.</summary>
internal sealed class EfTriggerStore(DbContext context) : ITriggerStore
{
    private static readonly PerModel<Func<DbContext, string, IAsyncEnumerable<StoredTrigger>>> ByHash = new(() => EF.CompileAsyncQuery(
        (DbContext db, string hash) => db.Set<StoredTrigger>().Where(x => x.Hash == hash)));

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<StoredTrigger>> FindManyAsync(TriggerFilter filter, CancellationToken cancellationToken = default)
    {
        var found = new List<StoredTrigger>();
        await foreach (var trigger in Stored(filter).WithCancellation(cancellationToken))
        {
            if (Matches(filter, trigger) && !context.IsRemoved(trigger))
                found.Add(trigger);
        }

        found.AddRange(context.ListAdded<StoredTrigger>().Where(x => Matches(filter, x)));
        return found;
    }

    /// <inheritdoc />
    public ValueTask<StoredTrigger?> FindAsync(string id, CancellationToken cancellationToken = default) =>
        context.Set<StoredTrigger>().FindAsync([id], cancellationToken);

    /// <inheritdoc />
    public void Replace(IEnumerable<StoredTrigger> removed, IEnumerable<StoredTrigger> added)
    {
        context.RemoveRange(removed);
        context.AddRange(added);
    }

    private IAsyncEnumerable<StoredTrigger> Stored(TriggerFilter filter)
    {
        if (filter.Hash is { } hash)
            return ByHash.For(context)(context, hash);

        var query = context.Set<StoredTrigger>().AsQueryable();
        if (filter.WorkflowDefinitionId is { } definitionId)
            query = query.Where(x => x.WorkflowDefinitionId == definitionId);
        if (filter.Name is { } name)
            query = query.Where(x => x.Name == name);
        if (filter.Hashes is { } hashes)
            query = query.Where(x => x.Hash != null && hashes.Contains(x.Hash));
        return query.AsAsyncEnumerable();
    }

    private static bool Matches(TriggerFilter filter, StoredTrigger x) =>
        (filter.Hash is null || x.Hash == filter.Hash)
        && (filter.Hashes is null || (x.Hash is not null && filter.Hashes.Contains(x.Hash)))
        && (filter.Name is null || x.Name == filter.Name)
        && (filter.WorkflowDefinitionId is null || x.WorkflowDefinitionId == filter.WorkflowDefinitionId);
}
