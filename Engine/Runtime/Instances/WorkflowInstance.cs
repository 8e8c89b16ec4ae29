namespace Elsa.Workflows.Management.Entities;

/// <summary>An instance as lists show it. Its state is a document of its own (<see cref="WorkflowInstanceDocument"/>), which lists never read.</summary>
public sealed class WorkflowInstance
{
    /// <summary>Id of the instance.</summary>
    public required string Id { get; init; }

    /// <summary>Id of the definition.</summary>
    public required string DefinitionId { get; set; }

    /// <summary>Id of the version it runs on; only a migration changes it.</summary>
    public required string DefinitionVersionId { get; set; }

    /// <summary>Number of that version.</summary>
    public int Version { get; set; }

    /// <summary>The instance that started it.</summary>
    public string? ParentWorkflowInstanceId { get; set; }

    /// <summary>Whether it may go on.</summary>
    public WorkflowStatus Status { get; set; }

    /// <summary>Where it is.</summary>
    public WorkflowSubStatus SubStatus { get; set; }

    /// <summary>Ties it to something outside; in the product the number of the record.</summary>
    public string? CorrelationId { get; set; }

    /// <summary>Name, or null.</summary>
    public string? Name { get; set; }

    /// <summary>Incidents so far, repaired ones included.</summary>
    public int IncidentCount { get; set; }

    /// <summary>Activities that are faulted now: "faulted" in the product means that this is not 0 (D3).</summary>
    public int FaultedActivityCount { get; set; }

    /// <summary>Belongs to the system.</summary>
    public bool IsSystem { get; set; }

    /// <summary>Since when the stall scan finds that it waits for nothing; null when it does not.</summary>
    public DateTimeOffset? StalledAt { get; set; }

    /// <summary>What the stall scan found, in English.</summary>
    public string? StallReason { get; set; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Last change of status.</summary>
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>When it ended, or null.</summary>
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Concurrency column: one more with every burst.</summary>
    public int RowVersion { get; set; }
}

/// <summary>The state of an instance, written once per burst.</summary>
public sealed class WorkflowInstanceDocument
{
    /// <summary>Id of the instance.</summary>
    public required string InstanceId { get; init; }

    /// <summary>The state in the engine's own compact JSON.</summary>
    public required string State { get; set; }
}
