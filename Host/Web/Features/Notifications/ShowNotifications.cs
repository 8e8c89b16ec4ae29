using Elsa.ITR.Web.Shell;

namespace Elsa.ITR.Web.Features.Notifications;

/// <summary>Addresses of messages to the person.</summary>
public static class ShowNotifications
{
    public static void MapPages(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/notifications", async (bool? unread, DateTimeOffset? before, ListNotifications.Handler handler, HttpContext http) =>
            Pages.Show<NotificationsPage>(new { UnreadOnly = unread == true, Rows = await handler.HandleAsync(unread == true, before, http.RequestAborted) })).RequireAuthorization();
        ReadNotifications.MapPage(pages);
    }
}
