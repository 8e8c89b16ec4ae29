using Elsa.ITR.Domain.Escalations;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Clocks;

/// <summary>What happens at which part of a clock's time.</summary>
/// <param name="Id">E.g. <c>ESC-L1</c>.</param>
/// <param name="Name">For people.</param>
/// <param name="Thresholds">Ascending by percent.</param>
public sealed record EscalationProfile(string Id, Bilingual Name, IReadOnlyList<ClockThreshold> Thresholds);

/// <summary>One step of a profile.</summary>
/// <param name="Percent">Of the target; 100 is the due time.</param>
/// <param name="Action">What is done.</param>
/// <param name="Level">Management level that an escalation opens at.</param>
/// <param name="Urgency">Of that escalation.</param>
/// <param name="Notify">Roles and the tokens <c>Assignee</c>, <c>EscalationOwner</c>, <c>NextLevelOwner</c>.</param>
/// <param name="ReassignTo">Role that the clock's open tasks go to.</param>
public sealed record ClockThreshold(
    int Percent, ThresholdAction Action, ManagementLevel? Level, EscalationUrgency? Urgency, IReadOnlyList<string> Notify, string? ReassignTo)
{
    /// <summary>The percent that is the due time, by definition.</summary>
    public const int Due = 100;
}

/// <summary>What a threshold does.</summary>
public enum ThresholdAction
{
    /// <summary>Sets the breach mark and nothing else: a profile that says nothing about the due time.</summary>
    Mark,

    /// <summary>A reminder that may be muted.</summary>
    Remind,

    /// <summary>A warning.</summary>
    Warn,

    /// <summary>A management escalation.</summary>
    Escalate,

    /// <summary>The promise is broken: mark, penalty, escalation where a level stands.</summary>
    Breach,

    /// <summary>The next functional tier is due.</summary>
    RaiseTier,

    /// <summary>The escalation goes one level up.</summary>
    RaiseManagementLevel,
}
