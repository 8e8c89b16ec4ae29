using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Elsa.ITR.Data;
using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Contracts;
using Elsa.ITR.Domain.Escalations;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Scoring;
using Elsa.ITR.Tests.Integration.Seeding;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Tests.Shared.Api;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Dashboards;

/// <summary>Flow 21 step 9: the province confirms a quarter, the vendor objects once or signs, and what is signed stays; scenarios 3, 6 and 8.</summary>
[Collection(nameof(DemoTemplate))]
public sealed class ScorecardSigningTests(DemoTemplate demo)
{
    private const string Contract = "CON-2025-002";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_the_demonstration_data_one_quarter_is_signed_and_the_next_waits_for_the_vendor()
    {
        using var manager = await demo.Site.SignInAsync("contract1");

        var signed = (await CardAsync(manager, "2026-Q2")).GetProperty("signing");
        var open = (await CardAsync(manager, "2026-Q3")).GetProperty("signing");
        var page = await manager.GetStringAsync($"/scorecard?contract={Contract}&quarter=2026-Q3", Token);
        var done = await manager.GetStringAsync($"/scorecard?contract={Contract}&quarter=2026-Q2", Token);

        Assert.Equal(("Signed", "Presented"), (signed.GetProperty("state").GetString(), open.GetProperty("state").GetString()));
        Assert.Equal(["score-object", "score-sign"], new[] { "score-confirm", "score-object", "score-sign" }.Where(act => page.Contains($"data-testid=\"{act}\"", StringComparison.Ordinal)));
        Assert.DoesNotContain("data-testid=\"score-sign\"", done, StringComparison.Ordinal);
        Assert.Contains(signed.GetProperty("signedVendorBy").GetString()!, done, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_both_signed_stays_whatever_is_decided_later_and_an_objection_is_heard_once()
    {
        await using var host = ItrHost.OnCopyOf(demo.PathOf("template"), "2026-11-23 09:00");
        using var vendor = await host.SignInAsync("contract1");
        using var province = await host.SignInAsync("province1");
        const string quarter = $"/api/scorecard/{Contract}/2026-Q3";
        await AddPenaltyAsync(host, "PEN-20260930-9001", PenaltyState.Disputed);
        await AddPenaltyAsync(host, "PEN-20260930-9002", PenaltyState.Disputed);
        var total = await TotalAsync(vendor, "2026-Q3");
        var tag = await vendor.TagAsync($"/api/scorecard?contract={Contract}&quarter=2026-Q3", Token);

        // Who may, when, and in which version.
        Assert.Equal(HttpStatusCode.Forbidden, (await province.CallAsync("POST", $"{quarter}/sign", new { })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await vendor.CallAsync("POST", $"{quarter}/confirm", new { })).Status);
        Assert.Equal("scorecard.running", (await province.CallAsync("POST", "/api/scorecard/CON-2026-001/2026-Q4/confirm", new { })).Code);
        Assert.Equal("scorecard.not-scored", (await province.CallAsync("POST", $"/api/scorecard/{Contract}/2025-Q3/confirm", new { })).Code);
        Assert.Equal("scorecard.not-confirmed", (await vendor.CallAsync("POST", $"/api/scorecard/{Contract}/2026-Q1/sign", new { })).Code);
        Assert.Equal(HttpStatusCode.NotFound, (await vendor.CallAsync("POST", $"/api/scorecard/{Contract}/2026-09/sign", new { })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await vendor.CallAsync("POST", "/api/scorecard/CON-1999-001/2026-Q3/sign", new { })).Status);
        Assert.Equal((HttpStatusCode.PreconditionFailed, "scorecard.stale"), await SayAsync(vendor, $"{quarter}/sign", new { }, "\"999\""));

        // An objection, with a reason, once: back to the province, and the region's manager is called.
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "scorecard.reason-required"), await SayAsync(vendor, $"{quarter}/object", new { }));
        Assert.Equal((HttpStatusCode.NoContent, null), await SayAsync(vendor, $"{quarter}/object", new { text = "9 月的一次超时另有原因" }, tag));
        Assert.Equal("Draft", (await CardAsync(vendor, "2026-Q3")).GetProperty("signing").GetProperty("state").GetString());
        Assert.Equal((HttpStatusCode.Conflict, "record.wrong-state"), await SayAsync(vendor, $"{quarter}/sign", new { }));
        Assert.Equal(ManagementLevel.M2, await host.ReadAsync(db => db.Set<Escalation>().Where(x => x.RecordNo.StartsWith("SCORE-")).Select(x => x.Level).SingleAsync()));
        Assert.Equal((HttpStatusCode.NoContent, null), await SayAsync(province, $"{quarter}/confirm", new { text = "复核无误", total }));
        Assert.Equal("scorecard.objected", (await SayAsync(vendor, $"{quarter}/object", new { text = "再议" })).Code);
        Assert.Equal(1, await host.ReadAsync(db => db.Set<Notification>().Where(x => x.TemplateCode == "DOC_REJECTED" && x.RecordNo.StartsWith("SCORE-") && x.Channel == NotificationChannel.InApp).CountAsync()));

        // A decision changes the score: nobody signs what he has not seen.
        await DecideAsync(host, "PEN-20260930-9001");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "scorecard.changed"), await SayAsync(vendor, $"{quarter}/sign", new { }));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "scorecard.changed"), await SayAsync(province, $"{quarter}/confirm", new { total }));
        Assert.Contains("data-testid=\"score-confirm\"", await province.GetStringAsync($"/scorecard?contract={Contract}&quarter=2026-Q3", Token), StringComparison.Ordinal);
        var form = await PageForm.ReadAsync(province, $"/scorecard/{Contract}/2026-Q3/confirm", "dlg form");
        Assert.Equal(HttpStatusCode.Redirect, (await form.PostAsync($"/scorecard/{Contract}/2026-Q3/confirm", ("text", ""))).StatusCode);
        Assert.Equal(total - 1, await TotalAsync(vendor, "2026-Q3"));

        // Signed on the page; the same form again finds it signed.
        var sign = await PageForm.ReadAsync(vendor, $"/scorecard/{Contract}/2026-Q3/sign", "dlg form");
        Assert.Equal(HttpStatusCode.Redirect, (await sign.PostAsync($"/scorecard/{Contract}/2026-Q3/sign", ("text", "同意"))).StatusCode);
        Assert.Equal((HttpStatusCode.Conflict, "record.wrong-state"), await SayAsync(province, $"{quarter}/confirm", new { }));

        // What was undecided counts in the next quarter, and the signed one stays.
        await DecideAsync(host, "PEN-20260930-9002");
        var (after, next) = (await CardAsync(vendor, "2026-Q3"), await CardAsync(vendor, "2026-Q4"));
        Assert.Equal(("Signed", 3, total - 1), (after.GetProperty("signing").GetProperty("state").GetString(), after.GetProperty("signing").GetProperty("revision").GetInt32(), after.GetProperty("score").GetProperty("total").GetDecimal()));
        Assert.DoesNotContain("PEN-20260930-9002", after.GetProperty("penalties").ToString(), StringComparison.Ordinal);
        Assert.True(next.GetProperty("penalties").EnumerateArray().Single(x => x.GetProperty("no").GetString() == "PEN-20260930-9002").GetProperty("isCarried").GetBoolean());
        var no = Number(after);
        Assert.Equal(["Confirm", "Object", "Confirm", "Confirm", "Sign"], await host.ReadAsync(db => db.Set<AuditEntry>().Where(x => x.Action == "record.decision" && x.RecordNo == no).OrderBy(x => x.Id).Select(x => x.New).ToListAsync()));
        Assert.Contains("复核无误", await vendor.GetStringAsync($"/records/{no}", Token), StringComparison.Ordinal);
        var decisions = await vendor.GetFromJsonAsync<JsonElement>($"/api/records/{no}/decisions", Token);
        Assert.Equal([(1, "Confirm"), (1, "Object"), (2, "Confirm"), (3, "Confirm"), (3, "Sign")], decisions.EnumerateArray().Select(x => (x.GetProperty("revision").GetInt32(), x.GetProperty("what").GetString())));
        Assert.NotEmpty((await vendor.GetFromJsonAsync<JsonElement>($"/api/records/{no}/history", Token)).GetProperty("rows").EnumerateArray());
        using var stranger = await host.SignInAsync("ent1");
        foreach (var part in new[] { "decisions", "history" })
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.CallAsync("GET", $"/api/records/{no}/{part}")).Status);
    }

    [Fact]
    public async Task A_bad_grade_calls_the_director_for_a_plan()
    {
        await using var host = ItrHost.OnCopyOf(demo.PathOf("template"), "2026-11-23 09:00");
        using var vendor = await host.SignInAsync("contract1");
        using var province = await host.SignInAsync("province1");
        foreach (var (quarter, day) in new[] { ("2026-Q1", "2026-03-01"), ("2025-Q4", "2025-12-01") })
            await AddPenaltyAsync(host, $"PEN-{day.Replace("-", "", StringComparison.Ordinal)}-9001", PenaltyState.Confirmed, day, await TotalAsync(vendor, quarter) - 75); // a C

        foreach (var (quarter, level) in new[] { ("2025-Q4", (ManagementLevel?)null), ("2026-Q1", ManagementLevel.M3) })
        {
            Assert.Equal((HttpStatusCode.NoContent, null), await SayAsync(province, $"/api/scorecard/{Contract}/{quarter}/confirm", new { }));
            Assert.Equal((HttpStatusCode.NoContent, null), await SayAsync(vendor, $"/api/scorecard/{Contract}/{quarter}/sign", new { }));
            var no = Number(await CardAsync(vendor, quarter));
            Assert.Equal(level, await host.ReadAsync(db => db.Set<Escalation>().Where(x => x.RecordNo == no).Select(x => (ManagementLevel?)x.Level).SingleOrDefaultAsync()));
        }
    }

    // A violation takes its points from the total whatever the categories are worth.
    private static async Task AddPenaltyAsync(ItrHost host, string no, PenaltyState state, string day = "2026-09-30", decimal points = 1)
    {
        var template = await host.ReadAsync(db => db.Set<Penalty>().AsNoTracking().FirstAsync(x => db.Set<ServiceContract>().Any(contract => contract.Id == x.ContractId && contract.No == Contract)));
        await host.CallAsync<ItrDbContext, int>(db =>
        {
            db.Add(new Penalty
            {
                No = no,
                UniqueKey = no,
                RuleId = "PEN-VIOLATION",
                Category = "CAT-VIOL",
                PolicyVersion = template.PolicyVersion,
                ContractId = template.ContractId,
                RecordType = template.RecordType,
                RecordId = template.RecordId,
                RecordNo = template.RecordNo,
                Points = points,
                Reason = "test",
                ProposedAt = ManualTime.Local($"{day} 09:00"),
                ProposedBy = "quality1",
                State = state,
                VerifiedAt = ManualTime.Local($"{day} 10:00"),
            });
            return db.SaveChangesAsync(Token);
        });
    }

    private static async Task DecideAsync(ItrHost host, string no)
    {
        var id = await host.ReadAsync(db => db.Set<Penalty>().Where(x => x.No == no).Select(x => x.Id).SingleAsync());
        await host.Services.GetRequiredService<CommandExecutor>().RunAsync(
            (services, token) => services.GetRequiredService<PenaltyDesk>().DecideAsync(id, PenaltyTrigger.Confirm, null, token),
            new CommandOptions { Principal = "test", Route = "test", Prepare = services => services.GetRequiredService<CurrentActor>().Become(Actor.System) }, Token);
    }

    private static async Task<(HttpStatusCode Status, string? Code)> SayAsync(HttpClient person, string path, object body, string? tag = null)
    {
        var answer = await person.CallAsync("POST", path, body, ifMatch: tag, cancellationToken: Token);
        return (answer.Status, answer.Status == HttpStatusCode.NoContent ? null : answer.Code);
    }

    private static Task<JsonElement> CardAsync(HttpClient person, string quarter) => person.GetFromJsonAsync<JsonElement>($"/api/scorecard?contract={Contract}&quarter={quarter}", Token);

    private static async Task<decimal> TotalAsync(HttpClient person, string quarter) => (await CardAsync(person, quarter)).GetProperty("score").GetProperty("total").GetDecimal();

    private static string Number(JsonElement card) => card.GetProperty("signing").GetProperty("no").GetString()!;
}
