using System.Reflection;
using System.Text.Json;
using Elsa.ITR.Data;
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
using Elsa.ITR.Tests.Shared;
using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Elsa.ITR.Tests.Integration.Data;

/// <summary>A case that ended in 2024 with a row of everything that a case may own, every column filled.</summary>
internal sealed class ArchiveSeed
{
    private static readonly DateTimeOffset Received = ManualTime.Local("2024-03-01 09:00");
    private static readonly MethodInfo Stored = typeof(ArchiveSeed).GetMethod(nameof(StoredAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    private readonly List<object> _rows = [];
    private readonly ItrDbContext _db;
    private readonly IModel _model;
    private int _filled;

    private ArchiveSeed(ItrDbContext db) => (_db, _model) = (db, db.Model);

    public Case Case { get; private set; } = null!;

    public IReadOnlyList<Type> Types => [.. _rows.Select(row => row.GetType()).Distinct()];

    public static async Task<ArchiveSeed> StoreAsync(DataHost host, Action<ArchiveSeed>? more = null)
    {
        ArchiveSeed? seed = null;
        await host.ReadAsync(async db =>
        {
            seed = new ArchiveSeed(db);
            seed.Make();
            more?.Invoke(seed);
            db.AddRange(seed._rows);
            return await db.SaveChangesAsync();
        });
        return seed!;
    }

    public T Row<T>() => _rows.OfType<T>().First();

    public void Set<T>(string property, object? value)
        where T : class =>
        Property(Row<T>(), property).CurrentValue = value;

    /// <summary>The stored rows of a type, each as a text of all its columns, in the order of their texts.</summary>
    public async Task<IReadOnlyDictionary<Type, IReadOnlyList<string>>> ReadAsync(DataHost host)
    {
        var found = new Dictionary<Type, IReadOnlyList<string>>();
        foreach (var type in Types)
        {
            var keys = _rows.Where(row => row.GetType() == type).Select(row => KeyOf(_model, row)).ToHashSet();
            var stored = await host.ReadAsync(db => (Task<List<object>>)Stored.MakeGenericMethod(type).Invoke(null, [db])!);
            found[type] = TextsOf(_model, stored.Where(row => keys.Contains(KeyOf(_model, row))));
        }

        return found;
    }

    public static IReadOnlyList<string> TextsOf(IModel model, IEnumerable<object> rows) =>
        [.. rows.Select(row => string.Join('\n', Properties(model, row).Select(property => $"{property.Name}={Text(property.PropertyInfo!.GetValue(row))}"))).Order(StringComparer.Ordinal)];

    private static async Task<List<object>> StoredAsync<T>(ItrDbContext db)
        where T : class =>
        [.. await db.Set<T>().AsNoTracking().IgnoreAutoIncludes().ToListAsync()];

    private void Make()
    {
        var no = $"CASE-20240301-{Guid.NewGuid().ToString("N")[..8]}";
        Case = Case.TakeOver(no, Received, CaseState.Closed);
        Case.TakeOverEnd(Received.AddDays(2), Received.AddDays(3), "done", 1);
        Case.Title = "干线 10G 业务中断 <b>";
        Add(Case);
        MakeServices();
        MakeHistory();
        MakeWork();
        MakePromises();
        MakePapers();
        MakeFlows(no);
    }

    private void MakeServices()
    {
        foreach (var type in new[] { typeof(SparePartRequest), typeof(OnsiteService), typeof(RemoteSession), typeof(ThirdPartyEngagement) })
            Add(New(type, ("CaseId", Case.Id), ("No", $"{type.Name[..3]}-{Guid.NewGuid().ToString("N")[..12]}")));
        Add(New(typeof(Loan), ("RequestId", Row<SparePartRequest>().Id), ("State", LoanState.Returned)));
        Add(New(typeof(Repair), ("RequestId", Row<SparePartRequest>().Id)));
        Add(New(typeof(OperationLogEntry), ("SessionId", Row<RemoteSession>().Id)));
        Add(New(typeof(RecordLink), ("CaseId", Case.Id), ("RecordId", Row<RemoteSession>().Id)));
    }

    private void MakeHistory()
    {
        foreach (var type in new[]
        {
            typeof(CaseEvent), typeof(TierChange), typeof(LevelChange), typeof(DifficultFault), typeof(Callback), typeof(SatisfactionSurvey), typeof(RecoveryAction), typeof(TemporaryMeasure),
            typeof(EntitlementCheck),
        })
            Add(New(type, ("CaseId", Case.Id)));
        Add(New(typeof(Retrospective), ("CaseId", Case.Id), ("State", RetrospectiveState.Approved)));
        Add(New(typeof(DefectReport), ("CaseId", Case.Id)));
        Add(New(typeof(Notification), ("RecordId", Row<RemoteSession>().Id)));
    }

    private void MakeWork()
    {
        Add(New(typeof(WorkItem), ("RecordId", Case.Id), ("State", WorkItemState.Completed), ("FormData", """{"cause":"激光器 <b>"}""")));
        Add(New(typeof(WorkItem), ("RecordId", (object?)Row<RemoteSession>().Id), ("State", WorkItemState.Cancelled)));
        Add(New(typeof(WorkItemComment), ("WorkItemId", Row<WorkItem>().Id)));
        Add(New(typeof(WorkItemDraft), ("WorkItemId", Row<WorkItem>().Id)));
        Add(New(typeof(TimesheetEntry), ("RecordId", Case.Id)));
    }

    private void MakePromises()
    {
        Add(New(typeof(SlaClock), ("RecordId", Case.Id), ("State", ClockState.Met)));
        Add(New(typeof(ClockEntry), ("ClockInstanceId", Row<SlaClock>().Id)));
        Add(New(typeof(ClockPause), ("RecordId", Case.Id), ("State", ClockPauseState.Rejected)));
        Add(New(typeof(Escalation), ("RecordId", Case.Id), ("State", EscalationState.Closed)));
        Add(New(typeof(EscalationStep), ("EscalationId", Row<Escalation>().Id)));
        Add(New(typeof(EscalationAction), ("EscalationId", Row<Escalation>().Id)));
    }

    private void MakePapers()
    {
        Add(New(typeof(DocumentRecord), ("RecordId", Case.Id), ("Version", 1)));
        Add(New(typeof(DocumentVersion), ("DocumentId", Row<DocumentRecord>().Id), ("Version", 1)));
        Add(New(typeof(DocumentSignature), ("DocumentId", Row<DocumentRecord>().Id)));
    }

    private void MakeFlows(string no)
    {
        var (parent, child) = (Guid.NewGuid().ToString("N"), Guid.NewGuid().ToString("N"));
        Add(New(typeof(WorkflowInstance), ("Id", parent), ("CorrelationId", no), ("Status", WorkflowStatus.Finished)));
        Add(New(typeof(WorkflowInstance), ("Id", child), ("CorrelationId", null), ("ParentWorkflowInstanceId", parent), ("Status", WorkflowStatus.Finished)));
        Add(New(typeof(WorkflowInstanceDocument), ("InstanceId", child), ("State", """{"a":1}""")));
        Add(New(typeof(ActivityExecutionRecord), ("Id", Guid.NewGuid().ToString("N")), ("WorkflowInstanceId", child)));
        Add(New(typeof(WorkflowExecutionLogRecord), ("WorkflowInstanceId", parent), ("Sequence", 1L)));
        Add(New(typeof(BusinessEvent), ("RecordNo", no), ("Data", new EventData([KeyValuePair.Create("谁", (object?)"张")]))));
        Add(New(typeof(EventClaim), ("EventId", Row<BusinessEvent>().Id), ("InstanceId", parent), ("NodeId", "n1")));
        Add(New(typeof(OutboxMessage), ("Id", Guid.NewGuid().ToString("N")), ("Key", Guid.NewGuid().ToString("N")), ("RecordId", no), ("State", OutboxState.Done)));
    }

    private void Add(object row)
    {
        foreach (var property in Properties(_model, row))
        {
            var entry = Property(row, property.Name);
            if (!property.IsPrimaryKey() && property.Name is not (nameof(WorkflowInstance.CorrelationId) or nameof(WorkflowInstance.ParentWorkflowInstanceId)) && IsEmpty(entry.CurrentValue) && Sample(property) is { } value)
                entry.CurrentValue = value;
        }

        _rows.Add(row);
    }

    private object New(Type type, params (string Property, object? Value)[] values)
    {
        var row = Activator.CreateInstance(type, nonPublic: true)!;
        foreach (var (property, value) in values)
            Property(row, property).CurrentValue = value;
        return row;
    }

    private PropertyEntry Property(object row, string name) => _db.Entry(row).Property(name);

    private static bool IsEmpty(object? value) => value is null or "" || value.Equals(Guid.Empty) || value.Equals(default(DateTimeOffset)) || value.Equals(default(DateOnly)) || value.Equals(0) || value.Equals(0m)
        || value is System.Collections.ICollection { Count: 0 };

    private object? Sample(IProperty property)
    {
        var (number, type) = (++_filled, property.ClrType);
        if (property.Name == "No")
            return $"NO-{Guid.NewGuid().ToString("N")[..12]}";

        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain == typeof(string) ? $"字{number}"
            : plain == typeof(Guid) ? Guid.NewGuid()
            : plain == typeof(DateTimeOffset) ? Received.AddMinutes(number)
            : plain == typeof(DateOnly) ? new DateOnly(2024, 3, 1).AddDays(number % 28)
            : plain == typeof(TimeSpan) ? TimeSpan.FromMinutes(number)
            : plain == typeof(int) ? number
            : plain == typeof(long) ? (long)number
            : plain == typeof(decimal) ? number / 4m
            : plain == typeof(bool) ? true
            : plain == typeof(List<string>) ? new List<string> { $"项{number}", "b" }
            : plain == typeof(List<Guid>) ? new List<Guid> { Guid.NewGuid() }
            : plain == typeof(List<ImprovementAction>) ? new List<ImprovementAction> { new("改进", "王", new DateOnly(2024, 4, 1), Received) }
            : plain.IsEnum && plain != type ? Enum.GetValues(plain).GetValue(0)
            : null;
    }

    private static IEnumerable<IProperty> Properties(IModel model, object row) => model.FindEntityType(row.GetType())!.GetProperties();

    private static string KeyOf(IModel model, object row) =>
        string.Join('|', model.FindEntityType(row.GetType())!.FindPrimaryKey()!.Properties.Select(property => property.PropertyInfo!.GetValue(row)));

    private static string Text(object? value) => value is EventData data ? data.ToJson() : JsonSerializer.Serialize(value);
}
