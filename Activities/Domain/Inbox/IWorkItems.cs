using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Inbox;

/// <summary>Stored work items. Answers include what the running command has added.</summary>
public interface IWorkItems
{
    /// <summary>One item; null when there is none in the reader's scope.</summary>
    Task<WorkItem?> FindAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>One item by its number; null when there is none in the reader's scope.</summary>
    Task<WorkItem?> FindByNoAsync(string no, CancellationToken cancellationToken = default);

    /// <summary>All items an activity execution asked, whatever their state.</summary>
    Task<IReadOnlyList<WorkItem>> OfActivityAsync(string activityInstanceId, CancellationToken cancellationToken = default);

    /// <summary>Open items that an instance waits for.</summary>
    Task<IReadOnlyList<WorkItem>> OpenOfInstanceAsync(string instanceId, CancellationToken cancellationToken = default);

    /// <summary>Open items of a record, of every flow and of none.</summary>
    Task<IReadOnlyList<WorkItem>> OpenOfRecordAsync(RecordRef record, CancellationToken cancellationToken = default);

    /// <summary>Adds an item to the running command.</summary>
    void Add(WorkItem item);

    /// <summary>What a person has typed into an item and not sent; null for nothing.</summary>
    Task<WorkItemDraft?> DraftAsync(WorkItem item, Guid personId, CancellationToken cancellationToken = default);

    /// <summary>Keeps a new draft with the running command.</summary>
    void Add(WorkItemDraft draft);

    /// <summary>Throws a draft away with the running command.</summary>
    void Remove(WorkItemDraft draft);
}
