using Elsa.Workflows.Execution;
using Elsa.Workflows.Runtime.Filters;
using Elsa.Workflows.Runtime.Messages;
using Elsa.Workflows.Runtime.Outbox;
using Elsa.Workflows.Runtime.Stimuli;
using Elsa.Workflows.State;

namespace Elsa.Workflows.Runtime;

/// <summary>Has a waiting parent go on when a child has ended, however it ended (D4).</summary>
internal sealed class ParentNotifier(IOutbox outbox, IPayloadSerializer payloads, ExecutionTracker tracker)
{
    /// <summary>The child has ended in this unit of work; its parent goes on in another one.</summary>
    public void ChildEnded(WorkflowState child)
    {
        if (child.ParentWorkflowInstanceId is not { } parentId
            || !child.Properties.TryGetValue(RuntimeNames.WaitForCompletion, out var waits) || waits is not true
            || tracker.InstanceId == parentId) // the parent's own burst runs the child and sees its end
            return;

        outbox.Add(
            ChildEndRow.RowKind,
            new ChildEndRow(parentId, child.Id, child.Status, child.SubStatus, payloads.WriteValues(child.Output)),
            isInternal: true);
    }
}

/// <summary>A child has ended.</summary>
internal sealed record ChildEndRow(string ParentId, string ChildId, WorkflowStatus Status, WorkflowSubStatus SubStatus, string? Output)
{
    public const string RowKind = "wake-parent";
}

/// <summary>Resumes the activity of the parent that waits for the child.</summary>
internal sealed class ChildEndRowHandler(IBookmarkStore bookmarks, IStimulusHasher hasher, IWorkflowRuntime runtime, IPayloadSerializer payloads) : IOutboxHandler
{
    /// <inheritdoc />
    public string Kind => ChildEndRow.RowKind;

    /// <inheritdoc />
    public IEnumerable<string> Locks(OutboxMessage message) => [InstanceLocks.Of(RowJson.Read<ChildEndRow>(message.Payload).ParentId)];

    /// <inheritdoc />
    public async Task HandleAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var row = RowJson.Read<ChildEndRow>(message.Payload);
        var filter = new BookmarkFilter
        {
            WorkflowInstanceId = row.ParentId,
            Hashes =
            [
                hasher.Hash(RuntimeNames.DispatchWorkflow, new DispatchWorkflowStimulus(row.ChildId)),
                hasher.Hash(RuntimeNames.ExecuteWorkflow, new ExecuteWorkflowStimulus(row.ChildId)),
                hasher.Hash(RuntimeNames.BulkDispatchWorkflows, new BulkDispatchWorkflowsStimulus(row.ParentId)),
            ],
        };
        var client = await runtime.CreateClientAsync(row.ParentId, cancellationToken);
        foreach (var bookmark in await bookmarks.FindManyAsync(filter, cancellationToken))
            await client.RunInstanceAsync(new RunWorkflowInstanceRequest { BookmarkId = bookmark.Id, Input = InputFor(bookmark.Name, row) }, cancellationToken);
    }

    // As in Elsa a child that finished or faulted gives its outputs. One that was cancelled also says so: Elsa's never wakes its parent.
    private IDictionary<string, object> InputFor(string bookmarkName, ChildEndRow row)
    {
        var output = payloads.ReadValues(row.Output) ?? new Dictionary<string, object>();
        var input = bookmarkName == RuntimeNames.BulkDispatchWorkflows ? new Dictionary<string, object> { ["WorkflowOutput"] = output } : output;
        if (bookmarkName == RuntimeNames.BulkDispatchWorkflows || row.SubStatus == WorkflowSubStatus.Cancelled)
        {
            input["WorkflowInstanceId"] = row.ChildId;
            input["WorkflowStatus"] = row.Status.ToString();
            input["WorkflowSubStatus"] = row.SubStatus.ToString();
        }

        return input;
    }
}
