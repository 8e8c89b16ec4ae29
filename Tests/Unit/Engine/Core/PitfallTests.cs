using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Elsa.Workflows.Options;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Unit.Engine.Core;

/// <summary>Surprises of the reference engine that flows depend on.</summary>
public sealed class PitfallTests : IDisposable
{
    private readonly TestEngine _engine = new();

    [Fact]
    public async Task Ancestors_complete_before_the_child_is_done_completing()
    {
        var run = await _engine.StartAsync(new Sequence { Id = "S", Activities = { new Step { Id = "A" } } });

        Assert.Equal(["A Completed", "S Completed", "Workflow1 Completed"], run.Journal[^3..]);
    }

    [Fact]
    public async Task Every_scheduling_makes_a_new_context()
    {
        var run = await _engine.StartAsync(new Twice { Body = new Step { Id = "S" } });

        Assert.Equal(2, run.Last.Journal.ActivityExecutionContexts.Count(context => context.Activity.Id == "S"));
    }

    [Fact]
    public async Task Completing_twice_changes_nothing()
    {
        var twice = new Inline(async context =>
        {
            await context.CompleteActivityWithOutcomesAsync("First");
            await context.CompleteActivityWithOutcomesAsync("Second");
        })
        { Id = "A" };

        var run = await _engine.StartAsync(TestEngine.Chart("A:First→B, A:Second→C", twice));

        Assert.Equal("A B", run.Ran);
    }

    [Fact]
    public async Task A_bookmark_without_callback_completes_the_activity()
    {
        var run = await _engine.StartAsync(new Sequence { Activities = { new Inline(context => { context.CreateBookmark(); }) { Id = "A" }, new Step { Id = "B" } } });
        Assert.Equal(WorkflowSubStatus.Suspended, run.SubStatus);

        await run.ResumeAsync("A");

        Assert.Equal(("A B", WorkflowSubStatus.Finished), (run.Ran, run.SubStatus));
    }

    [Fact]
    public async Task A_condition_without_branch_completes()
    {
        var run = await _engine.StartAsync(new Sequence { Activities = { new If(_ => true) { Id = "I", Else = new Step { Id = "E" } }, new Step { Id = "B" } } });

        Assert.Equal(("B", WorkflowSubStatus.Finished), (run.Ran.Replace("I ", ""), run.SubStatus));
    }

    [Fact]
    public async Task While_without_body_waits_for_its_condition_but_not_for_ever()
    {
        var n = 0;

        var patient = await _engine.StartAsync(new While(_ => ++n < 100));
        var endless = await _engine.StartAsync(new While(_ => true));

        Assert.Equal((WorkflowSubStatus.Finished, 100, WorkflowSubStatus.Faulted), (patient.SubStatus, n, endless.SubStatus));
    }

    [Fact]
    public async Task A_loop_in_which_nothing_waits_faults_at_last()
    {
        var run = await _engine.StartAsync(TestEngine.Chart("A→B, B→C, C→B"));

        Assert.Equal(WorkflowSubStatus.Faulted, run.SubStatus);
        Assert.Contains("Put a wait into its loop", Assert.Single(run.State.Incidents).Message);
    }

    [Fact]
    public async Task For_without_body_never_completes()
    {
        var run = await _engine.StartAsync(new For(1, 3));

        Assert.Equal(WorkflowSubStatus.Suspended, run.SubStatus);
    }

    [Fact]
    public async Task Finish_leaves_what_is_around_it_running()
    {
        var run = await _engine.StartAsync(TestEngine.Chart("A→W, A→F, F→B", new Wait { Id = "W" }, new Finish { Id = "F" }));

        Assert.Equal((WorkflowSubStatus.Finished, ActivityStatus.Running, ActivityStatus.Running), (run.SubStatus, run.StatusOf("FC"), run.StatusOf("W")));
        Assert.Empty(run.State.Bookmarks);
    }

