using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Elsa.ITR.Data.Organisation;
using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Tests.Shared.Api;
using Elsa.ITR.Web.Seeding;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Tests.Integration.Access;

/// <summary>The door over the real host: the lock after wrong tries, the second factor, passwords.</summary>
public sealed partial class SignInTests(AccessHost access) : IClassFixture<AccessHost>
{
    private const string Wrong = "Wrong-Pass-1999";

    private ItrHost Host => access.Host;

    [Fact]
    public async Task Five_wrong_tries_lock_a_name_and_tell_nobody_whether_it_exists()
    {
        var known = new List<(HttpStatusCode, string)>();
        var unknown = new List<(HttpStatusCode, string)>();
        for (var i = 0; i < 6; i++)
        {
            known.Add(await KnockAsync("t1fs", Wrong));
            unknown.Add(await KnockAsync("nobody-here", Wrong));
        }

        Assert.Equal(known, unknown);
        Assert.Equal(["failed", "failed", "failed", "failed", "locked", "locked"], known.Select(x => x.Item2.Split('.')[^1].Split('|')[0]));
        Assert.Contains("locked", (await KnockAsync("t1fs", DemoAccounts.Password)).Item2, StringComparison.Ordinal);

        using var page = Host.Client();
        var form = await PageForm.ReadAsync(page, "/sign-in", "action=\"/sign-in\"");
        using var refused = await form.PostAsync("/sign-in", ("userName", "t1fs"), ("password", DemoAccounts.Password));
        var until = TimeZoneInfo.ConvertTimeBySystemTimeZoneId(Host.Time.GetUtcNow().AddMinutes(15), "Asia/Shanghai").ToString("HH:mm", null);
        Assert.Contains(until, await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        Host.Time.MoveTo(Host.Time.GetUtcNow().AddMinutes(15));
        Assert.Equal(HttpStatusCode.NoContent, (await KnockAsync("t1fs", DemoAccounts.Password)).Item1);
        Assert.Equal((await KnockAsync("nobody-here", Wrong)).Item2, (await KnockAsync("t1fs", Wrong)).Item2); // counted from the beginning, both
    }

    [Fact]
    public async Task Many_tries_at_once_are_five()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => KnockAsync("t1zj", Wrong)));

        Assert.True(answers.Count(x => x.Item2.Contains("failed", StringComparison.Ordinal)) <= 5, string.Join('\n', answers.Select(x => x.Item2)));
        Assert.Contains("locked", (await KnockAsync("t1zj", DemoAccounts.Password)).Item2, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_who_knows_the_password_hears_that_an_account_is_off()
    {
        Assert.Contains("failed", (await KnockAsync("paeng2", Wrong)).Item2, StringComparison.Ordinal);
        Assert.Contains("inactive", (await KnockAsync("paeng2", DemoAccounts.Password)).Item2, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_authenticator_app_is_enrolled_and_asked_each_code_and_recovery_code_once()
    {
        var (secret, codes) = await EnrolAsync("t2b");
        Assert.Equal(10, codes.Distinct().Count());

        Assert.Contains("code-needed", (await KnockAsync("t2b", DemoAccounts.Password)).Item2, StringComparison.Ordinal);
        Assert.Contains("failed", (await KnockAsync("t2b", DemoAccounts.Password, CodeOf(secret))).Item2, StringComparison.Ordinal); // proved the app with it
        Host.Time.MoveTo(Host.Time.GetUtcNow().AddSeconds(30));
        Assert.Equal(HttpStatusCode.NoContent, (await KnockAsync("t2b", DemoAccounts.Password, CodeOf(secret))).Item1);
        Assert.Contains("failed", (await KnockAsync("t2b", DemoAccounts.Password, CodeOf(secret))).Item2, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NoContent, (await KnockAsync("t2b", DemoAccounts.Password, codes[3])).Item1);
        Assert.Contains("failed", (await KnockAsync("t2b", DemoAccounts.Password, codes[3])).Item2, StringComparison.Ordinal);

        using var browser = Host.Client();
        var door = await PageForm.ReadAsync(browser, "/sign-in", "action=\"/sign-in\"");
        using var asked = await door.PostAsync("/sign-in", ("userName", "t2b"), ("password", DemoAccounts.Password), ("returnUrl", "/notifications"));
        var step = asked.Headers.Location!.ToString();
        Assert.StartsWith("/sign-in/code", step, StringComparison.Ordinal);
        using var outside = await browser.GetAsync("/notifications", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, outside.StatusCode); // not signed in by the password alone
        var form = await PageForm.ReadAsync(browser, step, "action=\"/sign-in/code\"");
        using var entered = await form.PostAsync("/sign-in/code", ("code", codes[4]));
        Assert.Equal("/notifications", entered.Headers.Location!.ToString());
        using var inside = await browser.GetAsync("/notifications", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, inside.StatusCode);

        var stored = await Host.ReadAsync(db => db.Users.SingleAsync(x => x.UserName == "t2b"));
        Assert.DoesNotContain(secret, stored.TotpSecret, StringComparison.Ordinal);
        Assert.Equal(8, stored.RecoveryCodes.Count);
        Assert.True(await Host.ReadAsync(db => db.Set<AuditEntry>().AnyAsync(x => x.Action == "user.second-factor" && x.RecordId == stored.Id && x.New == "on")));
        Assert.True(await Host.ReadAsync(db => db.Set<SignInKey>().AnyAsync())); // restarts and other nodes read the secret
    }

    [Fact]
    public async Task Wrong_codes_lock_the_account_although_the_password_is_right()
    {
        await EnrolAsync("t2c");

        for (var i = 0; i < 5; i++)
            await KnockAsync("t2c", DemoAccounts.Password, "000000");

        Assert.Contains("locked", (await KnockAsync("t2c", DemoAccounts.Password)).Item2, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_second_factor_is_turned_off_with_the_password_only()
    {
        var (secret, _) = await EnrolAsync("t3a");
        Host.Time.MoveTo(Host.Time.GetUtcNow().AddSeconds(60));
        using var person = Host.Client();
        using var entered = await person.PostAsJsonAsync("/api/sign-in", new { userName = "t3a", password = DemoAccounts.Password, code = CodeOf(secret) }, TestContext.Current.CancellationToken);
        entered.EnsureSuccessStatusCode();

        var form = await PageForm.ReadAsync(person, "/me/security", "<form method=\"post\" class=");
        using var wrong = await form.PostAsync("/me/second-factor/off", ("password", Wrong));
        using var renewed = await form.PostAsync("/me/recovery-codes", ("password", DemoAccounts.Password));
        using var off = await form.PostAsync("/me/second-factor/off", ("password", DemoAccounts.Password));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.OK, HttpStatusCode.Redirect), (wrong.StatusCode, renewed.StatusCode, off.StatusCode));
        Assert.Equal(10, Codes().Count(await renewed.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
        Assert.Equal(HttpStatusCode.NoContent, (await KnockAsync("t3a", DemoAccounts.Password)).Item1);
    }

    [Fact]
    public async Task A_new_password_ends_the_other_sessions()
    {
        const string Mine = "Brand-New-Pass-2026";
        using var here = await Host.SignInAsync("rnd2");
        using var there = await Host.SignInAsync("rnd2");
        var form = await PageForm.ReadAsync(here, "/me/password", "action=\"/me/password\"");

        foreach (var (current, password, again) in ((string, string, string)[])[(Wrong, Mine, Mine), (DemoAccounts.Password, Mine, Mine + "x"), (DemoAccounts.Password, "short", "short"), (DemoAccounts.Password, "Contains-rnd2-2026", "Contains-rnd2-2026"), (DemoAccounts.Password, DemoAccounts.Password, DemoAccounts.Password)])
        {
            using var refused = await form.PostAsync("/me/password", ("current", current), ("password", password), ("again", again));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        }

        using var done = await form.PostAsync("/me/password", ("current", DemoAccounts.Password), ("password", Mine), ("again", Mine));
        Host.Time.MoveTo(Host.Time.GetUtcNow().AddMinutes(2));

        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        using var stays = await here.GetAsync("/me", TestContext.Current.CancellationToken);
        using var ended = await there.GetAsync("/me", TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (stays.StatusCode, ended.StatusCode));
        Assert.Contains("failed", (await KnockAsync("rnd2", DemoAccounts.Password)).Item2, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, (await KnockAsync("rnd2", Mine)).Item1);
    }

    [Fact]
    public async Task A_token_in_use_gains_and_loses_rights_at_once_and_ends_in_its_time()
    {
        using var admin = await Host.ProgramAsync("admin1");
        using var program = await Host.ProgramAsync("t3a");
        async Task<HttpStatusCode> AskAsync()
        {
            using var answer = await program.GetAsync("/api/users", TestContext.Current.CancellationToken);
            return answer.StatusCode;
        }

        var before = (await AskAsync(), await AskAsync());
        using var given = await admin.PostAsJsonAsync("/api/users/t3a/roles", new { role = RoleCodes.SystemAdmin, org = "VHQ", reason = "stands in" }, TestContext.Current.CancellationToken);
        var with = (await AskAsync(), await AskAsync());
        var account = await admin.GetFromJsonAsync<JsonElement>("/api/users/t3a", TestContext.Current.CancellationToken);
        var grant = account.GetProperty("roles").EnumerateArray().Single(x => x.GetProperty("role").GetString() == RoleCodes.SystemAdmin).GetProperty("id").GetGuid();
        using var taken = await admin.DeleteAsync($"/api/users/t3a/roles/{grant}?reason=done", TestContext.Current.CancellationToken);
        var without = await AskAsync();
        Host.Time.MoveTo(Host.Time.GetUtcNow().AddMinutes(61));
        var late = await AskAsync();

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (given.StatusCode, taken.StatusCode));
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), before);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), with);
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Unauthorized), (without, late));
    }

    private async Task<(HttpStatusCode Status, string Words)> KnockAsync(string userName, string password, string? code = null)
    {
        using var program = Host.Client();
        using var answer = await program.PostAsJsonAsync("/api/sign-in", new { userName, password, code }, TestContext.Current.CancellationToken);
        if (answer.StatusCode == HttpStatusCode.NoContent)
            return (answer.StatusCode, "");

        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return (answer.StatusCode, $"{body.GetProperty("type").GetString()}|{body.GetProperty("title").GetString()}");
    }

    /// <summary>Sets up the second factor on the pages, as a person with a phone does.</summary>
    private async Task<(string Secret, IReadOnlyList<string> RecoveryCodes)> EnrolAsync(string userName)
    {
        using var person = await Host.SignInAsync(userName);
        var page = await person.GetStringAsync("/me/second-factor", TestContext.Current.CancellationToken);
        var secret = Secret().Match(page).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);
        Assert.Contains("data-testid=\"qr\"", page, StringComparison.Ordinal);
        var form = PageForm.Of(person, page, "action=\"/me/second-factor\"");
        using var wrong = await form.PostAsync("/me/second-factor", ("code", "000000"));
        Assert.Contains(Secret().Match(page).Groups[1].Value, await wrong.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal); // the app need not scan again
        using var enabled = await form.PostAsync("/me/second-factor", ("code", CodeOf(secret)));
        return (secret, [.. Codes().Matches(await enabled.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Select(x => x.Groups[1].Value)]);
    }

    private string CodeOf(string base32) => Totp.Code(Bytes(base32), Totp.StepOf(Host.Time.GetUtcNow()));

    private static byte[] Bytes(string base32)
    {
        var bits = string.Concat(base32.Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
    }

    [GeneratedRegex("""data-testid="secret">([A-Z2-7 ]+)<""")]
    private static partial Regex Secret();

    [GeneratedRegex("<li>([a-z2-9]{5}-[a-z2-9]{5})</li>")]
    private static partial Regex Codes();
}
