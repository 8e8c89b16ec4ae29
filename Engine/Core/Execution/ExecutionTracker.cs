namespace Elsa.Workflows.Execution;

/// <summary>Which activity is running in this scope, so that what it causes gets a stable key. Scoped; set by the invoker.</summary>
public sealed class ExecutionTracker
{
    private int _sequence;

    /// <summary>Id of the instance; null outside of a burst.</summary>
    public string? InstanceId { get; private set; }

    /// <summary>Node id of the activity; null between activities.</summary>
    public string? NodeId { get; private set; }

    /// <summary>Id of the activity context.</summary>
    public string? ActivityInstanceId { get; private set; }

    /// <summary>Number of the invocation over the whole life of the instance.</summary>
    public long ExecutionIndex { get; private set; }

    /// <summary>Number of an effect within the invocation, from 1.</summary>
    public int NextSequence() => ++_sequence;

    /// <summary>An activity begins. Dispose the result when it has run: a nested burst gives the place back to the activity around it.</summary>
    public IDisposable Enter(string instanceId, string nodeId, string activityInstanceId, long executionIndex)
    {
        var outer = new Place(this, InstanceId, NodeId, ActivityInstanceId, ExecutionIndex, _sequence);
        (InstanceId, NodeId, ActivityInstanceId, ExecutionIndex, _sequence) = (instanceId, nodeId, activityInstanceId, executionIndex, 0);
        return outer;
    }

    private sealed class Place(ExecutionTracker tracker, string? instanceId, string? nodeId, string? activityInstanceId, long index, int sequence) : IDisposable
    {
        public void Dispose() =>
            (tracker.InstanceId, tracker.NodeId, tracker.ActivityInstanceId, tracker.ExecutionIndex, tracker._sequence) =
            (instanceId, nodeId, activityInstanceId, index, sequence);
    }
}
