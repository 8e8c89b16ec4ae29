using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Localization;
using Elsa.ITR.Web.Shell;
using Microsoft.AspNetCore.Components;

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
        One<GetPromises.Handler, PromisesPage>(Promises, async (handler, asked) => new { asked.Filter, asked.Choices, Board = await handler.HandleAsync(asked.Filter, asked.Stop) });
        One<GetQuality.Handler, QualityPage>(Quality, async (handler, asked) => new { asked.Filter, asked.Choices, asked.Period, Figures = await handler.HandleAsync(asked.Filter, asked.Stop) });
        One<GetWork.Handler, WorkPage>(Work, async (handler, asked) => new { asked.Filter, asked.Choices, asked.Period, Work = await handler.HandleAsync(asked.Filter, asked.Stop) });
        One<GetClockRates.Handler, ClockRatesPage>(Rates, async (handler, asked) => new { asked.Filter, asked.Choices, Rates = await handler.HandleAsync(asked.Filter, asked.Stop) });
        One<GetPartners.Handler, PartnersPage>(Partners, async (handler, asked) => new { asked.Filter, asked.Choices, asked.Period, Partners = await handler.HandleAsync(asked.Filter, asked.Stop) });

        void One<THandler, TPage>(string url, Func<THandler, Asked, Task<object>> read) where THandler : class where TPage : IComponent =>
            pages.MapGet(url, async ([AsParameters] DashboardFilter filter, THandler handler, DashboardChoices choices, TimeProvider time, HttpContext http) =>
                    Pages.Show<TPage>(await read(handler, new Asked(filter, filter.PeriodAt(time.GetUtcNow().LocalDate()), await choices.ReadAsync(http.RequestAborted), http.RequestAborted))))
                .RequireAuthorization(Permissions.DashboardRead);
    }

    /// <summary>What the page of a dashboard is asked for, whichever it is.</summary>
    private sealed record Asked(DashboardFilter Filter, Period Period, DashboardChoices.Lists Choices, CancellationToken Stop);
}
