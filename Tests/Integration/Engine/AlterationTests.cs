using System.Text.Json;
using Elsa.Alterations;
using Elsa.Alterations.AlterationTypes;
using Elsa.Alterations.Core.Contracts;
using Elsa.Alterations.Core.Entities;
using Elsa.Alterations.Core.Models;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Management.Filters;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Runtime;
using static Elsa.ITR.Tests.Integration.Engine.Flows;

namespace Elsa.ITR.Tests.Integration.Engine;

public abstract class AlterationTests(EngineDatabase database)
{
    [Fact]
    public async Task A_variable_is_changed_and_an_activity_scheduled_again()
    {
        await using var host = await database.StartAsync();
        host.Weather.Storms.Add("bad");
        await host.PublishAsync("flow", ChartOfVariable());
        var id = (await host.StartAsync("flow")).WorkflowInstanceId;
        Assert.Empty(await host.NoteTextsAsync());

        var result = await RunAsync(host, id, """[{"type":"ModifyVariable","variableId":"text","value":"good"},{"type":"ScheduleActivity","activityId":"n"}]""");

        Assert.True(result is { IsSuccessful: true, WorkflowHasScheduledWork: true });
        Assert.Equal(["end", "good"], await host.NoteTextsAsync());
        Assert.Contains("Workflow1 Alteration ModifyVariable succeeded", await host.JournalAsync(id));
    }

    [Fact]
    public async Task The_first_failure_stops_those_behind_it()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("flow", Of(Asks("q", "ask")));
        var id = (await host.StartAsync("flow")).WorkflowInstanceId;

        var result = await RunAsync(host, id, """[{"type":"ModifyVariable","variableId":"none","value":1},{"type":"CancelActivity","activityId":"ask"}]""");

