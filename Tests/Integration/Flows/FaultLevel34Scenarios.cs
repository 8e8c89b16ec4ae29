using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Escalations;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Tests.Shared.Edits;
using Elsa.ITR.Workflows;

namespace Elsa.ITR.Tests.Integration.Flows;

/// <summary>Acceptance scenarios of flow 04, at the minute.</summary>
[Collection(nameof(FlowTemplate))]
public sealed class FaultLevel34Scenarios(FlowTemplate template)
{
    private const string Level3 = "GD-L3-RESOLVE";

    [Fact] // 04.1
    public async Task Ten_days_warn_after_eight()
    {
        await using var host = await Level3Async();
        Assert.Equal(FlowHost.Local("2026-12-03 09:00"), (await host.ClockAsync(Level3)).DueAt);

        await host.AtAsync("2026-12-01 09:00");

        Assert.Equal((80, FlowHost.Local("2026-12-01 09:00")), (await host.FiredAsync(Level3))[^1]);
    }

    [Fact] // 04.2
    public async Task Unresolved_it_breaches_once_and_rises_as_days_pass()
    {
        await using var host = await Level3Async();

        await host.ExpectLevelAsync("2026-12-03 08:59", null);
        await host.ExpectLevelAsync("2026-12-03 09:00", ManagementLevel.M1);
        Assert.Equal("PEN-L34-TIMEOUT", Assert.Single(await host.PenaltiesAsync()).RuleId);
        await host.TakeUpAsync("office1");
        await host.ExpectLevelAsync("2026-12-08 08:59", ManagementLevel.M1);
        await host.ExpectLevelAsync("2026-12-08 09:00", ManagementLevel.M2);
        await host.TakeUpAsync(FlowHost.Holder); // the deputy: the manager is away
        await host.ExpectLevelAsync("2026-12-13 09:00", ManagementLevel.M3);
        Assert.Single(await host.PenaltiesAsync());
    }

    [Fact] // 04.3
    public async Task A_quiet_observation_leads_to_the_handling_form()
    {
        await using var host = template.Start("2026-11-24 09:00");
        await host.StandardAcceptedAsync("BIZ_TRANSIENT", "2026-11-24 10:00");
        await host.AnalyseAsync("t1gz", "Observe", ("observationHours", 48));

        await host.AtAsync("2026-11-26 09:59");
        Assert.DoesNotContain(await host.OpenAsync(), x => x.TaskType == "fault-observe-check");
        await host.AtAsync("2026-11-26 10:00");
        await host.DoAsync(FlowHost.Holder, "fault-observe-check", "Quiet", ("occurrences", 0), ("alarms", "none"));

        Assert.Contains("not reproducible", (await host.TaskAsync("doc-difficult-handling")).InputData!, StringComparison.Ordinal);
    }

    [Fact] // 04.4
    public async Task Level_3_is_not_observed()
    {
        await using var host = await Level3Async();

        Assert.DoesNotContain("Observe", (await host.TaskAsync("fault-analyse")).Outcomes);
        await Assert.ThrowsAsync<RuleViolationException>(() => host.AnalyseAsync("t1gz", "Observe", ("observationHours", 48)));
    }

    [Fact] // 04.5
    public async Task The_two_levels_have_version_lines_of_their_own()
    {
        await using var host = template.Start("2026-11-24 09:00");
        await host.StandardAcceptedAsync("BIZ_TRANSIENT", "2026-11-24 10:00");
        var (running, version) = (host.Case, (await host.InstanceAsync(FlowIds.FaultLevel4)).Version);
        await host.ImportAsync(FlowEdit.Of(FlowIds.FaultLevel4).With("accept", "name", "Take the fault"));
        await host.PublishAsync(FlowIds.FaultLevel4);

        await host.DispatchedAsync("NE-GZ-0001", "BIZ_TRANSIENT", interrupted: false);
        Assert.Equal(version + 1, (await host.InstanceAsync(FlowIds.FaultLevel4)).Version);
        await host.UseAsync(running.Id);
        Assert.Equal(version, (await host.InstanceAsync(FlowIds.FaultLevel4)).Version);
        await host.DispatchedAsync("NE-GZ-0001", "BIZ_MINOR_ALARM", interrupted: false);
        Assert.Equal(version, (await host.InstanceAsync(FlowIds.FaultLevel3)).Version);
    }

    [Fact] // 04.6
    public async Task A_window_two_days_later_moves_the_limit_by_two_days()
    {
        await using var host = await Level3Async();
        await host.AnalyseAsync("t1gz", "NeedRemoteOrOnsite", ("neededService", "Onsite"));
        await host.DoAsync("institute1", "fault-consent", "Later", ("window", "2026-11-25T09:00"));
        Assert.Equal(ClockState.Paused, (await host.ClockAsync(Level3)).State);

        await host.AtAsync("2026-11-25 09:00");

        Assert.Equal(FlowHost.Local("2026-12-05 09:00"), (await host.ClockAsync(Level3)).DueAt);
        Assert.NotNull(await host.TaskAsync("fault-consent"));
    }

    [Theory] // 04.8
    [InlineData("Worsened", "2026-11-23 17:00", false)]
    [InlineData("Misclassified", "2026-11-23 12:00", true)]
    public async Task A_raised_level_hands_over_to_level_1(string reason, string due, bool isBreached)
    {
        await using var host = await Level3Async();
        await host.AtAsync("2026-11-23 14:00");

        await host.AnalyseAsync("t1gz", "LevelChange", ("newLevel", "Level1"), ("changeReason", reason), ("reason", "service interrupted"));

        Assert.False(await host.IsRunningAsync(FlowIds.FaultLevel3));
        Assert.True(await host.IsRunningAsync(FlowIds.FaultLevel1));
        var clock = await host.ClockAsync("GD-L1-RESTORE-REMOTE");
        Assert.Equal((FlowHost.Local(due), isBreached), (clock.DueAt, clock.IsBreached));
        Assert.Equal(ClockState.Superseded, (await host.ClockAsync(Level3)).State);
    }

    private async Task<FlowHost> Level3Async()
    {
        var host = template.Start("2026-11-23 08:50");
        await host.Level3AcceptedAsync("2026-11-23 09:00");
        return host;
    }
}
