using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Elsa.ITR.Data;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Contracts;
using Elsa.ITR.Tests.Integration.Seeding;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Web.Features.Dashboards;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Dashboards;

/// <summary>The figures of kpis.md against a count by hand over the demonstration data.</summary>
[Collection(nameof(DemoTemplate))]
public sealed partial class FiguresTests(DemoTemplate demo)
{
    private static readonly DateTimeOffset From = ManualTime.Local("2025-12-01 00:00"), To = ManualTime.Local("2026-12-01 00:00"); // 12m

    [Fact]
    public async Task Quality_is_what_the_cases_of_the_year_say()
    {
        var host = demo.Site;
        var year = await PastYear.ReadAsync(demo.PathOf("template"));
        var (received, closed, resolved) = (year.Cases.Where(x => In(x.ReceivedAt)).ToList(), year.Cases.Where(x => In(x.ClosedAt)).ToList(), year.Cases.Where(x => In(x.ResolvedAt)).ToList());

        var figures = (await host.CallAsync<GetQuality.Handler, IReadOnlyList<Figure>>(handler => handler.HandleAsync(new DashboardFilter { PeriodText = "12m" }, TestContext.Current.CancellationToken))).ToDictionary(x => x.Key);

        Assert.Equal(ByClock(year, "OLA-INTAKE"), figures["Intake"].Share);
        Assert.Equal(ByClock(year, "OLA-ACCEPT"), figures["Accept"].Share);
        Assert.Equal(ByClock(year, "OLA-CALLBACK"), figures["Callback"].Share);
        Assert.Equal(new Share(closed.Count(x => x.CaseType == CaseType.Fault && x.ReopenCount == 0 && !year.Tiers[x.Id].Any()), closed.Count(x => x.CaseType == CaseType.Fault)), figures["FirstFix"].Share);
        Assert.Equal(new Share(resolved.Count(x => x.CaseType == CaseType.Fault && x.ServiceMode != ServiceMode.Onsite), resolved.Count(x => x.CaseType == CaseType.Fault)), figures["Remote"].Share);
        Assert.Equal(new Share(received.Count(x => x.Entitlement is not null and not EntitlementResult.NoData), received.Count(x => x.Entitlement is not null)), figures["Entitled"].Share);
        Assert.Equal(new Share(resolved.Count(x => x.ReopenCount > 0), resolved.Count), figures["Reopened"].Share);
        Assert.Equal(new Share(received.Count(x => year.Escalations.Any(one => one.RecordId == x.Id)), received.Count), figures["Escalated"].Share);

        Assert.Equal(new Share(closed.Count(x => year.Linked.Contains(x.Id)), closed.Count), figures["Knowledge"].Share);

        var grades = closed.SelectMany(x => year.Surveys[x.Id]).Select(survey => survey.Overall).OfType<int>().ToList();
        Assert.True(grades.Count > 150);
        Assert.Equal(grades.Average(), figures["Satisfaction"].Mean!.Value, 6);
        Assert.Equal(new Share(grades.Count(grade => grade >= 4), grades.Count), figures["Satisfied"].Share);

        var faults = received.Where(x => x.CaseType == CaseType.Fault).ToList();
        var repeated = faults.Count(x => x.EquipmentId is not null && x.FaultCode is not null && year.Cases.Any(earlier =>
            earlier.EquipmentId == x.EquipmentId && earlier.FaultCode == x.FaultCode && earlier.ReceivedAt < x.ReceivedAt && x.ReceivedAt - earlier.ReceivedAt <= TimeSpan.FromDays(90)));
        Assert.Equal(new Share(repeated, faults.Count), figures["Repeated"].Share);

        Assert.Equal(Median(received.Where(x => x is { Level: 1, FirstResponseAt: not null }).Select(x => x.FirstResponseAt!.Value - x.ReceivedAt)).TotalSeconds, figures["FirstResponse"].Span!.Value.TotalSeconds, tolerance: 0.02);
        Assert.Equal(
            Median(year.Cases.Where(x => In(x.CompletedAt) && x is { Level: 1, CaseType: CaseType.Fault, AcceptedAt: not null, RestoredAt: not null }).Select(x => x.RestoredAt!.Value - x.AcceptedAt!.Value)).TotalSeconds,
            figures["Restore"].Span!.Value.TotalSeconds, tolerance: 0.02);

        Assert.Equal(Raised(Tier.Tier2), figures["Tier2"].Share);
        Assert.Equal(Raised(Tier.Tier3), figures["Tier3"].Share);

        Share Raised(Tier tier) => new(faults.Count(x => year.Tiers[x.Id].Any(change => change.To == tier)), faults.Count);
    }

