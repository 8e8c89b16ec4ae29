using Elsa.ITR.Domain.Services;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Spares;

/// <summary>Where a spare part request stands.</summary>
public enum SpareRequestState
{
    /// <summary>Not handed in.</summary>
    Draft,
    /// <summary>Handed in; a source is looked for.</summary>
    Submitted,
    /// <summary>May be shipped.</summary>
    Approved,
    /// <summary>On its way.</summary>
    Shipped,
    /// <summary>At the receiver.</summary>
    Received,
    /// <summary>In the equipment.</summary>
    InUse,
    /// <summary>The part that is to come back is back.</summary>
    Returned,
    /// <summary>Nothing is open.</summary>
    Closed,
    /// <summary>Not served.</summary>
    Rejected,
    /// <summary>Withdrawn.</summary>
    Cancelled,
    /// <summary>The part that is to come back never will.</summary>
    Lost,
}

/// <summary>What happens to a spare part request.</summary>
public enum SpareRequestTrigger
{
    /// <summary>Handed in.</summary>
    Submit,
    /// <summary>Approved.</summary>
    Approve,
    /// <summary>Another source is needed.</summary>
    Source,
    /// <summary>Sent.</summary>
    Ship,
    /// <summary>Received.</summary>
    Receive,
    /// <summary>Put into the equipment.</summary>
    Use,
    /// <summary>The original, faulty or unused part came back.</summary>
    Return,
    /// <summary>Booked.</summary>
    Close,
    /// <summary>Not served.</summary>
    Reject,
    /// <summary>Withdrawn.</summary>
    Cancel,
    /// <summary>The part to come back is lost.</summary>
    Lose,
}

/// <summary>What a spare part is for; the fact <c>purpose</c> of the clocks.</summary>
public enum SparePurpose
{
    /// <summary>A fault of levels 2 to 4.</summary>
    FaultRepair,
    /// <summary>A fault of level 1.</summary>
    L1Fault,
    /// <summary>A major cutover at an agreed time.</summary>
    MajorCutover,
    /// <summary>Advance hardware replacement.</summary>
    AHR,
    /// <summary>A batch replacement.</summary>
    Batch,
    /// <summary>Out of warranty, at a quote.</summary>
    OutOfWarranty,
    /// <summary>Stock goes to another warehouse.</summary>
    StockTransfer,
}

/// <summary>Whose the part is after its use.</summary>
public enum SpareOwnership
{
    /// <summary>The vendor's; the customer's own part or the loan comes back.</summary>
    Loan,
    /// <summary>The customer's; the faulty part comes back.</summary>
    Exchange,
    /// <summary>The customer's.</summary>
    Sale,
}

/// <summary>A request for a spare part with source, delivery, use and return (flow 17).</summary>
public sealed class SparePartRequest : ServiceRecord
{
    /// <summary>The states (flow 17).</summary>
    public static readonly Transitions<SpareRequestState, SpareRequestTrigger> Table = new(
        (SpareRequestState.Draft, SpareRequestTrigger.Submit, SpareRequestState.Submitted),
        (SpareRequestState.Submitted, SpareRequestTrigger.Source, SpareRequestState.Submitted),
        (SpareRequestState.Submitted, SpareRequestTrigger.Approve, SpareRequestState.Approved),
        (SpareRequestState.Submitted, SpareRequestTrigger.Reject, SpareRequestState.Rejected),
        (SpareRequestState.Approved, SpareRequestTrigger.Ship, SpareRequestState.Shipped),
        (SpareRequestState.Approved, SpareRequestTrigger.Source, SpareRequestState.Submitted),
        (SpareRequestState.Shipped, SpareRequestTrigger.Receive, SpareRequestState.Received),
        (SpareRequestState.Shipped, SpareRequestTrigger.Source, SpareRequestState.Submitted),
        (SpareRequestState.Received, SpareRequestTrigger.Use, SpareRequestState.InUse),
        (SpareRequestState.Received, SpareRequestTrigger.Return, SpareRequestState.Returned),
        (SpareRequestState.Received, SpareRequestTrigger.Close, SpareRequestState.Closed),
        (SpareRequestState.Received, SpareRequestTrigger.Lose, SpareRequestState.Lost),
        (SpareRequestState.InUse, SpareRequestTrigger.Return, SpareRequestState.Returned),
        (SpareRequestState.InUse, SpareRequestTrigger.Close, SpareRequestState.Closed),
        (SpareRequestState.InUse, SpareRequestTrigger.Lose, SpareRequestState.Lost),
        (SpareRequestState.Returned, SpareRequestTrigger.Close, SpareRequestState.Closed),
        (SpareRequestState.Draft, SpareRequestTrigger.Cancel, SpareRequestState.Cancelled),
        (SpareRequestState.Submitted, SpareRequestTrigger.Cancel, SpareRequestState.Cancelled),
        (SpareRequestState.Approved, SpareRequestTrigger.Cancel, SpareRequestState.Cancelled)); // what is out comes back

