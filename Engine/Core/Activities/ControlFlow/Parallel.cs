using System.ComponentModel;
using System.Runtime.CompilerServices;
using Elsa.Workflows.Attributes;

namespace Elsa.Workflows.Activities;

/// <summary>Runs activities side by side and completes when all have.</summary>
[Activity("Elsa", "Workflows", "Execute a set of activities in parallel."), Browsable(false)]
public class Parallel : Container
{
    private const string ScheduledChildrenKey = "ScheduledChildren";

    /// <inheritdoc/>
    public Parallel([CallerFilePath] string? source = default, [CallerLineNumber] int? line = default) : base(source, line)
    {
    }

    /// <summary>Runs the given activities.</summary>
    public Parallel(params IActivity[] activities) : base(null, null) => Activities = [.. activities];

    /// <inheritdoc/>
    protected override async ValueTask ScheduleChildrenAsync(ActivityExecutionContext context)
    {
        if (Activities.Count == 0)
        {
            await context.CompleteActivityAsync();
            return;
        }

        context.SetProperty(ScheduledChildrenKey, Activities.Count);
        await context.ScheduleActivities(Activities, OnChildCompletedAsync);
    }

    private static async ValueTask OnChildCompletedAsync(ActivityCompletedContext context)
    {
        if (context.TargetContext.UpdateProperty<int>(ScheduledChildrenKey, count => count - 1) == 0)
            await context.TargetContext.CompleteActivityAsync();
    }
}
