using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Elsa.ITR.Data;
using Elsa.ITR.Data.Clocks;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Tests.Integration.Studio;
using Elsa.ITR.Tests.Shared.Api;
using Elsa.ITR.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Elsa.ITR.Tests.Integration.Studio.StudioHost;

namespace Elsa.ITR.Tests.Integration.Policies;

/// <summary>Pages and API of policies and calendar over the real host: who may see and do what, and what is said to those who may not.</summary>
public sealed class PolicyPagesTests(StudioHost studio) : IClassFixture<StudioHost>
{
    [Theory] // roles-and-permissions §2
    [InlineData("owner1", 200, 200, 200)]
    [InlineData("admin1", 200, 200, 200)]
    [InlineData("quality1", 200, 200, 403)]
    [InlineData("institute1", 200, 403, 403)]
    [InlineData("province1", 200, 403, 403)]
    [InlineData("duty1", 403, 403, 403)]
    [InlineData("custgz", 403, 403, 403)]
    public async Task Only_named_roles_read_policies_and_calendar(string who, int policies, int calendar, int edit)
    {
        using var person = await studio.ProgramAsync(who);

        Assert.Equal((policies, calendar, edit), (await StatusAsync(person, "/admin/sla"), await StatusAsync(person, "/admin/calendar?year=2026"), await StatusAsync(person, "/admin/calendar/2026/edit")));
        Assert.Equal((policies, calendar), (await StatusAsync(person, "/api/policies"), await StatusAsync(person, "/api/calendar?year=2026")));
        using var draft = await person.PostAsJsonAsync("/api/policies/drafts", new { from = 99 });
        Assert.Equal(who == "owner1" ? 404 : 403, (int)draft.StatusCode);
    }

    [Fact] // R19
    public async Task The_institute_sees_no_internal_clocks_and_nobody_who_is_called()
    {
        using var institute = await studio.ProgramAsync("institute1");

        var page = await institute.GetStringAsync("/admin/sla/1");

        Assert.Contains("GD-L1-RESTORE-REMOTE", page, StringComparison.Ordinal);
        Assert.DoesNotContain("OLA-", page, StringComparison.Ordinal);
        Assert.DoesNotContain("ESC-", page, StringComparison.Ordinal);
        Assert.Equal(404, await StatusAsync(institute, "/admin/sla/1/profiles/ESC-L1"));
        Assert.Equal(404, await StatusAsync(institute, "/admin/sla/1/clocks/OLA-INTAKE"));
        Assert.Equal(404, await StatusAsync(institute, "/api/policies/1"));
    }

