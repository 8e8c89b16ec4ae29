using Elsa.Workflows.Management.Entities;

namespace Elsa.Workflows.Runtime.Lists;

/// <summary>Instances as lists show them; states are not read. Scoped.</summary>
public interface IInstanceLists
{
    /// <summary>Instances that match.</summary>
    ValueTask<Listing<WorkflowInstance>> ListAsync(InstanceQuery query, Window window, CancellationToken cancellationToken = default);

    /// <summary>Ids of the instances that match.</summary>
    ValueTask<IReadOnlyList<string>> ListIdsAsync(InstanceQuery query, CancellationToken cancellationToken = default);

    /// <summary>One instance, or null.</summary>
    ValueTask<WorkflowInstance?> FindAsync(string id, CancellationToken cancellationToken = default);
}

/// <summary>Which instances, in which order; what is null does not narrow.</summary>
public sealed record InstanceQuery
{
    /// <summary>Ids.</summary>
    public IReadOnlyCollection<string>? Ids { get; init; }

    /// <summary>Ids of definitions.</summary>
    public IReadOnlyCollection<string>? DefinitionIds { get; init; }

    /// <summary>Ids of versions.</summary>
    public IReadOnlyCollection<string>? DefinitionVersionIds { get; init; }

    /// <summary>Number of the version.</summary>
    public int? Version { get; init; }

    /// <summary>Correlation ids.</summary>
    public IReadOnlyCollection<string>? CorrelationIds { get; init; }

    /// <summary>Names; case matters.</summary>
    public IReadOnlyCollection<string>? Names { get; init; }

    /// <summary>Ids of the instances that started them.</summary>
    public IReadOnlyCollection<string>? ParentIds { get; init; }

    /// <summary>Whether they may go on.</summary>
    public IReadOnlyCollection<WorkflowStatus>? Statuses { get; init; }

    /// <summary>Where they are.</summary>
    public IReadOnlyCollection<WorkflowSubStatus>? SubStatuses { get; init; }

    /// <summary>With or without incidents.</summary>
    public bool? HasIncidents { get; init; }

    /// <summary>Belonging to the system or not.</summary>
    public bool? IsSystem { get; init; }

    /// <summary>Beginning of the name, correlation id, id or definition id.</summary>
    public string? SearchTerm { get; init; }

    /// <summary>Limits in time; all must hold.</summary>
    public IReadOnlyCollection<TimestampLimit> Limits { get; init; } = [];

    /// <summary>The column of the order.</summary>
    public InstanceMoment OrderBy { get; init; } = InstanceMoment.Created;

    /// <summary>By name instead of a moment.</summary>
    public bool OrderByName { get; init; }

    /// <summary>Latest first.</summary>
    public bool Descending { get; init; }
}

/// <summary>A moment in the life of an instance.</summary>
public enum InstanceMoment
{
    /// <summary>When it was created.</summary>
    Created,

    /// <summary>Its last change of status.</summary>
    Updated,

    /// <summary>When it ended.</summary>
    Finished,
}

/// <summary>A limit in time.</summary>
/// <param name="Moment">Of which moment.</param>
/// <param name="Operator"><c>Is</c>, <c>IsNot</c>, <c>LessThan</c>, <c>GreaterThan</c>, <c>LessThanOrEqual</c>, <c>GreaterThanOrEqual</c>.</param>
/// <param name="Timestamp">The instant it is held against.</param>
public sealed record TimestampLimit(InstanceMoment Moment, string Operator, DateTimeOffset Timestamp);
