using System.Text.Json;
using Elsa.Alterations;
using Elsa.Alterations.AlterationTypes;
using Elsa.Alterations.Core.Contracts;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Memory;
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
