using Elsa.Scheduling.Bookmarks;
using Elsa.Workflows.Management;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Deadlines;
using Elsa.Workflows.Runtime.Messages;
using Elsa.Workflows.Runtime.Outbox;

namespace Elsa.Scheduling;

/// <summary>Bookmarks that time resumes, as deadlines of kind <c>bookmark</c> owned by the bookmark.</summary>
internal sealed class BookmarkSchedule(IDeadlineStore deadlines)
{
    /// <summary>Kind of the deadlines.</summary>
    public const string Kind = "bookmark";

    private const int Severity = 3;

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
        if (at is { } dueAt && IsTimed(bookmark.Name))
            deadlines.Schedule(Kind, bookmark.Id, dueAt, Severity, RowJson.Write(new Owner(instanceId)));
    }

    /// <summary>Cancels the resumes of bookmarks that are gone.</summary>
    public Task RemoveAsync(IEnumerable<Bookmark> bookmarks, CancellationToken cancellationToken) =>
        deadlines.CancelManyAsync(Kind, [.. bookmarks.Where(x => IsTimed(x.Name)).Select(x => x.Id)], cancellationToken);

    /// <summary>Whether time resumes bookmarks of that name.</summary>
    public static bool IsTimed(string name) =>
        name is SchedulingNames.Delay or SchedulingNames.Timer or SchedulingNames.StartAt or SchedulingNames.Cron;

    /// <summary>The instance that a deadline of this kind resumes.</summary>
    public static string InstanceOf(Deadline deadline) => RowJson.Read<Owner>(deadline.Payload!).InstanceId;

    private sealed record Owner(string InstanceId);
}

/// <summary>Resumes the bookmark that is due.</summary>
internal sealed class BookmarkDeadlines(IWorkflowRuntime runtime, IWorkflowInstanceStore instances) : IDeadlineHandler
{
    /// <inheritdoc />
    public string Kind => BookmarkSchedule.Kind;

    /// <inheritdoc />
    public IEnumerable<string> Locks(Deadline deadline) => [InstanceLocks.Of(BookmarkSchedule.InstanceOf(deadline))];

    /// <inheritdoc />
    public async Task FireAsync(Deadline deadline, CancellationToken cancellationToken)
    {
        var instanceId = BookmarkSchedule.InstanceOf(deadline);
        if (!await instances.ExistsAsync(instanceId, cancellationToken))
            return; // deleted since

        var client = await runtime.CreateClientAsync(instanceId, cancellationToken);
        await client.RunInstanceAsync(new RunWorkflowInstanceRequest { BookmarkId = deadline.OwnerId }, cancellationToken);
    }
}
