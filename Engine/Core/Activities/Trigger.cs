using Elsa.Expressions.Models;
using Elsa.Extensions;
using Elsa.Workflows.Models;

namespace Elsa.Workflows;

/// <summary>An activity that can start a workflow from outside.</summary>
public interface ITrigger : IActivity
{
    /// <summary>One stimulus per way to start the workflow.</summary>
    ValueTask<IEnumerable<object>> GetTriggerPayloadsAsync(TriggerIndexingContext context);
}

/// <summary>A trigger that makes its own events, e.g. a timer.</summary>
public interface IEventGenerator : ITrigger;

/// <summary>Base of triggers.</summary>
public abstract class Trigger : Activity, ITrigger
{
    /// <inheritdoc/>
    protected Trigger(string? source = null, int? line = null) : base(source, line)
    {
    }

    /// <inheritdoc/>
    protected Trigger(string activityType, int version = 1, string? source = null, int? line = null) : base(activityType, version, source, line)
    {
    }

    /// <inheritdoc cref="ITrigger.GetTriggerPayloadsAsync"/>
    protected virtual ValueTask<IEnumerable<object>> GetTriggerPayloadsAsync(TriggerIndexingContext context) => new(GetTriggerPayloads(context));

    /// <inheritdoc cref="ITrigger.GetTriggerPayloadsAsync"/>
    protected virtual IEnumerable<object> GetTriggerPayloads(TriggerIndexingContext context) => [GetTriggerPayload(context)];

    /// <summary>The stimulus that starts the workflow.</summary>
    protected virtual object GetTriggerPayload(TriggerIndexingContext context) => new();

    ValueTask<IEnumerable<object>> ITrigger.GetTriggerPayloadsAsync(TriggerIndexingContext context) => GetTriggerPayloadsAsync(context);
}

/// <summary>Base of triggers with a result.</summary>
public abstract class Trigger<TResult> : Activity<TResult>, ITrigger
{
    /// <inheritdoc/>
    protected Trigger(string? source = null, int? line = null) : base(source, line)
    {
    }

    /// <inheritdoc/>
    protected Trigger(string activityType, int version = 1, string? source = null, int? line = null) : base(activityType, version, source, line)
    {
    }

    /// <inheritdoc cref="ITrigger.GetTriggerPayloadsAsync"/>
    protected virtual ValueTask<IEnumerable<object>> GetTriggerPayloadsAsync(TriggerIndexingContext context) => new(GetTriggerPayloads(context));

    /// <inheritdoc cref="ITrigger.GetTriggerPayloadsAsync"/>
    protected virtual IEnumerable<object> GetTriggerPayloads(TriggerIndexingContext context) => [GetTriggerPayload(context)];

    /// <summary>The stimulus that starts the workflow.</summary>
    protected virtual object GetTriggerPayload(TriggerIndexingContext context) => new();

    ValueTask<IEnumerable<object>> ITrigger.GetTriggerPayloadsAsync(TriggerIndexingContext context) => GetTriggerPayloadsAsync(context);
}

/// <summary>Base of triggers that make their own events.</summary>
public abstract class EventGenerator : Trigger, IEventGenerator
{
    /// <inheritdoc/>
    protected EventGenerator(string? source = null, int? line = null) : base(source, line)
    {
    }

    /// <inheritdoc/>
    protected EventGenerator(string activityType, int version = 1, string? source = null, int? line = null)
        : base(activityType, version, source, line)
    {
    }
}

/// <summary>The workflow whose triggers are indexed.</summary>
/// <param name="Workflow">The workflow.</param>
/// <param name="CancellationToken">Cancelled when the index is no longer wanted.</param>
public record WorkflowIndexingContext(Activities.Workflow Workflow, CancellationToken CancellationToken = default);

/// <summary>The trigger that is indexed. There is no run: no variables and no input.</summary>
public class TriggerIndexingContext(
    WorkflowIndexingContext workflowIndexingContext,
    ExpressionExecutionContext expressionExecutionContext,
    ITrigger trigger,
    CancellationToken cancellationToken = default)
{
    /// <summary>The workflow.</summary>
    public WorkflowIndexingContext WorkflowIndexingContext { get; } = workflowIndexingContext;

    /// <summary>Scope in which the trigger's inputs were evaluated.</summary>
    public ExpressionExecutionContext ExpressionExecutionContext { get; } = expressionExecutionContext;

    /// <summary>The trigger.</summary>
    public ITrigger Trigger { get; } = trigger;

    /// <summary>Cancelled when the index is no longer wanted.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>Name of the stimulus; the trigger's type by default.</summary>
    public string TriggerName { get; set; } = trigger.Type;

    /// <summary>Value of an evaluated input.</summary>
    public T? Get<T>(Input<T>? input) => ExpressionExecutionContext.Get(input);
}
