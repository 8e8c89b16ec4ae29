using Elsa.Workflows.Execution;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime.Commands;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Filters;
using Elsa.Workflows.Runtime.Messages;
using Elsa.Workflows.Runtime.Outbox;
using Elsa.Workflows.Runtime.Results;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.Workflows.Runtime;

/// <summary>Finds whom a stimulus concerns; one target is done in place, several as outbox rows, none leaves it in the queue.</summary>
internal sealed class StimulusSender(
    AmbientCommand ambient, IStimulusHasher hasher, ITriggerStore triggers, IBookmarkStore bookmarks, InternalOutbox internalOutbox) : IStimulusSender
{
    /// <inheritdoc />
    public Task<SendStimulusResult> SendAsync(
        string activityTypeName, object stimulus, StimulusMetadata? metadata = null, CancellationToken cancellationToken = default) =>
        SendAsync(activityTypeName, hasher.Hash(activityTypeName, stimulus, metadata?.ActivityInstanceId), metadata ?? new(), cancellationToken);

    /// <inheritdoc />
    public Task<SendStimulusResult> SendAsync(string stimulusHash, StimulusMetadata? metadata = null, CancellationToken cancellationToken = default) =>
        SendAsync(null, stimulusHash, metadata ?? new(), cancellationToken);

    private async Task<SendStimulusResult> SendAsync(string? name, string hash, StimulusMetadata metadata, CancellationToken cancellationToken)
    {
        var stimulus = new Stimulus(name, hash, metadata);
        if (ambient.IsActive)
            return await ambient.RunAsync("", (services, token) => services.GetRequiredService<StimulusDelivery>().DeliverAsync(stimulus, token), cancellationToken);

        if (metadata.WorkflowInstanceId is { } instanceId)
            return await SendToOneAsync(stimulus, [instanceId], cancellationToken) ?? await SendToManyAsync(stimulus, cancellationToken);

        // Who is concerned is looked up first, only to take the right lock; the command looks again.
        var waiting = await bookmarks.FindManyAsync(stimulus.Bookmarks(), cancellationToken);
        var starts = stimulus.MayStart ? await triggers.FindManyAsync(stimulus.Triggers(), cancellationToken) : [];
        return waiting.Count + starts.Count <= 1
            && await SendToOneAsync(stimulus, waiting.Select(x => x.WorkflowInstanceId), cancellationToken) is { } result
            ? result
            : await SendToManyAsync(stimulus, cancellationToken);
    }

    // Null when it turns out to concern several.
    private Task<SendStimulusResult?> SendToOneAsync(Stimulus stimulus, IEnumerable<string> instanceIds, CancellationToken cancellationToken) =>
        ambient.RunAsync(
            "stimuli/send",
            (services, token) => services.GetRequiredService<StimulusDelivery>().TryDeliverAsync(stimulus, token),
            cancellationToken,
            instanceIds.Select(InstanceLocks.Of));

    // All targets are written down in one transaction, so that a crash on the way loses none; then each is done in its own.
    private async Task<SendStimulusResult> SendToManyAsync(Stimulus stimulus, CancellationToken cancellationToken)
    {
        var rows = await ambient.RunAsync(
            "stimuli/send",
            async (services, token) =>
            {
                services.GetRequiredService<CommandScope>().LeavesOutbox = true;
                return await services.GetRequiredService<StimulusDelivery>().WriteDownAsync(stimulus, token);
            },
            cancellationToken);

        var responses = new List<RunWorkflowInstanceResponse>();
        foreach (var row in rows)
        {
            if (await internalOutbox.TryRunAsync(row, cancellationToken) is RunWorkflowInstanceResponse response)
                responses.Add(response);
        }

        return new SendStimulusResult(responses);
    }
}

/// <summary>A stimulus and whom it is for.</summary>
internal sealed record Stimulus(string? Name, string Hash, StimulusMetadata Metadata)
{
    /// <summary>True unless it is addressed to something that exists.</summary>
    public bool MayStart => Metadata is { WorkflowInstanceId: null, BookmarkId: null, ActivityInstanceId: null };

    /// <summary>Bookmarks that wait for it.</summary>
    public BookmarkFilter Bookmarks() => new()
    {
        Hash = Hash,
        CorrelationId = Metadata.CorrelationId,
        WorkflowInstanceId = Metadata.WorkflowInstanceId,
        ActivityInstanceId = Metadata.ActivityInstanceId,
        BookmarkId = Metadata.BookmarkId,
    };

    /// <summary>Triggers that it fires.</summary>
    public TriggerFilter Triggers() => new() { Hash = Hash };
}

