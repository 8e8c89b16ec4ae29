using Elsa.Persistence.EFCore.Journal;
using Elsa.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Filters;
using Elsa.Workflows.Runtime.Entities;
using Microsoft.EntityFrameworkCore;

namespace Elsa.Persistence.EFCore.Instances;

/// <summary>Tables <c>workflow_instances</c>, <c>workflow_instance_documents</c>, <c>activity_execution_records</c>, <c>workflow_execution_log</c>.</summary>
internal sealed class EfWorkflowInstanceStore(DbContext context, JournalBatch journal) : IWorkflowInstanceStore
{
    private static readonly PerModel<Func<DbContext, string, CancellationToken, Task<InstanceWithDocument?>>> WithState = new(() => EF.CompileAsyncQuery(
        (DbContext db, string id, CancellationToken _) => db.Set<WorkflowInstance>()
            .Where(x => x.Id == id)
            .Join(db.Set<WorkflowInstanceDocument>(), x => x.Id, x => x.InstanceId, (instance, document) => new InstanceWithDocument(instance, document))
            .FirstOrDefault()));

    /// <inheritdoc />
    public ValueTask<WorkflowInstance?> FindAsync(string id, CancellationToken cancellationToken = default) =>
        context.Set<WorkflowInstance>().FindAsync([id], cancellationToken);

    /// <inheritdoc />
    public async ValueTask<(WorkflowInstance Instance, WorkflowInstanceDocument Document)?> FindWithStateAsync(
        string id, CancellationToken cancellationToken = default)
    {
        if (context.FindTracked<WorkflowInstance, string>(id) is { } instance
            && context.FindTracked<WorkflowInstanceDocument, string>(id) is { } document)
            return instance.State == EntityState.Deleted ? null : (instance.Entity, document.Entity);

        return await WithState.For(context)(context, id, cancellationToken) is { } found ? (found.Instance, found.Document) : null;
    }

    /// <inheritdoc />
    public async ValueTask<bool> ExistsAsync(string id, CancellationToken cancellationToken = default) =>
        context.FindTracked<WorkflowInstance, string>(id) is { } tracked
            ? tracked.State != EntityState.Deleted
            : await context.Set<WorkflowInstance>().AnyAsync(x => x.Id == id, cancellationToken);

    /// <inheritdoc />
    public void Add(WorkflowInstance instance, WorkflowInstanceDocument document)
    {
        context.Add(instance);
        context.Add(document);
    }

    /// <inheritdoc />
    public void Touch(WorkflowInstance instance)
    {
        var entry = context.Entry(instance);
        if (entry.State == EntityState.Unchanged)
            entry.Property(x => x.UpdatedAt).IsModified = true;
    }

    /// <inheritdoc />
    public void Append(IEnumerable<WorkflowExecutionLogRecord> entries) => journal.Append(entries);

    /// <inheritdoc />
    public void Save(IEnumerable<ActivityExecutionRecord> records, IReadOnlySet<string> storedIds) => journal.Save(records, storedIds);

    /// <inheritdoc />
    public async ValueTask<long> CountRunningAsync(string? definitionId, string? correlationId, CancellationToken cancellationToken = default)
    {
        var query = context.Set<WorkflowInstance>().Where(x => x.Status == WorkflowStatus.Running);
        if (definitionId is not null)
            query = query.Where(x => x.DefinitionId == definitionId);
        if (!string.IsNullOrWhiteSpace(correlationId))
            query = query.Where(x => x.CorrelationId == correlationId);
        return await query.LongCountAsync(cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<string>> PageIdsAsync(
        WorkflowInstanceFilter filter, string? after, int count, CancellationToken cancellationToken = default)
    {
        var query = filter.Apply(context.Set<WorkflowInstance>()).Select(x => x.Id);
        if (after is not null)
            query = query.Where(id => id.CompareTo(after) > 0);
        return await query.Order().Take(count).ToListAsync(cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<string>> ListRunningIdsAsync(
        IReadOnlyCollection<string> definitionVersionIds, CancellationToken cancellationToken = default) =>
        await context.Set<WorkflowInstance>()
            .Where(x => x.Status == WorkflowStatus.Running && definitionVersionIds.Contains(x.DefinitionVersionId))
            .OrderBy(x => x.CreatedAt).Select(x => x.Id).ToListAsync(cancellationToken);

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<string>> ListIdsAsync(
        IReadOnlyCollection<string> definitionVersionIds, CancellationToken cancellationToken = default) =>
        await context.Set<WorkflowInstance>()
            .Where(x => definitionVersionIds.Contains(x.DefinitionVersionId))
            .OrderBy(x => x.CreatedAt).Select(x => x.Id).ToListAsync(cancellationToken);

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<string>> ListRunningChildIdsAsync(string instanceId, CancellationToken cancellationToken = default) =>
        await context.Set<WorkflowInstance>()
            .Where(x => x.ParentWorkflowInstanceId == instanceId && x.Status == WorkflowStatus.Running)
            .OrderBy(x => x.Id).Select(x => x.Id).ToListAsync(cancellationToken);

    /// <inheritdoc />
    public async Task<bool> RemoveAsync(string id, CancellationToken cancellationToken = default)
    {
        if (await FindWithStateAsync(id, cancellationToken) is not { } found)
            return false;

        journal.Forget(id);
        context.Remove(found.Instance);
        context.Remove(found.Document);
        context.RemoveRange(await context.Set<ActivityExecutionRecord>().Where(x => x.WorkflowInstanceId == id).ToListAsync(cancellationToken));
        context.RemoveRange(await context.Set<WorkflowExecutionLogRecord>().Where(x => x.WorkflowInstanceId == id).ToListAsync(cancellationToken));
        return true;
    }

    private sealed record InstanceWithDocument(WorkflowInstance Instance, WorkflowInstanceDocument Document);
}
