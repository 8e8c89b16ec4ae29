using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Records;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Upgrades;

/// <summary>Who wants the upgrade.</summary>
public enum UpgradeInitiator
{
    /// <summary>The customer; the vendor has to answer in time.</summary>
    Customer,
    /// <summary>The vendor.</summary>
    Vendor,
}

/// <summary>What is upgraded.</summary>
public enum SoftwareKind
{
    /// <summary>Software of network elements.</summary>
    Equipment,
    /// <summary>Management software.</summary>
    Nms,
}

/// <summary>Why it is upgraded.</summary>
public enum UpgradeCause
{
    /// <summary>A defect; spares are upgraded too.</summary>
    ProductDefect,
    /// <summary>A new function.</summary>
    Feature,
    /// <summary>One version for the same type and function.</summary>
    Unification,
    /// <summary>Security.</summary>
    Security,
}

/// <summary>Where an upgrade stands (data-model §8).</summary>
public enum UpgradeState
{
    /// <summary>Asked for.</summary>
    Requested,
    /// <summary>The vendor has said yes.</summary>
    Confirmed,
    /// <summary>The application is being written.</summary>
    Drafting,
    /// <summary>The vendor's third tier judges the plan.</summary>
    VendorReview,
    /// <summary>The institute has it.</summary>
    Submitted,
    /// <summary>The institute has agreed.</summary>
    InstituteApproved,
    /// <summary>The province has agreed and set the window.</summary>
    Approved,
    /// <summary>Everything is ready.</summary>
    Scheduled,
    /// <summary>Being done.</summary>
    Executing,
    /// <summary>Done.</summary>
    Succeeded,
    /// <summary>Failed; the former state is restored.</summary>
    FailedRestored,
    /// <summary>Watched by the institute.</summary>
    FollowUp,
    /// <summary>Finished and recorded.</summary>
    Completed,
    /// <summary>Refused.</summary>
    Rejected,
    /// <summary>Withdrawn.</summary>
    Cancelled,
}

/// <summary>What may happen to an upgrade.</summary>
public enum UpgradeTrigger
{
    /// <summary>The vendor says yes.</summary>
    Confirm,
    /// <summary>Writing begins, or begins anew.</summary>
    Draft,
    /// <summary>The third tier judges it.</summary>
    Review,
    /// <summary>The institute receives it.</summary>
    Submit,
    /// <summary>It goes back to its author.</summary>
    Return,
    /// <summary>The institute agrees.</summary>
    InstituteApprove,
    /// <summary>The province agrees.</summary>
    ProvinceApprove,
    /// <summary>Everything is ready.</summary>
    Schedule,
    /// <summary>It needs another window.</summary>
    NotReady,
    /// <summary>The window has begun.</summary>
    Start,
    /// <summary>It succeeded.</summary>
    Succeed,
    /// <summary>It failed and was undone.</summary>
    Fail,
    /// <summary>It is given up.</summary>
    GiveUp,
    /// <summary>The institute watches it.</summary>
    Watch,
    /// <summary>It is finished.</summary>
    Complete,
    /// <summary>It is refused.</summary>
    Reject,
    /// <summary>It is withdrawn.</summary>
    Cancel,
}

/// <summary>An application to install or upgrade software, approved by two parties (flow 08).</summary>
public sealed class UpgradeApplication : BusinessRecord<UpgradeState, UpgradeTrigger>
{
    private static readonly UpgradeState[] Open =
    [
        UpgradeState.Requested, UpgradeState.Confirmed, UpgradeState.Drafting, UpgradeState.VendorReview, UpgradeState.Submitted, UpgradeState.InstituteApproved,
        UpgradeState.Approved, UpgradeState.Scheduled, UpgradeState.Executing, UpgradeState.Succeeded, UpgradeState.FailedRestored, UpgradeState.FollowUp,
    ];

