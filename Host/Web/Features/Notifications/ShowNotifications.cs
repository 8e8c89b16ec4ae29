using Elsa.ITR.Web.Shell;

namespace Elsa.ITR.Web.Features.Notifications;

/// <summary>Addresses of messages to the person.</summary>
public static class ShowNotifications
{
    public static void MapPages(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/notifications", async (bool? unread, string? after, ListNotifications.Handler handler, HttpContext http) =>
            Pages.Show<NotificationsPage>(new { UnreadOnly = unread == true, Rows = await handler.HandleAsync(unread == true, after, http.RequestAborted) })).RequireAuthorization();
        ReadNotifications.MapPage(pages);
    }

    public static void MapApi(IEndpointRouteBuilder api)
    {
        api.MapGet("/notifications", async (bool? unread, string? after, ListNotifications.Handler handler, CancellationToken cancellationToken) =>
                TypedResults.Ok(await handler.HandleAsync(unread == true, after, cancellationToken)))
            .RequireAuthorization().WithSummary("Messages to the caller, newest first, 50 per page");
        ReadNotifications.Map(api);
    }
}
