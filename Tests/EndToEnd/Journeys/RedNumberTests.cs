using System.IO.Compression;
using Elsa.ITR.Tests.EndToEnd.Pages;
using Microsoft.Playwright;

namespace Elsa.ITR.Tests.EndToEnd.Journeys;

/// <summary>A manager sees a red number, goes to the cases behind it, narrows them, and takes them to the meeting as a workbook.</summary>
[Collection(nameof(DemoSite))]
public sealed class RedNumberTests(Browser browser, DemoSite site) : IClassFixture<Browser>
{
    private const string LateCase = "CASE-20261113-0006"; // row 7 of the demonstration data: over since eight o'clock

    [Theory]
    [InlineData("zh-CN", false, false, "导出 1 行")]
    [InlineData("en", true, true, "Export 1")]
    public async Task From_a_red_number_to_its_cases_to_a_workbook(string language, bool dark, bool phone, string confirm)
    {
        var manager = await Person.SignInAsync(browser, site.Address, "office1", language, dark, phone);
        var page = manager.Page;
        var shot = $"red-number-{language}-{(phone ? "phone" : "desk")}-{(dark ? "dark" : "light")}";

        // He starts here, and the first sentence is the answer.
        await page.GotoAsync("/");
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/dashboard$"));
        await Assertions.Expect(page.GetByTestId("headline")).ToContainTextAsync("1");
        await Browser.ShootAsync(page, shot + "-1-dashboard", full: true);

        // Red is one number of level 3: the case behind it.
        var red = page.GetByTestId("open").Locator("a.fig.breach");
        await Assertions.Expect(red).ToHaveTextAsync("1");
        await red.ClickAsync();
        await Assertions.Expect(page.GetByTestId("case-row")).ToHaveCountAsync(1);
        await Assertions.Expect(page.GetByTestId("case-row")).ToContainTextAsync(LateCase);
        await Assertions.Expect(page.GetByTestId("narrows").Locator(".chip")).ToHaveCountAsync(1);
        await Browser.ShootAsync(page, shot + "-2-cases", full: true);

        // To a file: how many, why, and then it comes by itself while the list stays.
        await page.GetByTestId("export").ClickAsync();
        var dialog = page.Locator("#dialog");
        await Assertions.Expect(dialog.Locator("button[type=submit]")).ToHaveTextAsync(confirm);
        await Browser.ShootAsync(page, shot + "-3-why");
        await dialog.Locator("#reason").FillAsync("周例会");
        var download = await page.RunAndWaitForDownloadAsync(() => dialog.Locator("button[type=submit]").ClickAsync());
        Assert.StartsWith("cases-20261123-0900", download.SuggestedFilename, StringComparison.Ordinal);
        Assert.Contains(LateCase, await SheetAsync(download), StringComparison.Ordinal);
        await Assertions.Expect(dialog).Not.ToHaveAttributeAsync("open", "");
        await Assertions.Expect(page.GetByTestId("case-row")).ToHaveCountAsync(1);

        // Without the condition the list is longer; the case itself is one step away.
        await page.GetByTestId("narrows").Locator(".chip").ClickAsync();
        await Assertions.Expect(page.GetByTestId("case-row")).Not.ToHaveCountAsync(1);
        await page.GoBackAsync();
        await page.GetByTestId("case-row").Locator("a.main").ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_bar_of_a_chart_leads_to_what_it_counts_also_by_the_keyboard()
    {
        var page = (await Person.SignInAsync(browser, site.Address, "office1")).Page;
        await page.GotoAsync("/dashboard?period=12m");

        var bar = page.GetByTestId("chart").Nth(2).Locator("svg a").First;
        var said = (await bar.GetAttributeAsync("aria-label"))!;
        await bar.FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        var count = int.Parse(said.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture);
        await Assertions.Expect(page.GetByTestId("case-row")).ToHaveCountAsync(count);
    }

    private static async Task<string> SheetAsync(IDownload download)
    {
        await using var file = await download.CreateReadStreamAsync();
        using var copy = new MemoryStream();
        await file.CopyToAsync(copy, TestContext.Current.CancellationToken);
        using var workbook = new ZipArchive(copy);
        using var sheet = new StreamReader(workbook.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        return await sheet.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
