using Elsa.Workflows.Memory;

namespace Elsa.Workflows.Models;

/// <summary>Which definition a workflow is.</summary>
/// <param name="DefinitionId">Id that stays over all versions.</param>
/// <param name="Version">Number of the version, from 1.</param>
/// <param name="Id">Id of this version.</param>
/// <param name="TenantId">Tenant, or null for all.</param>
public record WorkflowIdentity(string DefinitionId, int Version, string Id, string? TenantId = null)
{
    /// <summary>Identity of a workflow that has none.</summary>
    public static WorkflowIdentity VersionOne => new("1", 1, "1");
}

/// <summary>Whether a version is the latest and whether it is published.</summary>
/// <param name="IsLatest">The latest.</param>
/// <param name="IsPublished">Published.</param>
public record WorkflowPublication(bool IsLatest, bool IsPublished)
{
    /// <summary>Latest and published.</summary>
    public static WorkflowPublication LatestAndPublished => new(true, true);

    /// <summary>Latest, not published.</summary>
    public static WorkflowPublication LatestDraft => new(true, false);
}

/// <summary>Name and origin of a workflow.</summary>
/// <param name="Name">Name shown.</param>
/// <param name="Description">What it is for.</param>
/// <param name="CreatedAt">When this version was made, UTC.</param>
/// <param name="ToolVersion">Version of the tool that made it.</param>
public record WorkflowMetadata(
    string? Name = default, string? Description = default, DateTimeOffset CreatedAt = default, Version? ToolVersion = default);

/// <summary>How a workflow starts, fails and is offered.</summary>
public class WorkflowOptions
{
    /// <summary>An <see cref="IWorkflowActivationStrategy"/>; null always allows.</summary>
    public Type? ActivationStrategyType { get; set; }

    /// <summary>Whether it is offered as an activity.</summary>
    public bool? UsableAsActivity { get; set; }

    /// <summary>Whether publishing updates the workflows that use it as an activity.</summary>
    public bool AutoUpdateConsumingWorkflows { get; set; }

    /// <summary>Group in the palette when offered as an activity.</summary>
    public string? ActivityCategory { get; set; }

    /// <summary>An <see cref="IIncidentStrategy"/>; null takes the host's default.</summary>
    public Type? IncidentStrategyType { get; set; }

    /// <summary>Kept for the designer; this engine commits once per burst.</summary>
    public string? CommitStrategyName { get; set; }
}

/// <summary>Common to inputs and outputs of a workflow.</summary>
public abstract class ArgumentDefinition
{
    /// <summary>Type of the value.</summary>
    public Type Type { get; set; } = typeof(object);

    /// <summary>Name, the key of the value.</summary>
    public string Name { get; set; } = null!;

    /// <summary>Label.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>One sentence for the caller.</summary>
    public string Description { get; set; } = "";

    /// <summary>Group.</summary>
    public string Category { get; set; } = "";
}

/// <summary>A value a workflow asks for.</summary>
public class InputDefinition : ArgumentDefinition
{
    /// <summary>Editor.</summary>
    public string UIHint { get; set; } = null!;

    /// <summary>Driver that keeps the input after the first burst; null forgets it.</summary>
    public Type? StorageDriverType { get; set; }
}

/// <summary>A value a workflow puts out.</summary>
public class OutputDefinition : ArgumentDefinition;

/// <summary>A variable as a designer describes it.</summary>
/// <param name="Id">Id.</param>
/// <param name="Name">Name.</param>
/// <param name="TypeName">Alias of the type.</param>
/// <param name="IsArray">Whether <paramref name="TypeName"/> is the element's.</param>
/// <param name="Value">Default value as text.</param>
/// <param name="StorageDriverTypeName">Name of the storage driver, or null.</param>
public record VariableDefinition(string Id, string Name, string TypeName, bool IsArray, string? Value, string? StorageDriverTypeName);

/// <summary>Names an activity of a run.</summary>
public class ActivityHandle
{
    /// <summary>Id of the activity.</summary>
    public string? ActivityId { get; init; }

    /// <summary>Node id.</summary>
    public string? ActivityNodeId { get; init; }

    /// <summary>Id of an activity context.</summary>
    public string? ActivityInstanceId { get; init; }

    /// <summary>Hash of the node id.</summary>
    public string? ActivityHash { get; init; }

    /// <summary>By id of the activity.</summary>
    public static ActivityHandle FromActivityId(string activityId) => new() { ActivityId = activityId };

    /// <summary>By node id.</summary>
    public static ActivityHandle FromActivityNodeId(string activityNodeId) => new() { ActivityNodeId = activityNodeId };

    /// <summary>By id of an activity context.</summary>
    public static ActivityHandle FromActivityInstanceId(string activityInstanceId) => new() { ActivityInstanceId = activityInstanceId };

    /// <summary>By hash of the node id.</summary>
    public static ActivityHandle FromActivityHash(string activityHash) => new() { ActivityHash = activityHash };
}

/// <summary>Input of a workflow by name.</summary>
public class WorkflowInput : Dictionary<string, object>
{
    /// <summary>No input; names are compared without case.</summary>
    public WorkflowInput() : base(StringComparer.OrdinalIgnoreCase)
    {
    }
}

internal static class VariableNames
{
    /// <summary>Names variables that have none.</summary>
    public static void Assign(IEnumerable<Variable> variables, string prefix, int first)
    {
        var n = first;
        foreach (var variable in variables)
        {
            if (string.IsNullOrWhiteSpace(variable.Name))
                variable.Name = $"{prefix}{n++}";
        }
    }
}
