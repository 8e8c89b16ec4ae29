using Elsa.ITR.Domain.Services;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.ThirdParties;

/// <summary>Where an engagement stands.</summary>
public enum EngagementState
{
    /// <summary>Evidence is collected.</summary>
    Draft,
    /// <summary>The third party was asked.</summary>
    Requested,
    /// <summary>It works on it, or responsibility is argued.</summary>
    Working,
    /// <summary>Solved and verified.</summary>
    Solved,
    /// <summary>Not the third party's.</summary>
    Rejected,
    /// <summary>Withdrawn.</summary>
    Cancelled,
}

/// <summary>What happens to an engagement.</summary>
public enum EngagementTrigger
{
    /// <summary>The request goes out.</summary>
    Request,
    /// <summary>The third party answers, or is late.</summary>
    Work,
    /// <summary>The customer's network works.</summary>
    Solve,
    /// <summary>The vendor is responsible.</summary>
    Reject,
    /// <summary>Withdrawn.</summary>
    Cancel,
}

/// <summary>What the third party is to customer and vendor; decides whether clocks may pause (flow 11).</summary>
public enum ThirdPartyRelation
{
    /// <summary>Supplied by the vendor; never pauses a clock.</summary>
    BoughtIn,
    /// <summary>Equipment of another supplier of the customer.</summary>
    OtherVendor,
    /// <summary>Lines, power, buildings.</summary>
    Carrier,
    /// <summary>A service partner's own error; never pauses a clock.</summary>
    Partner,
}

/// <summary>Who is responsible.</summary>
public enum Responsibility
{
    /// <summary>Not decided.</summary>
    Undecided,
    /// <summary>The vendor.</summary>
    Vendor,
    /// <summary>The third party.</summary>
    ThirdParty,
    /// <summary>Both, see the shares.</summary>
    Shared,
}

/// <summary>The part of a supplier, another vendor, a carrier or a partner in a case (flow 11).</summary>
public sealed class ThirdPartyEngagement : ServiceRecord
{
    /// <summary>The states (flow 11).</summary>
    public static readonly Transitions<EngagementState, EngagementTrigger> Table = new(
        (EngagementState.Draft, EngagementTrigger.Request, EngagementState.Requested),
        (EngagementState.Requested, EngagementTrigger.Work, EngagementState.Working),
        (EngagementState.Working, EngagementTrigger.Work, EngagementState.Working),
        (EngagementState.Working, EngagementTrigger.Solve, EngagementState.Solved),
        (EngagementState.Working, EngagementTrigger.Reject, EngagementState.Rejected),
        (EngagementState.Draft, EngagementTrigger.Cancel, EngagementState.Cancelled),
        (EngagementState.Requested, EngagementTrigger.Cancel, EngagementState.Cancelled),
        (EngagementState.Working, EngagementTrigger.Cancel, EngagementState.Cancelled));

    /// <summary>Where it stands.</summary>
    public EngagementState State { get; private set; }

    /// <summary>What the third party is.</summary>
    public ThirdPartyRelation Relation { get; set; }

    /// <summary>Its organisation; null when only its name is known.</summary>
    public Guid? ThirdPartyId { get; set; }

    /// <summary>Contract with it.</summary>
    public string? ContractRef { get; set; }

    /// <summary>What the evidence says.</summary>
    public string? Evidence { get; set; }

    /// <summary>What it is asked to do.</summary>
    public string? Request { get; set; }

    /// <summary>How it takes part: Informed, JointAnalysis, OnSite, PartReplacement.</summary>
    public string? EngagementMode { get; set; }

    /// <summary>When the request went out, UTC.</summary>
    public DateTimeOffset? RequestedAt { get; set; }

    /// <summary>The vendor's own target mirrored to the supplier, UTC; null where there is no contract back to back.</summary>
    public DateTimeOffset? MirroredDue { get; set; }

    /// <summary>When it acknowledged, UTC.</summary>
    public DateTimeOffset? AckAt { get; set; }

    /// <summary>When it last said how it stands, UTC.</summary>
    public DateTimeOffset? LastUpdateAt { get; set; }

    /// <summary>Updates given.</summary>
    public int Updates { get; set; }

    /// <summary>When it delivered a solution, UTC.</summary>
    public DateTimeOffset? SolvedAt { get; set; }

    /// <summary>Who is responsible.</summary>
    public Responsibility Responsibility { get; set; }

    /// <summary>The vendor's part in percent, when shared.</summary>
    public int? VendorShare { get; set; }

    /// <summary>The third party's part in percent, when shared.</summary>
    public int? ThirdPartyShare { get; set; }

    /// <summary>The pause of the customer's clocks it led to.</summary>
    public Guid? PauseId { get; set; }

    /// <summary>Score 1 to 5 at the end.</summary>
    public int? Quality { get; set; }

    /// <summary>Acknowledged in time.</summary>
    public bool? AckInTime { get; set; }

    /// <summary>Every update in time.</summary>
    public bool? UpdatesInTime { get; set; }

    /// <summary>Solved before the mirrored target.</summary>
    public bool? SolvedInTime { get; set; }

    /// <summary>Costs claimed from it.</summary>
    public string? Claim { get; set; }

    /// <inheritdoc/>
    public override string Type => RecordTypes.ThirdPartyEngagement;

    /// <inheritdoc/>
    public override string StateName => State.ToString();

    /// <summary>Whether the customer's clocks may pause because of it.</summary>
    public bool MayPause => Relation is ThirdPartyRelation.OtherVendor or ThirdPartyRelation.Carrier && Responsibility == Responsibility.ThirdParty;

    /// <inheritdoc/>
    public override void Fire(string trigger) => State = Next(Table, State, trigger);
}
