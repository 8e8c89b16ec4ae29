using Elsa.Scheduling.Activities;
using Elsa.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Deadlines;
using Elsa.Workflows.Runtime.Messages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Elsa.ITR.Tests.Integration.Engine.Flows;

namespace Elsa.ITR.Tests.Integration.Engine;

public abstract class InstanceTests(EngineDatabase database)
{
    [Fact]
    public async Task A_burst_is_stored_with_one_save()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("flow", Of(Note("a", "a"), Asks("q", "ask"), Note("b", "b")));
        RunWorkflowInstanceResponse started = null!;

        var saves = await host.Commits.DuringAsync(async () => started = await host.StartAsync("flow", "CASE-1"));

        Assert.Equal(1, saves);
        var instance = await host.InstanceAsync(started.WorkflowInstanceId);
        Assert.Equal((WorkflowSubStatus.Suspended, "CASE-1", 1), (instance.SubStatus, instance.CorrelationId, instance.Version));
        Assert.Equal(["Tests.Ask"], await host.BookmarksAsync(instance.Id));
        Assert.Equal(["a"], await host.NoteTextsAsync());
        Assert.Equal(
            ["Workflow1 Started", "root Started", "a Started", "a Completed", "ask Started", "ask Suspended"], await host.JournalAsync(instance.Id));
    }

    [Fact]
    public async Task Records_leave_out_what_the_settings_of_an_activity_or_its_workflow_exclude()
    {
        await using var host = await database.StartAsync();
        var secret = Note("secret", "secret");
        secret.CustomProperties["logPersistenceConfig"] = Settings(inputs: new() { ["Text"] = Strategy("Exclude") });
        var shown = Note("shown", "shown");
        shown.CustomProperties["logPersistenceConfig"] = Settings(inputs: new() { ["text"] = "Include" });
        await host.PublishAsync("open", Of(secret, Note("open", "open")));
        await host.PublishAsync("closed", Of(shown, Note("hidden", "hidden")), x => x.CustomProperties["logPersistenceConfig"] = Settings("Exclude"));

        await host.StartAsync("open");
        await host.StartAsync("closed");

        var inputs = await host.ReadAsync(db => db.Set<Elsa.Workflows.Runtime.Entities.ActivityExecutionRecord>()
            .Where(x => x.ActivityType == "Tests.LeaveNote").ToDictionaryAsync(x => x.ActivityId, x => x.ActivityState));
        Assert.Equal((null, """{"Text":"open"}""", """{"Text":"shown"}""", null), (inputs["secret"], inputs["open"], inputs["shown"], inputs["hidden"]));

        static Dictionary<string, object> Settings(string mode = "Inherit", Dictionary<string, object>? inputs = null) =>
            new() { ["default"] = mode, ["inputs"] = inputs ?? [] };

        static Dictionary<string, object> Strategy(string name) =>
            new() { ["strategyType"] = $"Elsa.Workflows.LogPersistence.Strategies.{name}, Elsa.Workflows.Core" };
    }

    [Fact]
    public async Task An_answer_resumes_the_instance_with_one_save()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("flow", Of(Asks("q", "ask"), Note("b", "b")));
        var started = await host.StartAsync("flow");

        var saves = await host.Commits.DuringAsync(() => host.AnswerAsync("q", "yes"));

        Assert.Equal(1, saves);
        var instance = await host.InstanceAsync(started.WorkflowInstanceId);
        Assert.Equal((WorkflowStatus.Finished, WorkflowSubStatus.Finished), (instance.Status, instance.SubStatus));
        Assert.Empty(await host.BookmarksAsync(instance.Id));
        Assert.Equal(["b", "yes"], await host.NoteTextsAsync());
    }

    [Fact]
    public async Task A_command_that_resumes_an_instance_commits_both_together()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("flow", Of(Asks("q", "ask")));
        var started = await host.StartAsync("flow");

        var saves = await host.Commits.DuringAsync(() => host.RunAsync(
            async services =>
            {
                services.GetRequiredService<EngineDbContext>().Add(new Note { Id = "n", Text = "domain" });
                var sent = await services.GetRequiredService<IStimulusSender>().SendAsync(
                    "Tests.Ask", new AskStimulus("q"), new StimulusMetadata { Input = new Dictionary<string, object> { ["Answer"] = "yes" } });
                Assert.Equal(WorkflowStatus.Finished, sent.WorkflowInstanceResponses.Single().Status);
            },
            InstanceLocks.Of(started.WorkflowInstanceId)));

        Assert.Equal(1, saves);
        Assert.Equal(["domain", "yes"], await host.NoteTextsAsync());
    }

    [Fact]
    public async Task Answers_at_once_have_one_effect()
    {
        await using var host = await database.StartAsync();
        await using var neighbour = host.Neighbour();
        await host.PublishAsync("flow", Of(Asks("q", "ask"), Asks("r", "again")));
        var started = await host.StartAsync("flow");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => (i % 2 == 0 ? host : neighbour).AnswerAsync("q", "yes")));

        Assert.Equal(["yes"], await host.NoteTextsAsync());
        Assert.Equal(2, await host.ReadAsync(db => db.Set<Elsa.Workflows.Runtime.Entities.ActivityExecutionRecord>()
            .CountAsync(x => x.WorkflowInstanceId == started.WorkflowInstanceId && x.ActivityType == "Tests.Ask")));
    }

    [Fact]
    public async Task A_fault_leaves_nothing_half_done()
    {
        await using var host = await database.StartAsync();
        host.Weather.Storms.Add("b");
        await host.PublishAsync("flow", Of(Note("a", "a"), Note("b", "b"), Note("c", "c")));

        var started = await host.StartAsync("flow");

        Assert.Equal(["a"], await host.NoteTextsAsync());
        var instance = await host.InstanceAsync(started.WorkflowInstanceId);
        Assert.Equal((WorkflowSubStatus.Suspended, 1, 1), (instance.SubStatus, instance.IncidentCount, instance.FaultedActivityCount));
        Assert.Equal("storm over b", Assert.Single(started.Incidents).Message);
        Assert.Contains("b Faulted", await host.JournalAsync(instance.Id));
    }

    [Fact]
    public async Task Several_faults_of_one_burst_leave_nothing_half_done()
    {
        await using var host = await database.StartAsync();
        host.Weather.Storms.UnionWith(["b", "c"]);
        await host.PublishAsync("flow", new Elsa.Workflows.Activities.Parallel
        {
            Id = "root",
            Activities = { Note("a", "a"), Note("b", "b"), Note("c", "c"), Note("d", "d") },
        });

        var started = await host.StartAsync("flow");

        Assert.Equal(["a", "d"], await host.NoteTextsAsync());
        Assert.Equal(2, (await host.InstanceAsync(started.WorkflowInstanceId)).FaultedActivityCount);
    }

    [Fact]
    public async Task A_resume_that_faults_is_repeated_with_its_input()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("flow", Of(Asks("q", "ask"), Note("b", "b")));
        var id = (await host.StartAsync("flow")).WorkflowInstanceId;
        host.Weather.Storms.Add("yes");
        await host.AnswerAsync("q", "yes");
        Assert.Empty(await host.NoteTextsAsync());
        Assert.Equal(1, (await host.InstanceAsync(id)).FaultedActivityCount);

        host.Weather.Storms.Clear();
        var faulted = await host.CallAsync<InstanceRepair, IReadOnlyCollection<string>>(x => x.ListFaultedAsync(id));
        await host.CallAsync<InstanceRepair, RunWorkflowInstanceResponse>(x => x.RetryAsync(id, faulted.Single()));

        Assert.Equal(["b", "yes"], await host.NoteTextsAsync());
        var instance = await host.InstanceAsync(id);
        Assert.Equal((WorkflowSubStatus.Finished, 0, 1), (instance.SubStatus, instance.FaultedActivityCount, instance.IncidentCount));
        Assert.Empty(await host.BookmarksAsync(id));
    }

    [Fact]
    public async Task A_faulted_activity_is_retried_after_1_5_and_15_minutes_and_then_left_to_a_person()
    {
        await using var host = await database.StartAsync();
        host.Weather.Storms.Add("b");
        await host.PublishAsync("flow", Of(Note("b", "b"), Note("c", "c")));
        var id = (await host.StartAsync("flow")).WorkflowInstanceId;
        var incidents = new List<int>();

        foreach (var minutes in new[] { 1, 4, 1, 14, 1, 60 })
        {
            await host.PassAsync(TimeSpan.FromMinutes(minutes));
            incidents.Add((await host.InstanceAsync(id)).IncidentCount);
        }

        Assert.Equal([2, 2, 3, 3, 4, 4], incidents);
        Assert.Equal(0, await host.ReadAsync(db => db.Set<Deadline>().CountAsync(x => x.State == DeadlineState.Pending)));
    }

    [Fact]
    public async Task An_automatic_retry_repairs_the_instance()
    {
        await using var host = await database.StartAsync();
        host.Weather.Storms.Add("b");
        await host.PublishAsync("flow", Of(Note("b", "b"), Note("c", "c")));
        var id = (await host.StartAsync("flow")).WorkflowInstanceId;

        await host.PassAsync(TimeSpan.FromMinutes(1));
        host.Weather.Storms.Clear();
        await host.PassAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(WorkflowSubStatus.Finished, (await host.InstanceAsync(id)).SubStatus);
        Assert.Equal(["b", "c"], await host.NoteTextsAsync());
    }

    [Fact]
    public async Task A_delay_goes_on_when_it_is_due_and_with_one_save()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("flow", Of(Delay.FromMinutes(10), Note("b", "b")));
        var id = (await host.StartAsync("flow")).WorkflowInstanceId;

        await host.PassAsync(TimeSpan.FromMinutes(9));
        Assert.Equal(WorkflowSubStatus.Suspended, (await host.InstanceAsync(id)).SubStatus);
        host.Time.MoveTo(host.Time.GetUtcNow().AddMinutes(1));
        var saves = await host.Commits.DuringAsync(() => host.Sweep.RunUntilQuietAsync());

        Assert.Equal(1, saves);
        Assert.Equal(WorkflowSubStatus.Finished, (await host.InstanceAsync(id)).SubStatus);
    }

    [Fact]
    public async Task Cancelling_withdraws_what_was_asked_and_what_was_planned()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("flow", new Elsa.Workflows.Activities.Parallel { Id = "root", Activities = { Asks("q", "ask"), Delay.FromMinutes(10) } });
        var id = (await host.StartAsync("flow")).WorkflowInstanceId;

        Assert.True(await host.CallAsync<IWorkflowCancellationService, bool>(x => x.CancelWorkflowAsync(id)));
        await host.PassAsync(TimeSpan.FromMinutes(15));
        await host.AnswerAsync("q", "yes");

        Assert.Equal(["ask"], host.Weather.Withdrawn);
        Assert.Equal(WorkflowSubStatus.Cancelled, (await host.InstanceAsync(id)).SubStatus);
        Assert.Empty(await host.BookmarksAsync(id));
        Assert.Empty(await host.NoteTextsAsync());
        Assert.Equal(1, await host.ReadAsync(db => db.Set<Deadline>().CountAsync(x => x.State == DeadlineState.Cancelled)));
    }

    [Fact]
    public async Task Variables_and_outputs_survive_a_wait()
    {
        await using var host = await database.StartAsync();
        var answer = new Elsa.Workflows.Memory.Variable<string>("Answer", "") { Id = "answer", StorageDriverType = typeof(WorkflowInstanceStorageDriver) };
        await host.PublishAsync(
            "flow",
            Of(
                new Ask { Id = "ask", Question = new("q"), Result = new(answer) },
                Delay.FromMinutes(1),
                new LeaveNote { Id = "note", Text = new(answer) }),
            x => x.Variables.Add(new VariableDefinition("answer", "Answer", "String", false, "", "Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core")));
        var id = (await host.StartAsync("flow")).WorkflowInstanceId;

        await host.AnswerAsync("q", "kept");
        var variables = await host.CallAsync<IWorkflowInstanceVariableManager, IEnumerable<ResolvedVariable>>(x => x.GetVariablesAsync(id));
        await host.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(["kept", "kept"], await host.NoteTextsAsync());
        Assert.Equal(("Answer", (object?)"kept"), (variables.Single().Variable.Name, variables.Single().Value));
    }

    [Fact]
    public async Task A_deleted_instance_leaves_nothing()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("flow", Of(Asks("q", "ask")));
        var id = (await host.StartAsync("flow")).WorkflowInstanceId;

        Assert.True(await host.CallAsync<IWorkflowRuntime, bool>(async x => await (await x.CreateClientAsync(id)).DeleteAsync()));

        Assert.Empty(await host.BookmarksAsync(id));
        Assert.Empty(await host.JournalAsync(id));
        Assert.False(await host.CallAsync<IWorkflowRuntime, bool>(async x => await (await x.CreateClientAsync(id)).InstanceExistsAsync()));
    }
}
