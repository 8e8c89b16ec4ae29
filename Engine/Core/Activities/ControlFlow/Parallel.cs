using System.ComponentModel;
using System.Runtime.CompilerServices;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Migration;

namespace Elsa.Workflows.Activities;

/// <summary>Runs activities side by side and completes when all have.</summary>
[Activity("Elsa", "Workflows", "Execute a set of activities in parallel."), Browsable(false)]
public class Parallel : Container, IMovesChildren
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

    ValueTask IMovesChildren.MoveChildrenAsync(ActivityExecutionContext context, StateMigration migration)
    {
        context.SetProperty(ScheduledChildrenKey, OpenChildren.Of(context).Count);
        return default;
    }

    private static async ValueTask OnChildCompletedAsync(ActivityCompletedContext context)
    {
        if (context.TargetContext.UpdateProperty<int>(ScheduledChildrenKey, count => count - 1) == 0)
            await context.TargetContext.CompleteActivityAsync();
    }
}
