using Elsa.Workflows.Activities;
using Elsa.Workflows.Models;
using Elsa.Workflows.Options;
using Elsa.Workflows.State;

namespace Elsa.Workflows
{
    /// <summary>Runs one burst in memory and stores nothing.</summary>
    public interface IWorkflowRunner
    {
        /// <summary>Runs an activity as a workflow.</summary>
        Task<RunWorkflowResult> RunAsync(IActivity activity, RunWorkflowOptions? options = null, CancellationToken cancellationToken = default);

        /// <summary>Builds and runs a workflow written as code.</summary>
        Task<RunWorkflowResult> RunAsync(IWorkflow workflow, RunWorkflowOptions? options = null, CancellationToken cancellationToken = default);

        /// <summary>Builds and runs a workflow written as code and returns its result.</summary>
        Task<RunWorkflowResult<TResult>> RunAsync<TResult>(
            WorkflowBase<TResult> workflow, RunWorkflowOptions? options = null, CancellationToken cancellationToken = default);

        /// <summary>Builds and runs a workflow class; its constructor gets services.</summary>
        Task<RunWorkflowResult> RunAsync<T>(RunWorkflowOptions? options = null, CancellationToken cancellationToken = default)
            where T : IWorkflow, new();

        /// <summary>Builds and runs a workflow class and returns its result.</summary>
        Task<TResult> RunAsync<T, TResult>(RunWorkflowOptions? options = null, CancellationToken cancellationToken = default)
            where T : WorkflowBase<TResult>, new();

        /// <summary>Starts a new instance.</summary>
        Task<RunWorkflowResult> RunAsync(Workflow workflow, RunWorkflowOptions? options = null, CancellationToken cancellationToken = default);

        /// <summary>Goes on with an instance.</summary>
        Task<RunWorkflowResult> RunAsync(
            Workflow workflow, WorkflowState workflowState, RunWorkflowOptions? options = null, CancellationToken cancellationToken = default);

        /// <summary>Starts a new instance.</summary>
        Task<RunWorkflowResult> RunAsync(WorkflowGraph workflowGraph, RunWorkflowOptions? options = null, CancellationToken cancellationToken = default);

        /// <summary>Goes on with an instance.</summary>
        Task<RunWorkflowResult> RunAsync(
            WorkflowGraph workflowGraph, WorkflowState workflowState, RunWorkflowOptions? options = null, CancellationToken cancellationToken = default);

        /// <summary>Runs what is queued.</summary>
        Task<RunWorkflowResult> RunAsync(WorkflowExecutionContext workflowExecutionContext, CancellationToken cancellationToken = default);

        /// <summary>Makes the context of a new instance; nothing is queued.</summary>
        WorkflowExecutionContext CreateContext(WorkflowGraph workflowGraph, RunWorkflowOptions? options = null, CancellationToken cancellationToken = default);

        /// <summary>Makes the context of a stored instance with its variables loaded, for alterations; only what was queued is queued.</summary>
        Task<WorkflowExecutionContext> CreateContextAsync(
            WorkflowGraph workflowGraph, WorkflowState workflowState, CancellationToken cancellationToken = default);

        /// <summary>Writes the variables and takes the state.</summary>
        Task<WorkflowState> ExtractAsync(WorkflowExecutionContext workflowExecutionContext);
    }
}

namespace Elsa.Workflows.Models
{
    /// <summary>A burst has ended.</summary>
    /// <param name="WorkflowExecutionContext">The run in memory.</param>
    /// <param name="WorkflowState">What is to be stored.</param>
    /// <param name="Workflow">The workflow.</param>
    /// <param name="Result">Value of the workflow's result variable, or null.</param>
    /// <param name="Journal">What happened.</param>
    public record RunWorkflowResult(
        WorkflowExecutionContext WorkflowExecutionContext, WorkflowState WorkflowState, Workflow Workflow, object? Result, Journal Journal)
    {
        /// <summary>Value an activity put out last in this burst.</summary>
        public T? GetActivityOutput<T>(IActivity activity, string? outputName = null) =>
            WorkflowExecutionContext.GetActivityOutputRegister().FindOutputByActivityId(activity.Id, outputName) is T value ? value : default;
    }

    /// <summary>A burst of a workflow with a result has ended.</summary>
    public record RunWorkflowResult<TResult>(
        WorkflowExecutionContext WorkflowExecutionContext, WorkflowState WorkflowState, Workflow Workflow, TResult Result, Journal Journal);

    /// <summary>What happened in a burst.</summary>
    /// <param name="ActivityExecutionContexts">Contexts in order of creation.</param>
    public record Journal(ICollection<ActivityExecutionContext> ActivityExecutionContexts);
}
