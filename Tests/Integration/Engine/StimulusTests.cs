using Elsa.Scheduling.Activities;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Activities;
using Elsa.Workflows.Runtime.ActivationValidators;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Outbox;
using Elsa.Workflows.Runtime.Stimuli;
using Microsoft.EntityFrameworkCore;
using static Elsa.ITR.Tests.Integration.Engine.Flows;
using Timer = Elsa.Scheduling.Activities.Timer;

namespace Elsa.ITR.Tests.Integration.Engine;

public abstract class StimulusTests(EngineDatabase database)
{
    [Fact]
    public async Task An_event_starts_the_workflows_it_triggers()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("one", Of(Waits("go", "e", starts: true), Note("one", "n")));
        await host.PublishAsync("two", Of(Waits("go", "e", starts: true), Note("two", "n")));

        await PublishEventAsync(host, "go");

        Assert.Equal(["one", "two"], await host.NoteTextsAsync());
        Assert.Equal(2, await host.ReadAsync(db => db.Set<WorkflowInstance>().CountAsync(x => x.Status == WorkflowStatus.Finished)));
    }

    [Fact]
    public async Task An_event_resumes_everyone_who_waits_each_in_a_transaction_of_its_own()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("flow", Of(Waits("go", "e"), Note("n", "n")));
        for (var i = 0; i < 5; i++)
            await host.StartAsync("flow");

        var saves = await host.Commits.DuringAsync(() => PublishEventAsync(host, "go"));

        Assert.Equal(1 + 5, saves); // the list of targets, then each target
        Assert.Equal(5, (await host.NotesAsync()).Count);
        Assert.Equal(5, await host.ReadAsync(db => db.Set<OutboxMessage>().CountAsync(x => x.State == OutboxState.Done)));
    }

    [Fact]
    public async Task An_instance_that_waits_twice_for_the_same_goes_on_at_both()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("flow", new Fork { Id = "root", JoinMode = ForkJoinMode.WaitAll, Branches = { Asks("q", "left"), Asks("q", "right") } });
        var id = (await host.StartAsync("flow")).WorkflowInstanceId;

        var sent = await host.AnswerAsync("q", "yes", id);

        Assert.Equal(2, sent.WorkflowInstanceResponses.Count);
        Assert.Equal(["yes", "yes"], await host.NoteTextsAsync());
        Assert.Equal(WorkflowStatus.Finished, (await host.InstanceAsync(id)).Status);
    }

    [Fact]
    public async Task One_target_that_fails_does_not_keep_the_others_from_hearing()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("flow", Of(Asks("q", "ask"), Note("n", "n")));
        await host.StartAsync("flow");
        await host.StartAsync("flow");
        await host.StartAsync("flow");
        host.Weather.Storms.Add("yes");

        await host.AnswerAsync("q", "yes");

        Assert.Equal(3, await host.ReadAsync(db => db.Set<WorkflowInstance>().CountAsync(x => x.FaultedActivityCount == 1)));
        Assert.Empty(await host.NotesAsync());
    }

    [Fact]
    public async Task An_event_just_before_somebody_waits_is_delivered()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("flow", Of(Waits("go", "e"), Note("n", "n")));

        await PublishEventAsync(host, "go");
        host.Time.MoveTo(host.Time.GetUtcNow().AddSeconds(30));
        var id = (await host.StartAsync("flow")).WorkflowInstanceId;

        Assert.Equal(WorkflowSubStatus.Finished, (await host.InstanceAsync(id)).SubStatus);
        Assert.Equal(0, await host.ReadAsync(db => db.Set<BookmarkQueueItem>().CountAsync()));
    }

    [Fact]
    public async Task An_event_is_forgotten_after_a_minute()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("flow", Of(Waits("go", "e"), Note("n", "n")));

        await PublishEventAsync(host, "go");
        host.Time.MoveTo(host.Time.GetUtcNow().AddSeconds(61));
        var id = (await host.StartAsync("flow")).WorkflowInstanceId;
        await host.Recovery.RunOnceAsync();

        Assert.Equal(WorkflowSubStatus.Suspended, (await host.InstanceAsync(id)).SubStatus);
        Assert.Equal(0, await host.ReadAsync(db => db.Set<BookmarkQueueItem>().CountAsync()));
    }

    [Fact]
    public async Task A_correlation_id_narrows_an_event()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("flow", Of(Waits("go", "e"), Note("n", "n")));
        var one = (await host.StartAsync("flow", "CASE-1")).WorkflowInstanceId;
        var two = (await host.StartAsync("flow", "CASE-2")).WorkflowInstanceId;

        await PublishEventAsync(host, "go", "CASE-2");

        Assert.Equal(WorkflowSubStatus.Suspended, (await host.InstanceAsync(one)).SubStatus);
        Assert.Equal(WorkflowSubStatus.Finished, (await host.InstanceAsync(two)).SubStatus);
    }

    [Fact]
    public async Task An_event_published_by_a_burst_is_heard_after_its_commit_and_only_then()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("listener", Of(Waits("go", "e"), Note("heard", "n")));
        await host.PublishAsync("speaker", Of(new PublishEvent { Id = "p", EventName = new("go") }, Note("b", "b")));
        await host.StartAsync("listener");
        host.Weather.Storms.Add("b");

        await host.StartAsync("speaker");

        Assert.Equal(["heard"], await host.NoteTextsAsync()); // the fault of b throws the first run away, the event is sent once
        Assert.Equal(1, await host.ReadAsync(db => db.Set<OutboxMessage>().CountAsync(x => x.Kind == "stimulus")));
        var row = await host.ReadAsync(db => db.Set<OutboxMessage>().SingleAsync(x => x.Kind == "stimulus"));
        Assert.EndsWith("/Workflow1:root:p/3/1", row.Key, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reported_task_goes_on_with_its_result()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("flow", Of(new RunTask { Id = "t", TaskName = new("pack") }, Note("n", "n")));
        var started = await host.StartAsync("flow");
        var taskId = ((RunTaskStimulus)started.Bookmarks.Single().Payload!).TaskId;

        await host.CallAsync<ITaskReporter, bool>(async x =>
        {
            await x.ReportCompletionAsync(taskId, "done");
            return true;
        });

        Assert.Equal(WorkflowSubStatus.Finished, (await host.InstanceAsync(started.WorkflowInstanceId)).SubStatus);
    }

    [Fact]
    public async Task A_singleton_does_not_start_twice()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("flow", Of(Waits("go", "e", starts: true), Asks("q", "ask")), x => x.Options!.ActivationStrategyType = typeof(SingletonStrategy));

        await PublishEventAsync(host, "go");
        await PublishEventAsync(host, "go");

        Assert.Equal(1, await host.ReadAsync(db => db.Set<WorkflowInstance>().CountAsync()));
    }

    [Fact]
    public async Task A_timer_starts_its_workflow_at_every_interval_until_it_is_retracted()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("flow", Of(new Timer(TimeSpan.FromMinutes(10)) { Id = "t", CanStartWorkflow = true }, Note("n", "n")));

        await host.PassAsync(TimeSpan.FromMinutes(35));
        var before = (await host.NotesAsync()).Count;
        await host.CallAsync<Elsa.Workflows.Management.IWorkflowDefinitionPublisher, WorkflowDefinition?>(x => x.RetractAsync("flow"));
        await host.PassAsync(TimeSpan.FromMinutes(35));

        Assert.Equal(3, before);
        Assert.Equal(3, (await host.NotesAsync()).Count);
    }

    [Fact]
    public async Task A_cron_expression_waits_for_its_next_occurrence()
    {
        await using var host = await database.StartAsync(); // 09:00 in Shanghai, 01:00 UTC, a Monday
        await host.PublishAsync("flow", Of(Cron.FromCronExpression("0 30 1 * * 1"), Note("n", "n")));
        var id = (await host.StartAsync("flow")).WorkflowInstanceId;

        await host.PassAsync(TimeSpan.FromMinutes(29));
        Assert.Equal(WorkflowSubStatus.Suspended, (await host.InstanceAsync(id)).SubStatus);
        await host.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(WorkflowSubStatus.Finished, (await host.InstanceAsync(id)).SubStatus);
    }

    private static Task<bool> PublishEventAsync(EngineHost host, string name, string? correlationId = null) =>
        host.CallAsync<IEventPublisher, bool>(async x =>
        {
            await x.PublishAsync(name, correlationId);
            return true;
        });
}
