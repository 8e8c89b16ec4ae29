using Elsa.Alterations.AlterationTypes;
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
    public Task<RunAlterationsResult> RunAsync(
        string workflowInstanceId, IEnumerable<IAlteration> alterations, CancellationToken cancellationToken = default)
    {
        var list = alterations.ToList();
        return ambient.RunAsync(
            "instances/alter",
            (services, token) => services.GetRequiredService<InstanceAlterations>().RunAsync(workflowInstanceId, list, token),
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
    InstanceRunner instances, InstanceCanceller canceller, IWorkflowDefinitionService definitions, IWorkflowRunner runner, CommitHandler commit,
    IEnumerable<IAlterationHandler> handlers)
{
    /// <summary>The first that fails ends it: what was done before stays, what waits for the end is dropped.</summary>
    public async Task<RunAlterationsResult> RunAsync(string instanceId, IReadOnlyList<IAlteration> alterations, CancellationToken cancellationToken)
    {
        var stored = await instances.LoadAsync(instanceId, cancellationToken);
        var handle = WorkflowDefinitionHandle.ByDefinitionVersionId(stored.State.DefinitionVersionId);
        var graph = await definitions.FindWorkflowGraphAsync(handle, cancellationToken)
            ?? throw new WorkflowGraphNotFoundException($"Expected workflow definition {handle} of instance '{instanceId}', but there is none.", handle);
        var run = await runner.CreateContextAsync(graph, stored.State, cancellationToken);

        var log = new List<AlterationLogEntry>();
        var actions = new List<Func<Task>>();
        foreach (var alteration in alterations.Where(alteration => alteration is not Cancel))
        {
            log.Add(await DoAsync(new AlterationContext(alteration, run, actions, cancellationToken)));
            if (log[^1].Succeeded)
                continue;
            actions.Clear();
            break;
        }

        foreach (var action in actions)
            await action();
        var cancels = log.TrueForAll(entry => entry.Succeeded) && alterations.Any(alteration => alteration is Cancel);
        if (cancels)
            log.Add(new AlterationLogEntry(EventName(nameof(Cancel), succeeded: true), true, null));
        foreach (var entry in log)
            run.AddExecutionLogEntry(entry.EventName, entry.Message);

        var hasWork = run.Scheduler.HasAny;
        await commit.CommitAsync(run, await runner.ExtractAsync(run), stored, cancellationToken);
        if (cancels)
            await canceller.CancelAsync(instanceId, cancellationToken);
        return new RunAlterationsResult(instanceId, log, hasWork && !cancels);
    }

    private async Task<AlterationLogEntry> DoAsync(AlterationContext context)
    {
        var name = context.Alteration.GetType().Name;
        if (handlers.FirstOrDefault(handler => handler.CanHandle(context.Alteration)) is not { } found)
            return new AlterationLogEntry(EventName(name, succeeded: false), false, $"Expected an alteration that is known here, but got {name}.");

        await found.HandleAsync(context);
        var succeeded = context.HasSucceeded is true;
        return new AlterationLogEntry(EventName(name, succeeded), succeeded, context.Message);
    }

    private static string EventName(string name, bool succeeded) => $"Alteration {name} {(succeeded ? "succeeded" : "failed")}";
}
