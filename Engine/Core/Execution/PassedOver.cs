using System.Text.Json;

namespace Elsa.Workflows.Execution;

/// <summary>
/// Activities whose next run is passed over: they complete with given outcomes and do nothing. Kept with the run until each has had its
/// turn. A repair leaves a step this way, and a replay keeps the effects that stand.
/// </summary>
public static class PassedOver
{
    /// <summary>Property of the run: a JSON object of outcomes by node id.</summary>
    public const string PropertyKey = "PassedOver";

    /// <summary>Passes over the next run of an activity.</summary>
    /// <param name="run">The run.</param>
    /// <param name="nodeId">Node id of the activity.</param>
    /// <param name="outcomes">What it completes with; none means the default outcome.</param>
    public static void Add(WorkflowExecutionContext run, string nodeId, string[] outcomes)
    {
        var nodes = Read(run) ?? [];
        nodes[nodeId] = outcomes;
        run.Properties[PropertyKey] = JsonSerializer.Serialize(nodes);
    }

    /// <summary>The outcomes of a run that is passed over, which is used up; null when the activity is to run.</summary>
    internal static string[]? Take(ActivityExecutionContext context)
    {
        var run = context.WorkflowExecutionContext;
        if (Read(run) is not { } nodes || !nodes.Remove(context.NodeId, out var outcomes))
            return null;

        if (nodes.Count == 0)
            run.Properties.Remove(PropertyKey);
        else
            run.Properties[PropertyKey] = JsonSerializer.Serialize(nodes);
        return outcomes.Length == 0 ? ["Done"] : outcomes;
    }

    private static Dictionary<string, string[]>? Read(WorkflowExecutionContext run) =>
        run.Properties.TryGetValue(PropertyKey, out var stored) && stored is string text ? JsonSerializer.Deserialize<Dictionary<string, string[]>>(text) : null;
}
