using System.Text.RegularExpressions;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Tests.Shared.Api;
using Elsa.ITR.Tests.Shared.Edits;
using Elsa.ITR.Workflows;
using Microsoft.Playwright;

namespace Elsa.ITR.Tests.EndToEnd.Journeys;

/// <summary>The owner of a flow changes it while cases are under way: sees what changed and whom it touches, publishes, lets one case go on with it.</summary>
public sealed partial class PublishingTests(Browser browser) : IClassFixture<Browser>
{
    private const string Flow = FlowIds.FaultLevel1;
    private static readonly int Shipped = FlowContent.Newest(Flow)!.Version;
    private static readonly int Drawn = Shipped + 1;

    // Between accepting a fault and working on it, the second line is asked for another route.
    private const string ConfirmRoute = """
        { "type": "Elsa.ITR.HumanTask", "id": "confirm-route", "name": "Confirm the spare route",
          "role": { "typeName": "String", "expression": { "type": "Literal", "value": "DutyManager" } },
          "outcomes": { "typeName": "List<String>", "expression": { "type": "Literal", "value": ["Assigned"] } },
          "taskType": { "typeName": "String", "expression": { "type": "Literal", "value": "case-assign" } },
          "metadata": { "displayText": "备用路由确认", "designer": { "position": { "x": 1720, "y": 40 } } } }
        """;

