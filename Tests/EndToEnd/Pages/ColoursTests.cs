using Microsoft.Playwright;

namespace Elsa.ITR.Tests.EndToEnd.Pages;

/// <summary>Pages have the colours of the device, until a person chooses some.</summary>
[Collection(nameof(DemoSite))]
public sealed class ColoursTests(Browser browser, DemoSite site) : IClassFixture<Browser>
{
    [Fact]
    public async Task They_follow_the_device_behind_redirects_too_until_they_are_chosen()
    {
        await using var context = await browser.OpenAsync(site.Address, dark: true);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/inbox");
        await HasAsync("dark"); // at the door, where the request was sent to

        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await HasAsync("light");

        await page.RunAndWaitForResponseAsync(() => page.Locator("[data-theme-form] button").First.ClickAsync(), "**/me/theme");
        await HasAsync("dark");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await page.GotoAsync("/inbox");
        await HasAsync("dark");

        Task HasAsync(string colours) => Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-bs-theme", colours);
    }
}
