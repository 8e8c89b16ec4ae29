namespace Elsa.Workflows.Runtime;

/// <summary>What became of a workflow that another one executed.</summary>
public class ExecuteWorkflowResult
{
    /// <summary>Id of the version; null as in Elsa, kept for the shape.</summary>
    public string? WorkflowDefinitionVersionId { get; set; }

    /// <summary>Id of the child.</summary>
    public string WorkflowInstanceId { get; set; } = null!;

    /// <summary>Correlation id; null as in Elsa, kept for the shape.</summary>
    public string? CorrelationId { get; set; }

    /// <summary>Status after its first burst.</summary>
    public WorkflowStatus Status { get; set; }

    /// <summary>Sub-status after its first burst.</summary>
    public WorkflowSubStatus SubStatus { get; set; }

    /// <summary>Outputs by name.</summary>
    public IDictionary<string, object>? Output { get; set; }
}
