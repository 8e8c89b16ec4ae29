using Elsa.Workflows;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Stimuli;

namespace Elsa.Extensions;

/// <summary>Waiting for events inside an activity.</summary>
public static class EventExtensions
{
    /// <summary>Waits for the event, or goes on at once when the event is what started the workflow.</summary>
    /// <param name="eventName">Name of the event; case matters.</param>
    /// <param name="callback">Goes on with the activity; a method of it, because its name is stored. Null completes the activity.</param>
    public static async ValueTask WaitForEventAsync(this ActivityExecutionContext context, string eventName, ExecuteActivityDelegate? callback = null)
    {
        if (!context.IsTriggerOfWorkflow())
            context.CreateBookmark(new CreateBookmarkArgs { BookmarkName = RuntimeNames.Event, Stimulus = new EventStimulus(eventName), Callback = callback });
        else if (callback is not null)
            await callback(context);
        else
            await context.CompleteActivityAsync();
    }

    /// <summary>Waits for the event; see <see cref="WaitForEventAsync"/>. Not for activities that start workflows.</summary>
    public static void WaitForEvent(this ActivityExecutionContext context, string eventName, ExecuteActivityDelegate? callback = null) =>
        context.CreateBookmark(new CreateBookmarkArgs { BookmarkName = RuntimeNames.Event, Stimulus = new EventStimulus(eventName), Callback = callback });

    /// <summary>The payload of the event that resumed or started this burst; null when it has none.</summary>
    public static object? GetEventPayload(this ActivityExecutionContext context) =>
        context.WorkflowInput.TryGetValue(RuntimeNames.EventPayload, out var payload) ? payload : null;
}
