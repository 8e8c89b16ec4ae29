using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Escalations;
using Elsa.ITR.Domain.Scoring;
using Elsa.ITR.Workflows;

namespace Elsa.ITR.Tests.Integration.Flows;

/// <summary>Acceptance scenarios of flow 02, at the minute.</summary>
[Collection(nameof(FlowTemplate))]
public sealed class FaultLevel1Scenarios(FlowTemplate template)
{
    private const string Remote = "GD-L1-RESTORE-REMOTE";
    private const string Onsite = "GD-L1-RESTORE-ONSITE";

    [Fact] // 02.1
    public async Task Restored_in_time_is_met_without_penalty()
    {
        await using var host = template.Start("2026-11-23 02:05");
        await host.AcceptedAsync("NE-GZ-0001", "2026-11-23 02:10");
        Assert.Equal(FlowHost.Local("2026-11-23 05:10"), (await host.ClockAsync(Remote)).DueAt);

        await host.RemoteAsync("2026-11-23 02:30");
        await host.AtAsync("2026-11-23 04:55");
        await host.RestoreRemotelyAsync();

        var clock = await host.ClockAsync(Remote);
        Assert.Equal((ClockState.Met, FlowHost.Local("2026-11-23 04:55")), (clock.State, clock.StoppedAt));
        Assert.Empty(await host.PenaltiesAsync());
    }

    [Fact] // 02.2
    public async Task Warns_escalates_breaches_and_proposes_one_penalty_each_at_its_minute()
    {
        await using var host = template.Start("2026-11-23 02:05");
        await host.AcceptedAsync("NE-GZ-0001", "2026-11-23 02:10");
        await host.RemoteAsync("2026-11-23 02:30");

        await host.AtAsync("2026-11-23 03:39");
        Assert.DoesNotContain(await host.MessagesAsync(), x => x.TemplateCode == "CLOCK_WARN" && x.TextEn.Contains("L1 restoration", StringComparison.Ordinal));
        await host.AtAsync("2026-11-23 03:40");
        Assert.Contains(
            await host.MessagesAsync(),
            x => x.TemplateCode == "CLOCK_WARN" && x.TextEn.Contains("L1 restoration", StringComparison.Ordinal) && x.SentAt == FlowHost.Local("2026-11-23 03:40"));

        await host.ExpectLevelAsync("2026-11-23 04:24", null);
        await host.ExpectLevelAsync("2026-11-23 04:25", ManagementLevel.M1);
        await host.AcknowledgeAsync("office1");
        await host.ExpectLevelAsync("2026-11-23 04:51", ManagementLevel.M1);
        await host.ExpectLevelAsync("2026-11-23 04:52", ManagementLevel.M2);
        await host.AcknowledgeAsync("region1");

        await host.AtAsync("2026-11-23 05:09");
        Assert.False((await host.ClockAsync(Remote)).IsBreached);
        await host.ExpectLevelAsync("2026-11-23 05:10", ManagementLevel.M3);
        await host.TakeUpAsync("tscdir");
        Assert.True((await host.ClockAsync(Remote)).IsBreached);
        Assert.Contains(
            await host.MessagesAsync(),
            x => x.TemplateCode == "ESC_RAISED" && x.TextEn.Contains("100% used", StringComparison.Ordinal) && x.SentAt == FlowHost.Local("2026-11-23 05:10"));
        var penalty = Assert.Single(await host.PenaltiesAsync());
        Assert.Equal(("PEN-L1-TIMEOUT", 5m, PenaltyState.Proposed), (penalty.RuleId, penalty.Points, penalty.State));

        await host.ExpectLevelAsync("2026-11-23 06:39", ManagementLevel.M3);
        await host.ExpectLevelAsync("2026-11-23 06:40", ManagementLevel.M4);
        Assert.Single(await host.PenaltiesAsync());
    }

    [Fact] // 02.3
    public async Task On_site_legs_start_one_after_the_other_and_the_remote_clock_is_superseded()
    {
        await using var host = template.Start("2026-11-23 02:05");
        await host.AcceptedAsync("NE-ZJ-0003", "2026-11-23 02:10");
        await host.AtAsync("2026-11-23 02:40");
        await host.DoAsync("t1zj", "fault-l1-mode", "OnsiteNeeded", ("alarms", "R_LOS"), ("diagnosis", "SL16A"));

        Assert.Equal(FlowHost.Local("2026-11-23 12:10"), (await host.ClockAsync(Onsite)).DueAt);
        Assert.Equal(FlowHost.Local("2026-11-23 03:10"), (await host.ClockAsync("GD-L1-LEG-DEPART")).DueAt);
        var remote = await host.ClockAsync(Remote);
        Assert.Equal((ClockState.Superseded, false), (remote.State, remote.IsBreached));

        await host.PermitVisitAsync("t1zj", "谢东升");
        await host.AtAsync("2026-11-23 03:00");
        await host.DoAsync("t1zj", "onsite-depart", "Departed", ("transport", "car"), ("parts", "SL16A"), ("eta", "2026-11-23T09:30"));
        Assert.Equal(FlowHost.Local("2026-11-23 10:00"), (await host.ClockAsync("GD-L1-LEG-ARRIVE")).DueAt);

        await host.AtAsync("2026-11-23 09:30");
        await host.DoAsync("t1zj", "onsite-arrive", "Arrived", ("escort", "谢东升"));
        Assert.Equal(FlowHost.Local("2026-11-23 11:30"), (await host.ClockAsync("GD-L1-LEG-RECOVER")).DueAt);
    }

