namespace Elsa.Workflows.Management.Filters;

/// <summary>Which instances; everything set must hold, blank text narrows nothing.</summary>
/// <remarks>Source: Elsa 3 <c>WorkflowInstanceFilter</c>, what the engine's own work over many instances needs of it.</remarks>
public class WorkflowInstanceFilter
{
    /// <summary>One of these ids; null for any.</summary>
    public ICollection<string>? Ids { get; set; }

    /// <summary>Id of the definition.</summary>
    public string? DefinitionId { get; set; }

    /// <summary>One of these definitions; null for any.</summary>
    public ICollection<string>? DefinitionIds { get; set; }

    /// <summary>Id of the version.</summary>
    public string? DefinitionVersionId { get; set; }

    /// <summary>One of these versions; null for any.</summary>
    public ICollection<string>? DefinitionVersionIds { get; set; }

    /// <summary>Correlation id.</summary>
    public string? CorrelationId { get; set; }

    /// <summary>One of these correlation ids; null for any.</summary>
    public ICollection<string>? CorrelationIds { get; set; }

    /// <summary>One of these names; null for any.</summary>
    public ICollection<string>? Names { get; set; }

    /// <summary>One of these parents; null for any.</summary>
    public ICollection<string>? ParentWorkflowInstanceIds { get; set; }

    /// <summary>Running or ended; null for both.</summary>
    public WorkflowStatus? WorkflowStatus { get; set; }

    /// <summary>One of these sub-statuses; null for any.</summary>
    public ICollection<WorkflowSubStatus>? WorkflowSubStatuses { get; set; }

    /// <summary>Whether anything ever went wrong in it; null for both.</summary>
    public bool? HasIncidents { get; set; }

    /// <summary>Whether an activity of it is faulted now; null for both. Not in Elsa.</summary>
    public bool? HasFaultedActivities { get; set; }

    /// <summary>Whether it belongs to the system; null for both.</summary>
    public bool? IsSystem { get; set; }

    /// <summary>Last changed before this instant, UTC.</summary>
    public DateTimeOffset? BeforeLastUpdated { get; set; }

    /// <summary>Whether the filter narrows nothing.</summary>
    public bool IsEmpty =>
        Ids is null && DefinitionIds is null && DefinitionVersionIds is null && CorrelationIds is null && Names is null
        && ParentWorkflowInstanceIds is null && WorkflowStatus is null && WorkflowSubStatuses is null && HasIncidents is null
        && HasFaultedActivities is null && BeforeLastUpdated is null
        && string.IsNullOrEmpty(DefinitionId) && string.IsNullOrEmpty(DefinitionVersionId) && string.IsNullOrEmpty(CorrelationId);

    /// <summary>Narrows a query.</summary>
    public IQueryable<Entities.WorkflowInstance> Apply(IQueryable<Entities.WorkflowInstance> query)
    {
        if (Ids is not null)
            query = query.Where(x => Ids.Contains(x.Id));
        if (!string.IsNullOrEmpty(DefinitionId))
            query = query.Where(x => x.DefinitionId == DefinitionId);
        if (DefinitionIds is not null)
            query = query.Where(x => DefinitionIds.Contains(x.DefinitionId));
        if (!string.IsNullOrEmpty(DefinitionVersionId))
            query = query.Where(x => x.DefinitionVersionId == DefinitionVersionId);
        if (DefinitionVersionIds is not null)
            query = query.Where(x => DefinitionVersionIds.Contains(x.DefinitionVersionId));
        if (!string.IsNullOrEmpty(CorrelationId))
            query = query.Where(x => x.CorrelationId == CorrelationId);
        if (CorrelationIds is not null)
            query = query.Where(x => CorrelationIds.Contains(x.CorrelationId!));
        if (Names is not null)
            query = query.Where(x => Names.Contains(x.Name!));
        if (ParentWorkflowInstanceIds is not null)
            query = query.Where(x => ParentWorkflowInstanceIds.Contains(x.ParentWorkflowInstanceId!));
        if (WorkflowStatus is not null)
            query = query.Where(x => x.Status == WorkflowStatus);
        if (WorkflowSubStatuses is not null)
            query = query.Where(x => WorkflowSubStatuses.Contains(x.SubStatus));
        if (HasIncidents is not null)
            query = query.Where(x => x.IncidentCount > 0 == HasIncidents);
        if (HasFaultedActivities is not null)
            query = query.Where(x => x.FaultedActivityCount > 0 == HasFaultedActivities);
        if (IsSystem is not null)
            query = query.Where(x => x.IsSystem == IsSystem);
        if (BeforeLastUpdated is not null)
            query = query.Where(x => x.UpdatedAt < BeforeLastUpdated);
        return query;
    }
}
