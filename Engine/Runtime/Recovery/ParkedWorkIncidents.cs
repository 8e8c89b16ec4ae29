using Elsa.Scheduling;
using Elsa.Workflows.Management;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime.Deadlines;
using Elsa.Workflows.Runtime.Outbox;

namespace Elsa.Workflows.Runtime;

/// <summary>Background work that was given up becomes an incident of the instance it belongs to (D2).</summary>
internal sealed class ParkedWorkIncidents(IWorkflowInstanceStore instances, IWorkflowStateSerializer states, CommitHandler commit, TimeProvider time) : IParkedWork
{
    /// <inheritdoc />
    public Task OnParkedAsync(OutboxMessage message, CancellationToken cancellationToken) =>
        message.InstanceId is null ? Task.CompletedTask : AddAsync(message.InstanceId, message.Kind, message.Error, cancellationToken);

    /// <inheritdoc />
    public Task OnParkedAsync(Deadline deadline, CancellationToken cancellationToken) => deadline.Kind switch
    {
        BookmarkSchedule.Kind => AddAsync(BookmarkSchedule.InstanceOf(deadline), deadline.Kind, deadline.Error, cancellationToken),
        RetrySchedule.Kind => AddAsync(RetrySchedule.Read(deadline).InstanceId, deadline.Kind, deadline.Error, cancellationToken),
        _ => Task.CompletedTask,
    };

    private async Task AddAsync(string instanceId, string kind, string? error, CancellationToken cancellationToken)
    {
        if (await instances.FindWithStateAsync(instanceId, cancellationToken) is not { } found)
            return;

        var state = states.Deserialize(found.Document.State);
        state.Incidents.Add(new ActivityIncident("", "", $"engine/{kind}", $"Background work was given up: {error}", null, time.GetUtcNow()));
        commit.Store(state, new StoredInstance(found.Instance, found.Document, state));
    }
}
