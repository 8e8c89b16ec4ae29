using Elsa.ITR.Data;
using Elsa.ITR.Domain.Changes;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Documents;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Domain.OnsiteServices;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Records;
using Elsa.ITR.Domain.Spares;
using Elsa.ITR.Workflows;
using Elsa.Workflows;
using Elsa.Workflows.Runtime.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Flows;

/// <summary>Acceptance scenarios of flow 07, and the ways beside them.</summary>
[Collection(nameof(FlowTemplate))]
public sealed class ChangeScenarios(FlowTemplate template)
{
    private const string WindowClock = "OLA-CHG-WINDOW";

    [Fact] // 07.1
    public async Task Review_and_authorisation_have_their_working_days()
    {
        await using var host = template.Start("2026-11-26 11:00");
        await host.OpenChangeAsync("t1gz");
        await host.SubmitChangeAsync("t1gz");
        Assert.Equal(FlowHost.Local("2026-11-30 18:00"), (await host.ClockAsync("OLA-CHG-REVIEW")).DueAt);
        Assert.Equal(RiskClass.Medium, (await host.RecordAsync<ChangeRequest>()).RiskClass);

        await host.AtAsync("2026-11-27 15:00");
        await host.ReviewAsync("t2a", RoleCodes.Tier2Engineer);
        await host.ReviewAsync("t3a", RoleCodes.Tier3Engineer);

        Assert.Equal(ClockState.Met, (await host.ClockAsync("OLA-CHG-REVIEW")).State);
        Assert.Equal(FlowHost.Local("2026-11-30 18:00"), (await host.ClockAsync("OLA-CHG-AUTH")).DueAt);
        Assert.Equal(FlowHost.Local("2026-11-30 18:00"), (await host.TaskAsync("change-authorise")).DueAt);
    }

    [Fact] // 07.2
    public async Task A_high_risk_is_reviewed_by_three_and_authorised_by_the_province_after_the_institute()
    {
        await using var host = template.Start("2026-11-26 11:00");
        await host.OpenChangeAsync("t1gz");
        await host.SubmitChangeAsync("t1gz", risk: 4, probability: 4);
        Assert.Equal(
            [RoleCodes.RnDEngineer, RoleCodes.Tier2Engineer, RoleCodes.Tier3Engineer],
            (await host.OpenAsync()).Where(x => x.TaskType == "change-review").Select(x => x.Role).Order(StringComparer.Ordinal));

        await host.ReviewAsync("t2a", RoleCodes.Tier2Engineer);
        await host.ReviewAsync("t3a", RoleCodes.Tier3Engineer);
        await host.ReviewAsync("rnd1", RoleCodes.RnDEngineer);
        Assert.Equal(RoleCodes.InstituteApprover, (await host.TaskAsync("change-authorise")).Role);
        await host.DoAsync("institute1", "change-authorise", "Approve");
        Assert.Equal(RoleCodes.ProvinceApprover, (await host.TaskAsync("change-authorise")).Role);
        await host.DoAsync("province1", "change-authorise", "Approve");

        var approvals = await host.ReadAsync(db => db.Set<ApprovalRecord>().OrderBy(x => x.Id).ToListAsync());
        Assert.Equal([(RoleCodes.InstituteApprover, "Approve"), (RoleCodes.ProvinceApprover, "Approve")], approvals.Select(x => (x.Role, x.Decision)));
        Assert.Equal(ChangeState.Scheduled, (await host.RecordAsync<ChangeRequest>()).State);
    }

