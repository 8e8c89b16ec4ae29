using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Tests.Shared.Api;
using Elsa.ITR.Workflows;
using Microsoft.Playwright;

namespace Elsa.ITR.Tests.EndToEnd.Designer;

/// <summary>A running instance in Elsa Studio: it shows where the instance waits, and goes on by itself when somebody works.</summary>
[Collection(nameof(DesignerHost))]
public sealed class ViewerTests(DesignerHost designer, Browser browser) : IClassFixture<Browser>
{
    private static readonly DateTimeOffset Now = ManualTime.Local("2026-11-23 09:00");

    [Fact]
    public async Task A_completed_step_shows_at_once()
    {
        var crew = ApiCrew.Of(designer.Host, () => Now);
        var no = await crew.ReportAsync("custgz");
        await crew.DoAsync("intake1", no, "case-classify", "Classified");
        var owner = await Person.SignInAsync(browser, designer.Host.Address, "owner1");
        var id = await owner.InstanceOfAsync(no, FlowIds.FaultLevel1);

        await using var studio = await StudioPage.OpenAsync(owner, $"/designer/instances/{id}", 50);
        await Assertions.Expect(studio.BadgeOf("accept")).ToHaveClassAsync(StudioPage.Waits);
        Assert.Contains("accept", await studio.InSightAsync());
        await Browser.ShootAsync(studio.Page, "viewer-waits");
        await crew.DoAsync("t1gz", no, "fault-accept", "Accepted", ("acceptedAtProposed", "2026-11-23T09:00"));

        await Assertions.Expect(studio.BadgeOf("accept")).ToHaveClassAsync(StudioPage.Passed, new() { Timeout = StudioPage.Patience });
        await Assertions.Expect(studio.BadgeOf("diagnose")).ToHaveClassAsync(StudioPage.Waits, new() { Timeout = StudioPage.Patience });
        await Browser.ShootAsync(studio.Page, "viewer-passed");
        await studio.AssertCleanAsync();
    }
}
