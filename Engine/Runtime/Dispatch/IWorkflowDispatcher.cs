using Elsa.Workflows.Exceptions;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime.Requests;
using Elsa.Workflows.Runtime.Responses;

namespace Elsa.Workflows.Runtime
{
    /// <summary>Has work done in transactions of its own, as outbox rows: right after the commit, and surely. Scoped.</summary>
    public interface IWorkflowDispatcher
    {
        /// <summary>Starts a new instance.</summary>
        Task<DispatchWorkflowResponse> DispatchAsync(
            DispatchWorkflowDefinitionRequest request, DispatchWorkflowOptions? options, CancellationToken cancellationToken = default);

        /// <summary>Runs a stored instance.</summary>
        Task<DispatchWorkflowResponse> DispatchAsync(
            DispatchWorkflowInstanceRequest request, DispatchWorkflowOptions? options, CancellationToken cancellationToken = default);

        /// <summary>Sends a stimulus.</summary>
        Task<DispatchWorkflowResponse> DispatchAsync(
            DispatchTriggerWorkflowsRequest request, DispatchWorkflowOptions? options, CancellationToken cancellationToken = default);

        /// <summary>Sends a stimulus; as in Elsa it may also start workflows.</summary>
        Task<DispatchWorkflowResponse> DispatchAsync(
            DispatchResumeWorkflowsRequest request, DispatchWorkflowOptions? options, CancellationToken cancellationToken = default);
    }

    /// <summary>How work is dispatched.</summary>
    public class DispatchWorkflowOptions
    {
        /// <summary>Kept for callers; there is one channel.</summary>
        public string? Channel { get; set; }
    }
}

namespace Elsa.Workflows.Runtime.Requests
{
    /// <summary>Start an instance of a version.</summary>
    public class DispatchWorkflowDefinitionRequest(string definitionVersionId)
    {
        /// <summary>Id of the version.</summary>
        public string DefinitionVersionId { get; set; } = definitionVersionId;

        /// <summary>The instance that starts it.</summary>
        public string? ParentWorkflowInstanceId { get; set; }

        /// <summary>Input by name; must survive JSON.</summary>
        public IDictionary<string, object>? Input { get; set; }

        /// <summary>Values kept with the instance; must survive JSON.</summary>
        public IDictionary<string, object>? Properties { get; set; }

        /// <summary>Ties the instance to something outside.</summary>
        public string? CorrelationId { get; set; }

        /// <summary>Id of the new instance; generated when null.</summary>
        public string? InstanceId { get; set; }

        /// <summary>The trigger that starts it.</summary>
        public string? TriggerActivityId { get; set; }

        /// <summary>Name of the new instance.</summary>
        public string? Name { get; set; }
    }

    /// <summary>Run a stored instance.</summary>
    public class DispatchWorkflowInstanceRequest(string instanceId)
    {
        /// <summary>Id of the instance.</summary>
        public string InstanceId { get; set; } = instanceId;

        /// <summary>The bookmark to go on from.</summary>
        public string? BookmarkId { get; set; }

        /// <summary>The activity to run.</summary>
        public ActivityHandle? ActivityHandle { get; set; }

        /// <summary>Input of the burst; must survive JSON.</summary>
        public IDictionary<string, object>? Input { get; set; }

        /// <summary>Values kept with the instance; must survive JSON.</summary>
        public IDictionary<string, object>? Properties { get; set; }

        /// <summary>Not used for a stored instance; kept for callers.</summary>
        public string? CorrelationId { get; set; }
    }

    /// <summary>Send a stimulus.</summary>
    public class DispatchTriggerWorkflowsRequest(string activityTypeName, object bookmarkPayload)
    {
        /// <summary>Name of the stimulus.</summary>
        public string ActivityTypeName { get; set; } = activityTypeName;

        /// <summary>The stimulus.</summary>
        public object BookmarkPayload { get; set; } = bookmarkPayload;

        /// <summary>Only instances with this correlation id.</summary>
        public string? CorrelationId { get; set; }

        /// <summary>Only this instance.</summary>
        public string? WorkflowInstanceId { get; set; }

