using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Tests.Shared.Api;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Tests.Integration.Inbox;

/// <summary>Long lists are read in parts and page by page, and nothing is lost or shown twice between them.</summary>
public sealed class LongListTests
{
    private const int Items = 1200;

    [Fact]
    public async Task Every_item_of_a_long_inbox_is_on_one_page_in_order_and_a_count_says_that_there_is_more()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 02:05");
        var crew = ApiCrew.Of(host);
        var record = await CaseAsync(host, await crew.ReportAsync("custgz"));
        var (engineer, elsewhere) = await host.ReadAsync(async db => ((await db.Users.SingleAsync(x => x.UserName == "t1gz")).Id, (await db.Set<Organization>().SingleAsync(x => x.Code == "PA1")).Id));
        await host.ReadAsync(async db =>
        {
            db.AddRange(Enumerable.Range(0, Items).Select(place => Item(record, place, place % 5 == 0 ? null : record.OfficeOrgId, place % 8 == 0 ? engineer : null)));
            db.Add(Item(record, 9001, elsewhere, null));
            return await db.SaveChangesAsync();
        });
        var http = (await crew.AsAsync("t1gz")).Http;
        await http.PostAsJsonAsync("/api/inbox/filters", new { name = "late", query = "?view=offered&due=over" }, TestContext.Current.CancellationToken);
        await http.PostAsJsonAsync("/api/inbox/filters", new { name = "mine", query = "?view=mine&type=fault-accept" }, TestContext.Current.CancellationToken);

        var offered = await AllAsync(http, "offered");
        var mine = await AllAsync(http, "mine");

        var expected = await host.ReadAsync(db => db.Set<WorkItem>().AsNoTracking().Where(x => x.No.StartsWith("TASK-LONG-")).ToListAsync());
        Assert.Equal(InOrder(expected.Where(x => x.AssigneeId is null && x.CandidateOrgId != elsewhere)), offered);
        Assert.Equal(InOrder(expected.Where(x => x.AssigneeId == engineer)), mine);
        var filters = (await http.GetFromJsonAsync<JsonElement>("/api/inbox/filters", TestContext.Current.CancellationToken)).EnumerateArray().ToDictionary(x => x.GetProperty("name").GetString()!);
        Assert.Equal((expected.Count(x => x.AssigneeId == engineer), false), (filters["mine"].GetProperty("count").GetInt32(), filters["mine"].GetProperty("hasMore").GetBoolean()));
        Assert.InRange(filters["late"].GetProperty("count").GetInt32(), 166, expected.Count(x => x.AssigneeId is null && x.CandidateOrgId != elsewhere && x.DueAt < host.Time.GetUtcNow()) - 1);
        Assert.Equal((true, true), (filters["late"].GetProperty("hasMore").GetBoolean(), filters["late"].GetProperty("isHot").GetBoolean()));
    }

    [Fact]
    public async Task A_count_looks_at_the_nearest_and_says_that_there_is_more()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 02:05");
        var crew = ApiCrew.Of(host);
        var record = await CaseAsync(host, await crew.ReportAsync("custgz"));
        await host.ReadAsync(async db =>
        {
            db.AddRange(Enumerable.Range(0, Items).Select(place => Item(record, place, record.OfficeOrgId, null)));
            return await db.SaveChangesAsync();
        });
        var http = (await crew.AsAsync("t1gz")).Http;
        await http.PostAsJsonAsync("/api/inbox/filters", new { name = "none", query = "?view=offered&due=none" }, TestContext.Current.CancellationToken);

        var page = await http.GetStringAsync("/inbox", TestContext.Current.CancellationToken);
        var filter = (await http.GetFromJsonAsync<JsonElement>("/api/inbox/filters", TestContext.Current.CancellationToken)).EnumerateArray().Single();

        Assert.Contains(">1000+<", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Equal((0, true), (filter.GetProperty("count").GetInt32(), filter.GetProperty("hasMore").GetBoolean()));
    }

    [Fact]
    public async Task Every_line_of_a_long_timeline_is_on_one_page()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 02:05");
        var crew = ApiCrew.Of(host);
        var record = await CaseAsync(host, await crew.ReportAsync("custgz"));
        foreach (var place in Enumerable.Range(0, 4))
            await host.ReadAsync(async db =>
            {
                db.AddRange(Enumerable.Range(place * 30, 30).Select(line => new CaseEvent { CaseId = record.Id, Kind = CaseEventKind.Note, TextKey = "Case.PublicNote", Args = $$"""{"text":"line{{line:d3}}."}""", At = record.ReceivedAt.AddMinutes(line / 3), OccurredAt = record.ReceivedAt }));
                return await db.SaveChangesAsync();
            });
        var http = (await crew.AsAsync("t1gz")).Http;

        var (shown, older, isLast) = (new List<string>(), 0, false);
        for (; !isLast; older++)
        {
            var page = await http.GetStringAsync($"/cases/{record.No}?older={older}", TestContext.Current.CancellationToken);
            shown.AddRange(Regex.Matches(page, @"line\d{3}\.").Select(x => x.Value));
            isLast = !page.Contains($"older={older + 1}", StringComparison.Ordinal);
        }

        Assert.Equal(3, older);
        Assert.Equal(Enumerable.Range(0, 120).Select(line => $"line{line:d3}."), shown.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> InOrder(IEnumerable<WorkItem> items) =>
        items.OrderBy(x => x.DueAt is null).ThenBy(x => x.DueAt).ThenBy(x => x.No, StringComparer.Ordinal).Select(x => x.No);

    // Three share each instant, every ninth has no deadline.
    private static WorkItem Item(Case record, int place, Guid? org, Guid? holder) => new()
    {
        No = $"TASK-LONG-{place * 7919 % 10007:d5}",
        TaskType = "fault-accept",
        FormKey = "fault-accept",
        FormVersion = 1,
        Outcomes = ["Accepted"],
        TitleZh = "受理",
        TitleEn = "Accept",
        RecordType = record.Ref.Type,
        RecordId = record.Id,
        RecordNo = record.No,
        Role = RoleCodes.Tier1Engineer,
        Scope = OrgScope.CaseOffice,
        CandidateOrgId = org,
        AssigneeId = holder,
        State = holder is null ? WorkItemState.Created : WorkItemState.Claimed,
        DueAt = place % 9 == 0 && org is not null ? null : record.ReceivedAt.AddMinutes(place / 3 - 200),
    };

    private static Task<Case> CaseAsync(ItrHost host, string no) => host.ReadAsync(db => db.Set<Case>().AsNoTracking().SingleAsync(x => x.No == no));

    private static async Task<List<string>> AllAsync(HttpClient http, string view)
    {
        var all = new List<string>();
        for (string? after = ""; after is not null;)
        {
            var page = await http.GetFromJsonAsync<JsonElement>($"/api/work-items?view={view}&after={Uri.EscapeDataString(after)}", TestContext.Current.CancellationToken);
            all.AddRange(page.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("no").GetString()!));
            after = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }

        return all;
    }
}
