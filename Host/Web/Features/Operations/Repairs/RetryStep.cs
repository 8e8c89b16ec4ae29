using Elsa.ITR.Domain.Shared;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime;

namespace Elsa.ITR.Web.Features.Operations.Repairs;

/// <summary>Runs a faulted step again: its resume, if that is what failed, else its body (D3).</summary>
internal sealed class RetryStep(InstanceRepair repair) : IRepair
{
    public string Kind => RepairKinds.Retry;

    public async Task RunAsync(Repair asked, WorkflowInstance instance, CancellationToken cancellationToken)
    {
        if (asked.Subject is not { } step || !(await repair.ListFaultedAsync(instance.Id, cancellationToken)).Contains(step))
            throw new RuleViolationException("instance.not-faulted", ("instance", instance.Id));

        await repair.RetryAsync(instance.Id, step, cancellationToken);
    }
}
