using Elsa.ITR.Domain.Records;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Changes;

/// <summary>What kind of change it is; decides who must agree.</summary>
public enum ChangeType
{
    /// <summary>From a template that was approved once for all.</summary>
    Standard,
    /// <summary>Reviewed and authorised.</summary>
    Normal,
    /// <summary>A major cutover (重大割接): the province agrees too.</summary>
    MajorCutover,
    /// <summary>Cannot wait; reviewed afterwards.</summary>
    Emergency,
}

/// <summary>How dangerous a change is: risk times probability, by the limits of the policy.</summary>
public enum RiskClass
{
    /// <summary>Reviewed by the second tier.</summary>
    Low,
    /// <summary>Reviewed by the third tier too.</summary>
    Medium,
    /// <summary>Reviewed by R&amp;D and authorised by the province too.</summary>
    High,
}

/// <summary>Where a change stands (data-model §8).</summary>
public enum ChangeState
{
    /// <summary>Being written.</summary>
    Draft,
    /// <summary>Handed in and valid.</summary>
    Submitted,
    /// <summary>Judged by reviewers and approvers.</summary>
    InReview,
    /// <summary>May be done.</summary>
    Authorised,
    /// <summary>Waits for its window.</summary>
    Scheduled,
    /// <summary>Being done.</summary>
    Implementing,
    /// <summary>Done and confirmed by the customer.</summary>
    Implemented,
    /// <summary>Undone.</summary>
    RolledBack,
    /// <summary>Refused.</summary>
    Rejected,
    /// <summary>Given up before or after it was tried.</summary>
    Stopped,
    /// <summary>Done and summed up.</summary>
    Closed,
}

/// <summary>What may happen to a change.</summary>
public enum ChangeTrigger
{
    /// <summary>It is handed in and valid.</summary>
    Submit,
    /// <summary>Somebody judges it.</summary>
    Review,
    /// <summary>It goes back to who wrote it.</summary>
    Return,
    /// <summary>It may be done.</summary>
    Authorise,
    /// <summary>Its window is set.</summary>
    Schedule,
    /// <summary>The window has begun.</summary>
    StartWork,
    /// <summary>The customer confirms it.</summary>
    Implement,
    /// <summary>It is undone.</summary>
    RollBack,
    /// <summary>It needs a new window.</summary>
    Reschedule,
    /// <summary>It is refused.</summary>
    Reject,
    /// <summary>It is given up.</summary>
    Stop,
    /// <summary>It is summed up.</summary>
    Close,
}

/// <summary>A change of running equipment that is no software upgrade (flow 07).</summary>
public sealed class ChangeRequest : BusinessRecord<ChangeState, ChangeTrigger>
{
    /// <summary>Which trigger leads where.</summary>
    public static readonly Transitions<ChangeState, ChangeTrigger> Table = new(
        (ChangeState.Draft, ChangeTrigger.Submit, ChangeState.Submitted),
        (ChangeState.Draft, ChangeTrigger.Stop, ChangeState.Stopped),
        (ChangeState.Submitted, ChangeTrigger.Review, ChangeState.InReview),
        (ChangeState.Submitted, ChangeTrigger.Authorise, ChangeState.Authorised), // standard: its template was approved
        (ChangeState.Submitted, ChangeTrigger.Reject, ChangeState.Rejected),
        (ChangeState.Submitted, ChangeTrigger.Stop, ChangeState.Stopped),
        (ChangeState.InReview, ChangeTrigger.Return, ChangeState.Draft),
        (ChangeState.InReview, ChangeTrigger.Authorise, ChangeState.Authorised),
        (ChangeState.InReview, ChangeTrigger.Reject, ChangeState.Rejected),
        (ChangeState.InReview, ChangeTrigger.Stop, ChangeState.Stopped),
        (ChangeState.Authorised, ChangeTrigger.Schedule, ChangeState.Scheduled),
        (ChangeState.Authorised, ChangeTrigger.Stop, ChangeState.Stopped),
        (ChangeState.Scheduled, ChangeTrigger.StartWork, ChangeState.Implementing),
        (ChangeState.Scheduled, ChangeTrigger.Reschedule, ChangeState.InReview),
        (ChangeState.Scheduled, ChangeTrigger.Stop, ChangeState.Stopped),
        (ChangeState.Implementing, ChangeTrigger.Implement, ChangeState.Implemented),
        (ChangeState.Implementing, ChangeTrigger.RollBack, ChangeState.RolledBack),
        (ChangeState.Implementing, ChangeTrigger.Stop, ChangeState.Stopped),
        (ChangeState.RolledBack, ChangeTrigger.Reschedule, ChangeState.InReview),
        (ChangeState.RolledBack, ChangeTrigger.Stop, ChangeState.RolledBack),
        (ChangeState.Implemented, ChangeTrigger.Close, ChangeState.Closed));

