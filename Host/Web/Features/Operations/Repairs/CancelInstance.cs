using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime;

namespace Elsa.ITR.Web.Features.Operations.Repairs;

/// <summary>Ends an instance: its open work is withdrawn, its children follow.</summary>
internal sealed class CancelInstance(IWorkflowCancellationService cancellation) : IRepair
{
    public string Kind => RepairKinds.Cancel;

    public Task RunAsync(Repair asked, WorkflowInstance instance, CancellationToken cancellationToken) => cancellation.CancelWorkflowAsync(instance.Id, cancellationToken);
}
