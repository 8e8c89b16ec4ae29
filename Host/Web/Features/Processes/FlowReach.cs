using System.Globalization;
using System.Text.RegularExpressions;
using Elsa.Expressions.Models;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Web.Features.Processes;

/// <summary>Where a run that stands at a step can still come to. Never too few steps: what cannot be told counts as reached.</summary>
/// <remarks>
/// Through the hub (D7) a way goes on only where the route that was set leads. A step within a container stands for the container, whose
/// steps are all reached with it; a flow that is no flowchart reaches all of itself.
/// </remarks>
public sealed partial class FlowReach
{
    private readonly WorkflowGraph _graph;
    private readonly ActivityNode? _chart;
    private readonly ILookup<string, (string Port, string To)> _next;
    private readonly Dictionary<string, string> _top = new(StringComparer.Ordinal); // step of the flowchart by id of any activity in it
    private readonly Dictionary<string, IReadOnlySet<string>> _routes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _hubs = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ends = new(StringComparer.Ordinal);

    /// <param name="graph">The version, compiled.</param>
    public FlowReach(WorkflowGraph graph)
    {
        _graph = graph;
        _chart = graph.Nodes.FirstOrDefault(node => node.Parent == graph.Root && node.Activity is Flowchart);
        _next = (_chart?.Activity as Flowchart)?.Connections.ToLookup(x => x.Source.Activity.Id, x => (x.Source.Port ?? "Done", x.Target.Activity.Id))
            ?? Enumerable.Empty<(string, (string, string))>().ToLookup(x => x.Item1, x => x.Item2);
        foreach (var step in _chart?.Children ?? [])
            Read(step);
    }

    /// <summary>Steps that can still be run or waited at, in no order; a step itself only when a way leads back to it.</summary>
    public IReadOnlySet<string> From(IEnumerable<string> stepIds)
    {
        if (_chart is null)
            return _graph.Nodes.Select(x => x.Activity.Id).ToHashSet(StringComparer.Ordinal);

        var reached = new HashSet<string>(StringComparer.Ordinal);
        foreach (var step in stepIds.Where(_top.ContainsKey))
        {
            if (_top[step] != step)
                reached.UnionWith(Within(_top[step])); // its neighbours in the container
            foreach (var next in Walk(_top[step]))
                reached.UnionWith(Within(next));
        }

        return reached;
    }

    /// <summary>Whether an end can be come to: a step that ends, or one after which nothing follows.</summary>
    public bool ReachesEnd(string stepId) =>
        _chart is null || (_top.TryGetValue(stepId, out var top) && (_ends.Contains(top) || Walk(top).Any(_ends.Contains)));

    private void Read(ActivityNode step)
    {
        var id = step.Activity.Id;
        foreach (var node in step.Descendants().Prepend(step))
            _top[node.Activity.Id] = id;
        if (step.Activity is ITerminalNode || !_next[id].Any())
            _ends.Add(id);
        if (step.Activity is FlowSwitch { Id: "hub" })
            _hubs.Add(id);
        if (step.Activity is SetVariable { Variable.Name: "route" } set)
            _routes[id] = RoutesOf(set.Value?.Expression);
    }

    private IEnumerable<string> Within(string top) => _top.Where(x => x.Value == top).Select(x => x.Key);

    private HashSet<string> Walk(string from)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<(string, string)>();
        var queue = new Queue<(string At, IReadOnlySet<string>? Routes)>([(from, null)]);
        while (queue.TryDequeue(out var step))
        {
            var routes = _routes.GetValueOrDefault(step.At) is { Count: > 0 } set ? set : step.Routes;
            var isHub = _hubs.Contains(step.At);
            foreach (var (port, to) in _next[step.At])
            {
                if (isHub && routes is not null && !routes.Contains(port))
                    continue;

                reached.Add(to);
                var on = isHub ? null : routes;
                if (seen.Add((to, string.Join(',', on ?? new HashSet<string>()))))
                    queue.Enqueue((to, on));
            }
        }

        return reached;
    }

    // The literal, or every word that a script may set it to.
    private static HashSet<string> RoutesOf(Expression? expression) => expression switch
    {
        { Type: "Literal", Value: { } value } => [Convert.ToString(value is Literal literal ? literal.Value : value, CultureInfo.InvariantCulture) ?? ""],
        { Value: { } script } => [.. Quoted().Matches(script.ToString()!).Select(x => x.Groups[1].Value)],
        _ => [],
    };

    [GeneratedRegex("""['"]([^'"]+)['"]""")]
    private static partial Regex Quoted();
}