    [Fact] // 07.3
    public async Task A_second_change_near_the_first_on_the_same_trunk_is_refused_with_the_conflict_named()
    {
        await using var host = template.Start("2026-11-26 11:00");
        var first = await host.OpenChangeAsync("t1gz");
        await host.SubmitChangeAsync("t1gz");
        await host.OpenChangeAsync("t1sz");

        await host.SubmitChangeAsync("t1sz", from: "2026-12-02T05:30", to: "2026-12-02T07:00", decision: "2026-12-02T06:00");

        var again = await host.TaskAsync("change-submit");
        Assert.Contains(first.No, (string)FormJson.Read(again.InputData)["conflict"]!, StringComparison.Ordinal);
        Assert.Equal(ChangeState.Draft, (await host.RecordAsync<ChangeRequest>()).State);
        Assert.Empty(await host.ClocksAsync());

        await host.SubmitChangeAsync("t1sz", from: "2026-12-02T06:30", to: "2026-12-02T08:00", decision: "2026-12-02T07:00");
        Assert.Equal(ChangeState.InReview, (await host.RecordAsync<ChangeRequest>()).State);
    }

    [Fact]
    public async Task A_freeze_and_a_missing_way_back_are_named_too()
    {
        await using var host = template.Start("2026-11-26 11:00");
        await host.RunAsync(null, services =>
        {
            services.GetRequiredService<ItrDbContext>().Add(new ChangeFreeze { NameZh = "重大保障", NameEn = "guarantee week", From = FlowHost.Local("2026-12-01 00:00"), To = FlowHost.Local("2026-12-08 00:00") });
            return Task.FromResult(true);
        });
        await host.OpenChangeAsync("t1gz");
        await host.SubmitChangeAsync("t1gz", more: ("rollbackPlan", ""));
        Assert.Contains("rollback plan", (string)FormJson.Read((await host.TaskAsync("change-submit")).InputData)["conflict"]!, StringComparison.Ordinal);

        await host.SubmitChangeAsync("t1gz");
        Assert.Contains("guarantee week", (string)FormJson.Read((await host.TaskAsync("change-submit")).InputData)["conflict"]!, StringComparison.Ordinal);

        await host.DoAsync("t1gz", "change-submit", "Discard", ("comment", "not needed"));
        Assert.Equal(ChangeState.Stopped, (await host.RecordAsync<ChangeRequest>()).State);
        await EndedAsync(host, "Discarded");
    }

    [Fact] // 07.4
    public async Task An_emergency_is_authorised_within_half_an_hour_and_reviewed_afterwards()
    {
        await using var host = template.Start("2026-11-26 03:00");
        await host.OpenChangeAsync("t1gz", ChangeType.Emergency);
        await host.SubmitChangeAsync("t1gz", from: "2026-11-26T03:30", to: "2026-11-26T06:00", decision: "2026-11-26T05:00");
        Assert.Equal(FlowHost.Local("2026-11-26 03:30"), (await host.ClockAsync("OLA-CHG-EMERG-AUTH")).DueAt);
        Assert.DoesNotContain("OLA-CHG-REVIEW", (await host.ClocksAsync()).Keys);

        foreach (var (person, role) in new[] { ("duty1", RoleCodes.DutyManager), ("institute1", RoleCodes.InstituteApprover) })
            await host.DoAsync(person, (await host.OpenAsync()).Single(x => x.TaskType == "change-emergency" && x.Role == role), "Approve", ("kind", "Task"), ("reason", "service at risk"));
        await host.AtAsync("2026-11-26 03:05");
        await host.DoAsync("t1gz", "change-ready", "Ready", ("checks", "parts,backup,people,notice"));
        await host.AtAsync("2026-11-26 03:40");
        await host.ImplementAsync();
        await host.DoAsync("custgz", "change-verify", "Confirmed", ("services", "trunk"));
        await host.DoAsync("t1gz", "change-close", "Submit", ("result", "as planned"), ("deviations", "none"));

        Assert.Equal(RoleCodes.Tier3Engineer, (await host.TaskAsync("change-close")).Role);
        await host.DoAsync("t3a", "change-close", "Approve");
        await host.DoAsync("change1", "change-close", "Approve");
        Assert.Equal(ChangeState.Closed, (await host.RecordAsync<ChangeRequest>()).State);
        await EndedAsync(host, "Implemented");
    }

