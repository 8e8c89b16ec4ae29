using System.Linq.Expressions;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Contracts;
using Elsa.ITR.Domain.Documents;
using Elsa.ITR.Domain.Escalations;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Domain.OnsiteServices;
using Elsa.ITR.Domain.Recovery;
using Elsa.ITR.Domain.RemoteSessions;
using Elsa.ITR.Domain.Services;
using Elsa.ITR.Domain.Spares;
using Elsa.ITR.Domain.ThirdParties;
using Elsa.ITR.Domain.Timesheets;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Data.Archive;

/// <summary>Every row that leaves with a case, tracked. What belongs to somebody else stays: penalties with the contract, articles that helped, parts and their movements, equipment, audit.</summary>
internal sealed class OwnedRows
{
    private readonly ItrDbContext _db;
    private readonly Dictionary<Type, IReadOnlyList<object>> _record = [];
    private readonly Dictionary<Type, IReadOnlyList<object>> _flows = [];

    private OwnedRows(ItrDbContext db, Case record)
    {
        _db = db;
        Case = record;
        Ids.Add(record.Id);
        Numbers.Add(record.No);
        _record[typeof(Case)] = [record];
    }

    public Case Case { get; }

    /// <summary>Ids of the case and of everything that is linked to it as a record of its own.</summary>
    public List<Guid> Ids { get; } = [];

    /// <summary>Numbers of the case, its supporting work and its escalations: what instances, events and effects are filed under.</summary>
    public List<string> Numbers { get; } = [];

    /// <summary>The case and all its records, by type.</summary>
    public IReadOnlyDictionary<Type, IReadOnlyList<object>> Record => _record;

    /// <summary>What its flows left, by type.</summary>
    public IReadOnlyDictionary<Type, IReadOnlyList<object>> Flows => _flows;

    public static async Task<OwnedRows> LoadAsync(ItrDbContext db, Case record, CancellationToken cancellationToken)
    {
        var rows = new OwnedRows(db, record);
        await rows.LoadWorkAsync(cancellationToken);
        await rows.LoadHistoryAsync(cancellationToken);
        await rows.LoadPromisesAsync(cancellationToken);
        await rows.LoadPapersAsync(cancellationToken);
        await rows.LoadFlowsAsync(cancellationToken);
        return rows;
    }

    public IEnumerable<T> Of<T>() => (_record.GetValueOrDefault(typeof(T)) ?? _flows.GetValueOrDefault(typeof(T)) ?? []).Cast<T>();

    public IEnumerable<object> All => _record.Values.Concat(_flows.Values).SelectMany(rows => rows);

    public IEnumerable<ServiceRecord> Services => _record.Values.SelectMany(rows => rows.OfType<ServiceRecord>());

    private async Task LoadWorkAsync(CancellationToken cancellationToken)
    {
        var id = Case.Id;
        Ids.AddRange((await TakeAsync<RecordLink>(x => x.CaseId == id, cancellationToken)).ConvertAll(x => x.RecordId));
        var spares = (await TakeAsync<SparePartRequest>(x => x.CaseId == id, cancellationToken)).ConvertAll(x => x.Id);
        await TakeAsync<Loan>(x => spares.Contains(x.RequestId), cancellationToken);
        await TakeAsync<Repair>(x => spares.Contains(x.RequestId), cancellationToken);
        var sessions = (await TakeAsync<OnsiteService>(x => x.CaseId == id, cancellationToken)).ConvertAll(x => x.Id);
        sessions.AddRange((await TakeAsync<RemoteSession>(x => x.CaseId == id, cancellationToken)).ConvertAll(x => x.Id));
        await TakeAsync<OperationLogEntry>(x => sessions.Contains(x.SessionId), cancellationToken);
        await TakeAsync<ThirdPartyEngagement>(x => x.CaseId == id, cancellationToken);
        Ids.AddRange(Services.Select(x => x.Id).Except(Ids).ToList());
        Numbers.AddRange(Services.Select(x => x.No));

        var items = (await TakeAsync<WorkItem>(x => Ids.Contains(x.RecordId), cancellationToken)).ConvertAll(x => x.Id);
        await TakeAsync<WorkItemComment>(x => items.Contains(x.WorkItemId), cancellationToken);
        await TakeAsync<WorkItemDraft>(x => items.Contains(x.WorkItemId), cancellationToken);
        await TakeAsync<TimesheetEntry>(x => Ids.Contains(x.RecordId), cancellationToken);
    }

