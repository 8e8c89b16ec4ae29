namespace Elsa.Scheduling.Bookmarks;

/// <summary>Waited for by <c>Elsa.Delay</c>.</summary>
/// <param name="ResumeAt">When it goes on, UTC.</param>
public record DelayPayload(DateTimeOffset ResumeAt);

/// <summary>Waited for by <c>Elsa.StartAt</c>, as bookmark and as trigger.</summary>
/// <param name="ExecuteAt">When it goes on or starts, UTC.</param>
public record StartAtPayload(DateTimeOffset ExecuteAt);

/// <summary>Waited for by <c>Elsa.Timer</c>.</summary>
/// <param name="ResumeAt">When it goes on, UTC.</param>
public record TimerBookmarkPayload(DateTimeOffset ResumeAt);

/// <summary>Starts a workflow again and again.</summary>
/// <param name="StartAt">First start, UTC.</param>
/// <param name="Interval">Elapsed time between starts.</param>
public record TimerTriggerPayload(DateTimeOffset StartAt, TimeSpan Interval);

/// <summary>Waited for by <c>Elsa.Cron</c>.</summary>
/// <param name="ExecuteAt">Next occurrence, UTC.</param>
/// <param name="CronExpression">The expression it comes from.</param>
public record CronBookmarkPayload(DateTimeOffset ExecuteAt, string CronExpression);

/// <summary>Starts a workflow at every occurrence.</summary>
/// <param name="CronExpression">Six fields, seconds first, UTC.</param>
public record CronTriggerPayload(string CronExpression);
