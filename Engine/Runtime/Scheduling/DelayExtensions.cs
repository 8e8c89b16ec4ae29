using Elsa.Scheduling;
using Elsa.Scheduling.Bookmarks;
using Elsa.Workflows;
using Elsa.Workflows.Models;

namespace Elsa.Extensions;

/// <summary>Waiting for time inside an activity.</summary>
public static class DelayExtensions
{
    /// <summary>Waits an elapsed time; without callback the activity then completes.</summary>
    public static void DelayFor(this ActivityExecutionContext context, TimeSpan delay, ExecuteActivityDelegate? callback = null) =>
        context.DelayUntil(context.GetRequiredService<ISystemClock>().UtcNow + delay, callback);

    /// <summary>Waits until an instant; without callback the activity then completes.</summary>
    public static void DelayUntil(this ActivityExecutionContext context, DateTimeOffset resumeAt, ExecuteActivityDelegate? callback = null)
    {
        context.JournalData["ResumeAt"] = resumeAt;
        context.CreateBookmark(new CreateBookmarkArgs { BookmarkName = SchedulingNames.Delay, Stimulus = new DelayPayload(resumeAt), Callback = callback });
    }

    /// <summary>Waits one interval as a timer does; without callback the activity then completes.</summary>
    public static void RepeatWithInterval(this ActivityExecutionContext context, TimeSpan interval, ExecuteActivityDelegate? callback = null)
    {
        var resumeAt = context.GetRequiredService<ISystemClock>().UtcNow + interval;
        context.JournalData["ResumeAt"] = resumeAt;
        context.CreateBookmark(new CreateBookmarkArgs { BookmarkName = SchedulingNames.Timer, Stimulus = new TimerBookmarkPayload(resumeAt), Callback = callback });
    }
}
