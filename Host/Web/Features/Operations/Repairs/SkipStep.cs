using Elsa.Alterations.AlterationTypes;
using Elsa.ITR.Domain.Shared;
using Elsa.Workflows.Management.Entities;

namespace Elsa.ITR.Web.Features.Operations.Repairs;

/// <summary>Leaves a waiting or failed step with an outcome; the work it had asked for is withdrawn.</summary>
internal sealed class SkipStep(Altering altering) : IRepair
{
    public string Kind => RepairKinds.Skip;

    public Task RunAsync(Repair asked, WorkflowInstance instance, CancellationToken cancellationToken) => asked is { Subject: { } step, Outcome: { Length: > 0 } outcome }
        ? altering.RunAsync(instance.Id, [new SkipActivity { ActivityInstanceId = step, Outcome = outcome }], cancellationToken)
        : throw new RuleViolationException("instance.step-gone", ("instance", instance.Id));
}
