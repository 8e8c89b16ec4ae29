using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Elsa.ITR.Domain.Documents;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Tests.Shared.Api;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Tests.Integration.Inbox;

/// <summary>What programs do with work: hand it on, keep a draft, end it with a file, several at once.</summary>
public sealed class WorkItemApiTests(WorkItemApiTests.Site site) : IClassFixture<WorkItemApiTests.Site>
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

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Work_is_handed_on_kept_as_a_draft_and_ended_with_a_file()
    {
        var (host, crew) = (site.Host, site.Crew);
        var work = await crew.FindAsync("intake1", await crew.ReportAsync("intake1"), "case-classify");
        var path = $"/api/work-items/{work.No}";
        var (agent, other, duty, bystander, stranger) = (
            (await crew.AsAsync("intake1")).Http, (await crew.AsAsync("intake2")).Http, (await crew.AsAsync("duty1")).Http, (await crew.AsAsync("callback1")).Http, (await crew.AsAsync("ent1")).Http);

        var people = await duty.GetFromJsonAsync<JsonElement>($"{path}/people", Token);
        var to = people.GetProperty("reassign").EnumerateArray().Single(x => x.GetProperty("userName").GetString() == "intake2").GetProperty("id").GetGuid();
        var seen = await duty.TagAsync(path, Token);
        var move = new { personId = to, reason = "交接班" };
        var notHis = await bystander.CallAsync("POST", $"{path}/reassign", move);
        var silent = await duty.CallAsync("POST", $"{path}/reassign", new { personId = to });
        var nobody = await duty.CallAsync("POST", $"{path}/reassign", new { reason = "交接班" });
        var missing = await stranger.CallAsync("POST", $"{path}/reassign", move);
        var moved = await duty.CallAsync("POST", $"{path}/reassign", move, "move", seen);
        var again = await duty.CallAsync("POST", $"{path}/reassign", move, "move", seen);
        var stale = await other.CallAsync("POST", $"{path}/release", ifMatch: seen);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity, HttpStatusCode.NotFound), (silent.Status, nobody.Status, missing.Status));
        Assert.True(notHis.Code is "work-item.not-yours" || notHis.Status == HttpStatusCode.NotFound, notHis.Text);
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (moved.Status, again.Status));
        Assert.Equal((HttpStatusCode.PreconditionFailed, "work-item.stale"), (stale.Status, stale.Code));
        Assert.Equal(to, await host.ReadAsync(db => db.Set<WorkItem>().Where(x => x.No == work.No).Select(x => x.AssigneeId).SingleAsync()));

        var outcome = work.Outcomes[0];
        var kept = await other.CallAsync("PUT", $"{path}/draft", new { outcome, fields = new { comment = "半句话", nonsense = "x" } });
        var draft = (await other.GetFromJsonAsync<JsonElement>(path, Token)).GetProperty("draft");
        var ofAgent = await agent.GetFromJsonAsync<JsonElement>(path, Token);
        var dropped = await other.CallAsync("DELETE", $"{path}/draft");

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (kept.Status, dropped.Status));
        Assert.Equal((outcome, """{"comment":"半句话"}"""), (draft.GetProperty("outcome").GetString(), draft.GetProperty("fields").ToString()));
        Assert.False(ofAgent.TryGetProperty("draft", out _));
        Assert.False((await other.GetFromJsonAsync<JsonElement>(path, Token)).TryGetProperty("draft", out _));

        var stored = await other.CallAsync("POST", $"{path}/files?name=alarms.log", "02:00 LOS"u8.ToArray());
        var fields = crew.Fill(work, outcome);
        var file = JsonDocument.Parse(stored.Text).RootElement;
        var unknown = await other.CallAsync("POST", $"{path}/complete", new { outcome, fields, files = new[] { new { hash = new string('0', 64), size = 9, name = "x.log", contentType = "text/plain" } } });
        var untyped = await other.CallAsync("POST", $"{path}/complete", new { outcome, fields, files = new[] { new { hash = file.GetProperty("hash").GetString(), size = 9, name = "alarms.log" } } });
        var done = await other.CallAsync("POST", $"{path}/complete", new { outcome, fields, files = new[] { file } }, "end", await other.TagAsync(path, Token));
        var tooLate = await other.CallAsync("PUT", $"{path}/draft", new { fields });

        Assert.Equal(("document.no-file", "document.no-file"), (unknown.Code, untyped.Code));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (done.Status, tooLate.Status));
        Assert.Single(await host.ReadAsync(db => db.Set<DocumentVersion>().Where(x => x.FileName == "alarms.log").ToListAsync()));
    }

    [Fact]
    public async Task Several_are_looked_at_done_one_by_one_and_answered_alike_when_repeated()
    {
        var (host, crew) = (site.Host, site.Crew);
        var work = new List<string>();
        for (var i = 0; i < 3; i++)
            work.Add((await crew.FindAsync("intake1", await crew.ReportAsync("intake1"), "case-classify")).No);
        var (agent, stranger) = ((await crew.AsAsync("intake1")).Http, (await crew.AsAsync("ent1")).Http);
        var one = (await (await crew.AsAsync("intake1")).FindAsync(work[0], Token))!;
        var (outcome, all) = (one.Outcomes[0], new[] { work[0], work[1], work[2], "TASK-20261123-99999" });
        await (await crew.AsAsync("intake2")).ClaimAsync(work[2], "mine", Token);
        var bulk = new { @do = "Complete", items = all, outcome, fields = crew.Fill(one, outcome) };

        var preview = await agent.CallAsync("POST", "/api/work-items/bulk/preview", new { @do = "Complete", items = all }, language: "en");
        var mute = await agent.CallAsync("POST", "/api/work-items/bulk", new { @do = "Complete", items = all });
        var flood = await agent.CallAsync("POST", "/api/work-items/bulk", new { @do = "Claim", items = Enumerable.Range(0, 101).Select(i => $"TASK-{i}") });
        var unseen = await stranger.CallAsync("POST", "/api/work-items/bulk", bulk);
        var first = await agent.CallAsync("POST", "/api/work-items/bulk", bulk, "shift", language: "en");
        host.Time.MoveTo(ManualTime.Local("2026-11-23 02:07"));
        var again = await agent.CallAsync("POST", "/api/work-items/bulk", bulk, "shift", language: "en");

        var lines = JsonDocument.Parse(preview.Text).RootElement.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(work, lines.Select(x => x.GetProperty("no").GetString()).Order());
        Assert.Equal(work[2], Assert.Single(lines, x => x.TryGetProperty("why", out _)).GetProperty("no").GetString());
        Assert.Equal(("bulk.incomplete", """{"done":0,"items":[]}"""), (mute.Code, unseen.Text));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "bulk.too-many"), (flood.Status, flood.Code));
        Assert.Equal(first, again);
        Assert.Equal("2", first.Read("done"));
        Assert.Equal(work[2], Assert.Single(JsonDocument.Parse(first.Text).RootElement.GetProperty("items").EnumerateArray(), x => x.TryGetProperty("code", out _)).GetProperty("no").GetString());
        Assert.Equal(work[..2], await host.ReadAsync(db => db.Set<WorkItem>().Where(x => work.Contains(x.No) && x.State == WorkItemState.Completed).OrderBy(x => x.No).Select(x => x.No).ToListAsync()));
    }
}
