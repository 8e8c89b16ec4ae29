using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Tests.Integration.Access;

/// <summary>Accounts, groups, absences and the roster as programs use them; who may is the matrix of routes.</summary>
public sealed class PeopleApiTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_account_is_made_given_a_role_and_switched_off()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 09:00");
        using var admin = await host.SignInAsync("admin1");

        using var misfit = await admin.PostAsJsonAsync("/api/users", new { userName = "newt1", nameZh = "新人", org = "PA1", role = "Tier1Engineer" }, Token);
        using var added = await admin.PostAsJsonAsync("/api/users", new { userName = "newt1", nameZh = "新人", org = "OGD", role = "Tier1Engineer" }, Token);
        var password = (await added.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("password").GetString();
        using var person = host.Client();
        using var entered = await person.PostAsJsonAsync("/api/sign-in", new { userName = "newt1", password }, Token);
        using var granted = await admin.PostAsJsonAsync("/api/users/newt1/roles", new { role = "IntakeAgent", org = "TSC", reason = "代班" }, Token);
        var account = await admin.GetFromJsonAsync<JsonElement>("/api/users/newt1", Token);
        var grant = account.GetProperty("roles").EnumerateArray().Single(x => x.GetProperty("role").GetString() == "IntakeAgent").GetProperty("id").GetGuid();
        using var taken = await admin.DeleteAsync($"/api/users/newt1/roles/{grant}?reason=done", Token);
        using var stranger = await admin.PostAsJsonAsync("/api/users/newt1/off", new { reason = "离职", heir = "nobody" }, Token);
        using var off = await admin.PostAsJsonAsync("/api/users/newt1/off", new { reason = "离职", heir = "t1gz" }, Token);
        using var missing = await admin.PostAsJsonAsync("/api/users/nobody/off", new { reason = "x" }, Token);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, misfit.StatusCode);
        Assert.Equal("urn:elsa-itr:user.org-misfit", (await misfit.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("type").GetString());
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, entered.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, granted.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, taken.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, stranger.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, off.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.DoesNotContain("passwordHash", account.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.False((await admin.GetFromJsonAsync<JsonElement>("/api/users/newt1", Token)).GetProperty("isActive").GetBoolean());
        Assert.Equal(["user.add", "user.roles", "user.roles", "user.off"], await host.ReadAsync(db => db.Set<AuditEntry>().Where(x => x.RecordNo == "newt1").OrderBy(x => x.At).ThenBy(x => x.Id).Select(x => x.Action).ToListAsync()));
    }

    [Fact]
    public async Task The_list_is_paged_and_a_lead_sees_his_partner_only()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 09:00");
        using var admin = await host.SignInAsync("admin1");
        using var lead = await host.SignInAsync("palead");

        var names = new List<string>();
        for (string? after = ""; after is not null;)
        {
            var page = await admin.GetFromJsonAsync<JsonElement>($"/api/users?after={after}", Token);
            names.AddRange(page.GetProperty("rows").EnumerateArray().Select(x => x.GetProperty("userName").GetString()!));
            after = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }

        Assert.Equal(await host.ReadAsync(db => db.Users.OrderBy(x => x.UserName).Select(x => x.UserName!).ToListAsync()), names);
        Assert.Equal("palead", (await lead.GetFromJsonAsync<JsonElement>("/api/users", Token)).GetProperty("rows").EnumerateArray().Single().GetProperty("userName").GetString());
        Assert.Contains((await admin.GetFromJsonAsync<JsonElement>("/api/groups", Token)).EnumerateArray(), x => x.GetProperty("orgCode").GetString() == "OGD" && x.GetProperty("role").GetString() == "Tier1Engineer");
    }

    [Fact]
    public async Task An_absence_begins_and_ends()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 09:00");
        using var person = await host.SignInAsync("t1gz");
        var absence = new { deputy = "t1sz", from = "2026-11-24T00:00:00Z", to = "2026-11-26T00:00:00Z" };

        using var toHimself = await person.PostAsJsonAsync("/api/absences", absence with { deputy = "t1gz" }, Token);
        using var ofAnother = await person.PostAsJsonAsync("/api/absences", new { person = "t1sz", deputy = "t1gz", absence.from, absence.to }, Token);
        using var set = await person.PostAsJsonAsync("/api/absences", absence, Token);
        var id = (await set.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("id").GetGuid();
        var listed = await person.GetFromJsonAsync<JsonElement>("/api/absences", Token);
        using var ended = await person.DeleteAsync($"/api/absences/{id}", Token);
        using var again = await person.DeleteAsync($"/api/absences/{id}", Token);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, toHimself.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, ofAnother.StatusCode);
        Assert.Equal(HttpStatusCode.Created, set.StatusCode);
        Assert.Equal(id, Assert.Single(listed.EnumerateArray()).GetProperty("id").GetGuid());
        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
    }

    [Fact]
    public async Task A_week_of_the_roster_is_replaced()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 09:00");
        using var duty = await host.SignInAsync("office1");
        var org = await host.ReadAsync(db => db.Set<Organization>().Where(x => x.Code == "OGD").Select(x => x.Id).FirstAsync());
        object Week(string slot, string userName) => new { week = "2026-12-02", org, role = "Tier1Engineer", shifts = new[] { new { slot, userName, isPrimary = true } } };

        using var otherWeek = await duty.PutAsJsonAsync("/api/duty", Week("2026-11-23n", "t1gz"), Token);
        using var stranger = await duty.PutAsJsonAsync("/api/duty", Week("2026-11-30n", "t2a"), Token);
        using var saved = await duty.PutAsJsonAsync("/api/duty", Week("2026-11-30n", "t1gz"), Token);
        var shown = await duty.GetFromJsonAsync<JsonElement>("/api/duty?week=2026-11-30&role=Tier1Engineer", Token);
        var night = shown.EnumerateArray().Single(x => x.GetProperty("orgId").GetGuid() == org).GetProperty("shifts").EnumerateArray().First(x => x.GetProperty("slot").GetProperty("isNight").GetBoolean());

        Assert.Equal(HttpStatusCode.UnprocessableEntity, otherWeek.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, stranger.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, saved.StatusCode);
        Assert.True(Assert.Single(night.GetProperty("people").EnumerateArray()).GetProperty("isPrimary").GetBoolean());
    }
}
