namespace Elsa.Workflows.Execution;

/// <summary>
/// Lets a command throw away what a failing activity has changed and run the burst again with that activity forced to fail. A port;
/// without it an activity fails in place.
/// </summary>
public interface IFaultReplay
{
    /// <summary>The exception this invocation is to fail with instead of running, or null.</summary>
    /// <param name="run">The run.</param>
    /// <param name="nodeId">Node id of the activity.</param>
    /// <param name="invocation">Number of the invocation in this burst, from 1.</param>
    Exception? Take(WorkflowExecutionContext run, string nodeId, int invocation);

    /// <summary>Whether the burst is to be aborted because this invocation failed.</summary>
    /// <param name="run">The run.</param>
    /// <param name="nodeId">Node id of the activity.</param>
    /// <param name="invocation">Number of the invocation in this burst, from 1.</param>
    /// <param name="error">What it failed with.</param>
    bool Abort(WorkflowExecutionContext run, string nodeId, int invocation, Exception error);
}

/// <summary>The burst is void: nothing it did may be stored. No activity catches it.</summary>
public sealed class BurstAbortedException(string nodeId, int invocation, Exception error)
    : Exception($"Activity '{nodeId}' failed at invocation {invocation} of its burst: {error.Message}", error)
{
    /// <summary>Node id of the activity that failed.</summary>
    public string NodeId { get; } = nodeId;

    /// <summary>Number of the invocation in its burst, from 1.</summary>
    public int Invocation { get; } = invocation;

    /// <summary>What it failed with.</summary>
    public Exception Error { get; } = error;
}