    [Fact] // 07.5
    public async Task At_the_decision_time_the_rollback_question_comes_by_itself()
    {
        await using var host = template.Start("2026-11-26 11:00");
        await host.ScheduledAsync();
        await host.AtAsync("2026-12-02 02:59");
        Assert.DoesNotContain(await host.OpenAsync(), x => x.TaskType == "change-rollback");

        await host.AtAsync("2026-12-02 03:00");

        Assert.Equal([RoleCodes.CustomerUser, RoleCodes.Tier1Engineer], (await host.OpenAsync()).Where(x => x.TaskType == "change-rollback").Select(x => x.Role).Order(StringComparer.Ordinal));
        Assert.Contains(await host.MessagesAsync(), x => x.TemplateCode == "CHANGE_ROLLBACK");
        foreach (var (person, role) in new[] { ("t1gz", RoleCodes.Tier1Engineer), ("custgz", RoleCodes.CustomerUser) })
            await host.DoAsync(person, (await host.OpenAsync()).Single(x => x.TaskType == "change-rollback" && x.Role == role), "Continue", ("reason", "nearly done"));
        await host.ImplementAsync();
        await host.DoAsync("custgz", "change-verify", "Confirmed", ("services", "trunk"));
        Assert.Equal(ChangeState.Implemented, (await host.RecordAsync<ChangeRequest>()).State);
        Assert.Equal(ClockState.Met, (await host.ClockAsync(WindowClock)).State);
    }

    [Fact]
    public async Task Going_on_when_the_work_has_ended_meanwhile_does_not_begin_it_again()
    {
        await using var host = template.Start("2026-11-26 11:00");
        await host.ScheduledAsync();
        await host.AtAsync("2026-12-02 03:00");
        await host.ImplementAsync();
        foreach (var (person, role) in new[] { ("t1gz", RoleCodes.Tier1Engineer), ("custgz", RoleCodes.CustomerUser) })
            await host.DoAsync(person, (await host.OpenAsync()).Single(x => x.TaskType == "change-rollback" && x.Role == role), "Continue", ("reason", "done"));

        Assert.Equal("change-verify", Assert.Single(await host.OpenAsync()).TaskType);
        await host.DoAsync("custgz", "change-verify", "Confirmed", ("services", "trunk"));
        Assert.Equal(ChangeState.Implemented, (await host.RecordAsync<ChangeRequest>()).State);
    }

    [Fact] // 07.6
    public async Task Work_beyond_the_window_is_a_breach_that_change_manager_and_institute_hear_of()
    {
        await using var host = template.Start("2026-11-26 11:00");
        await host.ScheduledAsync();
        await host.AtAsync("2026-12-02 03:59");
        Assert.False((await host.ClockAsync(WindowClock)).IsBreached);

        await host.AtAsync("2026-12-02 04:00");

        Assert.True((await host.ClockAsync(WindowClock)).IsBreached);
        var told = await host.ReadAsync(db => db.Set<Notification>().Where(x => x.RecordNo == host.Record.No && x.TemplateCode == "CLOCK_BREACH")
            .Join(db.Users, x => x.RecipientId, x => x.Id, (_, user) => user.UserName!).Distinct().ToListAsync());
        Assert.Contains("change1", told);
        Assert.Contains("institute1", told);
        await host.ImplementAsync("StepFailed");
        Assert.Equal(["Rollback"], (await host.TaskAsync("change-rollback")).Outcomes); // nothing but the way back
    }

    [Fact] // 07.7
    public async Task Who_submits_and_is_change_manager_has_the_summary_approved_by_the_office_manager()
    {
        await using var host = template.Start("2026-11-26 11:00");
        await host.ScheduledAsync("change1");
        await host.AtAsync("2026-12-02 00:30");
        await host.ImplementAsync();
        await host.DoAsync("custgz", "change-verify", "Confirmed", ("services", "trunk"));
        Assert.Equal(FlowHost.Local("2026-12-04 18:00"), (await host.ClockAsync("OLA-CHG-CLOSE")).DueAt);
        await host.DoAsync("t1gz", "change-close", "Submit", ("result", "as planned"), ("deviations", "none"));

        Assert.Equal(RoleCodes.OfficeManager, (await host.TaskAsync("change-close")).Role);
        await host.DoAsync("office1", "change-close", "Return", ("comment", "name the serials"));
        await host.DoAsync("t1gz", "change-close", "Submit", ("result", "serials 1, 2"));
        await host.DoAsync("office1", "change-close", "Approve");
        await EndedAsync(host, "Implemented");
    }

