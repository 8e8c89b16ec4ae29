using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Workflows;
using Microsoft.Playwright;

namespace Elsa.ITR.Tests.EndToEnd.Designer;

/// <summary>An application that was built without Node.</summary>
public sealed class MissingStudioTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task The_application_starts_and_the_designer_says_what_to_run()
    {
        await using var host = await HostProcess.StartAsync(await DemoFiles.NewAsync(), ManualTime.Local("2026-11-23 09:00"), WithoutStudio());
        var owner = await Person.SignInAsync(browser, host.Address, "owner1");

        var answer = await owner.Page.GotoAsync($"/designer/{FlowIds.ClockPause}");

        Assert.Equal(200, answer!.Status);
        await Assertions.Expect(owner.Page.GetByText("npm ci")).ToBeVisibleAsync();
        await Assertions.Expect(owner.Page.Locator("iframe.studio")).ToHaveCountAsync(0);
        await Browser.ShootAsync(owner.Page, "designer-missing");
        Assert.Equal(200, (await owner.Page.GotoAsync($"/processes/{FlowIds.ClockPause}"))!.Status);
    }

    /// <summary>A copy of the application's files with no Studio beside it.</summary>
    private static string WithoutStudio()
    {
        var (source, root) = (Path.Combine(Repository.Root, "Host", "Web"), Directory.CreateTempSubdirectory("itr-content-").FullName);
        foreach (var file in Directory.EnumerateFiles(source, "appsettings*.json"))
            File.Copy(file, Path.Combine(root, Path.GetFileName(file)));
        Directory.CreateSymbolicLink(Path.Combine(root, "wwwroot"), Path.Combine(source, "wwwroot"));
        return root;
    }
}
