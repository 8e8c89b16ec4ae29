namespace Elsa.Workflows;

/// <summary>A scheduled activity has completed.</summary>
/// <param name="TargetContext">Who scheduled it; its tag is the one the activity was scheduled with.</param>
/// <param name="ChildContext">The activity that completed.</param>
/// <param name="Result">What it completed with, e.g. outcomes.</param>
public record ActivityCompletedContext(
    ActivityExecutionContext TargetContext, ActivityExecutionContext ChildContext, object? Result = default)
{
    /// <summary>The run.</summary>
    public WorkflowExecutionContext WorkflowExecutionContext => TargetContext.WorkflowExecutionContext;

    /// <summary>Stops the burst.</summary>
    public CancellationToken CancellationToken => TargetContext.CancellationToken;

    /// <summary>A service of the burst's scope; throws when it is not registered.</summary>
    public T GetRequiredService<T>() where T : notnull => TargetContext.GetRequiredService<T>();

    /// <summary>Completes the target.</summary>
    public ValueTask CompleteActivityAsync(object? result = null) => TargetContext.CompleteActivityAsync(result);

    /// <summary>Completes the target with outcomes.</summary>
    public ValueTask CompleteActivityWithOutcomesAsync(params string[] outcomes) => TargetContext.CompleteActivityWithOutcomesAsync(outcomes);
}
