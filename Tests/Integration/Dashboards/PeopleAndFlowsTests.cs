using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Timesheets;
using Elsa.ITR.Tests.Integration.Seeding;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Web.Features.Dashboards;
using Elsa.ITR.Web.Features.Processes;
using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Tests.Integration.Dashboards;

/// <summary>Workload, target versions, partners and flows against a count by hand over the demonstration data.</summary>
[Collection(nameof(DemoTemplate))]
public sealed class PeopleAndFlowsTests(DemoTemplate demo)
{
    private static readonly DashboardFilter Year = new() { PeriodText = "12m" };
    private static readonly DateTimeOffset From = ManualTime.Local("2025-12-01 00:00"), To = ManualTime.Local("2026-12-01 00:00");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_workload_is_open_tasks_and_the_hours_of_who_holds_the_role_first()
    {
        var host = demo.Site;
        var (items, hours, grants) = await DatabaseDump.ReadAsync(demo.PathOf("template"), async db => (
            await db.Set<WorkItem>().AsNoTracking().ToListAsync(), await db.Set<TimesheetEntry>().AsNoTracking().ToListAsync(), await db.Set<RoleGrant>().AsNoTracking().ToListAsync()));

        var work = await host.CallAsync<GetWork.Handler, GetWork.Work>(handler => handler.HandleAsync(new DashboardFilter { PeriodText = "2026-10" }, Token));

        foreach (var line in work.Workload)
        {
            var open = items.Where(x => x.Role == line.Role && x.IsOpen).ToList();
            Assert.Equal((line.Role, open.Count, open.Count(x => x.DueAt < ManualTime.Local("2026-11-23 09:00"))), (line.Role, line.Open, line.Overdue));
        }

        var engineers = Assert.Single(work.Workload, x => x.Role == RoleCodes.Tier1Engineer);
        var first = grants.GroupBy(x => x.UserId).Where(x => x.All(grant => grant.Role == RoleCodes.Tier1Engineer)).Select(x => x.Key).ToHashSet(); // in the data they hold this role alone
        Assert.Equal(first.Count, engineers.People);
        Assert.Equal(hours.Where(x => first.Contains(x.UserId) && x.WorkedOn is { Year: 2026, Month: 10 }).Sum(x => x.Minutes), engineers.Logged);
        Assert.Equal(18 * 9 * 60 * first.Count, engineers.Available); // October 2026: 22 weekdays, five of them holidays, one Saturday made up; nine hours each
        Assert.InRange(engineers.Used.Percent!.Value, 1, 100);
    }

    [Fact]
    public async Task A_target_version_is_the_released_one_that_no_other_follows()
    {
        var host = demo.Site;
        var (elements, versions) = await DatabaseDump.ReadAsync(demo.PathOf("template"), async db => (
            await db.Set<InstalledEquipment>().AsNoTracking().ToListAsync(), await db.Set<SoftwareVersion>().AsNoTracking().ToListAsync()));

        var work = await host.CallAsync<GetWork.Handler, GetWork.Work>(handler => handler.HandleAsync(Year, Token));

        string[] targets = ["5.21.18.30", "4.13.06.22", "3.08.02.05", "V2R6"]; // demo-data §3
        var products = versions.Where(x => targets.Contains(x.VersionNo)).ToDictionary(x => x.ProductId, x => x.Id);
        var concerned = elements.Where(x => x.State == EquipmentState.InService && products.ContainsKey(x.ProductId)).ToList();
        Assert.Equal(new Share(concerned.Count(x => x.SoftwareVersionId == products[x.ProductId]), concerned.Count), work.Figures.Single(x => x.Key == "OnTarget").Share);
    }

