using Elsa.Common.Models;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Models;
using Elsa.Workflows.Models;

namespace Elsa.Workflows.Management;

/// <summary>Finds definitions and their compiled graphs. Scoped.</summary>
public interface IWorkflowDefinitionService
{
    /// <summary>Compiles a version; compiled graphs are kept.</summary>
    Task<WorkflowGraph> MaterializeWorkflowAsync(WorkflowDefinition definition, CancellationToken cancellationToken = default);

    /// <summary>The model of a version, with the flags of the row.</summary>
    WorkflowDefinitionModel ReadModel(WorkflowDefinition definition);

    /// <summary>The version, or null.</summary>
    Task<WorkflowDefinition?> FindWorkflowDefinitionAsync(
        string definitionId, VersionOptions versionOptions, CancellationToken cancellationToken = default);

    /// <summary>The version of that id, or null.</summary>
    Task<WorkflowDefinition?> FindWorkflowDefinitionAsync(string definitionVersionId, CancellationToken cancellationToken = default);

    /// <summary>The version that the handle names, or null.</summary>
    Task<WorkflowDefinition?> FindWorkflowDefinitionAsync(WorkflowDefinitionHandle handle, CancellationToken cancellationToken = default);

    /// <summary>Id, number and hash of the version that the handle names, or null; reads no document.</summary>
    Task<WorkflowDefinitionHead?> FindVersionAsync(WorkflowDefinitionHandle handle, CancellationToken cancellationToken = default);

    /// <summary>The compiled version, or null.</summary>
    Task<WorkflowGraph?> FindWorkflowGraphAsync(string definitionId, VersionOptions versionOptions, CancellationToken cancellationToken = default);

    /// <summary>The compiled version of that id, or null.</summary>
    Task<WorkflowGraph?> FindWorkflowGraphAsync(string definitionVersionId, CancellationToken cancellationToken = default);

    /// <summary>The compiled version that the handle names, or null.</summary>
    Task<WorkflowGraph?> FindWorkflowGraphAsync(WorkflowDefinitionHandle handle, CancellationToken cancellationToken = default);
}

/// <summary>Shortcuts.</summary>
public static class WorkflowDefinitionServiceExtensions
{
    /// <summary>The workflow that the handle names, or null.</summary>
    public static async Task<Workflow?> FindWorkflowAsync(
        this IWorkflowDefinitionService service, WorkflowDefinitionHandle handle, CancellationToken cancellationToken = default) =>
        (await service.FindWorkflowGraphAsync(handle, cancellationToken))?.Workflow;
}
