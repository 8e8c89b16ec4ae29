using System.Runtime.CompilerServices;
using Elsa.Extensions;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;

namespace Elsa.Workflows.Activities;

/// <summary>Runs its body for each item, side by side, and completes when all have.</summary>
public class ParallelForEach<T> : Activity
{
    private const string ScheduledCountKey = "ScheduledCount";
    private const string CompletedCountKey = "CompletedCount";

    /// <inheritdoc/>
    public ParallelForEach([CallerFilePath] string? source = default, [CallerLineNumber] int? line = default) : base(source, line)
    {
    }

    /// <summary>With items.</summary>
    public ParallelForEach(Input<object> items, [CallerFilePath] string? source = default, [CallerLineNumber] int? line = default)
        : base(source, line) => Items = items;

    /// <summary>A list or an asynchronous list; anything else has no items.</summary>
    [Input(Description = "The set of values to iterate.")]
    public Input<object> Items { get; set; } = new(Array.Empty<T>());

    /// <summary>Runs for each item; there the variables <c>CurrentValue</c> and <c>CurrentIndex</c> hold item and position.</summary>
    [Port]
    public IActivity Body { get; set; } = null!;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var count = 0;
        await foreach (var item in context.GetItemSource<T>(Items).WithCancellation(context.CancellationToken))
        {
            await context.ScheduleActivityAsync(
                Body, OnBodyCompletedAsync, context.WorkflowExecutionContext.IdentityGenerator.GenerateId(),
                [
                    new Variable<T>("CurrentValue", item).WithWorkflowStorage(),
                    new Variable<int>("CurrentIndex", count).WithWorkflowStorage(),
                ]);
            count++;
        }

        context.SetProperty(ScheduledCountKey, count);
        if (count == 0)
            await context.CompleteActivityAsync();
    }

    private async ValueTask OnBodyCompletedAsync(ActivityCompletedContext context)
    {
        var completed = context.TargetContext.UpdateProperty<int>(CompletedCountKey, count => count + 1);
        if (completed >= context.TargetContext.GetProperty<int>(ScheduledCountKey))
            await context.TargetContext.CompleteActivityAsync();
    }
}

/// <summary>Runs its body for each item, side by side, and completes when all have.</summary>
[Activity("Elsa", "Looping", "Schedule an activity for each item in parallel.", DisplayName = "Parallel for Each")]
public class ParallelForEach([CallerFilePath] string? source = default, [CallerLineNumber] int? line = default)
    : ParallelForEach<object>(source, line);
