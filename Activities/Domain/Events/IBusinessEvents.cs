using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Events;

/// <summary>Stored events; what a command added is seen by the same command before it commits.</summary>
public interface IBusinessEvents
{
    /// <summary>Stores an event at the commit.</summary>
    void Add(BusinessEvent businessEvent);

    /// <summary>Events of a record in the order they were recorded.</summary>
    Task<IReadOnlyList<BusinessEvent>> OfRecordAsync(RecordRef record, CancellationToken cancellationToken = default);

    /// <summary>Takes the oldest event of a name and record that this node of this instance has not consumed (D6).</summary>
    /// <param name="name">Name of the event.</param>
    /// <param name="filter">Its filter; null = any.</param>
    /// <param name="recordNo">Number of the record.</param>
    /// <param name="instanceId">The instance that waits.</param>
    /// <param name="nodeId">The node that waits.</param>
    /// <param name="newerThan">Events recorded before are not meant: the start of the instance.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <returns>The event, claimed at the commit, or null when there is none yet.</returns>
    Task<BusinessEvent?> ClaimAsync(
        string name,
        string? filter,
        string recordNo,
        string instanceId,
        string nodeId,
        DateTimeOffset newerThan,
        CancellationToken cancellationToken = default);
}

/// <summary>Hands a stored event to the flows that wait for it, after the commit.</summary>
public interface IEventDelivery
{
    /// <summary>Stages the delivery in the command's transaction.</summary>
    void Stage(BusinessEvent businessEvent);
}
