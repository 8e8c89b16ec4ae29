using Elsa.ITR.Data;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Escalations;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.OnsiteServices;
using Elsa.ITR.Domain.Recovery;
using Elsa.ITR.Domain.RemoteSessions;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Flows;

/// <summary>Acceptance scenarios of flow 05, at the minute, and its other ways.</summary>
[Collection(nameof(FlowTemplate))]
public sealed class RecoveryScenarios(FlowTemplate template)
{
    [Fact] // 05.1
    public async Task Recovery_runs_beside_the_fault_and_lists_the_changes_of_a_week()
    {
        await using var host = template.Start("2026-11-23 02:05");
        await host.RunAsync(null, async services =>
        {
            var db = services.GetRequiredService<ItrDbContext>();
            var element = await db.Set<InstalledEquipment>().SingleAsync(x => x.Code == "NE-GZ-0001");
            db.Add(new EquipmentChange { EquipmentId = element.Id, At = FlowHost.Local("2026-11-20 10:00"), Kind = "VersionChanged", SourceNo = "CHG-20261120-0001" });
            db.Add(new EquipmentChange { EquipmentId = element.Id, At = FlowHost.Local("2026-11-10 10:00"), Kind = "VersionChanged", SourceNo = "CHG-20261110-0001" });
            return true;
        });

        await host.AcceptedAsync("NE-GZ-0001", "2026-11-23 02:10");

        Assert.True(await host.IsRunningAsync(FlowIds.EmergencyRecovery));
        var briefing = (await host.TaskAsync("recovery-take-lead")).InputData!;
        Assert.Contains("CHG-20261120-0001", briefing, StringComparison.Ordinal);
        Assert.DoesNotContain("CHG-20261110-0001", briefing, StringComparison.Ordinal);
    }

    [Fact] // 05.2
    public async Task Without_an_answer_the_duty_manager_records_the_consent_by_phone()
    {
        await using var host = template.Start("2026-11-23 02:05");
        await host.LeadRecoveryAsync();
        await host.AtAsync("2026-11-23 02:20");
        await host.ProposeRecoveryAsync();
        Assert.Equal(FlowHost.Local("2026-11-23 02:35"), (await host.TaskAsync("recovery-authorise")).DueAt);

        await host.AtAsync("2026-11-23 02:32");
        Assert.Contains(
            await host.MessagesAsync(),
            x => x.TemplateCode == "CLOCK_REMIND" && x.TextEn.Contains("recovery authorisation", StringComparison.Ordinal) && x.SentAt == FlowHost.Local("2026-11-23 02:32"));
        await host.AtAsync("2026-11-23 02:35");
        var late = await host.TaskAsync("recovery-authorise", "authorise");
        Assert.Equal("DutyManager", late.Role);
        Assert.Equal("CustomerUser", (await host.TaskAsync("recovery-authorise", "authorise-branch")).Role);
        await host.DoAsync("duty1", late, "Authorised", ("kind", "Phone"), ("person", "陈志强"), ("number", "020-38001234"), ("consentAt", "2026-11-23T02:35"));

        var action = Assert.Single(await ActionsAsync(host));
        Assert.Equal((ConsentKind.Phone, "陈志强 020-38001234"), (action.AuthorisationKind, action.AuthorisedBy));
        Assert.DoesNotContain(await host.OpenAsync(), x => x.TaskType == "recovery-authorise");
    }

    [Fact] // 05.3
    public async Task Nothing_is_carried_out_without_authorisation()
    {
        await using var host = template.Start("2026-11-23 02:05");
        await host.LeadRecoveryAsync();
        await host.ProposeRecoveryAsync();
        Assert.DoesNotContain(await host.OpenAsync(), x => x.TaskType == "recovery-execute");
        await host.RunAsync(null, services => services.GetRequiredService<InboxDesk>().AskAsync(new WorkItemRequest("recovery-execute", host.Case.Ref, "Tier1Engineer")));

        var refusal = await Assert.ThrowsAsync<RuleViolationException>(() => host.ExecuteRecoveryAsync("NotRestored"));

        Assert.Equal("recovery.not-authorised", refusal.Code);
    }

