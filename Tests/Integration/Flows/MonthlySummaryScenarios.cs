using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Contracts;
using Elsa.ITR.Domain.Documents;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.OnsiteServices;
using Elsa.ITR.Domain.Scoring;
using Elsa.ITR.Domain.Services;
using Elsa.ITR.Workflows;
using Elsa.Workflows.Management.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Elsa.ITR.Tests.Integration.Flows.OnsiteSteps;

namespace Elsa.ITR.Tests.Integration.Flows;

/// <summary>The monthly part of flow 03: a month opens once for every contract, its summary is due on the 15th.</summary>
[Collection(nameof(FlowTemplate))]
public sealed class MonthlySummaryScenarios(FlowTemplate template)
{
    private const string Clock = "GD-L234-MONTHLY-REPORT";

    [Fact] // 03.7
    public async Task The_summary_of_november_is_due_on_the_15th_of_december_and_late_it_costs_a_point()
    {
        await using var host = await DecemberAsync();
        Assert.Equal(FlowHost.Local("2026-12-16 00:00"), (await host.ClockAsync(Clock)).DueAt);
        await host.DoAsync("t1gz", "doc-monthly-summary", "Submit");

        await host.AtAsync("2026-12-15 23:59");
        Assert.Empty(await host.PenaltiesAsync());
        await host.AtAsync("2026-12-16 10:00");
        await host.DoAsync("institute1", "doc-sign", "Accept");

        var penalty = Assert.Single(await host.PenaltiesAsync());
        Assert.Equal(("PEN-L234-DOC", 1m, PenaltyState.Proposed), (penalty.RuleId, penalty.Points, penalty.State));
        Assert.Equal(host.Record.No, await host.RunAsync("contract1", services => services.GetRequiredService<IServiceRecords>().BearerNoAsync(penalty.No)));
        Assert.Equal(ClockState.Missed, (await host.ClockAsync(Clock)).State);
        Assert.Equal(MonthlySummaryState.Accepted, (await host.RecordAsync<MonthlySummary>()).State);
        Assert.Equal("Accepted", await host.OutcomeOfAsync(FlowIds.MonthlySummary));
    }

    [Theory]
    [InlineData("2026-12-14 10:00", "2026-12-14T10:00")]
    [InlineData("2026-12-16 10:00", "2026-12-15T17:00")] // entered late, accepted in time
    public async Task Accepted_by_the_15th_it_is_met(string at, string accepted)
    {
        await using var host = await DecemberAsync();
        await host.DoAsync("t1gz", "doc-monthly-summary", "Submit", ("remarks", "one visit"));
        await host.AtAsync(at);

        await host.DoAsync("institute1", "doc-sign", "Accept", ("documentAcceptedAt", accepted));

        Assert.Equal(ClockState.Met, (await host.ClockAsync(Clock)).State);
        Assert.DoesNotContain(await host.PenaltiesAsync(), x => x.State != PenaltyState.Waived);
    }

    [Fact]
    public async Task An_engineer_of_the_office_finds_the_reports_of_the_month_listed()
    {
        await using var host = template.Start("2026-11-24 09:00");
        await host.OpenMonthsAsync();
        await WorkingAsync(host);
        await FinishAsync(host);
        await ReportAsync(host);
        await host.DoAsync("custgz", "onsite-sign", "Signed");
        var visit = await host.ServiceAsync<OnsiteService>();
        var (caseNo, report) = (host.Case.No, await host.ReadAsync(db => db.Set<DocumentRecord>().Where(x => x.AboutNo == visit.No).Select(x => x.No).SingleAsync()));
        await host.AtAsync("2026-12-01 09:00");
        await host.OpenMonthsAsync();

        await UseAsync(host, "CON-2026-001");
        var item = await host.TaskAsync("doc-monthly-summary");
        Assert.Equal(("Tier1Engineer", FlowHost.Local("2026-12-16 00:00")), (item.Role, item.DueAt!.Value));
        var input = FormJson.Read(item.InputData);
        Assert.Equal("2026-11", input["month"]);
        Assert.Equal($"{report} · {visit.No} · {caseNo} L3 · SITE-GZ-01 · 2026-11-24 09:00 – 2026-11-24 09:00", input["reports"]);
        Assert.Equal([Clock], (await host.ClocksAsync()).Keys); // neither the meeting nor the versions

        await host.DoAsync("t1gz", item, "Submit");
        await host.DoAsync("institute1", "doc-sign", "Reject", ("comment", "name the parts"));
        await host.DoAsync("t1gz", "doc-monthly-summary", "Submit", ("remarks", "SL64"));
        await host.DoAsync("institute1", "doc-sign", "Accept");
        var document = await host.ReadAsync(db => db.Set<DocumentRecord>().SingleAsync(x => x.RecordId == host.Record.Id));
        Assert.Equal((DocumentTypes.OnsiteServiceReportSummary, DocumentState.Accepted, 2), (document.Type, document.State, document.Version));
    }