    [Fact]
    public async Task An_activity_that_forgets_to_complete_leaves_the_instance_suspended()
    {
        var run = await _engine.StartAsync(new Forgetful());

        Assert.Equal(WorkflowSubStatus.Suspended, run.SubStatus);
        Assert.Empty(run.State.Bookmarks);
    }

    [Fact]
    public async Task The_default_outcome_follows_done_and_no_port_but_an_explicit_done_only_done()
    {
        var arrows = (IActivity first) => new Flowchart
        {
            Start = first,
            Activities = { first, new Step { Id = "B" }, new Step { Id = "C" } },
        };
        var byDefault = arrows(new Step { Id = "A" });
        var byName = arrows(new Choose { Id = "A", Rounds = ["Done"] });
        foreach (var chart in new[] { byDefault, byName })
        {
            var (a, b, c) = (chart.Activities.ElementAt(0), chart.Activities.ElementAt(1), chart.Activities.ElementAt(2));
            chart.Connections = [new Connection(a, b), new Connection(new Endpoint(a, "Done"), new Endpoint(c))];
        }

        Assert.Equal("A B C", (await _engine.StartAsync(byDefault)).Ran);
        Assert.Equal("A C", (await _engine.StartAsync(byName)).Ran);
    }

    [Fact]
    public async Task A_backward_connection_into_another_branch_faults_its_source()
    {
        var run = await _engine.StartAsync(TestEngine.Chart(
            "A:x→B, A:y→D, B→C, D→C, C:back→B", new Choose { Id = "A", Rounds = ["x"] }, new Choose { Id = "C", Rounds = ["back"] }));

        Assert.Equal(["C Started", "C Completed", "C Faulted"], run.Journal[^3..]);
        Assert.Contains("Invalid backward connection", Assert.Single(run.State.Incidents).Message);
    }

    [Fact]
    public async Task A_join_outside_of_a_flowchart_faults()
    {
        var run = await _engine.StartAsync(new Sequence { Activities = { new FlowJoin { Id = "J" } } });

        Assert.Equal(WorkflowSubStatus.Faulted, run.SubStatus);
    }

    [Fact]
    public async Task A_break_ends_the_loop_it_is_in()
    {
        var counter = 0;
        var body = new Sequence { Activities = { new Inline(() => { counter++; }) { Id = "I" }, new If(_ => counter == 3) { Then = new Break { Id = "B" } }, new Step { Id = "S" } } };

        var run = await _engine.StartAsync(new Sequence { Activities = { While.True(body), new Step { Id = "after" } } });

        Assert.Equal("I S I S I B after", run.Ran);
        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
    }

    [Fact]
    public async Task Variables_without_driver_forget_and_variables_with_driver_keep_their_value()
    {
        var kept = new Variable<int>("Kept", 1).WithWorkflowStorage();
        var forgotten = new Variable<int>("Forgotten", 1);
        var seen = "";
        var root = new Sequence
        {
            Variables = { kept, forgotten },
            Activities =
            {
                new SetVariable<int>(kept, 2), new SetVariable<int>(forgotten, 2), new Wait { Id = "W" },
                new Inline(context => { seen = $"{kept.Get(context)} {forgotten.Get(context)}"; }),
            },
        };

        var run = await _engine.StartAsync(root);
        await run.ResumeAsync("W");

        Assert.Equal("2 1", seen);
    }

    [Fact]
    public async Task Inputs_are_evaluated_again_before_a_resume()
    {
        var evaluations = 0;
        var run = await _engine.StartAsync(new Asks { Id = "A", Question = new(() => $"{++evaluations}") });

        await run.ResumeAsync("A");

        Assert.Equal("2", run.Last.WorkflowExecutionContext.Output["Question"]);
    }

