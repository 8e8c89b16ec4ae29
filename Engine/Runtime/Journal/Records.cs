namespace Elsa.Workflows.Runtime.Entities;

/// <summary>What one activity instance did so far; written at the end of every burst in which it changed.</summary>
public sealed class ActivityExecutionRecord
{
    /// <summary>Id of the activity instance.</summary>
    public required string Id { get; init; }

    /// <summary>The instance.</summary>
    public required string WorkflowInstanceId { get; init; }

    /// <summary>Id of the activity.</summary>
    public required string ActivityId { get; init; }

    /// <summary>Node id of the activity.</summary>
    public required string ActivityNodeId { get; init; }

    /// <summary>Type of the activity.</summary>
    public required string ActivityType { get; init; }

    /// <summary>Version of the activity's type.</summary>
    public int ActivityTypeVersion { get; init; }

    /// <summary>Name of the activity, or null.</summary>
    public string? ActivityName { get; init; }

    /// <summary>Position among the instance's activity instances, in order of their start.</summary>
    public long StartSequence { get; init; }

    /// <summary>Where it is.</summary>
    public ActivityStatus Status { get; set; }

    /// <summary>Whether it waits at a bookmark.</summary>
    public bool HasBookmarks { get; set; }

    /// <summary>Faults of it and everything in it.</summary>
    public int AggregateFaultCount { get; set; }

    /// <summary>When it began.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When it completed or was cancelled.</summary>
    public DateTimeOffset? CompletedAt { get; set; }

    /// <summary>Evaluated inputs as JSON object, or null.</summary>
    public string? ActivityState { get; set; }

    /// <summary>Outputs of its last burst as JSON object, or null.</summary>
    public string? Outputs { get; set; }

    /// <summary>Properties as JSON object, or null.</summary>
    public string? Properties { get; set; }

    /// <summary>Metadata as JSON object, or null.</summary>
    public string? Metadata { get; set; }

    /// <summary>What it noted for the journal, its outcomes among it, as JSON object, or null.</summary>
    public string? Payload { get; set; }

    /// <summary>What it threw last, as JSON, or null.</summary>
    public string? Exception { get; set; }
}

/// <summary>A line of an instance's journal; never changed.</summary>
public sealed class WorkflowExecutionLogRecord
{
    /// <summary>The instance; with <see cref="Sequence"/> the key.</summary>
    public required string WorkflowInstanceId { get; init; }

    /// <summary>Number within the instance, ascending.</summary>
    public long Sequence { get; init; }

    /// <summary>The version the instance ran on.</summary>
    public required string WorkflowDefinitionVersionId { get; init; }

    /// <summary>The activity instance; the instance itself for its own entries.</summary>
    public required string ActivityInstanceId { get; init; }

    /// <summary>Its parent, or null.</summary>
    public string? ParentActivityInstanceId { get; init; }

    /// <summary>Id of the activity.</summary>
    public required string ActivityId { get; init; }

    /// <summary>Type of the activity.</summary>
    public required string ActivityType { get; init; }

    /// <summary>Version of the activity's type.</summary>
    public int ActivityTypeVersion { get; init; }

    /// <summary>Name of the activity, or null.</summary>
    public string? ActivityName { get; init; }

    /// <summary>Node id of the activity.</summary>
    public required string ActivityNodeId { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset Timestamp { get; init; }

    /// <summary>What happened: Started, Completed, Suspended, Resumed, Faulted, Canceled …</summary>
    public required string EventName { get; init; }

    /// <summary>Text, or null.</summary>
    public string? Message { get; init; }

    /// <summary>Where the activity was written, or null.</summary>
    public string? Source { get; init; }

    /// <summary>Details as JSON, or null.</summary>
    public string? Payload { get; init; }
}
