namespace Elsa.Workflows.Runtime.Outbox;

/// <summary>Where an outbox row stands.</summary>
public enum OutboxState
{
    /// <summary>To be done, now or at <see cref="OutboxMessage.AvailableAt"/>.</summary>
    Pending,

    /// <summary>Done; internal ones exactly once, outside effects at least once.</summary>
    Done,

    /// <summary>Given up after several tries; <see cref="OutboxMessage.Error"/> says why. A person may send it again.</summary>
    Parked,
}

/// <summary>An effect that must not happen before the commit: a row that commits with what caused it (D4).</summary>
public sealed class OutboxMessage
{
    /// <summary>Id of the row.</summary>
    public required string Id { get; init; }

    /// <summary>Which <see cref="IOutboxHandler"/> does it.</summary>
    public required string Kind { get; init; }

    /// <summary>Stable key handed to outside receivers, unique: <c>instance/node/executionIndex/sequence</c> when an activity caused it (D5).</summary>
    public required string Key { get; init; }

    /// <summary>What to do, as JSON; its handler may take secrets out of it when they have served.</summary>
    public required string Payload { get; set; }

    /// <summary>The record (case) on which the effect is shown, null for none.</summary>
    public string? RecordId { get; init; }

    /// <summary>The instance that caused it, null when none did.</summary>
    public string? InstanceId { get; init; }

    /// <summary>True for work inside the engine, done in the same transaction that marks the row done.</summary>
    public bool IsInternal { get; init; }

    /// <summary>Where it stands.</summary>
    public OutboxState State { get; set; }

    /// <summary>Failed tries so far.</summary>
    public int Attempts { get; set; }

    /// <summary>When it was caused.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Not before this instant.</summary>
    public DateTimeOffset AvailableAt { get; set; }

    /// <summary>When it was done.</summary>
    public DateTimeOffset? DoneAt { get; set; }

    /// <summary>The node that works on it.</summary>
    public string? LeaseOwner { get; set; }

    /// <summary>Until when that node may; afterwards the row is anyone's.</summary>
    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>Message of the last failed try.</summary>
    public string? Error { get; set; }

    /// <summary>Concurrency column.</summary>
    public int RowVersion { get; set; }
}
