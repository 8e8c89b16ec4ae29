using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Mappers;
using Elsa.Workflows.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.Workflows.Management;

/// <summary>Stores registered workflow classes as published versions at start-up and describes workflows used as activities. Scoped.</summary>
public interface IRegistriesPopulator
{
    /// <summary>Stores what is new or changed; running it again changes nothing.</summary>
    Task PopulateAsync(CancellationToken cancellationToken = default);
}

/// <summary>Class versions are overwritten by (definition, version); a higher stored version stays the published one.</summary>
internal sealed class WorkflowPopulator(AmbientCommand ambient, WorkflowClasses classes, WorkflowActivities activities, IActivityRegistry registry)
    : IRegistriesPopulator
{
    /// <inheritdoc />
    public async Task PopulateAsync(CancellationToken cancellationToken = default)
    {
        foreach (var type in classes.Types)
        {
            await ambient.RunAsync(
                "definitions/populate",
                async (services, token) =>
                {
                    await services.GetRequiredService<ClassVersions>().StoreAsync(type, token);
                    return true;
                },
                cancellationToken,
                $"definition-class:{type.FullName}");
        }

        await registry.RefreshDescriptorsAsync(activities, cancellationToken);
    }
}

/// <summary>Stores one workflow class inside a running command.</summary>
internal sealed class ClassVersions(
    WorkflowClasses classes,
    IWorkflowDefinitionStore store,
    IWorkflowDefinitionService definitions,
    WorkflowDefinitionMapper mapper,
    DefinitionContent content,
    ITriggerIndexer triggers,
    TimeProvider time)
{
    public async Task StoreAsync(Type type, CancellationToken cancellationToken)
    {
        var workflow = await classes.BuildAsync(type, cancellationToken);
        var model = mapper.Map(workflow);
        var versions = await store.ListVersionsAsync(workflow.Identity.DefinitionId, cancellationToken);
        var row = versions.FirstOrDefault(x => x.Version == workflow.Identity.Version);
        var isNew = row is null;
        row ??= new WorkflowDefinition
        {
            Id = workflow.Identity.Id,
            DefinitionId = workflow.Identity.DefinitionId,
            Version = workflow.Identity.Version,
            CreatedAt = time.GetUtcNow(),
            ContentHash = "",
            Document = "",
        };
        var hash = content.HashOf(model);
        if (!isNew && row.ContentHash == hash && row.MaterializerContext == type.FullName)
            return;

        model.Id = row.Id;
        model.CreatedAt = row.CreatedAt;
        content.Fill(row, model);
        row.MaterializerName = WorkflowDefinition.ClrMaterializer;
        row.MaterializerContext = type.FullName;
        if (isNew)
            store.Add(row);
        if (versions.Any(x => x.Version > row.Version))
            return;

        foreach (var other in versions.Where(x => x != row))
            (other.IsLatest, other.IsPublished) = (false, false);
        (row.IsLatest, row.IsPublished) = (true, true);
        row.PublishedAt ??= time.GetUtcNow();
        await triggers.IndexTriggersAsync(await definitions.MaterializeWorkflowAsync(row, cancellationToken), isPublished: true, cancellationToken);
    }
}
