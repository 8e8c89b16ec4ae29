using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime.Deadlines;
using Elsa.Workflows.State;

namespace Elsa.ITR.Tests.Shared.Consistency;

/// <summary>The row of an instance, its document, its bookmarks, its records, its journal and its timers say the same.</summary>
internal static class InstanceRules
{
    private static readonly string[] Timed = ["Elsa.Delay", "Elsa.Timer", "Elsa.StartAt", "Elsa.Cron"];

    public static IEnumerable<string> Find(Picture picture)
    {
        var timers = picture.Deadlines.Where(x => x.Kind == "bookmark").ToLookup(x => x.OwnerId);
        foreach (var instance in picture.Instances.Values)
        {
            if (!picture.States.TryGetValue(instance.Id, out var state))
            {
                yield return $"{Name(instance)} has no document";
                continue;
            }

            foreach (var problem in Row(instance, state).Concat(Waits(picture, instance, state, timers)).Concat(Contexts(picture, instance, state)))
                yield return $"{Name(instance)} {problem}";
        }

        foreach (var orphan in picture.States.Keys.Where(id => !picture.Instances.ContainsKey(id)))
            yield return $"the document of {orphan} has no instance";
        foreach (var orphan in picture.Bookmarks.Where(x => !picture.Instances.ContainsKey(x.Key)))
            yield return $"bookmarks of {orphan.Key} have no instance";

        var bookmarks = picture.Bookmarks.SelectMany(x => x).Select(x => x.Id).ToHashSet();
        foreach (var timer in picture.Deadlines.Where(x => x is { Kind: "bookmark", State: DeadlineState.Pending } && !bookmarks.Contains(x.OwnerId)))
            yield return $"a timer is set for bookmark {timer.OwnerId}, which does not exist";
    }

    private static IEnumerable<string> Row(WorkflowInstance instance, WorkflowState state)
    {
        if (instance.Status != state.Status || instance.SubStatus != state.SubStatus)
            yield return $"is {instance.Status}/{instance.SubStatus} in its row, {state.Status}/{state.SubStatus} in its document";
        if (instance.Version != state.DefinitionVersion || instance.CorrelationId != state.CorrelationId || instance.ParentWorkflowInstanceId != state.ParentWorkflowInstanceId)
            yield return "has another version, record or parent in its document than in its row";
        if (instance.FaultedActivityCount != state.ActivityExecutionContexts.Count(x => x.Status == ActivityStatus.Faulted) || instance.IncidentCount != state.Incidents.Count)
            yield return "counts its faults differently in row and document";
        if (state.IsExecuting || state.ScheduledActivities.Count > 0)
            yield return "was stored in the middle of a burst";
    }

    private static IEnumerable<string> Waits(Picture picture, WorkflowInstance instance, WorkflowState state, ILookup<string, Deadline> timers)
    {
        var rows = picture.Bookmarks[instance.Id].ToList();
        var expected = state.Status == WorkflowStatus.Running ? state.Bookmarks.Select(x => x.Id).ToHashSet() : [];
        if (!expected.SetEquals(rows.Select(x => x.Id)))
            yield return $"waits at {expected.Count} bookmarks in its document, at {rows.Count} in the table";

        var contexts = state.ActivityExecutionContexts.Select(x => x.Id).ToHashSet();
        foreach (var row in rows)
        {
            if (row.ActivityInstanceId is { } step && !contexts.Contains(step))
                yield return $"waits at {row.ActivityId}, which its document does not know as open";
            var set = timers[row.Id].Count(x => x.State is DeadlineState.Pending or DeadlineState.Parked);
            if (set != (Timed.Contains(row.Name) ? 1 : 0))
                yield return $"waits at {row.ActivityId} ({row.Name}) with {set} timers set";
        }
    }

    private static IEnumerable<string> Contexts(Picture picture, WorkflowInstance instance, WorkflowState state)
    {
        // Steps that only live in the document: containers, and what was never written down as running.
        var records = picture.Records[instance.Id].ToDictionary(x => x.Id);
        foreach (var context in state.ActivityExecutionContexts)
        {
            if (!records.TryGetValue(context.Id, out var record))
                yield return $"has the open step {context.ScheduledActivityNodeId} in its document, but no record of it";
            else if (record.Status != context.Status)
                yield return $"has the step {record.ActivityId} as {context.Status} in its document, as {record.Status} in its record";
        }

        var open = state.ActivityExecutionContexts.Select(x => x.Id).ToHashSet();
        foreach (var record in records.Values.Where(x => x.Status is ActivityStatus.Running or ActivityStatus.Pending or ActivityStatus.Faulted && !open.Contains(x.Id)))
            yield return $"has the record of {record.ActivityId} as {record.Status}, but its document has closed it";

        var (count, last) = picture.Journal.GetValueOrDefault(instance.Id);
        if (count != last || last != state.ExecutionLogSequence)
            yield return $"has {count} lines in its journal, the last numbered {last}, but counted {state.ExecutionLogSequence}";
    }

    internal static string Name(WorkflowInstance instance) => $"{instance.DefinitionId} of {instance.CorrelationId} ({instance.Id})";
}
