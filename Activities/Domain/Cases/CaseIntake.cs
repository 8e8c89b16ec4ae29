namespace Elsa.ITR.Domain.Cases;

/// <summary>The form <c>case-intake</c>: what somebody reports (flow 01, step 1).</summary>
public sealed record CaseIntake
{
    /// <summary>How it came in.</summary>
    public Channel Channel { get; init; }

    /// <summary>Who asks.</summary>
    public Guid CustomerId { get; init; }

    /// <summary>Where; taken from the equipment when left out.</summary>
    public Guid? SiteId { get; init; }

    /// <summary>Whom to call.</summary>
    public Guid? ContactId { get; init; }

    /// <summary>Name of a contact that is not known yet; needs <see cref="NewContactPhone"/>.</summary>
    public string? NewContactName { get; init; }

    /// <summary>Number of a contact that is not known yet.</summary>
    public string? NewContactPhone { get; init; }

    /// <summary>The network element; for faults this or <see cref="EquipmentText"/>.</summary>
    public Guid? EquipmentId { get; init; }

    /// <summary>The board.</summary>
    public Guid? BoardId { get; init; }

    /// <summary>What the reporter says it is when it cannot be found.</summary>
    public string? EquipmentText { get; init; }

    /// <summary>When the trouble began, UTC.</summary>
    public DateTimeOffset OccurredAt { get; init; }

    /// <summary>When it was reported, UTC.</summary>
    public DateTimeOffset ReportedAt { get; init; }

    /// <summary>When the agent opened the form, UTC; null takes the arrival (R14).</summary>
    public DateTimeOffset? FormOpenedAt { get; init; }

    /// <summary>What it is.</summary>
    public CaseType CaseType { get; init; }

    /// <summary>5–120 characters.</summary>
    public string Title { get; init; } = "";

    /// <summary>At most 4000 characters.</summary>
    public string Description { get; init; } = "";

    /// <summary>Required for faults.</summary>
    public FaultCategory? FaultCategory { get; init; }

    /// <summary>Required for faults.</summary>
    public string? FaultCode { get; init; }

    /// <summary>Required for faults.</summary>
    public bool? ServiceInterrupted { get; init; }

    /// <summary>Null takes the matrix row's default.</summary>
    public bool? IsNmsDown { get; init; }

    /// <summary>Required for level 1.</summary>
    public string? AffectedServices { get; init; }

    /// <summary>City codes; required for level 1.</summary>
    public IReadOnlyList<string> AffectedCities { get; init; } = [];

    /// <summary>The partner that was told first.</summary>
    public Guid? PartnerOrgId { get; init; }

    /// <summary>When the partner was told, UTC; required with a partner.</summary>
    public DateTimeOffset? PartnerReceivedAt { get; init; }

    /// <summary>The case it follows.</summary>
    public Guid? ParentCaseId { get; init; }

    /// <summary>A complaint's source; null takes it from the channel.</summary>
    public Customers.ComplaintSource? ComplaintSource { get; init; }

    /// <summary>When a complaint was received, UTC; null takes <see cref="ReportedAt"/>.</summary>
    public DateTimeOffset? ComplaintReceivedAt { get; init; }
}