    private async Task LoadHistoryAsync(CancellationToken cancellationToken)
    {
        var id = Case.Id;
        await TakeAsync<CaseEvent>(x => x.CaseId == id, cancellationToken);
        await TakeAsync<TierChange>(x => x.CaseId == id, cancellationToken);
        await TakeAsync<LevelChange>(x => x.CaseId == id, cancellationToken);
        await TakeAsync<DifficultFault>(x => x.CaseId == id, cancellationToken);
        await TakeAsync<Callback>(x => x.CaseId == id, cancellationToken);
        await TakeAsync<SatisfactionSurvey>(x => x.CaseId == id, cancellationToken);
        await TakeAsync<Retrospective>(x => x.CaseId == id, cancellationToken);
        await TakeAsync<DefectReport>(x => x.CaseId == id, cancellationToken);
        await TakeAsync<RecoveryAction>(x => x.CaseId == id, cancellationToken);
        await TakeAsync<TemporaryMeasure>(x => x.CaseId == id, cancellationToken);
        await TakeAsync<EntitlementCheck>(x => x.CaseId == id, cancellationToken);
        await TakeAsync<Notification>(x => Ids.Contains(x.RecordId), cancellationToken);
    }

    private async Task LoadPromisesAsync(CancellationToken cancellationToken)
    {
        var clocks = (await TakeAsync<SlaClock>(x => Ids.Contains(x.RecordId), cancellationToken)).ConvertAll(x => x.Id);
        await TakeAsync<ClockEntry>(x => clocks.Contains(x.ClockInstanceId), cancellationToken);
        await TakeAsync<ClockPause>(x => Ids.Contains(x.RecordId), cancellationToken);
        var escalations = await TakeAsync<Escalation>(x => Ids.Contains(x.RecordId), cancellationToken);
        var escalationIds = escalations.ConvertAll(x => x.Id);
        await TakeAsync<EscalationStep>(x => escalationIds.Contains(x.EscalationId), cancellationToken);
        await TakeAsync<EscalationAction>(x => escalationIds.Contains(x.EscalationId), cancellationToken);
        Numbers.AddRange(escalations.Select(x => x.No));
    }

    private async Task LoadPapersAsync(CancellationToken cancellationToken)
    {
        var documents = (await TakeAsync<DocumentRecord>(x => Ids.Contains(x.RecordId), cancellationToken)).ConvertAll(x => x.Id);
        await TakeAsync<DocumentVersion>(x => documents.Contains(x.DocumentId), cancellationToken);
        await TakeAsync<DocumentSignature>(x => documents.Contains(x.DocumentId), cancellationToken);
    }

    private async Task LoadFlowsAsync(CancellationToken cancellationToken)
    {
        var instances = await _db.Set<WorkflowInstance>().Where(x => x.CorrelationId != null && Numbers.Contains(x.CorrelationId)).ToListAsync(cancellationToken);
        for (var above = instances.ConvertAll(x => x.Id); above.Count > 0;)
        {
            var below = await _db.Set<WorkflowInstance>().Where(x => x.ParentWorkflowInstanceId != null && above.Contains(x.ParentWorkflowInstanceId)).ToListAsync(cancellationToken);
            var found = below.Except(instances).ToList();
            instances.AddRange(found);
            above = found.ConvertAll(x => x.Id);
        }

        var ids = instances.ConvertAll(x => x.Id);
        _flows[typeof(WorkflowInstance)] = instances;
        await TakeAsync<WorkflowInstanceDocument>(_flows, x => ids.Contains(x.InstanceId), cancellationToken);
        await TakeAsync<ActivityExecutionRecord>(_flows, x => ids.Contains(x.WorkflowInstanceId), cancellationToken);
        await TakeAsync<WorkflowExecutionLogRecord>(_flows, x => ids.Contains(x.WorkflowInstanceId), cancellationToken);
        await TakeAsync<EventClaim>(_flows, x => ids.Contains(x.InstanceId), cancellationToken);
        await TakeAsync<BusinessEvent>(_flows, x => Numbers.Contains(x.RecordNo), cancellationToken);
        var owners = Numbers.Concat(Ids.Select(x => x.ToString())).ToList();
        await TakeAsync<OutboxMessage>(_flows, x => x.RecordId != null && owners.Contains(x.RecordId), cancellationToken);
    }

    private Task<List<T>> TakeAsync<T>(Expression<Func<T, bool>> owned, CancellationToken cancellationToken)
        where T : class =>
        TakeAsync(_record, owned, cancellationToken);

    private async Task<List<T>> TakeAsync<T>(Dictionary<Type, IReadOnlyList<object>> part, Expression<Func<T, bool>> owned, CancellationToken cancellationToken)
        where T : class
    {
        var rows = await _db.Set<T>().Where(owned).ToListAsync(cancellationToken);
        part[typeof(T)] = rows;
        return rows;
    }
}
