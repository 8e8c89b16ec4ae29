using Elsa.ITR.Web.Localization;
using Elsa.ITR.Web.Shell.Widgets;

namespace Elsa.ITR.Web.Features.Processes;

/// <summary>Puts steps into columns by how far they are from the start, and lines that say nothing new away.</summary>
public static class FlowLayers
{
    private const double ColumnWidth = 236, RowHeight = 68;
    private const int Sweeps = 6;

    // Outcomes that send the work round again; they decide nothing about what comes after what.
    private static readonly string[] Again =
        ["LevelChanged", "TurnedIntoFault", "Technical", "Reopened", "NotSatisfied", "NotRestored", "Return", "Reject", "TimeCorrected", "RaiseTier", "NeedHigherTier", "Unreachable"];

    public static Diagram Arrange(IReadOnlyList<DiagramNode> nodes, IReadOnlyList<(string From, string To, string Port)> edges)
    {
        var next = edges.Where(edge => !Again.Contains(edge.Port)).ToLookup(edge => edge.From, edge => edge.To);
        var forward = Forward(nodes[0].Id, next);
        var layer = Layers(nodes[0].Id, forward);
        var reached = nodes.Skip(1).Where(node => layer.ContainsKey(node.Id)).ToList();
        var states = nodes.ToDictionary(node => node.Id, node => node.State);
        var outcomes = nodes.ToDictionary(node => node.Id, node => node.Outcomes);
        var lines = edges.Where(edge => edge.From != nodes[0].Id && forward.Contains((edge.From, edge.To))).ToList();
        var needed = lines.Where(edge => IsPassed(edge) || !HasLongerWay(edge.From, edge.To, forward)).ToList();

        var rows = Rows(reached, layer, needed);
        var placed = reached.Select(node => node with { X = (layer[node.Id] - 1) * ColumnWidth, Y = rows[node.Id] * RowHeight }).ToList();
        var drawn = needed.Select(edge => new DiagramEdge(
            edge.From, edge.To, IsPassed(edge) ? "done" : "next",
            needed.Count(other => other.From == edge.From) > 1 && edge.Port is not "Done" ? Names.Of(outcomes[edge.From], edge.Port) : null)).ToList();
        return new Diagram(placed, drawn).Moved();

        bool IsPassed((string From, string To, string Port) edge) => states[edge.From] == "done" && states[edge.To] is not ("" or "skip");
    }

    // Ways back are left out of the order: depth first, an edge to a step still open leads back.
    private static HashSet<(string From, string To)> Forward(string start, ILookup<string, string> next)
    {
        var forward = new HashSet<(string, string)>();
        var state = new Dictionary<string, bool>(); // false while open, true when done
        Visit(start);
        return forward;

        void Visit(string id)
        {
            state[id] = false;
            foreach (var to in next[id])
            {
                if (!state.TryGetValue(to, out var done))
                    Visit(to);
                else if (!done)
                    continue;
                forward.Add((id, to));
            }

            state[id] = true;
        }
    }

    private static Dictionary<string, int> Layers(string start, HashSet<(string From, string To)> forward)
    {
        var next = forward.ToLookup(edge => edge.From, edge => edge.To);
        var layer = new Dictionary<string, int> { [start] = 0 };
        var queue = new Queue<string>([start]);
        while (queue.TryDequeue(out var id))
            foreach (var to in next[id])
                if (!layer.TryGetValue(to, out var known) || known < layer[id] + 1)
                {
                    layer[to] = layer[id] + 1;
                    queue.Enqueue(to);
                }

        return layer;
    }

    private static bool HasLongerWay(string from, string to, HashSet<(string From, string To)> forward)
    {
        var next = forward.ToLookup(edge => edge.From, edge => edge.To);
        var seen = new HashSet<string>();
        var queue = new Queue<string>(next[from].Where(step => step != to));
        while (queue.TryDequeue(out var id))
        {
            if (id == to)
                return true;
            if (seen.Add(id))
                foreach (var step in next[id])
                    queue.Enqueue(step);
        }

        return false;
    }

    // Within a column a step stands beside those it comes from; columns are centred on the tallest.
    private static Dictionary<string, double> Rows(IReadOnlyList<DiagramNode> nodes, Dictionary<string, int> layer, IReadOnlyList<(string From, string To, string Port)> edges)
    {
        var columns = nodes.GroupBy(node => layer[node.Id]).OrderBy(group => group.Key).Select(group => group.Select(node => node.Id).ToList()).ToList();
        var before = edges.ToLookup(edge => edge.To, edge => edge.From);
        var after = edges.ToLookup(edge => edge.From, edge => edge.To);
        var row = columns.SelectMany(column => column.Select((id, index) => (id, index))).ToDictionary(x => x.id, x => (double)x.index);
        for (var sweep = 0; sweep < Sweeps; sweep++)
            foreach (var column in sweep % 2 == 0 ? columns : Enumerable.Reverse(columns))
            {
                var beside = sweep % 2 == 0 ? before : after;
                column.Sort((one, other) => Wish(one).CompareTo(Wish(other)));
                var top = -1d;
                foreach (var id in column)
                    row[id] = top = Math.Max(top + 1, Math.Round(Wish(id)));

                double Wish(string id) => beside[id].Where(row.ContainsKey).Select(x => row[x]).DefaultIfEmpty(row[id]).Average();
            }

        var least = row.Count == 0 ? 0 : row.Values.Min();
        return row.ToDictionary(x => x.Key, x => x.Value - least);
    }
}
