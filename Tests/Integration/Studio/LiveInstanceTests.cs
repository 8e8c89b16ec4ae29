using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using static Elsa.ITR.Tests.Integration.Studio.StudioHost;

namespace Elsa.ITR.Tests.Integration.Studio;

/// <summary>What a viewer hears of the instance it shows.</summary>
public sealed class LiveInstanceTests(StudioHost studio) : IClassFixture<StudioHost>
{
    private const string Flow =
        """
        { "publish": true, "model": { "definitionId": "live-wait", "name": "Waits for go", "root": {
            "id": "flow", "type": "Elsa.Flowchart", "version": 1, "connections": [],
            "activities": [{ "id": "wait", "type": "Elsa.Event", "version": 1, "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "go" } } }] } } }
        """;

    [Fact]
    public async Task A_viewer_that_connects_late_hears_at_once_how_the_instance_stands_and_then_of_each_burst()
    {
        using var owner = await studio.ProgramAsync("owner1");
        (await owner.PostAsync($"{Api}/workflow-definitions", Json(Flow))).EnsureSuccessStatusCode();
        var id = (string)(await ReadAsync(await owner.PostAsync($"{Api}/workflow-definitions/live-wait/execute", Json("{}"))))["workflowState"]!["id"]!;
        var heard = Channel.CreateUnbounded<string>();

        await using var viewer = await ConnectAsync(owner.DefaultRequestHeaders.Authorization!.Parameter!, heard.Writer);
        await viewer.SendAsync("ObserveInstanceAsync", id, TestContext.Current.CancellationToken);
        Assert.Equal(["journal", "wait waits", $"instance {id}"], await ThreeAsync(heard.Reader));

        (await owner.PostAsync($"{Api}/events/go/trigger", Json($$"""{ "workflowInstanceId": "{{id}}", "workflowExecutionMode": "Synchronous" }"""))).EnsureSuccessStatusCode();
        Assert.Equal(["journal", "wait passed", $"instance {id}"], await ThreeAsync(heard.Reader));
    }

    private async Task<HubConnection> ConnectAsync(string token, ChannelWriter<string> heard)
    {
        var viewer = new HubConnectionBuilder()
            .WithUrl("https://localhost/elsa/hubs/workflow-instance", HttpTransportType.LongPolling, options =>
            {
                options.HttpMessageHandlerFactory = _ => studio.Host.Handler();
                options.AccessTokenProvider = () => Task.FromResult<string?>(token);
            })
            .Build();
        viewer.On<JsonObject>("WorkflowExecutionLogUpdatedAsync", _ => heard.TryWrite("journal"));
        viewer.On<JsonObject>("ActivityExecutionLogUpdatedAsync", message =>
        {
            var wait = message["stats"]!.AsArray().Single(x => (string?)x!["activityId"] == "wait")!;
            heard.TryWrite((bool)wait["isBlocked"]! ? "wait waits" : $"wait {((int)wait["completedCount"]! == 1 ? "passed" : "open")}");
        });
        viewer.On<JsonObject>("WorkflowInstanceUpdatedAsync", message => heard.TryWrite($"instance {message["workflowInstanceId"]}"));
        await viewer.StartAsync(TestContext.Current.CancellationToken);
        return viewer;
    }

    private static async Task<string[]> ThreeAsync(ChannelReader<string> heard)
    {
        var messages = new string[3];
        for (var i = 0; i < messages.Length; i++)
            messages[i] = await heard.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromMinutes(1));
        return messages;
    }
}