    [Fact] // 02.4
    public async Task Without_a_decision_after_45_minutes_the_flow_sends_somebody_on_site()
    {
        await using var host = template.Start("2026-11-23 02:05");
        await host.AcceptedAsync("NE-GZ-0001", "2026-11-23 02:10");

        await host.AtAsync("2026-11-23 02:54");
        Assert.Equal(ServiceMode.Remote, (await host.CaseAsync()).ServiceMode);
        await host.AtAsync("2026-11-23 02:55");

        Assert.Equal(ServiceMode.Onsite, (await host.CaseAsync()).ServiceMode);
        Assert.NotNull(await host.TaskAsync("onsite-assign"));
        Assert.DoesNotContain(await host.OpenAsync(), x => x.TaskType == "fault-l1-mode");
    }

    [Theory] // 02.5
    [InlineData("SITE-JM-03", 8)]
    [InlineData("SITE-JM-01", 6)]
    public async Task The_site_of_Jiangmen_decides_the_region(string site, int hours)
    {
        await using var host = template.Start("2026-11-23 02:05");
        await host.AcceptedAsync(await host.EquipmentAtAsync(site), "2026-11-23 02:10");

        await host.DoAsync("t1fs", "fault-l1-mode", "OnsiteNeeded", ("alarms", "R_LOS"), ("diagnosis", "SL16A"));

        Assert.Equal(FlowHost.Local("2026-11-23 02:10").AddHours(hours), (await host.ClockAsync(Onsite)).DueAt);
    }

    [Fact] // 02.6
    public async Task The_handling_form_needs_the_customer_and_costs_a_penalty_when_late()
    {
        await using var host = template.Start("2026-11-23 02:05");
        await host.ResolvedAsync("NE-GZ-0001", "2026-11-23 02:10", "2026-11-23 04:55");
        Assert.Equal(FlowHost.Local("2026-11-25 04:55"), (await host.ClockAsync("GD-L1-DOC-HANDLING")).DueAt);

        await host.WriteHandlingFormAsync("t1gz");
        var waiting = await host.TaskAsync("doc-sign");
        Assert.Equal("CustomerUser", waiting.Role);
        await Assert.ThrowsAnyAsync<Exception>(() => host.DoAsync("institute1", waiting, "Accept")); // the customer's item is not his to see

        await host.AtAsync("2026-11-25 05:00");
        await host.DoAsync("custgz", "doc-sign", "Accept");
        await host.DoAsync("institute1", "doc-sign", "Accept");

        Assert.Equal(ClockState.Missed, (await host.ClockAsync("GD-L1-DOC-HANDLING")).State);
        Assert.Contains(await host.PenaltiesAsync(), x => x is { RuleId: "PEN-L1-DOC", State: PenaltyState.Proposed });
    }

    [Fact] // 02.7
    public async Task An_analysis_report_is_due_five_days_after_completion()
    {
        await using var host = template.Start("2026-11-23 02:05");
        await host.ResolvedAsync("NE-GZ-0001", "2026-11-23 02:10", "2026-11-23 04:55", analysisRequested: true);

        Assert.Equal(FlowHost.Local("2026-11-28 04:55"), (await host.ClockAsync("GD-L1-DOC-ANALYSIS")).DueAt);
        Assert.Equal("Tier2Engineer", (await host.TaskAsync("doc-fault-analysis")).Role);
    }

    [Fact] // 02.8, first half
    public async Task An_approved_pause_moves_the_due_time()
    {
        await using var host = template.Start("2026-11-23 02:05");
        await host.AcceptedAsync("NE-GZ-0001", "2026-11-23 02:10");
        await host.RemoteAsync("2026-11-23 02:30");

        await host.RequestPauseAsync("2026-11-23 03:00");
        await host.AtAsync("2026-11-23 03:10");
        await host.DoAsync("institute1", "clock-pause-approve", "Approve");
        await host.AtAsync("2026-11-23 03:40");
        await host.ResumePauseAsync();

        Assert.Equal(FlowHost.Local("2026-11-23 05:50"), (await host.ClockAsync(Remote)).DueAt);
        Assert.False(await host.IsRunningAsync(FlowIds.ClockPause));
    }

    [Fact]
    public async Task A_pause_that_nobody_ends_ends_with_the_fault()
    {
        await using var host = template.Start("2026-11-23 02:05");
        await host.AcceptedAsync("NE-GZ-0001", "2026-11-23 02:10");
        await host.RemoteAsync("2026-11-23 02:30");
        await host.RequestPauseAsync("2026-11-23 03:00");
        await host.DoAsync("institute1", "clock-pause-approve", "Approve");
        Assert.True(await host.IsRunningAsync(FlowIds.ClockPause));

        await host.RestoreRemotelyAsync();
        await host.DoAsync("t1gz", "fault-solution-type", "Permanent", ("rootCauseCode", "Hardware"));
        await host.DrainAsync();

        Assert.Equal("Resumed", await host.OutcomeOfAsync(FlowIds.ClockPause));
        Assert.False(await host.IsRunningAsync(FlowIds.ClockPause));
    }

    [Fact] // 02.8, second half
    public async Task A_pause_that_nobody_approves_in_time_is_void()
    {
        await using var host = template.Start("2026-11-23 02:05");
        await host.AcceptedAsync("NE-GZ-0001", "2026-11-23 02:10");
        await host.RemoteAsync("2026-11-23 02:30");

        await host.RequestPauseAsync("2026-11-23 03:00");
        await host.AtAsync("2026-11-23 03:30");

        Assert.Equal(FlowHost.Local("2026-11-23 05:10"), (await host.ClockAsync(Remote)).DueAt);
        Assert.DoesNotContain(await host.OpenAsync(), x => x.TaskType == "clock-pause-approve");
        Assert.False(await host.IsRunningAsync(FlowIds.ClockPause));
    }
}
