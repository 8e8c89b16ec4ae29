using System.Globalization;
using System.Text;

namespace Elsa.ITR.Web.Shell.Widgets;

/// <summary>Draws the lines of a diagram with right angles: forward lines leave right and enter left, ways back run underneath.</summary>
public static class DiagramLines
{
    private const double Gap = 14;

    public sealed record Line(string Path, double LabelX, double LabelY);

    public static Line Between(DiagramNode from, DiagramNode to, int lane)
    {
        var points = Points(from, to, lane);
        var path = new StringBuilder();
        foreach (var (x, y) in points)
            path.Append(CultureInfo.InvariantCulture, $"{(path.Length == 0 ? 'M' : 'L')}{x:0.#} {y:0.#}");

        // The label stands over the last level stretch, beside the step it leads to.
        var end = points.Length - 1;
        while (end > 1 && Math.Abs(points[end].X - points[end - 1].X) < 24)
            end--;
        return new Line(path.ToString(), (points[end - 1].X + points[end].X) / 2, points[end].Y - 5);
    }

    private static (double X, double Y)[] Points(DiagramNode from, DiagramNode to, int lane)
    {
        var (fromMiddle, toMiddle) = (from.Y + from.H / 2, to.Y + to.H / 2);
        var (right, left) = (from.X + from.W, to.X);
        if (left >= right + Gap)
        {
            if (Math.Abs(fromMiddle - toMiddle) < 2)
                return [(right, fromMiddle), (left, toMiddle)];

            var turn = right + Gap + lane % 3 * 4;
            return [(right, fromMiddle), (turn, fromMiddle), (turn, toMiddle), (left, toMiddle)];
        }

        if (Math.Abs(from.X - to.X) < from.W / 2 && to.Y > from.Y)
            return Straight(from.X + from.W / 2, from.Y + from.H, to.X + to.W / 2, to.Y);
        if (Math.Abs(from.X - to.X) < from.W / 2 && to.Y < from.Y)
            return Straight(from.X + from.W / 2, from.Y, to.X + to.W / 2, to.Y + to.H);

        // A way back: under both boxes, each on a lane of its own.
        var under = Math.Max(from.Y + from.H, to.Y + to.H) + Gap + lane % 4 * 6;
        return
        [
            (from.X + from.W / 2, from.Y + from.H), (from.X + from.W / 2, under), (to.X + to.W / 2 + 10, under), (to.X + to.W / 2 + 10, to.Y + to.H),
        ];
    }

    private static (double X, double Y)[] Straight(double x1, double y1, double x2, double y2) =>
        Math.Abs(x1 - x2) < 2 ? [(x1, y1), (x2, y2)] : [(x1, y1), (x1, (y1 + y2) / 2), (x2, (y1 + y2) / 2), (x2, y2)];
}