    [Fact] // 05.4
    public async Task The_fault_gets_the_time_of_the_restoration_not_of_the_verification()
    {
        await using var host = template.Start("2026-11-23 02:05");
        await host.LeadRecoveryAsync();
        await host.AtAsync("2026-11-23 02:50");
        await host.TryRecoveryAsync("ServiceRestored", ("restoredAt", "2026-11-23T02:50"));
        await host.AtAsync("2026-11-23 03:19");
        Assert.DoesNotContain(await host.OpenAsync(), x => x.TaskType == "recovery-verify");
        await host.AtAsync("2026-11-23 03:20");
        await host.VerifyRecoveryAsync("Stable");

        var proposal = await host.TaskAsync("fault-propose-complete");
        Assert.Equal(FlowHost.Local("2026-11-23 02:50"), FormJson.ToInstant(FormJson.Read(proposal.InputData)["restoredAt"]));
        Assert.DoesNotContain(await host.OpenAsync(), x => x.TaskType is "fault-l1-mode" or "fault-lead");
        Assert.Equal("fault-locate", (await host.TaskAsync("fault-locate")).TaskType);
    }

    [Fact] // 05.5
    public async Task The_third_failed_action_calls_the_director()
    {
        await using var host = template.Start("2026-11-23 02:05");
        await host.LeadRecoveryAsync();

        await host.TryRecoveryAsync("NotRestored");
        await host.TryRecoveryAsync("NotRestored");
        Assert.Null(await host.EscalationAsync());
        await host.TryRecoveryAsync("NotRestored");

        var escalation = (await host.EscalationAsync())!;
        Assert.Equal((ManagementLevel.M3, EscalationUrgency.Critical), (escalation.Level, escalation.Urgency));
    }

    [Fact] // 05.6
    public async Task A_temporary_reroute_keeps_the_case_open_until_it_is_undone()
    {
        await using var host = template.Start("2026-11-23 02:05");
        await host.LeadRecoveryAsync();
        await host.TryRecoveryAsync("ServiceRestored");
        await host.AtAsync("2026-11-23 02:42");
        await host.VerifyRecoveryAsync("Stable");
        await host.DoAsync(FlowHost.Holder, "recovery-summary", "Done", ("changedItems", "traffic rerouted"), ("temporaryMeasures", """[{"text":"reroute via Dongguan"}]"""));
        Assert.False(await host.IsRunningAsync(FlowIds.EmergencyRecovery));
        await host.DoAsync("t1gz", "fault-propose-complete", "Proposed", ("actions", "rerouted"));
        await host.DoAsync("institute1", "fault-check-complete", "Confirmed", ("serviceChecked", "traffic,alarms"));
        await host.DoAsync("t1gz", "fault-solution-type", "Permanent", ("rootCauseCode", "Hardware"), ("rootCauseText", "XCS board"));
        await host.WriteHandlingFormAsync("t1gz");
        await host.DoAsync("custgz", "doc-sign", "Accept");
        await host.DoAsync("institute1", "doc-sign", "Accept");
        await host.SatisfiedAsync();
        await host.FileAsync();

        Assert.Equal(CaseState.Resolved, (await host.CaseAsync()).State);
        var fix = await host.TaskAsync("case-closure-fix");
        Assert.Contains("reroute via Dongguan", fix.InputData!, StringComparison.Ordinal);
        await host.DoAsync(fix.AssigneeId is null ? "t1gz" : FlowHost.Holder, fix, "Done", ("items", "done"), ("measuresUndoneAt", "2026-11-23T02:42"));
        Assert.Equal(CaseState.Closed, (await host.CaseAsync()).State);
    }

    [Fact]
    public async Task An_action_is_carried_out_in_a_session_of_its_own()
    {
        await using var host = template.Start("2026-11-23 02:05");
        await host.LeadRecoveryAsync();
        await host.ProposeRecoveryAsync();
        await host.AuthoriseRecoveryAsync();
        Assert.DoesNotContain(await host.OpenAsync(), x => x.TaskType == "recovery-execute");

        await host.WorkInSessionAsync(restored: false);

        Assert.Equal(RemoteState.NotRestored, (await host.ServiceAsync<RemoteSession>()).State);
        Assert.NotNull(await host.TaskAsync("recovery-execute"));
    }

    [Fact]
    public async Task An_action_on_site_is_carried_out_in_a_visit()
    {
        await using var host = template.Start("2026-11-23 02:05");
        await host.LeadRecoveryAsync();
        await host.ProposeRecoveryAsync("ReplaceBoard", ("serviceMode", "Onsite"));
        await host.AuthoriseRecoveryAsync();

        Assert.Equal(OnsitePurpose.Recovery, (await host.ServiceAsync<OnsiteService>()).Purpose);
        Assert.NotNull(await host.TaskAsync("onsite-assign"));
        Assert.NotNull(await host.TaskAsync("spare-submit"));
    }

