using System.Runtime.CompilerServices;
using Elsa.Expressions.Models;
using Elsa.Extensions;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Behaviors;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.Workflows.Activities;

/// <summary>Runs its body as long as a condition holds.</summary>
[Activity("Elsa", "Looping", "Execute an activity while a given condition evaluates to true.")]
public class While : Activity
{
    private const int MaxEmptyIterations = 10_000; // far beyond any condition that changes by itself, far from hanging the server

    /// <summary>Without condition: the body never runs.</summary>
    public While(IActivity? body = default, [CallerFilePath] string? source = default, [CallerLineNumber] int? line = default) : base(source, line)
    {
        Body = body!;
        Behaviors.Add<BreakBehavior>(this);
    }

    /// <summary>With a condition.</summary>
    public While(Input<bool> condition, IActivity? body = default, [CallerFilePath] string? source = default, [CallerLineNumber] int? line = default)
        : this(body, source, line) => Condition = condition;

    /// <summary>With a condition computed by a delegate.</summary>
    public While(
        Func<ExpressionExecutionContext, ValueTask<bool>> condition, IActivity? body = default,
        [CallerFilePath] string? source = default, [CallerLineNumber] int? line = default)
        : this(new Input<bool>(condition), body, source, line)
    {
    }

    /// <inheritdoc cref="While(Func{ExpressionExecutionContext, ValueTask{bool}}, IActivity, string, int?)"/>
    public While(
        Func<ExpressionExecutionContext, bool> condition, IActivity? body = default,
        [CallerFilePath] string? source = default, [CallerLineNumber] int? line = default)
        : this(new Input<bool>(condition), body, source, line)
    {
    }

    /// <inheritdoc cref="While(Func{ExpressionExecutionContext, ValueTask{bool}}, IActivity, string, int?)"/>
    public While(
        Func<bool> condition, IActivity? body = default, [CallerFilePath] string? source = default, [CallerLineNumber] int? line = default)
        : this(new Input<bool>(condition), body, source, line)
    {
    }

    /// <summary>Evaluated before each iteration.</summary>
    [Input(AutoEvaluate = false, UIHint = InputUIHints.SingleLine)]
    public Input<bool> Condition { get; set; } = new(false);

    /// <summary>Runs in each iteration.</summary>
    [Port]
    public IActivity Body { get; set; }

    /// <summary>A loop that only <c>Break</c> ends.</summary>
    public static While True(IActivity body) => new(new Input<bool>(true), body, null, null);

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        for (var empty = 0; !context.GetIsBreaking() && await context.EvaluateInputPropertyAsync(nameof(Condition)) is true; empty++)
        {
            if (Body != null)
            {
                await context.ScheduleActivityAsync(Body, OnBodyCompletedAsync);
                return;
            }

            if (empty == MaxEmptyIterations)
                throw new InvalidOperationException($"Expected the condition of loop '{Id}' to turn false, but it held {empty} times and there is no body. Give it one.");
        }

        await context.CompleteActivityAsync();
    }

    private ValueTask OnBodyCompletedAsync(ActivityCompletedContext context) => ExecuteAsync(context.TargetContext);
}
