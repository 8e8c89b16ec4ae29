using Elsa.Mediator.Contracts;
using Elsa.Workflows.Runtime.Contracts;
using Elsa.Workflows.Runtime.Notifications;
using Elsa.Workflows.Runtime.Outbox;
using Elsa.Workflows.Runtime.Requests;
using Elsa.Workflows.Runtime.Stimuli;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.Workflows.Runtime;

/// <summary>Events as stimuli of <c>Elsa.Event</c>.</summary>
internal sealed class EventPublisher(IStimulusSender sender, IWorkflowDispatcher dispatcher) : IEventPublisher
{
    /// <inheritdoc />
    public async Task PublishAsync(
        string eventName,
        string? correlationId = null,
        string? workflowInstanceId = null,
        string? activityInstanceId = null,
        object? payload = null,
        bool asynchronous = false,
        CancellationToken cancellationToken = default)
    {
        var stimulus = new EventStimulus(eventName);
        var input = new Dictionary<string, object> { [RuntimeNames.EventPayload] = payload ?? new Dictionary<string, object>() };
        if (asynchronous)
        {
            var request = new DispatchTriggerWorkflowsRequest(RuntimeNames.Event, stimulus)
            {
                CorrelationId = correlationId,
                WorkflowInstanceId = workflowInstanceId,
                ActivityInstanceId = activityInstanceId,
                Input = input,
            };
            await dispatcher.DispatchAsync(request, cancellationToken);
            return;
        }

        var metadata = new StimulusMetadata
        {
            CorrelationId = correlationId,
            WorkflowInstanceId = workflowInstanceId,
            ActivityInstanceId = activityInstanceId,
            Input = input,
        };
        await sender.SendAsync(RuntimeNames.Event, stimulus, metadata, cancellationToken);
    }
}

/// <summary>Reports as stimuli of <c>Elsa.RunTask</c>.</summary>
internal sealed class TaskReporter(IStimulusSender sender) : ITaskReporter
{
    /// <inheritdoc />
    public Task ReportCompletionAsync(string taskId, object? result = default, CancellationToken cancellationToken = default)
    {
        var input = new Dictionary<string, object>();
        if (result is not null)
            input[RuntimeNames.TaskResult] = result;
        return sender.SendAsync(RuntimeNames.RunTask, new RunTaskStimulus(taskId, ""), new StimulusMetadata { Input = input }, cancellationToken);
    }
}

/// <summary>Tells the application about tasks as an outside effect: after the commit, at least once.</summary>
internal sealed class TaskDispatcher(AmbientCommand ambient, INotificationSender notifications, IPayloadSerializer payloads) : ITaskDispatcher, IOutboxHandler
{
    private const string RowKind = "run-task";

    /// <inheritdoc />
    public string Kind => RowKind;

    /// <inheritdoc />
    public Task DispatchAsync(RunTaskRequest request, CancellationToken cancellationToken = default) =>
        ambient.RunAsync(
            "tasks/dispatch",
            (services, _) =>
            {
                var row = new Row(request.WorkflowInstanceId, request.ActivityInstanceId, request.TaskId, request.TaskName, payloads.WriteValues(request.TaskPayload));
                return Task.FromResult(services.GetRequiredService<IOutbox>().Add(RowKind, row));
            },
            cancellationToken);

    /// <inheritdoc />
    public Task HandleAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var row = RowJson.Read<Row>(message.Payload);
        var request = new RunTaskRequest(row.InstanceId, row.ActivityInstanceId, row.TaskId, row.TaskName, payloads.ReadValues(row.Payload));
        return notifications.SendAsync(request, cancellationToken);
    }

    private sealed record Row(string InstanceId, string ActivityInstanceId, string TaskId, string TaskName, string? Payload);
}
