using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Records;
using Elsa.ITR.Domain.RemoteSessions;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Services;

/// <summary>Stored service records; what a command added is seen by the same command before it commits.</summary>
public interface IServiceRecords
{
    /// <summary>The service record, null when the reference means none that the reader may see.</summary>
    Task<ServiceRecord?> FindAsync(RecordRef record, CancellationToken cancellationToken = default);

    /// <summary>Service records that a record asked for, oldest first.</summary>
    Task<IReadOnlyList<ServiceRecord>> OfParentAsync(Guid parentId, CancellationToken cancellationToken = default);

    /// <summary>The case a record of any type belongs to; null when it belongs to none.</summary>
    Task<Case?> CaseOfAsync(RecordRef record, CancellationToken cancellationToken = default);

    /// <summary>The case or business record that a record of any type is or belongs to; null when it does not exist.</summary>
    Task<IRecord?> HomeAsync(RecordRef record, CancellationToken cancellationToken = default);

    /// <summary>The remote session with a number; null when there is none that the reader may see.</summary>
    Task<RemoteSession?> SessionAsync(string no, CancellationToken cancellationToken = default);

    /// <summary>The case of the service record, escalation, major incident or penalty with a number; null when the number means none that the reader may see.</summary>
    Task<Case?> CaseByNoAsync(string no, CancellationToken cancellationToken = default);

    /// <summary>Number of the record that the escalation or penalty with a number is about, or of the business record that asked for the service record with it; null when the number means none that the reader may see.</summary>
    Task<string?> BearerNoAsync(string no, CancellationToken cancellationToken = default);

    /// <summary>Operations logged in a session, oldest first.</summary>
    Task<IReadOnlyList<OperationLogEntry>> OperationsAsync(Guid sessionId, CancellationToken cancellationToken = default);

    /// <summary>Says that a new record belongs to the case of another record, if that has one: who sees the case sees its tasks, clocks and events.</summary>
    async Task LinkAsync(Guid recordId, RecordRef other, CancellationToken cancellationToken = default)
    {
        if (await CaseOfAsync(other, cancellationToken) is { } found)
            AddRow(new RecordLink { RecordId = recordId, CaseId = found.Id });
    }

    /// <summary>Stages a row for the commit.</summary>
    void AddRow<T>(T row)
        where T : class;
}
