namespace Elsa.Workflows.Execution;

/// <summary>Says which execution is running right now, so that what it sends can be told apart and is sent once. Scoped.</summary>
public sealed class ExecutionTracker
{
    private Position _position;

    /// <summary>Id of the instance; null outside of a burst.</summary>
    public string? InstanceId => _position.InstanceId;

    /// <summary>Node id of the activity; null outside of a burst.</summary>
    public string? NodeId => _position.NodeId;

    /// <summary>Id of the activity context; null outside of a burst.</summary>
    public string? ActivityInstanceId => _position.ActivityInstanceId;

    /// <summary>Number of the invocation over the life of the instance.</summary>
    public long ExecutionIndex => _position.ExecutionIndex;

    /// <summary>Counts from 1 within one invocation.</summary>
    public int NextSequence() => ++_position.Sequence;

    internal Position Enter(ActivityExecutionContext context)
    {
        var outer = _position;
        var run = context.WorkflowExecutionContext;
        _position = new() { InstanceId = run.Id, NodeId = context.NodeId, ActivityInstanceId = context.Id, ExecutionIndex = run.ExecutionIndex };
        return outer;
    }

    /// <summary>Goes back to the execution around it: a workflow may run another inside of an activity.</summary>
    internal void Leave(Position outer) => _position = outer;

    internal struct Position
    {
        public string? InstanceId;
        public string? NodeId;
        public string? ActivityInstanceId;
        public long ExecutionIndex;
        public int Sequence;
    }
}
