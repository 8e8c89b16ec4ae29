using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Events;

/// <summary>Something that happened to a record: starts and stops clocks, wakes flows, stands on the timeline.</summary>
/// <remarks>Stored before it is delivered, so a flow that waits later still gets it. <see cref="LogEntry.At"/> is when it was recorded.</remarks>
public sealed class BusinessEvent : LogEntry
{
    /// <summary>Entity.PastTense, e.g. <c>Fault.Accepted</c>; see <see cref="EventNames"/>.</summary>
    public string Name { get; set; } = "";

    /// <summary>What of it: document type, tier, stage; null = nothing narrower.</summary>
    public string? Filter { get; set; }

    /// <summary>Type of the record.</summary>
    public string RecordType { get; set; } = "";

    /// <summary>Key of the record.</summary>
    public Guid RecordId { get; set; }

    /// <summary>Number of the record.</summary>
    public string RecordNo { get; set; } = "";

    /// <summary>Business time, UTC; people may report it later than it happened.</summary>
    public DateTimeOffset OccurredAt { get; set; }

    /// <summary>When it was recorded, UTC.</summary>
    public DateTimeOffset RecordedAt => At;

    /// <summary>Person behind it; null = the system.</summary>
    public Guid? ActorId { get; set; }

    /// <summary>Name of the person as it was then.</summary>
    public string ActorName { get; set; } = "";

    /// <summary>What raised it.</summary>
    public EventSource Source { get; set; }

    /// <summary>Payload by key; values are text, numbers, booleans and ISO 8601 instants.</summary>
    public EventData Data { get; set; } = new();

    /// <summary>The record it belongs to.</summary>
    public RecordRef Record => new(RecordType, RecordId, RecordNo);
}

/// <summary>What raised an event.</summary>
public enum EventSource
{
    /// <summary>A flow or a person's task in it.</summary>
    Task,

    /// <summary>A deadline.</summary>
    Timer,

    /// <summary>The customer's portal.</summary>
    Portal,

    /// <summary>A program.</summary>
    Api,

    /// <summary>A recurring job.</summary>
    Job,
}

/// <summary>A claim: this node of this instance has consumed that event (D6); unique.</summary>
public sealed class EventClaim
{
    /// <summary>The event.</summary>
    public Guid EventId { get; set; }

    /// <summary>The workflow instance.</summary>
    public string InstanceId { get; set; } = "";

    /// <summary>The node of its definition.</summary>
    public string NodeId { get; set; } = "";

    /// <summary>When it was claimed, UTC.</summary>
    public DateTimeOffset At { get; set; }
}
