using Elsa.Common.Models;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Flows;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Requests;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Data.Flows;

/// <summary>The domain's way to the engine: starts, resumes and cancels instances as part of the running command.</summary>
internal sealed class FlowGateway(
    IWorkflowDefinitionService definitions, IWorkflowDispatcher dispatcher, IStimulusSender stimuli, IWorkflowCancellationService cancellation,
    IIdentityGenerator ids, ItrDbContext db, AccessScope access, CaseTimeline timeline) : IFlows
{
    public async Task<string> StartAsync(
        string definitionId, RecordRef record, IReadOnlyDictionary<string, object?>? input = null, string? parentInstanceId = null)
    {
        var published = await definitions.FindVersionAsync(WorkflowDefinitionHandle.ByDefinitionId(definitionId, VersionOptions.Published))
            ?? throw new RuleViolationException("flow.not-published", ("definitionId", definitionId));
        var instanceId = ids.GenerateId();
        var response = await dispatcher.DispatchAsync(
            new DispatchWorkflowDefinitionRequest(published.Id)
            {
                InstanceId = instanceId,
                CorrelationId = record.No,
                ParentWorkflowInstanceId = parentInstanceId,
                Input = InputOf(record, input),
            },
            options: null);
        response.ThrowIfFailed();
        timeline.Write(record, "Flow.Started", new Dictionary<string, object?> { ["flow"] = definitionId, ["version"] = published.Version });
        return instanceId;
    }

    public async Task ResumeAsync(WorkItem item)
    {
        if (item.InstanceId is not { } instanceId)
            return;

        using var system = access.EnterSystem(); // the flow acts on any record, whoever completed the task
        await stimuli.SendAsync(
            WorkItemStimulus.BookmarkName,
            WorkItemStimulus.Of(item.Id),
            new StimulusMetadata { WorkflowInstanceId = instanceId, Input = WorkItemAnswer.For(item) });
    }

    public async Task CancelAsync(RecordRef record, string reason)
    {
        using var system = access.EnterSystem();
        var running = await db.Set<WorkflowInstance>()
            .Where(x => x.CorrelationId == record.No && x.Status == WorkflowStatus.Running)
            .Select(x => new { x.Id, x.ParentWorkflowInstanceId, x.DefinitionId }).OrderBy(x => x.Id).ToListAsync();
        // Children go with their parents, each in its own transaction; only the tops are cancelled here.
        foreach (var top in running.Where(x => !running.Exists(other => other.Id == x.ParentWorkflowInstanceId)))
        {
            await cancellation.CancelWorkflowAsync(top.Id);
            timeline.Write(record, "Flow.Cancelled", new Dictionary<string, object?> { ["flow"] = top.DefinitionId, ["reason"] = reason });
        }
    }

    private static Dictionary<string, object> InputOf(RecordRef record, IReadOnlyDictionary<string, object?>? more)
    {
        var input = (more ?? new Dictionary<string, object?>()).Where(x => x.Value is not null).ToDictionary(x => x.Key, x => x.Value!);
        input["recordType"] = record.Type;
        input["recordId"] = record.Id.ToString();
        input["recordNo"] = record.No;
        return input;
    }
}
