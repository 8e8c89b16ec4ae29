using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;

namespace Elsa.ITR.Web.Features.Dashboards;

/// <summary>The dashboards and their addresses.</summary>
public static class ShowDashboards
{
    public const string Promises = "/dashboard";
    public const string Quality = "/dashboard/quality";
    public const string Work = "/dashboard/work";
    public const string Rates = "/dashboard/rates";
    public const string Partners = "/dashboard/partners";

    public static void MapApi(IEndpointRouteBuilder api)
    {
        api.MapGet("/dashboards/promises", async ([AsParameters] DashboardFilter filter, GetPromises.Handler handler, CancellationToken cancellationToken) =>
                TypedResults.Ok(await handler.HandleAsync(filter, cancellationToken)))
            .RequireAuthorization(Permissions.DashboardRead).WithSummary("Whether we keep our word: what is open and at risk now, what was kept in the period");
        api.MapGet("/dashboards/quality", async ([AsParameters] DashboardFilter filter, GetQuality.Handler handler, CancellationToken cancellationToken) =>
                TypedResults.Ok(await handler.HandleAsync(filter, cancellationToken)))
            .RequireAuthorization(Permissions.DashboardRead).WithSummary("How well we work: intake, handling, closure and escalation, each figure with the list it counts");
        api.MapGet("/dashboards/work", async ([AsParameters] DashboardFilter filter, GetWork.Handler handler, CancellationToken cancellationToken) =>
                TypedResults.Ok(await handler.HandleAsync(filter, cancellationToken)))
            .RequireAuthorization(Permissions.DashboardRead).WithSummary("Changes, upgrades, batch replacements, spare parts, and the people who do it");
        api.MapGet("/dashboards/rates", async ([AsParameters] DashboardFilter filter, GetClockRates.Handler handler, CancellationToken cancellationToken) =>
                TypedResults.Ok(await handler.HandleAsync(filter, cancellationToken)))
            .RequireAuthorization(Permissions.DashboardRead).WithSummary("How often each clock was met in the period, and what runs of it now");
        api.MapGet("/dashboards/partners", async ([AsParameters] DashboardFilter filter, GetPartners.Handler handler, CancellationToken cancellationToken) =>
                TypedResults.Ok(await handler.HandleAsync(filter, cancellationToken)))
            .RequireAuthorization(Permissions.DashboardRead).WithSummary("How partners serve the customers that are theirs");
    }

    public static void MapPages(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Promises, async ([AsParameters] DashboardFilter filter, GetPromises.Handler handler, DashboardChoices choices, HttpContext http) =>
                Pages.Show<PromisesPage>(new { Filter = filter, Board = await handler.HandleAsync(filter, http.RequestAborted), Choices = await choices.ReadAsync(http.RequestAborted) }))
            .RequireAuthorization(Permissions.DashboardRead);

        pages.MapGet(Quality, async ([AsParameters] DashboardFilter filter, GetQuality.Handler handler, DashboardChoices choices, TimeProvider time, HttpContext http) =>
                Pages.Show<QualityPage>(new
                {
                    Filter = filter,
                    Period = filter.PeriodAt(time.GetUtcNow().LocalDate()),
                    Figures = await handler.HandleAsync(filter, http.RequestAborted),
                    Choices = await choices.ReadAsync(http.RequestAborted),
                }))
            .RequireAuthorization(Permissions.DashboardRead);

        pages.MapGet(Work, async ([AsParameters] DashboardFilter filter, GetWork.Handler handler, DashboardChoices choices, TimeProvider time, HttpContext http) =>
                Pages.Show<WorkPage>(new
                {
                    Filter = filter,
                    Period = filter.PeriodAt(time.GetUtcNow().LocalDate()),
                    Work = await handler.HandleAsync(filter, http.RequestAborted),
                    Choices = await choices.ReadAsync(http.RequestAborted),
                }))
            .RequireAuthorization(Permissions.DashboardRead);

        pages.MapGet(Rates, async ([AsParameters] DashboardFilter filter, GetClockRates.Handler handler, DashboardChoices choices, HttpContext http) =>
                Pages.Show<ClockRatesPage>(new { Filter = filter, Rates = await handler.HandleAsync(filter, http.RequestAborted), Choices = await choices.ReadAsync(http.RequestAborted) }))
            .RequireAuthorization(Permissions.DashboardRead);

        pages.MapGet(Partners, async ([AsParameters] DashboardFilter filter, GetPartners.Handler handler, DashboardChoices choices, TimeProvider time, HttpContext http) =>
                Pages.Show<PartnersPage>(new
                {
                    Filter = filter,
                    Period = filter.PeriodAt(time.GetUtcNow().LocalDate()),
                    Partners = await handler.HandleAsync(filter, http.RequestAborted),
                    Choices = await choices.ReadAsync(http.RequestAborted),
                }))
            .RequireAuthorization(Permissions.DashboardRead);
    }
}
