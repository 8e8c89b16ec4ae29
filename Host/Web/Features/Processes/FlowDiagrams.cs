using System.Text.Json;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Operations;
using Elsa.ITR.Web.Localization;
using Elsa.ITR.Web.Shell.Widgets;

namespace Elsa.ITR.Web.Features.Processes;

/// <summary>Draws a stored definition with what an instance did: done, waits here, failed, not yet.</summary>
public static class FlowDiagrams
{
    // The designer's grid is made for boxes of 220 × 60; the page draws 148 × 44.
    private const double ScaleX = .7, ScaleY = .62;

    /// <summary>What is known of one step of one instance.</summary>
    public sealed record StepState(string State, string? Sub);

    /// <summary>Who completed a task of a step.</summary>
    public sealed record DoneBy(string ActivityId, Bilingual Name, DateTimeOffset At);

    /// <param name="document">The definition as stored: Elsa JSON with designer positions.</param>
    /// <param name="states">By activity id; steps that are not in it were not reached.</param>
    public static Diagram Draw(string document, IReadOnlyDictionary<string, StepState> states) => Placed(document, states).Moved();

    /// <summary>A flow as people tell it, with how many instances stand where.</summary>
    public static Diagram Counted(string document, IReadOnlyDictionary<string, int> standing)
    {
        var drawn = FlowOutline.Of(document, standing.ToDictionary(x => x.Key, _ => new StepState("run", null)));
        return drawn with { Nodes = [.. drawn.Nodes.Select(node => standing.TryGetValue(node.Id, out var count) ? node with { Count = count } : node)] };
    }

    /// <summary>Names of steps by id in the language of the request.</summary>
    public static IReadOnlyDictionary<string, string> NamesOf(string document) =>
        Placed(document, new Dictionary<string, StepState>()).Nodes.DistinctBy(node => node.Id).ToDictionary(node => node.Id, node => node.Text);

    /// <summary>As <see cref="Draw"/>, where the designer put it: two versions lie over each other.</summary>
    internal static Diagram Placed(string document, IReadOnlyDictionary<string, StepState> states)
    {
        using var json = JsonDocument.Parse(document);
        if (!json.RootElement.TryGetProperty("root", out var root) || !root.TryGetProperty("activities", out var activities))
            return new Diagram([], []);

        var nodes = activities.EnumerateArray().Select((activity, index) => Node(activity, index, states)).ToList();
        var outcomes = nodes.DistinctBy(node => node.Id).ToDictionary(node => node.Id, node => node.Outcomes);
        var edges = root.TryGetProperty("connections", out var connections)
            ? connections.EnumerateArray().Select(connection => Edge(connection, states, outcomes)).ToList()
            : [];
        return new Diagram(nodes, edges);
    }

    private static DiagramNode Node(JsonElement activity, int index, IReadOnlyDictionary<string, StepState> states)
    {
        var id = activity.GetProperty("id").GetString()!;
        var type = activity.GetProperty("type").GetString()!;
        var (x, y) = Position(activity, index);
        var known = states.GetValueOrDefault(id);
        var kind = KindOf(type);
        return new DiagramNode(id, x * ScaleX, y * ScaleY, kind, known?.State ?? "", NameOf(activity, id), kind == "end" ? null : known?.Sub) { H = kind == "end" ? 32 : 44, W = kind == "end" ? 96 : 148, Waits = type.Contains("Wait", StringComparison.Ordinal), Outcomes = OutcomesOf(type) };
    }

    // What several people decide together is passed, failed or sent back; a part or a paper that is returned is something else.
    private static string OutcomesOf(string type) => type.EndsWith(".ParallelApproval", StringComparison.Ordinal) ? "ApprovalOutcome" : "TaskOutcome";

