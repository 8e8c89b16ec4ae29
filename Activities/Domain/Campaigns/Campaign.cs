using Elsa.ITR.Domain.Records;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Campaigns;

/// <summary>How bad it is if nothing is replaced.</summary>
public enum CampaignRisk
{
    /// <summary>Must be over soon after the launch.</summary>
    Critical,
    /// <summary>High.</summary>
    High,
    /// <summary>Medium.</summary>
    Medium,
}

/// <summary>What becomes of removed boards.</summary>
public enum ReturnInstruction
{
    /// <summary>They are scrapped.</summary>
    Scrap,
    /// <summary>They go to the spare parts centre.</summary>
    ReturnToSpc,
    /// <summary>They are reworked and go back.</summary>
    ReworkAndReturn,
}

/// <summary>How the items of a batch replacement are carried out (flow 10 step c).</summary>
public enum CampaignWork
{
    /// <summary>The engineer swaps the board in the agreed window and reports it.</summary>
    Report,
    /// <summary>Each by a standard change with its visit (flow 07).</summary>
    Change,
    /// <summary>Each by a software upgrade with its approvals (flow 08).</summary>
    Upgrade,
}

/// <summary>Where a batch replacement stands (flow 10).</summary>
public enum CampaignState
{
    /// <summary>Being prepared.</summary>
    Draft,
    /// <summary>Scope and method are agreed.</summary>
    Reviewed,
    /// <summary>The director has launched it.</summary>
    Launched,
    /// <summary>Waves are worked on.</summary>
    Running,
    /// <summary>Stopped until its cause is known.</summary>
    Suspended,
    /// <summary>Closed with its report.</summary>
    Completed,
    /// <summary>Given up or refused.</summary>
    Aborted,
}

/// <summary>What may happen to a batch replacement.</summary>
public enum CampaignTrigger
{
    /// <summary>Scope and method are agreed.</summary>
    Review,
    /// <summary>It goes back to its owner.</summary>
    Return,
    /// <summary>It is launched.</summary>
    Launch,
    /// <summary>The first wave begins.</summary>
    Run,
    /// <summary>The line is stopped.</summary>
    Suspend,
    /// <summary>It goes on.</summary>
    Resume,
    /// <summary>It is closed.</summary>
    Complete,
    /// <summary>It is given up.</summary>
    Abort,
}

/// <summary>A recall of boards with a batch defect, over many sites, in waves.</summary>
public sealed class Campaign : BusinessRecord<CampaignState, CampaignTrigger>
{
    /// <summary>Which trigger leads where.</summary>
    public static readonly Transitions<CampaignState, CampaignTrigger> Table = new(
        (CampaignState.Draft, CampaignTrigger.Review, CampaignState.Reviewed),
        (CampaignState.Draft, CampaignTrigger.Abort, CampaignState.Aborted),
        (CampaignState.Reviewed, CampaignTrigger.Return, CampaignState.Draft),
        (CampaignState.Reviewed, CampaignTrigger.Launch, CampaignState.Launched),
        (CampaignState.Reviewed, CampaignTrigger.Abort, CampaignState.Aborted),
        (CampaignState.Launched, CampaignTrigger.Run, CampaignState.Running),
        (CampaignState.Launched, CampaignTrigger.Abort, CampaignState.Aborted),
        (CampaignState.Running, CampaignTrigger.Suspend, CampaignState.Suspended),
        (CampaignState.Running, CampaignTrigger.Complete, CampaignState.Completed),
        (CampaignState.Suspended, CampaignTrigger.Resume, CampaignState.Running),
        (CampaignState.Suspended, CampaignTrigger.Abort, CampaignState.Aborted));

    /// <summary>Number of the defect report; blank for none.</summary>
    public string DefectNo { get; set; } = "";

    /// <summary>Type of the affected board.</summary>
    public string BoardType { get; set; } = "";

    /// <summary>Affected hardware revisions; empty for all.</summary>
    public List<string> HwRevisions { get; set; } = [];

    /// <summary>First affected serial number; blank for no limit.</summary>
    public string SerialFrom { get; set; } = "";

