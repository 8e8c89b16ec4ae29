using Elsa.Extensions;
using Elsa.Workflows.Execution;
using Elsa.Workflows.Models;

namespace Elsa.Workflows;

// Where a stored run goes on.
public partial class WorkflowExecutionContext
{
    /// <summary>Queues the activity that waits for the bookmark; does nothing when the bookmark is gone.</summary>
    internal void ScheduleBookmark(string bookmarkId)
    {
        if (Bookmarks.FirstOrDefault(bookmark => bookmark.Id == bookmarkId) is not { ActivityInstanceId: not null } bookmark
            || FindActivityExecutionContext(bookmark.ActivityInstanceId) is not { } context)
        {
            return;
        }

        if (context.Status == ActivityStatus.Faulted)
            context.RecoverFromFault();
        ScheduleResume(context, bookmark);
    }

    /// <summary>
    /// Runs a context again, under whatever parent. A faulted one is repaired first; if its resume failed, the resume is repeated with the
    /// input it had, where the burst has no input of that name.
    /// </summary>
    /// <exception cref="InvalidOperationException">The run has no such context.</exception>
    public void ScheduleAgain(string activityInstanceId)
    {
        var context = FindActivityExecutionContext(activityInstanceId)
            ?? throw new InvalidOperationException($"Expected instance '{Id}' to have activity instance '{activityInstanceId}', but it has not. It may have completed.");
        var failedResume = context.FaultedResume;
        if (context.Status == ActivityStatus.Faulted)
            context.RecoverFromFault();

        if (failedResume != null && Bookmarks.FirstOrDefault(bookmark => bookmark.Id == failedResume.BookmarkId) is { } bookmark)
        {
            foreach (var (key, value) in failedResume.Input)
                Input.TryAdd(key, value);
            ScheduleResume(context, bookmark);
            return;
        }

        context.ClearBookmarks();
        Scheduler.Schedule(new(context.Activity, context.ParentActivityExecutionContext, existingActivityExecutionContext: context));
    }

    /// <summary>Leaves a waiting or faulted context with an outcome instead of running it on.</summary>
    /// <exception cref="InvalidOperationException">The run has no such context.</exception>
    public void PassOver(string activityInstanceId, string outcome)
    {
        var context = FindActivityExecutionContext(activityInstanceId)
            ?? throw new InvalidOperationException($"Expected instance '{Id}' to have activity instance '{activityInstanceId}', but it has not. It may have completed.");
        if (context.Status == ActivityStatus.Faulted)
            context.RecoverFromFault();

        context.FaultedResume = null;
        context.ClearBookmarks();
        PassedOver.Add(this, context.NodeId, [outcome]);
        Scheduler.Schedule(new(context.Activity, context.ParentActivityExecutionContext, existingActivityExecutionContext: context));
    }

    /// <summary>Queues an activity that nobody owns; does nothing when there is none.</summary>
    internal void ScheduleAlone(ActivityHandle handle)
    {
        if (FindActivity(handle) is { } activity)
            Scheduler.Schedule(new(activity));
    }

    /// <summary>Queues the activities that were running when the state was taken. False when there are none.</summary>
    internal bool ScheduleInterrupted()
    {
        var interrupted = _contexts.FindAll(context => context.IsExecuting);
        foreach (var context in interrupted)
            Scheduler.Schedule(new(context.Activity, context.ParentActivityExecutionContext, existingActivityExecutionContext: context));
        return interrupted.Count > 0;
    }

    private void ScheduleResume(ActivityExecutionContext context, Bookmark bookmark)
    {
        ResumedBookmarkContext = new(bookmark);
        Scheduler.Schedule(new(context.Activity, context.ParentActivityExecutionContext, existingActivityExecutionContext: context)
        {
            ResumedBookmark = bookmark,
        });
    }
}
