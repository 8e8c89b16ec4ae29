using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Management.Models;
using Elsa.Workflows.Models;

namespace Elsa.Workflows.Management;

/// <summary>Mistakes in how a flowchart is wired.</summary>
internal static class FlowchartShape
{
    /// <summary>Dangling connections, unknown ports, nodes that nothing leads to.</summary>
    public static IEnumerable<WorkflowValidationError> Check(Flowchart flowchart, ActivityNode node)
    {
        var nodes = node.Children.ToDictionary<ActivityNode, object>(x => x.Activity, ReferenceEqualityComparer.Instance);
        foreach (var connection in flowchart.Connections)
        {
            if (!nodes.TryGetValue(connection.Source.Activity, out var source) || !nodes.ContainsKey(connection.Target.Activity))
                yield return new($"Connection '{connection}' has an end outside of its flowchart.", flowchart.Id) { Code = "connection.dangling" };
            else if (UnknownPort(source, connection.Source.Port) is { } expected)
                yield return new($"Connection '{connection}' starts at a port that '{source.Activity.Id}' does not have; it has {expected}.", source.Activity.Id) { Code = "connection.unknown-port" };
        }

        foreach (var activity in Unreachable(flowchart))
            yield return new($"Nothing leads to '{activity.Id}'.", activity.Id) { Code = "activity.unreachable" };
    }

    // The names of the ports it does have, or null when the port is one of them or cannot be judged.
    private static string? UnknownPort(ActivityNode source, string? port)
    {
        if (port is null or "Done" && source.Descriptor.Ports.All(x => x.Type != PortType.Flow))
            return null;

        IReadOnlyCollection<string> known = source.Activity switch
        {
            FlowSwitch flowSwitch => [.. flowSwitch.Cases.Select(x => x.Label), "Default"],
            _ when WorkflowValidator.HasDynamicOutcomes(source.Descriptor) => [],
            _ => [.. source.Descriptor.Ports.Where(x => x.Type == PortType.Flow).Select(x => x.Name)],
        };
        if (known.Count == 0)
            return WorkflowValidator.HasDynamicOutcomes(source.Descriptor) ? null : "Done";

        return port is null || known.Contains(port) ? null : string.Join(", ", known);
    }

    private static IEnumerable<IActivity> Unreachable(Flowchart flowchart)
    {
        var targets = flowchart.Connections.Select(x => x.Target.Activity).ToHashSet(ReferenceEqualityComparer.Instance);
        var reached = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var queue = new Queue<IActivity>(Starts(flowchart, targets!));
        while (queue.TryDequeue(out var activity))
        {
            if (!reached.Add(activity))
                continue;

            foreach (var connection in flowchart.Connections.Where(x => ReferenceEquals(x.Source.Activity, activity)))
                queue.Enqueue(connection.Target.Activity);
        }

        return flowchart.Activities.Where(x => !reached.Contains(x));
    }

    private static IEnumerable<IActivity> Starts(Flowchart flowchart, HashSet<object> targets)
    {
        var starts = flowchart.Activities
            .Where(x => ReferenceEquals(x, flowchart.Start) || x is IStartNode || (x is ITrigger trigger && trigger.GetCanStartWorkflow()))
            .ToList();
        if (starts.Count > 0)
            return starts;

        return (flowchart.Activities.FirstOrDefault(x => !targets.Contains(x)) ?? flowchart.Activities.FirstOrDefault()) is { } first ? [first] : [];
    }
}
