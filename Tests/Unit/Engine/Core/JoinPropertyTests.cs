using Elsa.ITR.Tests.Shared;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Models;
using FsCheck;
using FsCheck.Fluent;

namespace Elsa.ITR.Tests.Unit.Engine.Core;

/// <summary>Whatever the drawing, a merge runs at most once, and a run in which nothing waits comes to its end.</summary>
public sealed class JoinPropertyTests : IDisposable
{
    private readonly TestEngine _engine = new();

    [Fact]
    public void In_any_acyclic_chart_no_activity_runs_twice_and_nothing_hangs() =>
        Prop.ForAll(Charts.ToArbitrary(), drawing => Task.Run(() => RunsOnceAndEndsAsync(drawing)).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithReplay(20261123, 1).WithMaxTest((int)(1000 * TestScale.Factor)));

    private async Task<bool> RunsOnceAndEndsAsync(Drawing drawing)
    {
        var run = await _engine.StartAsync(drawing.ToChart());
        while (run.State.Bookmarks.Count > 0)
            await run.ResumeAsync(run.State.Bookmarks.Last().ActivityId);

        var ran = run.Ran.Split(' ');
        return run.SubStatus == WorkflowSubStatus.Finished && ran.Length == ran.Distinct().Count();
    }

    /// <summary>Arrows lead from lower to higher numbers, so there are no loops; every node is reached.</summary>
    private static Gen<Drawing> Charts =>
        from count in Gen.Choose(2, 9)
        from kinds in Gen.ArrayOf(Gen.Choose(0, 5), count)
        from parents in Gen.ArrayOf(Gen.Choose(0, 99), count)
        from extras in Gen.ListOf(from a in Gen.Choose(0, 99) from b in Gen.Choose(0, 99) select (a, b))
        from ports in Gen.ArrayOf(Gen.Choose(0, 1), count + 30)
        select new Drawing(kinds, parents, [.. extras.Take(12)], ports);

    public sealed record Drawing(int[] Kinds, int[] Parents, (int A, int B)[] Extras, int[] Ports)
    {
        public Flowchart ToChart()
        {
            var activities = Kinds.Select(Activity).ToArray();
            var pairs = Enumerable.Range(1, Kinds.Length - 1).Select(i => (From: Parents[i] % i, To: i))
                .Concat(Extras.Select(x => (From: x.A % Kinds.Length, To: x.B % Kinds.Length)).Where(x => x.From < x.To));
            return new Flowchart
            {
                Id = "FC",
                Start = activities[0],
                Activities = [.. activities],
                Connections = [.. pairs.Select((pair, i) => new Connection(
                    new Endpoint(activities[pair.From], PortOf(activities[pair.From], Ports[i % Ports.Length])), new Endpoint(activities[pair.To])))],
            };
        }

        private static IActivity Activity(int kind, int index) => kind switch
        {
            0 => new Choose { Id = $"n{index}", Rounds = ["x"] },
            1 => new Choose { Id = $"n{index}", Rounds = ["x+y"] },
            2 => new Wait { Id = $"n{index}" },
            3 => new FlowJoin { Id = $"n{index}", Mode = new((FlowJoinMode)(index % 3)) },
            _ => new Step { Id = $"n{index}" },
        };

        private static string PortOf(IActivity activity, int port) => activity is Choose ? (port == 0 ? "x" : "y") : "Done";

        public override string ToString() => string.Join(", ", ToChart().Connections) + " | " + string.Join(' ', Kinds);
    }

    public void Dispose() => _engine.Dispose();
}
