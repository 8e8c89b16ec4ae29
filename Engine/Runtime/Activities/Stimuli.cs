using Elsa.Workflows.Attributes;

namespace Elsa.Workflows.Runtime.Stimuli;

/// <summary>Waited for by <c>Elsa.Event</c>.</summary>
/// <param name="EventName">Name of the event; case matters.</param>
public record EventStimulus(string EventName);

/// <summary>Waited for by <c>Elsa.RunTask</c>.</summary>
/// <param name="TaskId">Id of the task, made when it was asked for.</param>
/// <param name="TaskName">Name of the task; not part of the hash, so a reporter needs the id only.</param>
public record RunTaskStimulus(string TaskId, [property: ExcludeFromHash] string TaskName);

/// <summary>Waited for by an activity that dispatched one child and waits for its end.</summary>
/// <param name="ChildInstanceId">Id of the child instance.</param>
public record DispatchWorkflowStimulus(string ChildInstanceId);

/// <summary>Waited for by <c>Elsa.ExecuteWorkflow</c> whose child did not finish in the same burst.</summary>
/// <param name="ChildInstanceId">Id of the child instance.</param>
public record ExecuteWorkflowStimulus(string ChildInstanceId);

/// <summary>Waited for by <c>Elsa.BulkDispatchWorkflows</c>.</summary>
/// <param name="ParentInstanceId">Id of the waiting instance itself.</param>
public record BulkDispatchWorkflowsStimulus(string ParentInstanceId);
