using Elsa.ITR.Domain.Organisation;

namespace Elsa.ITR.Web.Features.Operations.Stalls;

/// <summary>Why an instance does not go on. The sentence of each stands in the texts under <c>Stall.&lt;cause&gt;</c>, its evidence beside it.</summary>
public enum StallCause
{
    /// <summary>The version it runs on was deleted.</summary>
    VersionMissing,

    /// <summary>A step threw, and the automatic retries are used up.</summary>
    StepFailed,

    /// <summary>A step threw and is tried again by itself.</summary>
    RetryScheduled,

    /// <summary>A script ran into its time, statement or memory limit.</summary>
    ScriptTimeout,

    /// <summary>A script is wrong: it threw, or names something that is not there.</summary>
    ScriptFailed,

    /// <summary>A business rule forbids what the step does.</summary>
    RuleBroken,

    /// <summary>Another system did not answer, or not well.</summary>
    OutsideFailed,

    /// <summary>Nobody held the role asked for; the work went to the duty manager, who has not given it to anybody.</summary>
    NoCandidate,

    /// <summary>Nobody holds the role any more.</summary>
    CandidatesGone,

    /// <summary>The only candidate would judge his own work.</summary>
    OnlyExcluded,

    /// <summary>A disabled account holds the work.</summary>
    HolderDisabled,

    /// <summary>The work it waits for does not exist.</summary>
    TaskMissing,

    /// <summary>The work it waits for has ended without telling it.</summary>
    TaskEnded,

    /// <summary>The event it waits for has happened and did not reach it.</summary>
    EventMissed,

    /// <summary>The event it waits for can no longer come: the record has ended.</summary>
    EventImpossible,

    /// <summary>The third party's answer is more than a day late.</summary>
    VendorLate,

    /// <summary>The event it waits for is more than a day late.</summary>
    EventOverdue,

    /// <summary>It waits for a timer that is not set.</summary>
    TimerMissing,

    /// <summary>Its timer failed in several tries and was given up.</summary>
    TimerGivenUp,

    /// <summary>Its timer is over and nobody fires it.</summary>
    TimerLate,

    /// <summary>A node that no longer answers holds its timer or effect.</summary>
    DeadLease,

    /// <summary>An effect it caused failed in several tries and was given up.</summary>
    EffectGivenUp,

    /// <summary>An effect it caused is due and nobody does it.</summary>
    EffectLate,

    /// <summary>The child it waits for does not exist.</summary>
    ChildMissing,

    /// <summary>The child it waits for has ended without waking it.</summary>
    ChildEnded,

    /// <summary>The child it waits for stands still itself.</summary>
    ChildStuck,

    /// <summary>It repeats a step over and over.</summary>
    Looping,

    /// <summary>It was created and never begun.</summary>
    NeverStarted,

    /// <summary>It waits for nothing: no task, timer, event, child or effect.</summary>
    NothingWaits,
}

/// <summary>What to do next about it.</summary>
public enum StallRemedy
{
    /// <summary>Run the failed step again.</summary>
    Retry,

    /// <summary>Leave the step with an outcome.</summary>
    Skip,

    /// <summary>Go back to a step, with other values.</summary>
    Replay,

    /// <summary>Give the work to somebody.</summary>
    Assign,

    /// <summary>Deliver the event, or tell that it happened.</summary>
    SendEvent,

    /// <summary>Have the effect or timer done again.</summary>
    SendAgain,

    /// <summary>Look at the child.</summary>
    OpenChild,

    /// <summary>End the instance.</summary>
    Cancel,
}

/// <summary>What belongs to a cause.</summary>
public static class StallCauses
{
    /// <summary>Role of whoever has to act.</summary>
    public static string OwnerOf(StallCause cause) => cause switch
    {
        StallCause.ScriptTimeout or StallCause.ScriptFailed or StallCause.Looping or StallCause.VersionMissing => RoleCodes.ProcessOwner,
        StallCause.NoCandidate or StallCause.CandidatesGone or StallCause.OnlyExcluded or StallCause.HolderDisabled or StallCause.EventOverdue => RoleCodes.DutyManager,
        StallCause.VendorLate => RoleCodes.ThirdPartyManager,
        _ => RoleCodes.SystemAdmin,
    };

    /// <summary>The next action.</summary>
    public static StallRemedy RemedyOf(StallCause cause) => cause switch
    {
        StallCause.StepFailed or StallCause.RetryScheduled or StallCause.OutsideFailed => StallRemedy.Retry,
        StallCause.RuleBroken or StallCause.ChildMissing or StallCause.ChildEnded or StallCause.Looping => StallRemedy.Skip,
        StallCause.NoCandidate or StallCause.CandidatesGone or StallCause.OnlyExcluded or StallCause.HolderDisabled => StallRemedy.Assign,
        StallCause.EventMissed or StallCause.VendorLate or StallCause.EventOverdue => StallRemedy.SendEvent,
        StallCause.TimerGivenUp or StallCause.TimerLate or StallCause.DeadLease or StallCause.EffectGivenUp or StallCause.EffectLate => StallRemedy.SendAgain,
        StallCause.ChildStuck => StallRemedy.OpenChild,
        StallCause.EventImpossible or StallCause.VersionMissing or StallCause.NeverStarted => StallRemedy.Cancel,
        _ => StallRemedy.Replay,
    };

    /// <summary>Whether an activity is faulted: shown as failed, not as standing still.</summary>
    public static bool IsFault(StallCause cause) =>
        cause is StallCause.StepFailed or StallCause.RetryScheduled or StallCause.ScriptTimeout or StallCause.ScriptFailed or StallCause.RuleBroken or StallCause.OutsideFailed;
}
