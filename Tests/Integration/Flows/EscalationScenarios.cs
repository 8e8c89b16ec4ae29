using Elsa.ITR.Data;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Customers;
using Elsa.ITR.Domain.Escalations;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Flows;

/// <summary>Acceptance scenarios of flow 12, at the minute, and its other ways.</summary>
[Collection(nameof(FlowTemplate))]
public sealed class EscalationScenarios(FlowTemplate template)
{
    private const string Ack = "OLA-ESC-ACK";
    private const string Plan = "OLA-ESC-PLAN";

    [Fact] // 12.1
    public async Task Without_acknowledgement_the_next_level_is_called_when_its_time_is_over()
    {
        await using var host = await RemoteFaultAsync();

        await host.ExpectLevelAsync("2026-11-23 04:25", ManagementLevel.M1);
        Assert.Equal(EscalationUrgency.Critical, (await host.EscalationAsync())!.Urgency);
        Assert.Equal(FlowHost.Local("2026-11-23 04:40"), await host.EscalationDueAsync(Ack));
        Assert.Equal(FlowHost.Local("2026-11-23 04:40"), (await host.TaskAsync("esc-ack")).DueAt);

        await host.ExpectLevelAsync("2026-11-23 04:40", ManagementLevel.M2);
        Assert.Equal("RegionManager", (await host.TaskAsync("esc-ack")).Role);
        await host.ExpectLevelAsync("2026-11-23 04:52", ManagementLevel.M2); // its threshold of 90 % asks for M2 too
        Assert.Equal(
            [EscalationStepKind.Opened, EscalationStepKind.Raised, EscalationStepKind.Repeated],
            (await host.EscalationAsync())!.History.OrderBy(x => x.Sequence).Select(x => x.Kind));
    }

    [Fact] // 12.2
    public async Task The_plan_of_an_acknowledged_level_is_due_an_hour_later()
    {
        await using var host = await RemoteFaultAsync();
        await host.AtAsync("2026-11-23 04:40");
        await host.AtAsync("2026-11-23 04:45");

        await host.AcknowledgeAsync("region1");

        Assert.Equal(FlowHost.Local("2026-11-23 05:45"), await host.EscalationDueAsync(Plan));
        Assert.Equal(FlowHost.Local("2026-11-23 05:45"), (await host.TaskAsync("esc-plan")).DueAt);
    }

    [Fact] // 12.3
    public async Task A_breached_ten_day_clock_calls_the_office_with_four_hours_to_answer()
    {
        await using var host = template.Start("2026-11-23 08:50");
        await host.Level3AcceptedAsync("2026-11-23 09:00");

        await host.ExpectLevelAsync("2026-12-03 09:00", ManagementLevel.M1);

        Assert.Equal(EscalationUrgency.Normal, (await host.EscalationAsync())!.Urgency);
        Assert.Equal(FlowHost.Local("2026-12-03 13:00"), await host.EscalationDueAsync(Ack));
        await host.AtAsync("2026-12-03 11:00");
        await host.AcknowledgeAsync("office1");
        Assert.Equal(FlowHost.Local("2026-12-04 11:00"), await host.EscalationDueAsync(Plan));
    }

    [Fact] // 12.4
    public async Task A_written_complaint_of_the_institute_calls_the_region_with_an_hour_to_answer()
    {
        await using var host = template.Start("2026-11-23 09:00");
        await host.RegisterAsync("intake1", async services =>
        {
            var institute = await services.GetRequiredService<ItrDbContext>().Set<Organization>().FirstAsync(x => x.Kind == OrganizationKind.CustomerInstitute);
            var customer = await services.GetRequiredService<ItrDbContext>().Set<Customer>().FirstAsync(x => x.OrgId == institute.Id);
            return new CaseIntake
            {
                Channel = Channel.Letter,
                CaseType = CaseType.Complaint,
                CustomerId = customer.Id,
                OccurredAt = host.Time.GetUtcNow(),
                ReportedAt = host.Time.GetUtcNow(),
                ComplaintSource = ComplaintSource.Written,
                Title = "Engineer came late",
                Description = "A letter of the institute",
            };
        });
        await host.DoAsync("intake1", "case-classify", "Classified", ("caseType", "Complaint"));

        var escalation = (await host.EscalationAsync())!;
        Assert.Equal((ManagementLevel.M2, EscalationUrgency.High), (escalation.Level, escalation.Urgency));
        Assert.Equal(FlowHost.Local("2026-11-23 10:00"), await host.EscalationDueAsync(Ack));
    }

