using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Changes;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Documents;
using Elsa.ITR.Domain.Escalations;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Flows;

/// <summary>Acceptance scenarios of flow 03, at the minute.</summary>
[Collection(nameof(FlowTemplate))]
public sealed class FaultLevel2Scenarios(FlowTemplate template)
{
    private const string Limit = "GD-L2-RESOLVE";

    [Fact] // 03.1
    public async Task Seven_days_remind_and_warn_at_any_hour()
    {
        await using var host = await AcceptedAsync();
        Assert.Equal(FlowHost.Local("2026-11-30 09:00"), (await host.ClockAsync(Limit)).DueAt);

        await host.AtAsync("2026-11-28 23:24");

        Assert.Equal([(50, FlowHost.Local("2026-11-26 21:00")), (80, FlowHost.Local("2026-11-28 23:24"))], await host.FiredAsync(Limit));
    }

    [Fact] // 03.2
    public async Task A_management_system_that_is_down_has_a_day()
    {
        await using var host = template.Start("2026-11-28 21:50");
        await host.StandardAcceptedAsync("NMS_DOWN", "2026-11-28 22:00", "NMS-GD-01");
        Assert.Equal((2, true), ((await host.CaseAsync()).Level, host.Case.IsNmsDown));
        Assert.Equal(FlowHost.Local("2026-11-29 22:00"), (await host.ClockAsync("GD-NMSDOWN-RESOLVE")).DueAt);
        Assert.DoesNotContain(Limit, (await host.ClocksAsync()).Keys);

        await host.ExpectLevelAsync("2026-11-29 19:35", null);
        await host.ExpectLevelAsync("2026-11-29 19:36", ManagementLevel.M1);
        await host.TakeUpAsync(FlowHost.Holder); // or the deputy of that day
        await host.ExpectLevelAsync("2026-11-29 21:59", ManagementLevel.M1);
        await host.ExpectLevelAsync("2026-11-29 22:00", ManagementLevel.M2);
        Assert.True((await host.ClockAsync("GD-NMSDOWN-RESOLVE")).IsBreached);
    }

    [Fact] // 03.3
    public async Task A_completion_proposed_in_time_and_confirmed_later_is_met()
    {
        await using var host = await AcceptedAsync();
        await host.AtAsync("2026-11-30 08:30");
        await host.AnalyseAsync("t1gz", "SolutionKnown", ("proposedSolution", "adjust"));
        await host.HandleAsync(FlowHost.Holder);

        await host.AtAsync("2026-11-30 17:00");
        await host.DoAsync("institute1", "doc-handling-confirm", "Confirmed", ("result", "solved"));

        var clock = await host.ClockAsync(Limit);
        Assert.Equal((ClockState.Met, FlowHost.Local("2026-11-30 08:30")), (clock.State, clock.StoppedAt));
        Assert.Empty(await host.PenaltiesAsync());
        Assert.False(await host.IsRunningAsync(FlowIds.FaultLevel2));
    }

    [Fact] // 03.4
    public async Task A_confirmation_form_that_does_not_come_back_counts_as_confirmed_after_two_working_days()
    {
        await using var host = await AcceptedAsync();
        await host.AtAsync("2026-11-27 15:00");
        await host.AnalyseAsync("t1gz", "SolutionKnown", ("proposedSolution", "adjust"));
        await host.HandleAsync(FlowHost.Holder);
        Assert.Equal(FlowHost.Local("2026-11-30 18:00"), (await host.TaskAsync("doc-handling-confirm")).DueAt);

        await host.AtAsync("2026-12-01 17:59");
        Assert.Equal(CaseState.CompletionProposed, (await host.CaseAsync()).State);
        await host.AtAsync("2026-12-01 18:00");

        var found = await host.CaseAsync();
        Assert.Equal((CaseState.Resolved, true, FlowHost.Local("2026-11-27 15:00")), (found.State, found.CompletionAutoConfirmed, found.CompletedAt!.Value));
        Assert.Equal(ClockState.Met, (await host.ClockAsync(Limit)).State);
    }

