using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Memory;

namespace Elsa.ITR.Tests.Unit.Engine.Core;

/// <summary>Loops of ten thousand rounds and charts of two thousand activities run on a stack that recursion would exhaust at once.</summary>
public sealed class LongRunTests : IDisposable
{
    private const int Rounds = 10_000;
    private const int SmallStack = 256 * 1024; // bytes; a few hundred nested rounds would not fit

    private readonly TestEngine _engine = new();

    [Fact]
    public void A_flowchart_goes_round() => OnSmallStack(async () =>
    {
        var again = new Choose { Id = "D", Rounds = [.. Enumerable.Repeat("again", Rounds - 1), "out"] };

        var run = await _engine.StartAsync(TestEngine.Chart("A→B, B→D, D:again→B, D:out→E", again));

        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
        Assert.Equal(Rounds, run.Journal.Count(line => line == "B Completed"));
    });

    [Fact]
    public void While_goes_round()
    {
        var count = new Variable<int>("Count", 0);
        OnSmallStack(() => RunsAsync(
            new While(context => count.Get(context) < Rounds, Counting(count)), count));
    }

    [Fact]
    public void For_goes_round()
    {
        var count = new Variable<int>("Count", 0);
        OnSmallStack(() => RunsAsync(new For(1, Rounds) { Body = Counting(count) }, count));
    }

    [Fact]
    public void ForEach_goes_round()
    {
        var count = new Variable<int>("Count", 0);
        OnSmallStack(() => RunsAsync(new ForEach<int>([.. Enumerable.Range(1, Rounds)]) { Body = Counting(count) }, count));
    }

    [Fact]
    public void A_chart_of_two_thousand_activities_runs_to_its_end() => OnSmallStack(async () =>
    {
        var arrows = Enumerable.Range(0, 1999).Select(i => $"n{i}→n{i + 1}");

        var run = await _engine.StartAsync(TestEngine.Chart(string.Join(',', arrows)));

        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
        Assert.Equal(2000, run.Journal.Count(line => line.StartsWith('n') && line.EndsWith(" Completed", StringComparison.Ordinal)));
    });

    [Fact]
    public void A_branch_of_two_thousand_activities_is_passed_over() => OnSmallStack(async () =>
    {
        var arrows = Enumerable.Range(0, 1999).Select(i => $"n{i}→n{i + 1}");
        var skip = new Choose { Id = "D", Rounds = ["no"] };

        var run = await _engine.StartAsync(TestEngine.Chart("D:yes→n0, D:no→E, n1999→E, " + string.Join(',', arrows), skip));

        Assert.Equal(("D E", WorkflowSubStatus.Finished), (run.Ran, run.SubStatus));
    });

    private async Task RunsAsync(IActivity loop, Variable<int> count)
    {
        loop.Id = "L";
        var last = 0;
        var run = await _engine.StartAsync(new Sequence
        {
            Id = "S",
            Variables = { count },
            Activities = { loop, new Inline(context => { last = count.Get(context); }) { Id = "E" } },
        });

        Assert.Equal((WorkflowSubStatus.Finished, Rounds), (run.SubStatus, last));
    }

    private static Inline Counting(Variable<int> count) => new(context => count.Set(context, count.Get(context) + 1)) { Id = "B" };

    private static void OnSmallStack(Func<Task> work)
    {
        Exception? error = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    work().GetAwaiter().GetResult();
                }
                catch (Exception caught)
                {
                    error = caught;
                }
            },
            SmallStack);
        thread.Start();
        thread.Join();
        if (error != null)
            throw error;
    }

    public void Dispose() => _engine.Dispose();
}
