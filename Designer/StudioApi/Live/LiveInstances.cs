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
        var totals = await scope.ServiceProvider.GetRequiredService<IJournalLists>().TotalsAsync(instance.Id, null, cancellationToken);
        var viewers = hub.Clients.Group(instance.Id);
        await viewers.WorkflowExecutionLogUpdatedAsync(new { });
        await viewers.ActivityExecutionLogUpdatedAsync(new { stats = totals.Select(ReadExecutions.Stats) });
        await viewers.WorkflowInstanceUpdatedAsync(new { workflowInstanceId = instance.Id });
    }
}
