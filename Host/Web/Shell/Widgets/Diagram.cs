namespace Elsa.ITR.Web.Shell.Widgets;

/// <summary>What a process diagram shows: boxes on the designer's grid and the lines between them.</summary>
public sealed record Diagram(IReadOnlyList<DiagramNode> Nodes, IReadOnlyList<DiagramEdge> Edges)
{
    public double Width => Nodes.Count == 0 ? 0 : Nodes.Max(node => node.X + node.W) + 24;
    public double Height => Nodes.Count == 0 ? 0 : Nodes.Max(node => node.Y + node.H) + 30;

    /// <summary>The same diagram with its top left node near the origin.</summary>
    public Diagram Moved()
    {
        if (Nodes.Count == 0)
            return this;

        var (x, y) = (Nodes.Min(node => node.X) - 12, Nodes.Min(node => node.Y) - 24);
        return this with { Nodes = [.. Nodes.Select(node => node with { X = node.X - x, Y = node.Y - y })] };
    }
}

/// <param name="Kind">task, auto, time, gate, sub or end.</param>
/// <param name="State">done, cur (waits here), run, fail, skip, add, del, chg or empty.</param>
/// <param name="Text">Name of the step.</param>
/// <param name="Sub">Second line: who and when, or why it waits.</param>
public sealed record DiagramNode(string Id, double X, double Y, string Kind, string State, string Text, string? Sub = null, int? Count = null)
{
    public double W { get; init; } = 148;
    public double H { get; init; } = 44;

    /// <summary>A place where a run may stand still: it waits for an event or a time.</summary>
    public bool Waits { get; init; }

    /// <summary>Enumeration whose words stand at its ways out.</summary>
    public string Outcomes { get; init; } = "TaskOutcome";
}

/// <param name="State">done, next, add, del or empty.</param>
public sealed record DiagramEdge(string From, string To, string State, string? Label = null);
