using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.RemoteSessions;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Workflows;

namespace Elsa.ITR.Tests.Integration.Flows;

/// <summary>Acceptance scenarios of flow 15, at the minute.</summary>
[Collection(nameof(FlowTemplate))]
public sealed class RemoteScenarios(FlowTemplate template)
{
    private const string Authorise = "OLA-REMOTE-AUTH";
    private const string Longest = "OLA-REMOTE-MAX";

    [Fact] // 15.1
    public async Task Level_1_is_authorised_within_15_minutes_and_by_phone_with_a_name()
    {
        await using var host = template.Start("2026-11-23 02:05");
        await host.AcceptedAsync("NE-GZ-0001", "2026-11-23 02:10");
        await host.AtAsync("2026-11-23 02:20");
        await RequestAsync(host);
        Assert.Equal(FlowHost.Local("2026-11-23 02:35"), (await host.ServiceClockAsync<RemoteSession>(Authorise)).DueAt);

        await host.AtAsync("2026-11-23 02:30");
        var byPhone = await host.TaskAsync("remote-authorise", "authorise-phone");
        Assert.Equal("DutyManager", byPhone.Role);
        await Assert.ThrowsAsync<RuleViolationException>(() => host.DoAsync("duty1", byPhone, "Authorise", ("supervisor", "朱敏"))); // who, which number, when
        await host.DoAsync("duty1", byPhone, "Authorise", ("supervisor", "朱敏"), ("person", "朱敏"), ("number", "020-38001234"), ("consentAt", "2026-11-23T02:30"));

        Assert.Equal(ClockState.Met, (await host.ServiceClockAsync<RemoteSession>(Authorise)).State);
        var session = await host.ServiceAsync<RemoteSession>();
        Assert.Equal((RemoteState.Authorised, true, "朱敏"), (session.State, session.ByPhone, session.ConsentPerson));
        Assert.DoesNotContain(await host.OpenAsync(), x => x.TaskType == "remote-authorise");
    }

    [Fact] // 15.2
    public async Task Level_3_is_authorised_by_the_institute_alone_within_4_hours()
    {
        await using var host = template.Start("2026-11-24 09:00");
        await host.DispatchedAsync("NE-GZ-0001", "BIZ_MINOR_ALARM", interrupted: false);
        await RequestAsync(host);

        var asked = await host.TaskAsync("remote-authorise");
        Assert.Equal(("InstituteApprover", FlowHost.Local("2026-11-24 13:00")), (asked.Role, asked.DueAt!.Value));
    }

    [Fact] // 15.3
    public async Task An_operation_that_was_not_authorised_needs_a_new_authorisation()
    {
        await using var host = template.Start("2026-11-24 09:00");
        await OpenedAsync(host);

        var refusal = await Assert.ThrowsAsync<RuleViolationException>(() => WorkAsync(host, "Done", "reset board"));
        Assert.Equal("remote.operation-not-authorised", refusal.Code);
        await WorkAsync(host, "OutOfScope", "reset board");

        await host.DoAsync("t1gz", "remote-request", "Requested", Request(host, "reset board"));
        Assert.Equal("InstituteApprover", (await host.TaskAsync("remote-authorise")).Role);
    }

    [Fact] // 15.4
    public async Task A_session_is_warned_about_and_to_be_closed_after_8_hours()
    {
        await using var host = template.Start("2026-11-24 09:00");
        await OpenedAsync(host);
        var clock = await host.ServiceClockAsync<RemoteSession>(Longest);
        Assert.Equal((80, FlowHost.Local("2026-11-24 15:24"), FlowHost.Local("2026-11-24 17:00")), (clock.NextPercent, clock.NextThresholdAt!.Value, clock.DueAt));

        await host.AtAsync("2026-11-24 16:59");
        Assert.DoesNotContain(await host.OpenAsync(), x => x.TaskType == "remote-overdue");
        await host.AtAsync("2026-11-24 17:00");

        Assert.Equal(["CustomerUser", "DutyManager"], (await host.OpenAsync()).Where(x => x.TaskType == "remote-overdue").Select(x => x.Role).Order(StringComparer.Ordinal));
    }

