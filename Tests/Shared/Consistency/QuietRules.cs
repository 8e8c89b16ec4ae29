using Elsa.ITR.Activities.Events;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Workflows;
using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime.Deadlines;
using Elsa.Workflows.Runtime.Outbox;
using Elsa.Workflows.State;

namespace Elsa.ITR.Tests.Shared.Consistency;

/// <summary>What must be true when nobody works and everything due is done: nothing is under way, and whoever waits waits for something.</summary>
internal static class QuietRules
{
    private const string ChildWait = "Elsa.DispatchWorkflow";

    public static IEnumerable<string> Find(Picture picture, DateTimeOffset now) =>
        UnderWay(picture, now).Concat(Running(picture)).Concat(Children(picture)).Concat(Cases(picture)).Concat(MissedEvents(picture));

    private static IEnumerable<string> UnderWay(Picture picture, DateTimeOffset now)
    {
        foreach (var row in picture.Outbox.Where(x => x.State == OutboxState.Parked || (x.State == OutboxState.Pending && (x.IsInternal || x.AvailableAt <= now))))
            yield return $"the effect {row.Kind} ({row.Key}) is {row.State}: {row.Error}";
        foreach (var row in picture.Deadlines.Where(x => x.State == DeadlineState.Parked || (x.State == DeadlineState.Pending && x.DueAt <= now)))
            yield return $"the deadline {row.Kind} of {row.OwnerId}, due {row.DueAt:O}, is {row.State}: {row.Error}";
    }

    private static IEnumerable<string> Running(Picture picture)
    {
        foreach (var instance in picture.Instances.Values.Where(x => x.Status == WorkflowStatus.Running))
        {
            if (instance.FaultedActivityCount > 0)
                yield return $"{InstanceRules.Name(instance)} is faulted: {Fault(picture, instance)}";
            else if (!picture.Bookmarks[instance.Id].Any(x => !x.IsListener))
                yield return $"{InstanceRules.Name(instance)} runs and waits for nothing";
        }
    }

    private static IEnumerable<string> Children(Picture picture)
    {
        var running = picture.Instances.Values.Where(x => x.Status == WorkflowStatus.Running).Select(x => x.Id).ToHashSet();
        var waits = picture.Bookmarks.SelectMany(x => x).Where(x => x.Name == ChildWait).ToList();
        foreach (var wait in waits.Where(wait => !running.Any(id => wait.Payload?.Contains(id, StringComparison.Ordinal) == true)))
            yield return $"instance {wait.WorkflowInstanceId} waits at {wait.ActivityId} for a flow that does not run";
        foreach (var child in picture.Instances.Values.Where(x => x is { Status: WorkflowStatus.Running, ParentWorkflowInstanceId: not null }))
        {
            if (picture.States[child.Id].Properties.TryGetValue("WaitForCompletion", out var told) && told is true
                && !waits.Exists(x => x.WorkflowInstanceId == child.ParentWorkflowInstanceId && x.Payload?.Contains(child.Id, StringComparison.Ordinal) == true))
                yield return $"{InstanceRules.Name(child)} runs, but its parent does not wait for it";
        }
    }

    private static IEnumerable<string> Cases(Picture picture)
    {
        var flows = picture.Instances.Values.Where(x => x.DefinitionId == FlowIds.ManageServiceRequest).ToLookup(x => x.CorrelationId);
        foreach (var record in picture.Cases)
        {
            var isOver = record.State is CaseState.Closed or CaseState.Rejected or CaseState.Duplicate or CaseState.Cancelled;
            var running = flows[record.No].Count(x => x.Status == WorkflowStatus.Running);
            if (flows[record.No].Count() != 1)
                yield return $"{record.No} has {flows[record.No].Count()} main flows";
            if (!isOver && running == 0)
                yield return $"{record.No} is {record.State}, but its flow has ended";
        }
    }

    // Who waits for an event that happened since his flow began, and was not taken by the step that waits, was not woken.
    private static IEnumerable<string> MissedEvents(Picture picture)
    {
        var events = picture.Events.ToLookup(x => x.RecordNo);
        foreach (var wait in picture.Bookmarks.SelectMany(x => x).Where(x => x.Name == BusinessEventStimulus.BookmarkName))
        {
            var instance = picture.Instances[wait.WorkflowInstanceId];
            var step = picture.States[instance.Id].ActivityExecutionContexts.First(x => x.Id == wait.ActivityInstanceId);
            var (name, filter) = (Input(step, nameof(WaitForBusinessEvent.EventName)), Input(step, nameof(WaitForBusinessEvent.Filter)));
            var missed = events[instance.CorrelationId ?? ""].FirstOrDefault(x => x.Name == name && (string.IsNullOrWhiteSpace(filter) || x.Filter == filter)
                && x.At >= instance.CreatedAt && !picture.Claims.Contains((x.Id, instance.Id, wait.ActivityNodeId)));
            if (missed is not null)
                yield return $"{InstanceRules.Name(instance)} waits at {wait.ActivityId} for {name}, which happened at {missed.At:O}";
        }
    }

    private static string? Input(ActivityExecutionContextState step, string name) => step.ActivityState.TryGetValue(name, out var value) ? value?.ToString() : null;

    private static string Fault(Picture picture, WorkflowInstance instance)
    {
        var faulted = picture.Records[instance.Id].Where(x => x.Status == ActivityStatus.Faulted).Select(x => $"{x.ActivityId}: {x.Exception}");
        return string.Join("; ", faulted.Select(x => x.Length > 600 ? x[..600] : x));
    }
}
