using Elsa.Scheduling;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Filters;

namespace Elsa.Workflows.Runtime;

/// <summary>Compares what a published version can be started by with what is stored, and changes the difference.</summary>
internal sealed class TriggerIndexer(ITriggerStore store, TriggerSchedule schedule, TriggerReader reader) : ITriggerIndexer
{
    /// <inheritdoc />
    public async Task IndexTriggersAsync(WorkflowGraph graph, bool isPublished, CancellationToken cancellationToken = default)
    {
        var wanted = isPublished ? await reader.ReadAsync(graph, cancellationToken) : [];
        await ReplaceAsync(graph.Workflow.Identity.DefinitionId, wanted, cancellationToken);
    }

    /// <inheritdoc />
    public Task DeleteTriggersAsync(string definitionId, CancellationToken cancellationToken = default) =>
        ReplaceAsync(definitionId, [], cancellationToken);

    private async Task ReplaceAsync(string definitionId, IReadOnlyList<IndexedTrigger> wanted, CancellationToken cancellationToken)
    {
        var stored = await store.FindManyAsync(new TriggerFilter { WorkflowDefinitionId = definitionId }, cancellationToken);
        var removed = stored.Where(old => !wanted.Any(x => Same(x.Trigger, old))).ToList();
        var added = wanted.Where(x => !stored.Any(old => Same(x.Trigger, old))).ToList();
        store.Replace(removed, added.Select(x => x.Trigger));
        await schedule.RemoveAsync(removed, cancellationToken);
        foreach (var (row, payload, _) in added)
            schedule.Add(row, payload);
    }

    private static bool Same(StoredTrigger x, StoredTrigger y) =>
        x.WorkflowDefinitionVersionId == y.WorkflowDefinitionVersionId
        && x.Name == y.Name && x.ActivityId == y.ActivityId && x.Hash == y.Hash && x.Payload == y.Payload;
}
