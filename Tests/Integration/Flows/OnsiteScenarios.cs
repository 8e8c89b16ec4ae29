using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Documents;
using Elsa.ITR.Domain.OnsiteServices;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Elsa.ITR.Tests.Integration.Flows.OnsiteSteps;

namespace Elsa.ITR.Tests.Integration.Flows;

/// <summary>Acceptance scenarios of flow 16, at the minute.</summary>
[Collection(nameof(FlowTemplate))]
public sealed class OnsiteScenarios(FlowTemplate template)
{
    private const string Total = "GD-L1-RESTORE-ONSITE";
    private const string Recover = "GD-L1-LEG-RECOVER";

    [Fact] // 16.1
    public async Task The_legs_of_the_region_start_one_after_the_other()
    {
        await using var host = template.Start("2026-11-23 09:50");
        await LevelOneVisitAsync(host);
        Assert.Equal(FlowHost.Local("2026-11-23 11:00"), (await host.ClockAsync("GD-L1-LEG-DEPART")).DueAt);

        await host.AtAsync("2026-11-23 10:50");
        await DepartAsync(host);
        Assert.Equal(FlowHost.Local("2026-11-23 17:50"), (await host.ClockAsync("GD-L1-LEG-ARRIVE")).DueAt);
        await host.AtAsync("2026-11-23 17:30");
        await host.DoAsync("t1gz", await ArriveAsync(host), "Arrived", ("escort", "罗工"));

        Assert.Equal(FlowHost.Local("2026-11-23 19:30"), (await host.ClockAsync(Recover)).DueAt);
        Assert.Equal(FlowHost.Local("2026-11-23 20:00"), (await host.ClockAsync(Total)).DueAt);
    }

    [Fact] // 16.2
    public async Task Waiting_for_an_escort_pauses_leg_3_and_the_total_when_the_institute_approves()
    {
        await using var host = template.Start("2026-11-23 09:50");
        await LevelOneVisitAsync(host);
        await host.AtAsync("2026-11-23 10:50");
        await DepartAsync(host);
        await host.AtAsync("2026-11-23 17:30");
        await host.DoAsync("t1gz", await ArriveAsync(host), "NoEscort", ("waitedMinutes", "0"), ("comment", "nobody at the gate"));
        await host.AtAsync("2026-11-23 17:40");
        await host.DoAsync("institute1", "clock-pause-approve", "Approve");
        await host.AtAsync("2026-11-23 18:00");
        await host.DoAsync("t1gz", await ArriveAsync(host), "Arrived", ("arrivedAt", "2026-11-23T17:30"), ("escort", "罗工"));

        Assert.Equal(FlowHost.Local("2026-11-23 20:00"), (await host.ClockAsync(Recover)).DueAt);
        Assert.Equal(FlowHost.Local("2026-11-23 20:30"), (await host.ClockAsync(Total)).DueAt);
    }

    [Fact] // 16.3
    public async Task A_changing_operation_without_consent_does_not_end_the_work()
    {
        await using var host = template.Start("2026-11-24 09:00");
        await WorkingAsync(host);

        var refusal = await Assert.ThrowsAsync<RuleViolationException>(() => WorkAsync(host, Log(consent: false)));
        Assert.Equal("work-item.field-invalid", refusal.Code);
        await WorkAsync(host, Log(consent: true));

        Assert.Equal("onsite-joint-check", (await host.TaskAsync("onsite-joint-check")).TaskType);
        var visit = await host.ServiceAsync<OnsiteService>();
        var logged = await host.ReadAsync(db => db.Set<Elsa.ITR.Domain.Services.OperationLogEntry>().SingleAsync(x => x.SessionId == visit.Id));
        Assert.Equal((true, "罗工"), (logged.IsChanging, logged.ConsentBy));
    }

    [Fact] // 16.4
    public async Task Nobody_leaves_and_no_report_is_made_before_both_have_ticked()
    {
        await using var host = template.Start("2026-11-24 09:00");
        await WorkingAsync(host);
        await WorkAsync(host, Log(consent: true));
        await CheckAsync(host, "t1gz");

        var visit = await host.ServiceAsync<OnsiteService>();
        Assert.Equal((OnsiteState.Working, true, false), (visit.State, visit.JointCheckVendor, visit.JointCheckCustomer));
        Assert.Null(visit.LeftAt);
        Assert.DoesNotContain(await host.OpenAsync(), x => x.TaskType == "doc-onsite-report");
        Assert.True(await host.IsRunningAsync(FlowIds.OnsiteService));

        await CheckAsync(host, "custgz");
        Assert.NotNull((await host.ServiceAsync<OnsiteService>()).LeftAt);
        Assert.Equal("doc-onsite-report", (await host.TaskAsync("doc-onsite-report")).TaskType);
    }

    [Fact] // 16.5
    public async Task An_unsigned_report_is_due_on_the_next_working_day()
    {
        await using var host = template.Start("2026-11-27 09:00");
        await WorkingAsync(host);
        await host.AtAsync("2026-11-27 19:00");
        await FinishAsync(host);

        Assert.Equal(FlowHost.Local("2026-11-30 18:00"), (await host.ServiceClockAsync<OnsiteService>("OLA-ONSITE-CONFIRM")).DueAt);
        await ReportAsync(host);
        Assert.Equal(FlowHost.Local("2026-11-30 18:00"), (await host.TaskAsync("onsite-sign")).DueAt);
    }

