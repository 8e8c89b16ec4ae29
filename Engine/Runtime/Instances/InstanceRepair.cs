using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime.Exceptions;
using Elsa.Workflows.Runtime.Messages;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.Workflows.Runtime;

/// <summary>Repairs an instance by hand (D3). Every method is one command, or part of the running one. Scoped.</summary>
public sealed class InstanceRepair(AmbientCommand ambient)
{
    /// <summary>Runs a faulted activity instance again: its resume, if that is what failed, else its body.</summary>
    /// <exception cref="WorkflowInstanceNotFoundException">No such instance.</exception>
    /// <exception cref="InvalidOperationException">The activity instance is not there or not faulted.</exception>
    public Task<RunWorkflowInstanceResponse> RetryAsync(string instanceId, string activityInstanceId, CancellationToken cancellationToken = default) =>
        ambient.RunAsync(
            "instances/retry",
            async (services, token) =>
            {
                var runner = services.GetRequiredService<InstanceRunner>();
                var stored = await runner.LoadAsync(instanceId, token);
                if (!stored.FaultedIds.Contains(activityInstanceId))
                    throw new InvalidOperationException($"Expected activity instance '{activityInstanceId}' of '{instanceId}' to be faulted, but it is not.");

                await services.GetRequiredService<RetrySchedule>().CancelAsync([activityInstanceId], token);
                var request = new RunWorkflowInstanceRequest { ActivityHandle = ActivityHandle.FromActivityInstanceId(activityInstanceId) };
                return await runner.RunAsync(instanceId, request, token);
            },
            cancellationToken,
            InstanceLocks.Of(instanceId));

    /// <summary>Ids of the activity instances that are faulted now.</summary>
    /// <exception cref="WorkflowInstanceNotFoundException">No such instance.</exception>
    public Task<IReadOnlyCollection<string>> ListFaultedAsync(string instanceId, CancellationToken cancellationToken = default) =>
        ambient.RunAsync<IReadOnlyCollection<string>>(
            "instances/faulted",
            async (services, token) => (await services.GetRequiredService<InstanceRunner>().LoadAsync(instanceId, token)).FaultedIds,
            cancellationToken);
}
