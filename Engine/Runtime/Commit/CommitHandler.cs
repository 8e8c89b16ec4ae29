using System.Collections.Frozen;
using Elsa.Scheduling;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime.Commands;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.State;

namespace Elsa.Workflows.Runtime;

/// <summary>Puts the end of a burst into the unit of work: state, bookmarks, timers, records and journal, all together (architecture §3).</summary>
internal sealed class CommitHandler(
    IWorkflowInstanceStore instances,
    IBookmarkStore bookmarks,
    BookmarkSchedule schedule,
    BookmarkQueue queue,
    RetrySchedule retries,
    ParentNotifier parents,
    JournalWriter journal,
    IWorkflowStateSerializer states,
    IPayloadSerializer payloads,
    CommandScope command,
    IEnumerable<ICommitObserver> observers)
{
    /// <summary>Stores a burst of an instance.</summary>
    /// <param name="stored">The instance with its document; null for one that is new.</param>
    public async Task<WorkflowInstance> CommitAsync(
        WorkflowExecutionContext run, WorkflowState state, StoredInstance? stored, CancellationToken cancellationToken)
    {
        journal.Write(run, state, stored?.ContextIds ?? FrozenSet<string>.Empty);
        return await EndBurstAsync(run, state, stored, cancellationToken);
    }

    /// <summary>Stores a cancelled instance. As in Elsa its journal and its records stay as they were.</summary>
    public Task CommitCancelledAsync(WorkflowExecutionContext run, WorkflowState state, StoredInstance stored, CancellationToken cancellationToken)
    {
        state.ExecutionLogSequence -= run.ExecutionLog.Count;
        return EndBurstAsync(run, state, stored, cancellationToken);
    }

    private async Task<WorkflowInstance> EndBurstAsync(WorkflowExecutionContext run, WorkflowState state, StoredInstance? stored, CancellationToken cancellationToken)
    {
        var instance = Store(state, stored);
        await StoreBookmarksAsync(run, state, cancellationToken);
        await retries.UpdateAsync(run, stored?.FaultedIds ?? FrozenSet<string>.Empty, cancellationToken);
        if (state.Status == WorkflowStatus.Finished)
            parents.ChildEnded(state);

        foreach (var observer in observers)
            await observer.OnCommittingAsync(run, instance, cancellationToken);
        foreach (var observer in observers)
            command.AfterCommit(token => observer.OnCommittedAsync(instance, token));
        return instance;
    }

    /// <summary>Stores a state that no burst led to: of an imported, orphaned or just created instance.</summary>
    public WorkflowInstance Store(WorkflowState state, StoredInstance? stored)
    {
        var document = states.Serialize(state);
        if (stored is null)
        {
            var added = new WorkflowInstance { Id = state.Id, DefinitionId = state.DefinitionId, DefinitionVersionId = state.DefinitionVersionId };
            Fill(added, state);
            instances.Add(added, new WorkflowInstanceDocument { InstanceId = state.Id, State = document });
            return added;
        }

        Fill(stored.Instance, state);
        instances.Touch(stored.Instance);
        stored.Document.State = document;
        return stored.Instance;
    }

    private static void Fill(WorkflowInstance instance, WorkflowState state)
    {
        instance.DefinitionId = state.DefinitionId;
        instance.DefinitionVersionId = state.DefinitionVersionId;
        instance.Version = state.DefinitionVersion;
        instance.ParentWorkflowInstanceId = state.ParentWorkflowInstanceId;
        instance.Status = state.Status;
        instance.SubStatus = state.SubStatus;
        instance.CorrelationId = state.CorrelationId;
        instance.Name = state.Name;
        instance.IncidentCount = state.Incidents.Count;
        instance.FaultedActivityCount = state.ActivityExecutionContexts.Count(x => x.Status == ActivityStatus.Faulted);
        instance.IsSystem = state.IsSystem;
        instance.StalledAt = null;
        instance.StallReason = null;
        instance.CreatedAt = state.CreatedAt;
        instance.UpdatedAt = state.UpdatedAt;
        instance.FinishedAt = state.FinishedAt;
    }

    private async Task StoreBookmarksAsync(WorkflowExecutionContext run, WorkflowState state, CancellationToken cancellationToken)
    {
        var kept = run.Bookmarks.Select(x => x.Id).ToHashSet(StringComparer.Ordinal);
        var old = run.OriginalBookmarks.Select(x => x.Id).ToHashSet(StringComparer.Ordinal);
        var removed = run.OriginalBookmarks.Where(x => !kept.Contains(x.Id)).ToList();
        var added = run.Bookmarks.Where(x => !old.Contains(x.Id)).ToList();

        // The state of an ended instance keeps its bookmarks, as in Elsa; the rows go, so that nothing finds them.
        if (state.Status == WorkflowStatus.Finished)
        {
            removed = [.. run.OriginalBookmarks];
            added = [];
        }

        await ReplaceAsync(removed, added, state, cancellationToken);
    }

    /// <summary>Makes the rows of an instance equal to the bookmarks of a state.</summary>
    public Task ReplaceBookmarksAsync(IEnumerable<Bookmark> before, WorkflowState state, CancellationToken cancellationToken) =>
        ReplaceAsync([.. before], state.Status == WorkflowStatus.Finished ? [] : [.. state.Bookmarks], state, cancellationToken);

    private async Task ReplaceAsync(List<Bookmark> removed, List<Bookmark> added, WorkflowState state, CancellationToken cancellationToken)
    {
        foreach (var bookmark in removed)
            bookmarks.Remove(bookmark.Id);
        await schedule.RemoveAsync(removed, cancellationToken);

        foreach (var bookmark in added)
        {
            bookmarks.Add(ToRow(bookmark, state));
            schedule.Add(state.Id, bookmark);
        }

        queue.Announce(added);
    }

    private StoredBookmark ToRow(Bookmark bookmark, WorkflowState state) => new()
    {
        Id = bookmark.Id,
        Name = bookmark.Name,
        Hash = bookmark.Hash,
        WorkflowInstanceId = state.Id,
        ActivityInstanceId = bookmark.ActivityInstanceId,
        ActivityId = bookmark.ActivityId,
        ActivityNodeId = bookmark.ActivityNodeId,
        CorrelationId = state.CorrelationId,
        Payload = bookmark.Payload is null ? null : payloads.Serialize(bookmark.Payload),
        IsListener = bookmark.Metadata is { } metadata && metadata.TryGetValue(RuntimeNames.Listener, out var value) && value == "true",
        CreatedAt = bookmark.CreatedAt,
    };
}

