using Elsa.ITR.Domain.Timesheets;

namespace Elsa.ITR.Domain.Inbox;

/// <summary>What working time on a task counts as.</summary>
public static class TaskTime
{
    /// <summary>The kind of work of a task type.</summary>
    public static TimesheetKind KindOf(string taskType) => taskType switch
    {
        "onsite-depart" or "onsite-arrive" => TimesheetKind.Travel,
        "onsite-work" => TimesheetKind.Onsite,
        "fault-l1-mode" or "fault-lead" or "complaint-resolve" or "retro-lead" or "fault-solution-type" => TimesheetKind.Analysis,
        _ when taskType.StartsWith("doc-", StringComparison.Ordinal) || taskType == "case-knowledge" => TimesheetKind.Report,
        _ => TimesheetKind.Remote,
    };
}
