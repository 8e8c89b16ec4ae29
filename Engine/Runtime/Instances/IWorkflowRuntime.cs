using System.Text.Json.Serialization;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime.Messages;
using Elsa.Workflows.State;

namespace Elsa.Workflows.Runtime
{
    /// <summary>Makes clients for instances. Scoped.</summary>
    public interface IWorkflowRuntime
    {
        /// <summary>A client for a new instance with a generated id.</summary>
        ValueTask<IWorkflowClient> CreateClientAsync(CancellationToken cancellationToken = default);

        /// <summary>A client for the instance of that id, which need not exist yet; null generates an id.</summary>
        ValueTask<IWorkflowClient> CreateClientAsync(string? workflowInstanceId, CancellationToken cancellationToken = default);
    }

    /// <summary>One instance. Every method is one command, or part of the running one.</summary>
    public interface IWorkflowClient
    {
        /// <summary>Id of the instance.</summary>
        string WorkflowInstanceId { get; }

        /// <summary>Stores a new instance that has not run.</summary>
        /// <exception cref="Exceptions.WorkflowGraphNotFoundException">No such definition.</exception>
        Task<CreateWorkflowInstanceResponse> CreateInstanceAsync(CreateWorkflowInstanceRequest request, CancellationToken cancellationToken = default);

        /// <summary>Runs a burst of a stored instance. One that has ended is not run: the answer tells its status.</summary>
        /// <exception cref="Exceptions.WorkflowInstanceNotFoundException">No such instance.</exception>
        Task<RunWorkflowInstanceResponse> RunInstanceAsync(RunWorkflowInstanceRequest request, CancellationToken cancellationToken = default);

        /// <summary>Runs the first burst of a new instance and stores it.</summary>
        /// <exception cref="Exceptions.WorkflowGraphNotFoundException">No such definition.</exception>
        Task<RunWorkflowInstanceResponse> CreateAndRunInstanceAsync(CreateAndRunWorkflowInstanceRequest request, CancellationToken cancellationToken = default);

        /// <summary>Cancels the instance: its activities (they withdraw what they asked for), bookmarks and timers; a waiting parent goes on.</summary>
        Task CancelAsync(CancellationToken cancellationToken = default);

        /// <summary>The stored state.</summary>
        /// <exception cref="Exceptions.WorkflowInstanceNotFoundException">No such instance.</exception>
        Task<WorkflowState> ExportStateAsync(CancellationToken cancellationToken = default);

        /// <summary>Replaces the stored state, bookmarks included.</summary>
        Task ImportStateAsync(WorkflowState workflowState, CancellationToken cancellationToken = default);

        /// <summary>Whether the instance is stored.</summary>
        Task<bool> InstanceExistsAsync(CancellationToken cancellationToken = default);

        /// <summary>Cancels and deletes the instance with everything that belongs to it; false when there is none.</summary>
        Task<bool> DeleteAsync(CancellationToken cancellationToken = default);
    }
}

namespace Elsa.Workflows.Runtime.Messages
{
    /// <summary>What a new instance is made of.</summary>
    public class CreateWorkflowInstanceRequest
    {
        /// <summary>The definition; say which version.</summary>
        public WorkflowDefinitionHandle WorkflowDefinitionHandle { get; set; } = null!;

        /// <summary>Ties the instance to something outside.</summary>
        public string? CorrelationId { get; set; }

        /// <summary>Name of the instance.</summary>
        public string? Name { get; set; }

        /// <summary>Input by name.</summary>
        public IDictionary<string, object>? Input { get; set; }

        /// <summary>Values kept with the instance.</summary>
        public IDictionary<string, object>? Properties { get; set; }

        /// <summary>The instance that starts this one.</summary>
        public string? ParentId { get; set; }
    }

    /// <summary>What a new instance is made of, and how its first burst runs.</summary>
    public class CreateAndRunWorkflowInstanceRequest : CreateWorkflowInstanceRequest
    {
        /// <summary>Values of variables.</summary>
        public IDictionary<string, object>? Variables { get; set; }

        /// <summary>The trigger that starts it.</summary>
        public string? TriggerActivityId { get; set; }

        /// <summary>The activity to start at.</summary>
        public ActivityHandle? ActivityHandle { get; set; }

        /// <summary>True puts the workflow's outputs into the answer.</summary>
        public bool IncludeWorkflowOutput { get; set; }
    }

    /// <summary>An instance was stored.</summary>
    public record CreateWorkflowInstanceResponse;

    /// <summary>How a burst runs.</summary>
    public class RunWorkflowInstanceRequest
    {
        /// <summary>Nothing said: a suspended instance starts again from its root.</summary>
        public static RunWorkflowInstanceRequest Empty => new();

        /// <summary>The trigger that starts it.</summary>
        public string? TriggerActivityId { get; set; }

        /// <summary>The bookmark to go on from.</summary>
        public string? BookmarkId { get; set; }

        /// <summary>The activity to run.</summary>
        public ActivityHandle? ActivityHandle { get; set; }

        /// <summary>Values kept with the instance; stored ones win.</summary>
        public IDictionary<string, object>? Properties { get; set; }

        /// <summary>Input of this burst.</summary>
        public IDictionary<string, object>? Input { get; set; }

        /// <summary>Values of variables.</summary>
        public IDictionary<string, object>? Variables { get; set; }

        /// <summary>True puts the workflow's outputs into the answer.</summary>
        public bool IncludeWorkflowOutput { get; set; }
    }

    /// <summary>What a burst came to.</summary>
    public record RunWorkflowInstanceResponse
    {
        /// <summary>Id of the instance.</summary>
        public string WorkflowInstanceId { get; set; } = null!;

        /// <summary>Whether it may go on.</summary>
        public WorkflowStatus Status { get; set; }

        /// <summary>Where it is.</summary>
        public WorkflowSubStatus SubStatus { get; set; }

        /// <summary>Where it waits.</summary>
        public ICollection<Bookmark> Bookmarks { get; set; } = [];

        /// <summary>What went wrong so far.</summary>
        public ICollection<ActivityIncident> Incidents { get; set; } = [];

        /// <summary>Outputs by name, when asked for.</summary>
        public IDictionary<string, object>? Output { get; set; }

        /// <summary>The state as it is stored now, for callers that show it: no second read. Never part of a remembered answer; do not change it.</summary>
        [JsonIgnore]
        public WorkflowState? WorkflowState { get; init; }
    }
}

namespace Elsa.Workflows.Runtime.Exceptions
{
    /// <summary>There is no such instance.</summary>
    public class WorkflowInstanceNotFoundException(string message, string instanceId) : Exception(message)
    {
        /// <summary>The id that was asked for.</summary>
        public string InstanceId { get; } = instanceId;
    }

    /// <summary>There is no such definition or version.</summary>
    public class WorkflowGraphNotFoundException(string message, WorkflowDefinitionHandle handle) : Exception(message)
    {
        /// <summary>What was asked for.</summary>
        public WorkflowDefinitionHandle DefinitionHandle { get; } = handle;
    }
}
