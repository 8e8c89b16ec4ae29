using Elsa.Workflows.Models;

namespace Elsa.Workflows.Runtime;

/// <summary>Keeps the ways to start published workflows; part of the publishing command. Scoped.</summary>
public interface ITriggerIndexer
{
    /// <summary>Replaces the triggers of the workflow's definition, all versions; an unpublished one has none.</summary>
    Task IndexTriggersAsync(WorkflowGraph graph, bool isPublished, CancellationToken cancellationToken = default);

    /// <summary>Removes the triggers of a definition.</summary>
    Task DeleteTriggersAsync(string definitionId, CancellationToken cancellationToken = default);
}