    [Fact] // 03.5
    public async Task The_agreed_date_of_a_difficult_fault_replaces_the_seven_days()
    {
        await using var host = await AcceptedAsync();
        await host.AtAsync("2026-11-26 09:00");
        await host.AnalyseAsync("t1gz", "MarkDifficult");
        await host.DoAsync("t3a", "difficult-agree-date", "DateAgreed", ("agreedDue", "2026-12-20T18:00"), ("measures", "manual switch-over"));
        await host.DoAsync("institute1", "difficult-agree-date", "DateAgreed");

        Assert.Equal(ClockState.Superseded, (await host.ClockAsync(Limit)).State);
        Assert.Equal(FlowHost.Local("2026-12-20 18:00"), (await host.ClockAsync("GD-DIFFICULT-RESOLVE")).DueAt);
        await host.AtAsync("2026-12-20 17:59");
        Assert.Empty(await host.PenaltiesAsync());
        await host.AtAsync("2026-12-20 18:00");
        var penalty = Assert.Single(await host.PenaltiesAsync());
        Assert.Equal(("PEN-DIFF-TIMEOUT", 5m), (penalty.RuleId, penalty.Points));
    }

    [Fact] // 03.6
    public async Task Nobody_goes_on_site_before_the_institute_consents()
    {
        await using var host = await AcceptedAsync();
        await host.AnalyseAsync("t1gz", "NeedRemoteOrOnsite", ("neededService", "Onsite"));
        Assert.DoesNotContain(await host.OpenAsync(), x => x.FlowId == FlowIds.OnsiteService);

        await host.DoAsync("institute1", "fault-consent", "Consent", ("escort", "朱敏"));
        await host.DoAsync("duty1", "onsite-assign", "Assigned", ("visitorId", await host.PersonIdAsync("t1gz")), ("engineers", "李俊杰"), ("plannedArrivalAt", "2026-11-24T09:00"));
        Assert.Equal("InstituteApprover", (await host.TaskAsync("onsite-permit")).Role);
        Assert.DoesNotContain(await host.OpenAsync(), x => x.TaskType == "onsite-depart");
        await host.DoAsync("institute1", "onsite-permit", "Granted", ("permitNo", "P-1"), ("escort", "朱敏"));
        Assert.NotNull(await host.TaskAsync("onsite-depart"));
    }

    [Fact]
    public async Task A_change_of_level_names_another_level()
    {
        await using var host = await AcceptedAsync();

        var refusal = await Assert.ThrowsAsync<RuleViolationException>(() => host.AnalyseAsync(
            "t1gz", "LevelChange", ("newLevel", "Level2"), ("changeReason", "Misclassified"), ("reason", "same")));

        Assert.Equal("case.level-same", refusal.Code);
        Assert.NotNull(await host.TaskAsync("fault-analyse"));
    }

    [Fact] // 03.8
    public async Task A_fax_needs_the_confirmation_by_phone()
    {
        await using var host = template.Start("2026-11-23 08:50");
        await host.RegisterAsync("intake1", async services =>
        {
            var element = await services.GetRequiredService<Elsa.ITR.Data.ItrDbContext>().Set<InstalledEquipment>().SingleAsync(x => x.Code == "NE-GZ-0001");
            return new CaseIntake
            {
                Channel = Channel.Fax,
                CaseType = CaseType.Fault,
                CustomerId = element.CustomerId,
                EquipmentId = element.Id,
                OccurredAt = host.Time.GetUtcNow(),
                ReportedAt = host.Time.GetUtcNow(),
                Title = "B2 errors",
                Description = "By fax",
                FaultCategory = FaultCategory.Business,
                FaultCode = "BIZ_PERF_LIMIT",
                ServiceInterrupted = false,
            };
        });
        await host.DoAsync("intake1", "case-classify", "Classified");
        (string, object)[] form = [("phenomenon", "B2"), ("device", "NE-GZ-0001"), ("stepsTried", "none"), ("contacts", "胡文斌")];

        var refusal = await Assert.ThrowsAsync<RuleViolationException>(() => host.DoAsync("intake1", "fault-report-form", "Submitted", form));
        Assert.Equal(("work-item.field-required", "phoneConfirmedAt"), (refusal.Code, refusal.Args["field"]));
        await host.DoAsync("intake1", "fault-report-form", "Submitted", [.. form, ("phoneConfirmedAt", "2026-11-23T08:50")]);

        Assert.NotNull(await host.TaskAsync("fault-accept"));
    }

