using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Web.Features.Cases.Archive;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;

namespace Elsa.ITR.Web.Features.Clocks;

/// <summary>Every minute of a promise: what counted, what did not and why, who is told when.</summary>
public static class ExplainClock
{
    public static void MapPage(IEndpointRouteBuilder pages) =>
        pages.MapGet("/clocks/{id:guid}", async Task<IResult> (Guid id, ClockDesk desk, ClockViews views, ArchivedCases archive, AccessScope access, HttpContext http) =>
            {
                if ((await desk.ExplainAsync(id, http.RequestAborted) ?? await archive.ExplainAsync(id, http.RequestAborted)) is not { } promise || (promise.Definition.IsInternal && !access.SeesInternal))
                    return Missing.Record(http, id.ToString("N")[..8]);

                var clock = (await views.OfAsync([promise.Clock], http.RequestAborted))[0];
                return Pages.Show<ClockPage>(new { Promise = promise, Clock = clock, ShowThresholds = access.SeesInternal });
            })
            .RequireAuthorization(Permissions.CaseRead);
}
