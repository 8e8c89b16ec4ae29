using Elsa.ITR.Domain.Scoring;
using Elsa.ITR.Tests.Unit.Domain.Clocks;

namespace Elsa.ITR.Tests.Unit.Domain.Scoring;

/// <summary>The score of a quarter under the shipped weights (sla.md §11).</summary>
public sealed class ScorecardTests
{
    [Fact]
    public void A_quarter_without_penalties_is_worth_everything()
    {
        var score = Of();

        Assert.Equal((100m, "A", 100m, "A"), (score.Total, score.Grade, score.Forecast, score.ForecastGrade));
        Assert.Equal(100m, score.Lines.Sum(line => line.Score ?? 0));
    }

    [Fact]
    public void Only_what_is_confirmed_counts_and_the_forecast_counts_what_is_undecided()
    {
        var score = Of(("CAT-L1", 5, PenaltyState.Confirmed), ("CAT-L34", 5, PenaltyState.Proposed), ("CAT-INSP", 1, PenaltyState.Disputed), ("CAT-HW", 5, PenaltyState.Waived));

        Assert.Equal((95m, "A", 89m, "B"), (score.Total, score.Grade, score.Forecast, score.ForecastGrade));
        Assert.Equal((5m, 0m, 15m), Line(score, "CAT-L1"));
        Assert.Equal((0m, 5m, 10m), Line(score, "CAT-L34"));
    }

    [Fact]
    public void A_category_loses_no_more_than_it_has()
    {
        var score = Of(("CAT-DIFF", 5, PenaltyState.Confirmed), ("CAT-DIFF", 5, PenaltyState.Confirmed), ("CAT-DIFF", 5, PenaltyState.Proposed));

        Assert.Equal((95m, 95m), (score.Total, score.Forecast));
        Assert.Equal((10m, 5m, 0m), Line(score, "CAT-DIFF"));
    }

    [Fact]
    public void Violations_take_from_the_total_which_ends_at_nothing()
    {
        Assert.Equal((90m, "B"), Of(("CAT-VIOL", 10, PenaltyState.Confirmed)) is var one ? (one.Total, one.Grade) : default);
        Assert.Equal((0m, "D"), Of([.. Enumerable.Repeat(("CAT-VIOL", 10m, PenaltyState.Confirmed), 12)]) is var many ? (many.Total, many.Grade) : default);
    }

    [Fact]
    public void Bonus_is_capped_and_does_not_lift_above_the_whole()
    {
        var score = Of(("CAT-L2", 5, PenaltyState.Confirmed), ("CAT-OTHER", -1, PenaltyState.Confirmed), ("CAT-OTHER", -1, PenaltyState.Confirmed), ("CAT-OTHER", -1, PenaltyState.Confirmed), ("CAT-OTHER", -1, PenaltyState.Confirmed));

        Assert.Equal((3m, 98m, "A"), (score.Bonus, score.Total, score.Grade));
        Assert.Equal(100m, Of(("CAT-OTHER", -1, PenaltyState.Confirmed)).Total);
        Assert.Equal((100m, 100m), Of(("CAT-OTHER", -1, PenaltyState.Proposed)) is var open ? (open.Total, open.Forecast) : default);
    }

    [Theory]
    [InlineData(5, "A")]
    [InlineData(5.5, "B")]
    [InlineData(15, "B")]
    [InlineData(25, "C")]
    [InlineData(25.5, "D")]
    public void Grades_begin_at_their_least_total(double taken, string grade) => Assert.Equal(grade, Of(("CAT-VIOL", (decimal)taken, PenaltyState.Confirmed)).Grade);

    private static Scorecard Of(params (string Category, decimal Points, PenaltyState State)[] penalties) =>
        Scorecard.Of(ShippedPolicy.Set.Scorecard, [.. penalties.Select(x => new Deduction(x.Category, x.Points, x.State))]);

    private static (decimal Deducted, decimal Undecided, decimal Score) Line(Scorecard score, string category) =>
        score.Lines.Single(line => line.Category.Id == category) is var line ? (line.Deducted, line.Undecided, line.Score ?? 0) : default;
}
