using System.Text.RegularExpressions;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Tests.Shared.Api;
using Elsa.ITR.Workflows;
using Microsoft.Playwright;

namespace Elsa.ITR.Tests.EndToEnd.Designer;

/// <summary>The owner of a flow draws in Elsa Studio, by mouse and keyboard, and publishes on our pages what came of it.</summary>
[Collection(nameof(DesignerHost))]
public sealed partial class EditingTests(Browser browser) : IClassFixture<Browser>
{
    private const string Flow = FlowIds.FaultLevel1;
    private static readonly int Shipped = FlowContent.Newest(Flow)!.Version;
    private static readonly int Drawn = Shipped + 1;
    private static readonly DateTimeOffset Now = ManualTime.Local("2026-11-23 09:00");

    [Fact]
    public async Task A_task_is_drawn_between_two_steps_and_published_without_fear()
    {
        await using var host = await HostProcess.StartAsync(await DemoFiles.NewAsync(), Now);
        var crew = ApiCrew.Of(host, () => Now);
        var (stays, moves) = (await WaitsForAnEngineerAsync(crew), await WaitsForAnEngineerAsync(crew));
        var owner = await Person.SignInAsync(browser, host.Address, "owner1");

        // Between accepting a fault and noting it, the duty manager is asked to assign the spare route.
        await using var studio = await StudioPage.OpenAsync(owner, $"/designer/{Flow}", 50);
        Assert.Contains("start", await studio.InSightAsync());
        Assert.Superset(new HashSet<string> { "任务", "时钟", "文档", "业务事件", "流程调用" }, (await studio.CategoriesAsync()).ToHashSet());
        await studio.BringAsync("accept");
        var step = await studio.DropAsync("任务", "人工任务");
        await studio.ChooseAsync("任务类型", "case-assign");
        await studio.ChooseAsync("角色", "DutyManager");
        await studio.AddWordAsync("出口", "Assigned");
        await studio.WriteScriptAsync("标题（中文）", "'备用路由 ' + variables.entry.toUpperCase()");
        await studio.NameAsync("备用路由确认");
        await studio.CutAsync("accept", "Accepted", "accepted-facts");
        await studio.LinkAsync("accept", "Accepted", step);
        await studio.LinkAsync(step, "Assigned", "accepted-facts");
        await ShootAsync(studio.Page, "drawn");
        Assert.Equal(200, (await studio.SaveAsync()).Status);
        await Assertions.Expect(studio.Page.GetByTestId("studio-state")).ToHaveTextAsync($"草稿 v{Drawn}");
        await studio.AssertCleanAsync();

        // What changed: this step and its two arrows, nothing else.
        await studio.Page.GetByRole(AriaRole.Link, new() { Name = "差异" }).ClickAsync();
        await Assertions.Expect(studio.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("多 1 步，少 0 步，改 0 步");
        await Assertions.Expect(studio.Page.Locator($"svg.flow g.nd.add[data-step='{step}']")).ToBeVisibleAsync();
        var change = studio.Page.GetByTestId($"change-{step}");
        foreach (var said in (string[])["备用路由确认", "人工任务", "值班经理", "已指派", "标题（中文）", "variables.entry.toUpperCase()"])
            await Assertions.Expect(change).ToContainTextAsync(said);
        await ShootAsync(studio.Page, "diff");

        // Whom it touches, why, and one of the two goes on with it.
        await studio.Page.GetByTestId("publish").ClickAsync();
        await Assertions.Expect(studio.Page.GetByTestId("no-findings")).ToBeVisibleAsync();
        var group = studio.Page.Locator($"[data-testid=group][data-group='v{Shipped}:accept']");
        await Assertions.Expect(group).ToContainTextAsync(stays);
        await group.GetByText("现在迁移").ClickAsync();
        await group.Locator("summary").ClickAsync();
        await group.GetByLabel(moves).CheckAsync();
        await studio.Page.FillAsync("#note", "接受后先确认备用路由。");
        await ShootAsync(studio.Page, "publish");
        await studio.Page.GetByTestId("confirm").ClickAsync();
        await studio.Page.WaitForURLAsync(MigrationUrl());
        await Assertions.Expect(studio.Page.GetByTestId("settled")).ToContainTextAsync($"1 个实例已在 v{Drawn} 上", new() { Timeout = 20_000 });
        await studio.Page.GotoAsync($"/processes/{Flow}");
        await Assertions.Expect(studio.Page.GetByTestId($"version-{Drawn}")).ToContainTextAsync("接受后先确认备用路由。");

        // A new case and the one that moved ask for the route, with the title of the script; the other does not.
        var fresh = await WaitsForAnEngineerAsync(crew);
        foreach (var no in (string[])[stays, moves, fresh])
            await crew.DoAsync("t1gz", no, "fault-accept", "Accepted", ("acceptedAtProposed", "2026-11-23T09:00"));
        foreach (var no in (string[])[moves, fresh])
        {
            Assert.Equal("备用路由 NEW", (await crew.FindAsync("duty1", no, "case-assign", "Assigned")).Title.Zh);
            await crew.DoAsync("duty1", no, "case-assign", "Assigned");
            await crew.FindAsync("t1gz", no, "fault-l1-mode");
        }

        await crew.FindAsync("t1gz", stays, "fault-l1-mode");
        Assert.Empty(await (await crew.AsAsync("duty1")).ListAsync("offered", $"&type=case-assign&q={stays}"));
    }

    private static async Task<string> WaitsForAnEngineerAsync(ApiCrew crew)
    {
        var no = await crew.ReportAsync("custgz");
        await crew.DoAsync(
            "intake1", no, "case-classify", "Classified",
            ("caseType", "Fault"), ("faultCategory", "Business"), ("faultCode", "BIZ_INTERRUPTED"), ("serviceInterrupted", "true"), ("isNmsDown", "false"));
        return no;
    }

    private static Task ShootAsync(IPage page, string name) => Browser.ShootAsync(page, $"editing-{name}", full: true);

    [GeneratedRegex("/migrations/[0-9a-f-]{36}")]
    private static partial Regex MigrationUrl();
}
