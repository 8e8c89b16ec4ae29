using Elsa.Alterations.Core.Contracts;
using Elsa.Workflows;
using Elsa.Workflows.Runtime.Lists;

namespace Elsa.Alterations.Core.Models;

/// <summary>What a plan is to do.</summary>
public class AlterationPlanParams
{
    /// <summary>Id of the plan; null gives it one.</summary>
    public string? Id { get; set; }

    /// <summary>What is done to each instance, in order.</summary>
    public ICollection<IAlteration> Alterations { get; set; } = [];

    /// <summary>Which instances.</summary>
    public AlterationWorkflowInstanceFilter Filter { get; set; } = new();
}

/// <summary>Which instances a plan means. An empty one means none, unless it says otherwise: a mistake must not mean every instance.</summary>
public class AlterationWorkflowInstanceFilter
{
    /// <summary>True when an empty filter is to mean every instance.</summary>
    public bool EmptyFilterSelectsAll { get; set; }

    /// <summary>One of these ids.</summary>
    public ICollection<string>? WorkflowInstanceIds { get; set; }

    /// <summary>One of these correlation ids.</summary>
    public ICollection<string>? CorrelationIds { get; set; }

    /// <summary>One of these names.</summary>
    public ICollection<string>? Names { get; set; }

    /// <summary>One of these definitions.</summary>
    public ICollection<string>? DefinitionIds { get; set; }

    /// <summary>One of these versions.</summary>
    public ICollection<string>? DefinitionVersionIds { get; set; }

    /// <summary>One of these statuses.</summary>
    public ICollection<WorkflowStatus>? Statuses { get; set; }

    /// <summary>One of these sub-statuses.</summary>
    public ICollection<WorkflowSubStatus>? SubStatuses { get; set; }

    /// <summary>With or without incidents.</summary>
    public bool? HasIncidents { get; set; }

    /// <summary>System workflows, or the others.</summary>
    public bool? IsSystem { get; set; } = false;

    /// <summary>Text in the id, name, definition or correlation id.</summary>
    public string? SearchTerm { get; set; }

    internal bool NamesNone => !EmptyFilterSelectsAll && SearchTerm is null && HasIncidents is null
        && IsEmpty(WorkflowInstanceIds) && IsEmpty(CorrelationIds) && IsEmpty(Names) && IsEmpty(DefinitionIds) && IsEmpty(DefinitionVersionIds)
        && IsEmpty(Statuses) && IsEmpty(SubStatuses);

    internal InstanceQuery ToQuery() => new()
    {
        Ids = Any(WorkflowInstanceIds),
        CorrelationIds = Any(CorrelationIds),
        Names = Any(Names),
        DefinitionIds = Any(DefinitionIds),
        DefinitionVersionIds = Any(DefinitionVersionIds),
        Statuses = Any(Statuses),
        SubStatuses = Any(SubStatuses),
        HasIncidents = HasIncidents,
        IsSystem = IsSystem,
        SearchTerm = SearchTerm,
    };

    private static bool IsEmpty<T>(ICollection<T>? values) => values is not { Count: > 0 };

    private static List<T>? Any<T>(ICollection<T>? values) => IsEmpty(values) ? null : [.. values!];
}
