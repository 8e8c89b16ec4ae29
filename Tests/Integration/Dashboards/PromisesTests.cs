using System.Net;
using System.Text.RegularExpressions;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Tests.Integration.Seeding;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Web.Features.Cases;
using Elsa.ITR.Web.Features.Dashboards;

namespace Elsa.ITR.Tests.Integration.Dashboards;

/// <summary>The dashboard's figures against a count by hand over the demonstration data, and the lists behind them against the figures.</summary>
[Collection(nameof(DemoTemplate))]
public sealed partial class PromisesTests(DemoTemplate demo)
{
    private static readonly DateTimeOffset Now = ManualTime.Local("2026-11-23 09:00");

    [Fact]
    public async Task What_was_kept_in_a_period_is_what_its_clocks_say()
    {
        var host = demo.Site;
        var year = await PastYear.ReadAsync(demo.PathOf("template"));
        var (from, to) = (ManualTime.Local("2025-12-01 00:00"), ManualTime.Local("2026-12-01 00:00"));

        var board = await BoardAsync(host, new DashboardFilter { PeriodText = "12m" });

        var ended = year.CompletedIn(from, to).Where(x => x.Level is not null && year.InTime(x) is not null).ToList();
        Assert.True(ended.Count > 100);
        foreach (var group in ended.GroupBy(x => (x.Level!.Value, x.RegionCode)))
        {
            var shown = Assert.Single(board.Kept, line => line.Level == group.Key.Value && line.Region == group.Key.RegionCode);
            Assert.Equal(new Share(group.Count(x => year.InTime(x) == true), group.Count()), shown.InTime);
        }

        Assert.Equal(ended.Count, board.InTime.All);
        foreach (var mean in board.Means)
        {
            var faults = year.CompletedIn(from, to).Where(x => x.CaseType == CaseType.Fault && x.Level == mean.Level && x.AcceptedAt is not null).ToList();
            var paused = faults.SelectMany(x => year.Clocks[x.Id]).Where(clock => PastYear.FaultClocks.Contains(clock.ClockId) && (clock.State is ClockState.Met or ClockState.Missed)).Sum(clock => clock.PausedTotal.TotalSeconds);
            Assert.Equal(faults.Count, mean.Cases);
            Assert.Equal(faults.Average(x => (x.CompletedAt - x.AcceptedAt)!.Value.TotalSeconds), mean.WithPauses!.Value.TotalSeconds, tolerance: 0.01);
            Assert.Equal((faults.Sum(x => (x.CompletedAt - x.AcceptedAt)!.Value.TotalSeconds) - paused) / faults.Count, mean.Value!.Value.TotalSeconds, tolerance: 0.01);
        }

        var causes = year.CompletedIn(from, to).Where(x => x.CaseType == CaseType.Fault).GroupBy(x => x.RootCauseCode).ToDictionary(x => x.Key.ToString() ?? "", x => x.Count());
        Assert.Equal(causes, board.Causes.ToDictionary(x => x.Cause.ToString() ?? "", x => x.Cases));
    }

    [Fact]
    public async Task The_twelve_months_add_up()
    {
        var host = demo.Site;
        var year = await PastYear.ReadAsync(demo.PathOf("template"));

        var board = await BoardAsync(host, new DashboardFilter());

        Assert.Equal(12, board.Months.Count);
        foreach (var month in board.Months)
        {
            var (from, to) = (month.Period.From, month.Period.To);
            Assert.Equal(year.Cases.Count(x => x.ReceivedAt >= from && x.ReceivedAt < to), month.Received);
            Assert.Equal(year.Cases.Count(x => x.ClosedAt >= from && x.ClosedAt < to), month.Closed);
            Assert.Equal(year.Cases.Count(x => x.ReceivedAt < to && (x.ClosedAt is null || x.ClosedAt >= to)), month.OpenAtEnd);
            foreach (var (level, share) in month.InTime)
            {
                var ended = year.CompletedIn(from, to).Where(x => Math.Min(x.Level ?? 0, 3) == level && year.InTime(x) is not null).ToList();
                Assert.Equal(new Share(ended.Count(x => year.InTime(x) == true), ended.Count), share);
            }
        }
    }