/// <summary>An instance with its document, and what is needed of its state to tell what a burst changed.</summary>
/// <param name="Instance">The row, tracked.</param>
/// <param name="Document">The document, tracked.</param>
/// <param name="State">The state; the burst goes on with it.</param>
internal sealed record StoredInstance(WorkflowInstance Instance, WorkflowInstanceDocument Document, WorkflowState State)
{
    /// <summary>Ids of the activity instances that were open before the burst.</summary>
    public FrozenSet<string> ContextIds { get; } = State.ActivityExecutionContexts.Select(x => x.Id).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Those of them that were faulted.</summary>
    public FrozenSet<string> FaultedIds { get; } =
        State.ActivityExecutionContexts.Where(x => x.Status == ActivityStatus.Faulted).Select(x => x.Id).ToFrozenSet(StringComparer.Ordinal);
}

/// <summary>Wants to know when a burst is stored. Registered scoped.</summary>
public interface ICommitObserver
{
    /// <summary>Part of the burst's transaction; the state is final.</summary>
    Task OnCommittingAsync(WorkflowExecutionContext run, WorkflowInstance instance, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>After the commit and outside of it; not called when the process dies in between.</summary>
    Task OnCommittedAsync(WorkflowInstance instance, CancellationToken cancellationToken) => Task.CompletedTask;
}
