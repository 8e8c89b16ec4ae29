using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Tests.Shared.Api;
using Elsa.ITR.Web.Seeding;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Tests.Integration.Access;

/// <summary>Accounts, roles and groups on the pages of the administrator and of a partner's lead.</summary>
public sealed partial class UsersTests
{
    private const string Mine = "Brand-New-Pass-2026";

    [Fact]
    public async Task The_list_is_filtered_counted_and_paged_and_a_lead_sees_his_partner_only()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 09:00");
        using var admin = await host.SignInAsync("admin1");
        var first = await RowsAsync(admin, "/admin/users");
        var all = await host.ReadAsync(db => db.Users.OrderBy(x => x.UserName).Select(x => x.UserName!).ToListAsync());

        var page = await admin.GetStringAsync("/admin/users", TestContext.Current.CancellationToken);
        var second = await RowsAsync(admin, WebUtility.HtmlDecode(Next().Match(page).Groups[1].Value));
        Assert.Equal(all.Order(StringComparer.Ordinal), first.Concat(second).Order(StringComparer.Ordinal));
        Assert.Equal(["t1dg", "t1fs", "t1gz", "t1st", "t1sz", "t1zj"], await RowsAsync(admin, "/admin/users?role=Tier1Engineer"));
        Assert.Equal(["paeng2"], await RowsAsync(admin, "/admin/users?view=off"));
        Assert.Equal(["t1gz"], await RowsAsync(admin, $"/admin/users?q={Uri.EscapeDataString("李俊杰")}"));
        Assert.Contains("广东技术支援中心", await admin.GetStringAsync("/admin/groups", TestContext.Current.CancellationToken), StringComparison.Ordinal);

        using var lead = await host.SignInAsync("palead");
        Assert.Equal(["palead"], await RowsAsync(lead, "/admin/users"));
        using var other = await lead.GetAsync("/admin/users/t1gz", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }

    [Fact]
    public async Task A_new_account_signs_in_once_with_the_shown_password_and_chooses_its_own()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 09:00");
        using var lead = await host.SignInAsync("palead");
        var org = await host.ReadAsync(db => db.Set<Organization>().ToDictionaryAsync(x => x.Code, x => x.Id.ToString()));
        var form = await PageForm.ReadAsync(lead, "/admin/users/new", "data-testid=\"user-form\"");

        foreach (var (name, role, code) in ((string, string, string)[])[("Bad Name", "PartnerEngineer", "PA1"), ("palead", "PartnerEngineer", "PA1"), ("newpa", "Tier1Engineer", "PA1"), ("newpa", "PartnerEngineer", "PA2")])
        {
            using var refused = await form.PostAsync("/admin/users/new", ("userName", name), ("nameZh", "新人"), ("org", org[code]), ("role", role));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        }

