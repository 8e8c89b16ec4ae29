using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Filters;
using Microsoft.EntityFrameworkCore;

namespace Elsa.Persistence.EFCore.Bookmarks;

/// <summary>Table <c>bookmarks</c>.</summary>
internal sealed class EfBookmarkStore(DbContext context) : IBookmarkStore
{
    private static readonly PerModel<Func<DbContext, string, IAsyncEnumerable<StoredBookmark>>> ByHash = new(() => EF.CompileAsyncQuery(
        (DbContext db, string hash) => db.Set<StoredBookmark>().Where(x => x.Hash == hash)));

    private static readonly PerModel<Func<DbContext, string, string, IAsyncEnumerable<StoredBookmark>>> OfInstance = new(() => EF.CompileAsyncQuery(
        (DbContext db, string hash, string instanceId) => db.Set<StoredBookmark>().Where(x => x.Hash == hash && x.WorkflowInstanceId == instanceId)));

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<StoredBookmark>> FindManyAsync(BookmarkFilter filter, CancellationToken cancellationToken = default)
    {
        var found = new List<StoredBookmark>();
        var stored = filter switch // the hot ways: a stimulus to one instance, or to whoever waits
        {
            { Hash: { } hash, BookmarkId: null, WorkflowInstanceId: { } instanceId } => OfInstance.For(context)(context, hash, instanceId),
            { Hash: { } hash, BookmarkId: null } => ByHash.For(context)(context, hash),
            _ => filter.Apply(context.Set<StoredBookmark>()).AsAsyncEnumerable(),
        };
        await foreach (var bookmark in stored.WithCancellation(cancellationToken))
        {
            if (filter.Matches(bookmark) && !context.IsRemoved(bookmark))
                found.Add(bookmark);
        }

        found.AddRange(context.ListAdded<StoredBookmark>().Where(filter.Matches));
        return [.. found.OrderBy(x => x.CreatedAt).ThenBy(x => x.Id, StringComparer.Ordinal)];
    }

    /// <inheritdoc />
    public void Add(StoredBookmark bookmark) => context.Add(bookmark);

    /// <inheritdoc />
    public void Remove(string bookmarkId)
    {
        if (context.FindTracked<StoredBookmark, string>(bookmarkId) is { } tracked)
        {
            context.Remove(tracked.Entity);
            return;
        }

        // The row is known by its id: it is deleted without being read, and missing it is a conflict.
        context.Remove(new StoredBookmark { Id = bookmarkId, Name = "", Hash = "", WorkflowInstanceId = "", ActivityId = "", ActivityNodeId = "" });
    }

    /// <inheritdoc />
    public async Task<int> RemoveAllAsync(string workflowInstanceId, CancellationToken cancellationToken = default)
    {
        var all = await FindManyAsync(new BookmarkFilter { WorkflowInstanceId = workflowInstanceId }, cancellationToken);
        context.RemoveRange(all);
        return all.Count;
    }
}