    /// <summary>What kind of change it is.</summary>
    public ChangeType ChangeType { get; set; } = ChangeType.Normal;

    /// <summary>Why it is needed.</summary>
    public string Reason { get; set; } = "";

    /// <summary>Codes of the network elements it touches.</summary>
    public List<string> Equipment { get; set; } = [];

    /// <summary>Codes of the trunks these carry.</summary>
    public List<string> Trunks { get; set; } = [];

    /// <summary>Steps with duration, responsible, check and rollback point, as JSON rows.</summary>
    public string Plan { get; set; } = "";

    /// <summary>Services and users it may touch.</summary>
    public string Impact { get; set; } = "";

    /// <summary>Minutes of interruption that are expected.</summary>
    public int InterruptionMinutes { get; set; }

    /// <summary>How bad a failure would be, 1 to 5.</summary>
    public int Risk { get; set; } = 1;

    /// <summary>How likely a failure is, 1 to 5.</summary>
    public int Probability { get; set; } = 1;

    /// <summary>By risk times probability.</summary>
    public RiskClass RiskClass { get; set; }

    /// <summary>Begin of the window that is asked for.</summary>
    public DateTimeOffset? RequestedStart { get; set; }

    /// <summary>End of the window that is asked for.</summary>
    public DateTimeOffset? RequestedEnd { get; set; }

    /// <summary>Begin of the window that was set.</summary>
    public DateTimeOffset? WindowStart { get; set; }

    /// <summary>End of the window that was set.</summary>
    public DateTimeOffset? WindowEnd { get; set; }

    /// <summary>What must be met, and who escorts.</summary>
    public string Conditions { get; set; } = "";

    /// <summary>Parts and tools.</summary>
    public string Parts { get; set; } = "";

    /// <summary>Type of board that is fetched from stock; blank for none.</summary>
    public string SpareType { get; set; } = "";

    /// <summary>How it is tested.</summary>
    public string TestPlan { get; set; } = "";

    /// <summary>How it is undone.</summary>
    public string RollbackPlan { get; set; } = "";

    /// <summary>Latest time at which undoing it must be decided.</summary>
    public DateTimeOffset? RollbackDecisionAt { get; set; }

    /// <summary>Who is told.</summary>
    public string Communication { get; set; } = "";

    /// <summary>It falls into a period for which service is guaranteed.</summary>
    public bool GuaranteePeriod { get; set; }

    /// <summary>How it is done: Remote or Onsite.</summary>
    public Cases.ServiceMode ServiceMode { get; set; } = Cases.ServiceMode.Onsite;

    /// <summary>Who does it.</summary>
    public Guid? ImplementerId { get; set; }

    /// <summary>Counts its windows.</summary>
    public int Revision { get; set; } = 1;

    /// <summary>When the work began.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>When the work ended.</summary>
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Result against plan.</summary>
    public string Result { get; set; } = "";

    /// <inheritdoc/>
    public override string Type => RecordTypes.ChangeRequest;

    /// <inheritdoc/>
    public override string Prefix => "CHG";

    /// <inheritdoc/>
    public override string CancelTrigger => nameof(ChangeTrigger.Stop);

    /// <inheritdoc/>
    protected override Transitions<ChangeState, ChangeTrigger> Machine => Table;

    /// <inheritdoc/>
    protected override bool Ends(ChangeTrigger trigger) => trigger == ChangeTrigger.Stop;
}

/// <summary>A time in which nothing may be changed.</summary>
public sealed class ChangeFreeze : Entity
{
    /// <summary>Chinese name, e.g. 国庆保障.</summary>
    public string NameZh { get; set; } = "";

    /// <summary>English name.</summary>
    public string NameEn { get; set; } = "";

    /// <summary>First instant.</summary>
    public DateTimeOffset From { get; set; }

    /// <summary>First instant after it.</summary>
    public DateTimeOffset To { get; set; }

    /// <summary>Both names.</summary>
    public Bilingual Name => new(NameZh, NameEn);
}

/// <summary>Stored changes, seen from the check of a new one.</summary>
public interface IChanges
{
    /// <summary>Open changes whose window touches a time, others than one.</summary>
    Task<IReadOnlyList<ChangeRequest>> PlannedAsync(DateTimeOffset from, DateTimeOffset to, Guid except, CancellationToken cancellationToken = default);

    /// <summary>Freezes that touch a time.</summary>
    Task<IReadOnlyList<ChangeFreeze>> FreezesAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken = default);
}
