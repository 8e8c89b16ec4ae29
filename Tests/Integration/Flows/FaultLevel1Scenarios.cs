using Elsa.ITR.Domain.Clocks;

namespace Elsa.ITR.Tests.Integration.Flows;

/// <summary>Acceptance scenarios of flow 02, at the minute.</summary>
[Collection(nameof(FlowTemplate))]
public sealed class FaultLevel1Scenarios(FlowTemplate template)
{
    [Fact] // 02.1
    public async Task Restored_in_time_is_met_without_penalty()
    {
        await using var host = template.Start("2026-11-23 02:00");
        await host.AcceptedAsync("NE-GZ-0001", "2026-11-23 02:10");
        Assert.Equal(FlowHost.Local("2026-11-23 05:10"), (await host.ClockAsync("GD-L1-RESTORE-REMOTE")).DueAt);

        await host.AtAsync("2026-11-23 02:30");
        await host.DoAsync("t1gz", "fault-l1-mode", "RemoteEnough", ("alarms", "R_LOS"), ("diagnosis", "XCS"));
        await host.AtAsync("2026-11-23 04:55");
        await host.RestoreAsync("2026-11-23 04:55");

        Assert.Equal(ClockState.Met, (await host.ClockAsync("GD-L1-RESTORE-REMOTE")).State);
        Assert.Empty(await host.PenaltiesAsync());
    }
}
