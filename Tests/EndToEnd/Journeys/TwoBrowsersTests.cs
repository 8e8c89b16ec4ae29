using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Tests.Shared.Api;
using Microsoft.Playwright;

namespace Elsa.ITR.Tests.EndToEnd.Journeys;

/// <summary>Two people have the same work open and press the button at the same moment.</summary>
public sealed class TwoBrowsersTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task One_completes_and_the_other_reads_who_was_faster_and_keeps_what_he_typed()
    {
        var now = ManualTime.Local("2026-11-23 02:05");
        await using var host = await HostProcess.StartAsync(await DemoFiles.NewAsync(), now);
        var no = await ApiCrew.Of(host, () => now).ReportAsync("intake1");
        var chinese = await Person.SignInAsync(browser, host.Address, "intake1");
        var english = await Person.SignInAsync(browser, host.Address, "intake2", language: "en");

        foreach (var person in (Person[])[chinese, english])
        {
            await person.OpenAsync("case-classify", no);
            await person.Page.GetByTestId("work-form").Locator("input[type=radio][name=outcome][value=Classified]").CheckAsync();
            await person.Page.FillAsync("#f-comment", $"typed by {person}");
        }

        await Task.WhenAll(chinese.Page.GetByTestId("complete").ClickAsync(), english.Page.GetByTestId("complete").ClickAsync());
        await Task.WhenAll(SettledAsync(chinese.Page), SettledAsync(english.Page));

        var (loser, winnerName) = await Conflict(chinese.Page).CountAsync() > 0 ? (chinese, "黄志敏") : (english, "Chen Xiaolin");
        var winner = loser == chinese ? english : chinese;
        await Assertions.Expect(Conflict(winner.Page)).ToHaveCountAsync(0);
        await Assertions.Expect(Conflict(loser.Page)).ToContainTextAsync(winnerName);
        await Assertions.Expect(Conflict(loser.Page)).ToContainTextAsync("02:05");
        await Assertions.Expect(Conflict(loser.Page)).ToContainTextAsync($"typed by {loser}");
    }

    [Fact]
    public async Task The_conflict_reads_well_in_both_languages()
    {
        var now = ManualTime.Local("2026-11-23 02:05");
        await using var host = await HostProcess.StartAsync(await DemoFiles.NewAsync(), now);
        var crew = ApiCrew.Of(host, () => now);
        foreach (var (language, winner) in ((string, string)[])[("zh-CN", "黄志敏"), ("en", "Huang Zhimin")])
        {
            var no = await crew.ReportAsync("intake1");
            var late = await Person.SignInAsync(browser, host.Address, "intake1", language);
            await late.OpenAsync("case-classify", no);
            await late.Page.GetByTestId("work-form").Locator("input[type=radio][name=outcome][value=Classified]").CheckAsync();
            await late.Page.FillAsync("#f-comment", "客户来电,10G 全阻 / the customer called");

            await crew.DoAsync("intake2", no, "case-classify", "Classified");
            await late.Page.GetByTestId("complete").ClickAsync();

            await Assertions.Expect(Conflict(late.Page)).ToContainTextAsync(winner, new() { Timeout = 20_000 });
            await Assertions.Expect(Conflict(late.Page)).ToContainTextAsync("02:05");
            await Browser.ShootAsync(late.Page, $"conflict-{language}");
        }
    }

    private static ILocator Conflict(IPage page) => page.GetByTestId("conflict");

    // Answered: the form is gone, whatever came instead.
    private static Task SettledAsync(IPage page) => Assertions.Expect(page.GetByTestId("work-form")).ToHaveCountAsync(0, new() { Timeout = 20_000 });
}
