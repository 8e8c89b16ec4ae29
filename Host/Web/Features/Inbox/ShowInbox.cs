using Elsa.ITR.Web.Features.Inbox.Filters;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;

namespace Elsa.ITR.Web.Features.Inbox;

/// <summary>List and work side by side.</summary>
public static class ShowInbox
{
    public static void MapPage(IEndpointRouteBuilder pages) =>
        pages.MapGet("/inbox", async (
                [AsParameters] InboxFilter filter, ListWorkItems.Handler list, CountWorkItems.Handler counts, SavedFilters saved, GetWorkItem.Handler item, HttpContext http) =>
            {
                var rows = await list.HandleAsync(filter, http.RequestAborted);
                var chosen = filter.Item ?? (rows.Rows.Count > 0 ? rows.Rows[0].No : null);
                return Pages.Show<InboxPage>(new
                {
                    Filter = filter,
                    Rows = rows,
                    Counts = await counts.HandleAsync(http.RequestAborted),
                    Saved = await saved.ListAsync(http.RequestAborted),
                    Work = chosen is null ? null : await item.HandleAsync(chosen, http.RequestAborted),
                });
            })
            .RequireAuthorization(Permissions.InboxWork);
}
