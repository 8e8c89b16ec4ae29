using Elsa.Expressions.Helpers;
using Elsa.Expressions.Models;
using Elsa.Extensions;
using Elsa.Workflows.Runtime.Stimuli;

namespace Elsa.Workflows.Runtime.Activities;

/// <summary>Base of activities that wait for one event and take its payload as a <typeparamref name="TResult"/>.</summary>
public abstract class EventBase<TResult> : Trigger<TResult>
{
    /// <inheritdoc />
    protected EventBase(string? source = null, int? line = null)
        : base(source, line)
    {
    }

    /// <summary>Name of the event; case matters.</summary>
    protected abstract string GetEventName(ExpressionExecutionContext context);

    /// <summary>Called with the payload before the activity completes.</summary>
    protected virtual ValueTask OnEventReceivedAsync(ActivityExecutionContext context, TResult? input)
    {
        OnEventReceived(context, input);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc cref="OnEventReceivedAsync" />
    protected virtual void OnEventReceived(ActivityExecutionContext context, TResult? input)
    {
    }

    /// <inheritdoc />
    protected override object GetTriggerPayload(TriggerIndexingContext context)
    {
        context.TriggerName = RuntimeNames.Event;
        return new EventStimulus(GetEventName(context.ExpressionExecutionContext));
    }

    /// <inheritdoc />
    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        context.WaitForEventAsync(GetEventName(context.ExpressionExecutionContext), EventReceivedAsync);

    private async ValueTask EventReceivedAsync(ActivityExecutionContext context)
    {
        var payload = context.GetEventPayload().ConvertTo<TResult>();
        context.SetResult(payload);
        await OnEventReceivedAsync(context, payload);
        await context.CompleteActivityAsync();
    }
}

/// <summary>Base of activities that wait for one event, whatever its payload.</summary>
public abstract class EventBase : EventBase<object>
{
    /// <inheritdoc />
    protected EventBase(string? source = null, int? line = null)
        : base(source, line)
    {
    }
}
