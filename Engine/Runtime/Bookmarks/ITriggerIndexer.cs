using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime.Entities;

namespace Elsa.Workflows.Runtime;

/// <summary>Keeps the ways to start published workflows; part of the publishing command. Scoped.</summary>
public interface ITriggerIndexer
{
    /// <summary>Replaces the triggers of the workflow's definition, all versions; an unpublished one has none.</summary>
    Task IndexTriggersAsync(WorkflowGraph graph, bool isPublished, CancellationToken cancellationToken = default);

    /// <summary>The triggers that the workflow would have when published; nothing is stored.</summary>
    Task<IReadOnlyList<IndexedTrigger>> GetTriggersAsync(WorkflowGraph graph, CancellationToken cancellationToken = default);

    /// <summary>Removes the triggers of a definition.</summary>
    Task DeleteTriggersAsync(string definitionId, CancellationToken cancellationToken = default);
}

/// <summary>A way to start a workflow.</summary>
/// <param name="Trigger">The row.</param>
/// <param name="Payload">What starts it; null when it could not be made.</param>
/// <param name="Problem">Why it could not be made.</param>
public sealed record IndexedTrigger(StoredTrigger Trigger, object? Payload, string? Problem = null);