    /// <summary>Where it stands.</summary>
    public SpareRequestState State { get; private set; }

    /// <summary>What it is for.</summary>
    public SparePurpose Purpose { get; set; }

    /// <summary>The board type.</summary>
    public Guid? BoardTypeId { get; set; }

    /// <summary>Hardware revision required; blank for any.</summary>
    public string? HwRevision { get; set; }

    /// <summary>Lowest firmware required; blank for any.</summary>
    public string? Firmware { get; set; }

    /// <summary>How many.</summary>
    public int Quantity { get; set; } = 1;

    /// <summary>Where it is needed; null means the site of the case.</summary>
    public Guid? DeliverSiteId { get; set; }

    /// <summary>Agreed or wished time, UTC.</summary>
    public DateTimeOffset? NeededByAt { get; set; }

    /// <summary>Whose it is after its use.</summary>
    public SpareOwnership Ownership { get; set; }

    /// <summary>What was ticked of the preconditions of a loan.</summary>
    public List<string> LoanPreconditions { get; set; } = [];

    /// <summary>Serial number of the faulty part.</summary>
    public string? FaultySerial { get; set; }

    /// <summary>What is wrong.</summary>
    public string? FaultDescription { get; set; }

    /// <summary>The customer asked, not an engineer.</summary>
    public bool ByCustomer { get; set; }

    /// <summary>Who asked and receives it.</summary>
    public Guid? RequesterId { get; set; }

    /// <summary>The vendor had it in stock when it was looked for; a late delivery without it may be waived.</summary>
    public bool StockAvailable { get; set; }

    /// <summary>Where it comes from.</summary>
    public Guid? SourceWarehouseId { get; set; }

    /// <summary>Serial number reserved, then sent.</summary>
    public string? Serial { get; set; }

    /// <summary>Its firmware is older than required: it is upgraded before use.</summary>
    public bool UpgradeFirst { get; set; }

    /// <summary>It comes from the reserve of a batch replacement, which needs M2.</summary>
    public bool FromBatchReserve { get; set; }

    /// <summary>How a lack of stock is met.</summary>
    public string? Alternative { get; set; }

    /// <summary>Quoted amount.</summary>
    public decimal? Quote { get; set; }

    /// <summary>Carrier.</summary>
    public string? Carrier { get; set; }

    /// <summary>Expected arrival, UTC.</summary>
    public DateTimeOffset? EtaAt { get; set; }

    /// <summary>When it was sent, UTC.</summary>
    public DateTimeOffset? ShippedAt { get; set; }

    /// <summary>When it was received, UTC.</summary>
    public DateTimeOffset? ReceivedAt { get; set; }

    /// <summary>Serial number received.</summary>
    public string? ReceivedSerial { get; set; }

    /// <summary>How its use ended: Used, NotNeeded, DidNotSolve.</summary>
    public string? UseResult { get; set; }

    /// <summary>Extensions granted for the return; the fact <c>extensions</c> of the clocks.</summary>
    public int Extensions { get; set; }

    /// <summary>What the incoming test found: Good, Repair, Scrap, Abnormal.</summary>
    public string? TestResult { get; set; }

    /// <inheritdoc/>
    public override string Type => RecordTypes.SparePartRequest;

    /// <inheritdoc/>
    public override string StateName => State.ToString();

    /// <inheritdoc/>
    public override bool IsUnderWay => !IsEnded && State < SpareRequestState.InUse;

    /// <inheritdoc/>
    public override bool IsOwed => State is SpareRequestState.Shipped or SpareRequestState.Received or SpareRequestState.InUse or SpareRequestState.Returned;

    /// <inheritdoc/>
    public override void Fire(string trigger) => State = Next(Table, State, trigger);
}
