using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Changes;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Documents;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Records;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Domain.Upgrades;
using Elsa.ITR.Workflows;
using Elsa.Workflows;
using Elsa.Workflows.Runtime.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Flows;

/// <summary>Acceptance scenarios of flow 08, and the ways beside them.</summary>
[Collection(nameof(FlowTemplate))]
public sealed class UpgradeScenarios(FlowTemplate template)
{
    private const string WindowClock = "GD-UPG-WINDOW";

    [Fact] // 08.1
    public async Task Confirmation_and_application_have_their_working_days()
    {
        await using var host = template.Start("2026-11-26 10:00");
        await host.OpenUpgradeAsync("custgz");
        Assert.Equal(FlowHost.Local("2026-11-30 18:00"), (await host.ClockAsync("GD-UPG-RESPONSE")).DueAt);

        await host.AtAsync("2026-11-27 14:00");
        await host.ConfirmUpgradeAsync();

        Assert.Equal(ClockState.Met, (await host.ClockAsync("GD-UPG-RESPONSE")).State);
        Assert.Equal(FlowHost.Local("2026-12-04 18:00"), (await host.ClockAsync("GD-UPG-APPLY")).DueAt);
    }

    [Theory] // 08.1
    [InlineData("GD-UPG-RESPONSE", "2026-09-29 10:00", "2026-10-08 18:00")]
    [InlineData("GD-UPG-APPLY", "2026-10-08 14:00", "2026-10-14 18:00")]
    public async Task The_holidays_of_October_do_not_count(string clock, string from, string due)
    {
        await using var host = template.Start("2026-11-26 10:00");
        var record = await host.OpenUpgradeAsync("custgz");

        var at = await host.RunAsync(null, services => services.GetRequiredService<ClockDesk>().DueInAsync(clock, record.Ref, FlowHost.Local(from)));

        Assert.Equal(FlowHost.Local(due), at);
    }

    [Fact] // 08.2
    public async Task An_application_without_test_report_cannot_be_handed_in()
    {
        await using var host = template.Start("2026-11-23 09:00");
        await host.OpenUpgradeAsync("version1", initiator: "Vendor");

        var refusal = await Assert.ThrowsAsync<RuleViolationException>(() => host.ApplyAsync(more: ("testReport", "")));

        Assert.Equal(("work-item.field-required", "testReport"), (refusal.Code, refusal.Args["field"]));
        Assert.Equal(UpgradeState.Drafting, (await host.RecordAsync<UpgradeApplication>()).State);
    }

    [Fact]
    public async Task A_version_that_nobody_knows_is_refused_where_it_is_entered()
    {
        await using var host = template.Start("2026-11-23 09:00");
        await host.OpenUpgradeAsync("custgz");

        var refusal = await Assert.ThrowsAsync<RuleViolationException>(() => host.DoAsync(
            "version1", "upgrade-confirm", "Confirm", ("targetVersion", "9.9"), ("plannedApplicationDate", "2026-12-01")));

        Assert.Equal(("equipment.unknown-version", "9.9", "NE-GZ-0001"), (refusal.Code, refusal.Args["version"], refusal.Args["code"]));
        await host.ConfirmUpgradeAsync();
    }

    [Fact] // 08.3
    public async Task A_version_without_certificate_is_blocked_and_forcing_it_costs_a_penalty()
    {
        await using var host = template.Start("2026-11-23 09:00");
        await host.OpenUpgradeAsync("version1", initiator: "Vendor", target: "5.21.18.35");
        await host.ApplyAsync();
        Assert.Equal(UpgradeState.Drafting, (await host.RecordAsync<UpgradeApplication>()).State);
        await host.DoAsync("version1", "upgrade-uncertified", "Return", ("comment", "wait for the certificate"));
        Assert.Empty(await host.PenaltiesAsync());
        Assert.False((await host.ClockAsync("OLA-UPG-VENDOR-REVIEW")).IsOpen);

        await host.ApplyAsync();
        await host.DoAsync("version1", "upgrade-uncertified", "Force", ("reason", "urgent"));

        var penalty = Assert.Single(await host.PenaltiesAsync());
        Assert.Equal(("PEN-UPG-CERT", 1m), (penalty.RuleId, penalty.Points));
        Assert.True((await host.RecordAsync<UpgradeApplication>()).Uncertified);
    }

