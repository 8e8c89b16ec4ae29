using Elsa.Workflows.Activities;
using Elsa.Workflows.Management.Models;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Elsa.Workflows.Serialization;
using Microsoft.Extensions.Logging;

namespace Elsa.Workflows.Management.Mappers;

/// <summary>Turns a definition model into the workflow that runs, and back.</summary>
public sealed class WorkflowDefinitionMapper(ILogger<WorkflowDefinitionMapper> logger)
{
    /// <summary>The workflow; its graph is not built yet. A model without root gets an empty sequence.</summary>
    public Workflow Map(WorkflowDefinitionModel model)
    {
        var options = model.Options ?? new WorkflowOptions();
        options.UsableAsActivity ??= model.UsableAsActivity;
        var definitionId = model.DefinitionId ?? model.Id ?? "";
        return new Workflow(
            new WorkflowIdentity(definitionId, model.Version, model.Id ?? $"{definitionId}:v{model.Version}", model.TenantId),
            new WorkflowPublication(model.IsLatest, model.IsPublished),
            new WorkflowMetadata(model.Name, model.Description, model.CreatedAt, model.ToolVersion),
            options,
            model.Root ?? new Sequence(),
            MapVariables(model.Variables),
            [.. model.Inputs],
            [.. model.Outputs],
            [.. model.Outcomes],
            new Dictionary<string, object>(model.CustomProperties),
            model.IsReadonly,
            model.IsSystem);
    }

    /// <summary>The model of a workflow, e.g. of one built in code.</summary>
    public WorkflowDefinitionModel Map(Workflow workflow) => new()
    {
        Id = workflow.Identity.Id,
        DefinitionId = workflow.Identity.DefinitionId,
        TenantId = workflow.Identity.TenantId,
        Name = workflow.WorkflowMetadata.Name,
        Description = workflow.WorkflowMetadata.Description,
        CreatedAt = workflow.WorkflowMetadata.CreatedAt,
        Version = workflow.Identity.Version,
        ToolVersion = workflow.WorkflowMetadata.ToolVersion,
        Variables = [.. workflow.Variables.Select(VariableMapper.ToDefinition)],
        Inputs = [.. workflow.Inputs],
        Outputs = [.. workflow.Outputs],
        Outcomes = [.. workflow.Outcomes],
        CustomProperties = workflow.CustomProperties,
        IsReadonly = workflow.IsReadonly,
        IsSystem = workflow.IsSystem,
        IsLatest = workflow.Publication.IsLatest,
        IsPublished = workflow.Publication.IsPublished,
        Options = workflow.Options,
        Root = workflow.Root,
    };

    /// <summary>Variables of unknown type are left out with a warning.</summary>
    public ICollection<Variable> MapVariables(IEnumerable<VariableDefinition> definitions) =>
        [.. definitions.Select(definition => VariableMapper.ToVariable(definition, logger)).OfType<Variable>()];
}