/// <summary>Delivers a stimulus inside a running command.</summary>
internal sealed class StimulusDelivery(
    ITriggerStore triggers,
    IBookmarkStore bookmarks,
    BookmarkQueue queue,
    IWorkflowStarter starter,
    IWorkflowRuntime runtime,
    IOutbox outbox,
    IPayloadSerializer payloads,
    ExecutionTracker tracker,
    CommandScope command) : IOutboxHandler
{
    private const string StartKind = "trigger-workflow";

    /// <inheritdoc />
    public string Kind => StartKind;

    /// <summary>A single target joins this transaction, unless a burst is running in it; otherwise every target gets its own.</summary>
    public async Task<SendStimulusResult> DeliverAsync(Stimulus stimulus, CancellationToken cancellationToken)
    {
        var (waiting, starts) = await FindAsync(stimulus, cancellationToken);
        if (waiting.Count + starts.Count > 1 || (waiting.Count + starts.Count == 1 && tracker.NodeId is not null))
        {
            WriteDown(stimulus, starts, waiting);
            return new SendStimulusResult([]);
        }

        return await DeliverToOneAsync(stimulus, waiting, starts, cancellationToken);
    }

    /// <summary>Delivers to a single target or to nobody; null, and nothing done, when there are several.</summary>
    public async Task<SendStimulusResult?> TryDeliverAsync(Stimulus stimulus, CancellationToken cancellationToken)
    {
        var (waiting, starts) = await FindAsync(stimulus, cancellationToken);
        return waiting.Count + starts.Count > 1 ? null : await DeliverToOneAsync(stimulus, waiting, starts, cancellationToken);
    }

    /// <summary>Writes an outbox row for every target; returns their ids in the order to run them.</summary>
    public async Task<List<string>> WriteDownAsync(Stimulus stimulus, CancellationToken cancellationToken)
    {
        var (waiting, starts) = await FindAsync(stimulus, cancellationToken);
        return WriteDown(stimulus, starts, waiting);
    }

    /// <inheritdoc />
    public async Task HandleAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var row = RowJson.Read<TriggerRow>(message.Payload);
        var started = await StartAsync(row, payloads.ReadValues(row.Input), payloads.ReadValues(row.Properties), cancellationToken);
        command.Result = started.FirstOrDefault();
    }

    // Whom it concerns; what nobody waits for is kept for a while.
    private async Task<(IReadOnlyList<StoredBookmark> Waiting, IReadOnlyList<StoredTrigger> Starts)> FindAsync(
        Stimulus stimulus, CancellationToken cancellationToken)
    {
        var waiting = await bookmarks.FindManyAsync(stimulus.Bookmarks(), cancellationToken);
        var starts = stimulus.MayStart ? await triggers.FindManyAsync(stimulus.Triggers(), cancellationToken) : [];
        if (waiting.Count == 0)
            queue.Keep(stimulus);
        return (waiting, starts);
    }

    private async Task<SendStimulusResult> DeliverToOneAsync(
        Stimulus stimulus, IReadOnlyList<StoredBookmark> waiting, IReadOnlyList<StoredTrigger> starts, CancellationToken cancellationToken)
    {
        foreach (var trigger in starts)
            return new SendStimulusResult(await StartAsync(StartOf(trigger, stimulus), stimulus.Metadata.Input, stimulus.Metadata.Properties, cancellationToken));
        foreach (var bookmark in waiting)
            return new SendStimulusResult([await ResumeAsync(bookmark, stimulus.Metadata, cancellationToken)]);
        return new SendStimulusResult([]);
    }

    private List<string> WriteDown(Stimulus stimulus, IReadOnlyList<StoredTrigger> starts, IReadOnlyList<StoredBookmark> waiting) =>
    [
        .. starts.Select(x => outbox.Add(StartKind, StartOf(x, stimulus), isInternal: true).Id),
        .. waiting.Select(x => outbox.Add(RunRow.RowKind, ResumeOf(x, stimulus.Metadata), isInternal: true).Id),
    ];

    private TriggerRow StartOf(StoredTrigger trigger, Stimulus stimulus) => new(
        trigger.WorkflowDefinitionVersionId,
        trigger.ActivityId,
        stimulus.Metadata.CorrelationId,
        stimulus.Metadata.ParentWorkflowInstanceId,
        payloads.WriteValues(stimulus.Metadata.Input),
        payloads.WriteValues(stimulus.Metadata.Properties));

    private RunRow ResumeOf(StoredBookmark bookmark, StimulusMetadata metadata) => new(
        bookmark.WorkflowInstanceId, bookmark.Id, null, null, null, payloads.WriteValues(metadata.Input), payloads.WriteValues(metadata.Properties));

    private async Task<List<RunWorkflowInstanceResponse>> StartAsync(
        TriggerRow row, IDictionary<string, object>? input, IDictionary<string, object>? properties, CancellationToken cancellationToken)
    {
        var response = await starter.StartWorkflowAsync(
            new StartWorkflowRequest
            {
                WorkflowDefinitionHandle = WorkflowDefinitionHandle.ByDefinitionVersionId(row.DefinitionVersionId),
                TriggerActivityId = row.ActivityId,
                CorrelationId = row.CorrelationId,
                ParentId = row.ParentId,
                Input = input,
                Properties = properties,
            },
            cancellationToken);
        if (response.CannotStart)
            return [];

        return
        [
            new RunWorkflowInstanceResponse
            {
                WorkflowInstanceId = response.WorkflowInstanceId!,
                Status = response.Status!.Value,
                SubStatus = response.SubStatus!.Value,
                Bookmarks = response.Bookmarks,
                Incidents = response.Incidents,
            },
        ];
    }

    private async Task<RunWorkflowInstanceResponse> ResumeAsync(StoredBookmark bookmark, StimulusMetadata metadata, CancellationToken cancellationToken)
    {
        var client = await runtime.CreateClientAsync(bookmark.WorkflowInstanceId, cancellationToken);
        var request = new RunWorkflowInstanceRequest { BookmarkId = bookmark.Id, Input = metadata.Input, Properties = metadata.Properties };
        return await client.RunInstanceAsync(request, cancellationToken);
    }

    private sealed record TriggerRow(
        string DefinitionVersionId, string ActivityId, string? CorrelationId, string? ParentId, string? Input, string? Properties);
}
