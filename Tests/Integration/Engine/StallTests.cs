using Elsa.Alterations.AlterationTypes;
using Elsa.Alterations.Core.Contracts;
using Elsa.Common.Models;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Deadlines;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Messages;
using Elsa.Workflows.Runtime.Recovery;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Elsa.ITR.Tests.Integration.Engine.Flows;

namespace Elsa.ITR.Tests.Integration.Engine;

public abstract class StallTests(EngineDatabase database)
{
    [Fact]
    public async Task Instances_that_wait_for_something_are_not_stalled()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("asking", Of(Asks("q", "ask")));
        await host.PublishAsync("waiting", Of(Elsa.Scheduling.Activities.Delay.FromMinutes(5)));
        await host.StartAsync("asking");
        await host.StartAsync("waiting");

        Assert.Equal(0, await ScanAsync(host));
    }

    [Fact]
    public async Task An_instance_without_timer_is_found_and_forgotten_when_it_goes_on()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("flow", Of(Elsa.Scheduling.Activities.Delay.FromMinutes(5), Asks("q", "ask")));
        var id = (await host.StartAsync("flow")).WorkflowInstanceId;
        await host.ReadAsync(db => db.Set<Deadline>().ExecuteUpdateAsync(x => x.SetProperty(y => y.State, DeadlineState.Cancelled)));

        Assert.Equal(1, await ScanAsync(host));
        var stalled = await host.InstanceAsync(id);
        Assert.NotNull(stalled.StalledAt);
        Assert.Contains("timer that is not set", stalled.StallReason, StringComparison.Ordinal);

        await host.ReadAsync(db => db.Set<Deadline>().ExecuteUpdateAsync(x => x.SetProperty(y => y.State, DeadlineState.Pending)));
        Assert.Equal(0, await ScanAsync(host));
        Assert.Null((await host.InstanceAsync(id)).StalledAt);
    }

    [Fact]
    public async Task The_application_may_know_that_nobody_can_answer()
    {
        await using var host = await database.StartAsync(services => services.AddScoped<IWaitInspector, NobodyAnswers>());
        await host.PublishAsync("flow", Of(Asks("q", "ask")));
        var id = (await host.StartAsync("flow")).WorkflowInstanceId;

        Assert.Equal(1, await ScanAsync(host));
        Assert.Equal("Nobody may answer.", (await host.InstanceAsync(id)).StallReason);
    }

    [Fact]
    public async Task An_instance_that_can_never_go_on_is_found_whatever_the_reason()
    {
        await using var host = await database.StartAsync();
        var (fork, join) = (new FlowFork { Id = "fork", Branches = new(["a"]) }, new FlowJoin { Id = "join", Mode = new(FlowJoinMode.WaitAll) });
        var (a, b) = (Note("a", "a"), Note("b", "b"));
        await host.PublishAsync("no-body", new Elsa.Workflows.Activities.For(1, 3) { Id = "for" });
        await host.PublishAsync("cancelled", Of(Asks("q", "ask"), Note("n", "n")));
        await host.PublishAsync("blocked-join", new Flowchart
        {
            Id = "root",
            Activities = { fork, a, b, join },
            Connections =
            {
                new(new Endpoint(fork, "a"), new Endpoint(a)), new(new Endpoint(fork, "b"), new Endpoint(b)),
                new(new Endpoint(a, "Done"), new Endpoint(join)), new(new Endpoint(b, "Done"), new Endpoint(join)),
            },
        });
        await host.StartAsync("no-body");
        var cancelled = (await host.StartAsync("cancelled")).WorkflowInstanceId;
        await host.CallAsync<IAlterationRunner, RunAlterationsResult>(x => x.RunAsync(cancelled, [new CancelActivity { ActivityId = "ask" }]));
        await host.CallAsync<IWorkflowRuntime, RunWorkflowInstanceResponse>(async runtime => await (await runtime.CreateClientAsync("tokens")).CreateAndRunInstanceAsync(new()
        {
            WorkflowDefinitionHandle = WorkflowDefinitionHandle.ByDefinitionId("blocked-join", VersionOptions.Published),
            Properties = new Dictionary<string, object> { [Flowchart.ExecutionModePropertyKey] = nameof(FlowchartExecutionMode.TokenBased) },
        }));

        Assert.Equal(3, await ScanAsync(host));

        Assert.All(
            await host.ReadAsync(db => db.Set<WorkflowInstance>().Where(x => x.Status == WorkflowStatus.Running).ToListAsync()),
            x => Assert.StartsWith("It waits for nothing", x.StallReason, StringComparison.Ordinal));
    }

    private static Task<int> ScanAsync(EngineHost host) => host.Services.GetRequiredService<StallScan>().RunOnceAsync();

    private sealed class NobodyAnswers : IWaitInspector
    {
        public string BookmarkName => "Tests.Ask";

        public Task<IReadOnlyDictionary<string, string>> FindBrokenAsync(IReadOnlyList<StoredBookmark> bookmarks, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyDictionary<string, string>>(bookmarks.ToDictionary(x => x.Id, _ => "Nobody may answer."));
    }
}
