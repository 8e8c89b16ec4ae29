using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime.Commands;
using Elsa.Workflows.Runtime.Messages;
using Elsa.Workflows.Runtime.Outbox;
using Elsa.Workflows.Runtime.Requests;
using Elsa.Workflows.Runtime.Responses;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.Workflows.Runtime;

/// <summary>Writes dispatched work into the outbox of the running command, or of one that has only that to do.</summary>
internal sealed class WorkflowDispatcher(AmbientCommand ambient, IPayloadSerializer payloads, IIdentityGenerator ids) : IWorkflowDispatcher
{
    /// <inheritdoc />
    public Task<DispatchWorkflowResponse> DispatchAsync(
        DispatchWorkflowDefinitionRequest request, DispatchWorkflowOptions? options, CancellationToken cancellationToken = default) =>
        AddAsync(
            StartRow.RowKind,
            new StartRow(
                request.InstanceId ?? ids.GenerateId(),
                request.DefinitionVersionId,
                request.ParentWorkflowInstanceId,
                request.CorrelationId,
                request.Name,
                request.TriggerActivityId,
                payloads.WriteValues(request.Input),
                payloads.WriteValues(request.Properties)),
            cancellationToken);

    /// <inheritdoc />
    public Task<DispatchWorkflowResponse> DispatchAsync(
        DispatchWorkflowInstanceRequest request, DispatchWorkflowOptions? options, CancellationToken cancellationToken = default) =>
        AddAsync(
            RunRow.RowKind,
            new RunRow(
                request.InstanceId,
                request.BookmarkId,
                request.ActivityHandle?.ActivityId,
                request.ActivityHandle?.ActivityNodeId,
                request.ActivityHandle?.ActivityInstanceId,
                payloads.WriteValues(request.Input),
                payloads.WriteValues(request.Properties)),
            cancellationToken);

    /// <inheritdoc />
    public Task<DispatchWorkflowResponse> DispatchAsync(
        DispatchTriggerWorkflowsRequest request, DispatchWorkflowOptions? options, CancellationToken cancellationToken = default) =>
        AddAsync(
            StimulusRow.RowKind,
            new StimulusRow(
                request.ActivityTypeName,
                payloads.Serialize(request.BookmarkPayload),
                request.CorrelationId,
                request.WorkflowInstanceId,
                request.ActivityInstanceId,
                payloads.WriteValues(request.Input)),
            cancellationToken);

    /// <inheritdoc />
    public Task<DispatchWorkflowResponse> DispatchAsync(
        DispatchResumeWorkflowsRequest request, DispatchWorkflowOptions? options, CancellationToken cancellationToken = default) =>
        AddAsync(
            StimulusRow.RowKind,
            new StimulusRow(
                request.ActivityTypeName,
                payloads.Serialize(request.BookmarkPayload),
                request.CorrelationId,
                request.WorkflowInstanceId,
                request.ActivityInstanceId,
                payloads.WriteValues(request.Input)),
            cancellationToken);

    private Task<DispatchWorkflowResponse> AddAsync(string kind, object row, CancellationToken cancellationToken) =>
        ambient.RunAsync(
            $"dispatch/{kind}",
            (services, _) =>
            {
                services.GetRequiredService<IOutbox>().Add(kind, row, isInternal: true);
                return Task.FromResult(DispatchWorkflowResponse.Success());
            },
            cancellationToken);
}

/// <summary>Start an instance.</summary>
internal sealed record StartRow(
    string InstanceId,
    string DefinitionVersionId,
    string? ParentId,
    string? CorrelationId,
    string? Name,
    string? TriggerActivityId,
    string? Input,
    string? Properties)
{
    public const string RowKind = "start-workflow";
}

/// <summary>Run a stored instance.</summary>
internal sealed record RunRow(
    string InstanceId, string? BookmarkId, string? ActivityId, string? ActivityNodeId, string? ActivityInstanceId, string? Input, string? Properties)
{
    public const string RowKind = "run-workflow";
}

/// <summary>Send a stimulus.</summary>
internal sealed record StimulusRow(
    string Name, string Stimulus, string? CorrelationId, string? InstanceId, string? ActivityInstanceId, string? Input)
{
    public const string RowKind = "stimulus";
}