    [Fact]
    public async Task A_partner_is_scored_by_what_he_promised_reported_and_was_thanked_for()
    {
        var host = demo.Site;
        var year = await PastYear.ReadAsync(demo.PathOf("template"));
        var orgs = await DatabaseDump.ReadAsync(demo.PathOf("template"), db => db.Set<Organization>().AsNoTracking().ToDictionaryAsync(x => x.Code, x => x.Id));

        var lines = await host.CallAsync<GetPartners.Handler, IReadOnlyList<GetPartners.Line>>(handler => handler.HandleAsync(Year, Token));

        Assert.Equal(["PA1", "PA2"], lines.Select(x => x.Code));
        foreach (var line in lines)
        {
            var own = year.Cases.Where(x => x.PartnerOrgId == orgs[line.Code]).ToList();
            var stopped = own.SelectMany(x => year.Clocks[x.Id]).Where(x => x.ClockId.Contains("-PARTNER-", StringComparison.Ordinal) && x.StoppedAt >= From && x.StoppedAt < To && x.State is ClockState.Met or ClockState.Missed).ToList();
            var reports = stopped.Where(x => x.ClockId.EndsWith("-REPORT", StringComparison.Ordinal)).ToList();
            var rest = stopped.Except(reports).ToList();
            var answers = own.Where(x => x.ClosedAt >= From && x.ClosedAt < To).SelectMany(x => year.Surveys[x.Id]).Select(x => x.Overall).OfType<int>().ToList();

            Assert.Equal(own.Count(x => x.ReceivedAt >= From && x.ReceivedAt < To), line.Cases);
            Assert.Equal(new Share(rest.Count(x => x.State == ClockState.Met), rest.Count), line.InTime);
            Assert.Equal(new Share(reports.Count(x => x.State == ClockState.Met), reports.Count), line.Reported);
            Assert.Equal(answers.Count == 0 ? null : answers.Average(), line.Rating);
        }
    }

    [Theory]
    [InlineData(9, 10, 8, 10, 4.5, 1, 1, 88, 4)] // 36 + 24 + 18 + 10
    [InlineData(0, 1, 0, 1, null, 0, 0, 0, 1)] // never below one star
    [InlineData(1, 1, 0, 0, null, 0, 0, 100, 5)] // what there is nothing of leaves its weight to the others
    public void A_score_weighs_what_there_is(int met, int ended, int reported, int reports, double? rating, int first, int accepted, double score, int stars)
    {
        var line = new GetPartners.Line("PA", new("伙伴", "Partner"), 0, 0, new Share(met, ended), new Share(reported, reports), rating, new Share(first, accepted), null);

        Assert.Equal((score, stars), (Math.Round(line.Score!.Value, 6), line.Stars));
    }

    [Fact]
    public async Task A_flow_says_what_runs_stands_ended_and_whom_it_waited_for()
    {
        var host = demo.Site;
        var (instances, items) = await DatabaseDump.ReadAsync(demo.PathOf("template"), async db => (
            await db.Set<WorkflowInstance>().AsNoTracking().ToListAsync(), await db.Set<WorkItem>().AsNoTracking().Where(x => x.CompletedAt >= From && x.CompletedAt < To).ToListAsync()));

        var health = await host.CallAsync<GetFlowHealth.Handler, GetFlowHealth.Health>(handler => handler.HandleAsync("12m", Token));

        Assert.Equal(instances.Count(x => x.Status == WorkflowStatus.Running), health.Lines.Sum(x => x.Running));
        Assert.Equal(instances.Count(x => x.Status == WorkflowStatus.Running && (x.StalledAt is not null || x.FaultedActivityCount > 0)), health.Lines.Sum(x => x.Standing));
        foreach (var line in health.Lines)
        {
            var ended = instances.Where(x => x.DefinitionId == line.DefinitionId && x.Version == line.Version && x.SubStatus == WorkflowSubStatus.Finished && x.FinishedAt >= From && x.FinishedAt < To).ToList();
            Assert.Equal(ended.Count, line.Ended);
            if (ended.Count > 0)
                Assert.Equal(ended.Average(x => (x.FinishedAt!.Value - x.CreatedAt).TotalSeconds), line.Cycle!.Value.TotalSeconds, tolerance: 0.2);
            var waits = items.Where(x => x.FlowId == line.DefinitionId && x.FlowVersion == line.Version && x.Step is not null).GroupBy(x => x.Step!).Select(x => x.Average(item => (item.CompletedAt!.Value - item.CreatedAt).TotalSeconds)).ToList();
            if (waits.Count > 0)
                Assert.Equal(waits.Max(), line.Slowest!.Mean.TotalSeconds, tolerance: 0.2);
        }
    }

    [Fact]
    public async Task The_pages_show_them_to_whom_they_concern()
    {
        var host = demo.Site;
        using var owner = await host.SignInAsync("owner1");
        using var manager = await host.SignInAsync("office1");

        Assert.Contains("data-testid=\"health\"", await owner.GetStringAsync("/processes/health?period=12m", Token), StringComparison.Ordinal);
        Assert.Contains("data-partner=\"PA1\"", await manager.GetStringAsync("/dashboard/partners?period=12m", Token), StringComparison.Ordinal);
        Assert.Contains("data-role=\"Tier1Engineer\"", await manager.GetStringAsync("/dashboard/work?period=12m", Token), StringComparison.Ordinal);
    }
}
