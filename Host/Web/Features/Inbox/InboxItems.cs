using Elsa.ITR.Data;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Inbox;

/// <summary>The work items that a filter means for the person of the request. A view is read in parts that an index has in order: the nearest of each, then the nearest of these,
/// so that a page costs the same however much lies in the view.</summary>
public sealed class InboxItems(ItrDbContext db, CurrentActor me, AccessScope access, InboxFields fields, TimeProvider time)
{
    /// <param name="IsQueue">Whether it is one role's for one organisation.</param>
    internal sealed record Part(IQueryable<WorkItem> Items, bool IsHeld = false, bool IsQueue = false);

    /// <summary>To be held while rows or counts of a view are read; null for a view whose rows only the filter of work items knows.</summary>
    public IDisposable? Ask(string view) => view == InboxFilter.Visible || me.Value.PersonId is null ? null : access.AskOwnWork();

    /// <summary>Everything, in no order.</summary>
    public IQueryable<WorkItem> Of(InboxFilter filter) => Together(Parts(filter.View).Select(part => fields.Narrow(part.Items, filter)));

    /// <summary>The first of them behind the filter's place in the list, in the order of the list.</summary>
    public IQueryable<WorkItem> First(InboxFilter filter, int most) => InboxPlace.Order(
        Together(Parts(filter.View).Select(part => InboxPlace.Order(fields.Narrow(InboxPlace.Behind(part.Items, filter), filter), filter.View, part.IsQueue).Take(most))), filter.View).Take(most);

    /// <summary>The parts of a view, none of which overlaps another.</summary>
    internal IReadOnlyList<Part> Parts(string view)
    {
        var (items, person, now) = (db.Set<WorkItem>(), me.Value.PersonId, time.GetUtcNow());
        var soon = now.AddHours(24);
        return view switch
        {
            InboxFilter.Offered => Offered(items.Open()),
            InboxFilter.Soon => Concerning(items.Open().Where(item => item.DueOrder < soon)),
            InboxFilter.Overdue => Concerning(items.Open().Where(item => item.DueOrder < now)),
            InboxFilter.Visible => [new(items.Open())],
            InboxFilter.Done => [new(items.Where(item => item.CompletedById == person && item.CompletedAt != null))],
            _ => Held(items.Open()),
        };
    }

    /// <summary>What is held by or offered to the person.</summary>
    internal IReadOnlyList<Part> Concerning() => Concerning(db.Set<WorkItem>().Open());

    private List<Part> Concerning(IQueryable<WorkItem> open) => [.. Held(open), .. Offered(open)];

    private List<Part> Held(IQueryable<WorkItem> open) => [.. Visible.Held(me.Value).Select(part => new Part(open.Where(part), IsHeld: true))];

    private List<Part> Offered(IQueryable<WorkItem> open) => [.. Visible.Offered(me.Value).Select(part => new Part(open.Where(part.Condition), IsQueue: part.IsQueue))];

    private IQueryable<WorkItem> Together(IEnumerable<IQueryable<WorkItem>> parts) => parts.DefaultIfEmpty(db.Set<WorkItem>().Where(_ => false)).Aggregate((one, other) => one.Concat(other));
}
