namespace Elsa.Workflows.Migration;

/// <summary>Something a migration has to say: why it is refused, or what will be different.</summary>
/// <param name="Code">Stable name for programs, e.g. <c>activity.missing</c>.</param>
/// <param name="ActivityId">The activity it is about; an id of the old version where the new one has none. Null when it is about the instance.</param>
/// <param name="Message">What was expected, what was found and what to do, in English.</param>
public sealed record MigrationFinding(string Code, string? ActivityId, string Message);

/// <summary>A place where an instance stands, before and after.</summary>
/// <param name="ActivityInstanceId">The activity instance; a migration keeps it, and with it bookmarks, timers and children.</param>
/// <param name="FromActivityId">Its activity in the old version.</param>
/// <param name="ToActivityId">Its activity in the new version.</param>
/// <param name="Status">Whether it waits or is faulted.</param>
public sealed record MovedActivity(string ActivityInstanceId, string FromActivityId, string ToActivityId, ActivityStatus Status);
