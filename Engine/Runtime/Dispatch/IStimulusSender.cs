using Elsa.Workflows.Runtime.Filters;
using Elsa.Workflows.Runtime.Messages;
using Elsa.Workflows.Runtime.Notifications;
using Elsa.Workflows.Runtime.Options;
using Elsa.Workflows.Runtime.Requests;
using Elsa.Workflows.Runtime.Results;

namespace Elsa.Workflows.Runtime
{
    /// <summary>Tells the world that something happened: starts what it triggers, resumes what waits for it. Scoped.</summary>
    /// <remarks>Outside of a command each instance has a transaction of its own; inside one the single target joins it, several become outbox rows (D4).</remarks>
    public interface IStimulusSender
    {
        /// <summary>Sends a stimulus.</summary>
        /// <param name="activityTypeName">Name of the stimulus, the activity's type by default.</param>
        /// <param name="stimulus">What happened; hashed.</param>
        /// <param name="metadata">Whom to tell and what; null tells everyone.</param>
        Task<SendStimulusResult> SendAsync(
            string activityTypeName, object stimulus, StimulusMetadata? metadata = null, CancellationToken cancellationToken = default);

        /// <summary>Sends a stimulus whose hash is known.</summary>
        Task<SendStimulusResult> SendAsync(string stimulusHash, StimulusMetadata? metadata = null, CancellationToken cancellationToken = default);
    }

    /// <summary>Whom to tell about a stimulus, and what.</summary>
    public class StimulusMetadata
    {
        /// <summary>Only this instance; starts nothing.</summary>
        public string? WorkflowInstanceId { get; set; }

        /// <summary>Only instances with this correlation id; null for all.</summary>
        public string? CorrelationId { get; set; }

        /// <summary>Only this activity instance; starts nothing.</summary>
        public string? ActivityInstanceId { get; set; }

        /// <summary>Only this bookmark; starts nothing.</summary>
        public string? BookmarkId { get; set; }

        /// <summary>Parent of the instances that are started.</summary>
        public string? ParentWorkflowInstanceId { get; set; }

        /// <summary>Input of the bursts.</summary>
        public IDictionary<string, object>? Input { get; set; }

        /// <summary>Values kept with the instances.</summary>
        public IDictionary<string, object>? Properties { get; set; }
    }

    /// <summary>Resumes what waits. Scoped.</summary>
    public interface IWorkflowResumer
    {
        /// <summary>Resumes bookmarks named for the activity's type that wait for the stimulus.</summary>
        Task<IEnumerable<RunWorkflowInstanceResponse>> ResumeAsync<TActivity>(
            object stimulus, ResumeBookmarkOptions? options = null, CancellationToken cancellationToken = default)
            where TActivity : IActivity;

        /// <summary>The same, of one instance.</summary>
        Task<IEnumerable<RunWorkflowInstanceResponse>> ResumeAsync<TActivity>(
            object stimulus, string? workflowInstanceId, ResumeBookmarkOptions? options = null, CancellationToken cancellationToken = default)
            where TActivity : IActivity;

        /// <summary>Resumes one bookmark; null when nobody waits there.</summary>
        Task<RunWorkflowInstanceResponse?> ResumeAsync(string bookmarkId, IDictionary<string, object> input, CancellationToken cancellationToken = default);

        /// <summary>Resumes one bookmark of that activity; null when nobody waits there.</summary>
        Task<RunWorkflowInstanceResponse?> ResumeAsync<TActivity>(
            string bookmarkId, ResumeBookmarkOptions? options = null, CancellationToken cancellationToken = default)
            where TActivity : IActivity;

        /// <summary>Resumes the bookmarks of the request.</summary>
        Task<IEnumerable<RunWorkflowInstanceResponse>> ResumeAsync(ResumeBookmarkRequest request, CancellationToken cancellationToken = default);

        /// <summary>Resumes every matching bookmark, one after another.</summary>
        Task<IEnumerable<RunWorkflowInstanceResponse>> ResumeAsync(
            BookmarkFilter filter, ResumeBookmarkOptions? options = null, CancellationToken cancellationToken = default);
    }

