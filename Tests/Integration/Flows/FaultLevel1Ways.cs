using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Changes;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.RemoteSessions;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Flows;

/// <summary>Ways of flow 02 beside its acceptance scenarios.</summary>
[Collection(nameof(FlowTemplate))]
public sealed class FaultLevel1Ways(FlowTemplate template)
{
    private const string Remote = "GD-L1-RESTORE-REMOTE";

    [Fact] // R8
    public async Task A_corrected_acceptance_time_moves_the_clocks()
    {
        await using var host = template.Start("2026-11-23 02:05");
        await host.DispatchedAsync("NE-GZ-0001");
        await host.AtAsync("2026-11-23 02:10");
        await host.DoAsync("t1gz", "fault-accept", "Accepted", ("firstAssessment", "R_LOS"));
        Assert.Equal(FlowHost.Local("2026-11-23 05:10"), (await host.ClockAsync(Remote)).DueAt);

        await host.AtAsync("2026-11-23 02:14");
        await host.DoAsync("institute1", "fault-confirm-accept", "Corrected", ("acceptedAt", "2026-11-23T02:07"));

        Assert.Equal(FlowHost.Local("2026-11-23 02:07"), (await host.CaseAsync()).AcceptedAt);
        Assert.Equal(FlowHost.Local("2026-11-23 05:07"), (await host.ClockAsync(Remote)).DueAt);
        Assert.DoesNotContain(await host.OpenAsync(), x => x.TaskType == "fault-confirm-accept");
    }

    [Fact] // R8
    public async Task Without_an_answer_the_duty_manager_records_the_consent_by_phone()
    {
        await using var host = template.Start("2026-11-23 02:05");
        await host.DispatchedAsync("NE-GZ-0001");
        await host.AtAsync("2026-11-23 02:10");
        await host.DoAsync("t1gz", "fault-accept", "Accepted", ("firstAssessment", "R_LOS"));

        await host.AtAsync("2026-11-23 02:24");
        Assert.Equal("InstituteApprover", (await host.TaskAsync("fault-confirm-accept")).Role);
        await host.AtAsync("2026-11-23 02:25");
        var byPhone = await host.TaskAsync("fault-confirm-accept", "confirm-by-phone");
        Assert.Equal("DutyManager", byPhone.Role);
        await Assert.ThrowsAsync<RuleViolationException>(() => host.DoAsync("duty1", byPhone, "Confirmed")); // who, which number, when
        await host.DoAsync("duty1", byPhone, "Confirmed", ("person", "陈志强"), ("number", "020-38001234"), ("consentAt", "2026-11-23T02:25"));

        Assert.DoesNotContain(await host.OpenAsync(), x => x.TaskType == "fault-confirm-accept");
        Assert.NotNull((await host.CaseAsync()).AcceptedConfirmedBy);
    }

    [Fact]
    public async Task A_tier_that_is_due_while_completion_is_proposed_asks_nobody_else()
    {
        await using var host = template.Start("2026-11-23 02:05");
        await host.AcceptedAsync("NE-GZ-0001", "2026-11-23 02:10");
        await host.RemoteAsync("2026-11-23 02:15");
        await host.OpenAccessAsync();
        await host.DoAsync("t1gz", "remote-work", "Done", ("operations", """[{"at":"2026-11-23T02:15","operation":"switch to protection"}]"""), ("result", "switched"), ("serviceRestored", true));
        await host.DoAsync("custgz", "remote-close", "Confirmed", ("passwordChanged", true), ("serviceOk", true));

        await host.AtAsync("2026-11-23 05:00"); // every tier was due
        Assert.DoesNotContain(await host.OpenAsync(), x => x.TaskType == "fault-lead");

        await host.DoAsync("t1gz", "fault-propose-complete", "Proposed", ("actions", "switched"));
        await host.DoAsync("institute1", "fault-check-complete", "NotRestored", ("comment", "errors again"));
        Assert.Equal("fault-lead", (await host.TaskAsync("fault-lead")).TaskType);
    }

