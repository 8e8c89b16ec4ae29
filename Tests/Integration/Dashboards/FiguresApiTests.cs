using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Changes;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Domain.Shifts;
using Elsa.ITR.Tests.Integration.Exports;
using Elsa.ITR.Tests.Integration.Seeding;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Tests.Shared.Api;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Tests.Integration.Dashboards;

/// <summary>Lists and figures of the demonstration data for programs: every row once, page by page, and figures that count what their lists show.</summary>
[Collection(nameof(DemoTemplate))]
public sealed class FiguresApiTests(FiguresApiTests.Site site) : IClassFixture<FiguresApiTests.Site>
{
    /// <summary>One host for all tests.</summary>
    public sealed class Site(DemoTemplate demo) : IAsyncLifetime
    {
        public ItrHost Host { get; } = ItrHost.OnCopyOf(demo.PathOf("template"), "2026-11-23 09:00");

        public ValueTask InitializeAsync() => ValueTask.CompletedTask;

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lists_are_read_to_their_end_and_figures_count_them()
    {
        var host = site.Host;
        using var manager = await host.SignInAsync("office1");
        using var quality = await host.SignInAsync("quality1");

        var cases = await quality.PagesAsync("/api/cases?view=all&level=3", Token);
        var clocks = await quality.PagesAsync("/api/clocks?state=open", Token);
        var changes = await quality.PagesAsync("/api/records?kind=changes&all=true", Token);
        var promises = await quality.GetFromJsonAsync<JsonElement>("/api/dashboards/promises", Token);
        var open = promises.GetProperty("open").EnumerateArray().Sum(line => line.GetProperty("counts").EnumerateObject().Sum(x => x.Value.GetInt32()));
        var listed = await quality.PagesAsync("/api/cases?view=open", Token);
        var card = await quality.GetFromJsonAsync<JsonElement>("/api/scorecard?contract=CON-2025-002&quarter=2026-Q3", Token);
        var clock = await quality.GetFromJsonAsync<JsonElement>($"/api/clocks/{clocks[0][0].GetProperty("clock").GetProperty("id").GetString()}", Token);

        Assert.True(cases.Count > 1, "one page proves nothing");
        Assert.True(clocks.Count > 1, "one page proves nothing");
        Assert.Equal(await NumbersAsync(host, db => db.Set<Case>().Where(x => (x.LevelProvisional ?? x.LevelConfirmed) == 3).OrderByDescending(x => x.ReceivedAt).ThenByDescending(x => x.No).Select(x => x.No)), Column(cases, "no"));
        Assert.Equal(await NumbersAsync(host, db => db.Set<ChangeRequest>().OrderByDescending(x => x.No).Select(x => x.No)), Column(changes, "no"));
        Assert.Equal(
            await NumbersAsync(host, db => db.Set<SlaClock>().Where(x => x.State == ClockState.Running || x.State == ClockState.Paused).OrderBy(x => x.DueAt).ThenBy(x => x.Id).Select(x => x.Id.ToString())),
            clocks.SelectMany(page => page).Select(row => row.GetProperty("clock").GetProperty("id").GetString()!).ToList(), StringComparer.OrdinalIgnoreCase);
        Assert.Equal(open, listed.Sum(page => page.Count));
        Assert.Equal("CON-2025-002", card.GetProperty("contractNo").GetString());
        Assert.NotEmpty(card.GetProperty("score").GetProperty("lines").EnumerateArray());
        Assert.NotEmpty(clock.GetProperty("intervals").EnumerateArray());
        foreach (var board in (string[])["quality", "work", "rates", "partners"])
            Assert.NotEqual("{}", (await manager.GetFromJsonAsync<JsonElement>($"/api/dashboards/{board}", Token)).ToString());
        using var admin = await host.SignInAsync("admin1");
        var instances = await admin.PagesAsync("/api/instances", Token);
        var instance = await admin.GetFromJsonAsync<JsonElement>($"/api/instances/{instances[0][0].GetProperty("id").GetString()}", Token);
        Assert.NotEmpty(instance.GetProperty("journal").EnumerateArray());
        Assert.NotEmpty((await admin.GetFromJsonAsync<JsonElement>("/api/processes/health", Token)).GetProperty("lines").EnumerateArray());
        Assert.NotEmpty((await manager.GetFromJsonAsync<JsonElement>("/api/board?span=2w", Token)).GetProperty("groups").EnumerateArray());

        var silent = await manager.CallAsync("POST", "/api/exports/cases?view=all&level=3", new { reason = " " });
        using var taken = await manager.PostAsJsonAsync("/api/exports/cases?view=all&level=3", new { reason = "季度例会资料" }, Token);
        var workbook = Workbook.Read(await taken.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "export.reason-required"), (silent.Status, silent.Code));
        Assert.Equal(Column(await manager.PagesAsync("/api/cases?view=all&level=3", Token), "no").Order(), workbook.List.Column("单号").Order());
        Assert.Equal("季度例会资料", await host.ReadAsync(db => db.Set<AuditEntry>().Where(x => x.Action == "data.export").Select(x => x.Reason).SingleAsync()));
    }

