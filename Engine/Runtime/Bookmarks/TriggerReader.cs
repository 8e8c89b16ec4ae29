using Elsa.Expressions.Models;
using Elsa.Workflows.Execution;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime.Entities;
using Microsoft.Extensions.Logging;

namespace Elsa.Workflows.Runtime;

/// <summary>Computes what a workflow can be started by; nothing is stored.</summary>
internal sealed partial class TriggerReader(
    IStimulusHasher hasher, IPayloadSerializer payloads, IIdentityGenerator ids, IServiceProvider services, ILogger<TriggerReader> logger)
{
    /// <summary>The triggers that the workflow would have when published.</summary>
    public async Task<IReadOnlyList<IndexedTrigger>> ReadAsync(WorkflowGraph graph, CancellationToken cancellationToken)
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

    [LoggerMessage(161, LogLevel.Warning, "The trigger '{ActivityId}' of '{DefinitionId}' cannot start it: its stimulus could not be made.")]
    private partial void LogNotIndexed(Exception error, string activityId, string definitionId);

    [LoggerMessage(162, LogLevel.Debug, "Trigger '{ActivityId}' is indexed as '{Name}'.")]
    private partial void LogIndexed(string activityId, string name);
}

/// <summary>A way to start a workflow.</summary>
/// <param name="Trigger">The row.</param>
/// <param name="Payload">What starts it; null when it could not be made.</param>
/// <param name="Problem">Why it could not be made.</param>
internal sealed record IndexedTrigger(StoredTrigger Trigger, object? Payload, string? Problem = null);
