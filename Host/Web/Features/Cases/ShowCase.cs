using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Services;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Features.Portal;
using Elsa.ITR.Web.Features.Records;
using Elsa.ITR.Web.Features.Timesheets;
using Elsa.ITR.Web.Shell;

namespace Elsa.ITR.Web.Features.Cases;

/// <summary>The page of a case; tabs, the explained clock and the timeline's filter stand in the address.</summary>
public static class ShowCase
{
    private const int MostPages = 10_000;

    public static void MapPage(IEndpointRouteBuilder pages) =>
        pages.MapGet("/cases/{no}", async Task<IResult> (string no, Guid? clock, string? tab, string? show, int? older, GetCase.Handler cases, CaseFlows.Handler flows, EquipmentHistory.Handler history, ListHours.Handler hours, IServiceRecords services, CurrentActor me, HttpContext http) =>
            {
                var page = Math.Clamp(older ?? 0, 0, MostPages);
                if (await cases.HandleAsync(no, clock, show, page, http.RequestAborted) is not { } found)
                {
                    if (await services.CaseByNoAsync(no, http.RequestAborted) is { } owner)
                        return Results.Redirect($"/cases/{owner.No}"); // the record of a supporting flow is shown with its case

                    return await services.BearerNoAsync(no, http.RequestAborted) is { } bearer && !RecordLinks.IsWithCase(bearer)
                        ? Results.Redirect(RecordLinks.Of(bearer))
                        : Missing.Record(http, no);
                }

                var overview = tab is null or "overview";
                if (overview && Viewer.Of(me.Value).IsCustomer)
                    return Pages.Show<PortalCasePage>(new { Case = found, Show = show, Older = page });

                return Pages.Show<CasePage>(new
                {
                    Case = found,
                    Flows = overview && found.SeesInternal ? await flows.HandleAsync(no, null, http.RequestAborted) : [],
                    History = tab == "history" ? await history.HandleAsync(no, show, http.RequestAborted) : null,
                    Hours = tab == "time" && Viewer.Of(me.Value).May(Permissions.TimeLog) ? await hours.HandleAsync(no, http.RequestAborted) : null,
                    Tab = tab,
                    Show = show,
                    Older = page,
                });
            })
            .RequireAuthorization(Permissions.CaseRead);
}