    [Fact] // 02.16
    public async Task A_change_that_the_cause_asks_for_goes_its_own_way_after_the_fault()
    {
        await using var host = template.Start("2026-11-23 02:05");
        await host.AcceptedAsync("NE-GZ-0001", "2026-11-23 02:10");
        await host.RemoteAsync("2026-11-23 02:20");
        await host.AtAsync("2026-11-23 03:00");
        await host.RestoreRemotelyAsync();

        await host.DoAsync("t1gz", "fault-solution-type", "Permanent", ("rootCauseCode", "Configuration"), ("rootCauseText", "protection group is wrong"), ("changeNeeded", true));

        Assert.Equal("Resolved", await host.OutcomeOfAsync(FlowIds.FaultLevel1));
        var change = await host.ReadAsync(db => db.Set<ChangeRequest>().SingleAsync(x => x.ParentId == host.Case.Id));
        Assert.Equal((ChangeType.Normal, host.Case.Title, "protection group is wrong"), (change.ChangeType, change.Title, change.Reason));
        Assert.Equal(await host.PersonIdAsync("t1gz"), change.RequesterId.ToString());
        host.Use(change.Ref);
        await host.SubmitChangeAsync("t1gz", more: ("equipment", "NE-GZ-0001"));
        Assert.Equal(ChangeState.InReview, (await host.RecordAsync<ChangeRequest>()).State);
    }

    [Fact] // R12
    public async Task A_workaround_resolves_the_case_and_opens_a_follow_up_of_level_3_with_the_agreed_date()
    {
        await using var host = template.Start("2026-11-23 02:05");
        await host.AcceptedAsync("NE-GZ-0001", "2026-11-23 02:10");
        await host.RemoteAsync("2026-11-23 02:30");
        await host.AtAsync("2026-11-23 04:00");
        await host.RestoreRemotelyAsync();
        var original = host.Case;

        await host.DoAsync("t1gz", "fault-solution-type", "Workaround", ("rootCauseCode", "Software"), ("workaroundLimits", "no protection until the patch"));
        Assert.Equal("Tier3Engineer", (await host.TaskAsync("difficult-agree-date")).Role);
        await host.DoAsync("t3a", "difficult-agree-date", "DateAgreed", ("agreedDue", "2026-12-10T18:00"), ("measures", "manual switch-over"));
        var second = await host.TaskAsync("difficult-agree-date");
        Assert.Equal("InstituteApprover", second.Role);
        await host.DoAsync("institute1", second, "DateAgreed"); // sees and confirms what the engineer entered

        Assert.Equal(CaseState.Resolved, (await host.CaseAsync()).State);
        var followUp = await host.UseAsync(await host.ReadAsync(db => db.Set<Case>().Where(x => x.ParentCaseId == original.Id).Select(x => x.Id).SingleAsync()));
        Assert.Equal((3, true), (followUp.Level, followUp.IsDifficult));
        Assert.Equal(FlowHost.Local("2026-12-10 18:00"), (await host.ClockAsync("GD-DIFFICULT-RESOLVE")).DueAt);
        await host.SolveAsync();
        Assert.Equal(CaseState.Resolved, (await host.CaseAsync()).State);
        Assert.Equal(ClockState.Met, (await host.ClockAsync("GD-DIFFICULT-RESOLVE")).State);
    }

    [Fact] // R12
    public async Task A_follow_up_that_becomes_an_interruption_and_is_worked_around_is_followed_by_another_case()
    {
        await using var host = template.Start("2026-11-23 02:05");
        await host.AcceptedAsync("NE-GZ-0001", "2026-11-23 02:10");
        await host.RemoteAsync("2026-11-23 02:30");
        await WorkAroundAsync(host);
        var original = host.Case;
        var followUp = await FollowUpAsync(host, original);
        await host.AcceptStandardAsync();
        await host.AnalyseAsync("t1gz", "LevelChange", ("newLevel", "Level1"), ("changeReason", "Worsened"), ("reason", "traffic is down"));
        await host.RemoteAsync("2026-11-23 02:35");

        await WorkAroundAsync(host);

        Assert.Equal(CaseState.Resolved, (await host.CaseAsync()).State);
        Assert.Single(await host.InstancesAsync(), x => x.DefinitionId == FlowIds.ManageServiceRequest);
        var next = await FollowUpAsync(host, followUp);
        Assert.Equal((3, true), (next.Level, next.IsDifficult));
        Assert.Equal(FlowHost.Local("2026-12-10 18:00"), (await host.ClockAsync("GD-DIFFICULT-RESOLVE")).DueAt);
        Assert.True(await host.IsRunningAsync(FlowIds.FaultLevel3));
    }

