using Elsa.Workflows.Runtime.Entities;

namespace Elsa.Workflows.Runtime.Lists;

/// <summary>What instances did: their journal and the record of every activity instance. Scoped.</summary>
public interface IJournalLists
{
    /// <summary>Lines of one instance, in order.</summary>
    ValueTask<Listing<WorkflowExecutionLogRecord>> LinesAsync(JournalQuery query, Window window, CancellationToken cancellationToken = default);

    /// <summary>The last line of an activity, or null.</summary>
    ValueTask<WorkflowExecutionLogRecord?> LastLineAsync(string workflowInstanceId, string activityId, CancellationToken cancellationToken = default);

    /// <summary>Records of one instance, in the order they were started.</summary>
    ValueTask<IReadOnlyList<ActivityExecutionRecord>> ExecutionsAsync(ExecutionQuery query, CancellationToken cancellationToken = default);

    /// <summary>One record, or null.</summary>
    ValueTask<ActivityExecutionRecord?> ExecutionAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Number of records.</summary>
    ValueTask<long> CountAsync(ExecutionQuery query, CancellationToken cancellationToken = default);

    /// <summary>Totals of each node of one instance.</summary>
    /// <param name="nodeIds">Only these nodes; null for all that ran.</param>
    ValueTask<IReadOnlyList<NodeTotals>> TotalsAsync(string workflowInstanceId, IReadOnlyCollection<string>? nodeIds, CancellationToken cancellationToken = default);
}

/// <summary>Which lines; what is null does not narrow.</summary>
/// <param name="WorkflowInstanceId">The instance.</param>
public sealed record JournalQuery(string WorkflowInstanceId)
{
    /// <summary>Ids of activities.</summary>
    public IReadOnlyCollection<string>? ActivityIds { get; init; }

    /// <summary>Node ids of activities.</summary>
    public IReadOnlyCollection<string>? ActivityNodeIds { get; init; }

    /// <summary>Types of activities that are left out.</summary>
    public IReadOnlyCollection<string>? ExcludedActivityTypes { get; init; }

    /// <summary>Names of events.</summary>
    public IReadOnlyCollection<string>? EventNames { get; init; }
}

/// <summary>Which records; what is null does not narrow.</summary>
/// <param name="WorkflowInstanceId">The instance.</param>
public sealed record ExecutionQuery(string WorkflowInstanceId)
{
    /// <summary>Id of the activity.</summary>
    public string? ActivityId { get; init; }

    /// <summary>Node id of the activity.</summary>
    public string? ActivityNodeId { get; init; }

    /// <summary>Completed or not.</summary>
    public bool? Completed { get; init; }
}

/// <summary>What a node of an instance did so far.</summary>
/// <param name="ActivityId">Id of the activity.</param>
/// <param name="ActivityNodeId">Its node id.</param>
/// <param name="Started">Times it was started.</param>
/// <param name="Completed">Times it completed.</param>
/// <param name="Open">Times it is neither completed nor cancelled.</param>
/// <param name="IsWaiting">Whether it waits at a bookmark.</param>
/// <param name="IsFaulted">Whether it is faulted.</param>
/// <param name="AggregateFaultCount">Faults of it and everything in it.</param>
public sealed record NodeTotals(
    string ActivityId, string ActivityNodeId, int Started, int Completed, int Open, bool IsWaiting, bool IsFaulted, int AggregateFaultCount);