    [Fact] // 07.9
    public async Task A_change_is_done_remotely_where_that_was_agreed_and_by_a_visit_when_it_is_not_enough()
    {
        await using var host = template.Start("2026-11-26 11:00");
        await host.ScheduledAsync(serviceMode: "Remote");
        await host.AtAsync("2026-12-02 00:30");
        var now = host.Time.GetUtcNow();
        await host.DoAsync("t1gz", "remote-request", "Requested", // the change itself is the reason to change something
            ("purpose", "as planned"), ("operations", """[{"operation":"set cross-connect","changing":"true"}]"""), ("slotStart", now.ToString("O")), ("slotEnd", now.AddHours(2).ToString("O")), ("account", "vendor1"));
        await host.DoAsync("custgz", "remote-authorise", "Authorise", ("supervisor", "朱敏"));
        await host.DoAsync("custgz", "remote-open", "Opened");
        await host.DoAsync("t1gz", "remote-work", "NeedOnsite", ("operations", $$"""[{"at":"{{now:O}}","operation":"set cross-connect"}]"""), ("result", "board does not answer"));
        await host.DoAsync("custgz", "remote-close", "Confirmed", ("passwordChanged", true), ("serviceOk", true));

        await host.ImplementAsync();

        var visit = await host.ReadAsync(db => db.Set<OnsiteService>().SingleAsync());
        Assert.Equal((OnsiteState.Completed, OnsitePurpose.Change, host.Record.Id), (visit.State, visit.Purpose, visit.ParentId));
        Assert.Equal((await host.RecordAsync<ChangeRequest>()).SiteId, Assert.NotNull(visit.SiteId));
        Assert.Contains(await host.ReadAsync(db => db.Set<DocumentRecord>().Where(x => x.RecordId == host.Record.Id).Select(x => x.Type).ToListAsync()), x => x == "OnsiteServiceReport");
        Assert.Equal("change-verify", Assert.Single(await host.OpenAsync()).TaskType);
    }

    [Theory] // 07.6
    [InlineData("Normal", SparePurpose.FaultRepair)]
    [InlineData("MajorCutover", SparePurpose.MajorCutover)]
    public async Task A_part_from_stock_is_asked_for_when_the_change_is_scheduled_and_withdrawn_when_it_is_stopped(string type, SparePurpose purpose)
    {
        await using var host = template.Start("2026-11-26 11:00");
        await host.OpenChangeAsync("t1sz");
        await host.SubmitChangeAsync("t1sz", more: [("changeType", type), ("spareType", "SL16A")]);
        await host.ReviewAsync("t2a", RoleCodes.Tier2Engineer);
        await host.ReviewAsync("t3a", RoleCodes.Tier3Engineer);
        Assert.DoesNotContain(await host.OpenAsync(), x => x.TaskType == "spare-submit");
        await host.DoAsync("institute1", "change-authorise", "Approve");
        if (type == "MajorCutover")
            await host.DoAsync("province1", "change-authorise", "Approve");
        await host.DrainAsync();

        var request = await host.ReadAsync(db => db.Set<SparePartRequest>().SingleAsync());
        Assert.Equal((purpose, FlowHost.Local("2026-12-02 00:00"), host.Record.Id), (request.Purpose, request.NeededByAt, request.ParentId));
        await host.SubmitPartAsync("t1sz", "SL16A", "Exchange");
        await host.AtAsync("2026-12-01 00:30");
        await host.DoAsync("t1gz", "change-ready", "NotReady", ("checks", "parts"), ("comment", "no board"));
        await host.DoAsync("change1", "change-reschedule", "Stop", ("reason", "no board this year"));
        await host.DrainAsync();

        Assert.Equal(SpareRequestState.Cancelled, (await host.ReadAsync(db => db.Set<SparePartRequest>().SingleAsync())).State);
        Assert.Empty(await host.OpenAsync());
    }

