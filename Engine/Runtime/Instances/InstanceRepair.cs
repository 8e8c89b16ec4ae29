using System.Runtime.CompilerServices;
using Elsa.Workflows.Management.Filters;
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
            (services, token) => RetryAsync(services, instanceId, activityInstanceId, token),
            cancellationToken,
            InstanceLocks.Of(instanceId));

    /// <summary>
    /// Retries what is faulted in every running instance that the filter names, one instance after the other, each in a transaction of its
    /// own. Outcomes come as they are known; stop reading to stop.
    /// </summary>
    /// <param name="filter">Which instances; of those only running ones in which something is faulted are looked at.</param>
    /// <param name="preview">True tells what would be retried and changes nothing.</param>
    /// <param name="cancellationToken">Stops after the instance at hand.</param>
    public async IAsyncEnumerable<RetryOutcome> RetryAllAsync(
        WorkflowInstanceFilter filter, bool preview, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        (filter.WorkflowStatus, filter.HasFaultedActivities) = (WorkflowStatus.Running, true);
        await foreach (var id in InstancePages.IdsAsync(ambient, filter, cancellationToken))
            yield return await RetryOneAsync(id, preview, cancellationToken);
    }

    private async Task<RetryOutcome> RetryOneAsync(string instanceId, bool preview, CancellationToken cancellationToken)
    {
        try
        {
            return await ambient.RunApartAsync(
                "instances/retry",
                async (services, token) =>
                {
                    var faulted = (await ListFaultedAsync(services, instanceId, token)).Order(StringComparer.Ordinal).ToList();
                    foreach (var id in preview ? [] : faulted)
                        await RetryAsync(services, instanceId, id, token);
                    return new RetryOutcome(instanceId, faulted, (await ListFaultedAsync(services, instanceId, token)).Count, null);
                },
                cancellationToken,
                InstanceLocks.Of(instanceId));
        }
        catch (WorkflowInstanceNotFoundException missing)
        {
            return new RetryOutcome(instanceId, [], 0, missing.Message);
        }
    }

    /// <summary>Ids of the activity instances that are faulted now.</summary>
    /// <exception cref="WorkflowInstanceNotFoundException">No such instance.</exception>
    public Task<IReadOnlyCollection<string>> ListFaultedAsync(string instanceId, CancellationToken cancellationToken = default) =>
        ambient.RunAsync<IReadOnlyCollection<string>>(
            "instances/faulted",
            (services, token) => ListFaultedAsync(services, instanceId, token),
            cancellationToken);

    private static async Task<RunWorkflowInstanceResponse> RetryAsync(
        IServiceProvider services, string instanceId, string activityInstanceId, CancellationToken cancellationToken)
    {
        var runner = services.GetRequiredService<InstanceRunner>();
        var stored = await runner.LoadAsync(instanceId, cancellationToken);
        if (!stored.FaultedIds.Contains(activityInstanceId))
            throw new InvalidOperationException($"Expected activity instance '{activityInstanceId}' of '{instanceId}' to be faulted, but it is not.");

        await services.GetRequiredService<RetrySchedule>().CancelAsync([activityInstanceId], cancellationToken);
        var request = new RunWorkflowInstanceRequest { ActivityHandle = ActivityHandle.FromActivityInstanceId(activityInstanceId) };
        return await runner.RunAsync(instanceId, request, cancellationToken);
    }

    private static async Task<IReadOnlyCollection<string>> ListFaultedAsync(IServiceProvider services, string instanceId, CancellationToken cancellationToken) =>
        (await services.GetRequiredService<InstanceRunner>().LoadAsync(instanceId, cancellationToken)).FaultedIds;
}

/// <summary>How the retries of one instance went, or what they would be.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="ActivityInstanceIds">What was faulted and is retried.</param>
/// <param name="StillFaulted">How many activity instances are faulted now.</param>
/// <param name="Error">Why nothing could be done; null when it could.</param>
public sealed record RetryOutcome(string InstanceId, IReadOnlyList<string> ActivityInstanceIds, int StillFaulted, string? Error);