        /// <summary>Only this activity instance.</summary>
        public string? ActivityInstanceId { get; set; }

        /// <summary>Input of the bursts; must survive JSON.</summary>
        public IDictionary<string, object>? Input { get; set; }

        /// <summary>Values kept with the instances; must survive JSON.</summary>
        public IDictionary<string, object>? Properties { get; set; }
    }

    /// <summary>Send a stimulus.</summary>
    /// <param name="ActivityTypeName">Name of the stimulus.</param>
    /// <param name="BookmarkPayload">The stimulus.</param>
    /// <param name="CorrelationId">Only instances with this correlation id.</param>
    /// <param name="WorkflowInstanceId">Only this instance.</param>
    /// <param name="ActivityInstanceId">Only this activity instance.</param>
    /// <param name="Input">Input of the bursts; must survive JSON.</param>
    public record DispatchResumeWorkflowsRequest(
        string ActivityTypeName,
        object BookmarkPayload,
        string? CorrelationId = null,
        string? WorkflowInstanceId = null,
        string? ActivityInstanceId = null,
        IDictionary<string, object>? Input = null);
}

namespace Elsa.Workflows.Runtime.Responses
{
    /// <summary>The work is on its way, or why it is not.</summary>
    /// <param name="Fault">Why not; null when it is.</param>
    public record DispatchWorkflowResponse(FaultException? Fault)
    {
        /// <summary>The work is on its way.</summary>
        public bool Succeeded => Fault is null;

        /// <summary>Throws <see cref="Fault"/>, if there is one.</summary>
        public void ThrowIfFailed()
        {
            if (Fault is not null)
                throw Fault;
        }

        /// <summary>The work is on its way.</summary>
        public static DispatchWorkflowResponse Success() => new((FaultException?)null);

        /// <summary>There is no such channel.</summary>
        public static DispatchWorkflowResponse UnknownChannel() =>
            new(new FaultException("UnknownChannel", "Dispatch", DefaultFaultTypes.System, "The channel is not known."));
    }
}

namespace Elsa.Workflows.Runtime.Contracts
{
    /// <summary>Dispatching without options.</summary>
    public static class WorkflowDispatcherExtensions
    {
        /// <inheritdoc cref="IWorkflowDispatcher.DispatchAsync(DispatchWorkflowDefinitionRequest, DispatchWorkflowOptions?, CancellationToken)" />
        public static Task<DispatchWorkflowResponse> DispatchAsync(
            this IWorkflowDispatcher dispatcher, DispatchWorkflowDefinitionRequest request, CancellationToken cancellationToken = default) =>
            dispatcher.DispatchAsync(request, null, cancellationToken);

        /// <inheritdoc cref="IWorkflowDispatcher.DispatchAsync(DispatchWorkflowInstanceRequest, DispatchWorkflowOptions?, CancellationToken)" />
        public static Task<DispatchWorkflowResponse> DispatchAsync(
            this IWorkflowDispatcher dispatcher, DispatchWorkflowInstanceRequest request, CancellationToken cancellationToken = default) =>
            dispatcher.DispatchAsync(request, null, cancellationToken);

        /// <inheritdoc cref="IWorkflowDispatcher.DispatchAsync(DispatchTriggerWorkflowsRequest, DispatchWorkflowOptions?, CancellationToken)" />
        public static Task<DispatchWorkflowResponse> DispatchAsync(
            this IWorkflowDispatcher dispatcher, DispatchTriggerWorkflowsRequest request, CancellationToken cancellationToken = default) =>
            dispatcher.DispatchAsync(request, null, cancellationToken);

        /// <inheritdoc cref="IWorkflowDispatcher.DispatchAsync(DispatchResumeWorkflowsRequest, DispatchWorkflowOptions?, CancellationToken)" />
        public static Task<DispatchWorkflowResponse> DispatchAsync(
            this IWorkflowDispatcher dispatcher, DispatchResumeWorkflowsRequest request, CancellationToken cancellationToken = default) =>
            dispatcher.DispatchAsync(request, null, cancellationToken);
    }
}
