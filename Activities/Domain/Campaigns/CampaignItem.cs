using Elsa.ITR.Domain.Records;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Campaigns;

/// <summary>Where an item stands (flow 10).</summary>
public enum CampaignItemState
{
    /// <summary>Waits for its turn.</summary>
    Planned,
    /// <summary>Its flow runs; the window is agreed.</summary>
    Scheduled,
    /// <summary>Being replaced.</summary>
    InProgress,
    /// <summary>Replaced; the customer has not confirmed yet.</summary>
    Replaced,
    /// <summary>Replaced and confirmed.</summary>
    Done,
    /// <summary>Not of the affected batch.</summary>
    NotAffected,
    /// <summary>Somebody has to decide.</summary>
    Exception,
    /// <summary>Left as it is, with the customer's consent.</summary>
    Waived,
}

/// <summary>What may happen to an item.</summary>
public enum CampaignItemTrigger
{
    /// <summary>Its flow begins.</summary>
    Schedule,
    /// <summary>Its flow ends before the work.</summary>
    Unschedule,
    /// <summary>The work begins.</summary>
    Start,
    /// <summary>The board is in.</summary>
    Replace,
    /// <summary>The customer confirms.</summary>
    Confirm,
    /// <summary>The serial is not of the batch.</summary>
    Exclude,
    /// <summary>Something stands against it.</summary>
    Except,
    /// <summary>It is tried again.</summary>
    Retry,
    /// <summary>It is left as it is.</summary>
    Waive,
}

/// <summary>One board of a batch replacement.</summary>
public sealed class CampaignItem : BusinessRecord<CampaignItemState, CampaignItemTrigger>
{
    /// <summary>Which trigger leads where.</summary>
    public static readonly Transitions<CampaignItemState, CampaignItemTrigger> Table = new(
        (CampaignItemState.Planned, CampaignItemTrigger.Schedule, CampaignItemState.Scheduled),
        (CampaignItemState.Scheduled, CampaignItemTrigger.Unschedule, CampaignItemState.Planned),
        (CampaignItemState.Scheduled, CampaignItemTrigger.Start, CampaignItemState.InProgress),
        (CampaignItemState.Scheduled, CampaignItemTrigger.Except, CampaignItemState.Exception),
        (CampaignItemState.InProgress, CampaignItemTrigger.Replace, CampaignItemState.Replaced),
        (CampaignItemState.InProgress, CampaignItemTrigger.Exclude, CampaignItemState.NotAffected),
        (CampaignItemState.InProgress, CampaignItemTrigger.Except, CampaignItemState.Exception),
        (CampaignItemState.Replaced, CampaignItemTrigger.Confirm, CampaignItemState.Done),
        (CampaignItemState.Replaced, CampaignItemTrigger.Except, CampaignItemState.Exception),
        (CampaignItemState.Exception, CampaignItemTrigger.Retry, CampaignItemState.Planned),
        (CampaignItemState.Exception, CampaignItemTrigger.Waive, CampaignItemState.Waived));

    /// <summary>Wave in which it is replaced.</summary>
    public int Wave { get; set; }

    /// <summary>The board.</summary>
    public Guid? BoardId { get; set; }

    /// <summary>Code of the network element.</summary>
    public string Element { get; set; } = "";

    /// <summary>City of the site.</summary>
    public string City { get; set; } = "";

    /// <summary>Serial number of the affected board.</summary>
    public string OldSerial { get; set; } = "";

    /// <summary>Serial number of the board that was put in.</summary>
    public string NewSerial { get; set; } = "";

    /// <summary>The customer has refused consent.</summary>
    public bool Refused { get; set; }

    /// <summary>Begin of the agreed window.</summary>
    public DateTimeOffset? WindowStart { get; set; }

    /// <summary>Who escorts.</summary>
    public string Escort { get; set; } = "";

    /// <summary>Why it is an exception; blank for none.</summary>
    public string ExceptionReason { get; set; } = "";

    /// <summary>What was decided on the last exception.</summary>
    public string ExceptionDecision { get; set; } = "";

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; set; }

    /// <summary>When the removed board came back.</summary>
    public DateTimeOffset? ReturnedAt { get; set; }

    /// <summary>Nothing is left to do in its wave.</summary>
    public bool IsFinal => State is CampaignItemState.Done or CampaignItemState.NotAffected or CampaignItemState.Waived;

    /// <summary>Worked on now.</summary>
    public bool IsActive => State is CampaignItemState.Scheduled or CampaignItemState.InProgress or CampaignItemState.Replaced;

    /// <summary>Ended as it should.</summary>
    public bool IsSuccess => State is CampaignItemState.Done or CampaignItemState.NotAffected;

    /// <inheritdoc/>
    public override string Type => RecordTypes.CampaignItem;

    /// <inheritdoc/>
    public override string Prefix => "BRI";

    /// <inheritdoc/>
    protected override Transitions<CampaignItemState, CampaignItemTrigger> Machine => Table;
}
