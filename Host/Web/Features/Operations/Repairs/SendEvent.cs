using Elsa.ITR.Data;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Shared;
using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Messages;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Operations.Repairs;

/// <summary>Delivers the event that a step waits for. One that has happened and was not taken is delivered as it is; else it is told now, with its clocks and timeline.</summary>
internal sealed class SendEvent(ItrDbContext db, IWorkflowStateSerializer states, EventDesk desk, IEventDelivery delivery, IWorkflowRuntime runtime) : IRepair
{
    public string Kind => RepairKinds.SendEvent;

    public async Task RunAsync(Repair asked, WorkflowInstance instance, CancellationToken cancellationToken)
    {
        if (await db.Set<StoredBookmark>().AsNoTracking().FirstOrDefaultAsync(x => x.Id == asked.Subject && x.WorkflowInstanceId == instance.Id, cancellationToken) is not { } wait
            || InstanceWaits.Text(wait.Payload, "name") is not { } name || InstanceWaits.Text(wait.Payload, "recordNo") is not { } no)
            throw new RuleViolationException("instance.step-gone", ("instance", instance.Id));

        if (await StoredAsync(instance, wait, name, no, asked.EventFilter, cancellationToken) is { } stored)
            delivery.Stage(stored);
        else
            await desk.PublishAsync(name, await RecordAsync(instance, no, cancellationToken), asked.OccurredAt, Blank(asked.EventFilter), source: EventSource.Api, cancellationToken: cancellationToken);

        // At once and in this transaction, so that what it sets off is seen before it is done; others are woken after the commit.
        var client = await runtime.CreateClientAsync(instance.Id, cancellationToken);
        await client.RunInstanceAsync(new RunWorkflowInstanceRequest { BookmarkId = wait.Id }, cancellationToken);
    }

    /// <summary>The oldest that this step has not taken; null when there is none.</summary>
    private async Task<BusinessEvent?> StoredAsync(WorkflowInstance instance, StoredBookmark wait, string name, string no, string? filter, CancellationToken cancellationToken)
    {
        var taken = db.Set<EventClaim>().Where(x => x.InstanceId == instance.Id && x.NodeId == wait.ActivityNodeId).Select(x => x.EventId);
        var blank = Blank(filter);
        return await db.Set<BusinessEvent>().AsNoTracking()
            .Where(x => x.RecordNo == no && x.Name == name && x.At >= instance.CreatedAt && (blank == null || x.Filter == blank) && !taken.Contains(x.Id))
            .OrderBy(x => x.At).ThenBy(x => x.Id).FirstOrDefaultAsync(cancellationToken);
    }

    // A managed flow keeps its record in the properties of the run.
    private async Task<RecordRef> RecordAsync(WorkflowInstance instance, string no, CancellationToken cancellationToken)
    {
        var document = await db.Set<WorkflowInstanceDocument>().AsNoTracking().FirstAsync(x => x.InstanceId == instance.Id, cancellationToken);
        var properties = states.Deserialize(document.State).Properties;
        return properties.TryGetValue("recordType", out var type) && properties.TryGetValue("recordId", out var id) && Guid.TryParse(id.ToString(), out var key)
            ? new RecordRef(type.ToString()!, key, no)
            : throw new RuleViolationException("instance.no-record", ("instance", instance.Id));
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
