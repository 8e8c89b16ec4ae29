using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Filters;
using Elsa.Workflows.Runtime.Entities;

namespace Elsa.Workflows.Management;

/// <summary>Instances with their state and journal; scoped, tracked by the unit of work. Lists are projections of the host's own.</summary>
public interface IWorkflowInstanceStore
{
    /// <summary>The instance for changing, with what the running command changed; null when there is none.</summary>
    ValueTask<WorkflowInstance?> FindAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>The instance and its state for changing; null when there is none.</summary>
    ValueTask<(WorkflowInstance Instance, WorkflowInstanceDocument Document)?> FindWithStateAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Whether it is stored or will be.</summary>
    ValueTask<bool> ExistsAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Adds a new instance at the commit.</summary>
    void Add(WorkflowInstance instance, WorkflowInstanceDocument document);

    /// <summary>Raises the instance's version at the commit even if none of its columns changes: its document does.</summary>
    void Touch(WorkflowInstance instance);

    /// <summary>Appends to the journal at the commit.</summary>
    void Append(IEnumerable<WorkflowExecutionLogRecord> entries);

    /// <summary>Adds or overwrites records at the commit.</summary>
    /// <param name="records">The records, each complete.</param>
    /// <param name="storedIds">Ids of those that were stored before.</param>
    void Save(IEnumerable<ActivityExecutionRecord> records, IReadOnlySet<string> storedIds);

    /// <summary>How many run: of a definition, with a correlation id, or both; null does not narrow.</summary>
    ValueTask<long> CountRunningAsync(string? definitionId, string? correlationId, CancellationToken cancellationToken = default);

    /// <summary>Ids in order of the ids, after the given one: a page of what may be many.</summary>
    /// <param name="filter">Which instances.</param>
    /// <param name="after">Last id of the page before; null for the first page.</param>
    /// <param name="count">Size of the page.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    ValueTask<IReadOnlyList<string>> PageIdsAsync(
        WorkflowInstanceFilter filter, string? after, int count, CancellationToken cancellationToken = default);

    /// <summary>Ids of running instances of these versions.</summary>
    ValueTask<IReadOnlyList<string>> ListRunningIdsAsync(IReadOnlyCollection<string> definitionVersionIds, CancellationToken cancellationToken = default);

    /// <summary>Ids of all instances of these versions.</summary>
    ValueTask<IReadOnlyList<string>> ListIdsAsync(IReadOnlyCollection<string> definitionVersionIds, CancellationToken cancellationToken = default);

    /// <summary>Ids of running instances that this one started.</summary>
    ValueTask<IReadOnlyList<string>> ListRunningChildIdsAsync(string instanceId, CancellationToken cancellationToken = default);

    /// <summary>Removes the instance, its state, records and journal at the commit; false when there is none.</summary>
    Task<bool> RemoveAsync(string id, CancellationToken cancellationToken = default);
}