    [Fact] // R13
    public async Task An_action_uses_the_session_that_the_fault_has_opened()
    {
        await using var host = template.Start("2026-11-23 02:05");
        await host.LeadRecoveryAsync();
        await host.RemoteAsync("2026-11-23 02:15");
        await host.ProposeRecoveryAsync();

        await host.AuthoriseRecoveryAsync();

        Assert.NotNull(await host.TaskAsync("recovery-execute"));
        Assert.Equal(1, await host.ReadAsync(db => db.Set<RemoteSession>().CountAsync(x => x.CaseId == host.Case.Id)));
    }

    [Theory] // R13
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_fault_waits_for_the_session_of_the_recovery(bool restored)
    {
        await using var host = template.Start("2026-11-23 02:05");
        await host.LeadRecoveryAsync();
        await host.ProposeRecoveryAsync();
        await host.AuthoriseRecoveryAsync();
        await host.RemoteAsync("2026-11-23 02:15");
        Assert.Equal(1, await host.ReadAsync(db => db.Set<RemoteSession>().CountAsync(x => x.CaseId == host.Case.Id)));

        await host.WorkInSessionAsync(restored);

        Assert.Equal(restored ? ServiceMode.Remote : ServiceMode.Onsite, (await host.CaseAsync()).ServiceMode);
        Assert.Equal(!restored, (await host.OpenAsync()).Exists(x => x.TaskType == "onsite-assign"));
    }

    [Fact]
    public async Task Whoever_restores_first_ends_the_recovery()
    {
        await using var host = template.Start("2026-11-23 02:05");
        await host.LeadRecoveryAsync();
        await host.ProposeRecoveryAsync();
        await host.RemoteAsync("2026-11-23 02:15");

        await host.RestoreRemotelyAsync();

        Assert.False(await host.IsRunningAsync(FlowIds.EmergencyRecovery));
        Assert.False((await host.CaseAsync()).IsRecovering);
        Assert.False((await host.ClockAsync("OLA-ER-AUTH")).IsOpen);
    }

    [Fact]
    public async Task Refused_worse_and_unstable_lead_back_to_the_plan()
    {
        await using var host = template.Start("2026-11-23 02:05");
        await host.LeadRecoveryAsync();
        await host.ProposeRecoveryAsync();
        await host.DoAsync("institute1", "recovery-authorise", "Refused", ("comment", "too risky"));
        Assert.False((await host.ClockAsync("OLA-ER-AUTH")).IsOpen);

        await host.TryRecoveryAsync("Worse", ("fallbackDone", "switched back"));
        Assert.Equal(ManagementLevel.M2, (await host.EscalationAsync())?.Level);
        await host.TryRecoveryAsync("ServiceRestored");
        await host.AtAsync("2026-11-23 02:42");
        await host.VerifyRecoveryAsync("Unstable");

        Assert.NotNull(await host.TaskAsync("recovery-plan"));
        Assert.Equal(
            [RecoveryResult.Refused, RecoveryResult.Worse, RecoveryResult.Unstable],
            (await ActionsAsync(host)).Select(x => x.Result!.Value));
    }

    [Fact]
    public async Task A_lowered_level_hands_the_recovery_over()
    {
        await using var host = template.Start("2026-11-23 02:05");
        await host.LeadRecoveryAsync();

        await host.RunAsync("duty1", async services =>
        {
            var found = (await services.GetRequiredService<ICases>().FindAsync(host.Case.Id))!;
            await services.GetRequiredService<CaseDesk>().ChangeLevelAsync(found, 3, LevelChangeReason.Misclassified, "no interruption");
            return true;
        });

        Assert.False(await host.IsRunningAsync(FlowIds.EmergencyRecovery));
        Assert.True(await host.IsRunningAsync(FlowIds.FaultLevel3));
        Assert.False((await host.CaseAsync()).IsRecovering);
    }

    [Fact]
    public async Task Every_half_hour_a_note_is_asked_for_and_without_another_action_the_next_tier_leads()
    {
        await using var host = template.Start("2026-11-23 02:05");
        await host.LeadRecoveryAsync();

        await host.AtAsync("2026-11-23 02:40");

        Assert.NotNull(await host.TaskAsync("progress-note"));
        Assert.Equal(Tier.Tier2, (await host.CaseAsync()).CurrentTier);
        await host.AtAsync("2026-11-23 03:10");
        Assert.Equal(Tier.Tier3, (await host.CaseAsync()).CurrentTier);
    }

    private static Task<List<RecoveryAction>> ActionsAsync(FlowHost host) =>
        host.ReadAsync(db => db.Set<RecoveryAction>().Where(x => x.CaseId == host.Case.Id).OrderBy(x => x.Sequence).ToListAsync());
}