/// <summary>Values by name in rows.</summary>
internal static class RowValues
{
    /// <summary>JSON that keeps types; null for null.</summary>
    public static string? WriteValues(this IPayloadSerializer payloads, IDictionary<string, object>? values) =>
        values is null ? null : payloads.Serialize(new Dictionary<string, object>(values));

    /// <summary>What <see cref="WriteValues"/> wrote; null for null.</summary>
    public static IDictionary<string, object>? ReadValues(this IPayloadSerializer payloads, string? json) =>
        json is null ? null : payloads.Deserialize<Dictionary<string, object>>(json);
}

/// <summary>Starts dispatched instances.</summary>
internal sealed class StartRowHandler(IWorkflowRuntime runtime, IPayloadSerializer payloads) : IOutboxHandler
{
    /// <inheritdoc />
    public string Kind => StartRow.RowKind;

    /// <inheritdoc />
    public IEnumerable<string> Locks(OutboxMessage message) => [InstanceLocks.Of(RowJson.Read<StartRow>(message.Payload).InstanceId)];

    /// <inheritdoc />
    public async Task HandleAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var row = RowJson.Read<StartRow>(message.Payload);
        var client = await runtime.CreateClientAsync(row.InstanceId, cancellationToken);
        await client.CreateAndRunInstanceAsync(
            new CreateAndRunWorkflowInstanceRequest
            {
                WorkflowDefinitionHandle = WorkflowDefinitionHandle.ByDefinitionVersionId(row.DefinitionVersionId),
                ParentId = row.ParentId,
                CorrelationId = row.CorrelationId,
                Name = row.Name,
                TriggerActivityId = row.TriggerActivityId,
                Input = payloads.ReadValues(row.Input),
                Properties = payloads.ReadValues(row.Properties),
            },
            cancellationToken);
    }
}

/// <summary>Runs dispatched bursts of stored instances.</summary>
internal sealed class RunRowHandler(IWorkflowRuntime runtime, IPayloadSerializer payloads, CommandScope command) : IOutboxHandler
{
    /// <inheritdoc />
    public string Kind => RunRow.RowKind;

    /// <inheritdoc />
    public IEnumerable<string> Locks(OutboxMessage message) => [InstanceLocks.Of(RowJson.Read<RunRow>(message.Payload).InstanceId)];

    /// <inheritdoc />
    public async Task HandleAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var row = RowJson.Read<RunRow>(message.Payload);
        var client = await runtime.CreateClientAsync(row.InstanceId, cancellationToken);
        command.Result = await client.RunInstanceAsync(
            new RunWorkflowInstanceRequest
            {
                BookmarkId = row.BookmarkId,
                ActivityHandle = Handle(row),
                Input = payloads.ReadValues(row.Input),
                Properties = payloads.ReadValues(row.Properties),
            },
            cancellationToken);
    }

    private static ActivityHandle? Handle(RunRow row) =>
        row.ActivityInstanceId is { } instance ? ActivityHandle.FromActivityInstanceId(instance)
        : row.ActivityNodeId is { } node ? ActivityHandle.FromActivityNodeId(node)
        : row.ActivityId is { } activity ? ActivityHandle.FromActivityId(activity)
        : null;
}

/// <summary>Sends dispatched stimuli.</summary>
internal sealed class StimulusRowHandler(IStimulusSender sender, IPayloadSerializer payloads) : IOutboxHandler
{
    /// <inheritdoc />
    public string Kind => StimulusRow.RowKind;

    /// <inheritdoc />
    public Task HandleAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var row = RowJson.Read<StimulusRow>(message.Payload);
        var metadata = new StimulusMetadata
        {
            CorrelationId = row.CorrelationId,
            WorkflowInstanceId = row.InstanceId,
            ActivityInstanceId = row.ActivityInstanceId,
            Input = payloads.ReadValues(row.Input),
        };
        return sender.SendAsync(row.Name, payloads.Deserialize(row.Stimulus), metadata, cancellationToken);
    }
}
