using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Tests.Shared.Api;
using Microsoft.Playwright;

namespace Elsa.ITR.Tests.EndToEnd.Journeys;

/// <summary>An agent clears ten tasks without the mouse: picks and claims them together, keeps a draft, ends them one after the other.</summary>
public sealed class TenTasksTests(Browser browser) : IClassFixture<Browser>
{
    private const int Tasks = 10;

    [Fact]
    public async Task Ten_tasks_are_cleared_by_the_keyboard_alone()
    {
        var now = ManualTime.Local("2026-11-23 09:00");
        await using var host = await HostProcess.StartAsync(await DemoFiles.NewAsync(), now);
        var crew = ApiCrew.Of(host, () => now);
        for (var i = 0; i < Tasks; i++)
            await crew.ReportAsync("intake1");
        var page = (await Person.SignInAsync(browser, host.Address, "intake1")).Page;
        await page.GotoAsync("/inbox?view=offered&type=case-classify");

        await PickAllAsync(page);
        await Browser.ShootAsync(page, "ten-tasks-picked");
        await page.Keyboard.PressAsync("c");
        await Assertions.Expect(page.Locator("#dialog h2")).ToHaveTextAsync($"认领 {Tasks} 条待办");
        await Browser.ShootAsync(page, "ten-tasks-preview");
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(page.GetByTestId("bulk-result").Locator("h2")).ToHaveTextAsync($"已认领 {Tasks} 条");
        await Browser.ShootAsync(page, "ten-tasks-claimed");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("work-item-row")).ToHaveCountAsync(0);

        await page.GotoAsync("/inbox?type=case-classify");
        await KeepDraftAsync(page);
        for (var left = Tasks; left > 0; left--)
        {
            await Assertions.Expect(page.GetByTestId("work-item-row")).ToHaveCountAsync(left);
            await page.Keyboard.PressAsync("1");
            await page.Keyboard.PressAsync("Control+Enter");
        }

        await Assertions.Expect(page.GetByTestId("work-item-row")).ToHaveCountAsync(0);
        await Browser.ShootAsync(page, "ten-tasks-cleared");
    }

    private static async Task PickAllAsync(IPage page)
    {
        await Assertions.Expect(page.GetByTestId("work-item-row")).ToHaveCountAsync(Tasks);
        await page.Keyboard.PressAsync("x");
        for (var i = 1; i < Tasks; i++)
            await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("Shift+X");
        await Assertions.Expect(page.GetByTestId("bulk").Locator("[data-count]")).ToHaveTextAsync($"{Tasks}");
    }

    private static async Task KeepDraftAsync(IPage page)
    {
        await page.Keyboard.PressAsync("e");
        await page.Locator("#f-comment").FocusAsync();
        await page.Keyboard.TypeAsync("先记下：客户说昨夜割接过");
        await Assertions.Expect(page.GetByTestId("draft")).ToContainTextAsync("草稿已保存");
        await Browser.ShootAsync(page, "ten-tasks-draft");
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("#f-comment")).ToHaveValueAsync("先记下：客户说昨夜割接过");
        await page.Keyboard.PressAsync("Escape");
    }
}