    [Fact]
    public async Task Acceptance_counts_from_the_report_form_and_is_confirmed_in_writing()
    {
        await using var host = template.Start("2026-11-23 09:00");
        await host.DispatchedAsync("NE-GZ-0001", "BIZ_PERF_LIMIT", interrupted: false);
        await host.AtAsync("2026-11-23 11:00");
        Assert.False((await host.ClockAsync("OLA-ACCEPT")).IsOpen);

        await host.ReportAsync();
        Assert.Equal(FlowHost.Local("2026-11-23 11:30"), (await host.TaskAsync("fault-accept")).DueAt);
        await host.AcceptStandardAsync();

        Assert.Contains(await host.ReadAsync(db => db.Set<DocumentRecord>().Where(x => x.RecordId == host.Case.Id).ToListAsync()), x => x.Type == DocumentTypes.FaultAcceptanceConfirmation);
    }

    [Fact]
    public async Task A_tier_that_is_due_analyses_beside_the_one_before()
    {
        await using var host = await AcceptedAsync();
        await host.AtAsync("2026-11-23 13:00"); // four hours

        Assert.Equal(["Tier1Engineer", "Tier2Engineer"], (await host.OpenAsync()).Where(x => x.TaskType == "fault-analyse").Select(x => x.Role).Order());
        await host.AnalyseAsync("t2a", "SolutionKnown", ("proposedSolution", "adjust"));
        Assert.DoesNotContain(await host.OpenAsync(), x => x.TaskType == "fault-analyse");
    }

    [Fact]
    public async Task What_the_institute_does_not_find_solved_is_analysed_again()
    {
        await using var host = await AcceptedAsync();
        await host.AnalyseAsync("t1gz", "SolutionKnown", ("proposedSolution", "adjust"), ("changeNeeded", true), ("partNeeded", true));
        await host.DoAsync("t1gz", "change-submit", "Discard", ("comment", "no change after all")); // on a change request of its own; then it is looked at again
        await host.AnalyseAsync("t1gz", "SolutionKnown", ("proposedSolution", "adjust"), ("partNeeded", true));
        await host.SubmitPartAsync("t1gz", "SL64", "Exchange");
        await host.SendPartAsync();
        await host.DoAsync("t1gz", "spare-receive", "Received", ("condition", "sealed"));
        await host.HandleAsync("t1gz");

        await host.DoAsync("institute1", "doc-handling-confirm", "NotSolved", ("result", "alarm is back"), ("comment", "alarm is back"));

        Assert.Equal((CaseState.InProgress, (DateTimeOffset?)null), ((await host.CaseAsync()).State, host.Case.CompletedAtProposed)); // the next proposal begins anew
        Assert.True((await host.ClockAsync(Limit)).IsOpen);
        Assert.NotNull(await host.TaskAsync("fault-analyse"));
    }

    [Fact]
    public async Task A_date_that_has_passed_before_both_agree_is_named_anew()
    {
        await using var host = await AcceptedAsync();
        await host.AnalyseAsync("t1gz", "MarkDifficult");
        await host.DoAsync("t3a", "difficult-agree-date", "DateAgreed", ("agreedDue", "2026-11-24T18:00"), ("measures", "manual switch-over"));
        await host.AtAsync("2026-11-25 09:00");

        var refusal = await Assert.ThrowsAsync<RuleViolationException>(() => host.DoAsync("institute1", "difficult-agree-date", "DateAgreed"));
        await host.DoAsync("institute1", "difficult-agree-date", "DateAgreed", ("agreedDue", "2026-11-27T18:00"));

        Assert.Equal("difficult-fault.due-in-past", refusal.Code);
        Assert.Equal(FlowHost.Local("2026-11-27 18:00"), (await host.ClockAsync("GD-DIFFICULT-RESOLVE")).DueAt);
    }

