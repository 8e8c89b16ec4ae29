using System.Runtime.CompilerServices;
using Elsa.Expressions.Models;
using Elsa.Extensions;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime.Stimuli;

namespace Elsa.Workflows.Runtime.Activities;

/// <summary>Waits until an event of that name is published, or starts the workflow when it is.</summary>
[Activity("Elsa", "Primitives", "Waits for an event to be published.", Kind = ActivityKind.Trigger)]
public class Event : Trigger<object?>
{
    /// <summary>For readers of JSON.</summary>
    private Event([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : base(source, line)
    {
    }

    /// <summary>Waits for the event of that name.</summary>
    public Event(string eventName, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : this(new Literal<string>(eventName), source, line)
    {
    }

    /// <summary>Waits for the event whose name the function gives.</summary>
    public Event(Func<string> eventName, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : this(new Input<string>(eventName), source, line)
    {
    }

    /// <summary>Waits for the event whose name the function gives.</summary>
    public Event(Func<ExpressionExecutionContext, string?> eventName, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : this(new Input<string>(Expression.DelegateExpression(eventName)), source, line)
    {
    }

    /// <summary>Waits for the event whose name the variable holds.</summary>
    public Event(Variable<string> variable, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : this(new Input<string>(variable), source, line)
    {
    }

    /// <summary>Waits for the event of that name.</summary>
    public Event(Literal<string> literal, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : this(new Input<string>(literal), source, line)
    {
    }

    /// <summary>Waits for the event whose name the expression gives.</summary>
    public Event(Expression expression, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : this(new Input<string>(expression), source, line)
    {
    }

    /// <summary>Waits for the event of that name.</summary>
    public Event(Input<string> eventName, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : this(source, line) => EventName = eventName;

    /// <summary>Name of the event; case matters.</summary>
    [Input(Description = "The name of the event to wait for.")]
    public Input<string> EventName { get; set; } = null!;

    /// <inheritdoc />
    protected override object GetTriggerPayload(TriggerIndexingContext context)
    {
        context.TriggerName = RuntimeNames.Event;
        return new EventStimulus(context.Get(EventName)!);
    }

    /// <inheritdoc />
    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) => context.WaitForEventAsync(context.Get(EventName)!, OnReceivedAsync);

    private async ValueTask OnReceivedAsync(ActivityExecutionContext context)
    {
        context.SetResult(context.GetEventPayload());
        await context.CompleteActivityAsync();
    }
}