    [Fact] // 08.4
    public async Task The_institute_reviews_in_three_working_days_and_the_province_comes_after_it()
    {
        await using var host = template.Start("2026-11-23 10:00");
        await host.SubmittedAsync();
        Assert.Equal(FlowHost.Local("2026-11-26 18:00"), (await host.ClockAsync("OLA-UPG-INSTITUTE")).DueAt);
        Assert.DoesNotContain(await host.OpenAsync(), x => x.TaskType == "upgrade-province");
        Assert.Equal(4, await host.ReadAsync(db => db.Set<DocumentRecord>().CountAsync(x => x.RecordNo == host.Record.No)));

        await host.AtAsync("2026-11-25 10:00");
        await host.InstituteAsync();

        Assert.Equal(FlowHost.Local("2026-11-30 18:00"), (await host.ClockAsync("OLA-UPG-PROVINCE")).DueAt);
        Assert.Equal(RoleCodes.ProvinceApprover, (await host.TaskAsync("upgrade-province")).Role);
    }

    [Fact] // 08.5
    public async Task Beginning_before_the_window_costs_a_penalty_and_work_beyond_it_is_a_breach()
    {
        await using var host = template.Start("2026-11-23 10:00");
        await host.InWindowAsync();
        await host.AtAsync("2026-12-03 04:59");
        Assert.False((await host.ClockAsync(WindowClock)).IsBreached);
        await host.AtAsync("2026-12-03 05:00");
        Assert.True((await host.ClockAsync(WindowClock)).IsBreached);
        var late = Assert.Single(await host.PenaltiesAsync());
        Assert.Equal("PEN-UPG-WINDOW", late.RuleId);

        await host.AtAsync("2026-12-03 05:20");
        await host.ExecuteAsync("Succeeded", started: "2026-12-02T23:50");

        Assert.Equal(2, (await host.PenaltiesAsync()).Count(x => x.RuleId == "PEN-UPG-WINDOW")); // late, and early
        Assert.Equal(ClockState.Missed, (await host.ClockAsync(WindowClock)).State);
        Assert.NotNull(await host.EscalationAsync());
    }

    [Fact] // 08.6
    public async Task After_a_failure_the_report_is_due_and_the_next_revision_is_approved_anew()
    {
        await using var host = template.Start("2026-11-23 10:00");
        await host.InWindowAsync();
        await host.AtAsync("2026-12-03 04:10");
        await host.ExecuteAsync("Failed");
        await host.DoAsync("t1gz", "upgrade-restore", "Reapply", ("cause", "board mismatch"), ("analysis", "see report"), ("nextStep", "other boards"), ("comment", "again"));

        Assert.Equal(FlowHost.Local("2026-12-07 18:00"), (await host.ClockAsync("OLA-UPG-REPORT")).DueAt);
        Assert.Equal(ClockState.Met, (await host.ClockAsync(WindowClock)).State);
        var again = await host.RecordAsync<UpgradeApplication>();
        Assert.Equal((UpgradeState.Drafting, 2), (again.State, again.Revision));
        await host.DrainAsync();
        await host.DoAsync("t1gz", "doc-draft", "Submit", ("body", "what happened"));
        await host.DoAsync("t3a", "doc-sign", "Accept");
        await host.DoAsync("institute1", "doc-sign", "Accept");
        Assert.Equal(ClockState.Met, (await host.ClockAsync("OLA-UPG-REPORT")).State);

        await host.ApplyAsync();
        await host.InstituteAsync();
        await host.ProvinceAsync("2026-12-10T00:00", "2026-12-10T05:00");
        var approvals = await host.ReadAsync(db => db.Set<ApprovalRecord>().OrderBy(x => x.Id).ToListAsync());
        Assert.Equal(
            [(1, RoleCodes.InstituteApprover), (1, RoleCodes.ProvinceApprover), (2, RoleCodes.InstituteApprover), (2, RoleCodes.ProvinceApprover)],
            approvals.Select(x => (x.Revision, x.Role)));
    }

