using System.ComponentModel;
using System.Runtime.CompilerServices;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Migration;
using Elsa.Workflows.Signals;

namespace Elsa.Workflows.Activities;

/// <summary>Runs activities one after the other.</summary>
[Activity("Elsa", "Workflows", "Execute a set of activities in sequence."), Browsable(false)]
public class Sequence : Container, IMovesChildren
{
    private const string CurrentIndexKey = "CurrentIndex";

    /// <inheritdoc/>
    public Sequence([CallerFilePath] string? source = default, [CallerLineNumber] int? line = default) : base(source, line) =>
        OnSignalReceived<BreakSignal>((_, context) => context.ReceiverActivityExecutionContext.SetIsBreaking());

    /// <inheritdoc/>
    protected override ValueTask ScheduleChildrenAsync(ActivityExecutionContext context) => NextAsync(context);

    ValueTask IMovesChildren.MoveChildrenAsync(ActivityExecutionContext context, StateMigration migration)
    {
        if (OpenChildren.Of(context) is [var open, ..])
            context.SetProperty(CurrentIndexKey, Activities.ToList().IndexOf(open) + 1);
        return default;
    }

    private async ValueTask NextAsync(ActivityExecutionContext context)
    {
        var index = context.GetProperty<int>(CurrentIndexKey);
        var next = Activities.ElementAtOrDefault(index);
        if (next == null)
        {
            await context.CompleteActivityAsync();
            return;
        }

        await context.ScheduleActivityAsync(next, OnChildCompletedAsync);
        context.SetProperty(CurrentIndexKey, index + 1);
    }

    private async ValueTask OnChildCompletedAsync(ActivityCompletedContext context)
    {
        if (context.TargetContext.GetIsBreaking() || context.ChildContext.Activity is ITerminalNode)
            await context.TargetContext.CompleteActivityAsync();
        else
            await NextAsync(context.TargetContext);
    }
}
