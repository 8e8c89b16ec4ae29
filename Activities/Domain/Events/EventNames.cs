namespace Elsa.ITR.Domain.Events;

/// <summary>Events that the code itself raises or treats specially; every other name stands in the policy and in flows only.</summary>
public static class EventNames
{
    /// <summary>The record was cancelled: its open clocks end.</summary>
    public const string RecordCancelled = "Record.Cancelled";

    /// <summary>The level changed; data <c>from</c>, <c>to</c>, <c>reason</c> (<c>Worsened</c>, <c>Misclassified</c>, <c>Improved</c>).</summary>
    public const string LevelChanged = "Fault.LevelChanged";

    /// <summary>The fault was accepted; <c>occurredAt</c> is the acceptance time (R8).</summary>
    public const string FaultAccepted = "Fault.Accepted";

    /// <summary>A completion was proposed; <c>occurredAt</c> is the proposed time.</summary>
    public const string CompletionProposed = "Fault.CompletionProposed";

    /// <summary>The customer confirmed the completion; <c>occurredAt</c> is its time.</summary>
    public const string CompletionConfirmed = "Fault.CompletionConfirmed";

    /// <summary>Service is back; <c>occurredAt</c> is when.</summary>
    public const string ServiceRestored = "Fault.ServiceRestored";

    /// <summary>The proposal was answered with no; filter <c>NotRestored</c> or <c>NotSolved</c>.</summary>
    public const string CompletionRejected = "Fault.CompletionRejected";

    /// <summary>The next functional tier is due; filter = the tier, e.g. <c>Tier2</c>.</summary>
    public const string TierDue = "Fault.TierDue";

    /// <summary>A threshold acted; filter = clock id, data <c>percent</c>, <c>action</c>, <c>level</c>.</summary>
    public const string ThresholdReached = "Clock.ThresholdReached";

    /// <summary>A promise was broken; filter = clock id, data <c>dueAt</c>.</summary>
    public const string ClockBreached = "Clock.Breached";

    /// <summary>Clocks stand still; data <c>reason</c>, <c>from</c>, <c>clocks</c>.</summary>
    public const string ClockPaused = "Clock.Paused";

    /// <summary>Clocks go on; data <c>reason</c>, <c>clocks</c>.</summary>
    public const string ClockResumed = "Clock.Resumed";

    /// <summary>A penalty was proposed, on the penalty's own record.</summary>
    public const string PenaltyProposed = "Penalty.Proposed";

    /// <summary>A penalty was confirmed, waived or disputed; filter = the state.</summary>
    public const string PenaltyDecided = "Penalty.Decided";

    /// <summary>An escalation opened or rose; filter = the level, e.g. <c>M2</c>.</summary>
    public const string EscalationRaised = "Escalation.Raised";

    /// <summary>Its owner answered.</summary>
    public const string EscalationAcknowledged = "Escalation.Acknowledged";

    /// <summary>The action plan was published.</summary>
    public const string EscalationPlanned = "Escalation.PlanPublished";

    /// <summary>A higher level was called, on the escalation's own record: its flow begins anew there.</summary>
    public const string EscalationLevelRaised = "Escalation.LevelRaised";

    /// <summary>The record ended first, on the escalation's own record.</summary>
    public const string EscalationSettled = "Escalation.Settled";

    /// <summary>Management decided something for the record; filter = what, data <c>outcome</c>.</summary>
    public const string EscalationDecided = "Escalation.Decided";

    /// <summary>The record that an escalation or incident is about was solved, on their own record.</summary>
    public const string RecordResolved = "Record.Resolved";

    /// <summary>The case is solved: whoever leads its escalation asks the customer.</summary>
    public const string CaseResolved = "Case.Resolved";

    /// <summary>The case ended well: its open escalation ends too.</summary>
    public const string CaseClosed = "Case.Closed";

    /// <summary>A month began for a contract, on its summary of the month before; data <c>month</c>, <c>contract</c>.</summary>
    public const string MonthOpened = "Month.Opened";

    /// <summary>The confirmed acceptance time differs from the proposed one: clocks that <see cref="FaultAccepted"/> started move.</summary>
    public const string AcceptanceCorrected = "Fault.AcceptanceCorrected";

    /// <summary>A pause was asked for; filter = reason code, data <c>pauseId</c>, <c>reason</c>, <c>voidAt</c>.</summary>
    public const string PauseRequested = "Clock.PauseRequested";

    /// <summary>A pause was refused or not decided in time; filter = <c>Rejected</c> or <c>Void</c>.</summary>
    public const string PauseRefused = "Clock.PauseRefused";

    /// <summary>Data key: the event corrects the time of an earlier one of its name; clocks move, none starts anew.</summary>
    public const string Correction = "correction";

    /// <summary>Data key: the agreed due instant of a negotiated target.</summary>
    public const string AgreedDue = "agreedDue";
}
