using System.Text.RegularExpressions;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Tests.Shared.Api;
using Microsoft.Playwright;

namespace Elsa.ITR.Tests.EndToEnd.Journeys;

/// <summary>A duty manager sees on the board that a promise is about to be broken because nobody has taken the work, gives it to somebody, and the promise is kept.</summary>
public sealed class PreventedBreachTests(Browser browser) : IClassFixture<Browser>
{
    [Theory]
    [InlineData("zh-CN", false, false)]
    [InlineData("en", true, true)]
    public async Task Work_that_nobody_took_is_given_to_somebody_before_its_promise_breaks(string language, bool dark, bool phone)
    {
        Assert.SkipUnless(TestScale.IsLarge || !phone, "The second size takes half a minute: at ITR_TEST_SCALE above 1.");
        var now = ManualTime.Local("2026-11-23 09:00");
        await using var host = await HostProcess.StartAsync(await DemoFiles.NewAsync(), now);
        var no = await ApiCrew.Of(host, () => now).ReportAsync("intake1");
        host.SetTime(ManualTime.Local("2026-11-23 09:11"));
        var duty = await Person.SignInAsync(browser, host.Address, "duty1", language, dark, phone);
        var page = duty.Page;
        var shot = $"prevented-breach-{language}-{(phone ? "phone" : "desk")}-{(dark ? "dark" : "light")}";

        // What breaks next is classified until 09:15, and nobody has taken it for eleven minutes.
        await page.GotoAsync("/board");
        var lane = page.GetByTestId("lane").First;
        await Assertions.Expect(lane).ToContainTextAsync(no);
        await Assertions.Expect(lane).ToContainTextAsync("09:15");
        var offer = page.GetByTestId("offer");
        await Assertions.Expect(offer).ToContainTextAsync(language == "en" ? "Unclaimed 11m" : "未认领 11 分");
        await Browser.ShootAsync(page, shot + "-1-board", full: true);

        // He gives it to the one at the desk, with a word why, and nothing on the board is without a hand.
        await offer.GetByRole(AriaRole.Link).Last.ClickAsync();
        var dialog = page.Locator("#dialog");
        await dialog.Locator("label.out", new() { HasText = "intake1" }).ClickAsync();
        await dialog.Locator("#reason").FillAsync("09:15 前须定级");
        await Browser.ShootAsync(page, shot + "-2-give");
        await dialog.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/board"));
        await Assertions.Expect(page.GetByTestId("offer")).ToHaveCountAsync(0);
        await Browser.ShootAsync(page, shot + "-3-given", full: true);

        // It is done with two minutes left; the board of the duty manager follows without a click.
        host.SetTime(ManualTime.Local("2026-11-23 09:13"));
        var desk = await Person.SignInAsync(browser, host.Address, "intake1");
        await desk.CompleteAsync("case-classify", no, "Classified", ("faultCategory", "Business"), ("faultCode", "BIZ_INTERRUPTED"));
        await Assertions.Expect(page.GetByTestId("lane").Filter(new() { HasText = "09:15" })).ToHaveCountAsync(0, new() { Timeout = 15_000 });

        host.SetTime(ManualTime.Local("2026-11-23 09:16"));
        await page.GotoAsync($"/cases/{no}");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(language == "en" ? "Met · 2m spare" : "按时 · 余 2 分");
        await Browser.ShootAsync(page, shot + "-4-kept", full: true);
    }
}
