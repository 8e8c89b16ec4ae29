using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Elsa.ITR.Domain.Documents;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Knowledge;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Tests.Shared.Api;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Tests.Integration.Cases;

/// <summary>What an engineer has beside a case: history of its equipment, articles that fit.</summary>
public sealed class CaseWorkspaceTests(CaseWorkspaceTests.Site site) : IClassFixture<CaseWorkspaceTests.Site>
{
    /// <summary>One host for all tests.</summary>
    public sealed class Site : IAsyncLifetime
    {
        public ItrHost Host { get; private set; } = null!;

        public ApiCrew Crew { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Host = await ItrHost.StartAsync("2026-11-23 02:05");
            Crew = ApiCrew.Of(Host);
        }

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }

    [Fact]
    public async Task History_is_newest_first_narrowed_by_a_filter_and_links_only_what_the_viewer_sees()
    {
        var crew = site.Crew;
        var first = await crew.ReportAsync("intake1");
        await crew.DoAsync("intake1", first, "case-classify", "Classified");
        var no = await crew.ReportAsync("intake1");
        await crew.DoAsync("intake1", no, "case-classify", "Classified");
        var at = site.Host.Time.GetUtcNow();
        var registered = await (await crew.AsAsync("intake1")).RegisterAsync(
            new { caseType = "Fault", customerCode = "ENT2", equipment = "NE-ENT2-0001", title = "Minor alarm of ENT2", description = "Minor alarm of ENT2", faultCategory = "Business", faultCode = "BIZ_MINOR_ALARM", serviceInterrupted = false, affectedServices = "-", affectedCities = new[] { "FS" }, occurredAt = at, reportedAt = at }, "history-foreign");
        Assert.True(registered.IsSuccess, registered.Text);
        var foreign = registered.Read("no")!;
        await site.Host.ReadAsync(async db =>
        {
            var element = await db.Set<InstalledEquipment>().SingleAsync(x => x.Code == "NE-GZ-0001");
            var now = site.Host.Time.GetUtcNow();
            db.Add(new EquipmentChange { EquipmentId = element.Id, At = now.AddDays(-1), Kind = "BoardReplaced", SourceNo = first, Before = """{"slot":"4","serial":"OLD-1"}""", After = """{"slot":"4","serial":"NEW-1"}""" });
            db.Add(new EquipmentChange { EquipmentId = element.Id, At = now.AddDays(-2), Kind = "VersionChanged", SourceNo = foreign, Before = """{"versionId":null}""", After = """{"versionId":null,"versionNo":"9.9.9"}""" });
            return await db.SaveChangesAsync();
        });

        var engineer = await HistoryAsync("t1gz", no, "");
        var parts = await HistoryAsync("t1gz", no, "?filter=parts");
        var customer = await HistoryAsync("custgz", no, "");
        var page = await (await crew.AsAsync("t1gz")).Http.GetStringAsync($"/cases/{no}?tab=history");

        Assert.Equal(engineer.Select(x => x.At).OrderDescending(), engineer.Select(x => x.At));
        Assert.Contains(engineer, x => x is { Kind: "Case" } && x.No == first);
        Assert.DoesNotContain(engineer, x => x.No == no);
        var board = Assert.Single(parts, x => x.Kind == "Part" && x.Text.Contains("OLD-1 → NEW-1", StringComparison.Ordinal));
        Assert.Equal(first, board.No);
        Assert.All(parts, x => Assert.True(x.Kind is "Part" or "Spare"));
        Assert.Null(Assert.Single(customer, x => x.Text.Contains("9.9.9", StringComparison.Ordinal)).No); // told, but whose case it was is nobody's business
        Assert.Contains($"href=\"/cases/{first}\"", page, StringComparison.Ordinal);
        using var stranger = await (await crew.AsAsync("ent1")).Http.GetAsync($"/api/cases/{no}/history");
        Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);
    }

    [Fact]
    public async Task The_alarm_that_an_engineer_wrote_down_finds_the_article_and_an_article_helps_with_a_case_once()
    {
        var crew = site.Crew;
        var id = await ArticleAsync("KB-TEST-1", "W_R_TELEGRAPH");
        var no = await crew.ReportAsync("intake1");
        await crew.DoAsync("intake1", no, "case-classify", "Classified");
        await crew.DoAsync("t1gz", no, "fault-accept", "Accepted", ("acceptedAtProposed", "2026-11-23T02:05"), ("firstAssessment", "槽位 3 出现 W_R_TELEGRAPH"));
        var engineer = (await crew.AsAsync("t1gz")).Http;

        var hits = await KnowledgeAsync(engineer, no, "hits");
        for (var i = 0; i < 2; i++)
        {
            using var linked = await engineer.PutAsync($"/api/cases/{no}/knowledge/{id}", null);
            Assert.Equal(HttpStatusCode.NoContent, linked.StatusCode);
        }

        Assert.Contains("KB-TEST-1", hits);
        Assert.Equal(["KB-TEST-1"], await KnowledgeAsync(engineer, no, "linked"));
        Assert.DoesNotContain("KB-TEST-1", await KnowledgeAsync(engineer, no, "hits"));
        Assert.Equal(1, await HelpedAsync());
        var portal = await (await crew.AsAsync("custgz")).Http.GetStringAsync($"/cases/{no}");
        Assert.Contains("参考知识案例 KB-TEST-1", portal, StringComparison.Ordinal);

        using var taken = await engineer.DeleteAsync($"/api/cases/{no}/knowledge/{id}");
        using var again = await engineer.DeleteAsync($"/api/cases/{no}/knowledge/{id}");
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound, 0), (taken.StatusCode, again.StatusCode, await HelpedAsync()));

        Task<int> HelpedAsync() => site.Host.ReadAsync(db => db.Set<KnowledgeArticle>().Where(x => x.Id == id).Select(x => x.HelpfulCount).SingleAsync());
    }

    [Fact]
    public async Task Who_reports_a_problem_is_shown_published_articles_only_and_may_read_them()
    {
        await ArticleAsync("KB-TEST-2", "FAN_STOPPED");
        await ArticleAsync("KB-TEST-3", "FAN_STOPPED", ArticleState.InReview);
        var customer = (await site.Crew.AsAsync("custgz")).Http;

        var hints = await customer.GetStringAsync("/portal/new/knowledge?equipment=NE-GZ-0001&description=FAN_STOPPED");
        var nothing = await customer.GetStringAsync("/portal/new/knowledge?equipment=NE-GZ-0001");
        using var hidden = await customer.GetAsync("/knowledge/KB-TEST-3");

        Assert.Contains("/knowledge/KB-TEST-2", hints, StringComparison.Ordinal);
        Assert.DoesNotContain("KB-TEST-3", hints, StringComparison.Ordinal);
        Assert.DoesNotContain("/knowledge/", nothing, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        Assert.Contains("换风扇", await customer.GetStringAsync("/knowledge/KB-TEST-2"), StringComparison.Ordinal);
        Assert.Contains("KB-TEST-2", await customer.GetStringAsync("/knowledge?q=FAN_STOPPED"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_service_report_tells_what_the_customer_may_see_whoever_prints_it_and_is_filed_in_both_languages()
    {
        var crew = site.Crew;
        var no = await crew.ReportAsync("intake1");
        await crew.DoAsync("intake1", no, "case-classify", "Classified");
        await crew.DoAsync("t1gz", no, "fault-accept", "Accepted", ("acceptedAtProposed", "2026-11-23T02:05"), ("firstAssessment", "XCS"));
        await crew.DoAsync("institute1", no, "fault-confirm-accept", "Confirmed");
        var engineer = (await crew.AsAsync("t1gz")).Http;
        foreach (var (text, isInternal) in new[] { ("内部判断 <b>", "true"), ("已倒换保护 <i>", "false") })
        {
            var note = await PageForm.ReadAsync(engineer, $"/cases/{no}/note", "dlg form");
            using var said = await note.PostAsync($"/cases/{no}/note", ("text", text), ("isInternal", isInternal));
        }

        await site.Host.ReadAsync(async db =>
        {
            var element = await db.Set<InstalledEquipment>().SingleAsync(x => x.Code == "NE-GZ-0001");
            db.Add(new EquipmentChange { EquipmentId = element.Id, At = site.Host.Time.GetUtcNow(), Kind = "BoardReplaced", SourceNo = no, Before = """{"slot":"4","serial":"OUT-7"}""", After = """{"slot":"4","serial":"IN-7"}""" });
            return await db.SaveChangesAsync();
        });

        var page = await engineer.GetStringAsync($"/cases/{no}/report");
        var customer = (await crew.AsAsync("custgz")).Http;
        var file = await customer.GetAsync($"/cases/{no}/report/file");
        var seen = await file.Content.ReadAsStringAsync();
        using var filed = await engineer.PostAsync($"/api/cases/{no}/report", null);
        var document = (await filed.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("no").GetString();
        using var refused = await customer.PostAsync($"/api/cases/{no}/report", null);

        foreach (var report in new[] { page, seen })
        {
            Assert.Contains("已倒换保护 &lt;i&gt;", report, StringComparison.Ordinal);
            Assert.DoesNotContain("内部判断", report, StringComparison.Ordinal);
            Assert.Contains(">OUT-7</td><td class=\"one\">IN-7</td>", report, StringComparison.Ordinal);
            Assert.Contains("一级故障", report, StringComparison.Ordinal); // the promise of the contract
            Assert.Contains("定级:故障 1 级", report, StringComparison.Ordinal); // words, not codes
            Assert.Contains("进行中", report, StringComparison.Ordinal);
            Assert.DoesNotContain("OLA", report, StringComparison.Ordinal);
        }

        Assert.Equal("attachment", file.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Forbidden), (filed.StatusCode, refused.StatusCode));
        var stored = await customer.GetStringAsync($"/documents/{document}");
        Assert.Contains("已倒换保护", stored, StringComparison.Ordinal);
        Assert.Equal(["en", "zh-CN"], await site.Host.ReadAsync(db => db.Set<DocumentVersion>().Where(x => db.Set<DocumentRecord>().Any(d => d.No == document && d.Id == x.DocumentId)).Select(x => x.Language).Order().ToListAsync()));
    }

    private async Task<Guid> ArticleAsync(string no, string alarm, ArticleState state = ArticleState.Published) => await site.Host.ReadAsync(async db =>
    {
        var article = new KnowledgeArticle { No = no, Title = $"{alarm} 的处理", AlarmCodes = [alarm], Symptom = "现象", Cause = "原因", Solution = "换风扇", State = state };
        db.Add(article);
        await db.SaveChangesAsync();
        return article.Id;
    });

    private async Task<IReadOnlyList<HistoryLine>> HistoryAsync(string person, string no, string query) =>
        (await (await site.Crew.AsAsync(person)).Http.GetFromJsonAsync<JsonElement>($"/api/cases/{no}/history{query}")).GetProperty("lines").Deserialize<List<HistoryLine>>(ApiUser.Json)!;

    private static async Task<IReadOnlyList<string?>> KnowledgeAsync(HttpClient http, string no, string part) =>
        [.. (await http.GetFromJsonAsync<JsonElement>($"/api/cases/{no}/knowledge")).GetProperty(part).EnumerateArray().Select(row => row.GetProperty("no").GetString())];

    private sealed record HistoryLine(DateTimeOffset At, string Kind, string? No, string Text);
}
