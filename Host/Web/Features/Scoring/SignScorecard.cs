using System.Globalization;
using Elsa.ITR.Domain.Contracts;
using Elsa.ITR.Domain.Scoring;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Localization;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Elsa.ITR.Web.Features.Scoring;

/// <summary>The province confirms the score of a quarter, the vendor signs it or objects.</summary>
public static class SignScorecard
{
    private static readonly (ScorecardTrigger Step, string Act, string Permission, string Summary)[] Steps =
    [
        (ScorecardTrigger.Confirm, "confirm", Permissions.ScorecardConfirm, "The province confirms the score of a quarter that has ended; the vendor is asked to sign"),
        (ScorecardTrigger.Sign, "sign", Permissions.ScorecardSign, "The vendor signs the score that the province confirmed; from then on it stays as it is"),
        (ScorecardTrigger.Object, "object", Permissions.ScorecardSign, "The vendor objects to the confirmed score, once and with a reason; the province confirms anew"),
    ];

    /// <param name="Text">Comment, or the reason of an objection.</param>
    /// <param name="Total">The total the person saw; null skips the check.</param>
    /// <param name="RowVersion">The version the person saw; null skips the check.</param>
    public sealed record Command(ScorecardTrigger Step, string ContractNo, string Quarter, string Text, decimal? Total = null, int? RowVersion = null);

    /// <summary>The body of the route.</summary>
    /// <param name="Text">Comment, or the reason of an objection.</param>
    /// <param name="Total">The total that was read; it is refused when the score is another by now.</param>
    public sealed record Body(string? Text, decimal? Total = null);

    public sealed class Handler(IContracts contracts, GetScorecard.Handler figures, ScorecardDesk desk) : ICommandHandler<Command, bool>
    {
        /// <returns>False when the person may read no such contract or there is no such quarter.</returns>
        /// <exception cref="RuleViolationException">scorecard.stale, .changed, .not-confirmed and those of <see cref="ScorecardDesk"/>.</exception>
        public async Task<bool> HandleAsync(Command command, CancellationToken cancellationToken)
        {
            if (QuarterOf(command.Quarter) is not { } quarter || await contracts.FindByNoAsync(command.ContractNo, cancellationToken) is not { } contract)
                return false;

            var now = await figures.FiguresAsync(contract, quarter, cancellationToken);
            var score = await desk.FindAsync(contract, quarter.First, cancellationToken);
            score?.AsSeen(command.RowVersion, "scorecard", score.No);
            if (command.Total is { } seen && seen != (command.Step == ScorecardTrigger.Confirm ? now : score?.Figures)?.Score.Total)
                throw new RuleViolationException("scorecard.changed", ("no", $"{contract.No} {quarter.Text}"));
            if (command.Step == ScorecardTrigger.Confirm)
                await desk.ConfirmAsync(contract, quarter.First, now, command.Text, cancellationToken);
            else if (score is null)
                throw new RuleViolationException("scorecard.not-confirmed", ("quarter", quarter.Text));
            else if (command.Step == ScorecardTrigger.Object)
                await desk.ObjectAsync(score, command.Text, cancellationToken);
            else
                await desk.SignAsync(score, contract, quarter.First, now.Score, command.Text, cancellationToken);
            return true;
        }
    }

    public static void Map(IEndpointRouteBuilder api)
    {
        foreach (var (step, act, permission, summary) in Steps)
        {
            api.MapPost($"/scorecard/{{contract}}/{{quarter}}/{act}", async Task<IResult> (string contract, string quarter, Body body, [AsParameters] ApiCall call) =>
                    await RunAsync(call.Run, new Command(step, contract, quarter, body.Text?.Trim() ?? "", body.Total, call.RowVersion), $"POST /api/scorecard/{{contract}}/{{quarter}}/{act}", call.Key, call.CancellationToken)
                        ? TypedResults.NoContent()
                        : TypedResults.NotFound())
                .AsCommand(permission, summary, new Body("Agreed at the quarterly meeting", 94))
                .WithVersion().Produces(StatusCodes.Status204NoContent);
        }
    }

    public static void MapPage(IEndpointRouteBuilder pages)
    {
        foreach (var (step, act, permission, _) in Steps)
        {
            var url = $"/scorecard/{{contract}}/{{quarter}}/{act}";
            pages.MapGet(url, (string contract, string quarter, GetScorecard.Handler scorecard, HttpContext http) => DialogAsync(step, act, contract, quarter, null, null, scorecard, http)).RequireAuthorization(permission);
            pages.MapPost(url, async Task<IResult> (
                string contract, string quarter, [FromForm] string? text, [FromForm] string? total, [FromForm] int? version, [FromForm] string key,
                GetScorecard.Handler scorecard, Shell.Command run, IStringLocalizer<Ui> texts, HttpContext http) =>
            {
                try
                {
                    var seen = decimal.TryParse(total, CultureInfo.InvariantCulture, out var points) ? points : (decimal?)null;
                    if (!await RunAsync(run, new Command(step, contract, quarter, text?.Trim() ?? "", seen, version), $"POST {url}", key, http.RequestAborted))
                        return Missing.Record(http, contract);
                }
                catch (RuleViolationException rule)
                {
                    return await DialogAsync(step, act, contract, quarter, text, rule.Words(texts), scorecard, http);
                }

                http.Say($"Score.Said.{act}", null, contract, quarter);
                return Dialogs.Done(http, new ScoreFilter(contract, quarter).Url());
            }).RequireAuthorization(permission);
        }
    }

    private static Task<bool> RunAsync(Shell.Command run, Command command, string route, string? key, CancellationToken cancellationToken) =>
        run.RunAsync<Command, bool>(command, route, key, cancellationToken, $"scorecard:{command.ContractNo}");

    private static Period? QuarterOf(string text) => text is { Length: 7 } && text[5] == 'Q' ? Period.Find(text, default) : null;

    private static async Task<IResult> DialogAsync(
        ScorecardTrigger step, string act, string contract, string quarter, string? text, string? error, GetScorecard.Handler scorecard, HttpContext http)
    {
        var filter = new ScoreFilter(contract, quarter);
        return QuarterOf(quarter) is not null && await scorecard.HandleAsync(filter, http.RequestAborted, asIsNow: step == ScorecardTrigger.Confirm) is { } card
            ? Pages.Show<SignDialog>(new { Step = step, Act = act, Card = card, Back = filter.Url(), Text = text, Error = error }, error is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity)
            : Missing.Record(http, contract);
    }
}