        using var added = await form.PostAsync("/admin/users/new", ("userName", "newpa"), ("nameZh", "新人"), ("email", "newpa@itr.example"), ("org", org["PA1"]), ("role", "PartnerEngineer"));
        var password = Password().Match(await added.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Groups[1].Value;

        using var person = host.Client();
        using var entered = await person.PostAsJsonAsync("/api/sign-in", new { userName = "newpa", password }, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NoContent, entered.StatusCode);
        using var early = await person.GetAsync("/api/work-items", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, early.StatusCode);
        Assert.Contains("password-due", await early.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var change = await PageForm.ReadAsync(person, "/me/password", "action=\"/me/password\"");
        using var changed = await change.PostAsync("/me/password", ("current", password), ("password", Mine), ("again", Mine));
        Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        using var inbox = await person.GetAsync("/api/work-items", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, inbox.StatusCode);
        Assert.Equal(["user.add", "user.password"], await host.ReadAsync(db => db.Set<AuditEntry>().Where(x => x.RecordNo == "newpa").OrderBy(x => x.At).ThenBy(x => x.Id).Select(x => x.Action).ToListAsync()));
    }

    [Fact]
    public async Task Roles_are_given_for_an_organisation_with_a_reason_and_hold_at_once()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 09:00");
        using var admin = await host.SignInAsync("admin1");
        using var engineer = await host.SignInAsync("t1gz");
        var org = await host.ReadAsync(db => db.Set<Organization>().ToDictionaryAsync(x => x.Code, x => x.Id.ToString()));
        var form = await PageForm.ReadAsync(admin, "/admin/users/t1gz", "data-testid=\"grant-form\"");

        foreach (var (user, role, code, reason) in ((string, string, string, string)[])
        [
            ("t1gz", "QualityManager", "VHQ", ""), // no reason
            ("t1gz", "Nonsense", "VHQ", "x"),
            ("t1gz", "CustomerUser", "OGD", "x"), // a customer's role for an office
            ("t1gz", "Tier1Engineer", "OGD", "x"), // holds it
            ("t1gz", "InstituteApprover", "GDI", "x"), // beside a vendor role
            ("admin1", "ProvinceApprover", "GDP", "x"), // the administrator beside an approver
        ])
        {
            using var refused = await form.PostAsync($"/admin/users/{user}/roles", ("role", role), ("org", org[code]), ("reason", reason));
            Assert.Equal((role, HttpStatusCode.UnprocessableEntity), (role, refused.StatusCode));
        }

        Assert.Equal(403, await StatusAsync(engineer, "/processes"));
        using var given = await form.PostAsync("/admin/users/t1gz/roles", ("role", "QualityManager"), ("org", org["VHQ"]), ("reason", "stands in for a year"));
        Assert.Equal(HttpStatusCode.Redirect, given.StatusCode);
        Assert.Equal(200, await StatusAsync(engineer, "/processes"));

        var grant = await host.ReadAsync(db => db.Set<RoleGrant>().SingleAsync(x => x.Role == "QualityManager" && x.CreatedBy == "admin1"));
        using var foreign = await form.PostAsync($"/admin/users/t1sz/roles/{grant.Id}/end", ("reason", "x"));
        using var taken = await form.PostAsync($"/admin/users/t1gz/roles/{grant.Id}/end", ("key", "taken"), ("reason", "year is over"));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.Redirect), (foreign.StatusCode, taken.StatusCode));
        Assert.Equal(403, await StatusAsync(engineer, "/processes"));

        var own = await host.ReadAsync(db => db.Set<RoleGrant>().SingleAsync(x => x.Role == RoleCodes.SystemAdmin));
        using var last = await form.PostAsync($"/admin/users/admin1/roles/{own.Id}/end", ("key", "last"), ("reason", "x"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, last.StatusCode);
        var audit = await host.ReadAsync(db => db.Set<AuditEntry>().Where(x => x.Action == "user.roles").OrderBy(x => x.At).ThenBy(x => x.Id).ToListAsync());
        Assert.Equal([(null, "QualityManager VHQ", "stands in for a year"), ("QualityManager VHQ", null, "year is over")], audit.Select(x => (x.Old, x.New, x.Reason!)));
    }

    [Fact]
    public async Task Who_leaves_hands_over_what_he_holds_and_is_out_at_once()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 09:00");
        var crew = ApiCrew.Of(host);
        var (first, second) = (await FaultAsync(host, crew), await FaultAsync(host, crew));
        using var admin = await host.SignInAsync("admin1");
        var preview = await admin.GetStringAsync("/admin/users/t1gz/off", TestContext.Current.CancellationToken);
        Assert.Contains(first, preview, StringComparison.Ordinal);
        Assert.Contains(second, preview, StringComparison.Ordinal);
        var form = PageForm.Of(admin, preview, "dlg form");

        using var unsaid = await form.PostAsync("/admin/users/t1gz/off", ("reason", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unsaid.StatusCode);
        using var off = await form.PostAsync("/admin/users/t1gz/off", ("reason", "left the company"), ("heir", StableId.Of("user", "t1sz").ToString()));
        Assert.Equal(HttpStatusCode.Redirect, off.StatusCode);

        Assert.Equal([first, second], (await (await crew.AsAsync("t1sz")).ListAsync("mine")).Select(x => x.No).Order());
        Assert.Equal(401, await StatusAsync((await crew.AsAsync("t1gz")).Http, "/inbox"));
        using var door = await host.Client().PostAsJsonAsync("/api/sign-in", new { userName = "t1gz", password = DemoAccounts.Password }, TestContext.Current.CancellationToken);
        Assert.Contains("inactive", await door.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        using var again = await form.PostAsync("/admin/users/t1sz/off", ("reason", "left too"), ("heir", "")); // without an heir: offered to the group again
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        var items = await host.ReadAsync(db => db.Set<WorkItem>().Where(x => x.No == first || x.No == second).ToListAsync());
        Assert.All(items, item => Assert.Equal((WorkItemState.Created, null, RoleCodes.Tier1Engineer, false), (item.State, item.AssigneeId, item.Role, item.NoCandidate)));

        foreach (var name in (string[])["t1dg", "t1fs", "t1zj", "t1st"])
        {
            using var gone = await form.PostAsync($"/admin/users/{name}/off", ("reason", "the office closes"));
            Assert.Equal(HttpStatusCode.Redirect, gone.StatusCode);
        }

        items = await host.ReadAsync(db => db.Set<WorkItem>().Where(x => x.No == first || x.No == second).ToListAsync());
        Assert.All(items, item => Assert.Equal((RoleCodes.DutyManager, true), (item.Role, item.NoCandidate))); // nobody was left

        using var myself = await form.PostAsync("/admin/users/admin1/off", ("reason", "x"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, myself.StatusCode);
        using var on = await form.PostAsync("/admin/users/t1gz/on", ("reason", "came back"));
        using var back = await host.SignInAsync("t1gz");
        Assert.Equal(200, await StatusAsync(back, "/inbox"));
        Assert.Equal(["off", "on"], (await host.ReadAsync(db => db.Set<AuditEntry>().Where(x => x.RecordNo == "t1gz").OrderBy(x => x.At).ThenBy(x => x.Id).Select(x => x.Action).ToListAsync())).Select(x => x.Split('.')[1]));
    }

    [Fact]
    public async Task A_lost_phone_a_forgotten_password_and_a_locked_account_are_mended()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 09:00");
        await host.ReadAsync(db => db.Users.Where(x => x.UserName == "t3b").ExecuteUpdateAsync(row => row.SetProperty(x => x.TotpSecret, "lost").SetProperty(x => x.LockoutEnd, ManualTime.Local("2026-11-23 09:15"))));
        using var admin = await host.SignInAsync("admin1");
        var page = await admin.GetStringAsync("/admin/users/t3b", TestContext.Current.CancellationToken);
        Assert.All((string[])["password", "factor", "unlock", "off"], act => Assert.Contains($"data-testid=\"{act}\"", page, StringComparison.Ordinal));
        var form = await PageForm.ReadAsync(admin, "/admin/users/t3b/factor", "dlg form");

        using var unlocked = await form.PostAsync("/admin/users/t3b/unlock", ("reason", "called in"));
        using var needed = await host.Client().PostAsJsonAsync("/api/sign-in", new { userName = "t3b", password = DemoAccounts.Password }, TestContext.Current.CancellationToken);
        using var factor = await form.PostAsync("/admin/users/t3b/factor", ("reason", "phone is lost"));
        using var entered = await host.Client().PostAsJsonAsync("/api/sign-in", new { userName = "t3b", password = DemoAccounts.Password }, TestContext.Current.CancellationToken);
        using var reset = await form.PostAsync("/admin/users/t3b/password", ("reason", "forgotten"));
        var password = Password().Match(await reset.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Groups[1].Value;
        using var old = await host.Client().PostAsJsonAsync("/api/sign-in", new { userName = "t3b", password = DemoAccounts.Password }, TestContext.Current.CancellationToken);
        using var @new = await host.Client().PostAsJsonAsync("/api/sign-in", new { userName = "t3b", password }, TestContext.Current.CancellationToken);

        Assert.Contains("code-needed", await needed.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(
            (HttpStatusCode.Redirect, HttpStatusCode.Redirect, HttpStatusCode.NoContent, HttpStatusCode.Unauthorized, HttpStatusCode.NoContent),
            (unlocked.StatusCode, factor.StatusCode, entered.StatusCode, old.StatusCode, @new.StatusCode));
        Assert.Equal(["called in", "phone is lost", "forgotten"], await host.ReadAsync(db => db.Set<AuditEntry>().Where(x => x.RecordNo == "t3b").OrderBy(x => x.At).ThenBy(x => x.Id).Select(x => x.Reason!).ToListAsync()));
    }

    private static async Task<string> FaultAsync(ItrHost host, ApiCrew crew)
    {
        var no = await crew.ReportAsync("intake1");
        await host.WorkOffAsync();
        await crew.DoAsync("intake1", no, "case-classify", "Classified");
        await host.WorkOffAsync();
        var work = await crew.FindAsync("t1gz", no, "fault-accept");
        await (await crew.AsAsync("t1gz")).ClaimAsync(work.No, $"claim-{no}");
        return work.No;
    }

    private static async Task<int> StatusAsync(HttpClient http, string url)
    {
        using var answer = await http.GetAsync(url, TestContext.Current.CancellationToken);
        return (int)answer.StatusCode;
    }

    private static async Task<List<string>> RowsAsync(HttpClient http, string url) =>
        [.. Row().Matches(await http.GetStringAsync(url, TestContext.Current.CancellationToken)).Select(x => x.Groups[1].Value)];

    [GeneratedRegex("""class="main" href="/admin/users/([a-z0-9]+)">""")]
    private static partial Regex Row();

    [GeneratedRegex("""href="(/admin/users\?[^"]+)" data-testid="next">""")]
    private static partial Regex Next();

    [GeneratedRegex("""data-testid="one-time-password">([^<]+)<""")]
    private static partial Regex Password();
}
