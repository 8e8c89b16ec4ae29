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

    /// <summary>Documents that people write and sign, conventions §6.</summary>
    public const string DocumentSubmission = "itr-document-submission";

    /// <summary>Review of a proposed penalty, conventions §7.</summary>
    public const string PenaltyReview = "itr-penalty-review";

    /// <summary>Decision on a clock pause, R7.</summary>
    public const string ClockPause = "itr-clock-pause";
}
