using System.ComponentModel;
using System.Runtime.CompilerServices;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Migration;
using Elsa.Workflows.Signals;

namespace Elsa.Workflows.Activities;

/// <summary>Runs branches side by side and completes when all, or the first, have.</summary>
[Activity("Elsa", "Control Flow", "Branch execution into multiple branches."), Browsable(false)]
public class Fork : Activity, IMovesChildren
{
    private const string CompletedKey = "Completed";

    /// <inheritdoc/>
    public Fork([CallerFilePath] string? source = default, [CallerLineNumber] int? line = default) : base(source, line) =>
        OnSignalReceived<BreakSignal>((_, context) => context.ReceiverActivityExecutionContext.SetIsBreaking());

    /// <summary>Whether it waits for all branches or one.</summary>
    [Input(Description = "Whether to wait for all branches or the first.")]
    public ForkJoinMode JoinMode { get; set; } = ForkJoinMode.WaitAll;

    /// <summary>The branches.</summary>
    public ICollection<IActivity> Branches { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) => Branches.Count == 0
        ? context.CompleteActivityAsync()
        : context.ScheduleActivities(Branches, OnBranchCompletedAsync);

    ValueTask IMovesChildren.MoveChildrenAsync(ActivityExecutionContext context, StateMigration migration)
    {
        // A branch that is new does not run: it counts as done.
        var open = OpenChildren.Of(context);
        context.SetProperty(CompletedKey, Branches.Where(branch => !open.Contains(branch)).Select(branch => branch.Id).ToHashSet());
        return default;
    }

    private async ValueTask OnBranchCompletedAsync(ActivityCompletedContext context)
    {
        var target = context.TargetContext;
        var completed = target.GetProperty<HashSet<string>>(CompletedKey) ?? [];
        completed.Add(context.ChildContext.Activity.Id);
        target.SetProperty(CompletedKey, completed);

        var done = target.GetIsBreaking()
            || JoinMode == ForkJoinMode.WaitAny
            || Branches.All(branch => completed.Contains(branch.Id));
        if (done)
            await target.CompleteActivityAsync();
    }
}
