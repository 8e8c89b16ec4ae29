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

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<StoredBookmark>> FindManyAsync(BookmarkFilter filter, CancellationToken cancellationToken = default)
    {
        var found = new List<StoredBookmark>();
        var stored = filter is { Hash: { } hash, BookmarkId: null, WorkflowInstanceId: null }
            ? ByHash.For(context)(context, hash) // the hot way: a stimulus to whoever waits
            : filter.Apply(context.Set<StoredBookmark>()).AsAsyncEnumerable();
        await foreach (var bookmark in stored.WithCancellation(cancellationToken))
        {
            if (filter.Matches(bookmark) && context.Entry(bookmark).State != EntityState.Deleted)
                found.Add(bookmark);
        }

        foreach (var entry in context.ChangeTracker.Entries<StoredBookmark>())
        {
            if (entry.State == EntityState.Added && filter.Matches(entry.Entity))
                found.Add(entry.Entity);
        }

        return [.. found.OrderBy(x => x.CreatedAt).ThenBy(x => x.Id, StringComparer.Ordinal)];
    }

    /// <inheritdoc />
    public void Add(StoredBookmark bookmark) => context.Add(bookmark);

    /// <inheritdoc />
    public void Remove(string bookmarkId)
    {
        if (context.Set<StoredBookmark>().Local.FindEntry(bookmarkId) is { } tracked)
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
