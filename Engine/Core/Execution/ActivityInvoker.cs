using System.Runtime.ExceptionServices;
using Elsa.Workflows.Models;

namespace Elsa.Workflows.Execution;

/// <summary>Runs one activity, or goes on with one after a bookmark.</summary>
internal static class ActivityInvoker
{
    /// <summary>A burst this long is a loop in which nothing ever waits: its next activity fails, which ends the loop.</summary>
    internal const int MaxInvocations = 50_000;

    public static async Task InvokeAsync(WorkflowExecutionContext run, ActivityWorkItem item)
    {
        if (item.Owner?.Status == ActivityStatus.Canceled || item.ExistingActivityExecutionContext?.IsCompleted == true)
            return;

        var context = item.ExistingActivityExecutionContext ?? CreateContext(run, item);
        if (item.Input.Count > 0)
            context.ActivityInput = item.Input;
        run.ExecutionIndex++;
        run.BurstInvocations++;

        using var place = run.Tracker?.Enter(run.Id, context.NodeId, context.Id, run.ExecutionIndex);
        var forced = run.FaultReplay?.Take(run, context.NodeId, run.BurstInvocations);
        await IncidentMiddleware.GuardAsync(context, forced, () => RunAsync(context, item.ResumedBookmark, forced));
        if (context.Status == ActivityStatus.Faulted && item.ResumedBookmark is { } bookmark)
            KeepResume(context, bookmark);
    }

    private static ActivityExecutionContext CreateContext(WorkflowExecutionContext run, ActivityWorkItem item)
    {
        var node = run.FindNodeByActivity(item.Activity)
            ?? throw new InvalidOperationException($"Expected activity '{item.Activity.Id}' to be part of the workflow, but its graph does not contain it.");
        return run.CreateActivityExecutionContext(node, item.Owner, item.Tag, item.Variables);
    }

    private static async Task RunAsync(ActivityExecutionContext context, Bookmark? resumed, RepeatedFault? forced)
    {
        var run = context.WorkflowExecutionContext;
        var wasCompleted = context.Status == ActivityStatus.Completed;
        context.AddExecutionLogEntry(run.Bookmarks.Any(bookmark => bookmark.ActivityNodeId == context.NodeId) ? "Resumed" : "Started");
        foreach (var observer in run.Observers)
            await observer.ActivityExecutingAsync(context);

        if (forced != null)
            await FailAsync(context, forced);
        if (run.BurstInvocations > MaxInvocations)
            throw new InvalidOperationException($"Expected the run to wait or end within {MaxInvocations} activities, but it goes on. Put a wait into its loop.");
        if (resumed == null && PassedOver.Take(context) is { } outcomes)
        {
            context.TransitionTo(ActivityStatus.Running);
            context.AddExecutionLogEntry("Passed over");
            await context.CompleteActivityWithOutcomesAsync(outcomes);
        }
        else
        {
            await InputEvaluation.EvaluateWithAncestorsAsync(context);
            await ExecuteAsync(context, resumed);
        }

        foreach (var observer in run.Observers)
        {
            await observer.ActivityExecutedAsync(context);
            if (!wasCompleted && context.Status == ActivityStatus.Completed)
                await observer.ActivityCompletedAsync(context);
        }

        if (context.Status == ActivityStatus.Running && context.Bookmarks.Any())
            context.AddExecutionLogEntry("Suspended");
    }

    private static async Task ExecuteAsync(ActivityExecutionContext context, Bookmark? resumed)
    {
        var run = context.WorkflowExecutionContext;
        if (!await context.Activity.CanExecuteAsync(context))
        {
            context.TransitionTo(ActivityStatus.Pending);
            context.AddExecutionLogEntry("Precondition Failed", "Cannot execute activity, because one or more preconditions failed.");
            return;
        }

        context.IsExecuting = run.IsExecuting = true;
        context.TransitionTo(ActivityStatus.Running);
        try
        {
            await (resumed == null ? context.Activity.ExecuteAsync(context) : ResumeAsync(context, resumed));
        }
        finally
        {
            context.IsExecuting = run.IsExecuting = false;
        }

        context.ExecutionCount++;
        context.FaultedResume = null;
        if (resumed is { AutoBurn: true })
            run.Bookmarks.Remove(resumed);
    }

    private static ValueTask ResumeAsync(ActivityExecutionContext context, Bookmark bookmark) =>
        bookmark.CallbackMethodName != null ? Callbacks.ResumeDelegateOf(context.Activity, bookmark.CallbackMethodName)(context)
        : bookmark.AutoComplete ? context.CompleteActivityAsync()
        : default;

    /// <summary>Fails as the aborted burst did. The inputs are evaluated as far as they can be: the record shows what the activity was given.</summary>
    private static async Task FailAsync(ActivityExecutionContext context, RepeatedFault forced)
    {
        if (forced.HadCompleted || forced.Error is not Exceptions.InputEvaluationException)
            await InputEvaluation.EvaluateWithAncestorsAsync(context);
        if (forced.HadCompleted)
        {
            if (forced.Outcomes != null)
                context.JournalData["Outcomes"] = forced.Outcomes;
            context.AddExecutionLogEntry("Completed");
        }

        ExceptionDispatchInfo.Throw(forced.Error);
    }

    /// <summary>A resume that failed may be repeated: its bookmark and its input stay.</summary>
    private static void KeepResume(ActivityExecutionContext context, Bookmark bookmark)
    {
        context.FaultedResume = new(bookmark.Id, new Dictionary<string, object>(context.WorkflowInput, StringComparer.OrdinalIgnoreCase));
        if (!context.WorkflowExecutionContext.Bookmarks.Contains(bookmark))
            context.WorkflowExecutionContext.Bookmarks.Add(bookmark);
    }
}
