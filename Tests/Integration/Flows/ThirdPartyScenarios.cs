using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Documents;
using Elsa.ITR.Domain.Escalations;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Domain.ThirdParties;
using Elsa.ITR.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Flows;

/// <summary>Acceptance scenarios of flow 11, at the minute.</summary>
[Collection(nameof(FlowTemplate))]
public sealed class ThirdPartyScenarios(FlowTemplate template)
{
    private const string Reason = "THIRD_PARTY_NOT_SUPPLIED";
    private const string Level2 = "GD-L2-RESOLVE";

    [Fact] // 11.1
    public async Task What_the_vendor_supplied_has_a_mirrored_target_and_never_pauses()
    {
        await using var host = template.Start("2026-11-23 02:05");
        await host.AcceptedAsync("NE-GZ-0001", "2026-11-23 02:10");
        await host.AtAsync("2026-11-23 02:40");
        await host.DoAsync("t1gz", "fault-l1-mode", "OnsiteNeeded", ("alarms", "R_LOS"), ("diagnosis", "power")); // 5 h from 02:10
        await host.AtAsync("2026-11-23 03:10");
        await OpenAsync(host, "BoughtIn");

        Assert.Equal(FlowHost.Local("2026-11-23 07:10"), (await host.ClockAsync("GD-L1-RESTORE-ONSITE")).DueAt);
        Assert.Equal(FlowHost.Local("2026-11-23 05:10"), (await host.ServiceAsync<ThirdPartyEngagement>()).MirroredDue);
        Assert.Equal(FlowHost.Local("2026-11-23 04:10"), (await host.TaskAsync("tp-track")).DueAt);
        var refusal = await Assert.ThrowsAsync<RuleViolationException>(() => RequestPauseAsync(host));
        Assert.Equal("clock-pause.third-party", refusal.Code);
    }

    [Fact] // 11.2 and 11.4
    public async Task An_approved_pause_counts_from_its_request_and_ends_with_the_solution()
    {
        await using var host = template.Start("2026-11-24 09:00");
        var due = await DecidedAsync(host);
        await host.DoAsync("tpm1", "tp-pause", "Request", ("pauseReason", "leased fibre cut"));
        await host.AtAsync("2026-11-24 14:20");
        await host.DoAsync("institute1", "clock-pause-approve", "Approve");
        var paused = await host.ClockAsync(Level2);
        Assert.Equal((ClockState.Paused, FlowHost.Local("2026-11-24 14:00")), (paused.State, paused.PausedSince));

        await host.AtAsync("2026-11-25 10:00");
        await TrackAsync(host, "SolutionDelivered");

        var resumed = await host.ClockAsync(Level2);
        Assert.Equal((ClockState.Running, due.AddHours(20)), (resumed.State, resumed.DueAt));
    }

    [Fact] // 11.3
    public async Task A_pause_that_nobody_approves_is_void_and_a_new_request_counts_from_itself()
    {
        await using var host = template.Start("2026-11-24 09:00");
        await DecidedAsync(host);
        await host.DoAsync("tpm1", "tp-pause", "Request", ("pauseReason", "leased fibre cut"));
        await host.AtAsync("2026-11-24 14:30");
        Assert.Equal(ClockState.Running, (await host.ClockAsync(Level2)).State);
        Assert.DoesNotContain(await host.OpenAsync(), x => x.TaskType == "clock-pause-approve");

        await host.AtAsync("2026-11-24 14:50");
        await RequestPauseAsync(host);
        await host.AtAsync("2026-11-24 15:00");
        await host.DoAsync("institute1", "clock-pause-approve", "Approve");

        Assert.Equal(FlowHost.Local("2026-11-24 14:50"), (await host.ClockAsync(Level2)).PausedSince);
    }

    [Fact] // 11.5
    public async Task No_acknowledgement_on_level_1_after_an_hour_opens_M2_and_calls_the_suppliers_management()
    {
        await using var host = template.Start("2026-11-23 02:05");
        await host.AcceptedAsync("NE-GZ-0001", "2026-11-23 02:10");
        await OpenAsync(host, "OtherVendor");
        await host.AtAsync("2026-11-23 03:10");

        Assert.Equal(ManagementLevel.M2, (await host.EscalationAsync())?.Level);
        var engagement = await host.ServiceAsync<ThirdPartyEngagement>();
        Assert.True(await host.ReadAsync(db => db.Set<Elsa.ITR.Domain.Notifications.Notification>().AnyAsync(x => x.RecordId == engagement.Id && x.TemplateCode == "TP_ESCALATION")));
        Assert.Equal("late", (await host.TaskAsync("tp-track")).Step);
    }

