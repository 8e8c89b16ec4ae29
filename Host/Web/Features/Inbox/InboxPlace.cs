using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Web.Shell;

namespace Elsa.ITR.Web.Features.Inbox;

/// <summary>Order of the inbox and a place in it: nearest deadline first, what is done newest first. A page begins behind the last row of the one before, so that the thousandth is as fast as the first.</summary>
internal static class InboxPlace
{
    /// <param name="isQueue">All of one organisation: named first, it lets the index of queues give the order also where there is none.</param>
    public static IQueryable<WorkItem> Order(IQueryable<WorkItem> items, string view, bool isQueue = false) => view switch
    {
        InboxFilter.Done => items.OrderByDescending(item => item.CompletedAt).ThenBy(item => item.No),
        _ when isQueue => items.OrderBy(item => item.CandidateOrgId).ThenBy(item => item.DueOrder).ThenBy(item => item.No),
        _ => items.OrderBy(item => item.DueOrder).ThenBy(item => item.No),
    };

#pragma warning disable CA1309 // becomes SQL: the database compares in the same order as it sorts
    public static IQueryable<WorkItem> Behind(IQueryable<WorkItem> items, InboxFilter filter)
    {
        if (Cursor.Read(filter.After) is not var (at, no))
            return items;

        // The first condition is in the second one; the index is entered by it.
        return filter.View == InboxFilter.Done
            ? items.Where(item => item.CompletedAt <= at && (item.CompletedAt < at || string.Compare(item.No, no) > 0))
            : items.Where(item => item.DueOrder >= at && (item.DueOrder > at || string.Compare(item.No, no) > 0));
    }
#pragma warning restore CA1309

    public static string CursorOf(WorkItem item, string view) =>
        Cursor.Of(view == InboxFilter.Done ? item.CompletedAt!.Value : item.DueOrder, item.No);
}
