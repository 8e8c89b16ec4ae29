using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Serialization;
using FsCheck;
using FsCheck.Fluent;

namespace Elsa.ITR.Tests.Unit.Engine.Serialization;

public sealed class AutoLayoutTests
{
    [Fact]
    public void Nothing_overlaps_and_everything_is_on_the_grid() => Prop.ForAll(
        ArbMap.Default.ArbFor<(byte From, byte To)[]>(),
        pairs =>
        {
            var flowchart = Chart(12, pairs.Select(pair => (pair.From % 12, pair.To % 12)));

            AutoLayout.Arrange(flowchart);

            var places = flowchart.Activities.Select(Place).ToList();
            Assert.All(places, place => Assert.True(place.X % 10 == 0 && place.Y % 10 == 0 && place.X >= 0 && place.Y >= 0));
            for (var i = 0; i < places.Count; i++)
                for (var j = 0; j < i; j++)
                    Assert.True(Math.Abs(places[i].X - places[j].X) >= 250 || Math.Abs(places[i].Y - places[j].Y) >= 100, $"{places[i]} {places[j]}");
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_line_is_straight_and_reads_from_left_to_right()
    {
        var flowchart = Chart(4, [(0, 1), (1, 2), (2, 3), (3, 1)]);

        AutoLayout.Arrange(flowchart);

        Assert.Equal([(40, 40), (320, 40), (600, 40), (880, 40)], flowchart.Activities.Select(Place));
    }

    [Fact]
    public void Branches_stand_around_their_fork_and_join()
    {
        var flowchart = Chart(4, [(0, 1), (0, 2), (1, 3), (2, 3)]);

        AutoLayout.Arrange(flowchart);

        var places = flowchart.Activities.Select(Place).ToList();
        Assert.Equal(places[0].Y, places[3].Y);
        Assert.Equal(places[0].Y * 2, places[1].Y + places[2].Y, tolerance: 20);
    }

    private static Flowchart Chart(int count, IEnumerable<(int From, int To)> arrows)
    {
        var activities = Enumerable.Range(0, count).Select(number => new WriteLine("") { Id = $"a{number}" }).ToList();
        var flowchart = new Flowchart { Id = "flow" };
        activities.ForEach(flowchart.Activities.Add);
        foreach (var (from, to) in arrows)
            flowchart.Connections.Add(new Connection(activities[from], activities[to]));
        return flowchart;
    }

    private static (int X, int Y) Place(IActivity activity)
    {
        var designer = (IDictionary<string, object>)activity.Metadata["designer"];
        var position = (IDictionary<string, object>)designer["position"];
        return ((int)position["x"], (int)position["y"]);
    }
}