    [Fact]
    public async Task What_was_told_and_left_at_one_instant_is_listed_once_each_and_what_one_chose_is_there_again()
    {
        var host = site.Host;
        using var duty = await host.SignInAsync("duty1");
        using var relief = await host.SignInAsync("duty2");
        using var engineer = await host.SignInAsync("t1gz");
        var (now, person) = (host.Time.GetUtcNow(), await host.ReadAsync(db => db.Users.Where(x => x.UserName == "duty1").Select(x => x.Id).SingleAsync()));
        await host.ReadAsync(async db =>
        {
            await db.Set<Notification>().Where(x => x.RecipientId == person).ExecuteDeleteAsync();
            for (var i = 0; i < 120; i++)
                db.Add(new Notification { RecipientId = person, TemplateCode = "CLOCK_WARN", RecordType = "Case", RecordNo = "CASE-1", TextZh = $"{i}", TextEn = $"{i}", SentAt = now, VisibleAt = now });
            for (var i = 0; i < 60; i++)
                db.Add(new ShiftNote { Text = $"note {i}", WrittenById = person });
            return await db.SaveChangesAsync();
        });

        var messages = await duty.PagesAsync("/api/notifications", Token);
        var one = await duty.CallAsync("POST", "/api/notifications/read", new { id = messages[0][0].GetProperty("id").GetString() });
        var unread = await duty.PagesAsync("/api/notifications?unread=true", Token);
        var rest = await duty.CallAsync("POST", "/api/notifications/read", new { });
        Assert.Equal([50, 50, 20], messages.Select(page => page.Count));
        Assert.Equal(120, Column(messages, "id").Distinct().Count());
        Assert.Equal(("""{"read":1}""", 119, """{"read":119}"""), (one.Text, unread.Sum(page => page.Count), rest.Text));

        var left = await duty.CallAsync("POST", "/api/board/notes", new { text = "二环客户九点回电" }, "left");
        var leftAgain = await duty.CallAsync("POST", "/api/board/notes", new { text = "二环客户九点回电" }, "left");
        var notes = await engineer.PagesAsync("/api/board/notes", Token);
        var note = notes.SelectMany(page => page).Single(x => x.GetProperty("text").GetString() == "二环客户九点回电").GetProperty("id").GetString();
        var own = await duty.CallAsync("POST", $"/api/board/notes/{note}/take");
        var reader = await engineer.CallAsync("POST", $"/api/board/notes/{note}/take");
        var taken = await relief.CallAsync("POST", $"/api/board/notes/{note}/take", key: "take");
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (left.Status, leftAgain.Status));
        Assert.Equal(await host.ReadAsync(db => db.Set<ShiftNote>().CountAsync()), Column(notes, "id").Distinct().Count());
        Assert.Equal(("shift-note.own", HttpStatusCode.Forbidden, HttpStatusCode.NoContent), (own.Code, reader.Status, taken.Status));

