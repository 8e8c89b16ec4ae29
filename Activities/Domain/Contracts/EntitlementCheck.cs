using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Contracts;

/// <summary>What a customer may ask for on a network element.</summary>
public enum EntitlementResult
{
    /// <summary>A contract line in force covers it.</summary>
    Entitled,
    /// <summary>No contract, the warranty holds.</summary>
    Warranty,
    /// <summary>Neither contract nor warranty data exist: served without promise.</summary>
    NoData,
    /// <summary>Contract and warranty are over.</summary>
    NotEntitled,
}

/// <summary>What an entitlement check found; append-only.</summary>
public sealed class EntitlementCheck : LogEntry
{
    /// <summary>The case it was made for.</summary>
    public Guid CaseId { get; set; }

    /// <summary>What was found.</summary>
    public EntitlementResult Result { get; set; }

    /// <summary>The entitlement that holds, or the last one that did.</summary>
    public Guid? EntitlementId { get; set; }

    /// <summary>Number of that entitlement's contract; null without one.</summary>
    public string? ContractNo { get; set; }

    /// <summary>Promise of that contract, e.g. <c>SLA-GDTEL</c>; null without one.</summary>
    public string? PolicyCode { get; set; }

    /// <summary>Version of the promise; null without one.</summary>
    public int? PolicyVersion { get; set; }

    /// <summary>Who decided by hand; null when the system did.</summary>
    public Guid? DecidedById { get; set; }
}
