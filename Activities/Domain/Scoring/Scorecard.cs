using Elsa.ITR.Domain.Clocks;

namespace Elsa.ITR.Domain.Scoring;

/// <summary>What a penalty takes from a quarter, or adds where it is negative.</summary>
/// <param name="Category">Scorecard category of its rule.</param>
/// <param name="Points">Deduction; negative = bonus.</param>
/// <param name="State">Where it stands.</param>
public readonly record struct Deduction(string Category, decimal Points, PenaltyState State);

/// <summary>One category of a scorecard.</summary>
/// <param name="Category">With its weight.</param>
/// <param name="Deducted">Confirmed points, however many the category has.</param>
/// <param name="Undecided">Points that are proposed or disputed.</param>
/// <param name="Score">What is left of the weight by what is confirmed; null for a category that takes from the total.</param>
/// <param name="Forecast">What is left if everything undecided is confirmed.</param>
public sealed record ScoreLine(ScorecardCategory Category, decimal Deducted, decimal Undecided, decimal? Score, decimal? Forecast);

/// <summary>The score of a contract for a quarter (sla.md §11), as it is confirmed and as it may become.</summary>
/// <param name="Lines">Categories in the order of the policy.</param>
/// <param name="Bonus">Confirmed bonus, capped.</param>
/// <param name="Total">Of what is confirmed.</param>
/// <param name="Grade">Of the total.</param>
/// <param name="Forecast">The total if everything undecided is confirmed, bonus included.</param>
/// <param name="ForecastGrade">Of the forecast.</param>
public sealed record Scorecard(IReadOnlyList<ScoreLine> Lines, decimal Bonus, decimal Total, string Grade, decimal Forecast, string ForecastGrade)
{
    /// <summary>Counts a quarter.</summary>
    /// <param name="rules">Weights and grades of the contract's policy.</param>
    /// <param name="deductions">Penalties of the contract that were proposed in the quarter; waived ones count for nothing.</param>
    public static Scorecard Of(ScorecardRules rules, IReadOnlyCollection<Deduction> deductions)
    {
        var lines = rules.Categories.Select(category => LineOf(category, deductions)).ToList();
        var bonus = Math.Min(rules.BonusCapPerQuarter, Sum(deductions, x => x is { Points: < 0, State: PenaltyState.Confirmed }));
        var expected = Math.Min(rules.BonusCapPerQuarter, Sum(deductions, x => x.Points < 0 && x.State != PenaltyState.Waived));
        var total = TotalOf(rules, lines, line => line.Score, line => line.Deducted, bonus);
        var forecast = TotalOf(rules, lines, line => line.Forecast, line => line.Deducted + line.Undecided, expected);
        return new Scorecard(lines, bonus, total, GradeOf(rules, total), forecast, GradeOf(rules, forecast));
    }

    private static ScoreLine LineOf(ScorecardCategory category, IReadOnlyCollection<Deduction> deductions)
    {
        var deducted = Sum(deductions, x => x.Category == category.Id && x is { Points: > 0, State: PenaltyState.Confirmed });
        var undecided = Sum(deductions, x => x.Category == category.Id && x is { Points: > 0, State: PenaltyState.Proposed or PenaltyState.Disputed });
        return category.Weight == 0
            ? new ScoreLine(category, deducted, undecided, null, null)
            : new ScoreLine(category, deducted, undecided, Math.Max(0, category.Weight - deducted), Math.Max(0, category.Weight - deducted - undecided));
    }

    // A category without weight takes from the total.
    private static decimal TotalOf(
        ScorecardRules rules, IReadOnlyList<ScoreLine> lines, Func<ScoreLine, decimal?> score, Func<ScoreLine, decimal> taken, decimal bonus) =>
        Math.Clamp(lines.Sum(line => score(line) ?? -taken(line)) + bonus, 0, rules.BaseScore);

    private static decimal Sum(IEnumerable<Deduction> deductions, Func<Deduction, bool> which) => deductions.Where(which).Sum(x => Math.Abs(x.Points));

    private static string GradeOf(ScorecardRules rules, decimal total) => rules.Grades.OrderByDescending(grade => grade.Min).First(grade => total >= grade.Min).Grade;
}
