using Elsa.Workflows.State;

namespace Elsa.Workflows;

/// <summary>Takes the state out of a run and puts it back.</summary>
public interface IWorkflowStateExtractor
{
    /// <summary>The state of the run. Write the variables first.</summary>
    WorkflowState Extract(WorkflowExecutionContext workflowExecutionContext);

    /// <summary>Puts the state into a new run; what the graph no longer has is left out.</summary>
    WorkflowExecutionContext Apply(WorkflowExecutionContext workflowExecutionContext, WorkflowState state);
}
