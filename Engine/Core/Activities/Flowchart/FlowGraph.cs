namespace Elsa.Workflows.Activities.Flowchart.Models;

/// <summary>The arrows of a flowchart seen from its start: which lead forward, which lead back. Computed once per start activity.</summary>
public sealed class FlowGraph
{
    private static readonly FlowArrow[] None = [];
    private readonly IActivity _root;
    private readonly Dictionary<IActivity, FlowArrow[]> _outbound;
    private readonly Dictionary<IActivity, FlowArrow[]> _inbound;
    private readonly Dictionary<IActivity, FlowArrow[]> _forwardInbound;
    private readonly Dictionary<IActivity, HashSet<IActivity>> _ancestors = new(ReferenceEqualityComparer.Instance);

    /// <summary>Analyses the connections.</summary>
    public FlowGraph(IEnumerable<Connection> connections, IActivity root)
    {
        _root = root;
        var arrows = connections.Distinct().Select(connection => new FlowArrow(connection)).ToArray();
        _outbound = Group(arrows, arrow => arrow.Source);
        _inbound = Group(arrows, arrow => arrow.Target);
        MarkForward();
        _forwardInbound = Group(arrows.Where(arrow => arrow.IsForward), arrow => arrow.Target);
    }

    /// <summary>Arrows that leave the activity, in order.</summary>
    internal FlowArrow[] Outbound(IActivity activity) => _outbound.GetValueOrDefault(activity, None);

    /// <summary>Arrows that reach the activity, backward ones too.</summary>
    internal FlowArrow[] Inbound(IActivity activity) => _inbound.GetValueOrDefault(activity, None);

    /// <summary>Forward arrows that reach the activity: what a join waits for.</summary>
    internal FlowArrow[] ForwardInbound(IActivity activity) => _forwardInbound.GetValueOrDefault(activity, None);

    /// <summary>Activities to which forward arrows lead from the start, the start first.</summary>
    internal IReadOnlyCollection<IActivity> Reachable => Forwards([_root]);

    /// <summary>The given activities and all to which forward arrows lead from them.</summary>
    internal HashSet<IActivity> Forwards(IEnumerable<IActivity> from) => Follow(from, arrow => arrow.IsForward);

    /// <summary>The activity and all to which any arrows lead from it.</summary>
    internal HashSet<IActivity> Ahead(IActivity activity) => Follow([activity], _ => true);

    /// <summary>Whether the start does not lead to the activity.</summary>
    public bool IsDangling(IActivity activity) => activity != _root && ForwardInbound(activity).Length == 0;

    /// <summary>Activities from which forward arrows lead to the activity.</summary>
    public IReadOnlySet<IActivity> AncestorsOf(IActivity activity)
    {
        lock (_ancestors)
        {
            if (!_ancestors.TryGetValue(activity, out var ancestors))
                _ancestors[activity] = ancestors = Backwards(activity, avoid: null);
            return ancestors;
        }
    }

    /// <summary>Whether every way from the start to the source of a backward arrow leads through its target.</summary>
    internal bool IsValidBackward(FlowArrow arrow) =>
        arrow.Source == arrow.Target
        || arrow.Target == _root
        || (arrow.Source != _root && !Backwards(arrow.Source, avoid: arrow.Target).Contains(_root));

    private HashSet<IActivity> Follow(IEnumerable<IActivity> from, Func<FlowArrow, bool> along)
    {
        var found = new HashSet<IActivity>(from, ReferenceEqualityComparer.Instance);
        var queue = new Queue<IActivity>(found);
        while (queue.TryDequeue(out var activity))
        {
            foreach (var arrow in Outbound(activity))
            {
                if (along(arrow) && found.Add(arrow.Target))
                    queue.Enqueue(arrow.Target);
            }
        }

        return found;
    }

    private HashSet<IActivity> Backwards(IActivity from, IActivity? avoid)
    {
        var found = new HashSet<IActivity>(ReferenceEqualityComparer.Instance);
        var queue = new Queue<IActivity>([from]);
        while (queue.TryDequeue(out var activity))
        {
            foreach (var arrow in ForwardInbound(activity))
            {
                if (arrow.Source != avoid && found.Add(arrow.Source))
                    queue.Enqueue(arrow.Source);
            }
        }

        return found;
    }

    /// <summary>Breadth first from the start; a pair of activities is forward unless its target already leads to its source.</summary>
    private void MarkForward()
    {
        var accepted = new Dictionary<IActivity, HashSet<IActivity>>(ReferenceEqualityComparer.Instance);
        var visited = new HashSet<IActivity>(ReferenceEqualityComparer.Instance) { _root };
        var queue = new Queue<IActivity>([_root]);
        while (queue.TryDequeue(out var source))
        {
            foreach (var arrow in Outbound(source))
            {
                if (!accepted.TryGetValue(source, out var targets))
                    accepted[source] = targets = new(ReferenceEqualityComparer.Instance);
                if (!targets.Contains(arrow.Target))
                {
                    if (Reaches(accepted, arrow.Target, source))
                        continue;

                    targets.Add(arrow.Target);
                    if (visited.Add(arrow.Target))
                        queue.Enqueue(arrow.Target);
                }

                arrow.IsForward = true;
            }
        }
    }

    private static bool Reaches(Dictionary<IActivity, HashSet<IActivity>> accepted, IActivity from, IActivity to)
    {
        var seen = new HashSet<IActivity>(ReferenceEqualityComparer.Instance) { from };
        var stack = new Stack<IActivity>([from]);
        while (stack.TryPop(out var activity))
        {
            if (activity == to)
                return true;

            foreach (var target in accepted.GetValueOrDefault(activity) ?? [])
            {
                if (seen.Add(target))
                    stack.Push(target);
            }
        }

        return false;
    }

    private static Dictionary<IActivity, FlowArrow[]> Group(IEnumerable<FlowArrow> arrows, Func<FlowArrow, IActivity> by) =>
        arrows.GroupBy(by, (activity, group) => (activity, group), ReferenceEqualityComparer.Instance as IEqualityComparer<IActivity>)
            .ToDictionary(x => x.activity, x => x.group.ToArray(), ReferenceEqualityComparer.Instance as IEqualityComparer<IActivity>);
}

/// <summary>A connection with what is known about it.</summary>
internal sealed class FlowArrow(Connection connection)
{
    public IActivity Source { get; } = connection.Source.Activity;

    public IActivity Target { get; } = connection.Target.Activity;

    public string? Port { get; } = connection.Source.Port;

    /// <summary>Under which visits are counted.</summary>
    public string Key { get; } = connection.ToString();

    public bool IsForward { get; set; }
}
