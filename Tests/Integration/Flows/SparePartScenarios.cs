using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Documents;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Domain.Scoring;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Domain.Spares;
using Elsa.ITR.Workflows;
using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Flows;

/// <summary>Acceptance scenarios of flow 17, at the minute.</summary>
[Collection(nameof(FlowTemplate))]
public sealed class SparePartScenarios(FlowTemplate template)
{
    private const string L1Loan = "GD-HW-L1-LOAN";
    private const string Return = "GD-HW-LOAN-RETURN";

    [Fact] // 17.1
    public async Task Delivery_counts_from_acceptance_and_approval_from_the_request()
    {
        await using var host = template.Start("2026-11-23 02:05");
        await host.AcceptedAsync("NE-SZ-0001", "2026-11-23 02:10");
        await host.AtAsync("2026-11-23 02:30");
        await host.AskForPartAsync("L1Fault");

        Assert.Equal(FlowHost.Local("2026-11-23 05:10"), (await host.ServiceClockAsync<SparePartRequest>(L1Loan)).DueAt);
        Assert.Equal(FlowHost.Local("2026-11-23 02:45"), (await host.ServiceClockAsync<SparePartRequest>("OLA-SPARE-APPROVE")).DueAt);
        var approval = await host.TaskAsync("spare-approve");
        Assert.Equal(("DutyManager", FlowHost.Local("2026-11-23 02:45")), (approval.Role, approval.DueAt!.Value)); // at night
        Assert.Equal("SZ", await CityOfAsync(host, await host.ReservedAsync()));
    }

    [Fact] // 17.2
    public async Task A_late_delivery_proposes_the_penalty_with_the_stock_flag()
    {
        await using var host = template.Start("2026-11-23 02:05");
        await host.AcceptedAsync("NE-SZ-0001", "2026-11-23 02:10");
        await host.AtAsync("2026-11-23 02:30");
        await host.AskForPartAsync("L1Fault");
        await host.SendPartAsync("duty1");
        await host.AtAsync("2026-11-23 05:40");
        await host.ReceivePartAsync();

        var clock = await host.ServiceClockAsync<SparePartRequest>(L1Loan);
        Assert.Equal((ClockState.Missed, FlowHost.Local("2026-11-23 05:40")), (clock.State, clock.StoppedAt));
        var penalty = Assert.Single(await host.ServicePenaltiesAsync());
        Assert.Equal(("PEN-HW-L1", 5m, PenaltyState.Proposed, true), (penalty.RuleId, penalty.Points, penalty.State, penalty.StockAvailable));
    }

    [Fact] // 17.3
    public async Task The_return_is_due_after_fifteen_days_and_one_extension_adds_seven()
    {
        await using var host = template.Start("2026-11-24 09:00");
        await host.DispatchedAsync("NE-SZ-0001", "BIZ_MINOR_ALARM", interrupted: false);
        await host.AskForPartAsync("FaultRepair");
        await host.SendPartAsync();
        await host.AtAsync("2026-11-24 15:00");
        await host.ReceivePartAsync();

        var clock = await host.ServiceClockAsync<SparePartRequest>(Return);
        Assert.Equal(FlowHost.Local("2026-12-10 00:00"), clock.DueAt);
        Assert.Equal((80, FlowHost.Local("2026-12-07 09:00")), (clock.NextPercent, clock.NextThresholdAt));
        await host.DoAsync("t1sz", "spare-use", "Used", ("result", "service is back"));

        await ExtendAsync(host);
        Assert.Equal(FlowHost.Local("2026-12-17 00:00"), (await host.ServiceClockAsync<SparePartRequest>(Return)).DueAt);
        Assert.Equal(FlowHost.Local("2026-12-17 00:00"), await host.ReadAsync(db => db.Set<Loan>().Select(x => x.DueAt).SingleAsync()));

        await ExtendAsync(host);
        var refusal = await Assert.ThrowsAsync<RuleViolationException>(() => host.DoAsync("t1sz", "spare-return", "Extend", ("reason", "still measuring"))); // twice at most
        Assert.Equal("spare.no-more-extensions", refusal.Code);
    }

    [Fact]
    public async Task A_part_that_is_out_comes_back_though_the_flow_is_cancelled()
    {
        await using var host = template.Start("2026-11-24 09:00");
        await host.DispatchedAsync("NE-SZ-0001", "BIZ_MINOR_ALARM", interrupted: false);
        await host.AskForPartAsync("FaultRepair");
        await host.SendPartAsync();
        await CancelAsync(host);
        Assert.Equal(SpareRequestState.Shipped, (await host.ServiceAsync<SparePartRequest>()).State);
        await host.ReceivePartAsync();
        await CancelAsync(host);
        await host.UseAndReturnAsync();
        await host.DoAsync("wh1", "spare-test", "Good", ("testReport", "no fault found"));

        Assert.Equal(SpareRequestState.Closed, (await host.ServiceAsync<SparePartRequest>()).State);
        Assert.Equal(LoanState.Returned, await host.ReadAsync(db => db.Set<Loan>().Select(x => x.State).SingleAsync()));
        Assert.Equal(ClockState.Met, (await host.ServiceClockAsync<SparePartRequest>(Return)).State);
    }

