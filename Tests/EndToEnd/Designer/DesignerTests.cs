using System.Globalization;
using System.Text.Json;
using Elsa.ITR.Workflows;
using Microsoft.Playwright;

namespace Elsa.ITR.Tests.EndToEnd.Designer;

/// <summary>The genuine Elsa Studio on the running host: every shipped flow opens, is laid out, can be edited, and is not changed by being saved.</summary>
public sealed class DesignerTests(DesignerHost designer, Browser browser) : IClassFixture<DesignerHost>, IClassFixture<Browser>
{
    // The smallest of each category; ITR_TEST_SCALE above 1 opens every one.
    public static TheoryData<string> Flows => double.TryParse(Environment.GetEnvironmentVariable("ITR_TEST_SCALE"), CultureInfo.InvariantCulture, out var scale) && scale > 1
        ? [.. FlowCatalog.All.Select(flow => flow.DefinitionId)]
        : [.. FlowCatalog.All.GroupBy(flow => flow.Category).Select(category => category.MinBy(flow => FlowContent.Newest(flow.DefinitionId)!.Json.Length)!.DefinitionId)];

    [Theory]
    [MemberData(nameof(Flows))]
    public async Task Opens_a_shipped_flow_and_saving_it_changes_nothing(string definitionId)
    {
        var owner = await designer.OwnerAsync(browser);
        var before = await ReadAsync(owner, definitionId);
        var steps = before.GetProperty("root").GetProperty("activities").EnumerateArray().ToList();

        var studio = await StudioPage.OpenAsync(owner, $"/designer/{definitionId}", steps.Count);
        var nodes = await studio.NodesAsync();
        var seen = await studio.InSightAsync();
        var categories = await studio.CategoriesAsync();
        await studio.SelectAsync(steps.First(step => Asks(step)).GetProperty("id").GetString()!);
        var lists = await studio.ListBoxesAsync();
        var empty = new List<string>();
        foreach (var label in lists)
        {
            if ((await studio.OffersOfAsync(label)).Count == 0)
                empty.Add(label);
        }

        var saved = await studio.SaveAsync();
        var after = await ReadAsync(owner, definitionId);

        Assert.Equal(steps.Count, nodes.Count);
        Assert.Empty(from one in nodes from other in nodes where string.CompareOrdinal(one.Id, other.Id) < 0 && one.Overlaps(other) select $"{one.Text} and {other.Text}");
        Assert.Superset(new HashSet<string> { "任务", "时钟", "文档", "业务事件", "流程调用" }, categories.ToHashSet());
        Assert.Contains(steps.Single(step => TypeOf(step) == "Elsa.Start").GetProperty("id").GetString(), seen);
        Assert.Superset(new HashSet<string> { "任务类型", "角色", "时限" }, lists.ToHashSet());
        Assert.Empty(empty);
        Assert.Equal(200, saved.Status);
        Assert.Equal(before.GetProperty("version").GetInt32(), after.GetProperty("version").GetInt32()); // equal content is no new draft
        Assert.Equal(Revision(before), Revision(after));
        Assert.False(await studio.HasFailedAsync());
        Assert.Empty(studio.Problems);
        await studio.Page.CloseAsync();
    }

    [Theory]
    [InlineData("zh-CN", false)]
    [InlineData("en", true)]
    public async Task Properties_of_a_task_speak_the_language_of_the_person(string language, bool dark)
    {
        var owner = await Person.SignInAsync(browser, designer.Host.Address, "owner1", language, dark);
        var flow = await ReadAsync(owner, FlowIds.PenaltyReview);
        var steps = flow.GetProperty("root").GetProperty("activities").EnumerateArray().ToList();
        var task = steps.First(step => TypeOf(step) == "Elsa.ITR.HumanTask" && IsLiteral(step, "role")).GetProperty("id").GetString()!;

        var studio = await StudioPage.OpenAsync(owner, $"/designer/{FlowIds.PenaltyReview}", steps.Count);
        await Browser.ShootAsync(studio.Page, $"designer-{language}{(dark ? "-dark" : "")}");
        await studio.SelectAsync(task);
        await Browser.ShootAsync(studio.Page, $"designer-task-{language}{(dark ? "-dark" : "")}");

        var (role, form, limit, claim) = language == "en" ? ("Role", "Task Type", "Within", "Claim Event") : ("角色", "任务类型", "时限", "认领事件");
        Assert.Superset(new HashSet<string> { role, form, limit, claim }, (await studio.ListBoxesAsync()).ToHashSet());
        var roles = await studio.OffersOfAsync(role);
        await Browser.ShootAsync(studio.Page, $"designer-roles-{language}{(dark ? "-dark" : "")}");
        Assert.Contains(language == "en" ? "Duty Manager · DutyManager" : "值班经理 · DutyManager", roles);
        Assert.Equal(Words.Shipped.Choices("Role").Select(x => x.Key).Order(), Codes(roles));
        Assert.Equal(new FormContent().All.Select(x => x.Key).Order(), Codes(await studio.OffersOfAsync(form)));
        Assert.Contains("TMR-PAUSE-VOID", Codes(await studio.OffersOfAsync(limit)));
        Assert.Contains("Case.Accepted", await studio.OffersOfAsync(claim));
        Assert.Empty(studio.Problems);
    }

    [Fact]
    public async Task An_unknown_flow_and_a_person_without_right_get_a_page_that_says_so()
    {
        var owner = await Person.SignInAsync(browser, designer.Host.Address, "owner1");
        var engineer = await Person.SignInAsync(browser, designer.Host.Address, "t1gz");

        Assert.Equal(404, (await owner.Page.GotoAsync("/designer/nope"))!.Status);
        Assert.Equal(403, (await engineer.Page.GotoAsync($"/designer/{FlowIds.ClockPause}"))!.Status);
    }

    [Fact]
    public async Task Without_the_right_to_edit_a_flow_is_a_picture()
    {
        var quality = await Person.SignInAsync(browser, designer.Host.Address, "quality1");

        var studio = await StudioPage.OpenAsync(quality, $"/designer/{FlowIds.ClockPause}", 10);

        await Assertions.Expect(studio.Page.FrameLocator("iframe.studio").GetByText("read-only").First).ToBeVisibleAsync();
        Assert.Empty(studio.Problems);
    }

    private static IEnumerable<string> Codes(IEnumerable<string> offers) => offers.Select(offer => offer.Split(" · ")[^1]).Order();

    private static string? TypeOf(JsonElement step) => step.GetProperty("type").GetString();

    private static bool Asks(JsonElement step) => TypeOf(step) is "Elsa.ITR.HumanTask" or "Elsa.ITR.ApprovalTask" && IsLiteral(step, "taskType");

    private static bool IsLiteral(JsonElement step, string input) =>
        step.TryGetProperty(input, out var value) && value.ValueKind == JsonValueKind.Object && value.GetProperty("expression").GetProperty("type").GetString() == "Literal";

    private static string? Revision(JsonElement definition) => definition.GetProperty("customProperties").GetProperty("revision").GetString();

    private static async Task<JsonElement> ReadAsync(Person person, string definitionId)
    {
        var answer = await person.Page.Context.APIRequest.GetAsync(
            $"/elsa/api/workflow-definitions/by-definition-id/{definitionId}?versionOptions=Latest", new() { MaxRetries = 2 }); // its connection may have been idle too long
        Assert.True(answer.Ok, await answer.TextAsync());
        return (await answer.JsonAsync())!.Value;
    }
}
