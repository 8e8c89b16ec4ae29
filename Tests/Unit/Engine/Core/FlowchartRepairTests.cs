using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.IncidentStrategies;
using Elsa.Workflows.Options;

namespace Elsa.ITR.Tests.Unit.Engine.Core;

/// <summary>Where the reference engine has a defect, this one does right.</summary>
public sealed class FlowchartRepairTests : IDisposable
{
    private readonly TestEngine _engine = new();

    [Fact]
    public async Task An_end_cancels_a_nested_sequence_that_waits()
    {
        var nested = new Sequence { Id = "S", Activities = { new Wait { Id = "W" }, new Step { Id = "after" } } };

        var run = await _engine.StartAsync(TestEngine.Chart("A→S, A→B, B→END", nested, new End { Id = "END" }));

        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
        Assert.Empty(run.State.Incidents);
        Assert.Equal((ActivityStatus.Canceled, ActivityStatus.Canceled), (run.StatusOf("S"), run.StatusOf("W")));
        Assert.Empty(run.State.Bookmarks);
    }

    [Fact]
    public async Task An_end_cancels_a_nested_flowchart_that_waits()
    {
        var nested = TestEngine.Chart("X→W, W→Y", new Wait { Id = "W" });
        nested.Id = "N";

        var run = await _engine.StartAsync(TestEngine.Chart("A→N, A→B, B→B2, B2→END", nested, new End { Id = "END" }));

        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
        Assert.Equal("A B X B2 W END", run.Ran);
        Assert.Empty(run.State.Incidents);
    }

    [Fact]
    public async Task A_join_for_any_that_cancels_a_branch_while_it_runs_runs_once()
    {
        var run = await _engine.StartAsync(TestEngine.Chart("A→W, A→J, W→J, J→E", new Wait { Id = "W" }, new FlowJoin { Id = "J" }));

        Assert.Equal(("A W J E", WorkflowSubStatus.Finished), (run.Ran, run.SubStatus));
    }

    [Fact]
    public async Task Nothing_is_scheduled_while_a_flowchart_completes()
    {
        // Cancelling W1 resolves the last open input of J, but the flowchart is already ending.
        var run = await _engine.StartAsync(TestEngine.Chart(
            "A→B, A→W1, A→W2, A→C, B→J, W1→J, C→D, D→END", new Wait { Id = "W1" }, new Wait { Id = "W2" }, new End { Id = "END" }));

        Assert.Equal(("A B W1 W2 C D END", WorkflowSubStatus.Finished), (run.Ran, run.SubStatus));
    }

    [Fact]
    public async Task What_a_cancelled_container_had_queued_does_not_run()
    {
        var loser = new Sequence { Id = "S", Activities = { new Step { Id = "s1" }, new Wait { Id = "W" } } };

        var run = await _engine.StartAsync(TestEngine.Chart("A→S, A→B, S→J, B→J, J→E", loser, new FlowJoin { Id = "J" }));

        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
        Assert.DoesNotContain("W Started", run.Journal);
        Assert.Equal("A B J E", run.Ran);
    }

    [Fact]
    public async Task What_starts_after_its_container_completed_does_not_keep_the_instance_waiting()
    {
        var run = await _engine.StartAsync(TestEngine.Chart("A→END, A→W", new End { Id = "END" }, new Wait { Id = "W" }));

        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
        Assert.Equal(ActivityStatus.Canceled, run.StatusOf("W"));
        Assert.Empty(run.State.Bookmarks);
    }

    [Fact]
    public async Task A_run_started_in_the_middle_remembers_where_after_a_wait()
    {
        var chart = TestEngine.Chart("A→B, T→W, W→C", new Wait { Id = "W" });
        chart.Start = null;

        var run = await _engine.StartAsync(chart, new RunWorkflowOptions { TriggerActivityId = "T" });
        await run.ResumeAsync("W");

        Assert.Equal(("T W C", WorkflowSubStatus.Finished), (run.Ran, run.SubStatus));
    }

    [Fact]
    public async Task A_loop_inside_a_loop_goes_on_although_the_inner_one_waits()
    {
        // The inner loop goes back to W over a backward connection and waits there; then the outer loop comes to W from the front.
        var chart = TestEngine.Chart(
            "A→H, H→W, W→D, D:inner→W, D:outer→H, D:done→E", new Wait { Id = "W" }, new Choose { Id = "D", Rounds = ["inner", "outer", "done"] });

        var run = await _engine.StartAsync(chart);
        await run.ResumeAsync("W");
        await run.ResumeAsync("W");
        await run.ResumeAsync("W");

        Assert.Equal(("A H W D W D H W D E", WorkflowSubStatus.Finished), (run.Ran, run.SubStatus));
    }

    [Fact]
    public async Task Cancelling_one_branch_releases_a_join()
    {
        var run = await _engine.StartAsync(TestEngine.Chart(
            "A→W1, A→W2, W1→J, W2→J, J→E", new Wait { Id = "W1" }, new Wait { Id = "W2" },
            new FlowJoin { Id = "J", Mode = new(FlowJoinMode.WaitAllActive) }));

        await run.BurstAsync(async runner =>
        {
            var context = await runner.CreateContextAsync(run.Graph, run.State);
            await Elsa.Extensions.ActivityExecutionContextExtensions.CancelActivityAsync(
                context.ActivityExecutionContexts.Single(x => x.Activity.Id == "W1"));
            return await runner.RunAsync(context);
        });
        Assert.Equal(WorkflowSubStatus.Suspended, run.SubStatus);
        await run.ResumeAsync("W2");

        Assert.Equal(("A W1 W2 J E", WorkflowSubStatus.Finished), (run.Ran, run.SubStatus));
    }

    [Fact]
    public async Task A_faulted_branch_that_is_repaired_lets_the_join_go_on()
    {
        var fails = true;
        var run = await _engine.StartAsync(
            TestEngine.Chart("A→B, A→C, B→J, C→J, J→E", new Boom { Id = "B", Fails = () => fails }, new FlowJoin { Id = "J", Mode = new(FlowJoinMode.WaitAll) }),
            configure: workflow => workflow.Options.IncidentStrategyType = typeof(ContinueWithIncidentsStrategy));
        Assert.Equal(WorkflowSubStatus.Suspended, run.SubStatus);

        fails = false;
        await run.RetryAsync("B");

        Assert.Equal(("A B C B J E", WorkflowSubStatus.Finished), (run.Ran, run.SubStatus));
    }

    public void Dispose() => _engine.Dispose();
}