    [Fact]
    public async Task The_agreed_date_counts_again_when_a_difficult_fault_comes_back()
    {
        await using var host = await DifficultAsync();
        await host.SolveAsync();
        Assert.Equal(ClockState.Met, (await host.ClockAsync("GD-DIFFICULT-RESOLVE")).State);

        await host.DissatisfiedAsync();
        Assert.True((await host.ClockAsync("GD-DIFFICULT-RESOLVE")).IsOpen);
        await host.SolveAsync();

        Assert.Equal(ClockState.Met, (await host.ClockAsync("GD-DIFFICULT-RESOLVE")).State);
    }

    [Theory]
    [InlineData("Permanent", ClockState.Met)]
    [InlineData("Workaround", ClockState.Cancelled)] // a date is agreed for the follow-up
    public async Task The_agreed_date_ends_with_a_difficult_fault_that_became_an_interruption(string solution, ClockState expected)
    {
        await using var host = await DifficultAsync();
        await host.AnalyseAsync("t1gz", "LevelChange", ("newLevel", "Level1"), ("changeReason", "Worsened"), ("reason", "traffic is down"));
        await host.DoAsync("t1gz", "fault-l1-mode", "RemoteEnough", ("alarms", "R_LOS"), ("diagnosis", "worse"));
        await host.RestoreRemotelyAsync();

        await host.DoAsync("t1gz", "fault-solution-type", solution, ("rootCauseCode", "Hardware"), ("workaroundLimits", "half capacity"));

        Assert.Equal(expected, (await host.ClockAsync("GD-DIFFICULT-RESOLVE")).State);
    }

    [Fact]
    public async Task A_change_that_the_fault_no_longer_needs_is_withdrawn()
    {
        await using var host = await AcceptedAsync();
        await host.AnalyseAsync("t1gz", "SolutionKnown", ("proposedSolution", "adjust"), ("changeNeeded", true));
        await host.SubmitChangeAsync("t1gz", more: ("equipment", "NE-GZ-0001"));

        await host.RunAsync("duty1", async services =>
        {
            var found = (await services.GetRequiredService<ICases>().FindAsync(host.Case.Id))!;
            await services.GetRequiredService<CaseDesk>().ChangeLevelAsync(found, 3, LevelChangeReason.Improved, "no risk of interruption");
            return true;
        });
        await host.DrainAsync();

        var change = await host.ReadAsync(db => db.Set<ChangeRequest>().SingleAsync(x => x.ParentId == host.Case.Id));
        Assert.Equal((ChangeState.Stopped, true), (change.State, change.EndedAt.HasValue));
        Assert.DoesNotContain(await host.ClocksOfAsync(change.Id), x => x.Value.IsOpen);
        Assert.DoesNotContain(await host.OpenAsync(), x => x.FlowId == FlowIds.TechnicalSolution);
    }

    [Fact]
    public async Task A_report_that_the_institute_wants_earlier_counts_for_the_scorecard()
    {
        await using var host = await AcceptedAsync();
        await host.AnalyseAsync("t1gz", "SolutionKnown", ("proposedSolution", "adjust"));
        await host.HandleAsync("t1gz");
        await host.DoAsync("institute1", "doc-handling-confirm", "Confirmed", ("result", "solved"), ("analysisDueAt", "2026-11-25T12:00"));
        Assert.Equal(FlowHost.Local("2026-11-25 12:00"), (await host.TaskAsync("doc-fault-analysis")).DueAt);

        await host.AtAsync("2026-11-25 12:00");

        Assert.Contains(await host.PenaltiesAsync(), x => x.RuleId == "PEN-L2-DOC");
    }

    private async Task<FlowHost> DifficultAsync()
    {
        var host = await AcceptedAsync();
        await host.AnalyseAsync("t1gz", "MarkDifficult");
        await host.DoAsync("t3a", "difficult-agree-date", "DateAgreed", ("agreedDue", "2026-12-20T18:00"), ("measures", "manual switch-over"));
        await host.DoAsync("institute1", "difficult-agree-date", "DateAgreed");
        return host;
    }

    private async Task<FlowHost> AcceptedAsync()
    {
        var host = template.Start("2026-11-23 08:50");
        await host.StandardAcceptedAsync("BIZ_PERF_LIMIT", "2026-11-23 09:00");
        return host;
    }
}