    [Fact] // 08.7
    public async Task After_a_defect_the_spares_have_two_days_unless_another_time_is_agreed()
    {
        await using var host = template.Start("2026-11-23 10:00");
        await host.InWindowAsync("ProductDefect");
        await host.AtAsync("2026-12-03 03:00");
        await host.ExecuteAsync("Succeeded");
        Assert.Equal(FlowHost.Local("2026-12-06 00:00"), (await host.ClockAsync("GD-UPG-SPARE-SYNC")).DueAt);

        await host.AtAsync("2026-12-04 10:00");
        await host.DoAsync("wh1", "upgrade-spares", "AgreedLater", ("agreedDate", "2026-12-08T18:00"));
        Assert.Equal(FlowHost.Local("2026-12-08 18:00"), (await host.ClockAsync("GD-UPG-SPARE-SYNC")).DueAt);
        Assert.Empty(await host.PenaltiesAsync());

        await host.AtAsync("2026-12-08 18:00");
        var penalty = Assert.Single(await host.PenaltiesAsync());
        Assert.Equal(("PEN-UPG-SPARE", 1m), (penalty.RuleId, penalty.Points));
        await host.DoAsync("wh1", "upgrade-spares", "Completed", ("serials", """[{"serial":"02SL64000001","result":"5.21.18.30"}]"""));
        await host.AtAsync("2026-12-11 09:00");
        await host.FinishAsync();
    }

    [Fact] // 08.8
    public async Task A_feature_asks_for_no_spares_and_the_follow_up_goes_through_a_problem_and_a_change_back()
    {
        await using var host = template.Start("2026-11-23 10:00");
        await host.InWindowAsync();
        await host.AtAsync("2026-12-03 03:00");
        await host.ExecuteAsync("Succeeded");
        Assert.DoesNotContain(await host.OpenAsync(), x => x.TaskType == "upgrade-spares");
        Assert.DoesNotContain("GD-UPG-SPARE-SYNC", (await host.ClocksAsync()).Keys);
        var element = await host.ReadAsync(db => db.Set<InstalledEquipment>().SingleAsync(x => x.Code == "NE-GZ-0001"));
        Assert.Equal("5.21.18.30", await host.ReadAsync(db => db.Set<SoftwareVersion>().Where(x => x.Id == element.SoftwareVersionId).Select(x => x.VersionNo).SingleAsync()));

        Assert.DoesNotContain(await host.OpenAsync(), x => x.TaskType == "upgrade-followup");
        await host.AtAsync("2026-12-11 09:00");
        await host.DoAsync("institute1", "upgrade-followup", "Problem", ("observation", "errors on the line"), ("faultCode", "BIZ_MINOR_ALARM"), ("serviceInterrupted", false), ("comment", "errors"));
        await host.DrainAsync();
        var fault = await host.ReadAsync(db => db.Set<Case>().SingleAsync(x => x.Title.StartsWith(host.Record.No)));
        Assert.Equal(CaseType.Fault, fault.CaseType);

        var upgrade = host.Record;
        await host.DoAsync("institute1", "upgrade-followup", "RollBack", ("observation", "take it back"), ("comment", "take it back"));
        await host.DrainAsync();
        var change = await host.ReadAsync(db => db.Set<ChangeRequest>().SingleAsync(x => x.ParentNo == upgrade.No));
        host.Use(change.Ref);
        await host.DoAsync(FlowHost.Holder, (await host.OpenAsync()).Single(), "Discard", ("comment", "not needed after all"));
        await host.DrainAsync();
        host.Use(upgrade);
        await host.FinishAsync();
    }

