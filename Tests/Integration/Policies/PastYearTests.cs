using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Elsa.ITR.Data;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Tests.Integration.Seeding;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Web.Features.Policies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Policies;

/// <summary>What the past year would have been under a draft, against a count by hand over the demonstration data.</summary>
[Collection(nameof(DemoTemplate))]
public sealed class PastYearTests(DemoTemplate demo)
{
    private const string Onsite = "GD-L1-RESTORE-ONSITE";
    private const string LevelTwo = "GD-L2-RESOLVE";
    private const string LevelFour = "GD-L4-RESOLVE";

    private static readonly DateTimeOffset From = ManualTime.Local("2025-11-23 00:00"), To = ManualTime.Local("2026-11-23 09:00");

    [Fact]
    public async Task The_year_is_counted_again_with_the_numbers_of_the_draft()
    {
        var log = new SqlLog();
        await using var host = ItrHost.OnCopyOf(demo.PathOf("template"), "2026-11-23 09:00", services => services.ConfigureDbContext<ItrDbContext>(options => options.AddInterceptors(log.Interceptors)));
        using var owner = await host.SignInAsync("owner1");
        var version = await DraftAsync(owner, clocks =>
        {
            Clock(clocks, LevelTwo)["target"]!["value"] = 3; // days, 7 before
            Clock(clocks, Onsite)["targets"]!.AsArray().Single(x => (string?)x!["when"]!["region"] == "R1")!["value"] = 3; // hours, 5 before
            Clock(clocks, LevelFour)["target"]!["value"] = 12; // days, 10 before
        });
        var ended = (await DatabaseDump.ReadAsync(demo.PathOf("template"), db => db.Set<SlaClock>().AsNoTracking().ToListAsync()))
            .Where(x => x.ClockId is LevelTwo or Onsite or LevelFour && x.State is ClockState.Met or ClockState.Missed && x.StoppedAt >= From && x.StoppedAt < To).ToList();

        ReplayYear.Result? year = null;
        var units = await log.DuringAsync(async () => year = await host.CallAsync<ReplayYear.Handler, ReplayYear.Result?>(handler => handler.HandleAsync(version, TestContext.Current.CancellationToken)));

        Assert.NotNull(year);
        Assert.Equal((1, From, To, 3, 0), (year.Against, year.From, year.To, year.Changed, year.Untold));
        Assert.Equal(
            ended.GroupBy(x => (x.ClockId, x.Severity)).Select(x => (x.Key.ClockId, x.Key.Severity, x.Count(), x.Count(clock => clock.State == ClockState.Missed), x.Count(IsLate))).Order(),
            year.Rows.Select(x => (x.ClockId, x.Level, x.Ended, x.Before, x.After)).Order());
        Assert.All((string[])[LevelTwo, Onsite], id => Assert.True(Sum(year, id, x => x.After) > Sum(year, id, x => x.Before), id));
        Assert.InRange(Sum(year, LevelFour, x => x.After), 1, Sum(year, LevelFour, x => x.Before) - 1);
        var newly = ended.Where(x => x.ClockId == LevelTwo && x.State == ClockState.Met && IsLate(x)).OrderByDescending(x => x.StoppedAt).Select(x => x.RecordNo).Distinct();
        Assert.Equal(newly.Take(20), year.Rows.Single(x => x.ClockId == LevelTwo).Newly);
        Assert.True(ended.Count > 60);
        Assert.True(units.Sum(x => x.Statements.Count) <= 12, $"{units.Sum(x => x.Statements.Count)} statements for {ended.Count} clocks");

        var page = await owner.GetStringAsync($"/admin/sla/{version}/past-year", TestContext.Current.CancellationToken);
        Assert.Contains($"data-testid=\"past-{LevelTwo}-2\"", page, StringComparison.Ordinal);
        using var other = await host.SignInAsync("quality1");
        Assert.Equal(403, (int)(await other.GetAsync($"/api/policies/{version}/past-year", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task A_draft_that_changes_no_time_leaves_the_year_as_it_was()
    {
        await using var host = ItrHost.OnCopyOf(demo.PathOf("template"), "2026-11-23 09:00");
        using var owner = await host.SignInAsync("owner1");
        var version = await DraftAsync(owner, clocks => Clock(clocks, LevelTwo)["escalationProfile"] = "ESC-L2");

        var year = await owner.GetFromJsonAsync<JsonNode>($"/api/policies/{version}/past-year", TestContext.Current.CancellationToken);

        Assert.Equal((0, 0), ((int)year!["changed"]!, year["rows"]!.AsArray().Count));
    }

    // With what these clocks count, elapsed hours and days, being late is a subtraction.
    private static bool IsLate(SlaClock clock) => clock.StoppedAt - clock.StartedAt - clock.PausedTotal > clock.ClockId switch
    {
        LevelTwo => TimeSpan.FromDays(3),
        Onsite => TimeSpan.FromHours(clock.TargetValue == 5 ? 3 : (double)clock.TargetValue!),
        _ => TimeSpan.FromDays(12),
    };

    private static int Sum(ReplayYear.Result year, string clockId, Func<ReplayYear.Row, int> count) => year.Rows.Where(x => x.ClockId == clockId).Sum(count);

    private static JsonNode Clock(JsonArray clocks, string id) => clocks.Single(x => (string?)x!["id"] == id)!;

    private static async Task<int> DraftAsync(HttpClient owner, Action<JsonArray> change)
    {
        var draft = JsonNode.Parse(await (await owner.PostAsJsonAsync("/api/policies/drafts", new { from = 1 })).Content.ReadAsStringAsync())!;
        var version = (int)draft["version"]!;
        var file = JsonNode.Parse(await owner.GetStringAsync($"/api/policies/{version}"))!.AsObject();
        change(file["clocks"]!.AsArray());
        using var saved = await owner.PutAsJsonAsync($"/api/policies/{version}", new { contentHash = (string)draft["contentHash"]!, file });
        Assert.True(saved.IsSuccessStatusCode, await saved.Content.ReadAsStringAsync());
        return version;
    }
}