    [Fact]
    public async Task Every_clock_has_the_rate_that_its_rows_say()
    {
        var host = demo.Site;
        var year = await PastYear.ReadAsync(demo.PathOf("template"));

        var rates = await host.CallAsync<GetClockRates.Handler, GetClockRates.Rates>(handler => handler.HandleAsync(new DashboardFilter { PeriodText = "12m" }, TestContext.Current.CancellationToken));

        Assert.True(rates.Lines.Count > 15);
        foreach (var line in rates.Lines)
        {
            var own = year.Clocks.SelectMany(clocks => clocks).Where(clock => clock.ClockId == line.ClockId).ToList();
            Assert.Equal(ByClock(year, line.ClockId), line.InTime);
            Assert.Equal(own.Count(clock => clock.State is ClockState.Running or ClockState.Paused), line.Open);
            Assert.Equal(own.Count(clock => clock.State == ClockState.Running && clock.DueAt <= ManualTime.Local("2026-11-23 09:00") && !clock.HeldByProposal), line.Breached);
        }
    }

    [Theory]
    [InlineData("/dashboard/quality?period=12m", 10)]
    [InlineData("/dashboard/rates?period=2026-10", 4)]
    [InlineData("/dashboard/work?period=12m", 1)]
    public async Task Every_number_leads_to_as_many_rows(string page, int atLeast)
    {
        var host = demo.Site;
        using var manager = await host.SignInAsync("tscdir");

        var links = CountLink().Matches(await manager.GetStringAsync(page))
            .Select(match => (Url: WebUtility.HtmlDecode(match.Groups[1].Value), Count: int.Parse(match.Groups[2].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture)))
            .Where(link => link.Count is > 0 and <= 50 && !link.Url.StartsWith("/records", StringComparison.Ordinal)).Distinct().ToList();

        Assert.True(links.Count >= atLeast, $"{links.Count} links");
        foreach (var (url, count) in links)
            Assert.Equal((url, count), (url, Row().Count(await manager.GetStringAsync(url))));
    }

    private const int Medians = 2; // each asks once more where there is something to sort

    [Fact]
    public async Task The_statements_of_a_page_do_not_grow_with_its_rows()
    {
        var log = new SqlLog();
        await using var host = ItrHost.OnCopyOf(
            demo.PathOf("template"), "2026-11-23 09:00", services => services.ConfigureDbContext<ItrDbContext>(options => options.AddInterceptors(log.Interceptors)));
        using var manager = await host.SignInAsync("office1");

        foreach (var page in (string[])["/dashboard", "/dashboard/quality", "/dashboard/work", "/dashboard/rates", "/scorecard?contract=CON-2025-002&quarter=2026-Q3"])
        {
            var mark = page.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            Assert.InRange(await CountAsync($"{page}{mark}period=12m") - await CountAsync($"{page}{mark}period=2024-01&region=R4"), 0, Medians);
        }

        async Task<int> CountAsync(string url)
        {
            await manager.GetStringAsync(url); // what is read once per host
            return (await log.DuringAsync(() => manager.GetStringAsync(url))).Sum(unit => unit.Reads);
        }
    }

    private static bool In(DateTimeOffset? at) => at >= From && at < To;

    private static Share ByClock(PastYear year, string clockId)
    {
        var ended = year.Clocks.SelectMany(clocks => clocks).Where(clock => clock.ClockId == clockId && In(clock.StoppedAt) && (clock.State is ClockState.Met or ClockState.Missed)).ToList();
        return new Share(ended.Count(clock => clock.State == ClockState.Met), ended.Count);
    }

    private static TimeSpan Median(IEnumerable<TimeSpan> spans)
    {
        var sorted = spans.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }

    [GeneratedRegex("""<a class="fig[^"]*" href="([^"]+)">([0-9,]+)</a>""")]
    private static partial Regex CountLink();

    [GeneratedRegex("data-testid=\"(?:case|clock)-row\"")]
    private static partial Regex Row();
}
