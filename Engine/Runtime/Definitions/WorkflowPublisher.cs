using Elsa.Common.Models;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Models;
using Elsa.Workflows.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.Workflows.Management;

/// <summary>The public door to <see cref="DefinitionVersions"/>: opens a command where none runs.</summary>
internal sealed class WorkflowPublisher(
    AmbientCommand ambient, IWorkflowDefinitionStore store, IWorkflowDefinitionService definitions, IIdentityGenerator ids, TimeProvider time)
    : IWorkflowDefinitionPublisher, IWorkflowDefinitionImporter, IWorkflowReferences
{
    /// <inheritdoc />
    public Task<WorkflowDefinitionModel> NewAsync(IActivity? root = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(new WorkflowDefinitionModel
        {
            Id = ids.GenerateId(),
            DefinitionId = ids.GenerateId(),
            Version = 1,
            IsLatest = true,
            CreatedAt = time.GetUtcNow(),
            Root = root ?? new Sequence(),
        });

    /// <inheritdoc />
    public Task<PublishWorkflowDefinitionResult> PublishAsync(string definitionId, CancellationToken cancellationToken = default) =>
        RunAsync("publish", definitionId, (versions, token) => versions.PublishAsync(definitionId, token), cancellationToken);

    /// <inheritdoc />
    public Task<PublishWorkflowDefinitionResult> PublishAsync(WorkflowDefinitionModel definition, CancellationToken cancellationToken = default) =>
        RunAsync(
            "publish",
            definition.DefinitionId,
            async (versions, token) => await versions.PublishAsync(await versions.SaveDraftAsync(definition, DefinitionOrigin.Customer, token), token),
            cancellationToken);

    /// <inheritdoc />
    public Task<WorkflowDefinition?> RetractAsync(string definitionId, CancellationToken cancellationToken = default) =>
        RunAsync("retract", definitionId, (versions, token) => versions.RetractAsync(definitionId, token), cancellationToken);

    /// <inheritdoc />
    public Task<WorkflowDefinition> RevertVersionAsync(string definitionId, int version, CancellationToken cancellationToken = default) =>
        RunAsync("revert", definitionId, (versions, token) => versions.RevertAsync(definitionId, version, token), cancellationToken);

    /// <inheritdoc />
    public async Task<WorkflowDefinitionModel?> GetDraftAsync(
        string definitionId, VersionOptions versionOptions, CancellationToken cancellationToken = default)
    {
        var versions = await store.ListVersionsAsync(definitionId, cancellationToken);
        if (versions.Count == 0)
            return null;

        var row = await store.FindAsync(definitionId, versionOptions, cancellationToken) ?? versions[^1];
        var model = definitions.ReadModel(row);
        if (row.PublishedAt is null)
            return model;

        model.Id = ids.GenerateId();
        model.Version = versions[^1].Version + 1;
        model.CreatedAt = time.GetUtcNow();
        model.IsLatest = true;
        model.IsPublished = false;
        return model;
    }

    /// <inheritdoc />
    public Task<WorkflowDefinition> SaveDraftAsync(WorkflowDefinitionModel definition, CancellationToken cancellationToken = default) =>
        RunAsync(
            "save", definition.DefinitionId, (versions, token) => versions.SaveDraftAsync(definition, DefinitionOrigin.Customer, token), cancellationToken);

    /// <inheritdoc />
    public Task<ImportWorkflowResult> ImportAsync(SaveWorkflowDefinitionRequest request, CancellationToken cancellationToken = default) =>
        RunAsync(
            "import",
            request.Model.DefinitionId,
            async (versions, token) =>
            {
                var publishes = request.Publish ?? request.Model.IsPublished;
                var draft = await versions.SaveDraftAsync(request.Model, DefinitionOrigin.Customer, token);
                if (!publishes)
                    return new ImportWorkflowResult(true, draft, []);

                var result = await versions.PublishAsync(draft, token);
                return new ImportWorkflowResult(result.Succeeded, draft, result.ValidationErrors);
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<string>> ListConsumersAsync(string definitionId, CancellationToken cancellationToken = default) =>
        ambient.RunAsync(
            "definitions/consumers", (services, token) => services.GetRequiredService<WorkflowConsumers>().ListIdsAsync(definitionId, token), cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<WorkflowDefinition>?> UpdateAsync(string definitionId, CancellationToken cancellationToken = default) =>
        RunAsync("update-references", definitionId, (versions, token) => versions.UpdateReferencesAsync(definitionId, token), cancellationToken);

    private Task<T> RunAsync<T>(
        string verb, string? definitionId, Func<DefinitionVersions, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        ambient.RunAsync(
            $"definitions/{verb}",
            (services, token) => work(services.GetRequiredService<DefinitionVersions>(), token),
            cancellationToken,
            definitionId is null ? [] : [$"definition:{definitionId}"]);
}