    [Fact]
    public async Task More_elements_than_the_policy_allows_are_reviewed_by_the_third_tier()
    {
        await using var host = template.Start("2026-11-23 10:00");
        await host.OpenUpgradeAsync("version1", initiator: "Vendor");
        await host.ApplyAsync(more: ("interruptionMinutes", 5));
        Assert.Equal(UpgradeState.VendorReview, (await host.RecordAsync<UpgradeApplication>()).State);
        await host.DoAsync("t3a", "upgrade-internal-review", "Return", ("opinion", "rollback"), ("comment", "rollback"));
        await host.ApplyAsync(more: ("interruptionMinutes", 5));
        await host.DoAsync("t3a", "upgrade-internal-review", "Approve", ("checklist", "plan,rollback,test,impact"), ("opinion", "sound"));

        Assert.Equal(UpgradeState.Submitted, (await host.RecordAsync<UpgradeApplication>()).State);
        Assert.Equal(ClockState.Met, (await host.ClockAsync("OLA-UPG-VENDOR-REVIEW")).State);
    }

    [Theory]
    [InlineData("Decline")]
    [InlineData("Institute")]
    [InlineData("Province")]
    public async Task Vendor_institute_and_province_may_refuse(string who)
    {
        await using var host = template.Start("2026-11-23 10:00");
        if (who == "Decline")
        {
            await host.OpenUpgradeAsync("custgz");
            await host.DoAsync("version1", "upgrade-confirm", "Decline", ("comment", "not supported"));
        }
        else
        {
            await host.SubmittedAsync();
            await host.DoAsync("institute1", "upgrade-institute", "Return", ("opinion", "test report"), ("comment", "test report"));
            Assert.Equal(2, (await host.RecordAsync<UpgradeApplication>()).Revision);
            await host.ApplyAsync();
            if (who == "Institute")
                await host.DoAsync("institute1", "upgrade-institute", "Reject", ("opinion", "no"), ("comment", "no"));
            else
            {
                await host.InstituteAsync();
                await host.DoAsync("province1", "upgrade-province", "Return", ("opinion", "window"), ("comment", "window"));
                await host.ApplyAsync();
                await host.InstituteAsync();
                await host.DoAsync("province1", "upgrade-province", "Reject", ("opinion", "no"), ("comment", "no"));
            }
        }

        Assert.Equal(UpgradeState.Rejected, (await host.RecordAsync<UpgradeApplication>()).State);
        await EndedAsync(host, "rejected");
    }

    [Fact]
    public async Task Not_ready_asks_the_province_again_and_a_failure_may_be_given_up_after_its_report()
    {
        await using var host = template.Start("2026-11-23 10:00");
        await host.SubmittedAsync();
        await host.InstituteAsync();
        await host.ProvinceAsync();
        await host.AtAsync("2026-12-02 00:30");
        await host.DoAsync("t1gz", "upgrade-ready", "NotReady", ("comment", "no boards"));
        Assert.True((await host.ClockAsync("OLA-UPG-PROVINCE")).IsOpen);
        await host.ProvinceAsync();
        await host.AtAsync("2026-12-02 00:40");
        await host.ReadyAsync();
        await host.AtAsync("2026-12-03 03:00");
        await host.ExecuteAsync("Failed");
        await host.DoAsync(
            "t1gz", "upgrade-restore", "GiveUp", ("cause", "wrong command"), ("analysis", "x"), ("nextStep", "none"), ("operatorError", true), ("serviceInterrupted", true), ("comment", "no more"));
        foreach (var (person, role) in new[] { ("version1", RoleCodes.VersionManager), ("institute1", RoleCodes.InstituteApprover) })
            await host.DoAsync(person, (await host.OpenAsync()).Single(x => x.TaskType == "upgrade-misoperation" && x.Role == role), "Confirm");
        Assert.Contains(await host.PenaltiesAsync(), x => x.RuleId == "PEN-UPG-MISOP");
        await host.DrainAsync();
        await host.DoAsync("t1gz", "doc-draft", "Submit", ("body", "what happened"));
        await host.DoAsync("t3a", "doc-sign", "Accept");
        await host.DoAsync("institute1", "doc-sign", "Accept");
        await host.DrainAsync();

        var given = await host.RecordAsync<UpgradeApplication>();
        Assert.Equal((UpgradeState.FailedRestored, true), (given.State, given.EndedAt is not null));
        await EndedAsync(host, "failed");
    }

