using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Workflows;

namespace Elsa.ITR.Tests.Integration.Flows;

/// <summary>A partner handles the fault of a customer of its own (conventions §12).</summary>
[Collection(nameof(FlowTemplate))]
public sealed class PartnerHandlingTests(FlowTemplate template)
{
    [Fact]
    public async Task Unsolved_at_the_report_limit_it_goes_to_the_vendor_with_a_breach()
    {
        await using var host = template.Start("2026-11-23 02:05");
        await RespondedAsync(host, "BIZ_INTERRUPTED", interrupted: true);
        Assert.Equal(ClockState.Met, (await host.ClockAsync("P4-L1-PARTNER-RESPONSE")).State);
        Assert.Equal(FlowHost.Local("2026-11-23 04:05"), (await host.ClockAsync("P4-L1-PARTNER-REPORT")).DueAt);

        await host.AtAsync("2026-11-23 04:05");
        Assert.True((await host.ClockAsync("P4-L1-PARTNER-REPORT")).IsBreached);
        Assert.DoesNotContain(await host.OpenAsync(), x => x.TaskType == "partner-handle");
        await ReportAsync(host);

        Assert.Equal(FlowHost.Local("2026-11-23 05:05"), (await host.ClockAsync("P4-L1-VENDOR-RESPONSE")).DueAt);
        Assert.Equal(FlowHost.Local("2026-11-23 12:05"), (await host.ClockAsync("P4-L1-VENDOR-SOLUTION")).DueAt);
        Assert.True(await host.IsRunningAsync(FlowIds.FaultLevel1));
    }

    [Fact]
    public async Task A_solved_level_1_fault_is_reported_too_and_asks_nothing_of_the_vendor()
    {
        await using var host = template.Start("2026-11-23 02:05");
        await RespondedAsync(host, "BIZ_INTERRUPTED", interrupted: true);
        await host.AtAsync("2026-11-23 03:00");
        await SolveAsync(host);
        await ReportAsync(host);

        Assert.Equal("Resolved", await host.OutcomeOfAsync(FlowIds.PartnerHandling));
        Assert.Equal(ClockState.Met, (await host.ClockAsync("P4-L1-PARTNER-REPORT")).State);
        Assert.Equal((ClockState.Cancelled, ClockState.Cancelled), ((await host.ClockAsync("P4-L1-VENDOR-RESPONSE")).State, (await host.ClockAsync("P4-L1-VENDOR-SOLUTION")).State));
        Assert.Equal(FlowHost.Local("2026-11-23 03:00"), (await host.CaseAsync()).RestoredAt);
    }

    [Fact]
    public async Task Below_level_1_a_visit_has_its_clock_and_a_solved_fault_is_not_reported()
    {
        await using var host = template.Start("2026-11-24 09:00");
        await RespondedAsync(host, "BIZ_MINOR_ALARM", interrupted: false);
        await host.DoAsync("palead", "partner-handle", "NeedOnsite", ("diagnosis", "laser"), ("steps", "measured"));
        Assert.Equal(FlowHost.Local("2026-11-26 09:00"), (await host.ClockAsync("P4-L3-PARTNER-ONSITE")).DueAt);

        await ArriveAsync(host, "2026-11-24");
        Assert.Equal(ClockState.Met, (await host.ClockAsync("P4-L3-PARTNER-ONSITE")).State);
        await WorkAsync(host);

        await SolveAsync(host);
        Assert.Equal("Resolved", await host.OutcomeOfAsync(FlowIds.PartnerHandling));
        Assert.DoesNotContain(await host.OpenAsync(), x => x.TaskType == "partner-report");
        Assert.NotEqual(ClockState.Running, (await host.ClockAsync("P4-L3-PARTNER-REPORT")).State);
    }

