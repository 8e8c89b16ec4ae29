using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Tests.Shared.Api;
using Elsa.Scheduling.Activities;
using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime.Recovery;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Operations;

/// <summary>Who waits for what can come is left alone: tasks, timers, events, children, and cases at every point of their way.</summary>
public sealed class HealthyInstancesTests
{
    private const int Many = 1000;

    [Fact]
    public async Task None_of_a_thousand_is_called_stuck()
    {
        await using var seeds = new StallSeeds { IsEmpty = true };
        await seeds.InitializeAsync();
        var crew = ApiCrew.Of(seeds.Host);
        var record = await seeds.RefAsync(await crew.ReportAsync("intake1"));
        var flows = new (string Id, IActivity Activity)[]
        {
            ("offered", StallSeeds.Asks(RoleCodes.DutyManager)), ("everywhere", StallSeeds.Asks(RoleCodes.Tier3Engineer)), ("delayed", new Delay(TimeSpan.FromDays(3)) { Id = "pause" }),
            ("event", StallSeeds.Awaits("Onsite.Departed")), ("parent", StallSeeds.Runs("healthy-event")),
        };
        foreach (var (id, activity) in flows)
            await seeds.PublishAsync("healthy-" + id, activity);
        for (var i = 0; i < 20; i++)
            await WalkAsync(crew, i % 4);

        while (await CountAsync(seeds.Host) is var running && running < Many)
            await seeds.StartAsync("healthy-" + flows[running % flows.Length].Id, record);
        await seeds.Host.AdvanceAsync("2026-11-23 10:30");

        var stalled = await seeds.Host.Services.GetRequiredService<StallScan>().RunOnceAsync(TestContext.Current.CancellationToken);

        Assert.True(await CountAsync(seeds.Host) >= Many);
        Assert.Equal(
            [],
            await seeds.Host.ReadAsync(db => db.Set<WorkflowInstance>().Where(x => x.StalledAt != null || x.FaultedActivityCount > 0).Select(x => x.DefinitionId + " " + x.StallReason).ToListAsync()));
        Assert.Equal(0, stalled);
    }

    // A level 1 fault, some steps on its way.
    private static async Task WalkAsync(ApiCrew crew, int steps)
    {
        var no = await crew.ReportAsync("intake1");
        if (steps > 0)
            await crew.DoAsync("intake1", no, "case-classify", "Classified");
        if (steps > 1)
            await crew.DoAsync("t1gz", no, "fault-accept", "Accepted");
        if (steps > 2)
            await crew.DoAsync("institute1", no, "fault-confirm-accept", "Confirmed");
    }

    private static Task<int> CountAsync(ItrHost host) => host.ReadAsync(db => db.Set<WorkflowInstance>().CountAsync(x => x.Status == WorkflowStatus.Running));
}