    [Fact]
    public async Task A_flow_is_changed_without_fear()
    {
        await using var host = await HostProcess.StartAsync(await DemoFiles.NewAsync(), ManualTime.Local("2026-11-23 09:00"));
        var stays = await WaitsForAnEngineerAsync(host);
        var moves = await WaitsForAnEngineerAsync(host);
        var owner = await SignInAsync(host, "owner1");

        // The new version comes in as a draft; nothing is published by that.
        await owner.Page.GotoAsync("/processes/import");
        await owner.Page.SetInputFilesAsync("#file", new FilePayload { Name = $"{Flow}.json", MimeType = "application/json", Buffer = System.Text.Encoding.UTF8.GetBytes(Changed().Json) });
        await owner.Page.GetByText("先看差异").ClickAsync();
        await Assertions.Expect(owner.Page.GetByTestId("change-confirm-route")).ToBeVisibleAsync();
        await ShootAsync(owner, "import");
        await owner.Page.GetByTestId("confirm").ClickAsync();
        await Assertions.Expect(owner.Page.GetByTestId($"version-{Drawn}")).ToContainTextAsync("草稿");
        await ShootAsync(owner, "versions");
        await owner.Page.GotoAsync("/processes");
        await Assertions.Expect(owner.Page.GetByTestId($"flow-{Flow}")).ToContainTextAsync($"草稿 v{Drawn}");
        await ShootAsync(owner, "list");

        // What changed, drawn and listed.
        await owner.Page.GetByTestId($"flow-{Flow}").GetByRole(AriaRole.Link).First.ClickAsync();
        await owner.Page.GetByTestId("diff").ClickAsync();
        await Assertions.Expect(owner.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("多 1 步，少 0 步，改 1 步");
        await Assertions.Expect(owner.Page.Locator("svg.flow g.nd.add[data-step=confirm-route]")).ToBeVisibleAsync();
        await Assertions.Expect(owner.Page.GetByTestId("change-confirm-by-phone")).ToContainTextAsync("值班经理");
        await ShootAsync(owner, "diff", full: true);

        // Whom it touches; one of the two is to go on with it.
        await owner.Page.GetByTestId("publish").ClickAsync();
        await Assertions.Expect(owner.Page.GetByTestId("no-findings")).ToBeVisibleAsync();
        var group = owner.Page.Locator($"[data-testid=group][data-group='v{Shipped}:accept']");
        await Assertions.Expect(group).ToContainTextAsync(stays);
        await group.GetByText("现在迁移").ClickAsync();
        await group.Locator("summary").ClickAsync();
        await group.GetByLabel(moves).CheckAsync();
        await owner.Page.FillAsync("#note", "接受后先确认备用路由；电话确认改由一线打。");
        await ShootAsync(owner, "publish", full: true);
        await owner.Page.GetByTestId("confirm").ClickAsync();
        await owner.Page.WaitForURLAsync(MigrationUrl());
        await Assertions.Expect(owner.Page.GetByTestId("settled")).ToContainTextAsync($"1 个实例已在 v{Drawn} 上", new() { Timeout = 20_000 });
        await Assertions.Expect(owner.Page.GetByTestId("items")).ToContainTextAsync(moves);
        await ShootAsync(owner, "migration");

        // A new case follows the new version, the chosen one too; the other stays on the old.
        var fresh = await WaitsForAnEngineerAsync(host);
        var engineer = await SignInAsync(host, "t1gz");
        var duty = await SignInAsync(host, "duty1");
        foreach (var no in new[] { stays, moves, fresh })
            await engineer.CompleteAsync("fault-accept", no, "Accepted", ("acceptedAtProposed", "2026-11-23T09:00"), ("firstAssessment", "XCS 板失效"));
        await duty.OpenAsync("case-assign", moves);
        await duty.OpenAsync("case-assign", fresh);
        await duty.Page.GotoAsync($"/inbox?view=offered&type=case-assign&q={stays}");
        await Assertions.Expect(duty.Page.GetByTestId("work-form")).ToHaveCountAsync(0);

        await owner.Page.GotoAsync($"/processes/{Flow}");
        await Assertions.Expect(owner.Page.GetByTestId($"version-{Drawn}")).ToContainTextAsync("接受后先确认备用路由");
        await ShootAsync(owner, "published", full: true);
        if (Browser.TakesPictures)
            await PicturesAsync(host);
    }

    // The same pages in English, dark and on a phone.
    private async Task PicturesAsync(HostProcess host)
    {
        foreach (var (name, language, dark, phone) in new[] { ("en", "en", false, false), ("dark", "zh-CN", true, false), ("phone", "zh-CN", false, true) })
        {
            var owner = await Person.SignInAsync(browser, host.Address, "owner1", language, dark, phone);
            foreach (var (page, url) in new[]
            {
                ("list", "/processes"), ("versions", $"/processes/{Flow}"), ("diff", $"/processes/{Flow}/diff?from=1&to=2"), ("migrate", $"/processes/{Flow}/publish?version=2"), ("rollback", $"/processes/{Flow}/publish?version=1"),
            })
            {
                await owner.Page.GotoAsync(url);
                await ShootAsync(owner, $"{page}-{name}");
            }
        }
    }

    private static FlowEdit Changed() =>
        FlowEdit.Of(Flow).Insert("accept", "Accepted", ConfirmRoute, "Assigned").Literal("confirm-by-phone", "role", "Tier1Engineer");

    /// <summary>Two programs bring a level 1 fault to where an engineer is asked to accept it.</summary>
    private static async Task<string> WaitsForAnEngineerAsync(HostProcess host)
    {
        var key = Guid.NewGuid().ToString("N");
        var customer = await ProgramAsync(host, "custgz");
        var reported = await customer.RegisterAsync(
            new
            {
                caseType = "Fault",
                customerCode = "GDB-GZ",
                equipment = "NE-GZ-0001",
                occurredAt = ManualTime.Local("2026-11-23 08:45"),
                reportedAt = ManualTime.Local("2026-11-23 08:50"),
                title = "广深干线 10G 业务中断",
                description = "全部 10G 业务中断",
                faultCategory = "Business",
                faultCode = "BIZ_INTERRUPTED",
                serviceInterrupted = true,
                affectedServices = "广深干线 10G",
                affectedCities = new[] { "GZ" },
            },
            key);
        Assert.True(reported.IsSuccess, reported.Text);
        var no = reported.Read("no")!;

        var intake = await ProgramAsync(host, "intake1");
        var item = (await intake.ListAsync("offered", $"&type=case-classify&q={no}")).Single();
        var classified = await intake.CompleteAsync(
            item.No, "Classified",
            new Dictionary<string, string?> { ["caseType"] = "Fault", ["faultCategory"] = "Business", ["faultCode"] = "BIZ_INTERRUPTED", ["serviceInterrupted"] = "true", ["isNmsDown"] = "false" }, key);
        Assert.True(classified.IsSuccess, classified.Text);
        return no;
    }

    private static async Task<ApiUser> ProgramAsync(HostProcess host, string userName)
    {
        var user = new ApiUser(new HttpClient { BaseAddress = host.Address }, userName);
        await user.SignInAsync();
        return user;
    }

    private Task<Person> SignInAsync(HostProcess host, string userName) => Person.SignInAsync(browser, host.Address, userName);

    private static Task ShootAsync(Person person, string name, bool full = false) => Browser.ShootAsync(person.Page, $"publishing-{name}", full);

    [GeneratedRegex("/migrations/[0-9a-f-]{36}")]
    private static partial Regex MigrationUrl();
}
