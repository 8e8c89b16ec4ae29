using Elsa.ITR.Domain.Organisation;
using Elsa.Persistence.EFCore;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Data.Organisation;

/// <summary>The organisations, read again only when one was added or changed; every request asks for them. Singleton.</summary>
/// <remarks>A change holds at once on every node: each look asks the database for the stamp, the sum of the row versions and one for each row.
/// It only grows, as organisations are never deleted.</remarks>
internal sealed class OrgTrees
{
    private static readonly PerModel<Func<ItrDbContext, CancellationToken, Task<long>>> CurrentStamp = new(() => EF.CompileAsyncQuery(
        (ItrDbContext db, CancellationToken _) => db.Set<Organization>().Sum(org => org.RowVersion + 1L)));

    private volatile Read? _last;

    /// <summary>The organisations as they are now.</summary>
    public async Task<OrgTree> OfAsync(ItrDbContext db, CancellationToken cancellationToken) =>
        await OfAsync(db, await CurrentStamp.For(db)(db, cancellationToken), cancellationToken);

    /// <summary>The organisations as they are now.</summary>
    /// <param name="stamp">The stamp, read just before.</param>
    public async Task<OrgTree> OfAsync(ItrDbContext db, long stamp, CancellationToken cancellationToken)
    {
        if (_last is { } last && last.Stamp == stamp)
            return last.Tree;

        // The stamp was read first: a change in between makes it old, and the next look reads again.
        var tree = new OrgTree(await db.Set<Organization>().AsNoTracking().ToListAsync(cancellationToken));
        _last = new Read(stamp, tree);
        return tree;
    }

    private sealed record Read(long Stamp, OrgTree Tree);
}