    /// <summary>Last affected serial number; blank for no limit.</summary>
    public string SerialTo { get; set; } = "";

    /// <summary>First production day; null for no limit.</summary>
    public DateOnly? ProducedFrom { get; set; }

    /// <summary>Last production day; null for no limit.</summary>
    public DateOnly? ProducedTo { get; set; }

    /// <summary>Serial numbers named one by one instead of by rule.</summary>
    public List<string> Serials { get; set; } = [];

    /// <summary>How bad it is if nothing is replaced.</summary>
    public CampaignRisk Risk { get; set; } = CampaignRisk.Medium;

    /// <summary>How its items are carried out.</summary>
    public CampaignWork ItemWork { get; set; }

    /// <summary>What is put in: a board, or the number of a software version.</summary>
    public string Replacement { get; set; } = "";

    /// <summary>How it is done.</summary>
    public string Method { get; set; } = "";

    /// <summary>When it is to be over.</summary>
    public DateTimeOffset? TargetEnd { get; set; }

    /// <summary>What becomes of removed boards.</summary>
    public ReturnInstruction ReturnInstruction { get; set; } = ReturnInstruction.ReturnToSpc;

    /// <summary>Number of waves, the pilot wave among them.</summary>
    public int WaveCount { get; set; } = 2;

    /// <summary>Items worked on at once; 0 takes the limit of the policy.</summary>
    public int MaxParallel { get; set; }

    /// <summary>Number of items.</summary>
    public int ItemCount { get; set; }

    /// <summary>Whether a backbone element is among the items.</summary>
    public bool HasBackbone { get; set; }

    /// <summary>Whether the province consents too.</summary>
    public bool ProvinceNeeded { get; set; }

    /// <summary>Wave that is worked on; -1 before the first.</summary>
    public int CurrentWave { get; set; } = -1;

    /// <inheritdoc/>
    public override string Type => RecordTypes.Campaign;

    /// <inheritdoc/>
    public override string Prefix => "BRC";

    /// <inheritdoc/>
    public override string CancelTrigger => nameof(CampaignTrigger.Abort);

    /// <inheritdoc/>
    protected override Transitions<CampaignState, CampaignTrigger> Machine => Table;
}

/// <summary>Where a wave stands.</summary>
public enum WaveState
{
    /// <summary>Waits for its turn.</summary>
    Planned,
    /// <summary>Its items are worked on.</summary>
    Open,
    /// <summary>Enough of its items are settled; the next step is decided.</summary>
    Gate,
    /// <summary>Over.</summary>
    Closed,
}

/// <summary>A part of a batch replacement that is worked on at once; wave 0 is the pilot.</summary>
public sealed class CampaignWave : Entity
{
    /// <summary>Which state may follow which.</summary>
    public static readonly IReadOnlyDictionary<WaveState, IReadOnlyList<WaveState>> Next = new Dictionary<WaveState, IReadOnlyList<WaveState>>
    {
        [WaveState.Planned] = [WaveState.Open],
        [WaveState.Open] = [WaveState.Gate],
        [WaveState.Gate] = [WaveState.Open, WaveState.Closed],
        [WaveState.Closed] = [],
    };

    /// <summary>The batch replacement.</summary>
    public Guid CampaignId { get; set; }

    /// <summary>0 for the pilot, counting up.</summary>
    public int Number { get; set; }

    /// <summary>Where it stands.</summary>
    public WaveState State { get; private set; }

    /// <summary>When boards are there.</summary>
    public DateTimeOffset? SupplyAt { get; set; }

    /// <summary>When it is to be over.</summary>
    public DateTimeOffset? PlannedEnd { get; set; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? OpenedAt { get; set; }

    /// <summary>When it was closed.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>Moves on.</summary>
    /// <exception cref="RuleViolationException">record.wrong-state.</exception>
    public void Move(WaveState to) =>
        State = to == State || Next[State].Contains(to) ? to : throw new RuleViolationException("record.wrong-state", ("state", State), ("trigger", to));
}
