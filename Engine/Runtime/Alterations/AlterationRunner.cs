using Elsa.Alterations.Core.Contracts;
using Elsa.Alterations.Core.Results;
using Elsa.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Contracts;
using Elsa.Workflows.Runtime.Exceptions;
using Elsa.Workflows.Runtime.Requests;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.Alterations;

/// <summary>Runs alterations as commands: one instance, one transaction, one result.</summary>
internal sealed class AlterationRunner(AmbientCommand ambient, IWorkflowDispatcher dispatcher) : IAlterationRunner, IAlteredWorkflowDispatcher
{
    /// <inheritdoc />
    public Task<RunAlterationsResult> RunAsync(
        string workflowInstanceId, IEnumerable<IAlteration> alterations, CancellationToken cancellationToken = default)
    {
        var list = alterations.ToList();
        return ambient.RunAsync(
            "alterations/run",
            (services, token) => services.GetRequiredService<InstanceAlterer>().RunAsync(workflowInstanceId, list, token),
            cancellationToken,
            InstanceLocks.Of(workflowInstanceId));
    }

    /// <inheritdoc />
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
                var log = new AlterationLog();
                log.Add(missing.Message, failed: true);
                results.Add(new RunAlterationsResult(id, log, false));
            }
        }

        return results;
    }

    /// <inheritdoc />
    public async Task DispatchAsync(IEnumerable<RunAlterationsResult> results, CancellationToken cancellationToken = default)
    {
        foreach (var result in results.Where(x => x is { IsSuccessful: true, WorkflowHasScheduledWork: true }))
            await dispatcher.DispatchAsync(new DispatchWorkflowInstanceRequest(result.WorkflowInstanceId), cancellationToken);
    }
}

/// <summary>Alters one instance inside a running command.</summary>
internal sealed class InstanceAlterer(
    InstanceRunner instances, IWorkflowDefinitionService definitions, IWorkflowRunner runner, CommitHandler commit, IEnumerable<IAlterationHandler> handlers)
{
    public async Task<RunAlterationsResult> RunAsync(string instanceId, IReadOnlyList<IAlteration> alterations, CancellationToken cancellationToken)
    {
        var stored = await instances.LoadAsync(instanceId, cancellationToken);
        var handle = Workflows.Models.WorkflowDefinitionHandle.ByDefinitionVersionId(stored.State.DefinitionVersionId);
        var graph = await definitions.FindWorkflowGraphAsync(handle, cancellationToken)
            ?? throw new WorkflowGraphNotFoundException($"Expected workflow definition {handle}, but there is none.", handle);
        var run = await runner.CreateContextAsync(graph, stored.State, cancellationToken);

        var log = new AlterationLog();
        var actions = await HandleAllAsync(run, alterations, log);
        foreach (var action in actions)
            await action();
        foreach (var entry in log.Entries)
            run.AddExecutionLogEntry(entry.Message);

        await commit.CommitAsync(run, await runner.ExtractAsync(run), stored, cancellationToken);
        return new RunAlterationsResult(instanceId, log, run.Scheduler.HasAny);
    }

    private async Task<List<Func<Task>>> HandleAllAsync(WorkflowExecutionContext run, IReadOnlyList<IAlteration> alterations, AlterationLog log)
    {
        var actions = new List<Func<Task>>();
        foreach (var alteration in alterations)
        {
            var context = new AlterationContext(alteration, run, log);
            if (handlers.FirstOrDefault(x => x.CanHandle(alteration)) is { } handler)
                await handler.HandleAsync(context);
            else
                context.Fail($"Expected a handler for {alteration.GetType().Name}, but there is none.");

            if (context.HasFailed)
                return []; // what was already done stays, what was only planned does not
            if (context.CommitAction is { } action)
                actions.Add(action);
        }

        return actions;
    }
}
