using Elsa.Alterations.Core.Contracts;
using Elsa.ITR.Domain.Shared;
using Elsa.Workflows.Management.Entities;

namespace Elsa.ITR.Web.Features.Operations.Repairs;

/// <summary>Does repairs of one kind inside a running command. Registered scoped.</summary>
public interface IRepair
{
    /// <summary>One of <see cref="RepairKinds"/>.</summary>
    string Kind { get; }

    /// <exception cref="RuleViolationException">It cannot be done; nothing is stored.</exception>
    Task RunAsync(Repair repair, WorkflowInstance instance, CancellationToken cancellationToken);
}

/// <summary>Has the engine alter an instance and go on.</summary>
public sealed class Altering(IAlterationRunner runner, IAlteredWorkflowDispatcher dispatcher)
{
    /// <exception cref="RuleViolationException">instance.repair-refused: one of them failed, or would do nothing.</exception>
    public async Task RunAsync(string instanceId, IReadOnlyList<IAlteration> alterations, CancellationToken cancellationToken)
    {
        var result = await runner.RunAsync(instanceId, alterations, cancellationToken);
        if (result.Log.FirstOrDefault(x => !x.Succeeded || x.HadNoEffect) is { } entry)
            throw new RuleViolationException("instance.repair-refused", ("why", entry.Succeeded ? entry.Effect : entry.Message));

        await dispatcher.DispatchAsync(result, cancellationToken);
    }
}
