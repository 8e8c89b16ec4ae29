using Elsa.Common.Models;
using Elsa.Workflows.Descriptors;
using Elsa.Workflows.Management.Activities.WorkflowDefinitionActivity;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Models;
using Elsa.Workflows.Serialization;

namespace Elsa.Workflows.Management;

/// <summary>Descriptors of the workflows that may be used as activities: one for each version (builtin-activities §6).</summary>
internal sealed class WorkflowActivities(IWorkflowDefinitionStore store, DefinitionJson json) : IActivityProvider
{
    // Inputs of these names would hide members of the activity itself.
    private static readonly HashSet<string> Reserved =
        [.. typeof(WorkflowDefinitionActivity).GetProperties().Select(property => property.Name)];

    /// <inheritdoc />
    public async ValueTask<IEnumerable<ActivityDescriptor>> GetDescriptorsAsync(CancellationToken cancellationToken = default)
    {
        var versions = await store.ListAsync(VersionOptions.All, usableAsActivityOnly: true, cancellationToken);
        var published = versions.Where(version => version.IsPublished).ToDictionary(version => version.DefinitionId);
        return [.. versions.Where(version => !string.IsNullOrWhiteSpace(version.Name)).Select(version => Describe(version, published.GetValueOrDefault(version.DefinitionId)))];
    }

    private ActivityDescriptor Describe(WorkflowDefinition definition, WorkflowDefinition? published)
    {
        var model = json.ReadStored(definition.Document);
        var name = Words.Pascalize(definition.Name!);
        return new ActivityDescriptor
        {
            TypeName = name,
            Name = name,
            Namespace = "",
            ClrType = typeof(WorkflowDefinitionActivity),
            Version = definition.Version,
            DisplayName = definition.Name,
            Description = definition.Description,
            Category = model.Options?.ActivityCategory ?? "Workflows",
            IsBrowsable = definition.IsPublished,
            Inputs = [.. model.Inputs.Select(DescribeInput)],
            Outputs = [.. model.Outputs.Select(DescribeOutput)],
            Ports =
            [
                new Port { Name = "Root", DisplayName = "Root", Type = PortType.Embedded, IsBrowsable = false },
                .. model.Outcomes.Select(outcome => new Port { Name = outcome, DisplayName = outcome, Type = PortType.Flow }),
            ],
            CustomProperties = new Dictionary<string, object>
            {
                ["RootType"] = nameof(WorkflowDefinitionActivity),
                ["WorkflowDefinitionId"] = definition.DefinitionId,
                ["WorkflowDefinitionVersionId"] = definition.Id,
            },
            ConstructionProperties = new Dictionary<string, object>
            {
                [nameof(WorkflowDefinitionActivity.WorkflowDefinitionId)] = definition.DefinitionId,
                [nameof(WorkflowDefinitionActivity.WorkflowDefinitionVersionId)] = definition.Id,
            },
            Constructor = _ => new WorkflowDefinitionActivity
            {
                WorkflowDefinitionId = definition.DefinitionId,
                WorkflowDefinitionVersionId = definition.Id,
                LatestAvailablePublishedVersion = published?.Version ?? 0,
                LatestAvailablePublishedVersionId = published?.Id,
                Version = definition.Version,
            },
        };
    }

    private static InputDescriptor DescribeInput(InputDefinition input)
    {
        var name = Reserved.Contains(input.Name) ? "_" + input.Name : input.Name;
        return new InputDescriptor
        {
            Name = name,
            Type = input.Type,
            IsWrapped = true,
            IsSynthetic = true,
            UIHint = string.IsNullOrEmpty(input.UIHint) ? null : input.UIHint,
            DisplayName = string.IsNullOrEmpty(input.DisplayName) ? input.Name : input.DisplayName,
            Description = input.Description,
            Category = input.Category,
            StorageDriverType = input.StorageDriverType,
            ValueGetter = activity => activity.SyntheticProperties.TryGetValue(name, out var value) ? value : null,
            ValueSetter = (activity, value) => activity.SyntheticProperties[name] = value!,
        };
    }

    private static OutputDescriptor DescribeOutput(OutputDefinition output) => new()
    {
        Name = output.Name,
        Type = output.Type,
        IsSynthetic = true,
        DisplayName = string.IsNullOrEmpty(output.DisplayName) ? output.Name : output.DisplayName,
        Description = output.Description,
        ValueGetter = activity => activity.SyntheticProperties.TryGetValue(output.Name, out var value) ? value : null,
        ValueSetter = (activity, value) => activity.SyntheticProperties[output.Name] = value!,
    };
}
