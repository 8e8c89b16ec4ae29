using System.Text.RegularExpressions;
using Elsa.ITR.Data;
using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Scoring;
using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime.Deadlines;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Outbox;
using Elsa.Workflows.State;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Tests.Shared.Consistency;

/// <summary>The rows the rules compare, read at one instant.</summary>
internal sealed partial class Picture
{
    public required IReadOnlyList<WorkItem> Items { get; init; }
    public required IReadOnlyDictionary<string, WorkflowInstance> Instances { get; init; }
    public required IReadOnlyDictionary<string, WorkflowState> States { get; init; }
    public required ILookup<string, StoredBookmark> Bookmarks { get; init; }
    public required ILookup<string, ActivityExecutionRecord> Records { get; init; }
    public required IReadOnlyDictionary<string, (long Count, long Last)> Journal { get; init; }
    public required IReadOnlyList<SlaClock> Clocks { get; init; }
    public required IReadOnlyList<ClockPause> Pauses { get; init; }
    public required IReadOnlyList<Deadline> Deadlines { get; init; }
    public required IReadOnlyList<OutboxMessage> Outbox { get; init; }
    public required IReadOnlyList<AuditEntry> Audit { get; init; }
    public required IReadOnlyList<CaseEvent> Timeline { get; init; }
    public required IReadOnlyList<Case> Cases { get; init; }
    public required IReadOnlyList<Penalty> Penalties { get; init; }
    public required IReadOnlyList<BusinessEvent> Events { get; init; }
    public required ISet<(Guid EventId, string InstanceId, string NodeId)> Claims { get; init; }

    public static async Task<Picture> ReadAsync(ItrDbContext db, IWorkflowStateSerializer states, CancellationToken cancellationToken)
    {
        var documents = await ListAsync<WorkflowInstanceDocument>();
        var journal = await db.Set<WorkflowExecutionLogRecord>().GroupBy(x => x.WorkflowInstanceId)
            .Select(x => new { x.Key, Count = x.LongCount(), Last = x.Max(line => line.Sequence) }).ToListAsync(cancellationToken);
        return new Picture
        {
            Items = await ListAsync<WorkItem>(),
            Instances = (await ListAsync<WorkflowInstance>()).ToDictionary(x => x.Id),
            States = documents.ToDictionary(x => x.InstanceId, x => states.Deserialize(x.State)),
            Bookmarks = (await ListAsync<StoredBookmark>()).ToLookup(x => x.WorkflowInstanceId),
            Records = (await ListAsync<ActivityExecutionRecord>()).ToLookup(x => x.WorkflowInstanceId),
            Journal = journal.ToDictionary(x => x.Key, x => (x.Count, x.Last)),
            Clocks = await db.Set<SlaClock>().AsNoTracking().Include(x => x.Entries).ToListAsync(cancellationToken),
            Pauses = await ListAsync<ClockPause>(),
            Deadlines = await ListAsync<Deadline>(),
            Outbox = await ListAsync<OutboxMessage>(),
            Audit = await ListAsync<AuditEntry>(),
            Timeline = await db.Set<CaseEvent>().AsNoTracking().Where(x => x.TextKey == "Task.Completed" || x.TextKey == "Task.Created").ToListAsync(cancellationToken),
            Cases = await ListAsync<Case>(),
            Penalties = await ListAsync<Penalty>(),
            Events = await ListAsync<BusinessEvent>(),
            Claims = (await ListAsync<EventClaim>()).Select(x => (x.EventId, x.InstanceId, x.NodeId)).ToHashSet(),
        };

        Task<List<T>> ListAsync<T>()
            where T : class => db.Set<T>().AsNoTracking().ToListAsync(cancellationToken);
    }

    /// <summary>The work item that a bookmark of a task waits for, 32 hexadecimal digits.</summary>
    public static string? WorkItemOf(StoredBookmark bookmark) =>
        bookmark.Name == WorkItemStimulus.BookmarkName && HexId().Match(bookmark.Payload ?? "") is { Success: true } match ? match.Value : null;

    [GeneratedRegex("[0-9a-f]{32}")]
    private static partial Regex HexId();
}
