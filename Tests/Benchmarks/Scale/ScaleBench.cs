using System.Net.Http.Json;
using System.Text.Json;
using Elsa.ITR.Tests.Shared;
using static Elsa.ITR.Tests.Benchmarks.Report;

namespace Elsa.ITR.Tests.Benchmarks.Scale;

/// <summary>What pages cost among a million open and a million closed work items: the real pages of the real host in this process, on PostgreSQL.</summary>
public sealed class ScaleBench(BenchOptions options, Report report)
{
    private const int Times = 40;
    private const int Warm = 70; // code is compiled anew after its first calls, and again; statements are planned anew until they have come often
    private const int FarPage = 100;

    // From a small queue to one that is a sixth of everything; the last one is a customer's.
    private static readonly string[] People = ["t1gz", "duty1", "t2a", "t3a", "wh1", "region1", "institute1"];
    private static readonly string[] Views = ["mine", "offered", "soon", "overdue", "all", "done"];

    private static readonly string[] Queues =
    [
        "?view=offered&due=over", "?view=offered&due=1h", "?view=offered&due=24h", "?view=offered&due=none", "?view=offered&level=1", "?view=offered&level=2", "?view=offered&level=4",
        "?view=offered&region=R1", "?view=offered&customer=GDB-GZ", "?view=offered&type=fault-accept", "?view=offered&flow=itr-fault-level-1", "?view=offered&flow=itr-manage-service-request",
        "?view=mine&level=1", "?view=mine&due=24h", "?view=soon&level=1", "?view=overdue&level=2", "?view=overdue&region=R2", "?view=all&holder=-", "?view=all&level=1&due=4h", "?view=all&flow=itr-fault-level-1",
    ];

    public async Task RunAsync()
    {
        var connection = options.Database ?? await NewDatabaseAsync();
        await ScaleData.FillAsync(connection, options.Count, report);
        await ShowSizeAsync(connection);
        await using var host = ItrHost.OnServer("PostgreSql", connection, "2026-11-23 09:05");
        await ShowPagesAsync(host);
        await ShowCountsAsync(host);
        await ShowCaseAsync(host, connection);
    }

    private static async Task<string> NewDatabaseAsync()
    {
        var (server, reason) = await PostgreSqlServer.GetAsync();
        return server?.ConnectionString("itr_scale") ?? throw new FormatException(reason);
    }

    private async Task ShowSizeAsync(string connection)
    {
        var counts = await ScaleData.ReadAsync<string>(connection, """
            SELECT (SELECT count(*) FILTER (WHERE completed_at IS NULL) || ' open and ' || count(*) FILTER (WHERE completed_at IS NOT NULL) || ' closed work items' FROM work_items)
              || ', ' || (SELECT count(*) || ' cases' FROM cases) || ', ' || pg_size_pretty(pg_database_size(current_database()))
            """);
        report.Line(counts);
    }

    private async Task ShowPagesAsync(ItrHost host)
    {
        report.Table($"inbox (target p95 150 ms, page {FarPage} as fast)", "first page, ms p50", "p95", $"page {FarPage}, ms p50", "p95", "pages");
        foreach (var person in People)
        {
            using var http = await host.SignInAsync(person);
            foreach (var view in Views)
                await ShowPageAsync(http, person, view);
        }
    }

    private async Task ShowPageAsync(HttpClient http, string person, string view)
    {
        var (pages, after) = (1, (string?)null);
        while (pages < FarPage && await NextAsync(http, view, after) is { } next)
            (pages, after) = (pages + 1, next);

        var first = await TimeAsync(http, $"/inbox?view={view}");
        var far = after is null ? null : await TimeAsync(http, $"/inbox?view={view}&after={Uri.EscapeDataString(after)}");
        report.Row($"{person}, {view}", Number(first.At(.5), 1), Number(first.At(.95), 1), far is null ? "" : Number(far.At(.5), 1), far is null ? "" : Number(far.At(.95), 1), pages == FarPage ? $"{pages}+" : Number(pages));
    }

    private async Task ShowCountsAsync(ItrHost host)
    {
        report.Table($"{Queues.Length} queue counts (target 50 ms), and the inbox that shows them in its rail (target p95 150 ms)", "counts, ms p50", "p95", "inbox, ms p50", "p95");
        foreach (var person in People)
        {
            using var http = await host.SignInAsync(person);
            foreach (var old in await http.GetFromJsonAsync<JsonElement[]>("/api/inbox/filters") ?? [])
                await http.DeleteAsync($"/api/inbox/filters/{old.GetProperty("id").GetGuid()}");
            foreach (var (place, query) in Queues.Index())
                (await http.PostAsJsonAsync("/api/inbox/filters", new { name = $"{place} {query}"[..Math.Min(40, $"{place} {query}".Length)], query })).EnsureSuccessStatusCode();
            var figures = await TimeAsync(http, "/api/inbox/filters");
            var inbox = await TimeAsync(http, "/inbox");
            report.Row(person, Number(figures.At(.5), 1), Number(figures.At(.95), 1), Number(inbox.At(.5), 1), Number(inbox.At(.95), 1));
        }
    }

    private async Task ShowCaseAsync(ItrHost host, string connection)
    {
        var no = await ScaleData.ReadAsync<string>(connection, $"SELECT no FROM cases WHERE id = ({ScaleData.LongCase})");
        report.Table($"page of a case with {ScaleData.Events} events (target 80 ms)", "ms p50", "p95");
        foreach (var person in (string[])["t1gz", "duty1", "institute1"])
        {
            using var http = await host.SignInAsync(person);
            foreach (var tab in (string[])["", "?tab=timeline", "?tab=tasks"])
            {
                var figures = await TimeAsync(http, $"/cases/{no}{tab}");
                report.Row($"{person}, {no}{tab}", Number(figures.At(.5), 1), Number(figures.At(.95), 1));
            }
        }
    }

    private static async Task<string?> NextAsync(HttpClient http, string view, string? after)
    {
        var page = await http.GetFromJsonAsync<JsonElement>($"/api/work-items?view={view}{(after is null ? "" : "&after=" + Uri.EscapeDataString(after))}");
        return page.TryGetProperty("next", out var next) ? next.GetString() : null;
    }

    private static async Task<Measure.Figures> TimeAsync(HttpClient http, string url)
    {
        for (var i = 0; i < Warm; i++)
            (await http.GetAsync(url)).EnsureSuccessStatusCode();
        return await Measure.RunAsync(1, 20, async () => (await http.GetAsync(url)).EnsureSuccessStatusCode(), Times);
    }
}