    [Fact] // R12
    public async Task A_reopened_fault_that_is_worked_around_again_moves_the_date_of_its_follow_up()
    {
        await using var host = template.Start("2026-11-23 02:05");
        await host.AcceptedAsync("NE-GZ-0001", "2026-11-23 02:10");
        await host.RemoteAsync("2026-11-23 02:30");
        await WorkAroundAsync(host);
        await host.DissatisfiedAsync();
        await host.RemoteAsync("2026-11-23 02:35");

        await WorkAroundAsync(host, "2026-12-20T18:00");

        var followUp = await FollowUpAsync(host, host.Case);
        Assert.Single(await host.InstancesAsync(), x => x.DefinitionId == FlowIds.ManageServiceRequest);
        Assert.Equal(FlowHost.Local("2026-12-20 18:00"), (await host.ClockAsync("GD-DIFFICULT-RESOLVE")).DueAt);
        Assert.Equal(followUp.Id, host.Case.Id);
    }

    [Fact] // D8
    public async Task A_task_whose_time_is_over_expires_and_can_no_longer_be_completed()
    {
        await using var host = template.Start("2026-11-23 02:05");
        await host.AcceptedAsync("NE-GZ-0001", "2026-11-23 02:10");
        var late = await host.TaskAsync("fault-l1-mode");
        await host.AtAsync("2026-11-23 02:55");

        var refusal = await Assert.ThrowsAsync<RuleViolationException>(() => host.DoAsync("t1gz", late, "RemoteEnough", ("alarms", "R_LOS"), ("diagnosis", "late")));

        Assert.Equal("work-item.already-done", refusal.Code);
        Assert.Equal(WorkItemState.Expired, await host.ReadAsync(db => db.Set<WorkItem>().Where(x => x.Id == late.Id).Select(x => x.State).SingleAsync()));
    }

    [Fact] // D8
    public async Task A_task_answered_in_time_is_not_overtaken_by_its_limit()
    {
        await using var host = template.Start("2026-11-23 02:05");
        await host.AcceptedAsync("NE-GZ-0001", "2026-11-23 02:10");
        await host.RemoteAsync("2026-11-23 02:54");

        await host.AtAsync("2026-11-23 03:30");

        Assert.Equal(ServiceMode.Remote, (await host.CaseAsync()).ServiceMode);
        Assert.DoesNotContain(await host.OpenAsync(), x => x.FlowId == FlowIds.OnsiteService);
    }

    [Fact]
    public async Task Going_on_site_cancels_the_remote_session()
    {
        await using var host = template.Start("2026-11-23 02:05");
        await host.AcceptedAsync("NE-GZ-0001", "2026-11-23 02:10");
        await host.RemoteAsync("2026-11-23 02:30");
        await host.OpenAccessAsync();

        await host.RunAsync(null, async services =>
        {
            await services.GetRequiredService<EventDesk>().PublishAsync("Escalation.Decided", host.Case.Ref, filter: "OrderOnsite");
            return true;
        });

        Assert.NotNull(await host.TaskAsync("onsite-assign"));
        Assert.DoesNotContain(await host.OpenAsync(), x => x.FlowId == FlowIds.RemoteService);
        var session = await host.ServiceAsync<RemoteSession>();
        Assert.Equal((RemoteState.Cancelled, true), (session.State, session.IsEnded));
    }

    // Restored remotely, with a workaround and a date for the solution.
    private static async Task WorkAroundAsync(FlowHost host, string due = "2026-12-10T18:00")
    {
        await host.RestoreRemotelyAsync();
        await host.DoAsync("t1gz", "fault-solution-type", "Workaround", ("rootCauseCode", "Software"), ("workaroundLimits", "no protection until the patch"));
        await host.DoAsync("t3a", "difficult-agree-date", "DateAgreed", ("agreedDue", due), ("measures", "manual switch-over"));
        await host.DoAsync("institute1", "difficult-agree-date", "DateAgreed");
    }

    private static async Task<Case> FollowUpAsync(FlowHost host, Case before)
    {
        await host.DrainAsync();
        return await host.UseAsync(await host.ReadAsync(db => db.Set<Case>().Where(x => x.ParentCaseId == before.Id).Select(x => x.Id).SingleAsync()));
    }
}
