using System.Text.Json;
using Elsa.ITR.Data;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Shared;
using Elsa.Workflows;
using Elsa.Workflows.Runtime.Deadlines;
using Elsa.Workflows.Runtime.Entities;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Operations;

/// <summary>Where instances wait and what has faulted in them; a fixed number of queries for any number of instances.</summary>
public sealed class InstanceWaits(ItrDbContext db)
{
    /// <param name="Kind">What it waits for.</param>
    /// <param name="Item">The task that is open there; null for other waits.</param>
    /// <param name="Event">Name of the business event, or of the stimulus.</param>
    /// <param name="DueAt">When the wait ends or should have ended; null for no limit.</param>
    public sealed record Wait(string ActivityId, WaitKind Kind, DateTimeOffset Since, TaskAsked? Item, string? Event, DateTimeOffset? DueAt, bool IsListener);

    public sealed record TaskAsked(string No, Bilingual Title, string Role, Bilingual? Holder, bool NoCandidate);

    /// <param name="ActivityInstanceId">What a retry addresses.</param>
    public sealed record Fault(string ActivityInstanceId, string ActivityId, string ActivityType, string Message, DateTimeOffset At);

    public sealed record Found(ILookup<string, Wait> Waits, ILookup<string, Fault> Faults);

    public async Task<Found> FindAsync(IReadOnlyCollection<string> instanceIds, CancellationToken cancellationToken)
    {
        var bookmarks = await db.Set<StoredBookmark>().AsNoTracking().Where(x => instanceIds.Contains(x.WorkflowInstanceId)).ToListAsync(cancellationToken);
        var bookmarkIds = bookmarks.Select(x => x.Id).ToList();
        var timers = await db.Set<Deadline>().AsNoTracking()
            .Where(x => bookmarkIds.Contains(x.OwnerId) && x.State == DeadlineState.Pending).Select(x => new { x.OwnerId, x.DueAt }).ToListAsync(cancellationToken);
        var due = timers.ToLookup(x => x.OwnerId, x => x.DueAt);
        var tasks = (await TasksAsync(instanceIds, cancellationToken)).ToLookup(x => x.ActivityInstanceId);
        var faults = await db.Set<ActivityExecutionRecord>().AsNoTracking()
            .Where(x => instanceIds.Contains(x.WorkflowInstanceId) && x.Status == ActivityStatus.Faulted)
            .Select(x => new { x.WorkflowInstanceId, x.Id, x.ActivityId, x.ActivityType, x.Exception, x.StartedAt }).ToListAsync(cancellationToken);

        return new Found(
            bookmarks.OrderBy(x => x.CreatedAt).ToLookup(
                bookmark => bookmark.WorkflowInstanceId,
                bookmark => WaitOf(
                    bookmark,
                    tasks[bookmark.ActivityInstanceId].FirstOrDefault(task => task.ItemId == WorkItemOf(bookmark)),
                    due[bookmark.Id].Select(at => (DateTimeOffset?)at).FirstOrDefault())),
            faults.ToLookup(x => x.WorkflowInstanceId, x => new Fault(x.Id, x.ActivityId, x.ActivityType, MessageOf(x.Exception), x.StartedAt)));
    }

    private async Task<List<OpenTask>> TasksAsync(IReadOnlyCollection<string> instanceIds, CancellationToken cancellationToken)
    {
        var rows = await (
                from item in db.Set<WorkItem>()
                where instanceIds.Contains(item.InstanceId!) && (item.State == WorkItemState.Created || item.State == WorkItemState.Claimed)
                join holder in db.Users on item.AssigneeId equals holder.Id into holders
                from holder in holders.DefaultIfEmpty()
                select new
                {
                    item.Id,
                    item.ActivityInstanceId,
                    item.DueAt,
                    item.No,
                    item.TitleZh,
                    item.TitleEn,
                    item.Role,
                    item.NoCandidate,
                    HolderZh = holder == null ? null : holder.DisplayNameZh,
                    HolderEn = holder == null ? null : holder.DisplayNameEn,
                })
            .AsNoTracking().ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(x => new OpenTask(x.ActivityInstanceId, x.Id, x.DueAt, new TaskAsked(
                x.No, new Bilingual(x.TitleZh, x.TitleEn), x.Role, x.HolderZh is null ? null : new Bilingual(x.HolderZh, x.HolderEn ?? x.HolderZh), x.NoCandidate))),
        ];
    }

    private static Wait WaitOf(StoredBookmark bookmark, OpenTask? task, DateTimeOffset? timer) => KindOf(bookmark.Name) switch
    {
        WaitKind.Task => new Wait(bookmark.ActivityId, WaitKind.Task, bookmark.CreatedAt, task?.Asked, null, task?.DueAt, bookmark.IsListener),
        WaitKind.Time => new Wait(bookmark.ActivityId, WaitKind.Time, bookmark.CreatedAt, null, null, timer, bookmark.IsListener),
        WaitKind.Flow => new Wait(bookmark.ActivityId, WaitKind.Flow, bookmark.CreatedAt, null, null, null, bookmark.IsListener),
        _ => new Wait(bookmark.ActivityId, WaitKind.Event, bookmark.CreatedAt, null, EventOf(bookmark), null, bookmark.IsListener),
    };

    private sealed record OpenTask(string? ActivityInstanceId, Guid ItemId, DateTimeOffset? DueAt, TaskAsked Asked);

    internal static WaitKind KindOf(string bookmarkName) => bookmarkName switch
    {
        WorkItemStimulus.BookmarkName => WaitKind.Task,
        "Elsa.Delay" or "Elsa.StartAt" or "Elsa.Timer" or "Elsa.Cron" => WaitKind.Time,
        "Elsa.DispatchWorkflow" or "Elsa.ExecuteWorkflow" or "Elsa.BulkDispatchWorkflows" => WaitKind.Flow,
        _ => WaitKind.Event,
    };

    /// <summary>Id of the child that is waited for; null when another thing is, or many children are.</summary>
    internal static string? ChildOf(StoredBookmark bookmark) => KindOf(bookmark.Name) == WaitKind.Flow ? Text(bookmark.Payload, "childInstanceId") : null;

    private static string EventOf(StoredBookmark bookmark) =>
        Text(bookmark.Payload, bookmark.Name == BusinessEventStimulus.BookmarkName ? "name" : "eventName") is { } name ? Told(name) : bookmark.Name;

    /// <summary>A name such as <c>Onsite.Departed</c> for people.</summary>
    public static string Told(string eventName) => eventName.Replace(".", " · ", StringComparison.Ordinal);

    internal static Guid WorkItemOf(StoredBookmark bookmark) => Guid.TryParse(Text(bookmark.Payload, "workItemId"), out var id) ? id : Guid.Empty;

    private static string MessageOf(string? exception) => Text(exception, "message") ?? "";

    /// <summary>A text member of stored JSON, whatever the case of its name.</summary>
    internal static string? Text(string? json, string name)
    {
        if (json is null)
            return null;

        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind != JsonValueKind.Object
            ? null
            : document.RootElement.EnumerateObject()
                .Where(member => string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase) && member.Value.ValueKind == JsonValueKind.String)
                .Select(member => member.Value.GetString()).FirstOrDefault();
    }
}

/// <summary>What an instance waits for at a step.</summary>
public enum WaitKind
{
    Task,
    Event,
    Time,
    Flow,
}