        var looks = await duty.CallAsync("PUT", "/api/me/appearance", new { locale = "en", colorScheme = "dark" });
        var wrongLooks = await duty.CallAsync("PUT", "/api/me/appearance", new { locale = "klingon" });
        var told = await duty.CallAsync("PUT", "/api/me/notifications", new { muteReminders = true, emailKinds = new[] { "Warn" }, quietFrom = "21:00:00", quietTo = "08:00:00" });
        var halfQuiet = await duty.CallAsync("PUT", "/api/me/notifications", new { quietFrom = "21:00:00" });
        var me = await duty.GetFromJsonAsync<JsonElement>("/api/me", Token);
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.BadRequest, HttpStatusCode.NoContent, "notification.quiet-hours"), (looks.Status, wrongLooks.Status, told.Status, halfQuiet.Code));
        Assert.Equal(("duty1", "en", "dark"), (me.GetProperty("userName").GetString(), me.GetProperty("locale").GetString(), me.GetProperty("colorScheme").GetString()));
        Assert.Equal("""{"muteReminders":true,"emailKinds":["Warn"],"quietFrom":"21:00:00","quietTo":"08:00:00"}""", me.GetProperty("notifications").ToString());
    }

    [Fact]
    public async Task A_record_is_cancelled_as_it_was_seen_a_list_of_boards_is_checked_and_a_request_is_kept()
    {
        var host = site.Host;
        using var duty = await host.SignInAsync("duty1");
        using var engineer = await host.SignInAsync("t1gz");
        using var quality = await host.SignInAsync("quality1");
        using var customer = await host.SignInAsync("custgz");
        var facts = new Dictionary<string, string> { ["title"] = "SL16A", ["changeType"] = "Normal", ["equipment"] = "NE-GZ-0002", ["reason"] = "bit errors" };
        var form = await engineer.GetFromJsonAsync<JsonElement>("/api/records/changes/form", Token);
        var opened = await engineer.CallAsync("POST", "/api/records", new { kind = "changes", facts });
        Assert.Superset(facts.Keys.ToHashSet(), form.GetProperty("fields").EnumerateArray().Select(x => x.GetProperty("key").GetString()!).ToHashSet());
        var path = $"/api/records/{opened.Read("no")}";

        var seen = await duty.TagAsync(path, Token);
        var stale = await duty.CallAsync("POST", $"{path}/cancel", new { reason = "已并入其它变更" }, ifMatch: "\"999\"");
        var notHis = await engineer.CallAsync("POST", $"{path}/cancel", new { reason = "已并入其它变更" });
        var missing = await duty.CallAsync("POST", "/api/records/CR-19990101-0001/cancel", new { reason = "已并入其它变更" });
        var cancelled = await duty.CallAsync("POST", $"{path}/cancel", new { reason = "已并入其它变更" }, "end", seen);
        var again = await duty.CallAsync("POST", $"{path}/cancel", new { reason = "已并入其它变更" }, "end", seen);
        Assert.Equal((HttpStatusCode.PreconditionFailed, "record.stale", HttpStatusCode.Forbidden, HttpStatusCode.NotFound), (stale.Status, stale.Code, notHis.Status, missing.Status));
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (cancelled.Status, again.Status));
        Assert.NotNull(await host.ReadAsync(db => db.Set<ChangeRequest>().Where(x => x.No == opened.Read("no")).Select(x => x.EndedAt).SingleAsync()));

        var good = await host.ReadAsync(db => db.Set<Domain.InstalledBase.InstalledBoard>().Where(x => x.State == Domain.InstalledBase.BoardState.Working).Select(x => x.SerialNo).FirstAsync());
        var list = await quality.CallAsync("POST", "/api/records/campaigns/list", new { list = $"serial\n{good}\nNO-SUCH-BOARD" }, language: "en");
        var unreadable = await quality.CallAsync("POST", "/api/records/campaigns/list", new { list = "[{" });
        var campaigns = await quality.PagesAsync("/api/records?kind=campaigns&all=true", Token);
        var progress = await quality.GetFromJsonAsync<JsonElement>($"/api/records/{Column(campaigns, "no")[0]}/progress", Token);
        Assert.Equal([good], JsonDocument.Parse(list.Text).RootElement.GetProperty("good").EnumerateArray().Select(x => x.GetString()));
        Assert.Equal(3, Assert.Single(JsonDocument.Parse(list.Text).RootElement.GetProperty("rows").EnumerateArray(), x => x.TryGetProperty("problem", out _)).GetProperty("number").GetInt32());
        Assert.Equal("campaign.list-not-readable", unreadable.Code);
        Assert.True(progress.GetProperty("items").GetInt32() > 0);

        var kept = await customer.CallAsync("PUT", "/api/portal/draft", new { equipment = "NE-GZ-0001", kind = "Interrupted", description = "无光" });
        var draft = await customer.GetFromJsonAsync<JsonElement>("/api/portal/draft", Token);
        var page = await customer.GetStringAsync("/portal/new", Token);
        var dropped = await customer.CallAsync("DELETE", "/api/portal/draft");
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (kept.Status, dropped.Status));
        Assert.Equal("无光", draft.GetProperty("form").GetProperty("description").GetString());
        Assert.Contains("无光", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await customer.GetAsync("/api/portal/draft", Token)).StatusCode);
    }

    private static IReadOnlyList<string> Column(IEnumerable<IReadOnlyList<JsonElement>> pages, string name) => [.. pages.SelectMany(page => page).Select(row => row.GetProperty(name).GetString()!)];

    private static Task<List<string>> NumbersAsync(ItrHost host, Func<Elsa.ITR.Data.ItrDbContext, IQueryable<string>> query) => host.ReadAsync(db => query(db).ToListAsync());
}
