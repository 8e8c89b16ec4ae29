using Elsa.ITR.Designer.StudioApi.Journal;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Lists;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Designer.StudioApi.Live;

/// <summary>Tells viewers after each burst. Nothing is read, and nothing sent, for an instance that nobody watches.</summary>
internal sealed class LiveInstances(WatchedInstances watched, IHubContext<WorkflowInstanceHub, IWorkflowInstanceClient> hub, IServiceScopeFactory scopes) : ICommitObserver
{
    /// <inheritdoc />
    public async Task OnCommittedAsync(WorkflowInstance instance, CancellationToken cancellationToken)
    {
        if (!watched.Contains(instance.Id))
            return;

        await using var scope = scopes.CreateAsyncScope();
        await TellAsync(hub.Clients.Group(instance.Id), instance.Id, scope.ServiceProvider.GetRequiredService<IJournalLists>(), cancellationToken);
    }

    /// <summary>Tells how the instance stands now.</summary>
    internal static async Task TellAsync(IWorkflowInstanceClient viewers, string instanceId, IJournalLists journal, CancellationToken cancellationToken)
    {
        var totals = await journal.TotalsAsync(instanceId, null, cancellationToken);
        await viewers.WorkflowExecutionLogUpdatedAsync(new { });
        await viewers.ActivityExecutionLogUpdatedAsync(new { stats = totals.Select(ReadExecutions.Stats) });
        await viewers.WorkflowInstanceUpdatedAsync(new { workflowInstanceId = instanceId });
    }
}
