using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Models;

namespace Elsa.ITR.Workflows.Rules;

/// <summary>A flowchart as a graph: which connections lead forward, what is reached, what dominates what.</summary>
/// <remarks>Forward and backward are told apart as the engine does: breadth first from the start, a connection that would close a circle leads back.</remarks>
public sealed class FlowShape
{
    private readonly Dictionary<IActivity, List<IActivity>> _forward = [];
    private readonly HashSet<Connection> _forwardConnections = [];
    private readonly Flowchart _chart;

    /// <summary>Reads the graph.</summary>
    /// <param name="chart">The flowchart.</param>
    /// <param name="root">Where it starts.</param>
    public FlowShape(Flowchart chart, IActivity root)
    {
        _chart = chart;
        Root = root;
        Walk();
    }

    /// <summary>Where it starts.</summary>
    public IActivity Root { get; }

    /// <summary>Steps that can be reached.</summary>
    public IEnumerable<IActivity> Reached => _forward.Keys;

    /// <summary>Connections that lead forward.</summary>
    public IReadOnlySet<Connection> Forward => _forwardConnections;

    /// <summary>Connections between reached steps that lead back.</summary>
    public IEnumerable<Connection> Backward =>
        _chart.Connections.Where(x => _forward.ContainsKey(x.Source.Activity) && !_forwardConnections.Contains(x));

    /// <summary>Distinct steps from which forward connections lead here.</summary>
    public IReadOnlyList<IActivity> SourcesOf(IActivity step) =>
        [.. _forwardConnections.Where(x => x.Target.Activity == step).Select(x => x.Source.Activity).Distinct()];

    /// <summary>Steps reached from one by forward connections, itself included; steps in <paramref name="without"/> are not passed.</summary>
    public HashSet<IActivity> From(IActivity step, params IActivity[] without)
    {
        var seen = new HashSet<IActivity>();
        var queue = new Queue<IActivity>();
        Enter(step);
        while (queue.TryDequeue(out var current))
        {
            foreach (var next in _forward.GetValueOrDefault(current) ?? [])
                Enter(next);
        }

        return seen;

        void Enter(IActivity candidate)
        {
            if (!without.Contains(candidate) && seen.Add(candidate))
                queue.Enqueue(candidate);
        }
    }

    /// <summary>Whether every way from the start to a step passes another one.</summary>
    public bool Dominates(IActivity dominator, IActivity step) => dominator == step || !From(Root, dominator).Contains(step);

    private void Walk()
    {
        var queue = new Queue<IActivity>([Root]);
        var seen = new HashSet<IActivity> { Root };
        _forward[Root] = [];
        while (queue.TryDequeue(out var source))
        {
            foreach (var connection in _chart.Connections.Where(x => x.Source.Activity == source))
            {
                var target = connection.Target.Activity;
                if (_forward[source].Contains(target))
                {
                    _forwardConnections.Add(connection);
                    continue;
                }

                if (target == source || (_forward.ContainsKey(target) && From(target).Contains(source)))
                    continue;

                _forward[source].Add(target);
                _forwardConnections.Add(connection);
                if (seen.Add(target))
                {
                    _forward.TryAdd(target, []);
                    queue.Enqueue(target);
                }
            }
        }
    }
}
