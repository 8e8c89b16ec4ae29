using System.Text.Json;
using Elsa.ITR.Web.Shell.Widgets;

namespace Elsa.ITR.Web.Features.Processes;

/// <summary>
/// A flow as people tell it: what somebody does, waits for or ends with. Steps that only prepare are left out and the ways through
/// them drawn as one line; through the hub (D7) a way goes on only where its route leads.
/// </summary>
public static class FlowOutline
{
    private static readonly string[] Told = ["task", "sub", "time", "end"];

    public static Diagram Of(string document, IReadOnlyDictionary<string, FlowDiagrams.StepState> states)
    {
        var whole = FlowDiagrams.Draw(document, states);
        using var json = JsonDocument.Parse(document);
        if (!json.RootElement.TryGetProperty("root", out var root) || !root.TryGetProperty("connections", out _) || whole.Nodes.Count == 0)
            return whole; // not drawn as a chart

        var ways = new Ways(root);
        var kept = whole.Nodes.Where(node => (IsTold(node) && !ways.BranchEnds.Contains(node.Id)) || node.State == "fail").ToDictionary(node => node.Id);
        var start = new DiagramNode(Start, 0, 0, "gate", "done", "");
        var edges = kept.Keys.Prepend(Start)
            .SelectMany(from => ways.From(from == Start ? ways.First : from, from != Start, kept.ContainsKey).Select(way => (From: from, way.To, way.Port)))
            .DistinctBy(edge => (edge.From, edge.To)).ToList();
        return FlowLayers.Arrange([start, .. kept.Values], edges);
    }

    /// <summary>Where every flow begins; not drawn.</summary>
    public const string Start = "";

    // Starting and stopping clocks is bookkeeping; waiting for something is a place where a flow stands.
    private static bool IsTold(DiagramNode node) => Told.Contains(node.Kind) && (node.Kind != "time" || node.State is "cur" or "run" or "done" || node.Waits);

    /// <summary>The connections, with the routes that lead through a hub.</summary>
    private sealed class Ways
    {
        private readonly ILookup<string, (string Port, string To)> _next;
        private readonly Dictionary<string, IReadOnlySet<string>> _routes = [];
        private readonly HashSet<string> _hubs = [];

        /// <summary>Ends of side branches: nothing a person would call an end.</summary>
        public HashSet<string> BranchEnds { get; } = [];

        public Ways(JsonElement root)
        {
            _next = root.GetProperty("connections").EnumerateArray().ToLookup(
                x => x.GetProperty("source").GetProperty("activity").GetString()!,
                x => (x.GetProperty("source").TryGetProperty("port", out var port) ? port.GetString() ?? "Done" : "Done", x.GetProperty("target").GetProperty("activity").GetString()!));
            foreach (var activity in root.GetProperty("activities").EnumerateArray())
            {
                var (id, type) = (activity.GetProperty("id").GetString()!, activity.GetProperty("type").GetString()!);
                if (type == "Elsa.FlowSwitch")
                    _hubs.Add(id);
                else if (type.EndsWith(".BranchEnd", StringComparison.Ordinal))
                    BranchEnds.Add(id);
                else if (type == "Elsa.SetVariable")
                    _routes[id] = RoutesOf(activity);
                else if (type == "Elsa.Start")
                    First = id;
            }
        }

        public string First { get; } = "start";

        /// <summary>Kept steps that follow, each with the port by which the first line leaves.</summary>
        public IEnumerable<(string To, string Port)> From(string id, bool named, Func<string, bool> isKept)
        {
            var seen = new HashSet<(string, string)>();
            var queue = new Queue<(string At, string Port, IReadOnlySet<string>? Routes)>(_next[id].Select(way => (way.To, named ? way.Port : "Done", (IReadOnlySet<string>?)null)));
            while (queue.TryDequeue(out var step))
            {
                if (!seen.Add((step.At, string.Join(',', step.Routes ?? new HashSet<string>()))))
                    continue;
                if (isKept(step.At))
                {
                    yield return (step.At, step.Port);
                    continue;
                }

                var routes = _routes.GetValueOrDefault(step.At) is { Count: > 0 } set ? set : step.Routes;
                var ways = _hubs.Contains(step.At) && routes is { Count: > 0 } ? _next[step.At].Where(way => routes.Contains(way.Port)) : _next[step.At];
                foreach (var way in ways)
                    queue.Enqueue((way.To, step.Port, _hubs.Contains(step.At) ? null : routes));
            }
        }

        // The literal a variable is set to, or every word a script may set it to.
        private static HashSet<string> RoutesOf(JsonElement activity)
        {
            if (!activity.TryGetProperty("value", out var value) || !value.TryGetProperty("expression", out var expression) || !expression.TryGetProperty("value", out var text))
                return [];

            var said = text.ToString();
            return expression.GetProperty("type").GetString() == "Literal" ? [said] : [.. said.Split('\'').Where((_, index) => index % 2 == 1)];
        }
    }
}
