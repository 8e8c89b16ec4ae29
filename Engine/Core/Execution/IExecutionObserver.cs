using Elsa.Workflows.State;

namespace Elsa.Workflows.Execution;

/// <summary>Is told what happens in a burst. A port: the runtime turns it into notifications. An exception about an activity faults it, any other aborts the burst.</summary>
public interface IExecutionObserver
{
    /// <summary>A burst begins.</summary>
    ValueTask WorkflowExecutingAsync(WorkflowExecutionContext context) => default;

    /// <summary>The first burst of an instance begins.</summary>
    ValueTask WorkflowStartedAsync(WorkflowExecutionContext context) => default;

    /// <summary>The instance has ended; nothing is stored yet.</summary>
    ValueTask WorkflowFinishedAsync(WorkflowExecutionContext context, WorkflowState state) => default;

    /// <summary>The burst has ended; nothing is stored yet.</summary>
    ValueTask WorkflowExecutedAsync(WorkflowExecutionContext context, WorkflowState state) => default;

    /// <summary>An activity is about to run.</summary>
    ValueTask ActivityExecutingAsync(ActivityExecutionContext context) => default;

    /// <summary>An activity has run; it may wait.</summary>
    ValueTask ActivityExecutedAsync(ActivityExecutionContext context) => default;

    /// <summary>An activity has completed while it ran.</summary>
    ValueTask ActivityCompletedAsync(ActivityExecutionContext context) => default;

    /// <summary>An activity was cancelled.</summary>
    ValueTask ActivityCancelledAsync(ActivityExecutionContext context) => default;
}
