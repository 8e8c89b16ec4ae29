using Elsa.Scheduling.Bookmarks;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Deadlines;
using Elsa.Workflows.Runtime.Messages;
using Elsa.Workflows.Runtime.Outbox;

namespace Elsa.Scheduling;

/// <summary>Bookmarks that time resumes, as deadlines of kind <c>bookmark</c> owned by the bookmark.</summary>
internal sealed class BookmarkSchedule(IDeadlineStore deadlines, IWorkflowRuntime runtime, Elsa.Workflows.Management.IWorkflowInstanceStore instances)
    : IDeadlineHandler
{
    /// <summary>Kind of the deadlines.</summary>
    internal const string DeadlineKind = "bookmark";

    private const int Severity = 3;

    /// <inheritdoc />
    public string Kind => DeadlineKind;

    /// <inheritdoc />
    public IEnumerable<string> Locks(Deadline deadline) => [InstanceLocks.Of(InstanceOf(deadline))];

    /// <summary>Schedules the resume if the bookmark is one that time resumes.</summary>
    public void Add(string instanceId, Bookmark bookmark)
    {
        DateTimeOffset? at = bookmark.Payload switch
        {
            DelayPayload delay => delay.ResumeAt,
            TimerBookmarkPayload timer => timer.ResumeAt,
            StartAtPayload instant => instant.ExecuteAt,
            CronBookmarkPayload cron => cron.ExecuteAt,
            _ => null,
        };
        if (at is { } dueAt && IsTimed(bookmark))
            deadlines.Schedule(DeadlineKind, bookmark.Id, dueAt, Severity, RowJson.Write(new Owner(instanceId)));
    }

    /// <summary>Cancels the resumes of bookmarks that are gone.</summary>
    public Task RemoveAsync(IEnumerable<Bookmark> bookmarks, CancellationToken cancellationToken) =>
        deadlines.CancelManyAsync(DeadlineKind, [.. bookmarks.Where(IsTimed).Select(x => x.Id)], cancellationToken);

    /// <inheritdoc />
    public async Task FireAsync(Deadline deadline, CancellationToken cancellationToken)
    {
        var instanceId = InstanceOf(deadline);
        if (!await instances.ExistsAsync(instanceId, cancellationToken))
            return; // deleted since

        var client = await runtime.CreateClientAsync(instanceId, cancellationToken);
        await client.RunInstanceAsync(new RunWorkflowInstanceRequest { BookmarkId = deadline.OwnerId }, cancellationToken);
    }

    internal static bool IsTimed(Bookmark bookmark) => IsTimed(bookmark.Name);

    internal static bool IsTimed(string name) =>
        name is SchedulingNames.Delay or SchedulingNames.Timer or SchedulingNames.StartAt or SchedulingNames.Cron;

    private static string InstanceOf(Deadline deadline) => RowJson.Read<Owner>(deadline.Payload!).InstanceId;

    private sealed record Owner(string InstanceId);
}
