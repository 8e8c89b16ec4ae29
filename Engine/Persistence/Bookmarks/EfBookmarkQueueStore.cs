using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Entities;
using Microsoft.EntityFrameworkCore;

namespace Elsa.Persistence.EFCore.Bookmarks;

/// <summary>Table <c>bookmark_queue_items</c>.</summary>
internal sealed class EfBookmarkQueueStore(DbContext context, Commands.WriteGate gate) : IBookmarkQueueStore
{
    private static readonly PerModel<Func<DbContext, string, IAsyncEnumerable<BookmarkQueueItem>>> ByHash = new(() => EF.CompileAsyncQuery<DbContext, string, BookmarkQueueItem>(
        (DbContext db, string hash) => db.Set<BookmarkQueueItem>().AsNoTracking().Where(x => x.StimulusHash == hash).OrderBy(x => x.CreatedAt)));

    /// <inheritdoc />
    public void Add(BookmarkQueueItem item) => context.Add(item);

    /// <inheritdoc />
    public ValueTask<BookmarkQueueItem?> FindAsync(string id, CancellationToken cancellationToken = default) =>
        context.Set<BookmarkQueueItem>().FindAsync([id], cancellationToken);

    /// <inheritdoc />
    public void Remove(BookmarkQueueItem item) => context.Remove(item);

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<BookmarkQueueItem>> ListAsync(
        IReadOnlyCollection<string>? hashes = null, CancellationToken cancellationToken = default)
    {
        if (hashes is { Count: 1 }) // the look after every burst that ends at an event
            return await ByHash.For(context)(context, hashes.First()).ToListAsync(cancellationToken);

        var query = context.Set<BookmarkQueueItem>().AsNoTracking();
        if (hashes is not null)
            query = query.Where(x => hashes.Contains(x.StimulusHash));
        return await query.OrderBy(x => x.CreatedAt).ToListAsync(cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask<int> DeleteOlderAsync(DateTimeOffset before, CancellationToken cancellationToken = default)
    {
        var old = context.Set<BookmarkQueueItem>().Where(x => x.CreatedAt < before);
        if (!await old.AnyAsync(cancellationToken))
            return 0; // an idle node writes nothing

        using (await gate.EnterAsync(context, cancellationToken))
            return await old.ExecuteDeleteAsync(cancellationToken);
    }
}
