using Elsa.Alterations.Core.Contracts;
using Elsa.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Exceptions;
using Elsa.Workflows.Runtime.Messages;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.Alterations;

/// <summary>Opens a command for each instance and has its alterations done there.</summary>
internal sealed class AlterationRunner(AmbientCommand ambient, IWorkflowRuntime runtime) : IAlterationRunner, IAlteredWorkflowDispatcher
{
    /// <inheritdoc/>
    public Task<RunAlterationsResult> PreviewAsync(
        string workflowInstanceId, IEnumerable<IAlteration> alterations, CancellationToken cancellationToken = default)
    {
        var list = alterations.ToList();
        return ambient.RunAsync(
            "instances/preview-alterations",
            (services, token) => services.GetRequiredService<InstanceAlterations>().RunAsync(workflowInstanceId, list, preview: true, token),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<RunAlterationsResult> RunAsync(
        string workflowInstanceId, IEnumerable<IAlteration> alterations, CancellationToken cancellationToken = default)
    {
        var list = alterations.ToList();
        return ambient.RunAsync(
            "instances/alter",
            (services, token) => services.GetRequiredService<InstanceAlterations>().RunAsync(workflowInstanceId, list, preview: false, token),
            cancellationToken,
            InstanceLocks.Of(workflowInstanceId));
    }

    /// <inheritdoc/>
    public async Task<ICollection<RunAlterationsResult>> RunAsync(
        IEnumerable<string> workflowInstanceIds, IEnumerable<IAlteration> alterations, CancellationToken cancellationToken = default)
    {
        var list = alterations.ToList();
        var results = new List<RunAlterationsResult>();
        foreach (var id in workflowInstanceIds)
        {
            try
            {
                results.Add(await RunAsync(id, list, cancellationToken));
            }
            catch (WorkflowInstanceNotFoundException missing)
            {
                results.Add(new RunAlterationsResult(id, [new AlterationLogEntry("Alteration failed", false, missing.Message)], false));
            }
        }

        return results;
    }

    /// <inheritdoc/>
    public async Task DispatchAsync(RunAlterationsResult result, CancellationToken cancellationToken = default)
    {
        if (!result.IsSuccessful || !result.WorkflowHasScheduledWork)
            return;
        var client = await runtime.CreateClientAsync(result.WorkflowInstanceId, cancellationToken);
        await client.RunInstanceAsync(RunWorkflowInstanceRequest.Empty, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task DispatchAsync(IEnumerable<RunAlterationsResult> results, CancellationToken cancellationToken = default)
    {
        foreach (var result in results)
            await DispatchAsync(result, cancellationToken);
    }
}

/// <summary>Does the alterations of one instance inside a running command.</summary>
internal sealed class InstanceAlterations(
    InstanceRunner instances, IWorkflowDefinitionService definitions, IWorkflowRunner runner, CommitHandler commit,
    IEnumerable<IAlterationHandler> handlers)
{
    /// <summary>The first that fails ends it: what was done before stays, what waits for the end is dropped. A preview stores nothing.</summary>
    public async Task<RunAlterationsResult> RunAsync(
        string instanceId, IReadOnlyList<IAlteration> alterations, bool preview, CancellationToken cancellationToken)
    {
        var stored = await instances.LoadAsync(instanceId, cancellationToken);
        var handle = WorkflowDefinitionHandle.ByDefinitionVersionId(stored.State.DefinitionVersionId);
        var graph = await definitions.FindWorkflowGraphAsync(handle, cancellationToken)
            ?? throw new WorkflowGraphNotFoundException($"Expected workflow definition {handle} of instance '{instanceId}', but there is none.", handle);
        var altered = new AlteredRun(await runner.CreateContextAsync(graph, stored.State, cancellationToken));

        var log = new List<AlterationLogEntry>();
        foreach (var alteration in alterations)
        {
            log.Add(await DoAsync(new AlterationContext(alteration, altered, cancellationToken)));
            if (log[^1].Succeeded)
                continue;
            altered.Actions.Clear();
            break;
        }

        if (!preview)
            await StoreAsync(altered, log, stored, cancellationToken);
        return new RunAlterationsResult(instanceId, log, altered.Run.Scheduler.HasAny);
    }

    private async Task StoreAsync(AlteredRun altered, List<AlterationLogEntry> log, StoredInstance stored, CancellationToken cancellationToken)
    {
        foreach (var action in altered.Actions)
            await action();
        foreach (var entry in log)
            altered.Run.AddExecutionLogEntry(entry.EventName, entry.Effect ?? entry.Message);
        await commit.CommitAsync(altered.Run, await runner.ExtractAsync(altered.Run), stored, cancellationToken);
    }

    private async Task<AlterationLogEntry> DoAsync(AlterationContext context)
    {
        var name = context.Alteration.GetType().Name;
        if (handlers.FirstOrDefault(handler => handler.CanHandle(context.Alteration)) is not { } found)
            return new AlterationLogEntry(EventName(name, succeeded: false), false, $"Expected an alteration that is known here, but got {name}.");

        await found.HandleAsync(context);
        return context.HasSucceeded is true
            ? new AlterationLogEntry(EventName(name, succeeded: true), true, $"{name} succeeded") { Effect = context.Message, HadNoEffect = context.HasNoEffect }
            : new AlterationLogEntry(EventName(name, succeeded: false), false, context.Message);
    }

    private static string EventName(string name, bool succeeded) => $"Alteration {name} {(succeeded ? "succeeded" : "failed")}";
}
