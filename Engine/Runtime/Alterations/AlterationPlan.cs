namespace Elsa.Alterations.Core.Entities;

/// <summary>Where a plan stands.</summary>
public enum AlterationPlanStatus
{
    /// <summary>Submitted.</summary>
    Pending,

    /// <summary>Its jobs are being done.</summary>
    Running,

    /// <summary>Every job has an outcome.</summary>
    Completed,

    /// <summary>Stopped by a person; what is pending waits until he goes on. Not in Elsa.</summary>
    Stopped,
}

/// <summary>Where a job stands.</summary>
public enum AlterationJobStatus
{
    /// <summary>To be done.</summary>
    Pending,

    /// <summary>Some alteration succeeded.</summary>
    Completed,

    /// <summary>None did; the log says why.</summary>
    Failed,
}

/// <summary>Alterations that were submitted for the instances a filter named at that moment.</summary>
public sealed class AlterationPlan
{
    /// <summary>Id.</summary>
    public required string Id { get; init; }

    /// <summary>What is done to each instance, in order: JSON as the API takes it.</summary>
    public required string Alterations { get; init; }

    /// <summary>Which instances were meant: JSON of an <see cref="Core.Models.AlterationWorkflowInstanceFilter"/>.</summary>
    public required string Filter { get; init; }

    /// <summary>Where it stands.</summary>
    public AlterationPlanStatus Status { get; set; }

    /// <summary>When it was submitted.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its first job was begun.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>When its last job was done.</summary>
    public DateTimeOffset? CompletedAt { get; set; }
}

/// <summary>The alterations of one instance of a plan.</summary>
public sealed class AlterationJob
{
    /// <summary>Id.</summary>
    public required string Id { get; init; }

    /// <summary>Its plan.</summary>
    public required string PlanId { get; init; }

    /// <summary>The instance.</summary>
    public required string WorkflowInstanceId { get; init; }

    /// <summary>Where it stands.</summary>
    public AlterationJobStatus Status { get; set; }

    /// <summary>One entry for each alteration that was tried: JSON of <see cref="Core.Contracts.AlterationLogEntry"/>; null before.</summary>
    public string? Log { get; set; }

    /// <summary>When the plan was submitted.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was begun.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>When it was done.</summary>
    public DateTimeOffset? CompletedAt { get; set; }
}
