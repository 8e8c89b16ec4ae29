using Elsa.Extensions;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Execution;
using Elsa.Workflows.Signals;

namespace Elsa.Workflows;

// Completing, cancelling, faulting.
public partial class ActivityExecutionContext
{
    /// <summary>Its children are being cancelled because it completes.</summary>
    internal bool IsCompleting { get; private set; }

    /// <summary>Completes the activity with outcomes.</summary>
    public ValueTask CompleteActivityWithOutcomesAsync(params string[] outcomes) => CompleteActivityAsync(new Outcomes(outcomes));

    /// <summary>Completes the nearest composite with outcomes.</summary>
    public ValueTask CompleteCompositeAsync(params string[] outcomes) =>
        this.SendSignalAsync(new CompleteCompositeSignal(new Outcomes(outcomes)));

    /// <summary>
    /// Completes the activity: children are cancelled, ancestors are called back (which may complete them too), bookmarks are removed.
    /// Does nothing unless the activity is running. No result means the default outcome.
    /// </summary>
    public async ValueTask CompleteActivityAsync(object? result = null)
    {
        if (Status != ActivityStatus.Running)
            return;

        IsCompleting = true;
        await CancelChildrenAsync();
        TransitionTo(ActivityStatus.Completed);
        if (result is Outcomes outcomes)
            JournalData["Outcomes"] = outcomes.Names;
        AddExecutionLogEntry("Completed");
        await this.SendSignalAsync(new ActivityCompleted(result));
        ClearBookmarks();
        WorkflowExecutionContext.RemoveCompletionCallbacks(this);
        if (ParentActivityExecutionContext != null)
            await VariableStore.DeleteAsync(this);
        FaultedResume = null;
        CompletedAt = WorkflowExecutionContext.SystemClock.UtcNow;
    }

    /// <summary>Forgets the callbacks of what this activity scheduled.</summary>
    public void ClearCompletionCallbacks() => WorkflowExecutionContext.RemoveCompletionCallbacks(this);

    /// <summary>Cancels this context, then its children, unless they are completed. For a container that completes.</summary>
    private async ValueTask CancelChildrenAsync()
    {
        foreach (var child in _children.Where(child => !child.IsCompleted).ToList())
        {
            if (child.IsCompleted)
                continue;

            await child.CancelAsync();
            await child.CancelChildrenAsync();
        }
    }

    internal async ValueTask CancelAsync()
    {
        TransitionTo(ActivityStatus.Canceled);
        FaultedResume = null;
        CompletedAt = WorkflowExecutionContext.SystemClock.UtcNow;
        ClearBookmarks();
        RemoveBookmarks(bookmark => bookmark.ActivityNodeId == NodeId);
        WorkflowExecutionContext.RemoveCompletionCallbacks(this);
        WorkflowExecutionContext.Scheduler.Remove(item => item.Owner == this); // what it had queued must not run without it
        AddExecutionLogEntry("Canceled");
        await this.SendSignalAsync(new CancelSignal());
        foreach (var observer in WorkflowExecutionContext.Observers)
            await observer.ActivityCancelledAsync(this);
    }
}
