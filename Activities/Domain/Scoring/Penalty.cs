using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Scoring;

/// <summary>Points to be deducted (or added) by a rule, from proposal to decision (R20).</summary>
public sealed class Penalty : Entity
{
    /// <summary>E.g. <c>PEN-20261123-0001</c>.</summary>
    public string No { get; set; } = "";

    /// <summary>Rule of the policy, e.g. <c>PEN-L1-TIMEOUT</c>.</summary>
    public string RuleId { get; set; } = "";

    /// <summary>Scorecard category of the rule.</summary>
    public string Category { get; set; } = "";

    /// <summary>Version of the policy set that the rule stands in.</summary>
    public int PolicyVersion { get; set; }

    /// <summary>Contract whose scorecard it counts for.</summary>
    public Guid? ContractId { get; set; }

    /// <summary>Type of the record it is about.</summary>
    public string RecordType { get; set; } = "";

    /// <summary>Key of it.</summary>
    public Guid RecordId { get; set; }

    /// <summary>Number of it.</summary>
    public string RecordNo { get; set; } = "";

    /// <summary>The clock that breached; null for other grounds.</summary>
    public Guid? ClockInstanceId { get; set; }

    /// <summary>Deduction; negative = bonus.</summary>
    public decimal Points { get; set; }

    /// <summary>Why, for people.</summary>
    public string Reason { get; set; } = "";

    /// <summary>When it was proposed.</summary>
    public DateTimeOffset ProposedAt { get; set; }

    /// <summary>First instant of the quarter that it counts in because its own was signed before it was decided; null = that of <see cref="ProposedAt"/>.</summary>
    public DateTimeOffset? CarriedTo { get; set; }

    /// <summary>User name, or <c>system</c>.</summary>
    public string ProposedBy { get; set; } = "";

    /// <summary>Whether the system proposed it; only such a one it may waive itself.</summary>
    public bool IsAutomatic { get; set; }

    /// <summary>For hardware not delivered in time: the vendor had it in stock; where not, the verifier may waive (flow 17).</summary>
    public bool? StockAvailable { get; set; }

    /// <summary>Where it stands.</summary>
    public PenaltyState State { get; set; }

    /// <summary>When the institute confirmed the facts; the vendor's answer follows.</summary>
    public DateTimeOffset? VerifiedAt { get; set; }

    /// <summary>Who did.</summary>
    public string? VerifiedBy { get; set; }

    /// <summary>When it was decided.</summary>
    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>Who decided.</summary>
    public string? DecidedBy { get; set; }

    /// <summary>Why it was waived or disputed.</summary>
    public string? DecisionReason { get; set; }

    /// <summary>Unique: one penalty of a rule per record or clock; a waived one gives its place free.</summary>
    public string UniqueKey { get; set; } = "";

    /// <summary>The record it is about.</summary>
    public RecordRef Record => new(RecordType, RecordId, RecordNo);

    /// <summary>The penalty as a record of its own.</summary>
    public RecordRef Self => new(RecordTypes.Penalty, Id, No);
}

/// <summary>Where a penalty stands.</summary>
public enum PenaltyState
{
    /// <summary>Awaits verification and the vendor's answer.</summary>
    Proposed,

    /// <summary>Counts.</summary>
    Confirmed,

    /// <summary>Does not count.</summary>
    Waived,

    /// <summary>Listed for the quarterly meeting.</summary>
    Disputed,
}

/// <summary>What may happen to a penalty.</summary>
public enum PenaltyTrigger
{
    /// <summary>The vendor agrees, or the meeting confirms.</summary>
    Confirm,

    /// <summary>The institute, the system or the meeting waives it.</summary>
    Waive,

    /// <summary>The vendor disputes it.</summary>
    Dispute,
}

/// <summary>Stored penalties; what a command added is seen by the same command before it commits.</summary>
public interface IPenalties
{
    /// <summary>Penalties about a record, oldest first.</summary>
    Task<IReadOnlyList<Penalty>> OfRecordAsync(RecordRef record, CancellationToken cancellationToken = default);

    /// <summary>One penalty, or null.</summary>
    Task<Penalty?> FindAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>Stores a new one at the commit.</summary>
    void Add(Penalty penalty);
}