    [Fact]
    public async Task Every_open_case_stands_in_one_place_and_its_age_too()
    {
        var host = demo.Site;
        var year = await PastYear.ReadAsync(demo.PathOf("template"));

        var board = await BoardAsync(host, new DashboardFilter());

        Assert.Equal(year.Open.Count(), board.Open.Sum(line => line.All));
        foreach (var line in board.Open)
            Assert.Equal(year.Open.Count(x => x.Level == line.Level), line.All);
        Assert.Equal(1, board.Open.Single(line => line.Level == 3).Counts[CasePromises.Breached]); // row 7 of the demonstration data
        Assert.Equal(1, board.Of(CasePromises.Breached));
        Assert.Equal(year.Open.Count(), board.Ages.Values.Sum());
        Assert.Equal(year.Open.Count(x => Now - x.ReceivedAt < TimeSpan.FromDays(1)), board.Ages["1d"]);
        Assert.Equal(year.Open.Count(x => Now - x.ReceivedAt > TimeSpan.FromDays(30)), board.Ages["older"]);
    }

    [Fact]
    public async Task The_list_behind_a_figure_has_as_many_rows_as_the_figure_says()
    {
        var host = demo.Site;
        using var manager = await host.SignInAsync("office1");

        var page = await manager.GetStringAsync("/dashboard?period=12m");

        var links = CountLink().Matches(page).Select(match => (Url: WebUtility.HtmlDecode(match.Groups[1].Value), Count: int.Parse(match.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture)))
            .Concat(StatLink().Matches(page).Select(match => (Url: WebUtility.HtmlDecode(match.Groups[1].Value), Count: int.Parse(match.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture))))
            .Where(link => link.Count is > 0 and <= 50).Distinct().ToList();
        Assert.True(links.Count > 20, $"{links.Count} links");
        foreach (var (url, count) in links)
        {
            var list = await manager.GetStringAsync(url);
            Assert.Equal((url, count), (url, Row().Count(list)));
        }
    }

    [Theory] // roles-and-permissions §2, ui.md §2
    [InlineData("office1", 200, "/dashboard")]
    [InlineData("vp1", 200, "/dashboard")]
    [InlineData("duty1", 200, "/board")]
    [InlineData("quality1", 200, "/inbox")]
    [InlineData("t1gz", 403, "/inbox")]
    [InlineData("custgz", 403, "/portal")]
    public async Task Managers_start_at_the_dashboard_and_others_do_not_see_it(string who, int status, string start)
    {
        var host = demo.Site;
        using var person = await host.SignInAsync(who);

        using var dashboard = await person.GetAsync("/dashboard");
        using var clocks = await person.GetAsync("/clocks");
        using var home = await person.GetAsync("/");

        Assert.Equal((status, status), ((int)dashboard.StatusCode, (int)clocks.StatusCode));
        Assert.Equal(start, home.Headers.Location?.ToString().TrimStart('~'));
    }

    [Fact]
    public async Task An_address_that_nobody_wrote_shows_what_it_understands()
    {
        var host = demo.Site;
        using var manager = await host.SignInAsync("office1");

        foreach (var query in (string[])["period=2026-13", "period=9999-12", "period=0000", "level=9", "region=R9", "customer=' OR 1=1", "contract=%00"])
            Assert.Equal(HttpStatusCode.OK, (await manager.GetAsync("/dashboard?" + query)).StatusCode);
        foreach (var query in (string[])["promise=all", "mark=x", "age=99", "period=2026-02-30", "after=99999999999999999999~x", "after=1~x", "cause=77", "type=3"])
            Assert.Equal(HttpStatusCode.OK, (await manager.GetAsync("/cases?" + query)).StatusCode);
        foreach (var query in (string[])["state=x", "clock=nothing", "due=2026-11-23", "after=1~x"])
            Assert.Equal(HttpStatusCode.OK, (await manager.GetAsync("/clocks?" + query)).StatusCode);
    }

    private static async Task<GetPromises.Board> BoardAsync(ItrHost host, DashboardFilter filter) =>
        await host.CallAsync<GetPromises.Handler, GetPromises.Board>(handler => handler.HandleAsync(filter, TestContext.Current.CancellationToken));

    [GeneratedRegex("""<a class="fig[^"]*" href="([^"]+)">([0-9]+)</a>""")]
    private static partial Regex CountLink();

    [GeneratedRegex("""<a href="(/cases[^"]*)" class="stat[^"]*"><div class="k">.*?</div><div class="v">([0-9]+)</div>""", RegexOptions.Singleline)]
    private static partial Regex StatLink();

    [GeneratedRegex("data-testid=\"(?:case|clock)-row\"")]
    private static partial Regex Row();
}
