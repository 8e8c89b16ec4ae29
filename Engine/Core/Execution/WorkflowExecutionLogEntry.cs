namespace Elsa.Workflows.Models;

/// <summary>A line of the journal.</summary>
/// <param name="Id">Id of the entry.</param>
/// <param name="ActivityInstanceId">Id of the activity context; of the instance for entries of the workflow.</param>
/// <param name="ParentActivityInstanceId">Id of the parent context, if any.</param>
/// <param name="ActivityId">Id of the activity.</param>
/// <param name="ActivityType">Type of the activity.</param>
/// <param name="ActivityTypeVersion">Version of the activity type.</param>
/// <param name="ActivityName">Name of the activity.</param>
/// <param name="NodeId">Node id of the activity.</param>
/// <param name="ActivityState">Evaluated inputs at that time.</param>
/// <param name="Timestamp">When, UTC.</param>
/// <param name="Sequence">Number within the instance, ascending.</param>
/// <param name="EventName">What happened, e.g. <c>Started</c>.</param>
/// <param name="Message">Text, if any.</param>
/// <param name="Source">Where the activity was written, if known.</param>
/// <param name="Payload">Details, if any.</param>
public record WorkflowExecutionLogEntry(
    string Id,
    string ActivityInstanceId,
    string? ParentActivityInstanceId,
    string ActivityId,
    string ActivityType,
    int ActivityTypeVersion,
    string? ActivityName,
    string NodeId,
    IDictionary<string, object?>? ActivityState,
    DateTimeOffset Timestamp,
    long Sequence,
    string EventName,
    string? Message,
    string? Source,
    object? Payload);