    [Fact]
    public async Task A_program_drafts_checks_previews_and_publishes_a_version()
    {
        using var owner = await studio.ProgramAsync("owner1");
        var draft = await ReadAsync(await owner.PostAsJsonAsync("/api/policies/drafts", new { from = 1 }));
        var (version, hash) = ((int)draft["version"]!, (string)draft["contentHash"]!);
        var file = JsonNode.Parse(await owner.GetStringAsync($"/api/policies/{version}"))!.AsObject();
        var rule = file["penaltyRules"]!.AsArray().Single(x => (string?)x!["id"] == "PEN-L1-TIMEOUT")!;

        rule["per"] = "fortnight";
        using var wrong = await owner.PutAsJsonAsync($"/api/policies/{version}", new { contentHash = hash, file });
        Assert.Equal(422, (int)wrong.StatusCode);
        Assert.Contains("policy.format", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        foreach (var body in (object[])[new { contentHash = hash }, new { contentHash = hash, file = 3 }])
        {
            using var none = await owner.PutAsJsonAsync($"/api/policies/{version}", body);
            Assert.Equal(422, (int)none.StatusCode);
        }

        (rule["per"], rule["points"]) = ("case", 6);
        var saved = await ReadAsync(await owner.PutAsJsonAsync($"/api/policies/{version}", new { contentHash = hash, file }));
        using var stale = await owner.PutAsJsonAsync($"/api/policies/{version}", new { contentHash = hash, file });
        Assert.Equal(409, (int)stale.StatusCode);

        var preview = await ReadAsync(await owner.GetAsync($"/api/policies/{version}/preview"));
        Assert.Equal("PEN-L1-TIMEOUT", (string?)Assert.Single(preview["changes"]!.AsArray())!["id"]);
        foreach (var page in (string[])["?part=clocks", "?part=profiles", "?part=pauses", "?part=penalties&changed=true", "/clocks/GD-L1-RESTORE-ONSITE", "/profiles/ESC-L1", "/pauses/CUSTOMER_INFO", "/penalties/PEN-L1-TIMEOUT", "/publish", "/past-year", "/discard"])
            Assert.Equal(200, await StatusAsync(owner, $"/admin/sla/{version}{page}"));

        Assert.Equal(422, await PublishOnPageAsync(version, "next week")); // not "at once"
        Assert.Equal(200, await StatusAsync(owner, $"/api/policies/{version}/preview"));

        var done = await ReadAsync(await owner.PostAsJsonAsync($"/api/policies/{version}/publish", new { contentHash = (string)saved["contentHash"]!, note = "agreed in the meeting" }));
        Assert.Equal(version, (int)done["version"]!);
        var list = await ReadAsync(await owner.GetAsync("/api/policies"));
        Assert.Equal("InForce", (string?)list["versions"]!.AsArray().Single(x => (int)x!["number"]! == version)!["standing"]);
        using var again = await owner.PutAsJsonAsync($"/api/policies/{version}", new { contentHash = (string)saved["contentHash"]!, file });
        Assert.Contains("policy.not-a-draft", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_year_of_holidays_is_checked_previewed_and_published_once()
    {
        using var admin = await studio.ProgramAsync("admin1");
        var found = await ReadAsync(await admin.GetAsync("/api/calendar?year=2027"));
        var (version, year) = ((int)found["version"]!, found["year"]!.AsObject());
        year["makeUpDays"] = new JsonArray("2027-02-15");
        using var wrong = await admin.PostAsJsonAsync("/api/calendar/preview", new { version, year });
        Assert.Contains("calendar.make-up-weekday", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        (year["makeUpDays"], year["isOfficial"]) = (new JsonArray("2027-02-14"), true);
        var preview = await ReadAsync(await admin.PostAsJsonAsync("/api/calendar/preview", new { version, year }));
        Assert.Equal(0, (int)preview["count"]!);
        var done = await ReadAsync(await admin.PostAsJsonAsync("/api/calendar/publish", new { version, year, note = "notice of the State Council" }));
        Assert.Equal(version + 1, (int)done["version"]!);
        using var stale = await admin.PostAsJsonAsync("/api/calendar/publish", new { version, year, note = "again" });
        Assert.Equal(409, (int)stale.StatusCode);
        var page = await admin.GetStringAsync("/admin/calendar?year=2027&from=2027-02-10T10:00&days=3");
        Assert.Contains("notice of the State Council", page, StringComparison.Ordinal);
        Assert.Contains("2027-02-14", page, StringComparison.Ordinal);
    }

    [Fact] // D23
    public async Task A_file_of_the_product_waits_as_a_draft_beside_versions_made_here()
    {
        using var owner = await studio.ProgramAsync("owner1");
        var draft = await ReadAsync(await owner.PostAsJsonAsync("/api/policies/drafts", new { from = 1 }));
        using var gone = await owner.DeleteAsync($"/api/policies/{(int)draft["version"]!}?reason=not+needed");
        Assert.Equal(204, (int)gone.StatusCode);
        var shipped = PolicyContent.Versions(PolicyContent.Sla)[0].Json.Replace("\"schemaVersion\": 1", "\"schemaVersion\": 1 ", StringComparison.Ordinal);

        var first = await PublishAsync((int)draft["version"]!, shipped);
        var second = await PublishAsync((int)draft["version"]!, shipped);

        Assert.Equal((true, false), (first, second));
        var row = await studio.Host.ReadAsync(db => db.Set<PolicyVersion>().SingleAsync(x => x.Shipped == (int)draft["version"]! && x.Kind == PolicyVersion.SlaKind));
        Assert.Equal((PolicyState.Draft, (int)draft["version"]! + 1), (row.State, row.Version));
        Assert.Contains($"v{row.Version}", await owner.GetStringAsync("/admin/sla"), StringComparison.Ordinal);
    }

    private async Task<bool> PublishAsync(int version, string json)
    {
        await using var scope = studio.Host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Become(Actor.System);
        var added = await scope.ServiceProvider.GetRequiredService<PolicyStore>().PublishAsync(PolicyVersion.SlaKind, version, json);
        await scope.ServiceProvider.GetRequiredService<ItrDbContext>().SaveChangesAsync();
        return added;
    }

    private static async Task<int> StatusAsync(HttpClient person, string url)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Accept.ParseAdd("text/html");
        using var answer = await person.SendAsync(request);
        return (int)answer.StatusCode;
    }

    // As a browser does: the hidden fields of the form, and what was typed.
    private async Task<int> PublishOnPageAsync(int version, string from)
    {
        using var owner = await studio.Host.SignInAsync("owner1");
        var form = await PageForm.ReadAsync(owner, $"/admin/sla/{version}/publish", "data-testid=\"publish-form\"");
        using var answer = await form.PostAsync($"/admin/sla/{version}/publish", ("from", from), ("note", "agreed in the meeting"));
        return (int)answer.StatusCode;
    }
}
