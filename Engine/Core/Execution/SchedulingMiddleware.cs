using Elsa.Extensions;

namespace Elsa.Workflows.Execution;

/// <summary>The loop of a burst: first in, first out, one at a time, until nothing is queued.</summary>
internal static class SchedulingMiddleware
{
    /// <exception cref="OperationCanceledException">The burst was told to stop: nothing of it may be stored.</exception>
    public static async Task RunAsync(WorkflowExecutionContext run)
    {
        run.TransitionTo(WorkflowSubStatus.Executing);
        do
        {
            while (run.Scheduler.HasAny)
            {
                run.CancellationToken.ThrowIfCancellationRequested();
                await ActivityInvoker.InvokeAsync(run, run.Scheduler.Take());
            }

            if (run.Status == WorkflowStatus.Running)
                await CancelOrphansAsync(run);
        }
        while (run.Scheduler.HasAny);

        if (run.Status == WorkflowStatus.Running)
            run.TransitionTo(run.AllActivitiesCompleted ? WorkflowSubStatus.Finished : WorkflowSubStatus.Suspended);
    }

    /// <summary>What was queued before its container completed has run, as in Elsa; if it waits now, nobody would ever hear of it.</summary>
    private static async Task CancelOrphansAsync(WorkflowExecutionContext run)
    {
        foreach (var context in run.ActivityExecutionContexts.Where(context => context.ParentActivityExecutionContext?.IsCompleted == true).ToList())
            await context.CancelActivityAsync();
    }
}
