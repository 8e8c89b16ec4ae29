using Elsa.Workflows.Memory;

namespace Elsa.Workflows;

/// <summary>Base of workflows written as code; the class name is the definition id unless the builder says otherwise.</summary>
public abstract class WorkflowBase : IWorkflow
{
    /// <inheritdoc cref="IWorkflow.BuildAsync"/>
    protected virtual ValueTask BuildAsync(IWorkflowBuilder builder, CancellationToken cancellationToken = default)
    {
        Build(builder);
        return default;
    }

    /// <summary>Describes the workflow.</summary>
    protected virtual void Build(IWorkflowBuilder builder)
    {
    }

    /// <summary>Called before the workflow is described.</summary>
    protected virtual ValueTask BeforeBuildAsync(IWorkflowBuilder builder, CancellationToken cancellationToken = default) => default;

    /// <summary>Called after the workflow is described.</summary>
    protected virtual ValueTask AfterBuildAsync(IWorkflowBuilder builder, CancellationToken cancellationToken = default) => default;

    async ValueTask IWorkflow.BuildAsync(IWorkflowBuilder builder, CancellationToken cancellationToken)
    {
        await BeforeBuildAsync(builder, cancellationToken);
        await BuildAsync(builder, cancellationToken);
        await AfterBuildAsync(builder, cancellationToken);
    }
}

/// <summary>Base of workflows with a result: the variable <c>Result</c>.</summary>
public abstract class WorkflowBase<TResult> : WorkflowBase
{
    /// <summary>The variable whose value the run returns.</summary>
    protected Variable<TResult> Result { get; } = new() { Name = "Result", Id = Variable.DefaultId("Result") };

    /// <inheritdoc/>
    protected override ValueTask BeforeBuildAsync(IWorkflowBuilder builder, CancellationToken cancellationToken = default)
    {
        builder.Result = Result;
        builder.WithVariable(Result);
        return default;
    }
}
