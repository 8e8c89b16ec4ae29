using System.Globalization;
using Elsa.ITR.Domain.Contracts;
using Elsa.ITR.Domain.Records;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Scoring;

/// <summary>Where the scorecard of a quarter stands.</summary>
public enum ScorecardState
{
    /// <summary>Counted anew whenever it is looked at.</summary>
    Draft,

    /// <summary>The province confirmed the figures; the vendor is to sign.</summary>
    Presented,

    /// <summary>Both signed; its figures stay as they are.</summary>
    Signed,
}

/// <summary>What may happen to the scorecard of a quarter.</summary>
public enum ScorecardTrigger
{
    /// <summary>The province confirms the figures as they are now.</summary>
    Confirm,

    /// <summary>The vendor objects, with a reason; once.</summary>
    Object,

    /// <summary>The vendor signs what was confirmed.</summary>
    Sign,
}

/// <summary>The scorecard of a contract for a quarter as a record: who confirmed and signed which figures (flow 21 step 9).</summary>
public sealed class QuarterScore : BusinessRecord<ScorecardState, ScorecardTrigger>
{
    /// <summary>Which trigger leads where.</summary>
    public static readonly Transitions<ScorecardState, ScorecardTrigger> Table = new(
        (ScorecardState.Draft, ScorecardTrigger.Confirm, ScorecardState.Presented),
        (ScorecardState.Presented, ScorecardTrigger.Confirm, ScorecardState.Presented),
        (ScorecardState.Presented, ScorecardTrigger.Object, ScorecardState.Draft),
        (ScorecardState.Presented, ScorecardTrigger.Sign, ScorecardState.Signed));

    /// <summary>Number of the contract.</summary>
    public string Contract { get; set; } = "";

    /// <summary>The quarter, e.g. <c>2026-Q3</c>; one per contract and quarter.</summary>
    public string Quarter { get; set; } = "";

    /// <summary>Counts up with every confirmation.</summary>
    public int Revision { get; private set; }

    /// <summary>What was confirmed last; null before the first time.</summary>
    public ScoreFigures? Figures { get; private set; }

    /// <summary>When the province confirmed them; null while it has to.</summary>
    public DateTimeOffset? SignedCustomerAt { get; private set; }

    /// <summary>When the vendor signed.</summary>
    public DateTimeOffset? SignedVendorAt { get; private set; }

    /// <summary>Why the vendor objected; null while it has not.</summary>
    public string? Objection { get; private set; }

    /// <inheritdoc/>
    public override string Type => RecordTypes.Scorecard;

    /// <inheritdoc/>
    public override string Prefix => "SCORE";

    /// <inheritdoc/>
    protected override Transitions<ScorecardState, ScorecardTrigger> Machine => Table;

    /// <summary>How a quarter is named.</summary>
    /// <param name="first">A day of it.</param>
    public static string NameOf(DateOnly first) => string.Create(CultureInfo.InvariantCulture, $"{first.Year}-Q{(first.Month + 2) / 3}");

    internal void Confirm(ScoreFigures figures, DateTimeOffset at) => (Revision, Figures, SignedCustomerAt) = (Revision + 1, figures, at);

    internal void Object(string reason) => (SignedCustomerAt, Objection) = (null, reason);

    internal void Sign(DateTimeOffset at) => SignedVendorAt = at;
}

/// <summary>The figures of a quarter that are signed.</summary>
/// <param name="Score">By category and in all.</param>
/// <param name="Months">Its monthly reports.</param>
public sealed record ScoreFigures(Scorecard Score, IReadOnlyList<ScoreMonth> Months)
{
    /// <summary>Whether other figures give the same score; what is still undecided counts for nothing.</summary>
    public bool Gives(Scorecard other) =>
        (Score.Total, Score.Bonus, Score.Grade) == (other.Total, other.Bonus, other.Grade)
        && Score.Lines.Select(line => (line.Category.Id, line.Deducted)).SequenceEqual(other.Lines.Select(line => (line.Category.Id, line.Deducted)));
}

/// <summary>The report of a month of the quarter.</summary>
/// <param name="Month">E.g. <c>2026-07</c>.</param>
/// <param name="Received">Requests received.</param>
/// <param name="Met">Faults completed in time.</param>
/// <param name="Ended">Faults completed that had a promise.</param>
/// <param name="Penalties">How many count for the month, waived ones left out.</param>
/// <param name="Points">Of them.</param>
/// <param name="SummaryNo">The month's summary of on-site service reports; null where none is owed yet.</param>
/// <param name="SummaryState">Where that stands.</param>
/// <param name="IsOnTime">Whether it was accepted in time; null while it is open, or without a promise.</param>
public sealed record ScoreMonth(
    string Month, int Received, int Met, int Ended, int Penalties, decimal Points, string? SummaryNo, MonthlySummaryState? SummaryState, bool? IsOnTime);

/// <summary>Stored scorecards and the penalties of their quarters.</summary>
public interface IQuarterScores
{
    /// <summary>The scorecard of a contract for a quarter; null where nobody confirmed one.</summary>
    Task<QuarterScore?> FindAsync(string contractNo, string quarter, CancellationToken cancellationToken = default);

    /// <summary>Penalties of a contract that count in a span and that nobody has decided.</summary>
    Task<IReadOnlyList<Penalty>> UndecidedAsync(Guid contractId, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken = default);
}
