using Elsa.ITR.Domain.Flows;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Tests.Shared.Edits;
using Elsa.ITR.Web.Features.Inbox;
using Elsa.ITR.Web.Features.Processes;
using Elsa.ITR.Workflows;
using Elsa.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime.Commands;
using Elsa.Workflows.Runtime.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Flows;

/// <summary>Every seeded edit is published over a waiting instance, which migrates whenever that is offered; then its task is completed.</summary>
[Collection(nameof(FlowTemplate))]
public sealed class NobodyIsStrandedTests(FlowTemplate template)
{
    [Fact]
    public async Task By_any_edit()
    {
        await using var host = template.Start("2026-11-23 09:00");
        await host.DispatchedAsync("NE-GZ-0001");
        var told = new List<string>();
        var moved = 0;
        foreach (var (index, edit) in SeededEdits.All.Index())
        {
            try
            {
                moved += await PublishOverAsync(host, edit, $"itr-edit-{index}") ? 1 : 0;
            }
            catch (Exception problem) when (problem is RuleViolationException or InvalidOperationException or Xunit.Sdk.XunitException)
            {
                told.Add($"{edit.Does}: {problem.Message}");
            }
        }

        Assert.True(told.Count == 0, string.Join('\n', told));
        Assert.True(moved > 20, $"{moved} migrated"); // else this proves nothing
    }

    /// <returns>Whether the instance went on with the edited version.</returns>
    private static async Task<bool> PublishOverAsync(FlowHost host, SeededEdits.Edit edit, string flow)
    {
        await host.ImportAsync(Named(FlowEdit.Of(edit.Flow), flow));
        await host.PublishAsync(flow);
        var instance = await StartAsync(host, flow);

        var changed = Named(FlowEdit.Of(edit.Flow), flow);
        edit.Make(changed);
        await host.ImportAsync(changed);
        var seen = await host.ImpactAsync(flow);
        if (seen.Version == 1)
            return false; // the same content is no new version

        if (!seen.MayPublish)
        {
            var refused = await Assert.ThrowsAsync<RuleViolationException>(() => host.PublishAsync(flow));
            Assert.Equal("flow.findings", refused.Code);
        }
        else
        {
            var choices = seen.Impact!.Groups.Select(x => new GroupChoice(x.Key, x.May(MigrationChoice.Now) ? MigrationChoice.Now : MigrationChoice.Stay)).ToArray();
            await host.PublishAsync(flow, choices: choices);
        }

        return await GoesOnAsync(host, instance, edit.Flow == FlowIds.ClockPause);
    }

    private static async Task<bool> GoesOnAsync(FlowHost host, string instance, bool isPause)
    {
        var row = await host.ReadAsync(db => db.Set<WorkflowInstance>().SingleAsync(x => x.Id == instance));
        var at = await host.ReadAsync(db => db.Set<StoredBookmark>().SingleAsync(x => x.WorkflowInstanceId == instance && !x.IsListener && x.Name == WorkItemStimulus.BookmarkName));
        var graph = await host.RunAsync(null, async services => (await services.GetRequiredService<IWorkflowDefinitionService>().FindWorkflowGraphAsync(row.DefinitionVersionId))!);
        Assert.True(new FlowReach(graph).ReachesEnd(at.ActivityId), $"no end from {at.ActivityId}");

        var item = await host.ReadAsync(db => db.Set<WorkItem>().SingleAsync(x => x.InstanceId == instance && (x.State == WorkItemState.Created || x.State == WorkItemState.Claimed)));
        var (person, outcome, fields) = isPause ? ("duty1", "Reject", new Dictionary<string, string?> { ["comment"] = "not now" }) : ("t1gz", "Decline", new() { ["reason"] = "busy elsewhere", ["comment"] = "not now" });
        var command = new CompleteWorkItem.Command(item.No, outcome, fields, item.RowVersion);
        Assert.NotNull(await host.RunAsync(person, services => services.GetRequiredService<ICommandHandler<CompleteWorkItem.Command, CompleteWorkItem.Result?>>().HandleAsync(command, default)));
        await host.DrainAsync();

        // Ended, waiting for the next thing, or faulted where an operator sees it: never standing with nothing to come.
        var after = await host.ReadAsync(db => db.Set<WorkflowInstance>().SingleAsync(x => x.Id == instance));
        var waits = await host.ReadAsync(db => db.Set<StoredBookmark>().CountAsync(x => x.WorkflowInstanceId == instance && !x.IsListener));
        Assert.True(after.Status == WorkflowStatus.Finished || waits > 0 || after.FaultedActivityCount > 0, $"stands still after {outcome}");
        return row.Version == 2;
    }

    private static async Task<string> StartAsync(FlowHost host, string flow)
    {
        var record = host.Case.Ref;
        var input = new Dictionary<string, object?> { ["entry"] = "New", ["pauseId"] = Guid.NewGuid().ToString(), ["approverRole"] = "DutyManager", ["reason"] = "CUSTOMER_INFO", ["from"] = "", ["expectedResume"] = "" };
        var id = await host.RunAsync(null, services => services.GetRequiredService<IFlows>().StartAsync(flow, record, input));
        await host.DrainAsync();
        return id;
    }

    private static FlowEdit Named(FlowEdit edit, string flow)
    {
        edit.Definition["definitionId"] = flow;
        return edit;
    }
}
