namespace Elsa.Workflows;

/// <summary>A workflow written as code.</summary>
public interface IWorkflow
{
    /// <summary>Describes the workflow.</summary>
    ValueTask BuildAsync(IWorkflowBuilder builder, CancellationToken cancellationToken = default);
}
