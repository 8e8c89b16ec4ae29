using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Escalations;

/// <summary>What can happen to the state of an escalation.</summary>
public enum EscalationTrigger
{
    /// <summary>A level is called, the first or a higher one.</summary>
    Raise,

    /// <summary>The owner takes it up.</summary>
    Acknowledge,

    /// <summary>The action plan is published.</summary>
    Plan,

    /// <summary>The customer agreed; the plan is followed.</summary>
    Track,

    /// <summary>It was unfounded.</summary>
    Invalidate,

    /// <summary>The reason is gone.</summary>
    Close,
}

/// <summary>The state machine of an escalation (flow 12).</summary>
public static class EscalationStates
{
    private static readonly EscalationState[] Open = [EscalationState.Open, EscalationState.Acknowledged, EscalationState.Planned, EscalationState.Tracking];

    /// <summary>Which trigger leads where; a raise leads back to the beginning from anywhere.</summary>
    public static readonly Transitions<EscalationState, EscalationTrigger> Table = new(
        [
            .. Open.Select(from => (from, EscalationTrigger.Raise, EscalationState.Open)),
            .. Open.Select(from => (from, EscalationTrigger.Acknowledge, EscalationState.Acknowledged)),
            .. Open.Select(from => (from, EscalationTrigger.Plan, EscalationState.Planned)),
            .. Open.Select(from => (from, EscalationTrigger.Track, EscalationState.Tracking)),
            .. Open.Select(from => (from, EscalationTrigger.Invalidate, EscalationState.Invalid)),
            .. Open.Select(from => (from, EscalationTrigger.Close, EscalationState.Closed)),
        ]);
}
