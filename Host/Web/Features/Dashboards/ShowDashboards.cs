using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;

namespace Elsa.ITR.Web.Features.Dashboards;

/// <summary>The dashboards and their addresses.</summary>
public static class ShowDashboards
{
    public const string Promises = "/dashboard";

    public static void MapPages(IEndpointRouteBuilder pages) =>
        pages.MapGet(Promises, async ([AsParameters] DashboardFilter filter, GetPromises.Handler handler, DashboardChoices choices, HttpContext http) =>
                Pages.Show<PromisesPage>(new { Filter = filter, Board = await handler.HandleAsync(filter, http.RequestAborted), Choices = await choices.ReadAsync(http.RequestAborted) }))
            .RequireAuthorization(Permissions.DashboardRead);
}
