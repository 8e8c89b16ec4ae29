using Elsa.Workflows.Runtime.Commands;
using Elsa.Workflows.Runtime.Deadlines;
using Elsa.Workflows.Runtime.Outbox;
using Elsa.Workflows.Runtime.Recovery;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Elsa.ITR.Tests.Integration.Engine.Flows;

namespace Elsa.ITR.Tests.Integration.Engine;

public abstract class RetentionTests(EngineDatabase database)
{
    [Fact]
    public async Task Answers_go_after_a_week_and_deadlines_after_a_quarter()
    {
        await using var host = await database.StartAsync();
        await host.PublishAsync("child", Of(Note("n", "n")));
        await host.PublishAsync("flow", Of(
            Elsa.Scheduling.Activities.Delay.FromMinutes(1), new Elsa.Workflows.Runtime.Activities.DispatchWorkflow { Id = "d", WorkflowDefinitionId = new("child") }));
        await host.StartAsync("flow");
        await host.PassAsync(TimeSpan.FromMinutes(1));
        await host.RunAsync(_ => Task.FromResult("answer"), key: "k");
        Assert.Equal((1, 1, 1), await CountsAsync(host));

        host.Time.MoveTo(host.Time.GetUtcNow().AddDays(6));
        Assert.Equal(0, await SweepAsync(host));

        host.Time.MoveTo(host.Time.GetUtcNow().AddDays(2));
        Assert.Equal(2, await SweepAsync(host));
        Assert.Equal((0, 0, 1), await CountsAsync(host));

        host.Time.MoveTo(host.Time.GetUtcNow().AddDays(90));
        Assert.Equal(1, await SweepAsync(host));
    }

    private static Task<int> SweepAsync(EngineHost host) => host.Services.GetRequiredService<Retention>().RunOnceAsync();

    private static Task<(int Answers, int Rows, int Deadlines)> CountsAsync(EngineHost host) => host.ReadAsync(async db => (
        await db.Set<CommandLogEntry>().CountAsync(), await db.Set<OutboxMessage>().CountAsync(), await db.Set<Deadline>().CountAsync()));
}
