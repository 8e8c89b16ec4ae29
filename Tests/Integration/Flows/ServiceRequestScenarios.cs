using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Contracts;
using Elsa.ITR.Domain.Escalations;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Workflows;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Tests.Integration.Flows;

/// <summary>Acceptance scenarios of flow 01, at the minute.</summary>
[Collection(nameof(FlowTemplate))]
public sealed class ServiceRequestScenarios(FlowTemplate template)
{
    [Fact] // 01.1
    public async Task A_classified_level_1_fault_runs_its_flow()
    {
        await using var host = template.Start("2026-11-23 02:05");
        await host.RegisterFaultAsync("NE-GZ-0001");
        await host.AtAsync("2026-11-23 02:10");

        await host.DoAsync("intake1", "case-classify", "Classified");

        var found = await host.CaseAsync();
        Assert.Equal((1, 1, "SLA-GDTEL"), (found.Level, found.Priority, found.PolicyCode));
        Assert.Equal(ClockState.Met, (await host.ClockAsync("OLA-INTAKE")).State);
        Assert.True(await host.IsRunningAsync(FlowIds.FaultLevel1));
    }

    [Fact] // 01.2
    public async Task An_unclassified_case_goes_to_the_duty_manager_after_15_minutes()
    {
        await using var host = template.Start("2026-11-23 09:00");
        await host.RegisterFaultAsync("NE-GZ-0001");
        await host.ClaimAsync("intake1", "case-classify");

        await host.AtAsync("2026-11-23 09:12");
        Assert.Contains(await host.MessagesAsync(), x => x.TemplateCode == "CLOCK_REMIND" && x.SentAt == FlowHost.Local("2026-11-23 09:12"));
        Assert.Equal("IntakeAgent", (await host.TaskAsync("case-classify")).Role);

        await host.AtAsync("2026-11-23 09:15");
        Assert.True((await host.ClockAsync("OLA-INTAKE")).IsBreached);
        var item = await host.TaskAsync("case-classify");
        Assert.Equal(("DutyManager", WorkItemState.Created), (item.Role, item.State));

        await host.DoAsync("duty1", item, "Classified");
        Assert.True(await host.IsRunningAsync(FlowIds.FaultLevel1));
    }

    [Fact] // 01.3
    public async Task Without_data_the_case_goes_on_without_promise_and_the_contract_manager_is_asked()
    {
        await using var host = template.Start("2026-11-23 09:00");
        var equipment = await host.ForgetEntitlementAsync("NE-FS-0002");
        await host.DispatchedAsync(equipment, "BIZ_MINOR_ALARM", interrupted: false);

        var found = await host.CaseAsync();
        Assert.Equal((EntitlementResult.NoData, ServiceScope.NoSla, null), (found.Entitlement, found.ServiceScope, found.PolicyCode));
        Assert.Equal("ContractManager", (await host.TaskAsync("entitlement-complete")).Role);
        Assert.NotNull(await host.TaskAsync("fault-report-form"));

        await host.DoAsync("contract1", "entitlement-complete", "Done", ("warrantyUntil", "2027-12-31"));
        Assert.Equal(EntitlementResult.Warranty, (await host.CaseAsync()).Entitlement);
    }

    [Fact] // 01.4, level 3
    public async Task A_refused_request_is_rejected_and_the_customer_told_why()
    {
        await using var host = template.Start("2026-11-23 09:00");
        await host.DispatchedAsync(await host.ExpireEntitlementAsync("NE-FS-0002"), "BIZ_MINOR_ALARM", interrupted: false);
        Assert.Equal(EntitlementResult.NotEntitled, (await host.CaseAsync()).Entitlement);

        await host.DoAsync("contract1", "entitlement-decide", "Refuse", ("reason", "contract ended 2026-10-31"), ("comment", "refused"));

        Assert.Equal((CaseState.Rejected, "contract ended 2026-10-31"), ((await host.CaseAsync()).State, host.Case.CloseReason));
        Assert.Empty(await host.OpenAsync());
        Assert.False(await host.IsRunningAsync(FlowIds.ManageServiceRequest));
        Assert.All((await host.ClocksAsync()).Values, clock => Assert.False(clock.IsOpen));
    }

    [Fact] // 01.4, level 1
    public async Task A_level_1_interruption_is_served_for_emergency_recovery_only()
    {
        await using var host = template.Start("2026-11-23 09:00");
        await host.DispatchedAsync(await host.ExpireEntitlementAsync("NE-GZ-0001"));

        Assert.Equal(ServiceScope.EmergencyOnly, (await host.CaseAsync()).ServiceScope);
        Assert.True(await host.IsRunningAsync(FlowIds.FaultLevel1));
    }

