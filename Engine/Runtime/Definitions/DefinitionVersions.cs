using Elsa.Common.Models;
using Elsa.Mediator.Contracts;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Models;
using Elsa.Workflows.Management.Notifications;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Exceptions;

namespace Elsa.Workflows.Management;

/// <summary>The version rules (execution-model §18), inside a running command: drafts, publishing, retracting, reverting.</summary>
internal sealed class DefinitionVersions(
    IWorkflowDefinitionStore store,
    IWorkflowDefinitionService definitions,
    DefinitionContent content,
    IWorkflowValidator validator,
    ITriggerIndexer triggers,
    WorkflowConsumers consumers,
    INotificationSender notifications,
    IIdentityGenerator ids,
    TimeProvider time)
{
    /// <summary>The latest version takes the content, or a new one does when it is or was published.</summary>
    public async Task<WorkflowDefinition> SaveDraftAsync(WorkflowDefinitionModel model, DefinitionOrigin origin, CancellationToken cancellationToken)
    {
        var definitionId = string.IsNullOrWhiteSpace(model.DefinitionId) ? ids.GenerateId() : model.DefinitionId;
        model.DefinitionId = definitionId;
        var versions = await store.ListVersionsAsync(definitionId, cancellationToken);
        var latest = versions.Count > 0 ? versions[^1] : null;
        var hash = content.HashOf(model);
        if (latest is { IsLatest: true } && latest.ContentHash == hash)
            return latest;

        if (latest is not { PublishedAt: null })
            return await AddDraftAsync(model, definitionId, versions, origin, cancellationToken);

        Fill(latest, model);
        return await NoteDraftAsync(latest, versions, origin, cancellationToken);
    }

    private async Task<WorkflowDefinition> AddDraftAsync(
        WorkflowDefinitionModel model, string definitionId, IReadOnlyList<WorkflowDefinition> versions, DefinitionOrigin origin, CancellationToken cancellationToken)
    {
        var row = await AddVersionAsync(model, definitionId, versions.Count > 0 ? versions[^1] : null, cancellationToken);
        return await NoteDraftAsync(row, versions, origin, cancellationToken);
    }

    private async Task<WorkflowDefinition> NoteDraftAsync(
        WorkflowDefinition row, IReadOnlyList<WorkflowDefinition> versions, DefinitionOrigin origin, CancellationToken cancellationToken)
    {
        row.Origin = origin;
        foreach (var other in versions.Where(x => x != row))
            other.IsLatest = false;
        row.IsLatest = true;
        await notifications.SendAsync(new WorkflowDefinitionDraftSaved(row), cancellationToken);
        return row;
    }

    /// <summary>Publishes the version unless a finding blocks it; its triggers replace those of the version before.</summary>
    public async Task<PublishWorkflowDefinitionResult> PublishAsync(WorkflowDefinition row, CancellationToken cancellationToken)
    {
        if (row.IsPublished)
            return new PublishWorkflowDefinitionResult(true, [], row);

        var findings = await validator.ValidateAsync(definitions.ReadModel(row), cancellationToken);
        if (findings.Any(x => x.Blocks))
            return new PublishWorkflowDefinitionResult(false, [.. findings], row);

        foreach (var other in await store.ListVersionsAsync(row.DefinitionId, cancellationToken))
        {
            other.IsLatest = false;
            other.IsPublished = false;
        }

        row.IsLatest = true;
        row.IsPublished = true;
        row.PublishedAt ??= time.GetUtcNow();
        var graph = await definitions.MaterializeWorkflowAsync(row, cancellationToken);
        await triggers.IndexTriggersAsync(graph, isPublished: true, cancellationToken);
        await notifications.SendAsync(new WorkflowDefinitionPublished(row), cancellationToken);
        var follows = row.UsableAsActivity && graph.Workflow.Options.AutoUpdateConsumingWorkflows;
        return new PublishWorkflowDefinitionResult(true, [.. findings], row)
        {
            AffectedWorkflows = follows ? await consumers.UpdateAsync(row, this, cancellationToken) : [],
        };
    }

    /// <summary>Lets definitions that embed this one embed its published version; null when none is published.</summary>
    public async Task<IReadOnlyList<WorkflowDefinition>?> UpdateReferencesAsync(string definitionId, CancellationToken cancellationToken) =>
        await store.FindAsync(definitionId, VersionOptions.Published, cancellationToken) is { } row
            ? await consumers.UpdateAsync(row, this, cancellationToken)
            : null;

    /// <summary>Publishes the latest version.</summary>
    public async Task<PublishWorkflowDefinitionResult> PublishAsync(string definitionId, CancellationToken cancellationToken) =>
        await PublishAsync(await FindAsync(definitionId, VersionOptions.Latest, cancellationToken), cancellationToken);

    /// <summary>Null when no version is published.</summary>
    public async Task<WorkflowDefinition?> RetractAsync(string definitionId, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(definitionId, VersionOptions.Published, cancellationToken) is not { } row)
            return null;

        row.IsPublished = false;
        await triggers.DeleteTriggersAsync(definitionId, cancellationToken);
        await notifications.SendAsync(new WorkflowDefinitionRetracted(row), cancellationToken);
        return row;
    }

    /// <summary>The old content as the newest draft; a draft that is there keeps its own. One that has that content already is the answer.</summary>
    public async Task<WorkflowDefinition> RevertAsync(string definitionId, int version, CancellationToken cancellationToken)
    {
        var old = await FindAsync(definitionId, VersionOptions.SpecificVersion(version), cancellationToken);
        var versions = await store.ListVersionsAsync(definitionId, cancellationToken);
        if (versions[^1] is { PublishedAt: null, IsLatest: true } draft && draft.ContentHash == old.ContentHash)
            return draft;

        return await AddDraftAsync(definitions.ReadModel(old), definitionId, versions, old.Origin, cancellationToken);
    }

    /// <summary>Removes versions; the highest that is left becomes the latest. Returns the removed ones.</summary>
    public async Task<IReadOnlyList<WorkflowDefinition>> RemoveAsync(
        string definitionId, Func<WorkflowDefinition, bool> which, CancellationToken cancellationToken)
    {
        var versions = await store.ListVersionsAsync(definitionId, cancellationToken);
        var removed = versions.Where(which).ToList();
        foreach (var row in removed)
        {
            if (row.IsPublished)
                await RetractAsync(definitionId, cancellationToken);
            store.Remove(row);
        }

        if (removed.Count > 0)
        {
            if (versions.Except(removed).MaxBy(x => x.Version) is { } latest)
                latest.IsLatest = true;
            await notifications.SendAsync(new WorkflowDefinitionVersionsDeleted(definitionId, [.. removed.Select(x => x.Id)]), cancellationToken);
        }

        return removed;
    }

    private async Task<WorkflowDefinition> FindAsync(string definitionId, VersionOptions options, CancellationToken cancellationToken) =>
        await store.FindAsync(definitionId, options, cancellationToken)
        ?? throw new WorkflowGraphNotFoundException(
            $"Expected definition '{definitionId}' ({options}), but there is none.", WorkflowDefinitionHandle.ByDefinitionId(definitionId, options));

    private async Task<WorkflowDefinition> AddVersionAsync(
        WorkflowDefinitionModel model, string definitionId, WorkflowDefinition? latest, CancellationToken cancellationToken)
    {
        // Only the first version keeps an id that comes with the content, and only while nobody has it.
        var keepsId = latest is null && !string.IsNullOrWhiteSpace(model.Id) && await store.FindAsync(model.Id, cancellationToken) is null;
        var row = new WorkflowDefinition
        {
            Id = keepsId ? model.Id! : ids.GenerateId(),
            DefinitionId = definitionId,
            Version = latest is null ? 1 : latest.Version + 1,
            CreatedAt = time.GetUtcNow(),
            ContentHash = "",
            Document = "",
        };
        Fill(row, model);
        store.Add(row);
        return row;
    }

    private void Fill(WorkflowDefinition row, WorkflowDefinitionModel model)
    {
        model.Id = row.Id;
        model.Version = row.Version;
        model.CreatedAt = row.CreatedAt;
        content.Fill(row, model);
    }
}
