using Elsa.ITR.Domain.Scoring;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Exports;
using Elsa.ITR.Web.Localization;
using Microsoft.Extensions.Localization;

namespace Elsa.ITR.Web.Features.Scoring;

/// <summary>The quarter's score as a file: categories, penalties, months.</summary>
public sealed class ExportScorecard(GetScorecard.Handler scorecard, IStringLocalizer<Ui> texts) : IExport<ScoreFilter>
{
    public async Task<ExportedList> OpenAsync(ScoreFilter filter, CancellationToken cancellationToken)
    {
        if (await scorecard.HandleAsync(filter, cancellationToken) is not { } card)
            return ExportedList.Of(texts["Score.Title"], filter.Url(), Lines(), []);

        var list = ExportedList.Of($"{card.Contract.No} {card.Quarter.Text}", filter.Url(), Lines(), [.. card.Score.Lines, TotalOf(card.Score)]);
        return list with
        {
            More = [ExportedList.Of(texts["Score.PenaltyList"], filter.Url(), Penalties(), card.Penalties), ExportedList.Of(texts["Score.Months"], filter.Url(), Months(), card.Months)],
        };
    }

    private ScoreLine TotalOf(Scorecard score) => new(
        new Domain.Clocks.ScorecardCategory("", Bilingual.Same($"{texts["Score.Total"]} {score.Grade} → {score.ForecastGrade}"), score.Lines.Sum(line => line.Category.Weight)),
        score.Lines.Sum(line => line.Deducted), score.Lines.Sum(line => line.Undecided), score.Total, score.Forecast);

    private IReadOnlyList<Column<ScoreLine>> Lines() =>
    [
        new(texts["Score.Category"], line => line.Category.Name), new(texts["Score.Weight"], line => line.Category.Weight), new(texts["Score.Confirmed"], line => line.Deducted),
        new(texts["Score.Undecided"], line => line.Undecided), new(texts["Score.Points"], line => line.Score), new(texts["Score.ForecastShort"], line => line.Forecast),
    ];

    private IReadOnlyList<Column<GetScorecard.PenaltyLine>> Penalties() =>
    [
        new(texts["Export.No"], row => row.No), new(texts["Score.Category"], row => Names.Of("ScoreCategory", row.Category)), new(texts["Score.Rule"], row => row.Rule), new(texts["Export.Record"], row => row.RecordNo),
        new(texts["Score.PointsHead"], row => -row.Points), new(texts["Cases.State"], row => Names.Of(row.State)), new(texts["Form.Reason"], row => row.Reason), new(texts["Score.Proposed"], row => row.ProposedAt),
        new(texts["Score.Decided"], row => row.DecidedAt), new(texts["Score.DecidedBy"], row => row.DecidedBy), new(texts["Score.DecisionReason"], row => row.DecisionReason),
    ];

    private IReadOnlyList<Column<GetScorecard.MonthLine>> Months() =>
    [
        new(texts["Score.Month"], row => row.Month.Text), new(texts["Dashboard.Received"], row => row.Received), new(texts["Score.EndedFaults"], row => row.InTime.All), new(texts["Cases.Promise.met"], row => row.InTime.Part),
        new(texts["Score.Penalties"], row => row.Penalties), new(texts["Score.PointsHead"], row => -row.Points), new(texts["Score.Summary"], row => row.SummaryNo),
        new(texts["Cases.State"], row => row.SummaryState is { } state ? Names.Of(state) : null),
    ];
}
