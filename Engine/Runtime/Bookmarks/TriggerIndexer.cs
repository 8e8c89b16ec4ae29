using Elsa.Expressions.Models;
using Elsa.Scheduling;
using Elsa.Workflows.Execution;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Filters;
using Microsoft.Extensions.Logging;

namespace Elsa.Workflows.Runtime;

/// <summary>Compares what a published version can be started by with what is stored, and changes the difference.</summary>
internal sealed partial class TriggerIndexer(
    ITriggerStore store,
    TriggerSchedule schedule,
    IStimulusHasher hasher,
    IPayloadSerializer payloads,
    IIdentityGenerator ids,
    IServiceProvider services,
    ILogger<TriggerIndexer> logger) : ITriggerIndexer
{
    /// <inheritdoc />
    public async Task IndexTriggersAsync(WorkflowGraph graph, bool isPublished, CancellationToken cancellationToken = default)
    {
        var wanted = isPublished ? await GetTriggersAsync(graph, cancellationToken) : [];
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

    /// <inheritdoc />
    public async Task<IReadOnlyList<IndexedTrigger>> GetTriggersAsync(WorkflowGraph graph, CancellationToken cancellationToken = default)
    {
        var found = new List<IndexedTrigger>();
        foreach (var node in graph.Nodes)
        {
            if (node.Activity is not ITrigger trigger || !trigger.GetCanStartWorkflow())
                continue;

            var (name, stimuli, problem) = await StimuliOfAsync(graph, node, trigger, cancellationToken);
            foreach (var stimulus in stimuli)
            {
                var row = new StoredTrigger
                {
                    Id = ids.GenerateId(),
                    WorkflowDefinitionId = graph.Workflow.Identity.DefinitionId,
                    WorkflowDefinitionVersionId = graph.Workflow.Identity.Id,
                    Name = name,
                    ActivityId = trigger.Id,
                    Hash = stimulus is null ? null : hasher.Hash(name, stimulus),
                    Payload = stimulus is null ? null : payloads.Serialize(stimulus),
                };
                found.Add(new IndexedTrigger(row, stimulus, problem));
            }
        }

        return found;
    }

    // A trigger whose stimulus cannot be made is stored without one, so that lists can show it.
    private async Task<(string Name, IEnumerable<object?> Stimuli, string? Problem)> StimuliOfAsync(
        WorkflowGraph graph, ActivityNode node, ITrigger trigger, CancellationToken cancellationToken)
    {
        var scope = new ExpressionExecutionContext(services, new MemoryRegister(), cancellationToken: cancellationToken);
        var context = new TriggerIndexingContext(new WorkflowIndexingContext(graph.Workflow, cancellationToken), scope, trigger, cancellationToken);
        try
        {
            foreach (var input in node.Descriptor.Inputs)
                await EvaluateAsync(scope, trigger, input);
            return (context.TriggerName, [.. await trigger.GetTriggerPayloadsAsync(context)], null);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotIndexed(error, trigger.Id, graph.Workflow.Identity.DefinitionId);
            return (context.TriggerName, [null], error.Message);
        }
        finally
        {
            LogIndexed(trigger.Id, context.TriggerName);
        }
    }

    private static async Task EvaluateAsync(ExpressionExecutionContext scope, ITrigger trigger, InputDescriptor descriptor)
    {
        if (descriptor is not { IsWrapped: true, AutoEvaluate: true }
            || descriptor.ValueGetter(trigger) is not Input { Expression: not null } input
            || input.MemoryBlockReference() is not { Id: not null } reference)
            return;

        scope.Memory.Declare(reference).Value = await InputEvaluation.EvaluateAsync(scope, input);
    }

    private static bool Same(StoredTrigger x, StoredTrigger y) =>
        x.WorkflowDefinitionVersionId == y.WorkflowDefinitionVersionId
        && x.Name == y.Name && x.ActivityId == y.ActivityId && x.Hash == y.Hash && x.Payload == y.Payload;

    [LoggerMessage(161, LogLevel.Warning, "The trigger '{ActivityId}' of '{DefinitionId}' cannot start it: its stimulus could not be made.")]
    private partial void LogNotIndexed(Exception error, string activityId, string definitionId);

    [LoggerMessage(162, LogLevel.Debug, "Trigger '{ActivityId}' is indexed as '{Name}'.")]
    private partial void LogIndexed(string activityId, string name);
}
