using Elsa.ITR.Domain.Scoring;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Localization;
using Elsa.ITR.Web.Shell;

namespace Elsa.ITR.Web.Features.Scoring;

/// <summary>The scorecard and its address.</summary>
public static class ShowScorecard
{
    public static void MapPages(IEndpointRouteBuilder pages)
    {
        pages.MapGet(ScoreFilter.Page, async Task<IResult> ([AsParameters] ScoreFilter filter, GetScorecard.Handler handler, HttpContext http) =>
                await handler.HandleAsync(filter, http.RequestAborted) is { } card
                    ? Pages.Show<ScorecardPage>(new { Filter = filter, Card = card })
                    : string.IsNullOrEmpty(filter.ContractNo) ? Pages.Show<NoScorecardPage>() : Missing.Record(http, filter.ContractNo))
            .RequireAuthorization(Permissions.ScorecardRead);
        SignScorecard.MapPage(pages);
    }

    /// <param name="Contracts">Numbers of the contracts that are scored and that the caller may read.</param>
    public sealed record Answer(
        string ContractNo, Bilingual? Customer, Period Quarter, bool IsRunning, Scorecard Score, IReadOnlyList<GetScorecard.PenaltyLine> Penalties, IReadOnlyList<GetScorecard.MonthLine> Months,
        IReadOnlyList<GetScorecard.QuarterLine> Quarters, IReadOnlyList<string> Contracts, GetScorecard.Signing? Signing);

    public static void MapApi(IEndpointRouteBuilder api)
    {
        api.MapGet("/scorecard", async Task<IResult> ([AsParameters] ScoreFilter filter, GetScorecard.Handler handler, HttpContext http) =>
            {
                if (await handler.HandleAsync(filter, http.RequestAborted) is not { } card)
                    return TypedResults.NotFound();

                if (card.Signing is { } signing)
                    http.Response.Headers.ETag = ETags.Of(signing.RowVersion);
                return TypedResults.Ok(new Answer(card.Contract.No, card.Customer, card.Quarter, card.IsRunning, card.Score, card.Penalties, card.Months, card.Quarters, card.Contracts, card.Signing));
            })
            .RequireAuthorization(Permissions.ScorecardRead).Produces<Answer>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("The score of a contract in a quarter with its penalties, its months, its signatures and the quarters before");
        SignScorecard.Map(api);
    }
}
