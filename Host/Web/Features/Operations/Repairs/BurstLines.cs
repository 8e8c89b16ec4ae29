using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime;

namespace Elsa.ITR.Web.Features.Operations.Repairs;

/// <summary>What the bursts of a rehearsed command did, line by line; nothing is kept of other commands. Scoped.</summary>
public sealed class BurstLines : ICommitObserver
{
    private readonly List<(string InstanceId, WorkflowExecutionLogEntry Entry)> _lines = [];

    /// <summary>True from the begin of a rehearsal on.</summary>
    public bool AreKept { get; set; }

    /// <summary>In the order they were written.</summary>
    public IReadOnlyList<(string InstanceId, WorkflowExecutionLogEntry Entry)> Lines => _lines;

    /// <inheritdoc/>
    public Task OnCommittingAsync(WorkflowExecutionContext run, WorkflowInstance instance, CancellationToken cancellationToken)
    {
        if (AreKept)
            _lines.AddRange(run.ExecutionLog.Select(x => (instance.Id, x)));
        return Task.CompletedTask;
    }
}