    private static DiagramEdge Edge(JsonElement connection, IReadOnlyDictionary<string, StepState> states, Dictionary<string, string> outcomes)
    {
        var source = connection.GetProperty("source");
        var (from, to) = (source.GetProperty("activity").GetString()!, connection.GetProperty("target").GetProperty("activity").GetString()!);
        var port = source.TryGetProperty("port", out var named) ? named.GetString() : null;
        var passed = states.GetValueOrDefault(from)?.State == "done" && states.ContainsKey(to);
        return new DiagramEdge(from, to, passed ? "done" : "next", port is null or "Done" ? null : Names.Of(outcomes.GetValueOrDefault(from, "TaskOutcome"), port));
    }

    /// <summary>Shipped flows carry the English name as name and the Chinese one as display text.</summary>
    private static string NameOf(JsonElement activity, string id)
    {
        var en = activity.TryGetProperty("name", out var name) ? name.GetString() : null;
        var zh = activity.TryGetProperty("metadata", out var metadata) && metadata.TryGetProperty("displayText", out var text) ? text.GetString() : null;
        return (Languages.IsChinese ? zh ?? en : en ?? zh) ?? id;
    }

    private static (double X, double Y) Position(JsonElement activity, int index) =>
        activity.TryGetProperty("metadata", out var metadata) && metadata.TryGetProperty("designer", out var designer) && designer.TryGetProperty("position", out var position)
            ? (position.GetProperty("x").GetDouble(), position.GetProperty("y").GetDouble())
            : (index % 8 * 240, index / 8 * 110);

    private static string KindOf(string type) => type[(type.LastIndexOf('.') + 1)..] switch
    {
        "HumanTask" or "ApprovalTask" or "ParallelApproval" => "task",
        "RunFlow" or "StartFlow" or "DispatchWorkflow" or "ExecuteWorkflow" => "sub",
        "FlowDecision" or "FlowSwitch" or "FlowFork" or "FlowJoin" or "If" or "Switch" => "gate",
        "WaitFor" or "WaitUntil" or "WaitForBusinessEvent" or "StartClock" or "StopClock" or "Delay" or "Timer" or "StartAt" or "Cron" or "Event" => "time",
        "End" or "BranchEnd" or "Finish" => "end",
        _ => "auto",
    };

    /// <summary>States of the steps of one instance, the strongest last: done, running, waiting, failed.</summary>
    public static IReadOnlyDictionary<string, StepState> StatesOf(
        IEnumerable<GetInstance.Step> steps, IEnumerable<InstanceWaits.Wait> waits, IEnumerable<InstanceWaits.Fault> faults, IEnumerable<DoneBy> done, DateTimeOffset now)
    {
        var states = new Dictionary<string, StepState>();
        foreach (var step in steps.OrderBy(step => step.StartedAt))
            states[step.ActivityId] = step.Status switch
            {
                "Completed" => new StepState("done", Moments.Words(step.CompletedAt ?? step.StartedAt, now)),
                "Canceled" => new StepState("skip", null),
                "Faulted" => new StepState("fail", null),
                _ => new StepState("run", Moments.Words(step.StartedAt, now)),
            };
        foreach (var by in done.OrderBy(by => by.At).Where(by => states.GetValueOrDefault(by.ActivityId)?.State == "done"))
            states[by.ActivityId] = new StepState("done", $"{by.Name} {Moments.Words(by.At, now)}");
        foreach (var wait in waits.OrderBy(wait => wait.Since))
            states[wait.ActivityId] = new StepState(wait.IsListener ? "run" : "cur", wait switch
            {
                { Item: { } item } => item.Holder?.ToString() ?? Names.Of("Role", item.Role),
                { Event: { } name } when !name.StartsWith("Elsa.", StringComparison.Ordinal) => name,
                { DueAt: { } due } => Moments.Words(due, now),
                _ => Localization.Durations.Short(now - wait.Since),
            });
        foreach (var fault in faults)
            states[fault.ActivityId] = new StepState("fail", fault.Message);
        return states;
    }
}
