using Elsa.ITR.Web.Shell.Widgets;
using Elsa.Workflows.Management.Models;

namespace Elsa.ITR.Web.Features.Processes;

/// <summary>Two versions in one picture: what came, went and changed, with the steps around it.</summary>
public static class DiffDiagram
{
    private const int Around = 2; // arrows from a change to what is still drawn
    private const double ColumnWidth = 196, RowHeight = 66;

    /// <param name="standing">Instances that stand at a step, by id.</param>
    /// <param name="whole">True draws every step where the designer put it.</param>
    public static Diagram Of(string before, string after, WorkflowDiff diff, IReadOnlyDictionary<string, int> standing, bool whole)
    {
        var none = new Dictionary<string, FlowDiagrams.StepState>();
        var (old, @new) = (FlowDiagrams.Placed(before, none), FlowDiagrams.Placed(after, none));
        var changes = diff.Activities.DistinctBy(x => x.ActivityId).ToDictionary(x => x.ActivityId, x => x.Kind);
        var nodes = @new.Nodes.Concat(old.Nodes.Where(x => @new.Nodes.All(y => y.Id != x.Id)))
            .Select(node => node with { State = changes.TryGetValue(node.Id, out var kind) ? Word(kind) : "", Count = standing.TryGetValue(node.Id, out var count) ? count : null }).ToList();
        var edges = @new.Edges.Select(edge => edge with { State = Has(old, edge) ? "" : "add" })
            .Concat(old.Edges.Where(edge => !Has(@new, edge)).Select(edge => edge with { State = "del" })).ToList();
        return whole ? new Diagram(Apart(nodes), edges).Moved() : Near(nodes, edges);
    }

    private static string Word(ChangeKind kind) => kind switch { ChangeKind.Added => "add", ChangeKind.Removed => "del", _ => "chg" };

    private static bool Has(Diagram diagram, DiagramEdge edge) => diagram.Edges.Any(x => (x.From, x.To, x.Label) == (edge.From, edge.To, edge.Label));

    private static Diagram Near(List<DiagramNode> nodes, List<DiagramEdge> edges)
    {
        var kept = nodes.Where(x => x.State.Length > 0).Select(x => x.Id).Concat(edges.Where(x => x.State.Length > 0).SelectMany(x => new[] { x.From, x.To })).ToHashSet();
        for (var step = 1; step < Around; step++)
            kept.UnionWith(edges.Where(x => kept.Contains(x.From) || kept.Contains(x.To)).SelectMany(x => new[] { x.From, x.To }).ToList());

        // What is left out leaves no gap: columns and rows close up.
        var near = nodes.Where(x => kept.Contains(x.Id)).ToList();
        var columns = Places(near.Select(x => x.X));
        var rows = Places(near.Select(x => x.Y));
        return new Diagram(
            Apart([.. near.Select(x => x with { X = columns[x.X] * ColumnWidth, Y = rows[x.Y] * RowHeight })]), [.. edges.Where(x => kept.Contains(x.From) && kept.Contains(x.To))]).Moved();
    }

    private static Dictionary<double, int> Places(IEnumerable<double> values) => values.Distinct().Order().Index().ToDictionary(x => x.Item, x => x.Index);

    // A removed step gives way to what stands in its place now.
    private static List<DiagramNode> Apart(List<DiagramNode> nodes)
    {
        var placed = new List<DiagramNode>();
        foreach (var node in nodes)
        {
            var free = node;
            while (placed.Exists(x => Math.Abs(x.X - free.X) < x.W && Math.Abs(x.Y - free.Y) < x.H + 8))
                free = free with { Y = free.Y + RowHeight };
            placed.Add(free);
        }

        return placed;
    }
}
