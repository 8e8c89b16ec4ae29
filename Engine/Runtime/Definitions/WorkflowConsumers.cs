using System.Text.Json;
using Elsa.Workflows.Management.Activities.WorkflowDefinitionActivity;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Serialization;

namespace Elsa.Workflows.Management;

/// <summary>A rule of the product about definitions that embed others. Registered scoped; without one all of them follow.</summary>
public interface IConsumerRule
{
    /// <summary>Whether a published version of the definition may be replaced because a workflow it embeds was published; false leaves a draft to a person.</summary>
    bool MayPublishByItself(string definitionId);
}

/// <summary>Definitions that embed others as activities, and how they follow them to new versions. Part of the running command; scoped.</summary>
internal sealed class WorkflowConsumers(IWorkflowDefinitionStore store, IWorkflowDefinitionService definitions, IEnumerable<IConsumerRule> rules)
{
    /// <summary>Latest and published versions of other definitions that embed this one.</summary>
    public async Task<IReadOnlyList<Consumer>> FindAsync(string definitionId, CancellationToken cancellationToken)
    {
        var consumers = new List<Consumer>();
        foreach (var row in await store.ListHoldingAsync(JsonSerializer.Serialize(definitionId, PlainJson.Options), cancellationToken))
        {
            if (row.DefinitionId == definitionId)
                continue;

            var model = definitions.ReadModel(row);
            var uses = EmbeddedIn(model.Root).Where(use => use.WorkflowDefinitionId == definitionId).ToList();
            if (uses.Count > 0)
                consumers.Add(new Consumer(row, model, uses));
        }

        return consumers;
    }

    /// <summary>Ids of the definitions that embed this one.</summary>
    public async Task<IReadOnlyList<string>> ListIdsAsync(string definitionId, CancellationToken cancellationToken) =>
        [.. (await FindAsync(definitionId, cancellationToken)).Select(x => x.Version.DefinitionId).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>
    /// Lets consumers embed this version: a draft is changed, a published version gets a successor, which is published too unless a finding or
    /// a rule of the product forbids it. Returns the versions that embed it now.
    /// </summary>
    public async Task<IReadOnlyList<WorkflowDefinition>> UpdateAsync(WorkflowDefinition published, DefinitionVersions versions, CancellationToken cancellationToken)
    {
        var updated = new List<WorkflowDefinition>();
        foreach (var (row, model, uses) in await FindAsync(published.DefinitionId, cancellationToken))
        {
            var isDraft = row.PublishedAt is null;
            if (!row.IsLatest || !(isDraft || row.IsPublished) || uses.TrueForAll(use => use.WorkflowDefinitionVersionId == published.Id))
                continue;

            foreach (var use in uses)
                Embed(use, published);
            var draft = await versions.SaveDraftAsync(model, DefinitionOrigin.Customer, cancellationToken);
            if (!isDraft && rules.All(rule => rule.MayPublishByItself(row.DefinitionId)))
                await versions.PublishAsync(draft, cancellationToken);
            updated.Add(draft);
        }

        return updated;
    }

    private static void Embed(WorkflowDefinitionActivity use, WorkflowDefinition published)
    {
        use.Version = published.Version;
        use.WorkflowDefinitionVersionId = use.LatestAvailablePublishedVersionId = published.Id;
        use.LatestAvailablePublishedVersion = published.Version;
    }

    private static IEnumerable<WorkflowDefinitionActivity> EmbeddedIn(IActivity? activity) => activity switch
    {
        null => [],
        WorkflowDefinitionActivity use => [use],
        _ => ActivityChildren.Of(activity).SelectMany(EmbeddedIn),
    };
}

/// <summary>A version that embeds another definition.</summary>
/// <param name="Version">The version.</param>
/// <param name="Model">Its content.</param>
/// <param name="Uses">Where it embeds it.</param>
internal sealed record Consumer(WorkflowDefinition Version, Models.WorkflowDefinitionModel Model, List<WorkflowDefinitionActivity> Uses);
