using Elsa.Workflows.Runtime.Lists;
using Microsoft.AspNetCore.SignalR;

namespace Elsa.ITR.Designer.StudioApi.Live;

/// <summary>Where the instance viewer listens. The sibling of the API: <c>/elsa/hubs/workflow-instance</c>.</summary>
public sealed class WorkflowInstanceHub(WatchedInstances watched, IJournalLists journal) : Hub<IWorkflowInstanceClient>
{
    /// <summary>From now on the caller hears of this instance; first how it stands now, since it may have gone on after the caller read it.</summary>
    public async Task ObserveInstanceAsync(string workflowInstanceId)
    {
        watched.Watch(Context.ConnectionId, workflowInstanceId);
        await Groups.AddToGroupAsync(Context.ConnectionId, workflowInstanceId, Context.ConnectionAborted);
        await LiveInstances.TellAsync(Clients.Caller, workflowInstanceId, journal, Context.ConnectionAborted);
    }

    /// <inheritdoc />
    public override Task OnDisconnectedAsync(Exception? exception)
    {
        watched.Leave(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }
}

/// <summary>What the viewer hears.</summary>
public interface IWorkflowInstanceClient
{
    /// <summary>The journal has new lines.</summary>
    Task WorkflowExecutionLogUpdatedAsync(object message);

    /// <summary>Nodes have new totals: <c>{ stats: […] }</c>.</summary>
    Task ActivityExecutionLogUpdatedAsync(object message);

    /// <summary>The instance changed: <c>{ workflowInstanceId }</c>.</summary>
    Task WorkflowInstanceUpdatedAsync(object message);
}
