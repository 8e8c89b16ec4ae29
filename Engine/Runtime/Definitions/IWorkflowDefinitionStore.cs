using Elsa.Common.Models;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Models;

namespace Elsa.Workflows.Management;

/// <summary>Versions of definitions; scoped, tracked by the unit of work. Lists are projections of the host's own.</summary>
public interface IWorkflowDefinitionStore
{
    /// <summary>The version of that id for changing, or null.</summary>
    ValueTask<WorkflowDefinition?> FindAsync(string definitionVersionId, CancellationToken cancellationToken = default);

    /// <summary>The version for changing, or null; of several the highest.</summary>
    ValueTask<WorkflowDefinition?> FindAsync(string definitionId, VersionOptions versionOptions, CancellationToken cancellationToken = default);

    /// <summary>All versions for changing, ascending, with what the running command changed.</summary>
    ValueTask<IReadOnlyList<WorkflowDefinition>> ListVersionsAsync(string definitionId, CancellationToken cancellationToken = default);

    /// <summary>All versions that match, for reading.</summary>
    ValueTask<IReadOnlyList<WorkflowDefinition>> ListAsync(VersionOptions versionOptions, bool usableAsActivityOnly, CancellationToken cancellationToken = default);

    /// <summary>Latest and published versions whose JSON holds the text, for changing.</summary>
    ValueTask<IReadOnlyList<WorkflowDefinition>> ListHoldingAsync(string text, CancellationToken cancellationToken = default);

    /// <summary>The content hashes of all versions of that origin.</summary>
    ValueTask<IReadOnlySet<string>> ListHashesAsync(DefinitionOrigin origin, CancellationToken cancellationToken = default);

    /// <summary>What is needed to find the graph, or null.</summary>
    ValueTask<WorkflowDefinitionHead?> FindHeadAsync(WorkflowDefinitionHandle handle, CancellationToken cancellationToken = default);

    /// <summary>Adds a version at the commit.</summary>
    void Add(WorkflowDefinition definition);

    /// <summary>Removes a version at the commit.</summary>
    void Remove(WorkflowDefinition definition);

    /// <summary>False when another definition has that name.</summary>
    ValueTask<bool> IsNameUniqueAsync(string name, string? definitionId = null, CancellationToken cancellationToken = default);
}
