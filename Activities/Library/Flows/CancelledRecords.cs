using Elsa.ITR.Domain.Services;
using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime;

namespace Elsa.ITR.Activities.Flows;

/// <summary>A flow that is cancelled leaves no record that it has opened unfinished: the record is cancelled too.</summary>
public sealed class CancelledRecords(ServiceDesk desk) : ICommitObserver
{
    /// <inheritdoc/>
    public Task OnCommittingAsync(WorkflowExecutionContext run, WorkflowInstance instance, CancellationToken cancellationToken) =>
        run.SubStatus == WorkflowSubStatus.Cancelled && RunRecord.OpenedBy(run) is { } record ? desk.CancelAsync(record, cancellationToken) : Task.CompletedTask;
}
