using Elsa.Workflows.Models;

namespace Elsa.Workflows.Management.Models;

/// <summary>A version of a definition as designers, files and the API exchange it (json-formats §5); null lists read as empty.</summary>
public class WorkflowDefinitionModel
{
    /// <summary>Id of the version; null for a new one.</summary>
    public string? Id { get; set; }

    /// <summary>Id that stays over all versions.</summary>
    public string? DefinitionId { get; set; }

    /// <summary>Tenant, or null for all.</summary>
    public string? TenantId { get; set; }

    /// <summary>Name shown.</summary>
    public string? Name { get; set; }

    /// <summary>What it is for.</summary>
    public string? Description { get; set; }

    /// <summary>When this version was made, UTC.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Number of the version, from 1.</summary>
    public int Version { get; set; } = 1;

    /// <summary>Version of the tool that made it.</summary>
    public Version? ToolVersion { get; set; }

    /// <summary>Variables of the workflow.</summary>
    public ICollection<VariableDefinition> Variables { get; set => field = value ?? []; } = [];

    /// <summary>Values it asks for.</summary>
    public ICollection<InputDefinition> Inputs { get; set => field = value ?? []; } = [];

    /// <summary>Values it puts out.</summary>
    public ICollection<OutputDefinition> Outputs { get; set => field = value ?? []; } = [];

    /// <summary>Outcomes when used as an activity.</summary>
    public ICollection<string> Outcomes { get; set => field = value ?? []; } = [];

    /// <summary>Whatever a host or designer keeps.</summary>
    public IDictionary<string, object> CustomProperties { get; set => field = value ?? new Dictionary<string, object>(); } = new Dictionary<string, object>();

    /// <summary>Not to be edited.</summary>
    public bool IsReadonly { get; set; }

    /// <summary>Belongs to the system.</summary>
    public bool IsSystem { get; set; }

    /// <summary>The newest version.</summary>
    public bool IsLatest { get; set; }

    /// <summary>The published version.</summary>
    public bool IsPublished { get; set; }

    /// <summary>How it starts, fails and is offered.</summary>
    public WorkflowOptions? Options { get; set; }

    /// <summary>Older files say it here instead of in <see cref="Options"/>.</summary>
    public bool? UsableAsActivity { get; set; }

    /// <summary>What runs; null for a definition just made.</summary>
    public IActivity? Root { get; set; }
}
