using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Escalations;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Domain.Scoring;
using Microsoft.EntityFrameworkCore;
using static Elsa.ITR.Tests.Shared.ManualTime;

namespace Elsa.ITR.Tests.Integration.Clocks;

/// <summary>The clock side of the scenarios of flow 02, at minute precision.</summary>
public sealed class LevelOneClockTests
{
    [Fact]
    public async Task Acceptance_starts_the_clocks_of_level_one() // 02.1
    {
        await using var host = await ClockHost.StartAsync("2026-11-23 02:10");

        await host.PublishAsync("Fault.Accepted");
        var clocks = await host.ClocksAsync();

        Assert.Equal(
            ["GD-L1-RESTORE-REMOTE", "OLA-L1-ONSITE-DECISION", "OLA-TIER1-MAX", "OLA-TIER2-MAX", "OLA-TIER3-MAX"],
            clocks.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(Local("2026-11-23 05:10"), clocks["GD-L1-RESTORE-REMOTE"].DueAt);
        Assert.Equal(Local("2026-11-23 02:40"), clocks["OLA-TIER1-MAX"].DueAt);
    }

    [Fact]
    public async Task Restored_in_time_is_met_without_a_penalty() // 02.1
    {
        await using var host = await ClockHost.StartAsync("2026-11-23 02:10");
        await host.PublishAsync("Fault.Accepted");
        await host.AtAsync("2026-11-23 04:55");

        await host.PublishAsync("Fault.CompletionProposed");
        await host.AtAsync("2026-11-23 05:30");
        await host.PublishAsync("Fault.ServiceRestored", at: "2026-11-23 04:55");
        await host.PublishAsync("Fault.CompletionConfirmed", at: "2026-11-23 04:55");
        var clocks = await host.ClocksAsync();

        Assert.Equal(ClockState.Met, clocks["GD-L1-RESTORE-REMOTE"].State);
        Assert.False(clocks["GD-L1-RESTORE-REMOTE"].IsBreached);
        Assert.Equal(ClockState.Cancelled, clocks["OLA-TIER2-MAX"].State);
        Assert.Equal(ClockState.Met, clocks["OLA-CUSTOMER-CONFIRM"].State);
        Assert.Equal(Local("2026-11-25 04:55"), clocks["GD-L1-DOC-HANDLING"].DueAt); // 02.6
        Assert.DoesNotContain("GD-L1-DOC-ANALYSIS", clocks.Keys);
        Assert.Empty(await PenaltiesAsync(host));
    }

    [Fact]
    public async Task An_unrestored_fault_warns_escalates_and_breaches_at_its_minutes() // 02.2
    {
        await using var host = await ClockHost.StartAsync("2026-11-23 02:10");
        host.OwnersAnswer = true;
        await host.PublishAsync("Fault.Accepted");

        await host.AtAsync("2026-11-23 07:00");
        var clock = (await host.ClocksAsync())["GD-L1-RESTORE-REMOTE"];
        var fired = clock.Entries.Where(line => line.Kind == ClockEntryKind.ThresholdFired).Select(line => (line.Percent, Format(line.At))).ToList();
        var escalation = Assert.Single(await host.ReadAsync(db => db.Set<Escalation>().ToListAsync()));

        Assert.Equal([(50, "03:40"), (75, "04:25"), (90, "04:52"), (100, "05:10"), (150, "06:40")], fired);
        Assert.True(clock.IsBreached);
        Assert.Equal(
            [("M1", "04:25"), ("M2", "04:52"), ("M3", "05:10"), ("M4", "06:40")],
            escalation.History.Where(step => step.Kind is EscalationStepKind.Opened or EscalationStepKind.Raised).OrderBy(step => step.Sequence).Select(step => (step.Level.ToString(), Format(step.At))));
        var penalty = Assert.Single(await PenaltiesAsync(host));
        Assert.Equal(("PEN-L1-TIMEOUT", 5m, PenaltyState.Proposed), (penalty.RuleId, penalty.Points, penalty.State));
        Assert.Equal(penalty.No, host.Flows.Started.Single(x => x.Definition == "itr-penalty-review").Record.No);
        Assert.Equal(["Tier2", "Tier3", "RnD"], host.Flows.Delivered.Where(x => x.Name == "Fault.TierDue").Select(x => x.Filter));
    }

    [Fact]
    public async Task Everybody_is_told_once()
    {
        await using var host = await ClockHost.StartAsync("2026-11-23 02:10");
        host.OwnersAnswer = true;
        await host.PublishAsync("Fault.Accepted");

        await host.AtAsync("2026-11-23 07:00");
        var messages = await host.ReadAsync(db => db.Set<Notification>().Where(x => x.Channel == NotificationChannel.InApp).ToListAsync());
        var told = messages.OrderBy(x => x.SentAt).Select(x => $"{Format(x.SentAt)} {x.TemplateCode} {host.NameOf(x.RecipientId)}").ToList();

        Assert.Contains("03:40 CLOCK_WARN duty", told);
        Assert.Contains("04:25 ESC_RAISED office", told);
        Assert.Contains("04:52 ESC_RAISED regional", told);
        Assert.Contains("05:10 ESC_RAISED tsc", told);
        Assert.Contains("05:10 ESC_RAISED institute", told);
        Assert.Single(told, line => line.StartsWith("05:10", StringComparison.Ordinal) && line.EndsWith(" tsc", StringComparison.Ordinal)); // one firing, one message
        Assert.Contains("06:40 ESC_RAISED vp", told);
        Assert.Equal(messages.Count, messages.Select(x => (x.SentAt, x.TemplateCode, x.Thing, x.RecipientId)).Distinct().Count()); // two clocks are two things
        Assert.Contains(messages, x => x.TextEn == "Warning: CASE-20261123-0001 L1 restoration, remote only, 1 h 30 min left");
        Assert.Contains(messages, x => x.TextZh == "【管理升级 M3】CASE-20261123-0001:一级故障远程恢复 已用 100%,截止 2026-11-23 05:10,请在 2026-11-23 05:25 前确认");
    }

    [Fact]
    public async Task Going_on_site_replaces_the_remote_clock_back_dated() // 02.3
    {
        await using var host = await ClockHost.StartAsync("2026-11-23 02:10", record => record.RegionCode = "R4");
        await host.PublishAsync("Fault.Accepted");
        await host.AtAsync("2026-11-23 02:40");

        await host.ChangeAsync(record => record.ServiceMode = ServiceMode.Onsite);
        await host.AtAsync("2026-11-23 03:00");
        await host.PublishAsync("Onsite.Departed");
        await host.AtAsync("2026-11-23 09:30");
        await host.PublishAsync("Onsite.Arrived");
        var clocks = await host.ClocksAsync();

        Assert.Equal((ClockState.Superseded, false), (clocks["GD-L1-RESTORE-REMOTE"].State, clocks["GD-L1-RESTORE-REMOTE"].IsBreached));
        Assert.Equal(Local("2026-11-23 12:10"), clocks["GD-L1-RESTORE-ONSITE"].DueAt);
        Assert.Equal((ClockState.Met, Local("2026-11-23 03:10")), (clocks["GD-L1-LEG-DEPART"].State, clocks["GD-L1-LEG-DEPART"].DueAt));
        Assert.Equal((ClockState.Met, Local("2026-11-23 10:00")), (clocks["GD-L1-LEG-ARRIVE"].State, clocks["GD-L1-LEG-ARRIVE"].DueAt));
        Assert.Equal(Local("2026-11-23 11:30"), clocks["GD-L1-LEG-RECOVER"].DueAt);
    }

    [Fact]
    public async Task Thresholds_past_at_a_back_dated_start_are_recorded_and_only_the_highest_acts() // R1
    {
        await using var host = await ClockHost.StartAsync("2026-11-23 06:30");

        await host.PublishAsync("Fault.Accepted", at: "2026-11-23 03:40"); // 170 of 180 minutes are gone
        var clock = (await host.ClocksAsync())["GD-L1-RESTORE-REMOTE"];
        var escalation = Assert.Single(await host.ReadAsync(db => db.Set<Escalation>().ToListAsync()));

        Assert.Equal(
            [(50, ClockAlarm.PastAtStart), (75, ClockAlarm.PastAtStart), (90, "Escalate")],
            clock.Entries.Where(line => line.Kind == ClockEntryKind.ThresholdFired).Select(line => (line.Percent ?? 0, line.Reason!)));
        Assert.Equal([ManagementLevel.M2], escalation.History.Select(step => step.Level));
        Assert.Equal(Local("2026-11-23 06:40"), clock.NextThresholdAt);
    }

    [Fact]
    public async Task After_a_breach_going_on_site_needs_consent() // sla.md §8.9
    {
        await using var host = await ClockHost.StartAsync("2026-11-23 02:10");
        await host.PublishAsync("Fault.Accepted");
        await host.AtAsync("2026-11-23 05:20");

        await host.ChangeAsync(record => record.ServiceMode = ServiceMode.Onsite);
        var without = await host.ClocksAsync();
        await host.ChangeAsync(record => record.OnsiteConsent = true);
        var with = await host.ClocksAsync();

        Assert.Equal(ClockState.Running, without["GD-L1-RESTORE-REMOTE"].State);
        Assert.DoesNotContain("GD-L1-RESTORE-ONSITE", without.Keys);
        Assert.Equal(ClockState.Superseded, with["GD-L1-RESTORE-REMOTE"].State);
        Assert.Equal(Local("2026-11-23 07:10"), with["GD-L1-RESTORE-ONSITE"].DueAt);
        Assert.Equal(PenaltyState.Waived, Assert.Single(await PenaltiesAsync(host)).State);

        await host.AtAsync("2026-11-23 07:30"); // the on-site total is broken as well: a penalty of its own
        Assert.Equal([PenaltyState.Waived, PenaltyState.Proposed], (await PenaltiesAsync(host)).Select(x => x.State));
    }

    [Fact]
    public async Task A_back_dated_confirmation_in_time_clears_the_breach_and_its_penalty() // R2
    {
        await using var host = await ClockHost.StartAsync("2026-11-23 02:10");
        await host.PublishAsync("Fault.Accepted");
        await host.AtAsync("2026-11-23 05:20");

        await host.PublishAsync("Fault.ServiceRestored", at: "2026-11-23 05:05");
        var clock = (await host.ClocksAsync())["GD-L1-RESTORE-REMOTE"];

        Assert.Equal((ClockState.Met, false), (clock.State, clock.IsBreached));
        var penalty = Assert.Single(await PenaltiesAsync(host));
        Assert.Equal((PenaltyState.Waived, "InTime"), (penalty.State, penalty.DecisionReason));
        Assert.Equal(penalty.No, Assert.Single(host.Flows.Cancelled).No);
    }

    [Fact]
    public async Task A_proposed_completion_holds_and_a_refusal_lets_the_held_ones_fire() // R2
    {
        await using var host = await ClockHost.StartAsync("2026-11-23 02:10");
        await host.PublishAsync("Fault.Accepted");
        await host.AtAsync("2026-11-23 04:00");

        await host.PublishAsync("Fault.CompletionProposed");
        await host.AtAsync("2026-11-23 05:30");
        var held = (await host.ClocksAsync())["GD-L1-RESTORE-REMOTE"];
        await host.PublishAsync("Fault.CompletionRejected", filter: "NotRestored");
        await host.AtAsync("2026-11-23 05:30");
        var released = (await host.ClocksAsync())["GD-L1-RESTORE-REMOTE"];

        Assert.Equal((true, false, 50), (held.HeldByProposal, held.IsBreached, held.FiredPercent));
        Assert.Equal((false, true, 100), (released.HeldByProposal, released.IsBreached, released.FiredPercent));
        Assert.Single(await PenaltiesAsync(host));
        Assert.Equal(ClockState.Cancelled, (await host.ClocksAsync())["OLA-CUSTOMER-CONFIRM"].State);
    }

    [Fact]
    public async Task A_late_confirmation_is_missed_with_one_penalty_and_no_more_calls()
    {
        await using var host = await ClockHost.StartAsync("2026-11-23 02:10");
        await host.PublishAsync("Fault.Accepted");
        await host.AtAsync("2026-11-23 04:00");
        await host.PublishAsync("Fault.CompletionProposed");
        await host.AtAsync("2026-11-23 05:30");

        await host.PublishAsync("Fault.ServiceRestored", at: "2026-11-23 05:12"); // corrected by the institute
        var clock = (await host.ClocksAsync())["GD-L1-RESTORE-REMOTE"];

        Assert.Equal((ClockState.Missed, true), (clock.State, clock.IsBreached));
        Assert.Single(await PenaltiesAsync(host));
        Assert.Empty(await host.ReadAsync(db => db.Set<Escalation>().ToListAsync()));
    }

    [Fact]
    public async Task A_corrected_acceptance_moves_every_clock_it_started()
    {
        await using var host = await ClockHost.StartAsync("2026-11-23 02:10");
        await host.PublishAsync("Fault.Accepted");
        await host.AtAsync("2026-11-23 02:20");

        await host.PublishAsync(EventNames.AcceptanceCorrected, at: "2026-11-23 02:05", person: "institute");
        var clocks = await host.ClocksAsync();

        Assert.Equal(Local("2026-11-23 05:05"), clocks["GD-L1-RESTORE-REMOTE"].DueAt);
        Assert.Equal(Local("2026-11-23 02:35"), clocks["OLA-TIER1-MAX"].DueAt); // internal, and the customer moved it
    }

    [Fact]
    public async Task A_clock_that_starts_late_starts_at_the_corrected_time()
    {
        await using var host = await ClockHost.StartAsync("2026-11-23 02:10");
        await host.PublishAsync("Fault.Accepted");
        await host.PublishAsync("Fault.Accepted", at: "2026-11-23 02:05", data: (EventNames.Correction, true));

        await host.ChangeAsync(record => record.ServiceMode = ServiceMode.Onsite);
        var clocks = await host.ClocksAsync();

        Assert.Equal(Local("2026-11-23 07:05"), clocks["GD-L1-RESTORE-ONSITE"].DueAt);
        Assert.Equal((Local("2026-11-23 02:35"), 1), (clocks["OLA-TIER1-MAX"].DueAt, clocks["OLA-TIER1-MAX"].Sequence));
    }

    [Fact]
    public async Task A_worsened_level_counts_from_the_change_a_wrong_one_from_the_acceptance() // sla.md §8.7
    {
        foreach (var (reason, due) in new[] { ("Worsened", "2026-11-23 09:10"), ("Misclassified", "2026-11-23 05:10") })
        {
            await using var host = await ClockHost.StartAsync("2026-11-23 02:10", record => record.LevelProvisional = 2);
            await host.PublishAsync("Fault.Accepted");
            await host.AtAsync("2026-11-23 06:10");

            await host.RunAsync(async services =>
            {
                (await Service<ICases>(services).FindAsync(host.Case.Id))!.LevelProvisional = 1;
                await Service<EventDesk>(services).PublishAsync(
                    "Fault.LevelChanged", host.Case, data: new Dictionary<string, object?> { ["from"] = 2, ["to"] = 1, ["reason"] = reason });
            });
            var clocks = await host.ClocksAsync();

            Assert.Equal(ClockState.Superseded, clocks["GD-L2-RESOLVE"].State);
            Assert.Equal(Local(due), clocks["GD-L1-RESTORE-REMOTE"].DueAt);
        }
    }

    [Fact]
    public async Task What_was_done_before_a_level_worsened_is_not_promised_anew()
    {
        await using var host = await ClockHost.StartAsync("2026-11-23 02:10", record => record.LevelProvisional = 2);
        await host.PublishAsync("Fault.Accepted");
        await host.AtAsync("2026-11-23 04:10");
        await host.PublishAsync("Fault.ServiceRestored");
        await host.AtAsync("2026-11-23 06:10");

        await host.RunAsync(async services =>
        {
            (await Service<ICases>(services).FindAsync(host.Case.Id))!.LevelProvisional = 1;
            await Service<EventDesk>(services).PublishAsync(
                "Fault.LevelChanged", host.Case, data: new Dictionary<string, object?> { ["from"] = 2, ["to"] = 1, ["reason"] = "Worsened" });
        });

        Assert.DoesNotContain("GD-L1-RESTORE-REMOTE", (await host.ClocksAsync()).Keys);
    }

    [Fact]
    public async Task A_reopened_case_sets_the_restoration_clock_running_again() // sla.md §8.10
    {
        await using var host = await ClockHost.StartAsync("2026-11-23 02:10");
        await host.PublishAsync("Fault.Accepted");
        await host.AtAsync("2026-11-23 04:10");
        await host.PublishAsync("Fault.ServiceRestored");
        await host.AtAsync("2026-11-24 09:00");

        await host.PublishAsync("Case.Reopened");
        var clock = (await host.ClocksAsync())["GD-L1-RESTORE-REMOTE"];

        Assert.Equal((ClockState.Running, Local("2026-11-24 10:00"), 1), (clock.State, clock.DueAt, clock.Sequence));
        Assert.Equal(Local("2026-11-24 09:15"), clock.NextThresholdAt); // 75 %; 50 % fired before
    }

    [Fact]
    public async Task An_analysis_asked_for_later_counts_from_the_request()
    {
        await using var host = await ClockHost.StartAsync("2026-11-23 02:10");
        await host.PublishAsync("Fault.CompletionConfirmed");
        await host.AtAsync("2026-11-24 10:00");

        await host.ChangeAsync(record => record.AnalysisRequested = true);

        Assert.Equal(Local("2026-11-29 10:00"), (await host.ClocksAsync())["GD-L1-DOC-ANALYSIS"].DueAt);
    }

    [Fact]
    public async Task Cancelling_the_case_ends_every_clock()
    {
        await using var host = await ClockHost.StartAsync("2026-11-23 02:10");
        await host.PublishAsync("Fault.Accepted");

        await host.PublishAsync("Record.Cancelled");
        await host.AtAsync("2026-11-23 12:00");

        Assert.All((await host.ClocksAsync()).Values, clock => Assert.Equal((ClockState.Cancelled, 0), (clock.State, clock.FiredPercent)));
    }

    private static T Service<T>(IServiceProvider services) => (T)services.GetService(typeof(T))!;

    private static string Format(DateTimeOffset at) => at.ToOffset(TimeSpan.FromHours(8)).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    private static Task<List<Penalty>> PenaltiesAsync(ClockHost host) => host.ReadAsync(db => db.Set<Penalty>().OrderBy(x => x.No).ToListAsync());
}
