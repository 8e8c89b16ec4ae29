using Elsa.Workflows.Execution;

namespace Elsa.Workflows.Runtime.Commands;

/// <summary>Makes a run of a command repeat the faults of the run before it, so that what led to them is never stored (D2).</summary>
/// <remarks>Executions are counted per definition version and node over all bursts of the command: ids made in a burst differ from run to run.</remarks>
internal sealed class FaultReplay : IFaultReplay
{
    private readonly Dictionary<(string Version, string NodeId), int> _counts = [];
    private readonly Dictionary<(string RunId, string NodeId, int Invocation), int> _ordinals = [];
    private List<ForcedFault>? _forced;

    /// <summary>Arms the replay; faults found in this run are added to <paramref name="forced"/>.</summary>
    public void Begin(List<ForcedFault> forced) => _forced = forced;

    /// <inheritdoc />
    public RepeatedFault? Take(WorkflowExecutionContext run, string nodeId, int invocation)
    {
        if (_forced is null)
            return null;

        var place = (Version(run), nodeId);
        var ordinal = _counts.GetValueOrDefault(place) + 1;
        _counts[place] = ordinal;
        _ordinals[(run.Id, nodeId, invocation)] = ordinal;
        return Find(run, nodeId, ordinal)?.Fault;
    }

    /// <inheritdoc />
    public bool Abort(WorkflowExecutionContext run, string nodeId, int invocation, RepeatedFault fault)
    {
        if (_forced is null || !_ordinals.TryGetValue((run.Id, nodeId, invocation), out var ordinal) || Find(run, nodeId, ordinal) is not null)
            return false;

        _forced.Add(new ForcedFault(Version(run), nodeId, ordinal, fault));
        return true;
    }

    private ForcedFault? Find(WorkflowExecutionContext run, string nodeId, int ordinal) =>
        _forced!.Find(x => x.Ordinal == ordinal && x.NodeId == nodeId && x.Version == Version(run));

    private static string Version(WorkflowExecutionContext run) => run.Workflow.Identity.Id;
}

/// <summary>The n-th execution of a node in a command is to repeat this fault.</summary>
internal sealed record ForcedFault(string Version, string NodeId, int Ordinal, RepeatedFault Fault);
