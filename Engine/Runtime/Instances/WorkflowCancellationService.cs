using Elsa.Common.Models;
using Elsa.Workflows.Management;
using Elsa.Workflows.Runtime.Outbox;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.Workflows.Runtime;

/// <summary>Cancels an instance; its children follow as outbox rows, each in a transaction of its own (D4).</summary>
internal sealed class WorkflowCancellationService(AmbientCommand ambient, IWorkflowInstanceStore instances, IWorkflowDefinitionStore definitions)
    : IWorkflowCancellationService
{
    /// <inheritdoc />
    public Task<bool> CancelWorkflowAsync(string workflowInstanceId, CancellationToken cancellationToken = default) =>
        ambient.RunAsync(
            "instances/cancel",
            (services, token) => services.GetRequiredService<InstanceCanceller>().CancelAsync(workflowInstanceId, token),
            cancellationToken,
            InstanceLocks.Of(workflowInstanceId));

    /// <inheritdoc />
    public async Task<int> CancelWorkflowsAsync(IEnumerable<string> workflowInstanceIds, CancellationToken cancellationToken = default)
    {
        var count = 0;
        foreach (var id in workflowInstanceIds)
        {
            if (await CancelWorkflowAsync(id, cancellationToken))
                count++;
        }

        return count;
    }

    /// <inheritdoc />
    public async Task<int> CancelWorkflowByDefinitionVersionAsync(string definitionVersionId, CancellationToken cancellationToken = default) =>
        await CancelWorkflowsAsync(await instances.ListRunningIdsAsync([definitionVersionId], cancellationToken), cancellationToken);

    /// <inheritdoc />
    public async Task<int> CancelWorkflowByDefinitionAsync(
        string definitionId, VersionOptions versionOptions, CancellationToken cancellationToken = default)
    {
        var versions = await definitions.ListVersionsAsync(definitionId, cancellationToken);
        var meant = versions.Where(x => VersionMatch.Matches(versionOptions, x)).Select(x => x.Id).ToList();
        return await CancelWorkflowsAsync(await instances.ListRunningIdsAsync(meant, cancellationToken), cancellationToken);
    }
}

/// <summary>Cancels one instance inside a running command and has its children cancelled after it.</summary>
internal sealed class InstanceCanceller(InstanceRunner runner, IWorkflowInstanceStore instances, IOutbox outbox) : IOutboxHandler
{
    private const string RowKind = "cancel-instance";

    /// <inheritdoc />
    public string Kind => RowKind;

    /// <inheritdoc />
    public IEnumerable<string> Locks(OutboxMessage message) => [InstanceLocks.Of(RowJson.Read<Target>(message.Payload).InstanceId)];

    /// <inheritdoc />
    public Task HandleAsync(OutboxMessage message, CancellationToken cancellationToken) =>
        CancelAsync(RowJson.Read<Target>(message.Payload).InstanceId, cancellationToken);

    /// <summary>False when there is no running instance of that id.</summary>
    public async Task<bool> CancelAsync(string instanceId, CancellationToken cancellationToken)
    {
        if (!await instances.ExistsAsync(instanceId, cancellationToken))
            return false;

        var cancelled = await runner.CancelAsync(instanceId, cancellationToken);
        await CancelChildrenAsync(instanceId, cancellationToken);
        return cancelled;
    }

    /// <summary>For a run that was cancelled in memory: its activities withdraw what they asked for, its children are cancelled.</summary>
    public async Task TellAsync(WorkflowExecutionContext run, CancellationToken cancellationToken)
    {
        await InstanceRunner.WithdrawAsync(run, cancellationToken);
        await CancelChildrenAsync(run.Id, cancellationToken);
    }

    private async Task CancelChildrenAsync(string instanceId, CancellationToken cancellationToken)
    {
        foreach (var child in await instances.ListRunningChildIdsAsync(instanceId, cancellationToken))
            outbox.Add(RowKind, new Target(child), isInternal: true);
    }

    private sealed record Target(string InstanceId);
}
