using System.Globalization;
using Elsa.Common.Models;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Management.Activities.WorkflowDefinitionActivity;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Mappers;
using Elsa.Workflows.Management.Models;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime.Commands;
using Elsa.Workflows.Serialization;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.Workflows.Management;

/// <summary>Definitions offered as activities. Scoped.</summary>
internal sealed class EmbeddedWorkflows(
    IWorkflowDefinitionStore store,
    IWorkflowGraphBuilder graphs,
    IActivityRegistry registry,
    DefinitionJson json,
    WorkflowDefinitionMapper mapper,
    CommandScope command,
    GraphCache cache,
    IServiceScopeFactory scopes) : IActivityProvider
{
    /// <summary>A compiled copy that may be embedded into one graph.</summary>
    public async Task<Workflow> BuildAsync(WorkflowDefinition definition, CancellationToken cancellationToken) =>
        (await graphs.BuildAsync(mapper.Map(Read(definition)), cancellationToken)).Workflow;

    /// <inheritdoc />
    public async ValueTask<IEnumerable<ActivityDescriptor>> GetDescriptorsAsync(CancellationToken cancellationToken = default) =>
        [.. (await store.ListAsync(VersionOptions.All, usableAsActivityOnly: true, cancellationToken)).Select(x => Describe(x, mapper.Map(Read(x))))];

    /// <summary>Asks the store again; true when the palette now has activities that it did not have.</summary>
    public async Task<bool> RefreshAsync(CancellationToken cancellationToken)
    {
        var before = registry.ListByProvider(typeof(EmbeddedWorkflows)).Count();
        await registry.RefreshDescriptorsAsync(this, cancellationToken);
        return registry.ListByProvider(typeof(EmbeddedWorkflows)).Count() > before;
    }

    /// <summary>A version that may be used as an activity was published or taken back: the palette follows after the commit.</summary>
    public void Changed(WorkflowDefinition definition)
    {
        if (!definition.UsableAsActivity)
            return;

        command.AfterCommit(async token =>
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<EmbeddedWorkflows>().RefreshAsync(token);
            cache.Clear(); // graphs into which an older version is embedded by name
        });
    }

    /// <summary>What the palette shows of a version.</summary>
    public static ActivityDescriptor Describe(WorkflowDefinition definition, Workflow workflow)
    {
        var typeName = TypeName(definition);
        return new ActivityDescriptor
        {
            TypeName = typeName,
            Name = typeName,
            Namespace = "",
            ClrType = typeof(WorkflowDefinitionActivity),
            Version = definition.Version,
            DisplayName = definition.Name,
            Description = definition.Description,
            Category = workflow.Options.ActivityCategory ?? "Workflows",
            IsBrowsable = definition.IsPublished,
            Inputs = [.. workflow.Inputs.Select(Describe)],
            Outputs = [.. workflow.Outputs.Select(Describe)],
            Ports =
            [
                new Port { Name = "Root", DisplayName = "Root", Type = PortType.Embedded, IsBrowsable = false },
                .. workflow.Outcomes.Select(x => new Port { Name = x, DisplayName = x, Type = PortType.Flow, IsBrowsable = true }),
            ],
            CustomProperties = new Dictionary<string, object>
            {
                ["RootType"] = nameof(WorkflowDefinitionActivity),
                ["WorkflowDefinitionId"] = definition.DefinitionId,
                ["WorkflowDefinitionVersionId"] = definition.Id,
            },
            Constructor = _ => new WorkflowDefinitionActivity
            {
                Type = typeName,
                Version = definition.Version,
                WorkflowDefinitionId = definition.DefinitionId,
                WorkflowDefinitionVersionId = definition.Id,
            },
        };
    }

    private static InputDescriptor Describe(InputDefinition input) => new()
    {
        Name = input.Name,
        Type = input.Type,
        IsWrapped = true,
        IsSynthetic = true,
        DisplayName = string.IsNullOrEmpty(input.DisplayName) ? input.Name : input.DisplayName,
        Description = input.Description,
        Category = input.Category,
        UIHint = input.UIHint,
        StorageDriverType = input.StorageDriverType,
        ValueGetter = activity => activity.SyntheticProperties.TryGetValue(input.Name, out var value) ? value : null,
        ValueSetter = (activity, value) => activity.SyntheticProperties[input.Name] = value!,
    };

    private static OutputDescriptor Describe(OutputDefinition output) => new()
    {
        Name = output.Name,
        Type = output.Type,
        IsSynthetic = true,
        DisplayName = string.IsNullOrEmpty(output.DisplayName) ? output.Name : output.DisplayName,
        Description = output.Description,
        ValueGetter = activity => activity.SyntheticProperties.TryGetValue(output.Name, out var value) ? value : null,
        ValueSetter = (activity, value) => activity.SyntheticProperties[output.Name] = value!,
    };

    // "Check the stock" becomes CheckTheStock.
    private static string TypeName(WorkflowDefinition definition)
    {
        var words = (definition.Name ?? definition.DefinitionId).Split([' ', '-', '_', '.'], StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(words.Select(x => char.ToUpper(x[0], CultureInfo.InvariantCulture) + x[1..]));
    }

    private WorkflowDefinitionModel Read(WorkflowDefinition definition)
    {
        var model = json.Read(definition.Document);
        (model.Id, model.DefinitionId, model.Version) = (definition.Id, definition.DefinitionId, definition.Version);
        return model;
    }
}
