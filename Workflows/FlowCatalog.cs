using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Workflows.CodeFirst.Changes;
using Elsa.ITR.Workflows.CodeFirst.Faults;
using Elsa.ITR.Workflows.CodeFirst.Main;
using Elsa.ITR.Workflows.CodeFirst.Shared;
using Elsa.Workflows;

namespace Elsa.ITR.Workflows;

/// <summary>What a shipped flow is for the people who own it.</summary>
/// <param name="DefinitionId">One of <see cref="FlowIds"/>.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Category">Main, Fault, Enabling, Support or Shared.</param>
/// <param name="RecordType">Type of the record it runs on.</param>
/// <param name="Class">The code it is rendered from; null once a process owner has taken it over and its newest file is the source.</param>
/// <param name="Outcomes">Ends it reports in its output <c>outcome</c> (R16).</param>
public sealed record FlowEntry(
    string DefinitionId, Bilingual Name, string Category, string RecordType, Type? Class, IReadOnlyList<string> Outcomes)
{
    /// <summary>A fresh instance of the code.</summary>
    /// <exception cref="InvalidOperationException">The flow has no code any more.</exception>
    public WorkflowBase Create() =>
        (WorkflowBase)Activator.CreateInstance(Class ?? throw new InvalidOperationException($"Expected {DefinitionId} to be code, but its newest file is the source."))!;
}

/// <summary>Every shipped flow.</summary>
public static class FlowCatalog
{
    /// <summary>In the order of the handbook.</summary>
    public static IReadOnlyList<FlowEntry> All { get; } =
    [
        new(FlowIds.ManageServiceRequest, Name(FlowIds.ManageServiceRequest), "Main", RecordTypes.Case, typeof(ManageServiceRequest),
            ["Closed", "Rejected", "Duplicate", "Cancelled"]),
        new(FlowIds.FaultLevel1, Name(FlowIds.FaultLevel1), "Fault", RecordTypes.Case, typeof(FaultLevel1), ["Resolved", "LevelChanged"]),
        new(FlowIds.PartnerHandling, Name(FlowIds.PartnerHandling), "Support", RecordTypes.Case, typeof(CodeFirst.Support.PartnerHandling),
            ["Resolved", "LevelChanged", "Cancelled"]),
        new(FlowIds.ThirdPartyHandling, Name(FlowIds.ThirdPartyHandling), "Support", RecordTypes.ThirdPartyEngagement, typeof(CodeFirst.Support.ThirdPartyHandling),
            ["Solved", "Rejected"]),
        new(FlowIds.RemoteService, Name(FlowIds.RemoteService), "Support", RecordTypes.RemoteSession, typeof(CodeFirst.Support.RemoteService),
            ["Succeeded", "NotRestored", "NeedOnsite", "Refused"]),
        new(FlowIds.OnsiteService, Name(FlowIds.OnsiteService), "Support", RecordTypes.OnsiteService, typeof(CodeFirst.Support.OnsiteService),
            ["Restored", "Done", "NeedHigherTier", "NotRestored", "NotDone"]),
        new(FlowIds.SparePartRequest, Name(FlowIds.SparePartRequest), "Support", RecordTypes.SparePartRequest, typeof(CodeFirst.Support.SparePartRequest),
            ["Closed", "Rejected", "Lost"]),
        new(FlowIds.TechnicalSolution, Name(FlowIds.TechnicalSolution), "Enabling", RecordTypes.ChangeRequest, typeof(TechnicalSolution),
            ["Implemented", "RolledBack", "Rejected", "Stopped", "Discarded"]),
        new(FlowIds.UpgradeApproval, Name(FlowIds.UpgradeApproval), "Support", RecordTypes.UpgradeApplication, typeof(SoftwareUpgrade), ["Completed", "Failed", "Rejected"]),
        new(FlowIds.FaultLevel2, Name(FlowIds.FaultLevel2), "Fault", RecordTypes.Case, typeof(FaultLevel2), ["Resolved", "LevelChanged"]),
        new(FlowIds.FaultLevel3, Name(FlowIds.FaultLevel3), "Fault", RecordTypes.Case, typeof(FaultLevel3), ["Resolved", "LevelChanged"]),
        new(FlowIds.FaultLevel4, Name(FlowIds.FaultLevel4), "Fault", RecordTypes.Case, typeof(FaultLevel4), ["Resolved", "LevelChanged"]),
        new(FlowIds.EmergencyRecovery, Name(FlowIds.EmergencyRecovery), "Fault", RecordTypes.Case, typeof(EmergencyRecovery), ["Recovered", "Cancelled", "HandedOver"]),
        new(FlowIds.MajorIncidentNotification, Name(FlowIds.MajorIncidentNotification), "Fault", RecordTypes.MajorIncident, typeof(MajorIncidentNotification), ["Closed", "Withdrawn"]),
        new(FlowIds.ManagementEscalation, Name(FlowIds.ManagementEscalation), "Fault", RecordTypes.Escalation, typeof(ManagementEscalation), ["Closed", "Invalid"]),
        new(FlowIds.BatchReplacement, Name(FlowIds.BatchReplacement), "Main", RecordTypes.Campaign, typeof(BatchReplacement), ["Completed", "Aborted", "Rejected"]),
        new(FlowIds.BatchReplacementItem, Name(FlowIds.BatchReplacementItem), "Main", RecordTypes.CampaignItem, typeof(BatchReplacementItem),
            ["Done", "NotAffected", "Waived", "Retried", "Stopped", "Abandoned"]),
        new(FlowIds.DocumentSubmission, Name(FlowIds.DocumentSubmission), "Shared", RecordTypes.Case, typeof(DocumentSubmission), ["Accepted"]),
        new(FlowIds.MonthlySummary, Name(FlowIds.MonthlySummary), "Shared", RecordTypes.MonthlySummary, typeof(CodeFirst.Shared.MonthlySummary), ["Accepted", "Cancelled"]),
        new(FlowIds.OnsiteReport, Name(FlowIds.OnsiteReport), "Shared", RecordTypes.OnsiteService, typeof(OnsiteReport), ["Completed"]),
        new(FlowIds.PenaltyReview, Name(FlowIds.PenaltyReview), "Shared", RecordTypes.Penalty, typeof(PenaltyReview),
            ["Waived", "Confirmed", "Disputed", "OnAgenda", "AnswerOnAgenda"]),
        new(FlowIds.ClockPause, Name(FlowIds.ClockPause), "Shared", RecordTypes.Case, typeof(ClockPause), ["Resumed", "Rejected", "Void", "TooLate"]),
    ];

    /// <summary>A shipped flow; null when the id is not one of ours.</summary>
    public static FlowEntry? Find(string definitionId) => All.FirstOrDefault(flow => flow.DefinitionId == definitionId);

    /// <summary>The flow that was made from the same template and has a version line of its own; null for any other.</summary>
    public static string? SiblingOf(string definitionId) => definitionId switch
    {
        FlowIds.FaultLevel3 => FlowIds.FaultLevel4,
        FlowIds.FaultLevel4 => FlowIds.FaultLevel3,
        _ => null,
    };

    private static Bilingual Name(string definitionId) => Words.Shipped.Label("FlowDefinition", definitionId);
}
