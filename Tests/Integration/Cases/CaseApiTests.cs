using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Documents;
using Elsa.ITR.Domain.Escalations;
using Elsa.ITR.Domain.Incidents;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Tests.Shared.Api;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Tests.Integration.Cases;

/// <summary>What programs do with a case: once per key, only to the case they saw, only who may, and not to others' cases.</summary>
public sealed class CaseApiTests(CaseApiTests.Site site) : IClassFixture<CaseApiTests.Site>
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
    public async Task A_level_is_changed_once_by_who_may_and_has_seen_the_case_as_it_is()
    {
        var (host, crew) = (site.Host, site.Crew);
        var no = await crew.ReportAsync("intake1");
        await crew.DoAsync("intake1", no, "case-classify", "Classified");
        var duty = (await crew.AsAsync("duty1")).Http;
        var (path, change) = ($"/api/cases/{no}/level", new { level = 2, why = "Improved", reason = "一半业务已恢复" });
        var seen = await duty.TagAsync($"/api/cases/{no}", Token);

        var engineer = await (await crew.AsAsync("t1gz")).Http.CallAsync("POST", path, change);
        var stale = await duty.CallAsync("POST", path, change, "one", "\"999\"", "en");
        var staleInChinese = await duty.CallAsync("POST", path, change, "one", "\"999\"", "zh-CN");
        var foreign = await duty.CallAsync("POST", path, change, ifMatch: "\"of-another-system\"");
        var first = await duty.CallAsync("POST", path, change, "two", seen);
        var again = await duty.CallAsync("POST", path, change, "two", seen);
        var other = await duty.CallAsync("POST", path, change with { level = 3 }, "two", seen);
        var late = await duty.CallAsync("POST", path, change with { level = 3 }, "three", seen);

        Assert.Equal(HttpStatusCode.Forbidden, engineer.Status);
        Assert.Equal((HttpStatusCode.PreconditionFailed, "case.stale", $"{no} changed after you read it; read it again"), (stale.Status, stale.Code, stale.Detail));
        Assert.Equal($"{no} 在你读取之后有了变化，请重新读取", staleInChinese.Detail);
        Assert.Equal("urn:elsa-itr:case.stale", foreign.Read("type"));
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (first.Status, again.Status));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "idempotency-key.reused"), (other.Status, other.Code));
        Assert.Equal(HttpStatusCode.PreconditionFailed, late.Status);
        Assert.NotEqual(seen, await duty.TagAsync($"/api/cases/{no}", Token));
        Assert.Equal(2, await host.ReadAsync(db => db.Set<LevelChange>().Where(x => x.Text == change.reason).Select(x => x.To).SingleAsync()));
    }

    [Fact]
    public async Task What_a_request_may_name_is_of_the_callers_scope()
    {
        var (branch, intake) = ((await site.Crew.AsAsync("custgz")).Http, (await site.Crew.AsAsync("intake1")).Http);

        var (his, all) = (await branch.GetFromJsonAsync<JsonElement>("/api/cases/choices", Token), await intake.GetFromJsonAsync<JsonElement>("/api/cases/choices", Token));

        Assert.Contains("GDB-GZ", Codes(his, "customers"));
        Assert.Equal((true, false), (Codes(all, "customers").Contains("GDB-ZJ"), Codes(his, "customers").Contains("GDB-ZJ"))); // another branch's
        Assert.Equal((true, false), (Codes(all, "equipment").Any(IsOfZhanjiang), Codes(his, "equipment").Any(IsOfZhanjiang)));
        Assert.Contains("BIZ_INTERRUPTED", Codes(his, "faultCodes"));
        Assert.Equal((0, true), (Codes(his, "channels").Count, Codes(all, "channels").Contains("Phone")));
        Assert.Equal(HttpStatusCode.Forbidden, (await (await site.Crew.AsAsync("spare1")).Http.CallAsync("GET", "/api/cases/choices")).Status);

        static bool IsOfZhanjiang(string code) => code.StartsWith("NE-ZJ-", StringComparison.Ordinal);
        static IReadOnlyList<string> Codes(JsonElement choices, string of) => [.. choices.GetProperty(of).EnumerateArray().Select(x => x.GetProperty("code").GetString()!)];
    }

    [Fact]
    public async Task Every_action_on_a_case_acts_once_and_a_stranger_finds_no_case()
    {
        var (host, crew) = (site.Host, site.Crew);
        var no = await crew.ReportAsync("intake1");
        await crew.DoAsync("intake1", no, "case-classify", "Classified");
        await host.WorkOffAsync();
        var (duty, engineer, stranger) = ((await crew.AsAsync("duty1")).Http, (await crew.AsAsync("t1gz")).Http, (await crew.AsAsync("ent1")).Http);
        var log = "02:00 LOS"u8.ToArray();
        var incident = new { criterion = "MI-1", grade = 1, interruptedAt = "2026-11-23T02:00:00+08:00", impact = "two banks", presentState = "a team is on its way" };

        async Task<ApiAnswer> OnceAsync(HttpClient person, string act, object body)
        {
            var first = await person.CallAsync("POST", $"/api/cases/{no}/{act}", body, act, cancellationToken: Token);
            var again = await person.CallAsync("POST", $"/api/cases/{no}/{act}", body, act, cancellationToken: Token);
            Assert.True(first.IsSuccess, $"{act}: {first.Text}");
            Assert.Equal(first, again);
            return first;
        }

        var harmless = await duty.CallAsync("POST", $"/api/cases/{no}/incident", incident with { impact = "" });
        var declared = await OnceAsync(duty, "incident", incident);
        await host.AdvanceAsync("2026-11-23 02:10");
        await crew.DoAsync("t1gz", no, "fault-accept", "Accepted", ("acceptedAtProposed", "2026-11-23T02:10"), ("analysisRequested", "false"));
        await crew.DoAsync("institute1", no, "fault-confirm-accept", "Confirmed");
        await host.WorkOffAsync();
        await OnceAsync(engineer, "notes", new { text = "板卡已更换", isInternal = true });
        await OnceAsync(engineer, "files?name=alarms.log", log);
        var nameless = await engineer.CallAsync("POST", $"/api/cases/{no}/files", log);
        var empty = await engineer.CallAsync("POST", $"/api/cases/{no}/files?name=empty.log", Array.Empty<byte>());
        var documents = await engineer.GetFromJsonAsync<JsonElement>($"/api/cases/{no}/documents", Token);
        var file = documents.EnumerateArray().Single(x => x.TryGetProperty("fileName", out var name) && name.GetString() == "alarms.log").GetProperty("no").GetString();
        var pause = await OnceAsync(engineer, "pause", new { reason = "CUSTOMER_ACCESS", comment = "机房八点开门" });
        var lunch = await engineer.CallAsync("POST", $"/api/cases/{no}/pause", new { reason = "LUNCH" });
        var resumed = await OnceAsync(engineer, "resume", new { reason = "开门了" });
        var escalation = await OnceAsync(engineer, "escalate", new { level = "M2", reason = "备件未发出" });
        var notHis = await engineer.CallAsync("POST", $"/api/cases/{no}/cancel", new { reason = "重复报障" });
        string[] acts = ["notes", "files?name=x.log", "escalate", "cancel"];
        var strange = new List<HttpStatusCode>();
        foreach (var act in acts)
            strange.Add((await stranger.CallAsync("POST", $"/api/cases/{no}/{act}", new { reason = "x", text = "x" })).Status);
        var unsure = await duty.CallAsync("POST", $"/api/cases/{no}/cancel", new { reason = "重复报障" }, ifMatch: "\"1\"");
        await OnceAsync(duty, "cancel", new { reason = "重复报障" });
        var told = (await duty.PagesAsync($"/api/cases/{no}/timeline", Token)).SelectMany(page => page).ToList();
        var toldOutside = (await (await crew.AsAsync("custgz")).Http.PagesAsync($"/api/cases/{no}/timeline", Token)).SelectMany(page => page).ToList();
        var twice = await duty.CallAsync("POST", $"/api/cases/{no}/cancel", new { reason = "重复报障" });

        Assert.Equal(("document.no-name", "document.no-file"), (nameless.Code, empty.Code));
        Assert.Equal(log, await engineer.GetByteArrayAsync($"/api/documents/{file}", Token));
        Assert.Equal("clock-pause.already-open", lunch.Code);
        Assert.Equal("False", resumed.Read("isResumed"));
        Assert.Equal(("incident.impact", HttpStatusCode.Forbidden), (harmless.Code, notHis.Status));
        Assert.All(strange, status => Assert.Equal(HttpStatusCode.NotFound, status));
        Assert.Equal((HttpStatusCode.PreconditionFailed, HttpStatusCode.Conflict), (unsure.Status, twice.Status));
        Assert.Equal(CaseState.Cancelled, await host.ReadAsync(db => db.Set<Case>().Where(x => x.No == no).Select(x => x.State).SingleAsync()));
        Assert.Equal(await host.ReadAsync(db => db.Set<CaseEvent>().Where(x => db.Set<Case>().Any(record => record.Id == x.CaseId && record.No == no)).OrderByDescending(x => x.At).ThenByDescending(x => x.Id).Select(x => x.Id).ToListAsync()), told.Select(x => x.GetProperty("id").GetGuid()));
        Assert.Contains(told, x => x.GetProperty("text").GetProperty("en").GetString()!.Contains("板卡已更换", StringComparison.Ordinal));
        Assert.NotEmpty(toldOutside);
        Assert.DoesNotContain(toldOutside, x => x.GetProperty("isInternal").GetBoolean() || x.GetProperty("kind").GetString() == "Escalation" || x.GetProperty("text").ToString().Contains("板卡已更换", StringComparison.Ordinal));
        Assert.Equal(pause.Read("pauseId"), (await host.ReadAsync(db => db.Set<ClockPause>().SingleAsync(x => x.RecordNo == no))).Id.ToString());
        Assert.Equal(escalation.Read("no"), (await host.ReadAsync(db => db.Set<Escalation>().SingleAsync(x => x.RecordNo == no))).No);
        Assert.Equal(1, await host.ReadAsync(db => db.Set<MajorIncident>().CountAsync(x => x.No == declared.Read("no"))));
        Assert.Single(await host.ReadAsync(db => db.Set<DocumentVersion>().Where(x => x.FileName == "alarms.log").ToListAsync()));
    }
}
