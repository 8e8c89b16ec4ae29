using System.Dynamic;
using Elsa.Workflows.Activities.Flowchart.Activities;

namespace Elsa.Workflows.Serialization;

/// <summary>Places the activities of a flowchart in layers from left to right, so that nothing overlaps and the main line is straight.</summary>
/// <remarks>
/// Layers by longest path over forward connections; connections that span layers get a place in each, so they do not run through activities;
/// order within a layer by the mean of the neighbours; coordinates on a grid of 10. The same flowchart always gets the same places.
/// </remarks>
public static class AutoLayout
{
    private const int Left = 40;
    private const int Top = 40;
    private const int ColumnWidth = 280; // an activity is up to 220 wide in the designer
    private const int RowHeight = 110;   // and about 60 high
    private const int Sweeps = 8;

    /// <summary>Places every activity of this flowchart and of the flowcharts within it, also those that had a place.</summary>
    public static void Arrange(IActivity root)
    {
        if (root is Flowchart flowchart)
            ArrangeOne(flowchart);
        foreach (var child in ActivityChildren.Of(root))
            Arrange(child);
    }

    private static void ArrangeOne(Flowchart flowchart)
    {
        var nodes = flowchart.Activities.Select(activity => new Node(activity)).ToList();
        var byActivity = nodes.ToDictionary(object (node) => node.Activity!, ReferenceEqualityComparer.Instance);
        foreach (var connection in flowchart.Connections)
            if (byActivity.TryGetValue(connection.Source.Activity, out var source)
                && byActivity.TryGetValue(connection.Target.Activity, out var target) && !source.Next.Contains(target))
                source.Next.Add(target);

        CutLoops(nodes);
        AssignLayers(nodes);
        var layers = BuildLayers(nodes);
        Order(layers);
        AssignRows(layers);

        var top = layers.SelectMany(layer => layer).Select(node => node.Row).DefaultIfEmpty().Min();
        foreach (var node in nodes)
            SetPosition(node.Activity!, Left + (node.Layer * ColumnWidth), Top + (int)Math.Round((node.Row - top) * RowHeight / 10) * 10);
    }

    /// <summary>Removes connections that lead back, found depth first from the first activity.</summary>
    private static void CutLoops(List<Node> nodes)
    {
        var open = new HashSet<Node>();
        var done = new HashSet<Node>();
        foreach (var start in nodes.OrderBy(node => nodes.Exists(other => other.Next.Contains(node)) ? 1 : 0))
            Visit(start);

        void Visit(Node node)
        {
            if (!done.Add(node))
                return;
            open.Add(node);
            node.Next.RemoveAll(next => next == node || open.Contains(next));
            foreach (var next in node.Next)
                Visit(next);
            open.Remove(node);
        }
    }

    private static void AssignLayers(List<Node> nodes)
    {
        var waiting = nodes.ToDictionary(node => node, node => nodes.Count(other => other.Next.Contains(node)));
        var ready = new Queue<Node>(nodes.Where(node => waiting[node] == 0));
        while (ready.TryDequeue(out var node))
            foreach (var next in node.Next)
            {
                next.Layer = Math.Max(next.Layer, node.Layer + 1);
                if (--waiting[next] == 0)
                    ready.Enqueue(next);
            }
    }

    /// <summary>Lists of nodes by layer; a connection over several layers gets a node without activity in each between.</summary>
    private static List<List<Node>> BuildLayers(List<Node> nodes)
    {
        var layers = Enumerable.Range(0, nodes.Count == 0 ? 0 : nodes.Max(node => node.Layer) + 1).Select(_ => new List<Node>()).ToList();
        foreach (var node in nodes)
            layers[node.Layer].Add(node);
        foreach (var node in nodes)
        {
            var targets = node.Next.ToList();
            node.Next.Clear();
            foreach (var target in targets)
            {
                var from = node;
                for (var layer = node.Layer + 1; layer < target.Layer; layer++)
                {
                    var between = new Node(null) { Layer = layer };
                    layers[layer].Add(between);
                    Connect(from, between);
                    from = between;
                }

                Connect(from, target);
            }
        }

        return layers;

        static void Connect(Node from, Node to)
        {
            from.Next.Add(to);
            to.Previous.Add(from);
        }
    }

    private static void Order(List<List<Node>> layers)
    {
        Number(layers);
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var forward = sweep % 2 == 0;
            foreach (var layer in forward ? layers : Enumerable.Reverse(layers))
            {
                var sorted = layer.OrderBy(node => Mean(forward ? node.Previous : node.Next, node.Row)).ToList();
                layer.Clear();
                layer.AddRange(sorted);
                for (var row = 0; row < layer.Count; row++)
                    layer[row].Row = row;
            }
        }
    }

    private static void Number(List<List<Node>> layers)
    {
        foreach (var layer in layers)
            for (var row = 0; row < layer.Count; row++)
                layer[row].Row = row;
    }

    /// <summary>Moves each node towards its neighbours, keeping the order and a row's distance.</summary>
    private static void AssignRows(List<List<Node>> layers)
    {
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var forward = sweep % 2 == 0;
            foreach (var layer in forward ? layers : Enumerable.Reverse(layers))
            {
                var wanted = layer.ConvertAll(node => Mean(forward ? node.Previous : node.Next, node.Row));
                Spread(layer, wanted);
            }
        }

        foreach (var node in layers.SelectMany(layer => layer))
            node.Row = Math.Round(node.Row * 2, MidpointRounding.AwayFromZero) / 2;
        foreach (var layer in layers)
            for (var index = 1; index < layer.Count; index++)
                layer[index].Row = Math.Max(layer[index].Row, layer[index - 1].Row + 1);
    }

    /// <summary>Places nodes as near as possible to the wanted rows, at least one row apart.</summary>
    private static void Spread(List<Node> layer, List<double> wanted)
    {
        var groups = new List<(double Sum, int Count)>(); // neighbours that would overlap move together
        for (var index = 0; index < layer.Count; index++)
        {
            groups.Add((wanted[index] - index, 1));
            while (groups.Count > 1 && Start(groups[^1]) < Start(groups[^2]))
            {
                var last = groups[^1];
                groups.RemoveAt(groups.Count - 1);
                groups[^1] = (groups[^1].Sum + last.Sum, groups[^1].Count + last.Count);
            }
        }

        var position = 0;
        foreach (var group in groups)
            for (var item = 0; item < group.Count; item++, position++)
                layer[position].Row = Start(group) + position;

        static double Start((double Sum, int Count) group) => group.Sum / group.Count;
    }

    private static double Mean(List<Node> neighbours, double otherwise) =>
        neighbours.Count == 0 ? otherwise : neighbours.Average(node => node.Row);

    private static void SetPosition(IActivity activity, int x, int y)
    {
        IDictionary<string, object?> position = new ExpandoObject();
        position["x"] = x;
        position["y"] = y;
        IDictionary<string, object?> designer = new ExpandoObject();
        designer["position"] = position;
        activity.Metadata["designer"] = designer;
    }

    private sealed class Node(IActivity? activity)
    {
        public IActivity? Activity { get; } = activity;

        public List<Node> Next { get; } = [];

        public List<Node> Previous { get; } = [];

        public int Layer { get; set; }

        public double Row { get; set; }
    }
}
