using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Extensions;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Options;

namespace Elsa.ITR.Tests.Unit.Engine.Core;

/// <summary>A run that stands in a flowchart goes on in a changed one, or is refused with the reason.</summary>
public sealed class FlowMigrationTests : IDisposable
{
    private readonly TestEngine _engine = new();

    [Theory]
    [InlineData(FlowchartExecutionMode.CounterBased)]
    [InlineData(FlowchartExecutionMode.TokenBased)]
    public async Task A_join_waits_for_what_is_still_to_come_and_not_for_what_is_settled(FlowchartExecutionMode mode)
    {
        var run = await StartAsync(mode, "A→W, A→B, W→J, B→J, J→E", Waits("W"), Join("J", FlowJoinMode.WaitAll));

        var problems = await run.MigrateAsync(Chart("A→W, A→B, W→N, N→J, B→J, J→E", Waits("W"), Join("J", FlowJoinMode.WaitAll)));
        Assert.Empty(problems);
        await run.ResumeAsync("W");

        Assert.Equal(("A W B N J E", WorkflowSubStatus.Finished), (run.Ran, run.SubStatus));
    }

    [Theory]
    [InlineData(FlowchartExecutionMode.CounterBased)]
    [InlineData(FlowchartExecutionMode.TokenBased)]
    public async Task A_join_for_all_with_a_new_branch_before_it_is_refused(FlowchartExecutionMode mode)
    {
        var run = await StartAsync(mode, "A→W, A→B, W→J, B→J, J→E", Waits("W"), Join("J", FlowJoinMode.WaitAll));

        var problems = await run.MigrateAsync(Chart("A→W, A→B, A:other→N, W→J, B→J, N→J, J→E", Waits("W"), Join("J", FlowJoinMode.WaitAll)));

        Assert.Equal("join.blocked", Assert.Single(problems).Code);
    }

    [Fact]
    public async Task A_new_branch_to_an_implicit_join_is_settled_and_does_not_block()
    {
        var run = await StartAsync(FlowchartExecutionMode.CounterBased, "A→W, W→E", Waits("W"));

        Assert.Empty(await run.MigrateAsync(Chart("A→W, A→N, W→E, N→E", Waits("W"))));
        await run.ResumeAsync("W");

        Assert.Equal(("A W E", WorkflowSubStatus.Finished), (run.Ran, run.SubStatus));
    }

    [Theory]
    [InlineData(FlowchartExecutionMode.CounterBased)]
    [InlineData(FlowchartExecutionMode.TokenBased)]
    public async Task A_loop_goes_round_in_the_new_version(FlowchartExecutionMode mode)
    {
        var run = await StartAsync(mode, "A→H, H→W, W→D, D:again→H, D:out→E", Waits("W"), new Choose { Id = "D", Rounds = ["again", "again", "out"] });
        await run.ResumeAsync("W"); // the second round has begun

        Assert.Empty(await run.MigrateAsync(Chart(
            "A→H, H→N, N→W, W→D, D:again→H, D:out→E", Waits("W"), new Choose { Id = "D", Rounds = ["again", "out"] })));
        await run.ResumeAsync("W");
        await run.ResumeAsync("W");

        Assert.Equal(("A H W D H W D H N W D E", WorkflowSubStatus.Finished), (run.Ran, run.SubStatus));
    }

    [Fact]
    public async Task A_first_branch_join_that_has_fired_does_not_fire_again()
    {
        var run = await StartAsync(FlowchartExecutionMode.CounterBased, "A→W1, A→B, W1→J, B→J, J→W2, W2→E", Waits("W1"), Waits("W2"), Join("J", FlowJoinMode.WaitAny));

        Assert.Empty(await run.MigrateAsync(Chart(
            "A→W1, A→B, W1→J, B→J, J→W2, W2→N, N→E", Waits("W1"), Waits("W2"), Join("J", FlowJoinMode.WaitAny))));
        await run.ResumeAsync("W2");

        Assert.Equal(("A W1 B J W2 N E", WorkflowSubStatus.Finished), (run.Ran, run.SubStatus));
    }