    /// <summary>Which trigger leads where; every open state can be withdrawn.</summary>
    public static readonly Transitions<UpgradeState, UpgradeTrigger> Table = new(
    [
        (UpgradeState.Requested, UpgradeTrigger.Confirm, UpgradeState.Confirmed),
        (UpgradeState.Requested, UpgradeTrigger.Reject, UpgradeState.Rejected),
        (UpgradeState.Confirmed, UpgradeTrigger.Draft, UpgradeState.Drafting),
        (UpgradeState.Drafting, UpgradeTrigger.Review, UpgradeState.VendorReview),
        (UpgradeState.Drafting, UpgradeTrigger.Submit, UpgradeState.Submitted),
        (UpgradeState.VendorReview, UpgradeTrigger.Return, UpgradeState.Drafting),
        (UpgradeState.VendorReview, UpgradeTrigger.Submit, UpgradeState.Submitted),
        (UpgradeState.Submitted, UpgradeTrigger.Return, UpgradeState.Drafting),
        (UpgradeState.Submitted, UpgradeTrigger.InstituteApprove, UpgradeState.InstituteApproved),
        (UpgradeState.Submitted, UpgradeTrigger.Reject, UpgradeState.Rejected),
        (UpgradeState.InstituteApproved, UpgradeTrigger.Return, UpgradeState.Drafting),
        (UpgradeState.InstituteApproved, UpgradeTrigger.ProvinceApprove, UpgradeState.Approved),
        (UpgradeState.InstituteApproved, UpgradeTrigger.Reject, UpgradeState.Rejected),
        (UpgradeState.Approved, UpgradeTrigger.Schedule, UpgradeState.Scheduled),
        (UpgradeState.Approved, UpgradeTrigger.NotReady, UpgradeState.InstituteApproved),
        (UpgradeState.Scheduled, UpgradeTrigger.Start, UpgradeState.Executing),
        (UpgradeState.Executing, UpgradeTrigger.Succeed, UpgradeState.Succeeded),
        (UpgradeState.Executing, UpgradeTrigger.Fail, UpgradeState.FailedRestored),
        (UpgradeState.FailedRestored, UpgradeTrigger.Draft, UpgradeState.Drafting),
        (UpgradeState.FailedRestored, UpgradeTrigger.GiveUp, UpgradeState.FailedRestored),
        (UpgradeState.Succeeded, UpgradeTrigger.Watch, UpgradeState.FollowUp),
        (UpgradeState.FollowUp, UpgradeTrigger.Complete, UpgradeState.Completed),
        .. Open.Select(state => (state, UpgradeTrigger.Cancel, UpgradeState.Cancelled)),
    ]);

    /// <summary>Who wants it.</summary>
    public UpgradeInitiator Initiator { get; set; }

    /// <summary>What is upgraded.</summary>
    public SoftwareKind SoftwareKind { get; set; }

    /// <summary>Why.</summary>
    public UpgradeCause Cause { get; set; } = UpgradeCause.Feature;

    /// <summary>Codes of the network elements.</summary>
    public List<string> Equipment { get; set; } = [];

    /// <summary>Version that runs now.</summary>
    public string CurrentVersion { get; set; } = "";

    /// <summary>Version that is wanted.</summary>
    public string TargetVersion { get; set; } = "";

    /// <summary>Why it is asked for, in words.</summary>
    public string Reason { get; set; } = "";

    /// <summary>Begin of the window that is wished for.</summary>
    public DateTimeOffset? WishStart { get; set; }

    /// <summary>End of the window that is wished for.</summary>
    public DateTimeOffset? WishEnd { get; set; }

    /// <summary>Minutes of interruption that are expected.</summary>
    public int InterruptionMinutes { get; set; }

    /// <summary>Whether the vendor's third tier must judge the plan.</summary>
    public bool ReviewNeeded { get; set; }

    /// <summary>Handed in without a certificate of the target version.</summary>
    public bool Uncertified { get; set; }

    /// <summary>Counts the applications; each goes through both approvals.</summary>
    public int Revision { get; set; } = 1;

    /// <summary>Begin of the window that was set.</summary>
    public DateTimeOffset? WindowStart { get; set; }

    /// <summary>End of the window that was set.</summary>
    public DateTimeOffset? WindowEnd { get; set; }

    /// <summary>What must be met, and who escorts.</summary>
    public string Conditions { get; set; } = "";

    /// <summary>How it is done.</summary>
    public ServiceMode ServiceMode { get; set; } = ServiceMode.Onsite;

    /// <summary>When the work began.</summary>
    public DateTimeOffset? ExecutedStart { get; set; }

    /// <summary>When the work ended.</summary>
    public DateTimeOffset? ExecutedEnd { get; set; }

    /// <summary>Succeeded or Failed; blank while it is open.</summary>
    public string Result { get; set; } = "";

    /// <inheritdoc/>
    public override string Type => RecordTypes.UpgradeApplication;

    /// <inheritdoc/>
    public override string Prefix => "UPG";

    /// <inheritdoc/>
    protected override Transitions<UpgradeState, UpgradeTrigger> Machine => Table;

    /// <inheritdoc/>
    protected override bool Ends(UpgradeTrigger trigger) => trigger == UpgradeTrigger.GiveUp;
}
