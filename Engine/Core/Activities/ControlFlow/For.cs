using System.Runtime.CompilerServices;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Behaviors;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;

namespace Elsa.Workflows.Activities;

/// <summary>Runs its body for each number from start to end.</summary>
[Activity("Elsa", "Looping", "Iterate over a sequence of steps between a start and an end number.")]
public class For : Activity
{
    private const string CurrentStepKey = "CurrentStep";

    /// <inheritdoc/>
    public For([CallerFilePath] string? source = default, [CallerLineNumber] int? line = default) : base(source, line) =>
        Behaviors.Add<BreakBehavior>(this);

    /// <summary>From start to end, inclusive.</summary>
    public For(int start, int end, [CallerFilePath] string? source = default, [CallerLineNumber] int? line = default) : this(source, line)
    {
        Start = new(start);
        End = new(end);
    }

    /// <summary>First number.</summary>
    [Input(Description = "The starting step.")]
    public Input<int> Start { get; set; } = new(0);

    /// <summary>Last number.</summary>
    [Input(Description = "The ending step.")]
    public Input<int> End { get; set; } = new(0);

    /// <summary>Distance; negative counts down.</summary>
    [Input(Description = "The step size.")]
    public Input<int> Step { get; set; } = new(1);

    /// <summary>Whether the last number is one of them.</summary>
    [Input(Description = "Controls whether the end number is inclusive or exclusive.", DefaultValue = true)]
    public Input<bool> OuterBoundInclusive { get; set; } = new(true);

    /// <summary>Runs in each iteration; there the variable <c>CurrentValue</c> holds the number. Without body the loop never completes.</summary>
    [Port]
    public IActivity? Body { get; set; }

    /// <summary>The number of the iteration.</summary>
    [Output(Description = "The current step.")]
    public Output<object?> CurrentValue { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (context.GetIsBreaking())
        {
            await context.CompleteActivityAsync();
            return;
        }

        var (start, end, step) = (context.Get(Start), context.Get(End), context.Get(Step));
        var current = context.Properties.ContainsKey(CurrentStepKey) ? context.GetProperty<int>(CurrentStepKey) + step : start;
        var inclusive = context.Get(OuterBoundInclusive);
        var goesOn = step >= 0 ? (inclusive ? current <= end : current < end) : (inclusive ? current >= end : current > end);
        if (!goesOn)
        {
            await context.CompleteActivityAsync();
            return;
        }

        context.SetProperty(CurrentStepKey, current);
        context.Set(CurrentValue, current);
        if (Body != null)
            await context.ScheduleActivityAsync(Body, OnBodyCompletedAsync, variables: [new Variable<int>("CurrentValue", current)]);
    }

    private ValueTask OnBodyCompletedAsync(ActivityCompletedContext context) => ExecuteAsync(context.TargetContext);
}
