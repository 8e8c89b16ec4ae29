using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Web.Seeding;
using Microsoft.Playwright;

namespace Elsa.ITR.Tests.EndToEnd.Journeys;

/// <summary>Somebody takes an authenticator app into use and signs in with it, then without it.</summary>
public sealed class SecondFactorTests(Browser browser) : IClassFixture<Browser>
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    [Fact]
    public async Task An_app_is_enrolled_asked_at_the_door_and_replaced_by_a_recovery_code()
    {
        var now = ManualTime.Local("2026-11-23 09:00");
        await using var host = await HostProcess.StartAsync(await DemoFiles.NewAsync(), now);
        var page = (await Person.SignInAsync(browser, host.Address, "t1gz")).Page;

        await page.ClickAsync("summary.me");
        await page.GetByTestId("profile").ClickAsync();
        await page.ClickAsync(".tabs a[href='/me/security']");
        await page.GetByTestId("enrol").ClickAsync();
        await Assertions.Expect(page.GetByTestId("qr")).ToBeVisibleAsync();
        var secret = Bytes((await page.GetByTestId("secret").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal));
        await page.FillAsync("#code", Totp.Code(secret, Totp.StepOf(now)));
        await Browser.ShootAsync(page, "second-factor-enrol");
        await page.GetByTestId("enable").ClickAsync();
        var recovery = (await page.GetByTestId("codes").Locator("li").AllInnerTextsAsync())[0];
        await page.GetByTestId("kept").ClickAsync();
        await Assertions.Expect(page.GetByTestId("codes-left")).ToContainTextAsync("10");

        await SignOutAsync(page);
        await PasswordAsync(page);
        await page.FillAsync("#code", Totp.Code(secret, Totp.StepOf(now))); // it proved the app, so it is used up
        await page.ClickAsync("form button[type=submit].pri");
        await Assertions.Expect(page.GetByTestId("sign-in-error")).ToBeVisibleAsync();
        await Browser.ShootAsync(page, "second-factor-used-code");
        host.SetTime(now.AddSeconds(30));
        await page.FillAsync("#code", Totp.Code(secret, Totp.StepOf(now) + 1));
        await page.ClickAsync("form button[type=submit].pri");
        await Assertions.Expect(page.Locator("summary.me")).ToContainTextAsync("李俊杰");

        await SignOutAsync(page);
        await PasswordAsync(page);
        await page.FillAsync("#code", recovery);
        await page.ClickAsync("form button[type=submit].pri");
        await Assertions.Expect(page.Locator("summary.me")).ToContainTextAsync("李俊杰");
        await page.GotoAsync("/me/security");
        await Assertions.Expect(page.GetByTestId("codes-left")).ToContainTextAsync("9");
    }

    private static async Task PasswordAsync(IPage page)
    {
        await page.FillAsync("#userName", "t1gz");
        await page.FillAsync("#password", DemoAccounts.Password);
        await page.ClickAsync("form button[type=submit].pri");
        await page.WaitForURLAsync(url => url.Contains("/sign-in/code", StringComparison.Ordinal));
    }

    private static async Task SignOutAsync(IPage page)
    {
        await page.ClickAsync("summary.me");
        await page.ClickAsync("form[action='/sign-out'] button");
        await page.WaitForURLAsync(url => url.EndsWith("/sign-in", StringComparison.Ordinal));
    }

    private static byte[] Bytes(string base32)
    {
        var bits = string.Concat(base32.Select(letter => Convert.ToString(Alphabet.IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
    }
}