    /// <summary>Publishes events that <c>Elsa.Event</c> waits for. Scoped.</summary>
    public interface IEventPublisher
    {
        /// <summary>Publishes an event.</summary>
        /// <param name="eventName">Name; case matters.</param>
        /// <param name="correlationId">Only instances with this correlation id; null for all.</param>
        /// <param name="workflowInstanceId">Only this instance.</param>
        /// <param name="activityInstanceId">Only this activity instance.</param>
        /// <param name="payload">What the waiting activities get.</param>
        /// <param name="asynchronous">True delivers after the commit of the running command; the payload must then survive JSON.</param>
        Task PublishAsync(
            string eventName,
            string? correlationId = null,
            string? workflowInstanceId = null,
            string? activityInstanceId = null,
            object? payload = null,
            bool asynchronous = false,
            CancellationToken cancellationToken = default);
    }

    /// <summary>Reports on tasks that <c>Elsa.RunTask</c> asked for. Scoped.</summary>
    public interface ITaskReporter
    {
        /// <summary>The task is done; a report that comes before the bookmark is stored waits about a minute.</summary>
        Task ReportCompletionAsync(string taskId, object? result = default, CancellationToken cancellationToken = default);
    }

    /// <summary>Tells the application about tasks. Scoped.</summary>
    public interface ITaskDispatcher
    {
        /// <summary>Tells it after the commit.</summary>
        Task DispatchAsync(RunTaskRequest request, CancellationToken cancellationToken = default);
    }

    /// <summary>Cancels instances with their children, each in a transaction of its own. Scoped.</summary>
    public interface IWorkflowCancellationService
    {
        /// <summary>False when there is no running instance of that id.</summary>
        Task<bool> CancelWorkflowAsync(string workflowInstanceId, CancellationToken cancellationToken = default);

        /// <summary>How many were cancelled.</summary>
        Task<int> CancelWorkflowsAsync(IEnumerable<string> workflowInstanceIds, CancellationToken cancellationToken = default);

        /// <summary>Cancels the running instances of a version; how many were cancelled.</summary>
        Task<int> CancelWorkflowByDefinitionVersionAsync(string definitionVersionId, CancellationToken cancellationToken = default);

        /// <summary>Cancels the running instances of versions of a definition; how many were cancelled.</summary>
        Task<int> CancelWorkflowByDefinitionAsync(
            string definitionId, Elsa.Common.Models.VersionOptions versionOptions, CancellationToken cancellationToken = default);
    }
}

namespace Elsa.Workflows.Runtime.Results
{
    /// <summary>What a stimulus came to.</summary>
    /// <param name="WorkflowInstanceResponses">Instances that were started or resumed.</param>
    public record SendStimulusResult(ICollection<RunWorkflowInstanceResponse> WorkflowInstanceResponses);
}

namespace Elsa.Workflows.Runtime.Options
{
    /// <summary>What a resumed burst gets.</summary>
    public class ResumeBookmarkOptions
    {
        /// <summary>Input of the burst.</summary>
        public IDictionary<string, object>? Input { get; set; }

        /// <summary>Values kept with the instance.</summary>
        public IDictionary<string, object>? Properties { get; set; }
    }
}

namespace Elsa.Workflows.Runtime.Requests
{
    /// <summary>A bookmark to resume.</summary>
    public class ResumeBookmarkRequest
    {
        /// <summary>Id of the instance.</summary>
        public string WorkflowInstanceId { get; set; } = null!;

        /// <summary>Id of the bookmark.</summary>
        public string BookmarkId { get; set; } = null!;

        /// <summary>Only this activity instance.</summary>
        public string? ActivityInstanceId { get; set; }

        /// <summary>Values kept with the instance.</summary>
        public IDictionary<string, object>? Properties { get; set; }

        /// <summary>Input of the burst.</summary>
        public IDictionary<string, object>? Input { get; set; }
    }
}

namespace Elsa.Workflows.Runtime.Notifications
{
    /// <summary>A workflow asks the application for a task.</summary>
    /// <param name="WorkflowInstanceId">The asking instance.</param>
    /// <param name="ActivityInstanceId">The asking activity.</param>
    /// <param name="TaskId">Id to report under.</param>
    /// <param name="TaskName">Name of the task.</param>
    /// <param name="TaskPayload">Arguments, or null.</param>
    public record RunTaskRequest(
        string WorkflowInstanceId, string ActivityInstanceId, string TaskId, string TaskName, IDictionary<string, object>? TaskPayload)
        : Elsa.Mediator.Contracts.INotification;
}
