using Elsa.ITR.Domain.Flows;
using Elsa.ITR.Domain.Services;
using Elsa.ITR.Domain.Shared;
using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime;

namespace Elsa.ITR.Data.Flows;

/// <summary>A flow that is cancelled leaves no record that it has opened unfinished: the record is cancelled with it or, where something must come back, its flow goes on by itself.</summary>
internal sealed class CancelledRecords(Lazy<ServiceDesk> desk, Lazy<IFlows> flows) : ICommitObserver
{
    /// <inheritdoc/>
    public async Task OnCommittingAsync(WorkflowExecutionContext run, WorkflowInstance instance, CancellationToken cancellationToken)
    {
        if (run.SubStatus != WorkflowSubStatus.Cancelled || !run.Properties.TryGetValue(RunKeys.OpenedRecord, out var opened))
            return;

        var record = RecordRef.Parse((string)opened);
        if (!await desk.Value.CancelAsync(record, cancellationToken))
            await flows.Value.StartAsync(instance.DefinitionId, record, run.Input.ToDictionary(x => x.Key, x => (object?)x.Value));
    }
}
