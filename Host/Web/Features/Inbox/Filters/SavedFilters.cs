using Elsa.ITR.Data;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Inbox.Filters;

/// <summary>The saved filters of a person and those shared with a role of his, each with what is in it now.</summary>
public sealed class SavedFilters(ItrDbContext db, InboxCounts counts, CurrentActor me)
{
    /// <param name="Filter">What it shows.</param>
    /// <param name="IsMine">False for one that somebody else shares.</param>
    /// <param name="SharedRole">Role whose holders see it; null for nobody else.</param>
    /// <param name="Count">Work items in it for this person.</param>
    /// <param name="HasMore">Whether there is work that was not looked at, see <see cref="InboxCounts"/>.</param>
    /// <param name="IsHot">Whether one of them is overdue.</param>
    public sealed record Entry(Guid Id, string Name, InboxFilter Filter, bool IsMine, string? SharedRole, int Count, bool HasMore, bool IsHot);

    /// <summary>Own ones first, then by name.</summary>
    public async Task<IReadOnlyList<Entry>> ListAsync(CancellationToken cancellationToken)
    {
        var (person, roles) = (me.Value.PersonId, me.Value.Roles.ToList());
        var saved = await db.Set<SavedFilter>().AsNoTracking().Where(x => x.OwnerId == person || (x.SharedRole != null && roles.Contains(x.SharedRole)))
            .OrderBy(x => x.OwnerId == person ? 0 : 1).ThenBy(x => x.Name).ThenBy(x => x.Id).Take(2 * SavedFilter.MostPerPerson).ToListAsync(cancellationToken);
        var filters = saved.ConvertAll(x => InboxFilter.Read(x.Query));
        var amounts = await counts.OfAsync(filters, cancellationToken);
        return [.. saved.Zip(filters, amounts).Select(x => new Entry(x.First.Id, x.First.Name, x.Second, x.First.OwnerId == person, x.First.SharedRole, x.Third.Count, x.Third.IsMore, x.Third.IsHot))];
    }

    /// <summary>One that the person made; null for any other.</summary>
    public Task<SavedFilter?> FindOwnAsync(Guid id, CancellationToken cancellationToken)
    {
        var person = me.Value.PersonId;
        return db.Set<SavedFilter>().FirstOrDefaultAsync(x => x.Id == id && x.OwnerId == person, cancellationToken);
    }
}
