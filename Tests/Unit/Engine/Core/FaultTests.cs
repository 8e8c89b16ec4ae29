using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Exceptions;
using Elsa.Workflows.Execution;
using Elsa.Workflows.IncidentStrategies;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Unit.Engine.Core;

/// <summary>Incidents, repairs, and bursts that are run again.</summary>
public sealed class FaultTests
{
    private readonly Dictionary<string, object> _answer = new() { ["Answer"] = "Done" };

    private static void Continue(Workflow workflow) => workflow.Options.IncidentStrategyType = typeof(ContinueWithIncidentsStrategy);

    [Fact]
    public async Task A_fault_counts_on_the_activity_and_everything_around_it()
    {
        using var engine = new TestEngine();

        var run = await engine.StartAsync(new Sequence { Activities = { new Boom { Id = "B" }, new Step() } }, configure: Continue);

        Assert.All(run.Last.WorkflowExecutionContext.ActivityExecutionContexts, context => Assert.Equal(1, context.AggregateFaultCount));
        Assert.Equal((WorkflowSubStatus.Suspended, ActivityStatus.Faulted), (run.SubStatus, run.StatusOf("B")));
        Assert.Equal(["B Started", "B Faulted"], run.Journal[^2..]);
    }

    [Fact]
    public async Task A_faulted_activity_in_a_sequence_is_repaired_and_the_sequence_goes_on()
    {
        var fails = true;
        using var engine = new TestEngine();
        var run = await engine.StartAsync(
            new Sequence { Activities = { new Boom { Id = "B", Fails = () => fails }, new Step { Id = "after" } } }, configure: Continue);

        await run.RetryAsync("B");
        Assert.Equal(2, run.State.Incidents.Count);
        fails = false;
        await run.RetryAsync("B");

        Assert.Equal(("B B B after", WorkflowSubStatus.Finished), (run.Ran, run.SubStatus));
        Assert.All(run.Last.WorkflowExecutionContext.ActivityExecutionContexts, context => Assert.Equal(0, context.AggregateFaultCount));
    }

    [Fact]
    public async Task A_resume_that_fails_keeps_bookmark_and_input_and_is_repeated_by_a_retry()
    {
        var fails = true;
        using var engine = new TestEngine();
        var run = await engine.StartAsync(
            TestEngine.Chart("A→W, W→B", new WaitThenBoom { Id = "W", Fails = () => fails }), configure: Continue);

        await run.ResumeAsync("W", _answer);
        Assert.Equal(ActivityStatus.Faulted, run.StatusOf("W"));
        Assert.Single(run.State.Bookmarks);
        fails = false;
        await run.RetryAsync("W");

        Assert.Equal(("A W B", WorkflowSubStatus.Finished), (run.Ran, run.SubStatus));
        Assert.Equal(2, run.Journal.Count(line => line == "W Resumed"));
        Assert.Empty(run.State.Bookmarks);
    }

    [Fact]
    public async Task A_failed_resume_may_be_resumed_anew()
    {
        var fails = true;
        using var engine = new TestEngine();
        var run = await engine.StartAsync(new WaitThenBoom { Id = "W", Fails = () => fails }, configure: Continue);
        await run.ResumeAsync("W", _answer);

        fails = false;
        await run.ResumeAsync("W", _answer);

        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
    }

    [Fact]
    public async Task A_callback_that_throws_faults_the_child_and_a_retry_finds_the_way_back()
    {
        var fails = true;
        using var engine = new TestEngine();
        var run = await engine.StartAsync(new Twice { Id = "T", Body = new Step { Id = "S" }, Fails = () => fails }, configure: Continue);
        Assert.Equal(["S Started", "S Completed", "S Faulted"], run.Journal[^3..]);

        fails = false;
        await run.RetryAsync("S");

        Assert.Equal(("S S S", WorkflowSubStatus.Finished), (run.Ran, run.SubStatus));
    }

    [Fact]
    public async Task An_input_that_cannot_be_computed_names_itself()
    {
        using var engine = new TestEngine();

        var run = await engine.StartAsync(new WriteLine((Func<string>)(() => throw new FormatException("bad"))) { Id = "W" });

        var incident = Assert.Single(run.State.Incidents);
        Assert.Equal((typeof(InputEvaluationException).FullName, "Failed to evaluate activity input 'Text'"), (incident.Exception?.Type, incident.Message));
        Assert.Equal("bad", incident.Exception?.InnerException?.Message);
        Assert.Equal(WorkflowSubStatus.Faulted, run.SubStatus);
    }

    [Fact]
    public async Task A_fault_replay_aborts_the_burst_and_forces_the_fault_the_next_time()
    {
        var replay = new OneReplay();
        using var engine = new TestEngine(services => services.AddScoped<IFaultReplay>(_ => replay));
        var ran = 0;
        var chart = () => TestEngine.Chart("A→B, B→C", new Boom { Id = "B", Fails = () => ++ran > 0 });

        var aborted = await Assert.ThrowsAsync<BurstAbortedException>(() => engine.StartAsync(chart(), configure: Continue));
        var run = await engine.StartAsync(chart(), configure: Continue);

        Assert.Equal(("Workflow1:FC:B", 4, 1), (aborted.NodeId, aborted.Invocation, ran));
        Assert.Equal(("A B", ActivityStatus.Faulted), (run.Ran, run.StatusOf("B")));
        Assert.Equal("boom", Assert.Single(run.State.Incidents).Message);
    }

    [Fact]
    public async Task A_burst_that_is_told_to_stop_throws_and_faults_nothing()
    {
        using var engine = new TestEngine();
        using var stop = new CancellationTokenSource();
        using var scope = engine.Services.CreateScope();
        var runner = scope.ServiceProvider.GetRequiredService<IWorkflowRunner>();
        var workflow = new Sequence { Activities = { new Inline(stop.Cancel), new Step() } };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => runner.RunAsync(workflow, cancellationToken: stop.Token));
    }

    [Fact]
    public async Task Every_invocation_has_a_number_that_goes_on_over_bursts()
    {
        using var engine = new TestEngine();
        var run = await engine.StartAsync(TestEngine.Chart("A→W, W→B", new Wait { Id = "W" }));
        Assert.Equal(4, run.State.ExecutionIndex);

        await run.ResumeAsync("W");

        Assert.Equal((6, 2), (run.State.ExecutionIndex, run.Last.WorkflowExecutionContext.BurstInvocations));
    }

    private sealed class OneReplay : IFaultReplay
    {
        private (string NodeId, int Invocation, RepeatedFault Fault)? _fault;

        public RepeatedFault? Take(WorkflowExecutionContext run, string nodeId, int invocation) =>
            _fault is { } fault && fault.NodeId == nodeId && fault.Invocation == invocation ? fault.Fault : null;

        public bool Abort(WorkflowExecutionContext run, string nodeId, int invocation, RepeatedFault fault)
        {
            _fault = (nodeId, invocation, fault);
            return true;
        }
    }
}
