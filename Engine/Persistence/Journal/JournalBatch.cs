using Elsa.Workflows.Runtime.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Elsa.Persistence.EFCore.Journal;

/// <summary>The running command's journal: most of a burst's rows, written once and never read by it. Scoped.</summary>
/// <remarks>A server gets them in EF's one round trip. For SQLite EF would track each row and have each statement parsed anew, which costs more
/// than the rest of the commit: there prepared statements write them in the same transaction.</remarks>
internal sealed class JournalBatch(DbContext context)
{
    private static readonly PerModel<Writers> Statements = new(model => new Writers(model));

    private readonly bool _isPrepared = UtcConventions.IsSqlite(context.Database.ProviderName);
    private readonly List<WorkflowExecutionLogRecord> _lines = [];
    private readonly Dictionary<string, ActivityExecutionRecord> _added = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ActivityExecutionRecord> _changed = new(StringComparer.Ordinal);

    /// <summary>True when the commit has to call <see cref="WriteAsync"/>.</summary>
    public bool HasRows => _lines.Count + _added.Count + _changed.Count > 0;

    /// <summary>Appends lines.</summary>
    public void Append(IEnumerable<WorkflowExecutionLogRecord> lines)
    {
        if (_isPrepared)
            _lines.AddRange(lines);
        else
            context.AddRange(lines);
    }

    /// <summary>Adds records, and overwrites those with one of <paramref name="storedIds"/> without reading them.</summary>
    public void Save(IEnumerable<ActivityExecutionRecord> records, IReadOnlySet<string> storedIds)
    {
        foreach (var record in records)
        {
            if (_isPrepared)
                Keep(record, storedIds.Contains(record.Id));
            else if (context.FindTracked<ActivityExecutionRecord, string>(record.Id) is { } tracked)
                CopyTo(tracked.Entity, record);
            else if (storedIds.Contains(record.Id))
                Overwrite(record);
            else
                context.Add(record);
        }
    }

    /// <summary>Leaves out what was kept for an instance that this command deletes.</summary>
    public void Forget(string instanceId)
    {
        context.RemoveRange(context.ListAdded<WorkflowExecutionLogRecord>().Where(x => x.WorkflowInstanceId == instanceId));
        context.RemoveRange(context.ListAdded<ActivityExecutionRecord>().Where(x => x.WorkflowInstanceId == instanceId));
        _lines.RemoveAll(x => x.WorkflowInstanceId == instanceId);
        foreach (var record in _added.Values.Concat(_changed.Values).Where(x => x.WorkflowInstanceId == instanceId).ToList())
        {
            _added.Remove(record.Id);
            _changed.Remove(record.Id);
        }
    }

    /// <summary>Writes what was kept, in the context's transaction.</summary>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        var statements = Statements.For(context);
        await statements.AddRecords.WriteAsync(context, _added.Values, cancellationToken);
        await statements.ChangeRecords.WriteAsync(context, _changed.Values, cancellationToken);
        await statements.AddLines.WriteAsync(context, _lines, cancellationToken);
    }

    private void Keep(ActivityExecutionRecord record, bool isStored)
    {
        if (_added.TryGetValue(record.Id, out var kept) || _changed.TryGetValue(record.Id, out kept))
            CopyTo(kept, record); // a second burst of the instance in this unit of work
        else
            (isStored ? _changed : _added).Add(record.Id, record);
    }

    private void Overwrite(ActivityExecutionRecord record)
    {
        var entry = context.Attach(record);
        foreach (var name in Writers.Changing)
            entry.Property(name).IsModified = true;
    }

    private static void CopyTo(ActivityExecutionRecord kept, ActivityExecutionRecord record)
    {
        kept.Status = record.Status;
        kept.HasBookmarks = record.HasBookmarks;
        kept.AggregateFaultCount = record.AggregateFaultCount;
        kept.CompletedAt = record.CompletedAt;
        kept.ActivityState = record.ActivityState;
        kept.Outputs = record.Outputs;
        kept.Properties = record.Properties;
        kept.Metadata = record.Metadata;
        kept.Payload = record.Payload;
        kept.Exception = record.Exception;
    }

    private sealed class Writers(IModel model)
    {
        public static readonly string[] Changing =
        [
            nameof(ActivityExecutionRecord.Status), nameof(ActivityExecutionRecord.HasBookmarks), nameof(ActivityExecutionRecord.AggregateFaultCount),
            nameof(ActivityExecutionRecord.CompletedAt), nameof(ActivityExecutionRecord.ActivityState), nameof(ActivityExecutionRecord.Outputs),
            nameof(ActivityExecutionRecord.Properties), nameof(ActivityExecutionRecord.Metadata), nameof(ActivityExecutionRecord.Payload),
            nameof(ActivityExecutionRecord.Exception),
        ];

        public RowWriter AddLines { get; } = RowWriter.Insert(model.FindEntityType(typeof(WorkflowExecutionLogRecord))!);

        public RowWriter AddRecords { get; } = RowWriter.Insert(model.FindEntityType(typeof(ActivityExecutionRecord))!);

        public RowWriter ChangeRecords { get; } = RowWriter.Update(model.FindEntityType(typeof(ActivityExecutionRecord))!, Changing);
    }
}
