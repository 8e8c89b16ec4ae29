using Elsa.Alterations.AlterationTypes;
using Elsa.Alterations.Core.Contracts;
using Elsa.Common.Models;
using Elsa.Scheduling.Activities;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Activities;
using Elsa.Workflows.Runtime.Entities;
using Microsoft.EntityFrameworkCore;
using static Elsa.ITR.Tests.Integration.Engine.Flows;

namespace Elsa.ITR.Tests.Integration.Engine;

public abstract class MigrationTests(EngineDatabase database)
{
    [Fact]
    public async Task A_waiting_instance_goes_on_with_the_new_version()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("flow", Chart(["ask", "end"], Asks("q", "ask"), Note("old", "end")));
        var id = (await host.StartAsync("flow")).WorkflowInstanceId;
        await host.PublishAsync("flow", Chart(["ask", "more", "end"], Asks("q", "ask"), Note("more", "more"), Note("new", "end")));

        var outcome = await MigrateAsync(host, id);

        Assert.True(outcome.Succeeded);
        Assert.Equal((1, 2, "ask", "ask"), (outcome.FromVersion, outcome.ToVersion, outcome.Places[0].FromActivityId, outcome.Places[0].ToActivityId));
        await host.AnswerAsync("q", "yes");
        Assert.Equal(["more", "new", "yes"], await host.NoteTextsAsync());
        var instance = await host.InstanceAsync(id);
        Assert.Equal((2, WorkflowSubStatus.Finished), (instance.Version, instance.SubStatus));
        Assert.Contains("Workflow1 Migrated", await host.JournalAsync(id));
    }

    [Fact]
    public async Task An_activity_with_another_id_is_mapped_and_its_bookmark_moves_with_it()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("flow", Chart(["first", "end"], Asks("q", "first"), Note("old", "end")));
        var id = (await host.StartAsync("flow")).WorkflowInstanceId;
        await host.PublishAsync("flow", Chart(["second", "end"], Asks("q", "second"), Note("new", "end")));

        var refused = await MigrateAsync(host, id);
        var outcome = await MigrateAsync(host, id, ("first", "second"));

        Assert.Equal("activity.missing", Assert.Single(refused.Problems).Code);
        Assert.True(outcome.Succeeded);
        Assert.Equal(["second"], await host.ReadAsync(db => db.Set<StoredBookmark>().Where(x => x.WorkflowInstanceId == id).Select(x => x.ActivityId).ToListAsync()));
        await host.AnswerAsync("q", "yes");
        Assert.Equal(["new", "yes"], await host.NoteTextsAsync());
    }

    [Fact]
    public async Task A_preview_tells_and_changes_nothing()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("flow", Chart(["ask", "end"], Asks("q", "ask"), Note("old", "end")));
        var id = (await host.StartAsync("flow")).WorkflowInstanceId;
        await host.PublishAsync("flow", Chart(["before", "ask", "end"], Note("before", "before"), Asks("q", "ask"), Note("new", "end")));
        var target = await TargetAsync(host);

        var outcome = await host.CallAsync<InstanceMigrator, MigrationOutcome>(x => x.PreviewAsync(id, target));

        Assert.True(outcome.Succeeded);
        Assert.Equal("activity.bypassed", Assert.Single(outcome.Notes).Code);
        Assert.Equal(1, (await host.InstanceAsync(id)).Version);
        await host.AnswerAsync("q", "yes");
        Assert.Equal(["old", "yes"], await host.NoteTextsAsync());
    }

    [Fact]
    public async Task Every_instance_of_a_version_has_an_outcome_of_its_own()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("flow", Chart(["ask", "wait", "end"], Asks("q", "ask"), Waits("go", "wait"), Note("old", "end")));
        var old = await TargetAsync(host);
        var early = (await host.StartAsync("flow")).WorkflowInstanceId;
        var late = (await host.StartAsync("flow")).WorkflowInstanceId;
        await host.AnswerAsync("q", "yes", late);
        await host.PublishAsync("flow", Chart(["ask", "end"], Asks("q", "ask"), Note("new", "end")));
        var target = await TargetAsync(host);

        var previews = await AllAsync(host, old, target, preview: true);
        var outcomes = await AllAsync(host, old, target, preview: false);

        Assert.Equal(previews.ToDictionary(x => x.InstanceId, x => x.Succeeded), outcomes.ToDictionary(x => x.InstanceId, x => x.Succeeded));
        Assert.Equal([early], outcomes.Where(x => x.Succeeded).Select(x => x.InstanceId));
        Assert.Equal("activity.missing", outcomes.Single(x => x.InstanceId == late).Problems[0].Code);
        Assert.Equal((2, 1), ((await host.InstanceAsync(early)).Version, (await host.InstanceAsync(late)).Version));
    }

    [Fact]
    public async Task A_timer_fires_in_the_new_version()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("flow", Chart(["delay", "end"], Pause(10), Note("old", "end")));
        var id = (await host.StartAsync("flow")).WorkflowInstanceId;
        await host.PublishAsync("flow", Chart(["delay", "end"], Pause(99), Note("new", "end")));

        Assert.True((await MigrateAsync(host, id)).Succeeded);

        await host.PassAsync(TimeSpan.FromMinutes(11));
        Assert.Equal(["new"], await host.NoteTextsAsync());
    }

    [Fact]
    public async Task A_child_that_ends_wakes_the_migrated_parent()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("child", Of(Asks("child?", "ask")));
        await host.PublishAsync("flow", Chart(["call", "end"], Call("call"), Note("old", "end")));
        var id = (await host.StartAsync("flow")).WorkflowInstanceId;
        await host.PublishAsync("flow", Chart(["call", "end"], Call("call"), Note("new", "end")));

        Assert.True((await MigrateAsync(host, id)).Succeeded);

        await host.AnswerAsync("child?", "done");
        Assert.Equal(["done", "new"], await host.NoteTextsAsync());
        Assert.Equal(WorkflowSubStatus.Finished, (await host.InstanceAsync(id)).SubStatus);
    }

    [Fact]
    public async Task A_faulted_activity_is_retried_in_the_new_version()
    {
        await using var host = await database.StartAsync();
        host.Weather.Storms.Add("risky");
        await host.PublishAsync("flow", Chart(["risky", "end"], Note("risky", "risky"), Note("old", "end")));
        var id = (await host.StartAsync("flow")).WorkflowInstanceId;
        await host.PublishAsync("flow", Chart(["risky", "end"], Note("safe", "risky"), Note("new", "end")));

        Assert.True((await MigrateAsync(host, id)).Succeeded);

        await host.PassAsync(TimeSpan.FromMinutes(2)); // the automatic retry
        Assert.Equal(["new", "safe"], await host.NoteTextsAsync());
    }

    [Fact]
    public async Task Variables_keep_their_values_and_new_ones_have_their_default()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("flow", WithVariables(["ask", "end"], [Asks("q", "ask"), Note("x", "end")], Stored("Kept", "a", "kept")));
        var id = (await host.StartAsync("flow")).WorkflowInstanceId;
        await AlterAsync(host, id, new ModifyVariable { VariableId = "kept", Value = "changed" });
        var (kept, added) = (Stored("Kept", "a", "kept"), Stored("Added", "default", "added"));
        var notes = new LeaveNote[] { new() { Id = "n1", Text = new(kept) }, new() { Id = "n2", Text = new(added) } };
        await host.PublishAsync("flow", WithVariables(["ask", "n1", "n2"], [Asks("q", "ask"), .. notes], kept, added));

        Assert.True((await MigrateAsync(host, id)).Succeeded);

        await host.AnswerAsync("q", "yes");
        Assert.Equal(["changed", "default", "yes"], await host.NoteTextsAsync());
    }

    [Fact]
    public async Task A_value_that_does_not_fit_the_new_type_is_refused()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("flow", WithVariables(["ask"], [Asks("q", "ask")], Stored("Count", "many", "count")));
        var id = (await host.StartAsync("flow")).WorkflowInstanceId;
        await host.PublishAsync("flow", WithVariables(["ask"], [Asks("q", "ask")], Stored("Count", 0, "count")));

        Assert.Equal("variable.type", Assert.Single((await MigrateAsync(host, id)).Problems).Code);
    }

    [Fact]
    public async Task The_alteration_migrates_and_what_follows_it_sees_the_new_version()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("flow", Chart(["ask", "end"], Asks("q", "ask"), Note("old", "end")));
        var id = (await host.StartAsync("flow")).WorkflowInstanceId;
        await host.PublishAsync("flow", Chart(["ask", "extra", "end"], Asks("q", "ask"), Note("extra", "extra"), Note("new", "end")));
        IAlteration[] alterations = [new Migrate { TargetVersion = 2 }, new ScheduleActivity { ActivityId = "extra" }];

        var preview = await host.CallAsync<IAlterationRunner, RunAlterationsResult>(x => x.PreviewAsync(id, alterations));
        Assert.Equal(["Goes on with version 2.", "'extra' runs"], preview.Log.Select(x => x.Effect));
        Assert.Equal(1, (await host.InstanceAsync(id)).Version);
        var result = await AlterAsync(host, id, alterations);

        Assert.True(result is { IsComplete: true, WorkflowHasScheduledWork: true });
        Assert.Equal(2, (await host.InstanceAsync(id)).Version);
        Assert.Contains("extra", await host.NoteTextsAsync());
    }

    [Fact]
    public async Task An_ended_instance_a_foreign_and_the_same_version_are_refused()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("other", Of(Note("x", "x")));
        await host.PublishAsync("flow", Chart(["ask"], Asks("q", "ask")));
        var id = (await host.StartAsync("flow")).WorkflowInstanceId;
        var ended = (await host.StartAsync("other")).WorkflowInstanceId;

        Assert.Equal("version.same", (await MigrateAsync(host, id)).Problems[0].Code);
        Assert.Equal("instance.ended", (await MigrateAsync(host, ended)).Problems[0].Code);
        var foreign = await TargetAsync(host, "other");
        Assert.Equal("definition.other", (await host.CallAsync<InstanceMigrator, MigrationOutcome>(x => x.MigrateAsync(id, foreign))).Problems[0].Code);
    }

    private static Flowchart Chart(string[] chain, params IActivity[] activities)
    {
        var chart = new Flowchart { Id = "root" };
        foreach (var activity in activities)
            chart.Activities.Add(activity);
        foreach (var (from, to) in chain.Zip(chain.Skip(1)))
            chart.Connections.Add(new(new Endpoint(activities.Single(x => x.Id == from), "Done"), new Endpoint(activities.Single(x => x.Id == to))));
        return chart;
    }

    private static Flowchart WithVariables(string[] chain, IActivity[] activities, params Variable[] variables)
    {
        var chart = Chart(chain, activities);
        foreach (var variable in variables)
            chart.Variables.Add(variable);
        return chart;
    }

    private static Variable<T> Stored<T>(string name, T value, string id) =>
        new(name, value) { Id = id, StorageDriverType = typeof(WorkflowInstanceStorageDriver) };

    private static Delay Pause(int minutes) => new(TimeSpan.FromMinutes(minutes)) { Id = "delay" };

    private static DispatchWorkflow Call(string id) => new() { Id = id, WorkflowDefinitionId = new("child"), WaitForCompletion = new(true) };

    private static async Task<MigrationTarget> TargetAsync(EngineHost host, string definitionId = "flow")
    {
        var handle = WorkflowDefinitionHandle.ByDefinitionId(definitionId, VersionOptions.Published);
        return new((await host.CallAsync<IWorkflowDefinitionService, WorkflowDefinitionHead?>(x => x.FindVersionAsync(handle)))!.Id);
    }

    private static async Task<MigrationOutcome> MigrateAsync(EngineHost host, string id, params (string From, string To)[] activities)
    {
        var definitionId = (await host.InstanceAsync(id)).DefinitionId;
        var target = await TargetAsync(host, definitionId) with { Activities = activities.ToDictionary(x => x.From, x => x.To) };
        return await host.CallAsync<InstanceMigrator, MigrationOutcome>(x => x.MigrateAsync(id, target));
    }

    private static Task<List<MigrationOutcome>> AllAsync(EngineHost host, MigrationTarget from, MigrationTarget to, bool preview) =>
        host.CallAsync<InstanceMigrator, List<MigrationOutcome>>(async x => await x.MigrateAllAsync(from.DefinitionVersionId, to, preview).ToListAsync());

    private static async Task<RunAlterationsResult> AlterAsync(EngineHost host, string id, params IAlteration[] alterations)
    {
        var result = await host.CallAsync<IAlterationRunner, RunAlterationsResult>(x => x.RunAsync(id, alterations));
        await host.CallAsync<IAlteredWorkflowDispatcher, bool>(async x =>
        {
            await x.DispatchAsync(result);
            return true;
        });
        return result;
    }
}