    [Fact]
    public async Task A_month_opens_at_nine_on_its_first_day_for_the_contracts_that_promise_a_summary_and_were_in_force()
    {
        await using var host = template.Start("2026-11-20 10:00");
        Assert.Equal(0, await host.OpenMonthsAsync()); // what began before the product looked is not its business
        await host.AtAsync("2026-12-01 08:59");
        Assert.Equal(0, await host.OpenMonthsAsync());
        await host.AtAsync("2026-12-01 09:00");

        Assert.Equal(2, await host.OpenMonthsAsync());
        Assert.Equal(0, await host.OpenMonthsAsync());

        Assert.Equal(["CON-2026-001 2026-11", "CON-2026-003 2026-11"], await SummariesAsync(host));
        var opened = await host.ReadAsync(db => db.Set<BusinessEvent>().Where(x => x.Name == "Month.Opened").ToListAsync());
        Assert.All(opened, x => Assert.Equal((FlowHost.Local("2026-12-01 00:00"), EventSource.Job), (x.OccurredAt, x.Source)));
        await UseAsync(host, "CON-2026-003");
        Assert.StartsWith("本月无现场服务", (string)FormJson.Read((await host.TaskAsync("doc-monthly-summary")).InputData)["reports"]!);
    }

    [Fact]
    public async Task After_a_standstill_every_month_that_began_meanwhile_is_opened()
    {
        await using var host = template.Start("2026-11-20 10:00");
        await host.OpenMonthsAsync();
        await host.AtAsync("2027-02-03 15:00");

        Assert.Equal(6, await host.OpenMonthsAsync());

        Assert.Equal(
            ["CON-2026-001 2026-11", "CON-2026-001 2026-12", "CON-2026-001 2027-01", "CON-2026-003 2026-11", "CON-2026-003 2026-12", "CON-2026-003 2027-01"],
            await SummariesAsync(host));
        await UseAsync(host, "CON-2026-001", "2026-11");
        Assert.True((await host.ClockAsync(Clock)).IsBreached);
        await UseAsync(host, "CON-2026-001", "2027-01");
        Assert.Equal((false, FlowHost.Local("2027-02-16 00:00")), ((await host.ClockAsync(Clock)).IsBreached, (await host.ClockAsync(Clock)).DueAt));
    }

    [Fact]
    public async Task Two_nodes_open_a_month_once()
    {
        var (one, other) = template.StartTwo("2026-11-20 10:00");
        await using var _ = one;
        await using var __ = other;
        await Task.WhenAll(one.OpenMonthsAsync(), other.OpenMonthsAsync());
        await one.AtAsync("2026-12-01 09:00");
        await other.AtAsync("2026-12-01 09:00");

        var opened = await Task.WhenAll(Enumerable.Range(0, 6).Select(at => Task.Run(() => (at % 2 == 0 ? one : other).OpenMonthsAsync())));

        Assert.Equal(2, opened.Sum());
        Assert.Equal(["CON-2026-001 2026-11", "CON-2026-003 2026-11"], await SummariesAsync(one));
        Assert.Equal(2, await one.ReadAsync(db => db.Set<BusinessEvent>().CountAsync(x => x.Name == "Month.Opened")));
        Assert.Equal(2, await one.ReadAsync(db => db.Set<WorkflowInstance>().CountAsync(x => x.DefinitionId == FlowIds.MonthlySummary)));
        Assert.Equal(2, await one.ReadAsync(db => db.Set<WorkItem>().CountAsync(x => x.TaskType == "doc-monthly-summary")));
    }

    // December has begun; the test works on what the contract of the province is owed for November.
    private async Task<FlowHost> DecemberAsync()
    {
        var host = template.Start("2026-11-20 10:00");
        await host.OpenMonthsAsync();
        await host.AtAsync("2026-12-01 09:00");
        await host.OpenMonthsAsync();
        await UseAsync(host, "CON-2026-001");
        return host;
    }

    private static async Task UseAsync(FlowHost host, string contract, string month = "2026-11") =>
        host.Use((await host.ReadAsync(db => db.Set<MonthlySummary>().SingleAsync(x => x.Contract == contract && x.Month == month))).Ref);

    private static Task<List<string>> SummariesAsync(FlowHost host) =>
        host.ReadAsync(db => db.Set<MonthlySummary>().OrderBy(x => x.Contract).ThenBy(x => x.Month).Select(x => x.Contract + " " + x.Month).ToListAsync());
}