    [Fact] // 12.5
    public async Task While_the_owner_is_away_his_deputy_is_asked_and_the_history_names_both()
    {
        await using var host = await RemoteFaultAsync();
        var (owner, deputy) = (await host.PersonAsync("office1"), await host.PersonAsync("duty1"));
        await host.RunAsync(null, services =>
        {
            services.GetRequiredService<ItrDbContext>().Add(new Delegation { FromUserId = owner, ToUserId = deputy, From = FlowHost.Local("2026-11-23 00:00"), To = FlowHost.Local("2026-11-24 00:00") });
            return Task.FromResult(true);
        });

        await host.AtAsync("2026-11-23 04:25");

        Assert.Equal(deputy, (await host.TaskAsync("esc-ack")).AssigneeId);
        var line = (await host.EscalationAsync())!.History.Single();
        foreach (var person in (Guid[])[owner, deputy])
            Assert.Contains(await host.ReadAsync(db => db.Users.Where(x => x.Id == person).Select(x => x.DisplayNameZh).SingleAsync()), line.Reason, StringComparison.Ordinal);
    }

    [Fact] // 12.6
    public async Task A_lower_threshold_adds_a_line_to_the_open_escalation()
    {
        await using var host = await RemoteFaultAsync();
        await host.RunAsync("duty1", services => services.GetRequiredService<EscalationDesk>().RaiseAsync(
            host.Case.Ref, ManagementLevel.M3, EscalationUrgency.Critical, new Bilingual("干线中断", "Trunk down"), "person"));
        await host.TakeUpAsync("tscdir");
        await host.AgreeAsync("tscdir");

        await host.ExpectLevelAsync("2026-11-23 04:25", ManagementLevel.M3);

        Assert.Equal(EscalationStepKind.Repeated, (await host.EscalationAsync())!.History.MaxBy(x => x.Sequence)!.Kind);
    }

    [Fact] // 12.7
    public async Task A_manager_may_move_an_internal_task_but_no_promise()
    {
        await using var host = await RemoteFaultAsync();
        await host.AtAsync("2026-11-23 04:25");
        await host.AcknowledgeAsync("office1");
        await host.OpenAccessAsync();
        var promised = await host.TaskAsync("remote-work");
        var @internal = await host.RunAsync(null, services => services.GetRequiredService<InboxDesk>().AskAsync(
            new WorkItemRequest("fault-locate", host.Case.Ref, RoleCodes.Tier1Engineer) { DueAt = FlowHost.Local("2026-11-23 06:00") }));

        var refusal = await Assert.ThrowsAsync<RuleViolationException>(() => host.PlanAsync("office1", Move(promised.No)));
        Assert.Equal("escalation.due-fixed", refusal.Code);
        await host.PlanAsync("office1", Move(@internal.No));

        Assert.Equal(FlowHost.Local("2026-11-23 09:00"), (await host.TaskAsync("fault-locate")).DueAt);
        Assert.Equal(FlowHost.Local("2026-11-23 05:10"), (await host.ClockAsync("GD-L1-RESTORE-REMOTE")).DueAt);

        static string Move(string no) => $$"""[{"kind":"ChangeDueDate","taskNo":"{{no}}","dueAt":"2026-11-23T09:00"}]""";
    }

    [Fact]
    public async Task Planned_agreed_and_tracked_it_is_reviewed_and_closed_after_the_solution()
    {
        await using var host = await RemoteFaultAsync();
        await host.AtAsync("2026-11-23 04:25");
        await host.TakeUpAsync("office1");
        await host.AgreeAsync("office1");
        Assert.Equal(EscalationState.Tracking, (await host.EscalationAsync())!.State);
        await host.AtAsync("2026-11-23 04:30");
        await host.RestoreRemotelyAsync();
        await host.DoAsync("t1gz", "fault-solution-type", "Permanent", ("rootCauseCode", "Hardware"), ("rootCauseText", "XCS board"));

        await host.DoAsync("office1", "esc-check", "No", ("answer", "no report yet"), ("person", "陈志强"));
        Assert.Equal(FlowHost.Local("2026-11-23 05:30"), await host.EscalationDueAsync(Plan));
        await host.PlanAsync("office1");
        await host.AgreeAsync("office1");
        await host.AtAsync("2026-11-23 06:30"); // two hours later
        await host.DoAsync("office1", "esc-review", "OnTrack", ("status", "report written"), ("text", "handed over"));
        await host.AtAsync("2026-11-23 08:30");
        await host.DoAsync("office1", "esc-review", "OffTrack", ("status", "report late"), ("text", "not signed"), ("comment", "late"));
        Assert.Equal(ManagementLevel.M2, (await host.EscalationAsync())!.Level);
        Assert.Equal("RegionManager", (await host.TaskAsync("esc-ack")).Role);
    }

