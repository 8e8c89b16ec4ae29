using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Elsa.Expressions.Models;
using Elsa.Extensions;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Elsa.Workflows.Signals;

namespace Elsa.Workflows.Activities;

/// <summary>Base of activities made of other activities.</summary>
public abstract class Composite : Activity, IVariableContainer, IComposite
{
    /// <inheritdoc/>
    protected Composite(string? source = default, int? line = default) : base(source, line) =>
        OnSignalReceived<CompleteCompositeSignal>(OnCompleteCompositeAsync);

    /// <inheritdoc/>
    [JsonIgnore]
    public ICollection<Variable> Variables { get; init; } = [];

    /// <summary>Variable whose value is the result.</summary>
    [JsonIgnore]
    public Variable? ResultVariable { get; set; }

    /// <summary>What runs.</summary>
    [Port, Browsable(false), JsonIgnoreCompositeRoot]
    public IActivity Root { get; set; } = new Sequence();

    /// <inheritdoc/>
    public virtual void Setup()
    {
    }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        ConfigureActivities(context);
        foreach (var variable in Variables)
            variable.Set(context.ExpressionExecutionContext.Memory, variable.Value);
        await context.ScheduleActivityAsync(Root, OnRootCompletedAsync);
    }

    /// <summary>Called before the root is scheduled. The activities are shared by all runs: change nothing that depends on the run.</summary>
    protected virtual void ConfigureActivities(ActivityExecutionContext context)
    {
    }

    /// <summary>Called when the root has completed or <c>Complete</c> was reached.</summary>
    protected virtual ValueTask OnCompletedAsync(ActivityCompletedContext context)
    {
        OnCompleted(context);
        return default;
    }

    /// <summary>Called when the root has completed or <c>Complete</c> was reached.</summary>
    protected virtual void OnCompleted(ActivityCompletedContext context)
    {
    }

    /// <summary>Completes the nearest composite with a result.</summary>
    protected async Task CompleteAsync(ActivityExecutionContext context, object? result = null) =>
        await context.SendSignalAsync(new CompleteCompositeSignal(result));

    /// <summary>Completes the nearest composite with outcomes.</summary>
    protected async Task CompleteAsync(ActivityExecutionContext context, params string[] outcomes) =>
        await CompleteAsync(context, new Outcomes(outcomes));

    private async ValueTask OnRootCompletedAsync(ActivityCompletedContext context)
    {
        if (!context.TargetContext.TransientProperties.ContainsKey(CompleteSignalKey))
            await OnCompletedAsync(context);
        await context.TargetContext.CompleteActivityAsync();
    }

    private async ValueTask OnCompleteCompositeAsync(CompleteCompositeSignal signal, SignalContext context)
    {
        var receiver = context.ReceiverActivityExecutionContext;
        var sender = context.SenderActivityExecutionContext;
        context.StopPropagation();
        if (context.IsSelf)
        {
            await receiver.CompleteActivityAsync(signal.Value);
            return;
        }

        // Completing the sender, a terminal node, may complete its containers up to this composite; then the last line does nothing.
        receiver.TransientProperties[CompleteSignalKey] = signal;
        await OnCompletedAsync(new(receiver, sender, signal.Value));
        await sender.CompleteActivityAsync();
        await receiver.CompleteActivityAsync(signal.Value);
    }

    private static readonly object CompleteSignalKey = new();

    /// <summary>What <c>Complete</c> ended the composite with in this burst, or null.</summary>
    internal static object? CompletionValueOf(ActivityExecutionContext composite) =>
        composite.TransientProperties.TryGetValue(CompleteSignalKey, out var signal) ? ((CompleteCompositeSignal)signal).Value : null;

    /// <summary>An inline activity.</summary>
    protected static Inline Inline(Func<ActivityExecutionContext, ValueTask> activity, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) =>
        new(activity, source, line);

    /// <summary>An inline activity.</summary>
    protected static Inline Inline(Func<ValueTask> activity, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) =>
        new(activity, source, line);

    /// <summary>An inline activity.</summary>
    protected static Inline Inline(Action<ActivityExecutionContext> activity, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) =>
        new(activity, source, line);

    /// <summary>An inline activity.</summary>
    protected static Inline Inline(Action activity, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) =>
        new(activity, source, line);

    /// <summary>Sets a variable to a fixed value.</summary>
    protected static SetVariable<T> SetVariable<T>(Variable<T> variable, T value, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) =>
        new(variable, value, source, line);

    /// <summary>Sets a variable to a computed value.</summary>
    protected static SetVariable<T> SetVariable<T>(
        Variable<T> variable, Func<ExpressionExecutionContext, T> value, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) =>
        new(variable, value, source, line);

    /// <summary>Sets a variable to the value of another.</summary>
    protected static SetVariable<T> SetVariable<T>(Variable<T> variable, Variable<T> value, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) =>
        new(variable, value, source, line);
}

/// <summary>A <see cref="Composite"/> with an untyped result.</summary>
public abstract class CompositeWithResult(string? source = default, int? line = default)
    : Composite(source, line), IActivityWithResult
{
    /// <inheritdoc/>
    [Output]
    public Output? Result { get; set; }
}

/// <summary>A <see cref="Composite"/> with a result.</summary>
public abstract class Composite<T>(string? source = default, int? line = default)
    : Composite(source, line), IActivityWithResult<T>
{
    /// <inheritdoc/>
    [Output]
    public Output<T>? Result { get; set; }

    Output? IActivityWithResult.Result
    {
        get => Result;
        set => Result = (Output<T>?)value;
    }
}