        Assert.False(result.IsSuccessful);
        Assert.Single(result.Log);
        Assert.Equal(["Tests.Ask"], await host.BookmarksAsync(id));
    }

    [Fact]
    public async Task An_activity_is_cancelled_with_its_bookmark()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("flow", Of(Asks("q", "ask")));
        var id = (await host.StartAsync("flow")).WorkflowInstanceId;

        var result = await RunAsync(host, id, """[{"type":"CancelActivity","activityId":"ask"}]""");

        Assert.True(result.IsSuccessful);
        Assert.Empty(await host.BookmarksAsync(id));
        Assert.Equal(["ask"], host.Weather.Withdrawn);
    }

    [Fact]
    public async Task A_missing_instance_is_one_failed_result_of_many()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("flow", Of(Asks("q", "ask")));
        var id = (await host.StartAsync("flow")).WorkflowInstanceId;

        var results = await host.CallAsync<IAlterationRunner, ICollection<RunAlterationsResult>>(x => x.RunAsync([id, "none"], [new Cancel()]));

        Assert.Equal([true, false], results.Select(x => x.IsSuccessful));
        Assert.Equal(WorkflowSubStatus.Cancelled, (await host.InstanceAsync(id)).SubStatus);
    }

    [Fact]
    public async Task A_plan_alters_every_instance_of_its_filter_and_lets_them_go_on()
    {
        await using var host = await database.StartAsync();
        host.Weather.Storms.Add("bad");
        await host.PublishAsync("flow", ChartOfVariable());
        var ids = new[] { (await host.StartAsync("flow")).WorkflowInstanceId, (await host.StartAsync("flow")).WorkflowInstanceId };
        await host.PublishAsync("other", Of(Asks("q", "ask")));
        await host.StartAsync("other");
        var filter = new WorkflowInstanceFilter { DefinitionId = "flow", WorkflowStatus = WorkflowStatus.Running };
        IAlteration[] alterations = [new ModifyVariable { VariableId = "text", Value = "good" }, new ScheduleActivity { ActivityId = "n" }];

        var previews = await PlanAsync(host, filter, alterations, preview: true);
        Assert.Empty(await host.NoteTextsAsync());
        var results = await PlanAsync(host, filter, alterations, preview: false);

        Assert.Equal(["Text becomes good", "'n' runs"], previews[0].Log.Select(x => x.Effect));
        Assert.Equal(ids.Order(StringComparer.Ordinal), results.Select(x => x.WorkflowInstanceId));
        Assert.All(results, x => Assert.True(x.IsComplete));
        Assert.Equal(["end", "end", "good", "good"], await host.NoteTextsAsync());
        await Assert.ThrowsAsync<ArgumentException>(() => PlanAsync(host, new WorkflowInstanceFilter(), alterations, preview: true));
    }

    [Fact]
    public async Task A_submitted_plan_is_worked_off_in_the_background_and_keeps_the_outcome_of_each_job()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("flow", Of(Asks("q", "ask")));
        await host.PublishAsync("other", Of(Asks("q", "question")));
        var (one, other) = ((await host.StartAsync("flow")).WorkflowInstanceId, (await host.StartAsync("other")).WorkflowInstanceId);
        var plan = new AlterationPlanParams { Alterations = [new CancelActivity { ActivityId = "ask" }], Filter = new() { WorkflowInstanceIds = [one, other] } };

        var id = await host.CallAsync<IAlterationPlanScheduler, string>(x => x.SubmitAsync(plan));
        Assert.Equal(AlterationPlanStatus.Pending, (await StoredAsync(host, id)).Plan.Status);
        await host.Neighbour().Outbox.RunUntilQuietAsync(); // another process than the one that took it

        var (stored, jobs) = await StoredAsync(host, id);
        Assert.Equal(AlterationPlanStatus.Completed, stored.Status);
        Assert.NotNull(stored.CompletedAt);
        Assert.Equal(
            [(one, AlterationJobStatus.Completed), (other, AlterationJobStatus.Failed)],
            jobs.OrderBy(x => x.WorkflowInstanceId != one).Select(x => (x.WorkflowInstanceId, x.Status)));
        Assert.All(jobs, job => Assert.Contains("CancelActivity", job.Log!, StringComparison.Ordinal));
        Assert.Empty(await host.BookmarksAsync(one));
        Assert.Single(await host.BookmarksAsync(other));
    }

    [Fact]
    public async Task A_plan_with_an_empty_filter_means_no_instance()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("flow", Of(Asks("q", "ask")));
        await host.StartAsync("flow");

        var id = await host.CallAsync<IAlterationPlanScheduler, string>(x => x.SubmitAsync(new AlterationPlanParams { Alterations = [new Cancel()] }));
        await host.Outbox.RunUntilQuietAsync();

        var (plan, jobs) = await StoredAsync(host, id);
        Assert.Equal(AlterationPlanStatus.Completed, plan.Status);
        Assert.Empty(jobs);
    }

    private static Task<(AlterationPlan Plan, IReadOnlyList<AlterationJob> Jobs)> StoredAsync(EngineHost host, string id) =>
        host.CallAsync<IAlterationPlanStore, (AlterationPlan, IReadOnlyList<AlterationJob>)>(async x => ((await x.FindAsync(id))!, await x.ListJobsAsync(id)));

    [Fact]
    public async Task What_is_faulted_in_many_instances_is_retried_with_an_outcome_for_each()
    {
        await using var host = await database.StartAsync();
        host.Weather.Storms.Add("risky");
        await host.PublishAsync("flow", Of(Note("risky", "risky"), Note("end", "end")));
        await host.StartAsync("flow");
        await host.StartAsync("flow");
        var filter = new WorkflowInstanceFilter { DefinitionId = "flow" };

        var previews = await RetryAllAsync(host, filter, preview: true);
        var vain = await RetryAllAsync(host, filter, preview: false);
        host.Weather.Storms.Clear();
        var outcomes = await RetryAllAsync(host, filter, preview: false);

        Assert.All(previews.Concat(vain), x => Assert.Equal((1, 1), (x.ActivityInstanceIds.Count, x.StillFaulted)));
        Assert.All(outcomes, x => Assert.Equal((1, 0), (x.ActivityInstanceIds.Count, x.StillFaulted)));
        Assert.Equal(["end", "end", "risky", "risky"], await host.NoteTextsAsync());
        Assert.Empty(await RetryAllAsync(host, filter, preview: true));
    }

    private static Task<List<RunAlterationsResult>> PlanAsync(EngineHost host, WorkflowInstanceFilter filter, IAlteration[] alterations, bool preview) =>
        host.CallAsync<AlterationPlans, List<RunAlterationsResult>>(async x => await x.RunAsync(filter, alterations, preview).ToListAsync());

    private static Task<List<RetryOutcome>> RetryAllAsync(EngineHost host, WorkflowInstanceFilter filter, bool preview) =>
        host.CallAsync<InstanceRepair, List<RetryOutcome>>(async x => await x.RetryAllAsync(filter, preview).ToListAsync());

    private static Flowchart ChartOfVariable()
    {
        var text = new Variable<string>("Text", "bad") { Id = "text", StorageDriverType = typeof(WorkflowInstanceStorageDriver) };
        var note = new LeaveNote { Id = "n", Text = new(text) };
        var end = Note("end", "end");
        return new Flowchart
        {
            Id = "root",
            Variables = { text },
            Activities = { note, end },
            Connections = { new(new Endpoint(note, "Done"), new Endpoint(end)) },
        };
    }

    private static async Task<RunAlterationsResult> RunAsync(EngineHost host, string id, string alterations)
    {
        using var json = JsonDocument.Parse(alterations);
        var list = AlterationJson.Read(json.RootElement);
        var result = await host.CallAsync<IAlterationRunner, RunAlterationsResult>(x => x.RunAsync(id, list));
        await host.CallAsync<IAlteredWorkflowDispatcher, bool>(async x =>
        {
            await x.DispatchAsync([result]);
            return true;
        });
        return result;
    }
}