    [Fact]
    public async Task It_closes_with_a_lesson_and_leaves_open_actions_to_their_owners()
    {
        await using var host = await RemoteFaultAsync();
        await host.AtAsync("2026-11-23 04:25");
        await host.TakeUpAsync("office1");
        await host.AgreeAsync("office1");
        await host.RestoreRemotelyAsync();
        await host.DoAsync("t1gz", "fault-solution-type", "Permanent", ("rootCauseCode", "Hardware"), ("rootCauseText", "XCS board"));

        await host.DoAsync("office1", "esc-check", "Yes", ("answer", "service is back"), ("person", "陈志强"));
        await host.DoAsync("office1", "esc-close", "Closed", ("lesson", "keep a spare XCS in Guangzhou"));

        var escalation = await host.LastEscalationAsync();
        Assert.Equal(EscalationState.Closed, escalation.State);
        Assert.False(await IsRunningAsync(host, escalation));
        Assert.Contains(await host.MessagesAsync(), x => x.TemplateCode == "ESC_CLOSED");
        await host.DoAsync(FlowHost.Holder, await host.TaskAsync("esc-action"), "Done", ("result", "done"));
        Assert.All(await host.ReadAsync(db => db.Set<EscalationAction>().ToListAsync()), action => Assert.NotNull(action.DoneAt));
    }

    [Fact]
    public async Task An_unfounded_escalation_is_judged_a_level_higher_once()
    {
        await using var host = await RemoteFaultAsync();
        await host.AtAsync("2026-11-23 04:25");

        await host.DoAsync("office1", "esc-ack", "Invalid", ("reason", "restored in a minute"));
        await host.AtAsync("2026-11-23 04:45"); // the acknowledgement is not awaited any more
        Assert.Equal(ManagementLevel.M1, (await host.EscalationAsync())!.Level);
        await host.DoAsync("region1", "esc-object", "Reopen", ("reason", "not restored"));
        Assert.Equal(FlowHost.Local("2026-11-23 05:45"), await host.EscalationDueAsync(Plan));
        await host.DoAsync("office1", "esc-plan", "RaiseNow");
        Assert.Equal(ManagementLevel.M2, (await host.EscalationAsync())!.Level);

        await host.DoAsync("region1", "esc-ack", "Invalid", ("reason", "restored now"));
        var escalation = await host.LastEscalationAsync();
        Assert.Equal(EscalationState.Invalid, escalation.State);
        Assert.False(await IsRunningAsync(host, escalation));
    }

    [Fact]
    public async Task At_the_highest_level_everybody_is_told_every_hour_until_there_is_a_plan()
    {
        await using var host = await RemoteFaultAsync();
        await host.RunAsync("duty1", services => services.GetRequiredService<EscalationDesk>().RaiseAsync(
            host.Case.Ref, ManagementLevel.M4, EscalationUrgency.Critical, new Bilingual("干线中断", "Trunk down"), "person"));

        await host.AtAsync("2026-11-23 04:40"); // raised at 02:30: not acknowledged at 02:45, reminded at 03:30 and 04:30
        Assert.Equal(ManagementLevel.M4, (await host.EscalationAsync())!.Level);
        var told = await host.RemindersAsync();
        Assert.Equal([FlowHost.Local("2026-11-23 02:45"), FlowHost.Local("2026-11-23 03:30"), FlowHost.Local("2026-11-23 04:30")], told);

        await host.TakeUpAsync("vp1");
        await host.AtAsync("2026-11-23 06:00");
        Assert.Equal(told, await host.RemindersAsync());
    }

    private async Task<FlowHost> RemoteFaultAsync()
    {
        var host = template.Start("2026-11-23 02:05");
        await host.AcceptedAsync("NE-GZ-0001", "2026-11-23 02:10");
        await host.RemoteAsync("2026-11-23 02:30");
        return host;
    }

    private static async Task<bool> IsRunningAsync(FlowHost host, Escalation escalation) => await host.ReadAsync(db => db.Set<Elsa.Workflows.Management.Entities.WorkflowInstance>()
        .AnyAsync(x => x.CorrelationId == escalation.No && x.DefinitionId == FlowIds.ManagementEscalation && x.Status == Elsa.Workflows.WorkflowStatus.Running));
}
