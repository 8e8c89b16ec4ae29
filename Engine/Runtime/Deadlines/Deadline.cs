namespace Elsa.Workflows.Runtime.Deadlines;

/// <summary>Where a deadline stands.</summary>
public enum DeadlineState
{
    /// <summary>Not yet due, or due and not yet fired.</summary>
    Pending,

    /// <summary>Had its one effect.</summary>
    Fired,

    /// <summary>What it belonged to ended first.</summary>
    Cancelled,

    /// <summary>Failed in several tries; <see cref="Deadline.Error"/> says why.</summary>
    Parked,
}

/// <summary>Something that happens at an instant: a row, inserted, moved and cancelled in the command's transaction. It fires once.</summary>
public sealed class Deadline
{
    /// <summary>Id of the row.</summary>
    public required string Id { get; init; }

    /// <summary>Which <see cref="IDeadlineHandler"/> fires it.</summary>
    public required string Kind { get; init; }

    /// <summary>What it belongs to: id of a bookmark, trigger, clock, work item.</summary>
    public required string OwnerId { get; init; }

    /// <summary>When it is due.</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>1 is the most severe; of deadlines due at one instant the most severe fires first.</summary>
    public int Severity { get; set; }

    /// <summary>Where it stands.</summary>
    public DeadlineState State { get; set; }

    /// <summary>What its handler needs, usually JSON; null for nothing.</summary>
    public string? Payload { get; set; }

    /// <summary>The node that is firing it.</summary>
    public string? LeaseOwner { get; set; }

    /// <summary>Until when that node may, or until when the next try waits.</summary>
    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>Failed tries so far.</summary>
    public int Attempts { get; set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it had its effect; minus <see cref="DueAt"/> it is the lateness.</summary>
    public DateTimeOffset? FiredAt { get; set; }

    /// <summary>Message of the last failed try.</summary>
    public string? Error { get; set; }

    /// <summary>Concurrency column.</summary>
    public int RowVersion { get; set; }
}