    [Fact]
    public async Task Input_is_only_there_in_the_burst_that_got_it()
    {
        var run = await _engine.StartAsync(
            new Sequence { Activities = { new Wait { Id = "W" }, new Wait { Id = "W2" } } },
            new RunWorkflowOptions { Input = new Dictionary<string, object> { ["a"] = 1, ["b"] = 2 } },
            workflow => workflow.Inputs.Add(new InputDefinition { Name = "b", Type = typeof(int), StorageDriverType = typeof(WorkflowInstanceStorageDriver) }));

        await run.ResumeAsync("W", new Dictionary<string, object> { ["c"] = 3 });

        Assert.Equal(["b", "c"], run.Last.WorkflowExecutionContext.Input.Keys.Order());
    }

    [Fact]
    public async Task Resuming_without_bookmark_starts_the_workflow_again_in_the_same_instance()
    {
        var run = await _engine.StartAsync(new Sequence { Activities = { new Wait { Id = "W" } } });

        await run.BurstAsync(runner => runner.RunAsync(run.Graph, run.State));

        Assert.Equal(2, run.State.ActivityExecutionContexts.Count(context => context.ParentContextId == null));
    }

    [Fact]
    public async Task A_stale_bookmark_runs_an_empty_burst()
    {
        var run = await _engine.StartAsync(new Wait { Id = "W" });

        await run.BurstAsync(runner => runner.RunAsync(run.Graph, run.State, new RunWorkflowOptions { BookmarkId = "gone" }));

        Assert.Equal((WorkflowSubStatus.Suspended, 0), (run.SubStatus, run.Last.WorkflowExecutionContext.ExecutionLog.Count));
    }

    [Fact]
    public async Task Items_waiting_side_by_side_keep_their_own_values()
    {
        var seen = new List<object?>();
        var body = new Sequence { Activities = { new Wait { Id = "W" }, new Inline(context => { seen.Add(context.GetVariable<object>("CurrentValue")); }) } };

        var run = await _engine.StartAsync(new ParallelForEach { Items = new(new object[] { "x", "y", "z" }), Body = body });
        await run.ResumeAsync("W");
        await run.ResumeAsync("W");
        await run.ResumeAsync("W");

        Assert.Equal(["x", "y", "z"], seen);
        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
    }

    [Fact]
    public async Task A_loop_over_items_goes_on_after_a_wait()
    {
        var run = await _engine.StartAsync(new ForEach(["x", "y"]) { Body = new Wait { Id = "W" } });
        await run.ResumeAsync("W");
        await run.ResumeAsync("W");

        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
    }

    [Fact]
    public async Task A_workflow_class_returns_its_result()
    {
        using var scope = _engine.Services.CreateScope();

        var result = await scope.ServiceProvider.GetRequiredService<IWorkflowRunner>().RunAsync<Doubles, int>(
            new RunWorkflowOptions { Input = new Dictionary<string, object> { ["N"] = 21 } });

        Assert.Equal(42, result);
    }

    [Fact]
    public async Task Complete_ends_the_workflow_with_its_outcomes_recorded_nowhere_but_on_the_way()
    {
        var run = await _engine.StartAsync(TestEngine.Chart("A→W, A→C", new Wait { Id = "W" }, new Complete(["Won"]) { Id = "C" }));

        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
        Assert.Equal(["C Completed", "W Canceled", "FC Completed", "Workflow1 Completed", "FC Completed"], run.Journal[^5..]);
    }

    public void Dispose() => _engine.Dispose();

    public sealed class Asks : Activity
    {
        public Input<string> Question { get; set; } = null!;

        protected override void Execute(ActivityExecutionContext context) => context.CreateBookmark(OnAnsweredAsync);

        private ValueTask OnAnsweredAsync(ActivityExecutionContext context)
        {
            context.WorkflowExecutionContext.Output["Question"] = context.Get(Question)!;
            return context.CompleteActivityAsync();
        }
    }

    public sealed class Doubles : WorkflowBase<int>
    {
        protected override void Build(IWorkflowBuilder builder) =>
            builder.Root = new SetVariable<int>(Result, context => context.GetInput<int>("N") * 2);
    }
}
