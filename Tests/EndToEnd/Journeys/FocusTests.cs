using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Tests.Shared.Api;
using Microsoft.Playwright;

namespace Elsa.ITR.Tests.EndToEnd.Journeys;

/// <summary>What changes in place does not lose the focus of who works by keyboard.</summary>
public sealed class FocusTests(Browser browser) : IClassFixture<Browser>
{
    private static readonly LocatorAssertionsToContainTextOptions Patient = new() { Timeout = 20_000 };

    [Fact]
    public async Task Commands_filters_and_dialogs_leave_the_focus_where_the_work_goes_on()
    {
        var now = ManualTime.Local("2026-11-23 09:00");
        await using var host = await HostProcess.StartAsync(await DemoFiles.NewAsync(), now);
        var crew = ApiCrew.Of(host, () => now);
        for (var i = 0; i < 4; i++)
            await crew.ReportAsync("intake1");

        var agent = (await Person.SignInAsync(browser, host.Address, "intake1")).Page;
        await FilterAsync(agent);
        await WorkAsync(agent);
        await PickAsync(agent);
        await EscalateAsync((await Person.SignInAsync(browser, host.Address, "duty1")).Page);
        await RepairAsync((await Person.SignInAsync(browser, host.Address, "admin1")).Page);
    }

    private static async Task FilterAsync(IPage page)
    {
        await page.GotoAsync("/inbox?view=offered&due=7d");
        await PressOnAsync(page, "a.chip[hx-get]", "Enter");
        await Assertions.Expect(page.Locator("a.chip[hx-get]")).ToHaveCountAsync(0);
        await HasFocusAsync(page, "#filter-level"); // the chip is gone; its form is not

        await PressOnAsync(page, "#filter-level", "ArrowDown");
        await page.WaitForURLAsync(url => url.Contains("level=1", StringComparison.Ordinal));
        await HasFocusAsync(page, "#filter-level");

        await PressOnAsync(page, ".rail a.nav2[href*='view=overdue']", "Enter");
        await page.WaitForURLAsync(url => url.Contains("view=overdue", StringComparison.Ordinal));
        await HasFocusAsync(page, ".rail a.nav2[href*='view=overdue']");
    }

    private static async Task WorkAsync(IPage page)
    {
        await page.GotoAsync("/inbox?view=offered&type=case-classify");
        await PressOnAsync(page, "[data-row] a", "Enter");
        await HasFocusAsync(page, "[data-row] a");
        await PressOnAsync(page, "[data-testid=claim]", "Enter");
        await Assertions.Expect(page.GetByTestId("claim")).ToHaveCountAsync(0, new() { Timeout = 20_000 });
        await HasFocusAsync(page, "#pane :is(h1, h2, h3)");

        // A dialog takes the focus, is left by Escape, and gives it back; also when its command has loaded the page again.
        await PressOnAsync(page, "#pane a[data-key=m]", "Enter");
        await HasFocusAsync(page, "#dialog #text");
        await page.Keyboard.PressAsync("Escape");
        await HasFocusAsync(page, "#pane a[data-key=m]");
        await page.Keyboard.PressAsync("Enter");
        await HasFocusAsync(page, "#dialog #text");
        await page.Keyboard.TypeAsync("客户说昨夜割接过");
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(page.Locator("#pane")).ToContainTextAsync("客户说昨夜割接过", Patient);
        await HasFocusAsync(page, "#pane a[data-key=m]");

        // Refused: the first field that is wrong. Done: the next thing, at its beginning, so that nobody ends two by one key.
        await page.Locator("#work input[name=outcome][value=Duplicate]").CheckAsync();
        await PressOnAsync(page, "[data-testid=complete]", "Enter");
        await HasFocusAsync(page, "#work [aria-invalid=true]");
        await page.Locator("#work input[name=outcome][value=Classified]").CheckAsync();
        var address = await page.Locator("#work").GetAttributeAsync("action");
        await PressOnAsync(page, "[data-testid=complete]", "Enter");
        await Assertions.Expect(page.Locator($"#work[action='{address}']")).ToHaveCountAsync(0, new() { Timeout = 20_000 });
        await HasFocusAsync(page, "main :is(h1, h2, h3), #main");
    }

    private static async Task PickAsync(IPage page)
    {
        await page.GotoAsync("/inbox?view=offered&type=case-classify");
        foreach (var box in await page.Locator("[data-pick]").AllAsync())
        {
            await box.FocusAsync();
            await page.Keyboard.PressAsync(" ");
        }

        await PressOnAsync(page, "#bulk [value=claim]", "Enter");
        await HasFocusAsync(page, "#dialog *");
        await page.Keyboard.PressAsync("Escape");
        await HasFocusAsync(page, "#bulk [value=claim]");
        await page.Keyboard.PressAsync("Enter");
        await HasFocusAsync(page, "#dialog *");
        await page.Keyboard.PressAsync("Control+Enter");
        await HasFocusAsync(page, "[data-testid=bulk-result] footer a.pri");
        await page.GotoAsync("/inbox?view=mine&type=case-classify");
        await PressOnAsync(page, "[data-pick]", " ");
        await PressOnAsync(page, "[data-unpick]", "Enter");
        await HasFocusAsync(page, "[data-pick]");
    }

    private static async Task EscalateAsync(IPage page)
    {
        await page.GotoAsync("/board");
        await PressOnAsync(page, "[data-testid=lane] a[hx-get]", "Enter");
        await HasFocusAsync(page, "#dialog *");
        await page.Keyboard.PressAsync("Escape");
        await HasFocusAsync(page, "[data-testid=lane] a[hx-get]");
    }

    private static async Task RepairAsync(IPage page)
    {
        await page.GotoAsync("/operations/instances?view=running");
        await page.GotoAsync((await page.Locator("main a[href^='/operations/instances/']").First.GetAttributeAsync("href"))!);
        await PressOnAsync(page, "[data-testid=repairs] a[href*='/replay']", "Enter");
        await HasFocusAsync(page, "#dialog :is(h2, #reason)"); // the heading where the reason lies further down
        await page.RunAndWaitForResponseAsync(() => PressOnAsync(page, "#dialog [data-testid=preview]", "Enter"), answer => answer.Request.Method == "POST");
        await Assertions.Expect(page.Locator("#dialog [aria-busy]")).ToHaveCountAsync(0);
        await HasFocusAsync(page, "#dialog #reason"); // the next to be said
        await page.Keyboard.PressAsync("Escape");
        await HasFocusAsync(page, "[data-testid=repairs] a[href*='/replay']");

        await PressOnAsync(page, "[data-testid=repairs] a[href*='/cancel']", "Enter");
        await HasFocusAsync(page, "#dialog #reason");
        await page.Keyboard.TypeAsync("测试单，作废");
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(page.Locator("#audit")).ToContainTextAsync("测试单，作废", Patient);
        await HasFocusAsync(page, "main *, #main");
    }

    private static async Task PressOnAsync(IPage page, string selector, string key)
    {
        await page.Locator(selector).First.FocusAsync();
        await page.Keyboard.PressAsync(key);
    }

    // One of those that the selector names.
    private static async Task HasFocusAsync(IPage page, string selector)
    {
        try
        {
            await page.WaitForFunctionAsync("selector => document.activeElement !== document.body && document.activeElement.matches(selector)", selector, new() { Timeout = 20_000 });
        }
        catch (TimeoutException)
        {
            Assert.Fail($"{page.Url}: the focus is on {await page.EvaluateAsync<string>("() => document.activeElement.outerHTML.slice(0, 200)")}, not on {selector}");
        }
    }
}
