using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;

namespace Elsa.ITR.Web.Features.Scoring;

/// <summary>The scorecard and its address.</summary>
public static class ShowScorecard
{
    public static void MapPages(IEndpointRouteBuilder pages) =>
        pages.MapGet(ScoreFilter.Page, async Task<IResult> ([AsParameters] ScoreFilter filter, GetScorecard.Handler handler, HttpContext http) =>
                await handler.HandleAsync(filter, http.RequestAborted) is { } card
                    ? Pages.Show<ScorecardPage>(new { Filter = filter, Card = card })
                    : string.IsNullOrEmpty(filter.ContractNo) ? Pages.Show<NoScorecardPage>() : Missing.Record(http, filter.ContractNo))
            .RequireAuthorization(Permissions.ScorecardRead);
}