    [Theory]
    [InlineData("Nothing", "Submit", "Accept", "Accept")]
    [InlineData("Submit", "Accept", "Accept")]
    [InlineData("Submit, Accept", "Accept")]
    [InlineData("Submit, Accept, Accept", "Submit", "Accept", "Accept")]
    public async Task A_second_failure_has_one_report_at_a_time_and_giving_up_waits_for_it(string before, params string[] after)
    {
        await using var host = template.Start("2026-11-23 10:00");
        await host.InWindowAsync();
        await host.AtAsync("2026-12-03 03:00");
        await host.ExecuteAsync("Failed");
        await RestoredAsync(host, "Reapply");
        foreach (var step in before.Split(", ").Where(x => x != "Nothing"))
            await ReportAsync(host, step);
        await host.ApplyAsync();
        await host.InstituteAsync();
        await host.ProvinceAsync("2026-12-05T00:00", "2026-12-05T05:00");
        await host.AtAsync("2026-12-04 00:30");
        await host.DoAsync("t1gz", "upgrade-ready", "Ready", ("checks", "software,hardware,backup,spares"));
        await host.AtAsync("2026-12-05 01:00");
        await host.ExecuteAsync("Failed", started: "2026-12-05T00:00");

        await RestoredAsync(host, "GiveUp");

        foreach (var step in after)
        {
            Assert.True(await host.IsRunningAsync(FlowIds.UpgradeApproval));
            await ReportAsync(host, step);
        }

        await EndedAsync(host, "failed");
    }

    private static async Task RestoredAsync(FlowHost host, string outcome)
    {
        await host.DoAsync("t1gz", "upgrade-restore", outcome, ("cause", "board mismatch"), ("analysis", "see report"), ("nextStep", "other boards"), ("comment", "as said"));
        await host.DrainAsync();
    }

    // The one item about the report that is open.
    private static async Task ReportAsync(FlowHost host, string outcome)
    {
        var item = (await host.OpenAsync()).Single(x => x.TaskType is "doc-draft" or "doc-sign");
        await host.DoAsync(item.Role switch { RoleCodes.Tier1Engineer => "t1gz", RoleCodes.Tier3Engineer => "t3a", _ => "institute1" }, item, outcome, outcome == "Submit" ? [("body", "what happened")] : []);
        await host.DrainAsync();
    }

    internal static async Task EndedAsync(FlowHost host, string outcome)
    {
        Assert.All((await host.ClocksAsync()).Values, clock => Assert.False(clock.IsOpen, clock.ClockId));
        Assert.DoesNotContain(await host.OpenAsync(), x => x.BlocksFlow);
        var instance = Assert.Single(await host.InstancesAsync(), x => x.DefinitionId == FlowIds.UpgradeApproval);
        Assert.Equal(WorkflowStatus.Finished, instance.Status);
        Assert.True(await host.ReadAsync(db => db.Set<ActivityExecutionRecord>().AnyAsync(x => x.WorkflowInstanceId == instance.Id && x.ActivityId == "end-" + outcome)), outcome);
    }
}
