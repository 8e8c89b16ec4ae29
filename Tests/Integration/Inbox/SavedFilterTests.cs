using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Tests.Shared.Api;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Tests.Integration.Inbox;

/// <summary>A filter is an address, gets a name, is shared with a role and says how much is in it; every field narrows as it says.</summary>
public sealed class SavedFilterTests
{
    // What the query adds, and whether the one item is then still there.
    private static readonly (string Field, bool IsIn)[] Fields =
    [
        ("type=case-classify", true),
        ("type=fault-accept", false),
        ("due=over", false),
        ("due=7d", true),
        ("due=none", false),
        ("holder=-", true),
        ("holder=intake1", false),
        ("region=nowhere", false),
        ("customer=nobody", false),
        ("flow=itr-manage-service-request", true),
        ("flow=itr-fault-level-1", false),
        ("q=nothing-like-it", false),
        ("due=nonsense", true),
    ];

    [Fact]
    public async Task A_saved_filter_stands_in_the_rail_with_its_live_count_until_its_owner_deletes_it()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 02:05");
        var crew = ApiCrew.Of(host);
        await crew.ReportAsync("custgz");
        var agent = (await crew.AsAsync("intake1")).Http;
        var form = await PageForm.ReadAsync(agent, "/inbox/filters/new?view=offered&type=case-classify", "dlg form");

        using var nameless = await form.PostAsync("/inbox/filters/new", ("name", " "), ("key", "nameless"));
        using var saved = await form.PostAsync("/inbox/filters/new", ("name", "待分类"));
        await crew.ReportAsync("custgz");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.Redirect), (nameless.StatusCode, saved.StatusCode));
        Assert.Equal("/inbox?view=offered&type=case-classify", saved.Headers.Location?.OriginalString);
        var page = await agent.GetStringAsync("/inbox?view=offered&type=case-classify");
        Assert.Contains("待分类</span><span class=\"n \">2<", page, StringComparison.Ordinal);
        Assert.Contains("待分类</span><span class=\"n \">2<", page[page.IndexOf("id=\"views\"", StringComparison.Ordinal)..], StringComparison.Ordinal); // where there is no rail
        var id = (await ListAsync(agent)).Single().GetProperty("id").GetGuid();
        using var deleted = await PageForm.Of(agent, page, "<form id=\"forget-filter\"").PostAsync($"/inbox/filters/{id}/delete");
        Assert.Empty(await ListAsync(agent));
        Assert.DoesNotContain("待分类", await agent.GetStringAsync("/inbox"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shared_filter_is_seen_by_the_role_with_counts_of_ones_own_and_changed_by_its_owner_alone()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 02:05");
        var crew = ApiCrew.Of(host);
        await crew.ReportAsync("custgz");
        var (owner, other, stranger) = ((await crew.AsAsync("t1gz")).Http, (await crew.AsAsync("t1fs")).Http, (await crew.AsAsync("custgz")).Http);
        var filter = new { name = "一级", query = "?view=all&level=1", role = "Tier1Engineer" };

        using var made = await owner.PostAsJsonAsync("/api/inbox/filters", filter, TestContext.Current.CancellationToken);
        using var notHis = await owner.PostAsJsonAsync("/api/inbox/filters", new { name = "别人的", query = "?level=1", role = "DutyManager" }, TestContext.Current.CancellationToken);
        using var empty = await owner.PostAsJsonAsync("/api/inbox/filters", new { name = "空", query = "?view=all&nonsense=1" }, TestContext.Current.CancellationToken);
        using var twice = await owner.PostAsJsonAsync("/api/inbox/filters", filter, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.All([notHis, empty, twice], refused => Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode));
        var seen = (await ListAsync(other)).Single();
        Assert.False(seen.GetProperty("isMine").GetBoolean());
        Assert.Empty(await ListAsync(stranger));
        var id = seen.GetProperty("id").GetGuid();
        using var changed = await other.PutAsJsonAsync($"/api/inbox/filters/{id}", filter, TestContext.Current.CancellationToken);
        using var deleted = await other.DeleteAsync($"/api/inbox/filters/{id}", TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (changed.StatusCode, deleted.StatusCode));
        Assert.Equal(1, await host.ReadAsync(db => db.Set<SavedFilter>().CountAsync()));
    }

    [Fact]
    public async Task Every_field_narrows_as_it_says()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 02:05");
        var crew = ApiCrew.Of(host);
        var work = await crew.FindAsync("intake1", await crew.ReportAsync("custgz"), "case-classify");
        var agent = (await crew.AsAsync("intake1")).Http;

        foreach (var (field, isIn) in Fields)
        {
            var page = await agent.GetFromJsonAsync<JsonElement>($"/api/work-items?view=offered&{field}", TestContext.Current.CancellationToken);
            Assert.Equal((field, isIn), (field, page.GetProperty("rows").EnumerateArray().Any(row => row.GetProperty("no").GetString() == work.No)));
        }
    }

    [Fact]
    public async Task The_customer_of_the_case_finds_what_is_done_for_it()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 02:05");
        var crew = ApiCrew.Of(host);
        var no = await crew.ReportAsync("custgz");
        var (code, region) = await host.ReadAsync(async db =>
        {
            var record = await db.Set<Domain.Cases.Case>().SingleAsync(x => x.No == no);
            return ((await db.Set<Domain.Customers.Customer>().SingleAsync(x => x.Id == record.CustomerId)).Code, record.RegionCode);
        });
        var agent = (await crew.AsAsync("intake1")).Http;

        var dialog = await agent.GetStringAsync($"/inbox/fields?customer={code}");
        var page = await agent.GetFromJsonAsync<JsonElement>($"/api/work-items?view=offered&customer={code}&region={region}", TestContext.Current.CancellationToken);

        Assert.Contains($"<option value=\"{code}\" selected>", dialog, StringComparison.Ordinal);
        Assert.Contains(page.GetProperty("rows").EnumerateArray(), row => row.GetProperty("recordNo").GetString() == no);
    }

    private static async Task<List<JsonElement>> ListAsync(HttpClient http) =>
        [.. (await http.GetFromJsonAsync<JsonElement>("/api/inbox/filters", TestContext.Current.CancellationToken)).EnumerateArray()];
}