    [Fact] // 15.5
    public async Task Access_that_cannot_be_opened_pauses_the_clock_of_the_fault_from_then()
    {
        await using var host = template.Start("2026-11-23 02:05");
        await host.AcceptedAsync("NE-GZ-0001", "2026-11-23 02:10");
        await host.RemoteAsync("2026-11-23 02:15");
        await host.DoAsync("t1gz", "remote-request", "Requested", Request(host, "read alarms"));
        await host.DoAsync("custgz", await host.TaskAsync("remote-authorise", "authorise-customer"), "Authorise", ("supervisor", "朱敏"));
        await host.AtAsync("2026-11-23 03:00");
        await host.DoAsync("custgz", "remote-open", "CannotOpen", ("reason", "jump host down"));
        await host.AtAsync("2026-11-23 03:10");
        await host.DoAsync("institute1", "clock-pause-approve", "Approve");

        var clock = await host.ClockAsync("GD-L1-RESTORE-REMOTE");
        Assert.Equal((ClockState.Paused, FlowHost.Local("2026-11-23 03:00")), (clock.State, clock.PausedSince));
    }

    [Fact] // 15.6
    public async Task The_deletion_of_collected_data_is_to_be_proved_within_30_days()
    {
        await using var host = template.Start("2026-11-23 09:00");
        await OpenedAsync(host);
        await WorkAsync(host, "Done", "read alarms", ("collectedData", "alarm log"), ("serviceRestored", true));
        await host.DoAsync("custgz", "remote-close", "Confirmed", ("passwordChanged", true), ("serviceOk", true));

        Assert.Equal("Succeeded", await host.OutcomeOfAsync(FlowIds.RemoteService));
        Assert.Equal(FlowHost.Local("2026-12-24 00:00"), (await host.TaskAsync("remote-deletion")).DueAt); // 24:00 of 23 December
        await host.AtAsync("2026-12-01 10:00");
        await host.DoAsync("t1gz", "remote-deletion", "Deleted", ("proof", "shredded"));
        Assert.Equal(ClockState.Met, (await host.ServiceClockAsync<RemoteSession>("OLA-DATA-DELETE")).State);
        Assert.NotNull((await host.ServiceAsync<RemoteSession>()).DeletedAt);
    }

    [Fact]
    public async Task Work_that_interrupts_service_starts_the_notices_of_a_major_incident()
    {
        await using var host = template.Start("2026-11-23 09:00");
        await WalkStarts.BareFaultAsync(host, level: 1); // nobody has declared one before
        await RequestAsync(host);
        await host.DoAsync("custgz", await host.TaskAsync("remote-authorise", "authorise-customer"), "Authorise", ("supervisor", "朱敏"));
        await host.DoAsync("custgz", "remote-open", "Opened");

        await WorkAsync(host, "ServiceAffected", "read alarms", ("comment", "the trunk is down"));
        await host.DrainAsync();

        Assert.NotNull(await host.IncidentAsync());
        Assert.Equal("DutyManager", (await host.TaskAsync("min-write")).Role);
        Assert.NotNull(await host.TaskAsync("remote-work"));
    }

    private static async Task RequestAsync(FlowHost host)
    {
        await host.StartFlowAsync(FlowIds.RemoteService, "t1gz");
        await host.DoAsync("t1gz", "remote-request", "Requested", Request(host, "read alarms"));
    }

    private static (string, object)[] Request(FlowHost host, string operation) =>
    [
        ("purpose", "find the cause"), ("operations", $$"""[{"operation":"{{operation}}"}]"""), ("slotStart", host.Time.GetUtcNow().ToString("O")),
        ("slotEnd", host.Time.GetUtcNow().AddHours(8).ToString("O")), ("account", "vendor1"),
    ];

    // A fault of level 3, access opened now.
    private static async Task OpenedAsync(FlowHost host)
    {
        await host.DispatchedAsync("NE-GZ-0001", "BIZ_MINOR_ALARM", interrupted: false);
        await RequestAsync(host);
        await host.DoAsync("institute1", "remote-authorise", "Authorise", ("supervisor", "朱敏"));
        await host.DoAsync("custgz", "remote-open", "Opened");
    }

    private static Task WorkAsync(FlowHost host, string outcome, string operation, params (string Key, object Value)[] more) => host.DoAsync(
        "t1gz", "remote-work", outcome, [("operations", $$"""[{"at":"{{host.Time.GetUtcNow():O}}","operation":"{{operation}}"}]"""), ("result", "found it"), .. more]);
}
