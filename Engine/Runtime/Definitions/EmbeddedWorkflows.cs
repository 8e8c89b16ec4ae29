using Elsa.Common.Models;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Management.Activities.WorkflowDefinitionActivity;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Mappers;

namespace Elsa.Workflows.Management;

/// <summary>Builds workflows to be embedded in another; each place gets objects of its own, because node ids differ.</summary>
internal sealed class EmbeddedWorkflows(
    IWorkflowDefinitionService definitions, WorkflowDefinitionMapper mapper, WorkflowClasses classes, IWorkflowGraphBuilder graphs)
{
    private readonly HashSet<string> _building = []; // of this scope; guards against a workflow within itself

    /// <exception cref="InvalidOperationException">The definition is not there, or contains itself.</exception>
    public async Task<Workflow> BuildAsync(WorkflowDefinitionActivity activity, CancellationToken cancellationToken)
    {
        var definition = await FindAsync(activity, cancellationToken)
            ?? throw new InvalidOperationException($"Expected definition '{activity.WorkflowDefinitionId}' of activity '{activity.Id}' to exist, but it does not.");
        if (!_building.Add(definition.Id))
            throw new InvalidOperationException($"Expected workflow '{definition.DefinitionId}' not to contain itself, but it does.");

        try
        {
            var workflow = definition.MaterializerName == WorkflowDefinition.ClrMaterializer
                ? await classes.BuildAsync(definition, cancellationToken)
                : mapper.Map(definitions.ReadModel(definition));
            await graphs.BuildAsync(workflow, cancellationToken); // names the workflow before the one around it
            return workflow;
        }
        finally
        {
            _building.Remove(definition.Id);
        }
    }

    private async Task<WorkflowDefinition?> FindAsync(WorkflowDefinitionActivity activity, CancellationToken cancellationToken)
    {
        if (activity.WorkflowDefinitionVersionId is { Length: > 0 } versionId
            && await definitions.FindWorkflowDefinitionAsync(versionId, cancellationToken) is { } exact)
            return exact;
        foreach (var version in (VersionOptions[])[VersionOptions.SpecificVersion(activity.Version), VersionOptions.Published, VersionOptions.Latest])
            if (await definitions.FindWorkflowDefinitionAsync(activity.WorkflowDefinitionId, version, cancellationToken) is { } found)
                return found;
        return null;
    }
}
