using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;

namespace Elsa.Workflows.State;

/// <summary>A run between two bursts: everything that is stored.</summary>
public class WorkflowState
{
    /// <summary>Id of the instance.</summary>
    public string Id { get; set; } = null!;

    /// <summary>Id of the definition.</summary>
    public string DefinitionId { get; set; } = null!;

    /// <summary>Id of the version.</summary>
    public string DefinitionVersionId { get; set; } = null!;

    /// <summary>Number of the version.</summary>
    public int DefinitionVersion { get; set; }

    /// <summary>The instance that started this one.</summary>
    public string? ParentWorkflowInstanceId { get; set; }

    /// <summary>Ties the run to something outside.</summary>
    public string? CorrelationId { get; set; }

    /// <summary>Name of the instance.</summary>
    public string? Name { get; set; }

    /// <summary>Whether the run may go on.</summary>
    public WorkflowStatus Status { get; set; }

    /// <summary>Where the run is.</summary>
    public WorkflowSubStatus SubStatus { get; set; }

    /// <summary>Whether an activity was running when the state was taken.</summary>
    public bool IsExecuting { get; set; }

    /// <summary>Where the run waits.</summary>
    public ICollection<Bookmark> Bookmarks { get; set; } = [];

    /// <summary>What went wrong so far.</summary>
    public ICollection<ActivityIncident> Incidents { get; set; } = [];

    /// <summary>Belongs to the system.</summary>
    public bool IsSystem { get; set; }

    /// <summary>Who is called back when what completes.</summary>
    public ICollection<CompletionCallbackState> CompletionCallbacks { get; set; } = [];

    /// <summary>Contexts that are not completed, with their ancestors, in order of creation.</summary>
    public ICollection<ActivityExecutionContextState> ActivityExecutionContexts { get; set; } = [];

    /// <summary>What is queued.</summary>
    public ICollection<ActivityWorkItemState> ScheduledActivities { get; set; } = [];

    /// <summary>Number of the last journal entry.</summary>
    public long ExecutionLogSequence { get; set; }

    /// <summary>Number of the last invocation of an activity.</summary>
    public long ExecutionIndex { get; set; }

    /// <summary>Inputs that are kept after the first burst.</summary>
    public IDictionary<string, object> Input { get; set; } = new Dictionary<string, object>();

    /// <summary>Outputs so far.</summary>
    public IDictionary<string, object> Output { get; set; } = new Dictionary<string, object>();

    /// <summary>Values kept with the instance.</summary>
    public IDictionary<string, object> Properties { get; set; } = new Dictionary<string, object>();

    /// <summary>When the instance was created, UTC.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Last change of status, UTC.</summary>
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>When the instance ended, UTC, or null.</summary>
    public DateTimeOffset? FinishedAt { get; set; }
}

/// <summary>A stored activity context.</summary>
public class ActivityExecutionContextState
{
    /// <summary>Id of the context.</summary>
    public string Id { get; set; } = null!;

    /// <summary>Id of the parent context; null for the workflow.</summary>
    public string? ParentContextId { get; set; }

    /// <summary>Node id of the activity.</summary>
    public string ScheduledActivityNodeId { get; set; } = null!;

    /// <summary>Node id of the parent's activity.</summary>
    public string? OwnerActivityNodeId { get; set; }

    /// <summary>Properties of the context.</summary>
    public IDictionary<string, object> Properties { get; set; } = new Dictionary<string, object>();

    /// <summary>Metadata of the context.</summary>
    public IDictionary<string, object> Metadata { get; set; } = new Dictionary<string, object>();

    /// <summary>Evaluated inputs.</summary>
    public IDictionary<string, object?> ActivityState { get; set; } = new Dictionary<string, object?>();

    /// <summary>Input it was scheduled with, e.g. that a flowchart went back to it.</summary>
    public IDictionary<string, object> ActivityInput { get; set; } = new Dictionary<string, object>();

    /// <summary>Variables made while running.</summary>
    public ICollection<Variable> DynamicVariables { get; set; } = [];

    /// <summary>Where it is.</summary>
    public ActivityStatus Status { get; set; }

    /// <summary>Whether its body was running.</summary>
    public bool IsExecuting { get; set; }

    /// <summary>Faults of this context and everything in it.</summary>
    public int FaultCount { get; set; }

    /// <summary>When it was created, UTC.</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>When it completed or was cancelled, UTC.</summary>
    public DateTimeOffset? CompletedAt { get; set; }

    /// <summary>Its tag.</summary>
    public object? Tag { get; set; }

    /// <summary>A resume that failed and may be repeated.</summary>
    public FaultedResume? FaultedResume { get; set; }
}

/// <summary>A stored callback.</summary>
/// <param name="OwnerInstanceId">Context that is called back.</param>
/// <param name="ChildNodeId">Node whose completion it waits for.</param>
/// <param name="MethodName">Method of the owner's activity, or null.</param>
/// <param name="Tag">Tag the owner gets.</param>
public record CompletionCallbackState(string OwnerInstanceId, string ChildNodeId, string? MethodName, object? Tag = null);

/// <summary>A stored item of the queue.</summary>
/// <param name="ActivityNodeId">Node to run.</param>
/// <param name="OwnerContextId">Context that scheduled it.</param>
/// <param name="Tag">Tag of the new context.</param>
/// <param name="Variables">Dynamic variables of the new context.</param>
/// <param name="ExistingActivityExecutionContextId">Context to run again instead.</param>
/// <param name="Input">Input of the run.</param>
public record ActivityWorkItemState(
    string ActivityNodeId,
    string? OwnerContextId,
    object? Tag,
    ICollection<Variable>? Variables,
    string? ExistingActivityExecutionContextId,
    IDictionary<string, object>? Input);
