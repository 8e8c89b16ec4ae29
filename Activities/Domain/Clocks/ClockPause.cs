using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Clocks;

/// <summary>A request to pause every pausable running clock of a record, and what became of it (R7).</summary>
public sealed class ClockPause : Entity
{
    /// <summary>Type of the record.</summary>
    public string RecordType { get; set; } = "";

    /// <summary>Key of the record.</summary>
    public Guid RecordId { get; set; }

    /// <summary>Number of the record.</summary>
    public string RecordNo { get; set; } = "";

    /// <summary>Code of a pause reason of the policy, e.g. <c>CUSTOMER_ACCESS</c>.</summary>
    public string Reason { get; set; } = "";

    /// <summary>What the requester wrote.</summary>
    public string? Comment { get; set; }

    /// <summary>The clocks it is for.</summary>
    public List<Guid> ClockInstanceIds { get; set; } = [];

    /// <summary>Role that decides.</summary>
    public string ApproverRole { get; set; } = "";

    /// <summary>The clocks stand still from here once approved.</summary>
    public DateTimeOffset RequestedAt { get; set; }

    /// <summary>Who asked.</summary>
    public Guid? RequestedById { get; set; }

    /// <summary>Name of who asked.</summary>
    public string RequestedByName { get; set; } = "";

    /// <summary>When the requester expects to go on.</summary>
    public DateTimeOffset? ExpectedResumeAt { get; set; }

    /// <summary>Without a decision by then the request is void.</summary>
    public DateTimeOffset VoidAt { get; set; }

    /// <summary>Where it stands.</summary>
    public ClockPauseState State { get; set; }

    /// <summary>When it was approved or rejected.</summary>
    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>Who did.</summary>
    public string? DecidedByName { get; set; }

    /// <summary>When it ends by itself; null = by request only.</summary>
    public DateTimeOffset? EndsAt { get; set; }

    /// <summary>When the clocks went on.</summary>
    public DateTimeOffset? ResumedAt { get; set; }

    /// <summary>The record it belongs to.</summary>
    public RecordRef Record => new(RecordType, RecordId, RecordNo);
}

/// <summary>Where a pause stands.</summary>
public enum ClockPauseState
{
    /// <summary>Awaits its decision; the clocks run.</summary>
    Requested,

    /// <summary>Approved; the clocks have stood since the request.</summary>
    Approved,

    /// <summary>Refused; the clocks ran on.</summary>
    Rejected,

    /// <summary>Not decided in time; the clocks ran on.</summary>
    Void,

    /// <summary>Over; the clocks run again.</summary>
    Ended,
}
