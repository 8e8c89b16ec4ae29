using Elsa.Common.Models;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Mappers;
using Elsa.Workflows.Management.Models;
using Elsa.Workflows.Models;
using Elsa.Workflows.Serialization;

namespace Elsa.Workflows.Management;

/// <summary>Finds versions in the store and graphs in the cache, compiling what is missing.</summary>
internal sealed class WorkflowDefinitionService(
    IWorkflowDefinitionStore store,
    GraphCache cache,
    DefinitionJson json,
    WorkflowDefinitionMapper mapper,
    IWorkflowGraphBuilder graphs,
    WorkflowClasses classes,
    WorkflowActivities activities,
    IActivityRegistry registry) : IWorkflowDefinitionService
{
    /// <inheritdoc />
    public async Task<WorkflowGraph> MaterializeWorkflowAsync(WorkflowDefinition definition, CancellationToken cancellationToken = default)
    {
        if (cache.Find(definition.Id, definition.ContentHash) is { } known)
            return known;

        var graph = await BuildAsync(definition, cancellationToken);
        if (graph.Nodes.Any(node => node.Activity is NotFoundActivity))
        {
            // Perhaps a workflow used as an activity, published by another node of the product since this one looked.
            await registry.RefreshDescriptorsAsync(activities, cancellationToken);
            graph = await BuildAsync(definition, cancellationToken);
        }

        return cache.Keep(definition.Id, definition.ContentHash, definition.PublishedAt is not null, graph);
    }

    private async Task<WorkflowGraph> BuildAsync(WorkflowDefinition definition, CancellationToken cancellationToken)
    {
        var workflow = definition.MaterializerName == WorkflowDefinition.ClrMaterializer
            ? await classes.BuildAsync(definition, cancellationToken)
            : mapper.Map(ReadModel(definition));
        return await graphs.BuildAsync(workflow, cancellationToken);
    }

    /// <inheritdoc />
    public WorkflowDefinitionModel ReadModel(WorkflowDefinition definition)
    {
        var model = json.ReadStored(definition.Document);
        model.Id = definition.Id;
        model.DefinitionId = definition.DefinitionId;
        model.Version = definition.Version;
        model.IsLatest = definition.IsLatest;
        model.IsPublished = definition.IsPublished;
        model.IsReadonly = definition.IsReadonly;
        model.IsSystem = definition.IsSystem;
        model.CreatedAt = definition.CreatedAt;
        return model;
    }

    /// <inheritdoc />
    public Task<WorkflowDefinition?> FindWorkflowDefinitionAsync(
        string definitionId, VersionOptions versionOptions, CancellationToken cancellationToken = default) =>
        store.FindAsync(definitionId, versionOptions, cancellationToken).AsTask();

    /// <inheritdoc />
    public Task<WorkflowDefinition?> FindWorkflowDefinitionAsync(string definitionVersionId, CancellationToken cancellationToken = default) =>
        store.FindAsync(definitionVersionId, cancellationToken).AsTask();

    /// <inheritdoc />
    public async Task<WorkflowDefinition?> FindWorkflowDefinitionAsync(WorkflowDefinitionHandle handle, CancellationToken cancellationToken = default) =>
        await store.FindHeadAsync(handle, cancellationToken) is { } head ? await store.FindAsync(head.Id, cancellationToken) : null;

    /// <inheritdoc />
    public Task<WorkflowDefinitionHead?> FindVersionAsync(WorkflowDefinitionHandle handle, CancellationToken cancellationToken = default) =>
        store.FindHeadAsync(handle, cancellationToken).AsTask();

    /// <inheritdoc />
    public Task<WorkflowGraph?> FindWorkflowGraphAsync(
        string definitionId, VersionOptions versionOptions, CancellationToken cancellationToken = default) =>
        FindWorkflowGraphAsync(WorkflowDefinitionHandle.ByDefinitionId(definitionId, versionOptions), cancellationToken);

    /// <inheritdoc />
    public Task<WorkflowGraph?> FindWorkflowGraphAsync(string definitionVersionId, CancellationToken cancellationToken = default) =>
        FindWorkflowGraphAsync(WorkflowDefinitionHandle.ByDefinitionVersionId(definitionVersionId), cancellationToken);

    /// <inheritdoc />
    public async Task<WorkflowGraph?> FindWorkflowGraphAsync(WorkflowDefinitionHandle handle, CancellationToken cancellationToken = default)
    {
        if (handle.DefinitionVersionId is { } versionId && cache.FindFrozen(versionId) is { } frozen)
            return frozen;

        if (await store.FindHeadAsync(handle, cancellationToken) is not { } head)
            return null;

        if (cache.Find(head.Id, head.ContentHash) is { } known)
            return known;

        return await store.FindAsync(head.Id, cancellationToken) is { } definition
            ? await MaterializeWorkflowAsync(definition, cancellationToken)
            : null;
    }
}
