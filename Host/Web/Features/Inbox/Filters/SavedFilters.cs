using Elsa.ITR.Data;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Inbox.Filters;

/// <summary>The saved filters of a person and those shared with a role of his, each with what is in it now.</summary>
public sealed class SavedFilters(ItrDbContext db, InboxItems items, CurrentActor me, TimeProvider time)
{
    /// <param name="Filter">What it shows.</param>
    /// <param name="IsMine">False for one that somebody else shares.</param>
    /// <param name="SharedRole">Role whose holders see it; null for nobody else.</param>
    /// <param name="Count">Work items in it for this person.</param>
    /// <param name="IsHot">Whether one of them is overdue.</param>
    public sealed record Entry(Guid Id, string Name, InboxFilter Filter, bool IsMine, string? SharedRole, int Count, bool IsHot);

    /// <summary>Own ones first, then by name; two queries however many there are.</summary>
    public async Task<IReadOnlyList<Entry>> ListAsync(CancellationToken cancellationToken)
    {
        var (person, roles) = (me.Value.PersonId, me.Value.Roles.ToList());
        var saved = await db.Set<SavedFilter>().AsNoTracking().Where(x => x.OwnerId == person || (x.SharedRole != null && roles.Contains(x.SharedRole)))
            .OrderBy(x => x.OwnerId == person ? 0 : 1).ThenBy(x => x.Name).ThenBy(x => x.Id).Take(2 * SavedFilter.MostPerPerson).ToListAsync(cancellationToken);
        var filters = saved.ConvertAll(x => InboxFilter.Read(x.Query));
        var counts = await CountAsync(filters, cancellationToken);
        return [.. saved.Select((x, index) => new Entry(x.Id, x.Name, filters[index], x.OwnerId == person, x.SharedRole, counts[index].All, counts[index].IsHot))];
    }

    /// <summary>One that the person made; null for any other.</summary>
    public Task<SavedFilter?> FindOwnAsync(Guid id, CancellationToken cancellationToken)
    {
        var person = me.Value.PersonId;
        return db.Set<SavedFilter>().FirstOrDefaultAsync(x => x.Id == id && x.OwnerId == person, cancellationToken);
    }

    private async Task<(int All, bool IsHot)[]> CountAsync(List<InboxFilter> filters, CancellationToken cancellationToken)
    {
        var counts = new (int All, bool IsHot)[filters.Count];
        if (filters.Count == 0)
            return counts;

        var now = time.GetUtcNow();
        var all = filters
            .Select((filter, index) => items.Of(filter).Select(item => new { Index = index, IsLate = item.CompletedAt == null && item.DueAt != null && item.DueAt < now }))
            .Aggregate((left, right) => left.Concat(right));
        var found = await all.GroupBy(x => x.Index).Select(x => new { Index = x.Key, All = x.Count(), IsHot = x.Any(item => item.IsLate) }).ToListAsync(cancellationToken);
        foreach (var x in found)
            counts[x.Index] = (x.All, x.IsHot);
        return counts;
    }
}
