using Elsa.ITR.Tests.Shared;
using Microsoft.Playwright;

namespace Elsa.ITR.Tests.EndToEnd;

/// <summary>A real Chromium without a window; each person of a journey gets a context of his own.</summary>
public sealed class Browser : IAsyncLifetime
{
    private const string Executable = "/usr/bin/chromium";
    /// <summary>Whether the pictures are asked for that <see cref="ShootAsync"/> takes.</summary>
    public static readonly bool TakesPictures = Environment.GetEnvironmentVariable("ITR_TEST_SHOTS") == "1"; // they take a quarter of the suite's time

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Executable))
            return;

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Executable,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        });
    }

    /// <summary>A fresh context: own cookies, one language, one colour scheme, one size.</summary>
    public async Task<IBrowserContext> OpenAsync(Uri address, string language = "zh-CN", bool dark = false, bool phone = false)
    {
        Assert.SkipWhen(_browser is null, $"Chromium is not installed ({Executable}).");

        return await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address.ToString(),
            Locale = language,
            TimezoneId = "Asia/Shanghai",
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce, // nothing is judged by how it moves, and moving takes processor
            ViewportSize = phone ? new ViewportSize { Width = 390, Height = 844 } : new ViewportSize { Width = 1440, Height = 900 },
        });
    }

    /// <summary>Keeps a picture of the page under <c>Tests/EndToEnd/shots</c>, where <c>ITR_TEST_SHOTS=1</c> asks for them.</summary>
    public static async Task ShootAsync(IPage page, string name, bool full = false)
    {
        if (TakesPictures)
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Repository.Root, "Tests", "EndToEnd", "shots", name + ".png"), FullPage = full });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