    [Fact]
    public async Task A_part_in_the_warehouse_is_free_again_when_its_request_is_cancelled()
    {
        await using var host = template.Start("2026-11-24 09:00");
        await host.DispatchedAsync("NE-SZ-0001", "BIZ_MINOR_ALARM", interrupted: false);
        await host.AskForPartAsync("FaultRepair");
        var part = await host.ReservedAsync();
        Assert.Equal(SpareState.Reserved, part.State);
        await CancelAsync(host);

        Assert.Equal(SpareRequestState.Cancelled, (await host.ServiceAsync<SparePartRequest>()).State);
        Assert.Equal(SpareState.InStock, await host.ReadAsync(db => db.Set<SpareItem>().Where(x => x.SerialNo == part.SerialNo).Select(x => x.State).SingleAsync()));
        Assert.DoesNotContain(await host.OpenAsync(), x => x.TaskType.StartsWith("spare-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_borrower_is_told_which_part_is_to_come_back()
    {
        await using var host = template.Start("2026-11-24 09:00");
        await host.DispatchedAsync("NE-SZ-0001", "BIZ_MINOR_ALARM", interrupted: false);
        await host.AskForPartAsync("FaultRepair");
        await host.SendPartAsync();
        await host.ReceivePartAsync();
        await host.DoAsync("t1sz", "spare-use", "Used", ("result", "service is back"));
        await host.AtAsync("2026-12-10 00:00");

        var request = await host.ServiceAsync<SparePartRequest>();
        var told = await host.ReadAsync(db => db.Set<Notification>().Where(x => x.RecordId == request.Id && x.Thing == Return && x.Channel == NotificationChannel.InApp).OrderBy(x => x.SentAt).ToListAsync());
        Assert.All(told, x => Assert.Equal(("LOAN_DUE", $"Loan {request.ReceivedSerial} is to be returned by 2026-12-10 00:00"), (x.TemplateCode, x.TextEn)));
        Assert.Equal([FlowHost.Local("2026-12-07 09:00"), FlowHost.Local("2026-12-10 00:00")], told.Select(x => x.SentAt).Distinct());
    }

    [Fact] // 17.4
    public async Task Older_firmware_is_offered_only_with_an_upgrade()
    {
        await using var host = template.Start("2026-11-24 09:00");
        await host.DispatchedAsync("NE-SZ-0001", "BIZ_MINOR_ALARM", interrupted: false);
        await host.AskForPartAsync("FaultRepair", more: ("firmware", "9.0"));

        Assert.True((await host.ServiceAsync<SparePartRequest>()).UpgradeFirst);
        await host.DoAsync("spare1", "spare-approve", "Approve");
        var refusal = await Assert.ThrowsAsync<RuleViolationException>(host.ShipPartAsync);
        Assert.Equal("work-item.field-required", refusal.Code);
        await host.DoAsync("wh1", "spare-ship", "Shipped", ("testOk", true), ("upgraded", true), ("carrier", "courier"), ("eta", "2026-11-24T12:00"));

        Assert.Equal(SpareRequestState.Shipped, (await host.ServiceAsync<SparePartRequest>()).State);
    }

    [Fact] // 17.5
    public async Task A_major_cutover_is_held_to_the_agreed_time()
    {
        await using var host = template.Start("2026-12-01 09:00");
        await host.DispatchedAsync("NE-SZ-0001", "BIZ_MINOR_ALARM", interrupted: false);
        await host.AskForPartAsync("MajorCutover", more: ("neededByAt", "2026-12-02T20:00"));
        await host.SendPartAsync();
        Assert.Equal(FlowHost.Local("2026-12-02 20:00"), (await host.ServiceClockAsync<SparePartRequest>("GD-HW-CUTOVER-LOAN")).DueAt);
        await host.AtAsync("2026-12-02 21:00");
        await host.ReceivePartAsync();

        var penalty = Assert.Single(await host.ServicePenaltiesAsync());
        Assert.Equal(("PEN-HW-CUTOVER", 2m), (penalty.RuleId, penalty.Points));
    }

    [Fact] // 17.6
    public async Task A_part_dead_on_arrival_is_sourced_again_with_priority_while_the_clock_runs()
    {
        await using var host = template.Start("2026-11-23 02:05");
        await host.AcceptedAsync("NE-SZ-0001", "2026-11-23 02:10");
        await host.AtAsync("2026-11-23 02:30");
        await host.AskForPartAsync("L1Fault");
        await host.SendPartAsync("duty1");
        var first = (await host.ServiceAsync<SparePartRequest>()).Serial;
        await host.AtAsync("2026-11-23 03:30");
        await host.DoAsync("t1sz", "spare-receive", "DeadOnArrival", ("condition", "no power"), ("comment", "dead"));

        var request = await host.ServiceAsync<SparePartRequest>();
        Assert.Equal((SpareRequestState.Submitted, 1), (request.State, request.Priority));
        Assert.NotEqual(first, request.Serial);
        Assert.Equal(SpareState.InTest, await host.ReadAsync(db => db.Set<SpareItem>().Where(x => x.SerialNo == first).Select(x => x.State).SingleAsync()));
        var clock = await host.ServiceClockAsync<SparePartRequest>(L1Loan);
        Assert.Equal((ClockState.Running, FlowHost.Local("2026-11-23 05:10")), (clock.State, clock.DueAt));
        Assert.Equal((1, FlowHost.Local("2026-11-23 03:45")), ((await host.TaskAsync("spare-approve")).Priority, (await host.TaskAsync("spare-approve")).DueAt!.Value));
    }

    [Fact] // 17.7
    public async Task A_customer_borrows_only_when_all_three_preconditions_hold()
    {
        await using var host = template.Start("2026-11-24 09:00");
        await host.DispatchedAsync("NE-SZ-0001", "BIZ_MINOR_ALARM", interrupted: false);
        await host.StartFlowAsync(FlowIds.SparePartRequest, "intake1", ("requesterRole", "CustomerUser"), ("requesterId", await host.PersonIdAsync("custgz")));

        var refusal = await Assert.ThrowsAsync<RuleViolationException>(
            () => host.SubmitPartAsync("custgz", "SL64", "Loan", ("purpose", "FaultRepair"), ("loanPreconditions", "cannotJudge,noReplacement")));
        Assert.Equal("spare.preconditions-missing", refusal.Code);
        await host.SubmitPartAsync("custgz", "SL64", "Loan", ("purpose", "FaultRepair"), ("loanPreconditions", "cannotJudge,noReplacement,noOwnSpare"));

        Assert.Equal("InstituteApprover", (await host.TaskAsync("spare-window")).Role);
        await host.DoAsync("institute1", "spare-window", "Accept");
        Assert.Equal("SparePartsCoordinator", (await host.TaskAsync("spare-approve")).Role);
    }

    [Fact] // 17.8
    public async Task An_abnormal_part_is_investigated_and_reported_on_the_case()
    {
        await using var host = template.Start("2026-11-24 09:00");
        await host.DispatchedAsync("NE-SZ-0001", "BIZ_MINOR_ALARM", interrupted: false);
        await host.AskForPartAsync("FaultRepair");
        await host.SendPartAsync();
        await host.ReceivePartAsync();
        await host.UseAndReturnAsync();
        await host.DoAsync("wh1", "spare-test", "Abnormal", ("testReport", "cracked substrate"));

        Assert.Equal("RnDEngineer", (await host.TaskAsync("doc-investigation")).Role);
        await host.DoAsync("rnd1", "doc-investigation", "Submit", ("cause", "thermal stress"), ("analysis", "X-ray"), ("solution", "new solder"));

        var types = await host.ReadAsync(db => db.Set<DocumentRecord>().Where(x => x.RecordId == host.Case.Id).Select(x => x.Type).ToListAsync());
        Assert.Equal(["InvestigationReport", "LoanNote", "ReturnNote"], types.Order(StringComparer.Ordinal));
        Assert.Equal(SpareRequestState.Closed, (await host.ServiceAsync<SparePartRequest>()).State);
        Assert.Equal("Closed", await host.OutcomeOfAsync(FlowIds.SparePartRequest));
    }

    // The flow of the request ends, as it does with the flow that asked.
    private static async Task CancelAsync(FlowHost host)
    {
        var running = await host.ReadAsync(db => db.Set<WorkflowInstance>()
            .Where(x => x.DefinitionId == FlowIds.SparePartRequest && x.Status == WorkflowStatus.Running).Select(x => x.Id).SingleAsync());
        await host.RunAsync(null, services => services.GetRequiredService<IWorkflowCancellationService>().CancelWorkflowAsync(running));
        await host.DrainAsync();
    }

    private static async Task ExtendAsync(FlowHost host)
    {
        await host.DoAsync("t1sz", "spare-return", "Extend", ("reason", "measuring goes on"));
        await host.DoAsync("spare1", "spare-extend", "Approve");
    }

    private static Task<string> CityOfAsync(FlowHost host, SpareItem item) => host.ReadAsync(async db =>
    {
        var source = (await host.ServiceAsync<SparePartRequest>()).SourceWarehouseId;
        Assert.Equal(SpareState.Reserved, item.State);
        return await db.Set<Warehouse>().Where(x => x.Id == source).Select(x => x.CityCode).SingleAsync();
    });
}
