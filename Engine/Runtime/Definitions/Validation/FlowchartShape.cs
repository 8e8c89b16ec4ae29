using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Management.Models;
using Elsa.Workflows.Models;
using Elsa.Workflows.Serialization;

namespace Elsa.Workflows.Management;

/// <summary>Mistakes in how a flowchart is wired.</summary>
internal static class FlowchartShape
{
    /// <summary>Connections without an end, unknown ports, nodes that nothing leads to, ways back that throw when they are taken.</summary>
    public static IEnumerable<WorkflowValidationError> Check(Flowchart flowchart, ActivityNode node)
    {
        if (flowchart.CustomProperties.TryGetValue(FlowchartJson.ConnectionsAside, out var aside) && aside is IEnumerable<object> lacking)
            foreach (var connection in lacking)
                yield return new(
                    $"Connection {Text(connection)} lacks an end: there is no such activity. Draw it again, or remove it.",
                    flowchart.Id)
                {
                    Code = "connection.dangling",
                };

        var nodes = node.Children.ToDictionary<ActivityNode, object>(x => x.Activity, ReferenceEqualityComparer.Instance);
        foreach (var connection in flowchart.Connections)
        {
            if (!nodes.TryGetValue(connection.Source.Activity, out var source) || !nodes.ContainsKey(connection.Target.Activity))
                yield return new(
                    $"Connection '{connection}' has an end outside of its flowchart. Connect activities of one flowchart.",
                    flowchart.Id)
                {
                    Code = "connection.dangling",
                };
            else if (UnknownPort(source, connection.Source.Port) is { } expected)
                yield return new(
                    $"Connection '{connection}' starts at a port that '{source.Activity.Id}' does not have; it has {expected}. Draw it from one of these.",
                    source.Activity.Id)
                {
                    Code = "connection.unknown-port",
                };
        }

        var ways = flowchart.Connections.ToLookup(x => x.Source.Activity, ReferenceEqualityComparer.Instance as IEqualityComparer<IActivity>);
        var starts = Starts(flowchart).ToList();
        var reached = Reached(starts, ways);
        foreach (var activity in flowchart.Activities.Where(x => !reached.Contains(x)))
            yield return new($"Nothing leads to '{activity.Id}'. Connect it, or remove it.", activity.Id) { Code = "activity.unreachable" };
        foreach (var arrow in starts.SelectMany(start => InvalidWaysBack(flowchart, start, Reached([start], ways))).DistinctBy(x => x.Key))
            yield return new(
                $"The way back '{arrow.Key}' fails when it is taken: '{arrow.Source.Id}' can be reached without passing '{arrow.Target.Id}'. Lead it back to a step that every way to '{arrow.Source.Id}' passes.",
                arrow.Source.Id)
            {
                Code = "connection.invalid-backward",
            };
    }

    // The names of the ports it does have, or null when the port is one of them or cannot be judged.
    private static string? UnknownPort(ActivityNode source, string? port)
    {
        if (port is null or "Done" && source.Descriptor.Ports.All(x => x.Type != PortType.Flow))
            return null;

        IReadOnlyCollection<string> known = source.Activity switch
        {
            NotFoundActivity => [],
            FlowSwitch flowSwitch => [.. flowSwitch.Cases.Select(x => x.Label), "Default"],
            _ when WorkflowValidator.HasDynamicOutcomes(source.Descriptor) => [],
            _ => [.. source.Descriptor.Ports.Where(x => x.Type == PortType.Flow).Select(x => x.Name)],
        };
        if (known.Count == 0)
            return source.Activity is NotFoundActivity || WorkflowValidator.HasDynamicOutcomes(source.Descriptor) ? null : "Done";

        return port is null || known.Contains(port) ? null : string.Join(", ", known);
    }

    private static HashSet<IActivity> Reached(IEnumerable<IActivity> starts, ILookup<IActivity, Connection> ways)
    {
        var reached = new HashSet<IActivity>(ReferenceEqualityComparer.Instance);
        var queue = new Queue<IActivity>(starts);
        while (queue.TryDequeue(out var activity))
        {
            if (!reached.Add(activity))
                continue;

            foreach (var connection in ways[activity])
                queue.Enqueue(connection.Target.Activity);
        }

        return reached;
    }

    /// <summary>Only ways back that a run from that start can take; without a circle there is none, and nothing to compute.</summary>
    private static IEnumerable<FlowArrow> InvalidWaysBack(Flowchart flowchart, IActivity start, HashSet<IActivity> reached)
    {
        var arrows = flowchart.Connections.Where(x => reached.Contains(x.Source.Activity)).ToList();
        if (!HasCircle(reached, arrows))
            return [];

        var graph = new FlowGraph(arrows, start);
        return reached.SelectMany(graph.Outbound).Where(x => !x.IsForward && !graph.IsValidBackward(x));
    }

    private static bool HasCircle(HashSet<IActivity> activities, List<Connection> arrows)
    {
        // Takes away, again and again, what nothing leads to; a circle remains.
        var inbound = arrows.CountBy(x => x.Target.Activity, ReferenceEqualityComparer.Instance as IEqualityComparer<IActivity>)
            .ToDictionary(x => x.Key, x => x.Value, ReferenceEqualityComparer.Instance as IEqualityComparer<IActivity>);
        var ways = arrows.ToLookup(x => x.Source.Activity, ReferenceEqualityComparer.Instance as IEqualityComparer<IActivity>);
        var free = new Queue<IActivity>(activities.Where(x => !inbound.ContainsKey(x)));
        var taken = 0;
        while (free.TryDequeue(out var activity))
        {
            taken++;
            foreach (var way in ways[activity])
                if (--inbound[way.Target.Activity] == 0)
                    free.Enqueue(way.Target.Activity);
        }

        return taken < activities.Count;
    }

    private static IEnumerable<IActivity> Starts(Flowchart flowchart)
    {
        var starts = flowchart.Activities
            .Where(x => ReferenceEquals(x, flowchart.Start) || x is IStartNode || (x is ITrigger trigger && trigger.GetCanStartWorkflow()))
            .ToList();
        if (starts.Count > 0)
            return starts;

        var targets = flowchart.Connections.Select(x => x.Target.Activity).ToHashSet(ReferenceEqualityComparer.Instance);
        return (flowchart.Activities.FirstOrDefault(x => !targets.Contains(x)) ?? flowchart.Activities.FirstOrDefault()) is { } first ? [first] : [];
    }

    private static string Text(object connection) => System.Text.Json.JsonSerializer.Serialize(connection, PlainJson.Options);
}
