using Elsa.Workflows.Models;
using Elsa.Workflows.Options;

namespace Elsa.Workflows;

// Scheduling and calling back: who is to be told when a scheduled activity completes.
public partial class WorkflowExecutionContext
{
    /// <summary>Forgets every callback.</summary>
    public void ClearCompletionCallbacks() => CompletionCallbacks.Clear();

    /// <summary>Queues a node; the owner is called back when it completes.</summary>
    internal ActivityWorkItem Schedule(ActivityNode node, ActivityExecutionContext owner, ScheduleWorkOptions? options)
    {
        if (options?.PreventDuplicateScheduling == true
            && Scheduler.Find(item => item.Activity == node.Activity && item.Owner == owner) is { } queued)
        {
            return queued;
        }

        CompletionCallbacks.Add(new(owner, node, options?.CompletionCallback, options?.Tag));
        var workItem = new ActivityWorkItem(
            node.Activity, owner, options?.Tag, options?.Variables, options?.ExistingActivityExecutionContext, options?.Input);
        Scheduler.Schedule(workItem);
        return workItem;
    }

    internal ActivityCompletionCallbackEntry? PopCompletionCallback(ActivityExecutionContext owner, ActivityNode child)
    {
        var index = CompletionCallbacks.FindIndex(entry => entry.Owner == owner && entry.Child == child);
        if (index < 0)
            return null;

        var found = CompletionCallbacks[index];
        CompletionCallbacks.RemoveAt(index);
        return found;
    }

    internal void RestoreCompletionCallback(ActivityCompletionCallbackEntry entry) => CompletionCallbacks.Insert(0, entry);

    internal void RemoveCompletionCallbacks(ActivityExecutionContext owner) => CompletionCallbacks.RemoveAll(entry => entry.Owner == owner);
}
