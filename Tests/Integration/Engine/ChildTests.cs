using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Management.Activities.SetOutput;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Activities;
using Microsoft.EntityFrameworkCore;
using static Elsa.ITR.Tests.Integration.Engine.Flows;

namespace Elsa.ITR.Tests.Integration.Engine;

public abstract class ChildTests(EngineDatabase database)
{
    [Fact]
    public async Task An_executed_child_shares_the_transaction_of_its_parent()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("child", Of(Note("child", "c")));
        await host.PublishAsync("parent", Of(new ExecuteWorkflow { Id = "x", WorkflowDefinitionId = new("child"), WaitForCompletion = new(true) }, Note("parent", "p")));

        var saves = await host.Commits.DuringAsync(() => host.StartAsync("parent"));

        Assert.Equal(1, saves);
        Assert.Equal(["child", "parent"], await host.NoteTextsAsync());
        Assert.Equal(2, await host.ReadAsync(db => db.Set<WorkflowInstance>().CountAsync(x => x.SubStatus == WorkflowSubStatus.Finished)));
    }

    [Fact]
    public async Task A_fault_of_the_parent_does_not_half_store_the_child()
    {
        await using var host = await database.StartAsync();
        host.Weather.Storms.Add("parent");
        await host.PublishAsync("child", Of(Note("child", "c")));
        await host.PublishAsync("parent", Of(new ExecuteWorkflow { Id = "x", WorkflowDefinitionId = new("child"), WaitForCompletion = new(true) }, Note("parent", "p")));

        await host.StartAsync("parent");

        Assert.Equal(["child"], await host.NoteTextsAsync());
        Assert.Equal(1, await host.ReadAsync(db => db.Set<WorkflowInstance>().CountAsync(x => x.DefinitionId == "child")));
    }

    [Fact]
    public async Task A_parent_waits_for_a_child_that_waits_itself()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("child", Of(Asks("q", "ask"), Note("child", "c")));
        await host.PublishAsync("parent", Of(new ExecuteWorkflow { Id = "x", WorkflowDefinitionId = new("child"), WaitForCompletion = new(true) }, Note("parent", "p")));
        var parent = (await host.StartAsync("parent")).WorkflowInstanceId;

        await host.AnswerAsync("q", "yes");

        Assert.Equal(WorkflowSubStatus.Finished, (await host.InstanceAsync(parent)).SubStatus);
        Assert.Equal(["child", "parent", "yes"], await host.NoteTextsAsync());
    }

    [Fact]
    public async Task A_dispatched_child_gives_its_output_to_the_waiting_parent()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync(
            "child",
            Of(Asks("q", "ask"), new SetOutput { Id = "o", OutputName = new("outcome"), OutputValue = new("Fine") }),
            x => x.Outputs.Add(new OutputDefinition { Name = "outcome", Type = typeof(string) }));
        var result = new Variable<object>("Result", null!) { Id = "result", StorageDriverType = typeof(WorkflowInstanceStorageDriver) };
        await host.PublishAsync("parent", new Sequence
        {
            Id = "root",
            Variables = { result },
            Activities =
            {
                Dispatch(result),
                new LeaveNote { Id = "n", Text = new(Elsa.Expressions.JavaScript.Models.JavaScriptExpression.Create("getVariable('Result').outcome")) },
            },
        });
        var parent = (await host.StartAsync("parent", "CASE-1")).WorkflowInstanceId;
        var child = await host.ReadAsync(db => db.Set<WorkflowInstance>().SingleAsync(x => x.DefinitionId == "child"));
        Assert.Equal((parent, WorkflowSubStatus.Suspended), (child.ParentWorkflowInstanceId, child.SubStatus));

        await host.AnswerAsync("q", "yes");

        Assert.Equal(WorkflowSubStatus.Finished, (await host.InstanceAsync(parent)).SubStatus);
        Assert.Equal(["Fine", "yes"], await host.NoteTextsAsync());
    }

    [Fact]
    public async Task A_child_that_faults_gives_the_output_it_has()
    {
        await using var host = await database.StartAsync();
        host.Weather.Storms.Add("bad");
        await host.PublishAsync(
            "child",
            Of(new SetOutput { Id = "o", OutputName = new("outcome"), OutputValue = new("Half") }, Note("bad", "n")),
            x =>
            {
                x.Outputs.Add(new OutputDefinition { Name = "outcome", Type = typeof(string) });
                x.Options = new WorkflowOptions(); // a fault ends it
            });
        var result = new Variable<object>("Result", null!) { Id = "result", StorageDriverType = typeof(WorkflowInstanceStorageDriver) };
        await host.PublishAsync("parent", new Sequence
        {
            Id = "root",
            Variables = { result },
            Activities =
            {
                Dispatch(result),
                new LeaveNote { Id = "n", Text = new(Elsa.Expressions.JavaScript.Models.JavaScriptExpression.Create("JSON.stringify(getVariable('Result'))")) },
            },
        });

        await host.StartAsync("parent");

        Assert.Equal(["""{"outcome":"Half"}"""], await host.NoteTextsAsync());
    }

    [Fact]
    public async Task The_end_of_a_child_reaches_the_parent_although_the_process_dies_in_between()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("child", Of(Asks("q", "ask")));
        await host.PublishAsync("parent", Of(Dispatch(), Note("parent", "p")));
        var parent = (await host.StartAsync("parent")).WorkflowInstanceId;

        // The dying process commits the child's end and never comes to its outbox.
        await using (var dying = host.Neighbour(services => services.RemoveOutboxHandlers()))
            await dying.AnswerAsync("q", "yes");
        Assert.Equal(WorkflowSubStatus.Suspended, (await host.InstanceAsync(parent)).SubStatus);

        host.Time.MoveTo(host.Time.GetUtcNow().AddMinutes(2));
        await host.Recovery.RunOnceAsync();
        await host.Recovery.RunOnceAsync();

        Assert.Equal(WorkflowSubStatus.Finished, (await host.InstanceAsync(parent)).SubStatus);
        Assert.Equal(["parent", "yes"], await host.NoteTextsAsync());
    }

    [Fact]
    public async Task A_cancelled_child_wakes_its_parent_and_a_cancelled_parent_takes_its_children_along()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("child", Of(Asks("q", "ask")));
        await host.PublishAsync("parent", Of(Dispatch(), Note("parent", "p")));
        var first = (await host.StartAsync("parent")).WorkflowInstanceId;
        var second = (await host.StartAsync("parent")).WorkflowInstanceId;
        var child = await host.ReadAsync(db => db.Set<WorkflowInstance>().SingleAsync(x => x.ParentWorkflowInstanceId == first));

        await host.CallAsync<IWorkflowCancellationService, bool>(x => x.CancelWorkflowAsync(child.Id));
        await host.CallAsync<IWorkflowCancellationService, bool>(x => x.CancelWorkflowAsync(second));

        Assert.Equal(WorkflowSubStatus.Finished, (await host.InstanceAsync(first)).SubStatus);
        Assert.Equal(WorkflowSubStatus.Cancelled, (await host.InstanceAsync(second)).SubStatus);
        Assert.Equal(2, await host.ReadAsync(db => db.Set<WorkflowInstance>().CountAsync(x => x.DefinitionId == "child" && x.SubStatus == WorkflowSubStatus.Cancelled)));
        Assert.Equal(["parent"], await host.NoteTextsAsync());
    }

    [Fact]
    public async Task Many_children_end_before_the_parent_goes_on()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("child", Of(Asks("q", "ask"), Note("child", "c")));
        await host.PublishAsync("parent", Of(
            new BulkDispatchWorkflows { Id = "b", WorkflowDefinitionId = new("child"), Items = new(new List<object> { 1, 2, 3 }) }, Note("parent", "p")));
        var parent = (await host.StartAsync("parent")).WorkflowInstanceId;
        Assert.Equal(3, await host.ReadAsync(db => db.Set<WorkflowInstance>().CountAsync(x => x.DefinitionId == "child")));

        await host.AnswerAsync("q", "yes");

        Assert.Equal(WorkflowSubStatus.Finished, (await host.InstanceAsync(parent)).SubStatus);
        Assert.Equal(["child", "child", "child", "parent", "yes", "yes", "yes"], await host.NoteTextsAsync());
    }

    private static DispatchWorkflow Dispatch(Variable<object>? result = null)
    {
        var dispatch = new DispatchWorkflow { Id = "d", WorkflowDefinitionId = new("child"), WaitForCompletion = new(true) };
        if (result is not null)
            dispatch.Result = new(result);
        return dispatch;
    }
}
