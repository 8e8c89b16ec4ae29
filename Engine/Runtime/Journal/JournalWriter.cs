using Elsa.Workflows.Management;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.State;

namespace Elsa.Workflows.Runtime;

/// <summary>Writes what happened in a burst: a line per event, a record per activity instance that changed.</summary>
internal sealed class JournalWriter(IWorkflowInstanceStore instances)
{
    /// <param name="before">Ids of the activity instances that were stored when the burst began.</param>
    public void Write(WorkflowExecutionContext run, WorkflowState state, IReadOnlySet<string> before)
    {
        var starts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var entry in run.ExecutionLog)
            starts.TryAdd(entry.ActivityInstanceId, entry.Sequence);

        instances.Append(run.ExecutionLog.Select(x => ToLine(state, x)));
        instances.Save(
            run.ActivityExecutionContexts
                .Where(x => x.IsDirty)
                .Select((x, i) => ToRecord(x, starts.TryGetValue(x.Id, out var start) ? start : state.ExecutionLogSequence + i)),
            before);
    }

    private static WorkflowExecutionLogRecord ToLine(WorkflowState state, WorkflowExecutionLogEntry entry) => new()
    {
        WorkflowInstanceId = state.Id,
        Sequence = entry.Sequence,
        WorkflowDefinitionVersionId = state.DefinitionVersionId,
        ActivityInstanceId = entry.ActivityInstanceId,
        ParentActivityInstanceId = entry.ParentActivityInstanceId,
        ActivityId = entry.ActivityId,
        ActivityType = entry.ActivityType,
        ActivityTypeVersion = entry.ActivityTypeVersion,
        ActivityName = entry.ActivityName,
        ActivityNodeId = entry.NodeId,
        Timestamp = entry.Timestamp,
        EventName = entry.EventName,
        Message = entry.Message,
        Source = entry.Source,
        Payload = RecordJson.Write(entry.Payload),
    };

    private static ActivityExecutionRecord ToRecord(ActivityExecutionContext context, long start) => new()
    {
        Id = context.Id,
        WorkflowInstanceId = context.WorkflowExecutionContext.Id,
        ActivityId = context.Activity.Id,
        ActivityNodeId = context.NodeId,
        ActivityType = context.Activity.Type,
        ActivityTypeVersion = context.Activity.Version,
        ActivityName = context.Activity.Name,
        StartSequence = start,
        Status = context.Status,
        HasBookmarks = context.Bookmarks.Any(),
        AggregateFaultCount = context.AggregateFaultCount,
        StartedAt = context.StartedAt,
        CompletedAt = context.CompletedAt,
        ActivityState = RecordJson.Write(LogPersistence.Shown(context, "inputs", context.ActivityState)),
        Outputs = RecordJson.Write(LogPersistence.Shown(context, "outputs", context.GetOutputs())),
        Properties = LogPersistence.ShowsInternalState(context) ? RecordJson.Write(context.Properties) : null,
        Metadata = LogPersistence.ShowsInternalState(context) ? RecordJson.Write(context.Metadata) : null,
        Payload = RecordJson.Write(context.JournalData),
        Exception = RecordJson.Write(ExceptionState.FromException(context.Exception)),
    };
}
