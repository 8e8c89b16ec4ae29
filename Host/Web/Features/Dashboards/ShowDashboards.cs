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
        One<GetPromises.Handler, GetPromises.Board>("promises", (handler, filter, stop) => handler.HandleAsync(filter, stop), "Whether we keep our word: what is open and at risk now, what was kept in the period");
        One<GetQuality.Handler, IReadOnlyList<Figure>>("quality", (handler, filter, stop) => handler.HandleAsync(filter, stop), "How well we work: intake, handling, closure and escalation, each figure with the list it counts");
        One<GetWork.Handler, GetWork.Work>("work", (handler, filter, stop) => handler.HandleAsync(filter, stop), "Changes, upgrades, batch replacements, spare parts, and the people who do it");
        One<GetClockRates.Handler, GetClockRates.Rates>("rates", (handler, filter, stop) => handler.HandleAsync(filter, stop), "How often each clock was met in the period, and what runs of it now");
        One<GetPartners.Handler, IReadOnlyList<GetPartners.Line>>("partners", (handler, filter, stop) => handler.HandleAsync(filter, stop), "How partners serve the customers that are theirs");

        void One<THandler, TFigures>(string name, Func<THandler, DashboardFilter, CancellationToken, Task<TFigures>> read, string summary) where THandler : class =>
            api.MapGet($"/dashboards/{name}", async ([AsParameters] DashboardFilter filter, THandler handler, CancellationToken cancellationToken) => TypedResults.Ok(await read(handler, filter, cancellationToken)))
                .RequireAuthorization(Permissions.DashboardRead).WithSummary(summary);
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
