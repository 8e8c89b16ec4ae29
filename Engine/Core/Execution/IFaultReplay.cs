namespace Elsa.Workflows.Execution;

/// <summary>Lets a burst be thrown away and run again when an activity threw, so that nothing it did half is stored (D2). A port; scoped, optional.</summary>
public interface IFaultReplay
{
    /// <summary>Asked before an activity runs: the fault that this invocation is to repeat instead of running, or null.</summary>
    /// <param name="run">The run.</param>
    /// <param name="nodeId">Node id of the activity.</param>
    /// <param name="invocation">Number of the invocation within the burst.</param>
    RepeatedFault? Take(WorkflowExecutionContext run, string nodeId, int invocation);

    /// <summary>Asked when an activity threw: true throws <see cref="BurstAbortedException"/>, false faults the activity in place.</summary>
    bool Abort(WorkflowExecutionContext run, string nodeId, int invocation, RepeatedFault fault);
}

/// <summary>How an activity failed in a burst that is thrown away.</summary>
/// <param name="Error">What it threw, or what its container threw when it completed.</param>
/// <param name="HadCompleted">It had completed: its container failed with what was to follow. The journal keeps that.</param>
/// <param name="Outcomes">Outcomes it had completed with; null for the default or when it had not.</param>
public sealed record RepeatedFault(Exception Error, bool HadCompleted, object? Outcomes);

/// <summary>The burst is to be thrown away and run again; nothing in the engine's core catches it.</summary>
/// <param name="nodeId">Node id of the activity that threw.</param>
/// <param name="invocation">Number of its invocation within the burst.</param>
/// <param name="error">What it threw.</param>
public sealed class BurstAbortedException(string nodeId, int invocation, Exception error)
    : Exception($"Activity '{nodeId}' threw in invocation {invocation} of the burst: {error.Message}", error)
{
    /// <summary>Node id of the activity that threw.</summary>
    public string NodeId { get; } = nodeId;

    /// <summary>Number of its invocation within the burst.</summary>
    public int Invocation { get; } = invocation;
}