    [Fact]
    public async Task A_failed_step_is_rolled_back_rescheduled_authorised_again_and_stopped()
    {
        await using var host = template.Start("2026-11-26 11:00");
        await host.ScheduledAsync();
        await host.AtAsync("2026-12-02 00:30");
        await host.ImplementAsync("StepFailed");
        await host.DoAsync("t1gz", (await host.OpenAsync()).Single(x => x.TaskType == "change-rollback" && x.Role == RoleCodes.Tier1Engineer), "Rollback", ("reason", "BER"), ("rollbackResult", "old board works"));
        Assert.Equal(ChangeState.RolledBack, (await host.RecordAsync<ChangeRequest>()).State);
        Assert.Equal(ClockState.Met, (await host.ClockAsync(WindowClock)).State);

        await host.DoAsync("change1", "change-reschedule", "Reschedule", ("newStart", "2026-12-09T00:00"), ("newEnd", "2026-12-09T04:00"), ("rollbackDecisionAt", "2026-12-09T03:00"), ("reason", "new board"));
        var again = await host.RecordAsync<ChangeRequest>();
        Assert.Equal((ChangeState.InReview, 2), (again.State, again.Revision));
        await host.DoAsync("institute1", "change-authorise", "Approve");
        await host.AtAsync("2026-12-08 00:30");
        await host.DoAsync("t1gz", "change-ready", "NotReady", ("comment", "no board"));
        await host.DoAsync("change1", "change-reschedule", "Stop", ("reason", "no board this year"));

        Assert.Equal(ChangeState.Stopped, (await host.RecordAsync<ChangeRequest>()).State);
        await EndedAsync(host, "Stopped");
    }

    [Theory]
    [InlineData("Return")]
    [InlineData("Reject")]
    public async Task Reviewers_and_institute_return_or_reject(string outcome)
    {
        await using var host = template.Start("2026-11-26 11:00");
        await host.OpenChangeAsync("t1gz");
        await host.SubmitChangeAsync("t1gz", risk: 1, probability: 1);
        if (outcome == "Return")
        {
            await host.DoAsync("t2a", "change-review", "Return", ("opinion", "test plan"), ("comment", "test plan"));
            await host.SubmitChangeAsync("t1gz", risk: 1, probability: 1);
        }

        await host.ReviewAsync("t2a", RoleCodes.Tier2Engineer);
        await host.DoAsync("institute1", "change-authorise", outcome, ("comment", "not now"));

        if (outcome == "Return")
        {
            Assert.Equal(ChangeState.Draft, (await host.RecordAsync<ChangeRequest>()).State);
            await host.SubmitChangeAsync("t1gz", risk: 1, probability: 1);
            await host.DoAsync("t2a", "change-review", "Reject", ("opinion", "no"), ("comment", "no"));
        }

        Assert.Equal(ChangeState.Rejected, (await host.RecordAsync<ChangeRequest>()).State);
        await EndedAsync(host, "Rejected");
    }

    // Nothing is left: no clock, no task, no running instance.
    private static async Task EndedAsync(FlowHost host, string outcome)
    {
        Assert.All((await host.ClocksAsync()).Values, clock => Assert.False(clock.IsOpen, clock.ClockId));
        Assert.Empty(await host.OpenAsync());
        var instance = Assert.Single(await host.InstancesAsync(), x => x.DefinitionId == FlowIds.TechnicalSolution);
        Assert.Equal(WorkflowStatus.Finished, instance.Status);
        var end = $"end-{outcome.ToLowerInvariant()}";
        Assert.True(await host.ReadAsync(db => db.Set<ActivityExecutionRecord>().AnyAsync(x => x.WorkflowInstanceId == instance.Id && x.ActivityId == end)), end);
    }
}
