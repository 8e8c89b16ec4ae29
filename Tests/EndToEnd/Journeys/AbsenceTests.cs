using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Tests.Shared.Api;
using Microsoft.Playwright;

namespace Elsa.ITR.Tests.EndToEnd.Journeys;

/// <summary>An engineer goes on leave; his deputy finds the work he held, does it, and the case names both.</summary>
public sealed class AbsenceTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task The_deputy_does_what_the_absent_engineer_held()
    {
        var now = ManualTime.Local("2026-11-23 09:00");
        await using var host = await HostProcess.StartAsync(await DemoFiles.NewAsync(), now);
        var crew = ApiCrew.Of(host, () => now);
        var no = await crew.ReportAsync("intake1");
        await crew.DoAsync("intake1", no, "case-classify", "Classified");
        var absent = (await Person.SignInAsync(browser, host.Address, "t1gz")).Page;
        await absent.GotoAsync($"/inbox?view=offered&q={no}");
        await absent.GetByTestId("claim").First.ClickAsync();
        await Assertions.Expect(absent.GetByTestId("claim")).ToHaveCountAsync(0, new() { Timeout = 15_000 });

        await absent.GotoAsync("/me/absence");
        await absent.SelectOptionAsync("#deputy", new SelectOptionValue { Label = "张浩然 (t1sz)" });
        await absent.FillAsync("#to", "2026-11-30T09:00");
        await absent.FillAsync("#reason", "年假");
        await absent.GetByTestId("save-absence").ClickAsync();
        await Assertions.Expect(absent.GetByTestId("absences")).ToContainTextAsync("张浩然");
        await Browser.ShootAsync(absent, "absence-entered");

        var deputy = await Person.SignInAsync(browser, host.Address, "t1sz");
        await deputy.Page.GotoAsync("/inbox");
        await Assertions.Expect(deputy.Page.GetByTestId("stands-in")).ToContainTextAsync("李俊杰");
        await Assertions.Expect(deputy.Page.GetByTestId("stood-in")).ToContainTextAsync("代 李俊杰");
        await Browser.ShootAsync(deputy.Page, "absence-inbox");
        await deputy.CompleteAsync("fault-accept", no, "Accepted", ("acceptedAtProposed", "2026-11-23T09:00"), ("firstAssessment", "XCS 板失效，业务全阻"));
        await deputy.Page.GotoAsync($"/cases/{no}?tab=tasks");
        await Assertions.Expect(deputy.Page.Locator("main")).ToContainTextAsync("张浩然（代 李俊杰）");
    }
}
