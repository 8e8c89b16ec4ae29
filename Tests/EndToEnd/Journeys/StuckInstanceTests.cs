using Elsa.ITR.Tests.Shared;
using Microsoft.Playwright;

namespace Elsa.ITR.Tests.EndToEnd.Journeys;

/// <summary>An instance stands still: the administrator finds it, understands it, sees what a replay would do, replays it and reads the audit trail.</summary>
public sealed class StuckInstanceTests(Browser browser) : IClassFixture<Browser>
{
    private const string Flow = "settle-quarter";

    [Fact]
    public async Task Is_found_understood_replayed_and_audited()
    {
        await using var host = await HostProcess.StartAsync(await DemoFiles.NewAsync(), ManualTime.Local("2026-11-23 09:00"));
        await BreakAsync(await SignInAsync(host, "owner1"));
        var admin = await SignInAsync(host, "admin1");
        var page = admin.Page;

        // Found and understood: one sentence, what proves it, whose it is, what to do.
        await page.GotoAsync("/operations");
        var row = page.Locator(".stuck-row");
        await Assertions.Expect(row).ToHaveCountAsync(1);
        await Assertions.Expect(row.GetByTestId("stuck")).ToHaveAttributeAsync("data-cause", "ScriptFailed");
        await Assertions.Expect(row).ToContainTextAsync("the rate is missing");
        await Assertions.Expect(row).ToContainTextAsync("归流程责任人");
        await ShootAsync(admin, "list");
        await row.Locator("a.main").ClickAsync();
        await Assertions.Expect(page.Locator(".why")).ToContainTextAsync("the rate is missing");
        await ShootAsync(admin, "instance");

        // As it is, a replay would fail again; with another value it ends. Nothing is stored by looking.
        await page.GetByTestId("remedy").First.ClickAsync();
        var dialog = page.Locator("form.dlg");
        await Assertions.Expect(dialog.GetByTestId("effects")).ToContainTextAsync("仍有 1 步失败");
        await dialog.Locator("details summary").ClickAsync();
        await dialog.Locator("textarea[name='var.rate']").FillAsync("0.8");
        await dialog.GetByTestId("preview").ClickAsync();
        await Assertions.Expect(dialog.GetByTestId("effects")).ToContainTextAsync("已完成");
        await Assertions.Expect(dialog.GetByTestId("effects")).ToContainTextAsync("0.8");
        await ShootAsync(admin, "preview");

        await dialog.Locator("#reason").FillAsync("费率已由合同管理员确认为 0.8");
        await dialog.Locator("footer button[type=submit]").ClickAsync();

        await Assertions.Expect(page.Locator("#audit")).ToContainTextAsync("费率已由合同管理员确认为 0.8");
        await Assertions.Expect(page.Locator("#audit")).ToContainTextAsync("重放");
        await Assertions.Expect(page.Locator("#audit")).ToContainTextAsync("admin1");
        await ShootAsync(admin, "audit", full: true);
        await page.GotoAsync("/operations");
        await Assertions.Expect(page.Locator(".stuck-row")).ToHaveCountAsync(0);
        await ShootAsync(admin, "clean");
    }

    // A flow whose script needs a value that nobody has entered.
    private static async Task BreakAsync(Person owner)
    {
        await PostAsync(owner, "/elsa/api/workflow-definitions", new
        {
            publish = true,
            model = new
            {
                definitionId = Flow,
                name = Flow,
                options = new { incidentStrategyType = "Elsa.Workflows.IncidentStrategies.ContinueWithIncidentsStrategy, Elsa.Workflows.Core" },
                variables = new[] { new { id = "rate", name = "rate", typeName = "String", isArray = false, value = "", storageDriverTypeName = "Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core" } },
                root = new
                {
                    type = "Elsa.Flowchart",
                    id = "flow",
                    activities = new object[]
                    {
                        new { type = "Elsa.Start", id = "start", name = "Start", metadata = new { displayText = "开始", designer = new { position = new { x = 0, y = 0 } } } },
                        new
                        {
                            type = "Elsa.RunJavaScript",
                            id = "compute",
                            name = "Compute",
                            script = new { typeName = "String", expression = new { type = "Literal", value = "if (!getVariable('rate')) throw new Error('the rate is missing'); getVariable('rate')" } },
                            metadata = new { displayText = "计算费用", designer = new { position = new { x = 300, y = 0 } } },
                        },
                        new { type = "Elsa.Finish", id = "end", name = "End", metadata = new { displayText = "结束", designer = new { position = new { x = 600, y = 0 } } } },
                    },
                    connections = new object[] { Connection("start", "compute"), Connection("compute", "end") },
                },
            },
        });
        await PostAsync(owner, $"/elsa/api/workflow-definitions/{Flow}/execute", new { correlationId = "Q4" });
    }

    private static object Connection(string from, string to) => new { source = new { activity = from, port = "Done" }, target = new { activity = to, port = "In" } };

    private static async Task PostAsync(Person person, string url, object body)
    {
        var answer = await person.Page.Context.APIRequest.PostAsync(url, new() { DataObject = body, Headers = new Dictionary<string, string> { ["Origin"] = new Uri(person.Page.Url).GetLeftPart(UriPartial.Authority) } });
        Assert.True(answer.Ok, await answer.TextAsync());
    }

    private Task<Person> SignInAsync(HostProcess host, string userName) => Person.SignInAsync(browser, host.Address, userName);

    private static Task ShootAsync(Person person, string name, bool full = false) => Browser.ShootAsync(person.Page, $"stuck-{name}", full);
}