    [Fact] // 11.6
    public async Task Shared_responsibility_stands_in_the_statement_and_in_the_cause_of_the_case()
    {
        await using var host = template.Start("2026-11-24 09:00");
        await WorkingAsync(host);
        await TrackAsync(host, "NotOurs");
        await host.DoAsync("tpm1", "tp-responsibility", "Shared", ("evidence", "logs"), ("vendorShare", "60"), ("thirdPartyShare", "40"));
        await host.DoAsync("institute1", "tp-responsibility", "Shared");

        var engagement = await host.ServiceAsync<ThirdPartyEngagement>();
        Assert.Equal((Responsibility.Shared, 60, 40), (engagement.Responsibility, engagement.VendorShare, engagement.ThirdPartyShare));
        var cause = (await host.CaseAsync()).RootCauseText;
        Assert.Contains("60%", cause, StringComparison.Ordinal);
        Assert.Contains("40%", cause, StringComparison.Ordinal);
        var fields = await host.ReadAsync(db => db.Set<DocumentVersion>()
            .Where(x => db.Set<DocumentRecord>().Any(document => document.Id == x.DocumentId && document.Type == "ResponsibilityStatement")).Select(x => x.Fields).FirstAsync());
        Assert.Contains("\"vendorShare\":\"60\"", fields, StringComparison.Ordinal);
        Assert.Contains("\"thirdPartyShare\":\"40\"", fields, StringComparison.Ordinal);
    }

    private static async Task OpenAsync(FlowHost host, string relation)
    {
        await host.StartFlowAsync(FlowIds.ThirdPartyHandling, "t1gz");
        var supplier = await host.ReadAsync(db => db.Set<Organization>().Where(x => x.Code == "SUP1").Select(x => x.Id).SingleAsync());
        var open = await host.TaskAsync("tp-open");
        await host.DoAsync(open.AssigneeId is null ? "t1gz" : FlowHost.Holder, open, "Opened", ("relation", relation), ("thirdPartyId", supplier), ("evidence", "bias current log"), ("request", "replace the module"));
    }

    private static Task TrackAsync(FlowHost host, string outcome) => host.DoAsync(
        "tpm1", "tp-track", outcome, ("status", outcome), ("text", "as reported"), ("nextUpdateAt", host.Time.GetUtcNow().AddHours(8).ToString("O")), ("source", "Phone"));

    // Level 2 accepted 13:00 on 24 November; the other vendor works on it.
    private static async Task WorkingAsync(FlowHost host)
    {
        await host.DispatchedAsync("NE-GZ-0001", "BIZ_PERF_LIMIT", interrupted: false);
        await host.AtAsync("2026-11-24 13:00");
        await host.RunAsync("t1gz", services => services.GetRequiredService<Elsa.ITR.Domain.Events.EventDesk>().PublishAsync("Fault.Accepted", host.Case.Ref));
        await OpenAsync(host, "OtherVendor");
        await TrackAsync(host, "Acknowledged");
    }

    // Responsibility decided against the other vendor at 14:00.
    private static async Task<DateTimeOffset> DecidedAsync(FlowHost host)
    {
        await WorkingAsync(host);
        await host.AtAsync("2026-11-24 14:00");
        await TrackAsync(host, "NotOurs");
        await host.DoAsync("tpm1", "tp-responsibility", "ThirdParty", ("evidence", "OTDR trace"));
        await host.DoAsync("institute1", "tp-responsibility", "ThirdParty");
        return (await host.ClockAsync(Level2)).DueAt;
    }

    private static Task RequestPauseAsync(FlowHost host) => host.RunAsync("t1gz", async services =>
    {
        var pause = await services.GetRequiredService<PauseDesk>().RequestAsync(host.Case.Ref, Reason, "leased fibre cut");
        return await services.GetRequiredService<Elsa.ITR.Domain.Flows.IFlows>().StartAsync(FlowIds.ClockPause, host.Case.Ref, new Dictionary<string, object?>
        {
            ["pauseId"] = pause.Id.ToString(),
            ["approverRole"] = pause.ApproverRole,
            ["reason"] = pause.Reason,
            ["from"] = FormJson.Text(pause.RequestedAt),
        });
    });
}
