using Elsa.Workflows.Execution;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.Extensions.Options;

namespace Elsa.Workflows.Runtime.Outbox;

/// <summary>Makes outbox rows with their stable key.</summary>
internal sealed class OutboxWriter(
    IOutboxStore store,
    CommandScope command,
    ExecutionTracker tracker,
    IIdentityGenerator ids,
    NodeIdentity node,
    TimeProvider time,
    IOptions<RuntimeOptions> options) : IOutbox
{
    /// <inheritdoc />
    public OutboxMessage Add(string kind, object payload, string? recordId = null, bool isInternal = false)
    {
        var now = time.GetUtcNow();
        var id = ids.GenerateId();
        var message = new OutboxMessage
        {
            Id = id,
            Kind = kind,
            Key = KeyFor(id),
            Payload = payload as string ?? RowJson.Write(payload),
            RecordId = recordId,
            InstanceId = tracker.InstanceId,
            IsInternal = isInternal,
            CreatedAt = now,
            AvailableAt = now,
            // This node runs internal rows right after the commit; the others keep away until it must be dead.
            LeaseOwner = isInternal ? node.Name : null,
            LeaseUntil = isInternal ? now + options.Value.LeaseTime : null,
        };
        store.Add(message);
        command.Messages.Add(message);
        return message;
    }

    private string KeyFor(string id) =>
        tracker.InstanceId is { } instance && tracker.NodeId is { } nodeId
            ? $"{instance}/{nodeId}/{tracker.ExecutionIndex}/{tracker.NextSequence()}"
            : id;
}
