using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Flows;

/// <summary>The running processes, seen from the domain (implemented over the engine).</summary>
public interface IFlows
{
    /// <summary>Starts the published version for a record once the command is committed.</summary>
    /// <param name="definitionId">Definition id, e.g. <c>itr-manage-service-request</c>.</param>
    /// <param name="record">The record; its number becomes the correlation id, its parts the inputs recordType, recordId, recordNo.</param>
    /// <param name="input">Further inputs; null for none.</param>
    /// <param name="parentInstanceId">The instance that asked; null when a person did.</param>
    /// <returns>Id of the instance.</returns>
    Task<string> StartAsync(
        string definitionId, RecordRef record, IReadOnlyDictionary<string, object?>? input = null, string? parentInstanceId = null);

    /// <summary>Lets the instance that asked for the work item go on, in the same transaction.</summary>
    /// <param name="item">A completed work item; one without an instance is left to its reaction.</param>
    Task ResumeAsync(WorkItem item);

    /// <summary>Cancels every running instance of a record with its children.</summary>
    /// <param name="record">The record.</param>
    /// <param name="reason">Why, for the journal.</param>
    Task CancelAsync(RecordRef record, string reason);
}