    [Fact] // 04.7
    public async Task A_level_4_fault_is_the_partners_first_and_the_vendors_two_days_after_its_report()
    {
        await using var host = template.Start("2026-11-23 09:00");
        await RespondedAsync(host, "BIZ_TRANSIENT", interrupted: false);
        Assert.Equal(4, host.Case.Level);
        Assert.Equal(FlowHost.Local("2026-11-23 11:00"), (await host.ClockAsync("P4-L4-PARTNER-RESPONSE")).DueAt);
        Assert.Equal(FlowHost.Local("2026-11-27 09:00"), (await host.ClockAsync("P4-L4-PARTNER-REPORT")).DueAt);
        await host.DoAsync("palead", "partner-handle", "NeedOnsite", ("diagnosis", "laser"), ("steps", "measured"));
        Assert.Equal(FlowHost.Local("2026-11-27 09:00"), (await host.ClockAsync("P4-L4-PARTNER-ONSITE")).DueAt);
        await ArriveAsync(host, "2026-11-24");
        await WorkAsync(host);

        await host.AtAsync("2026-11-26 10:00");
        await host.DoAsync("palead", "partner-handle", "ReportToVendor", ("diagnosis", "laser"), ("steps", "measured"));
        await ReportAsync(host);

        Assert.Equal(ClockState.Met, (await host.ClockAsync("P4-L4-PARTNER-REPORT")).State);
        Assert.Equal(FlowHost.Local("2026-11-28 10:00"), (await host.ClockAsync("P4-L4-VENDOR-SOLUTION")).DueAt);
        Assert.True(await host.IsRunningAsync(FlowIds.FaultLevel4));
    }

    [Fact]
    public async Task A_visit_of_the_partner_is_none_that_the_vendor_owes()
    {
        await using var host = template.Start("2026-11-24 09:00");
        await RespondedAsync(host, "BIZ_PERF_LIMIT", interrupted: false);
        await host.DoAsync("palead", "partner-handle", "NeedOnsite", ("diagnosis", "laser"), ("steps", "measured"));
        await ArriveAsync(host, "2026-11-24");
        await WorkAsync(host);
        await host.DoAsync("palead", "partner-handle", "ReportToVendor", ("diagnosis", "laser"), ("steps", "measured"));
        await ReportAsync(host);

        var clocks = await host.ClocksAsync();
        Assert.Contains("P4-L2-VENDOR-SOLUTION", clocks.Keys);
        Assert.DoesNotContain("P4-L2-VENDOR-ONSITE", clocks.Keys);
    }

    private static async Task RespondedAsync(FlowHost host, string faultCode, bool interrupted)
    {
        await host.DispatchedAsync(await host.EquipmentAtAsync("SITE-ENT1-01"), faultCode, interrupted);
        await host.DoAsync("palead", "partner-assign", "Assigned", ("engineerId", await host.PersonIdAsync("palead")));
        await host.DoAsync("palead", "partner-respond", "Responded", ("contact", "关启文"), ("firstAction", "remote check"));
    }

    private static async Task ArriveAsync(FlowHost host, string day)
    {
        await host.DoAsync("duty1", "onsite-assign", "Assigned", ("visitorId", await host.PersonIdAsync("palead")), ("engineers", "廖勇"), ("plannedArrivalAt", $"{day}T15:00"));
        await host.DoAsync("ent1", "onsite-permit", "Granted", ("permitNo", "P-1"), ("escort", "关启文")); // no institute: whoever may authorise
        await host.AtAsync($"{day} 12:00");
        await host.DoAsync("palead", "onsite-depart", "Departed", ("transport", "car"), ("parts", "none"), ("eta", $"{day}T15:00"));
        await host.DoAsync("palead", "onsite-arrive", "Arrived", ("escort", "关启文"));
    }

    private static async Task WorkAsync(FlowHost host)
    {
        await host.DoAsync("palead", "onsite-brief", "Agreed", ("esd", true), ("virusScan", true), ("operationList", "adjust laser"));
        await host.DoAsync("ent1", "onsite-brief", "Agreed");
        await host.DoAsync("palead", "onsite-work", "NeedHigherTier");
    }

    private static Task SolveAsync(FlowHost host) => host.DoAsync(
        "palead", "partner-handle", "Resolved", ("diagnosis", "laser"), ("steps", "adjusted"), ("result", "service is back"), ("rootCauseCode", "Hardware"));

    private static Task ReportAsync(FlowHost host) =>
        host.DoAsync("palead", "partner-report", "Reported", ("facts", "R_LOS"), ("stepsTried", "switched"), ("requestedHelp", "analysis"));
}