    [Fact]
    public async Task A_place_that_the_start_no_longer_leads_to_is_refused()
    {
        var run = await StartAsync(FlowchartExecutionMode.CounterBased, "A→W, W→E", Waits("W"));

        var problems = await run.MigrateAsync(Chart("A→E, W→E", Waits("W")));

        Assert.Equal(("activity.unreachable", "W"), (problems[0].Code, problems[0].ActivityId));
    }

    [Fact]
    public async Task A_place_from_which_no_way_leads_to_an_end_is_refused()
    {
        var run = await StartAsync(FlowchartExecutionMode.CounterBased, "A→W, W→E", Waits("W"));

        var problems = await run.MigrateAsync(Chart("A→W, W→B, B→W", Waits("W")));

        Assert.Equal("end.unreachable", Assert.Single(problems).Code);
    }

    [Fact]
    public async Task A_backward_connection_that_would_fault_is_refused()
    {
        var run = await StartAsync(FlowchartExecutionMode.CounterBased, "A→W, W→E", Waits("W"));

        var problems = await run.MigrateAsync(Chart(
            "A→M, A→W, M→D, W→D, D:back→M, D:out→E", Waits("W"), new Choose { Id = "D", Rounds = ["out"] }));

        Assert.Equal("connection.backward", Assert.Single(problems).Code);
    }

    [Fact]
    public async Task Another_type_at_the_place_of_a_waiting_activity_is_refused()
    {
        var run = await StartAsync(FlowchartExecutionMode.CounterBased, "A→W, W→E", Waits("W"));

        Assert.Equal("activity.type", Assert.Single(await run.MigrateAsync(Chart("A→W, W→E"))).Code);
    }

    [Fact]
    public async Task A_sequence_goes_on_after_the_activity_that_waits()
    {
        var run = await _engine.StartAsync(new Sequence { Id = "S", Activities = { Waits("W"), new Step { Id = "E" } } });

        Assert.Empty(await run.MigrateAsync(new Sequence
        {
            Id = "S",
            Activities = { new Step { Id = "N1" }, new Step { Id = "N2" }, Waits("W"), new Step { Id = "N3" }, new Step { Id = "E" } },
        }));
        await run.ResumeAsync("W");

        Assert.Equal(("W N3 E", WorkflowSubStatus.Finished), (run.Ran, run.SubStatus));
    }

    [Fact]
    public async Task Containers_wait_for_the_branches_that_are_open()
    {
        var run = await _engine.StartAsync(new Elsa.Workflows.Activities.Parallel { Id = "P", Activities = [Waits("W1"), new Fork { Id = "F", Branches = [Waits("W2"), Waits("W3")] }] });
        await run.ResumeAsync("W2");

        Assert.Empty(await run.MigrateAsync(new Elsa.Workflows.Activities.Parallel
        {
            Id = "P",
            Activities = [new Step { Id = "N1" }, Waits("W1"), new Fork { Id = "F", Branches = [Waits("W2"), Waits("W3"), new Step { Id = "N2" }] }],
        }));
        await run.ResumeAsync("W3");
        await run.ResumeAsync("W1");

        Assert.Equal(("W1 W2 W3", WorkflowSubStatus.Finished), (run.Ran, run.SubStatus));
    }

    private Task<TestRun> StartAsync(FlowchartExecutionMode mode, string arrows, params IActivity[] activities) =>
        _engine.StartAsync(Chart(arrows, activities), new RunWorkflowOptions().WithFlowchartExecutionMode(mode));

    private static Flowchart Chart(string arrows, params IActivity[] activities) => TestEngine.Chart(arrows, activities);

    private static Wait Waits(string id) => new() { Id = id };

    private static FlowJoin Join(string id, FlowJoinMode mode) => new() { Id = id, Mode = new(mode) };

    public void Dispose() => _engine.Dispose();
}