    [Theory] // 01.5
    [InlineData("BIZ_PERF_LIMIT", 2, "2026-11-30 18:00")]
    [InlineData("BIZ_MINOR_ALARM", 3, "2026-12-02 18:00")]
    public async Task The_callback_is_due_by_level(string code, int level, string due)
    {
        await using var host = template.Start("2026-11-27 15:00");
        await host.DispatchedAsync("NE-GZ-0001", code, interrupted: false);
        await host.ReportAsync();
        await host.AcceptStandardAsync();
        await host.AtAsync("2026-11-27 16:00");

        await host.SolveAsync();

        Assert.Equal((level, CaseState.Resolved), ((await host.CaseAsync()).Level, host.Case.State));
        Assert.Equal(FlowHost.Local(due), (await host.ClockAsync("OLA-CALLBACK")).DueAt);
        Assert.Equal(FlowHost.Local(due), (await host.TaskAsync("case-callback")).DueAt);
    }

    [Fact] // 01.6
    public async Task The_third_dissatisfaction_calls_the_first_management_level()
    {
        await using var host = template.Start("2026-11-23 09:00");
        await host.DispatchedAsync("NE-GZ-0001", "BIZ_MINOR_ALARM", interrupted: false);
        await host.SolveAsync();
        for (var round = 1; round <= 2; round++)
        {
            await host.DissatisfiedAsync();
            Assert.Null(await host.EscalationAsync());
            await host.SolveAsync();
        }

        await host.DissatisfiedAsync();

        Assert.Equal(ManagementLevel.M1, (await host.EscalationAsync())?.Level);
        Assert.NotNull(await host.TaskAsync("fault-analyse"));
    }

    [Fact] // 01.6, level 1
    public async Task The_third_dissatisfaction_of_a_level_1_fault_calls_the_second_level()
    {
        await using var host = template.Start("2026-11-23 02:05");
        await host.ResolvedAsync("NE-GZ-0001", "2026-11-23 02:10", "2026-11-23 03:00");
        for (var round = 1; round <= 2; round++)
        {
            await host.DissatisfiedAsync();
            await host.RestoreAgainAsync();
        }

        await host.DissatisfiedAsync();

        Assert.Equal(ManagementLevel.M2, (await host.EscalationAsync())?.Level);
        Assert.NotNull(await host.TaskAsync("fault-l1-mode"));
    }

    [Fact] // 01.7
    public async Task A_bad_survey_opens_a_complaint_and_a_retrospective()
    {
        await using var host = template.Start("2026-11-23 09:00");
        await host.DispatchedAsync("NE-GZ-0001", "BIZ_MINOR_ALARM", interrupted: false);
        await host.SolveAsync();
        await host.WriteAnalysisAsync();
        await host.SatisfiedAsync();
        await host.AtAsync("2026-11-24 10:00");
        var original = host.Case;

        await host.DoAsync("custgz", "case-survey", "Answered", ("response", "2"), ("skill", "3"), ("attitude", "2"), ("result", "2"), ("overall", "2"));

        await host.UseAsync(await host.ReadAsync(db => db.Set<Case>().Where(x => x.ParentCaseId == original.Id).Select(x => x.Id).SingleAsync()));
        Assert.Equal(CaseType.Complaint, host.Case.CaseType);
        Assert.Equal(FlowHost.Local("2026-11-24 14:00"), (await host.ClockAsync("OLA-COMPLAINT-ACK")).DueAt);

        await host.UseAsync(original.Id);
        await host.FileAsync();
        Assert.True((await host.CaseAsync()).RetrospectiveRequired);
        Assert.Equal("QualityManager", (await host.TaskAsync("retro-lead")).Role);
    }

    [Fact] // 01.8
    public async Task A_missing_handling_form_keeps_the_case_open()
    {
        await using var host = template.Start("2026-11-23 02:05");
        await host.ResolvedAsync("NE-GZ-0001", "2026-11-23 02:10", "2026-11-23 04:55");
        await host.SatisfiedAsync();

        await host.DoAsync(FlowHost.Holder, "case-knowledge", "None", ("reason", "known"), ("comment", "known"));

        Assert.Equal(CaseState.Resolved, (await host.CaseAsync()).State);
        Assert.Contains("厂家故障处理情况表", (await host.TaskAsync("case-closure-fix")).InputData!, StringComparison.Ordinal);

        await host.WriteHandlingFormAsync("t1gz");
        await host.DoAsync("custgz", "doc-sign", "Accept");
        await host.DoAsync("institute1", "doc-sign", "Accept");
        await host.DoAsync(FlowHost.Holder, "case-closure-fix", "Done", ("items", "done"));
        Assert.Equal(CaseState.Closed, (await host.CaseAsync()).State);
    }
}
