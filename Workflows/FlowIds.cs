namespace Elsa.ITR.Workflows;

/// <summary>Definition ids of the shipped flows; kept for ever.</summary>
public static class FlowIds
{
    /// <summary>How the ids of managed flows begin.</summary>
    public const string Prefix = "itr-";

    /// <summary>Flow 01.</summary>
    public const string ManageServiceRequest = "itr-manage-service-request";

    /// <summary>Flow 02.</summary>
    public const string FaultLevel1 = "itr-fault-level-1";

    /// <summary>Partner prelude, conventions §12.</summary>
    public const string PartnerHandling = "itr-partner-handling";

    /// <summary>Flow 11.</summary>
    public const string ThirdPartyHandling = "itr-third-party-handling";

    /// <summary>Flow 15.</summary>
    public const string RemoteService = "itr-remote-service";

    /// <summary>Flow 16.</summary>
    public const string OnsiteService = "itr-onsite-service";

    /// <summary>Flow 17.</summary>
    public const string SparePartRequest = "itr-spare-part-request";

    /// <summary>Flow 07.</summary>
    public const string TechnicalSolution = "itr-technical-solution-implementation";

    /// <summary>Flow 08.</summary>
    public const string UpgradeApproval = "itr-upgrade-approval";

    /// <summary>Report of a visit and its signature, flow 16 steps 8 and 9.</summary>
    public const string OnsiteReport = "itr-onsite-report";

    /// <summary>Flow 03.</summary>
    public const string FaultLevel2 = "itr-fault-level-2";

    /// <summary>Flow 04 at level 3.</summary>
    public const string FaultLevel3 = "itr-fault-level-3";

    /// <summary>Flow 04 at level 4.</summary>
    public const string FaultLevel4 = "itr-fault-level-4";

    /// <summary>Flow 05.</summary>
    public const string EmergencyRecovery = "itr-emergency-recovery";

    /// <summary>Flow 06.</summary>
    public const string MajorIncidentNotification = "itr-major-incident-notification";

    /// <summary>Flow 12.</summary>
    public const string ManagementEscalation = "itr-management-escalation";

    /// <summary>Flow 10, the whole.</summary>
    public const string BatchReplacement = "itr-batch-replacement";

    /// <summary>Flow 10, one item.</summary>
    public const string BatchReplacementItem = "itr-batch-replacement-item";

    /// <summary>On-site reports of a month, shared by flows 03 and 04.</summary>
    public const string MonthlySummary = "itr-monthly-summary";

    /// <summary>Documents that people write and sign, conventions §6.</summary>
    public const string DocumentSubmission = "itr-document-submission";

    /// <summary>Review of a proposed penalty, conventions §7.</summary>
    public const string PenaltyReview = "itr-penalty-review";

    /// <summary>Decision on a clock pause, R7.</summary>
    public const string ClockPause = "itr-clock-pause";
}
