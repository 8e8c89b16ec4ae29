using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Extensions;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Options;
using Parallel = Elsa.Workflows.Activities.Parallel;

namespace Elsa.ITR.Tests.Unit.Engine.Core;

/// <summary>The worked traces of flowcharts as the reference engine ran them.</summary>
public sealed class FlowchartTraceTests : IDisposable
{
    private readonly TestEngine _engine = new();

    private static RunWorkflowOptions Tokens => new RunWorkflowOptions().WithTokenBasedFlowchart();

    private static FlowJoin Join(FlowJoinMode mode) => new() { Id = "J", Mode = new(mode) };

    private static Choose Choose(string id, params string[] rounds) => new() { Id = id, Rounds = rounds };

    [Fact]
    public async Task T1_branches_interleave_breadth_first()
    {
        var run = await _engine.StartAsync(TestEngine.Chart("A→B, A→C, B→D, C→E, D→F, E→F"));

        Assert.Equal("A B C D E F", run.Ran);
        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
        Assert.Equal(
            [
                "Workflow1 Started", "FC Started", "A Started", "A Completed", "B Started", "B Completed", "C Started", "C Completed",
                "D Started", "D Completed", "E Started", "E Completed", "F Started", "F Completed", "FC Completed", "Workflow1 Completed",
            ],
            run.Journal);
    }

    [Fact]
    public async Task T2_a_branch_not_taken_does_not_block_an_implicit_merge()
    {
        var run = await _engine.StartAsync(TestEngine.Chart("D:True→B, D:False→C, B→E, C→E", Choose("D", "True")));

        Assert.Equal("D B E", run.Ran);
    }

    [Theory]
    [InlineData(FlowJoinMode.WaitAll, false, "D B", WorkflowSubStatus.Finished)]
    [InlineData(FlowJoinMode.WaitAllActive, false, "D B J E", WorkflowSubStatus.Finished)]
    [InlineData(FlowJoinMode.WaitAny, false, "D B J E", WorkflowSubStatus.Finished)]
    [InlineData(FlowJoinMode.WaitAll, true, "D B", WorkflowSubStatus.Suspended)]
    [InlineData(FlowJoinMode.WaitAllActive, true, "D B", WorkflowSubStatus.Suspended)]
    [InlineData(FlowJoinMode.WaitAny, true, "D B J E", WorkflowSubStatus.Finished)]
    public async Task T3_joins_treat_a_branch_not_taken_by_their_mode(FlowJoinMode mode, bool tokens, string ran, WorkflowSubStatus subStatus)
    {
        var chart = TestEngine.Chart("D:True→B, D:False→C, B→J, C→J, J→E", Choose("D", "True"), Join(mode));

        var run = await _engine.StartAsync(chart, tokens ? Tokens : null);

        Assert.Equal((ran, subStatus), (run.Ran, run.SubStatus));
    }

    [Theory]
    [InlineData(FlowJoinMode.WaitAll, false)]
    [InlineData(FlowJoinMode.WaitAllActive, false)]
    [InlineData(FlowJoinMode.WaitAll, true)]
    [InlineData(FlowJoinMode.WaitAllActive, true)]
    public async Task T4_a_join_for_all_waits_for_the_waiting_branch(FlowJoinMode mode, bool tokens)
    {
        var run = await _engine.StartAsync(
            TestEngine.Chart("A→W, A→C, W→J, C→J, J→E", new Wait { Id = "W" }, Join(mode)), tokens ? Tokens : null);
        Assert.Equal(("A W C", WorkflowSubStatus.Suspended), (run.Ran, run.SubStatus));

        await run.ResumeAsync("W");

        Assert.Equal(("A W C J E", WorkflowSubStatus.Finished), (run.Ran, run.SubStatus));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task T4_a_join_for_any_cancels_the_waiting_branch(bool tokens)
    {
        var run = await _engine.StartAsync(
            TestEngine.Chart("A→W, A→C, W→J, C→J, J→E", new Wait { Id = "W" }, Join(FlowJoinMode.WaitAny)), tokens ? Tokens : null);

        Assert.Equal(("A W C J E", WorkflowSubStatus.Finished), (run.Ran, run.SubStatus));
        Assert.Equal(ActivityStatus.Canceled, run.StatusOf("W"));
        Assert.Empty(run.State.Bookmarks);
    }

    [Fact]
    public async Task T5_a_join_for_any_runs_once_when_both_branches_arrive()
    {
        var run = await _engine.StartAsync(TestEngine.Chart("A→B, A→C, B→J, C→J, J→E", Join(FlowJoinMode.WaitAny)));

        Assert.Equal("A B C J E", run.Ran);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task T6_a_loop_goes_back_over_a_backward_connection(bool tokens)
    {
        var run = await _engine.StartAsync(
            TestEngine.Chart("A→B, B→D, D:False→B, D:True→E", Choose("D", "False", "False", "True")), tokens ? Tokens : null);

        Assert.Equal(("A B D B D B D E", WorkflowSubStatus.Finished), (run.Ran, run.SubStatus));
    }

    [Theory]
    [InlineData(false, "F B")]
    [InlineData(true, "F B B")]
    public async Task T7_two_ports_into_one_activity_run_it_once_with_counters(bool tokens, string ran)
    {
        var run = await _engine.StartAsync(TestEngine.Chart("F:x→B, F:y→B", Choose("F", "x+y")), tokens ? Tokens : null);

        Assert.Equal((ran, WorkflowSubStatus.Finished), (run.Ran, run.SubStatus));
    }

    [Theory]
    [InlineData(false, "A B C1 C2 E")]
    [InlineData(true, "A B C1 E C2 E")]
    public async Task T8_branches_of_unequal_length_merge_once_with_counters(bool tokens, string ran)
    {
        var run = await _engine.StartAsync(TestEngine.Chart("A→B, A→C1, B→E, C1→C2, C2→E"), tokens ? Tokens : null);

        Assert.Equal(ran, run.Ran);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task T9_a_source_that_cannot_be_reached_is_not_waited_for(bool tokens)
    {
        var run = await _engine.StartAsync(TestEngine.Chart("A→B, X→B"), tokens ? Tokens : null);

        Assert.Equal(("A B", WorkflowSubStatus.Finished), (run.Ran, run.SubStatus));
    }

    [Fact]
    public async Task T10_an_end_cancels_what_waits()
    {
        var run = await _engine.StartAsync(TestEngine.Chart("A→W, A→END", new Wait { Id = "W" }, new End { Id = "END" }));

        Assert.Equal(["END Completed", "W Canceled", "FC Completed", "Workflow1 Completed", "FC Completed"], run.Journal[^5..]);
        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
    }

    [Fact]
    public async Task T11_a_fault_does_not_stop_what_is_queued()
    {
        var run = await _engine.StartAsync(TestEngine.Chart("A→B, A→C, C→D", new Boom { Id = "B" }));

        Assert.Equal(("A B C D", WorkflowSubStatus.Faulted), (run.Ran, run.SubStatus));
        Assert.Equal((ActivityStatus.Running, ActivityStatus.Running), (run.StatusOf("FC"), run.StatusOf("Workflow1")));
        Assert.Equal("boom", Assert.Single(run.State.Incidents).Message);
    }

    [Fact]
    public async Task T12_containers_share_one_queue()
    {
        Sequence Pair(string n) => new() { Activities = { new Step { Id = n + "a" }, new Step { Id = n + "b" } } };

        var run = await _engine.StartAsync(new Parallel(Pair("1"), Pair("2")));

        Assert.Equal("1a 2a 1b 2b", run.Ran);
    }

    public void Dispose() => _engine.Dispose();
}
