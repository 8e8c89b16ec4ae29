using Elsa.ITR.Domain.Flows;
using Elsa.ITR.Domain.Services;
using Elsa.ITR.Domain.Shared;
using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime;

namespace Elsa.ITR.Data.Flows;

/// <summary>A flow that is cancelled leaves no record that it has opened unfinished: the record is cancelled with it.</summary>
internal sealed class CancelledRecords(Lazy<ServiceDesk> desk) : ICommitObserver
{
    /// <inheritdoc/>
    public Task OnCommittingAsync(WorkflowExecutionContext run, WorkflowInstance instance, CancellationToken cancellationToken) =>
        run.SubStatus == WorkflowSubStatus.Cancelled && run.Properties.TryGetValue(RunKeys.OpenedRecord, out var opened)
            ? desk.Value.CancelAsync(RecordRef.Parse((string)opened), cancellationToken)
            : Task.CompletedTask;
}