    [Fact] // 16.6
    public async Task Nobody_departs_without_a_permit_and_level_1_with_consent_by_phone_only()
    {
        await using var host = template.Start("2026-11-24 09:00");
        await host.DispatchedAsync("NE-GZ-0001", "BIZ_MINOR_ALARM", interrupted: false);
        await host.StartFlowAsync(FlowIds.OnsiteService, "t1gz");
        await AssignAsync(host);
        Assert.Equal("InstituteApprover", (await host.TaskAsync("onsite-permit")).Role);
        Assert.DoesNotContain(await host.OpenAsync(), x => x.TaskType == "onsite-depart");
        var refusal = await Assert.ThrowsAsync<RuleViolationException>(() => host.RunAsync(null, async services =>
        {
            var visit = await services.GetRequiredService<Elsa.ITR.Domain.Services.IServiceRecords>().FindAsync((await host.ServiceAsync<OnsiteService>()).Ref);
            visit!.Fire(nameof(OnsiteTrigger.Depart));
            return true;
        }));
        Assert.Equal("onsite.no-permit", refusal.Code);

        await using var urgent = template.Start("2026-11-23 09:50");
        await LevelOneVisitAsync(urgent);
        var visit = await urgent.ServiceAsync<OnsiteService>();
        Assert.Equal((true, "罗工"), (visit.ByPhone, visit.ConsentPerson));
        Assert.Equal("InstituteApprover", (await urgent.TaskAsync("onsite-permit-confirm")).Role);
        await DepartAsync(urgent);
        await urgent.DoAsync("institute1", "onsite-permit-confirm", "Confirmed", ("permitNo", "P-2026-7"));
        Assert.Equal("P-2026-7", (await urgent.ServiceAsync<OnsiteService>()).PermitNo);
    }

    [Fact] // 16.7
    public async Task Remarks_beside_the_signature_reach_the_case_and_the_quality_manager()
    {
        await using var host = template.Start("2026-11-24 09:00");
        await WorkingAsync(host);
        await FinishAsync(host);
        await ReportAsync(host);
        await host.DoAsync("custgz", "onsite-sign", "SignedWithRemarks", ("remarks", "room left untidy"));

        var lines = await host.ReadAsync(db => db.Set<CaseEvent>().Where(x => x.CaseId == host.Case.Id && x.TextKey == "Onsite.Remarks").ToListAsync());
        Assert.Contains("room left untidy", CaseTimeline.Read(Assert.Single(lines)).En, StringComparison.Ordinal);
        var visit = await host.ServiceAsync<OnsiteService>();
        var told = await host.ReadAsync(db => db.Set<Elsa.ITR.Domain.Notifications.Notification>().Where(x => x.RecordId == visit.Id && x.TemplateCode == "ONSITE_REMARKS").CountAsync());
        Assert.True(told > 0);
        Assert.Equal(OnsiteState.Completed, visit.State);
        Assert.Equal(ClockState.Met, (await host.ServiceClockAsync<OnsiteService>("OLA-ONSITE-CONFIRM")).State);
        Assert.Equal(DocumentState.Accepted, await host.ReadAsync(db => db.Set<DocumentRecord>().Where(x => x.RecordId == host.Case.Id && x.Type == "OnsiteServiceReport").Select(x => x.State).SingleAsync()));
        Assert.Equal("Restored", await host.OutcomeOfAsync(FlowIds.OnsiteService));
    }

    [Fact]
    public async Task The_report_of_a_visit_is_owed_also_when_its_case_is_cancelled()
    {
        await using var host = template.Start("2026-11-24 09:00");
        await WorkingAsync(host);
        await FinishAsync(host);
        await host.RunAsync(null, async services =>
        {
            var found = (await services.GetRequiredService<ICases>().FindAsync(host.Case.Id))!;
            await services.GetRequiredService<CaseDesk>().CloseAsync(found, CloseKind.Cancelled, "solved by itself");
            return true;
        });

        await ReportAsync(host);
        await host.DoAsync("custgz", "onsite-sign", "Signed");

        Assert.Equal(OnsiteState.Completed, (await host.ServiceAsync<OnsiteService>()).State);
    }

    // Level 1 in Meizhou, accepted 10:00, on site decided, permit by phone at once.
    private static async Task LevelOneVisitAsync(FlowHost host)
    {
        await host.AcceptedAsync(await host.EquipmentAtAsync("SITE-MZ-01"), "2026-11-23 10:00");
        await host.DoAsync("t1gz", "fault-l1-mode", "OnsiteNeeded", ("alarms", "R_LOS"), ("diagnosis", "SL16A"));
        await AssignAsync(host);
        await host.DoAsync("duty1", "onsite-permit", "Granted", ("person", "罗工"), ("number", "0753-2200001"), ("consentAt", "2026-11-23T10:00"), ("escort", "罗工"));
    }
}
