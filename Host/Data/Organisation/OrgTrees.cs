using Elsa.ITR.Domain.Organisation;
using Elsa.Persistence.EFCore;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Data.Organisation;

/// <summary>The organisations, read again only when one was added or changed; every request asks for them. Singleton.</summary>
/// <remarks>A change holds at once on every node: each look asks the database for the stamp. Both its numbers only grow, as organisations are never deleted.</remarks>
internal sealed class OrgTrees
{
    private static readonly PerModel<Func<ItrDbContext, CancellationToken, Task<Stamp?>>> CurrentStamp = new(() => EF.CompileAsyncQuery(
        (ItrDbContext db, CancellationToken _) => db.Set<Organization>()
            .GroupBy(x => 1).Select(x => new Stamp(x.Count(), x.Sum(org => org.RowVersion))).SingleOrDefault()));

    private volatile Read? _last;

    /// <summary>The organisations as they are now.</summary>
    public async Task<OrgTree> OfAsync(ItrDbContext db, CancellationToken cancellationToken)
    {
        var stamp = await CurrentStamp.For(db)(db, cancellationToken);
        if (_last is { } last && last.Stamp == stamp)
            return last.Tree;

        // The stamp was read first: a change in between makes it old, and the next look reads again.
        var tree = new OrgTree(await db.Set<Organization>().AsNoTracking().ToListAsync(cancellationToken));
        _last = new Read(stamp, tree);
        return tree;
    }

    private sealed record Stamp(int Count, int Versions);

    private sealed record Read(Stamp? Stamp, OrgTree Tree);
}
