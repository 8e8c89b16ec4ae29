using System.Text.Json;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Workflows;
using Microsoft.Playwright;

namespace Elsa.ITR.Tests.EndToEnd.Designer;

/// <summary>The genuine Elsa Studio on the running host: every shipped flow opens, is laid out, can be edited, and is not changed by being saved.</summary>
[Collection(nameof(DesignerHost))]
public sealed class DesignerTests(DesignerHost designer, Browser browser) : IClassFixture<Browser>
{
    // Every flow with its properties takes a quarter of an hour more; the suite draws each sixth one.
    private const int Sixth = 6;

    [Fact]
    public async Task Draws_shipped_flows_and_saving_them_changes_nothing()
    {
        var owner = await Person.SignInAsync(browser, designer.Host.Address, "owner1");
        await using var studio = await StudioPage.OpenAsync(owner, $"/designer/{FlowIds.ClockPause}", StepsOf(await ReadAsync(owner, FlowIds.ClockPause)).Count);
        var wrong = new List<string>();
        foreach (var flow in FlowCatalog.All.Select(flow => flow.DefinitionId).Where((_, at) => TestScale.IsLarge || at % Sixth == 0))
            wrong.AddRange((await WrongWithAsync(owner, studio, flow)).Select(what => $"{flow}: {what}"));

        Assert.Empty(wrong);
        await studio.AssertCleanAsync();
    }

    [Theory]
    [InlineData("zh-CN", false)]
    [InlineData("en", true)]
    public async Task Properties_of_a_task_speak_the_language_of_the_person(string language, bool dark)
    {
        Assert.SkipUnless(TestScale.IsLarge || language == "zh-CN", "The second language takes a minute: at ITR_TEST_SCALE above 1.");
        var owner = await Person.SignInAsync(browser, designer.Host.Address, "owner1", language, dark);
        var flow = await ReadAsync(owner, FlowIds.PenaltyReview);
        var steps = StepsOf(flow);
        var task = steps.First(step => TypeOf(step) == "Elsa.ITR.HumanTask" && IsLiteral(step, "role")).GetProperty("id").GetString()!;

        await using var studio = await StudioPage.OpenAsync(owner, $"/designer/{FlowIds.PenaltyReview}", steps.Count);
        await Browser.ShootAsync(studio.Page, $"designer-{language}{(dark ? "-dark" : "")}");
        await studio.SelectAsync(task);
        await Browser.ShootAsync(studio.Page, $"designer-task-{language}{(dark ? "-dark" : "")}");

        var (role, form, limit, claim) = language == "en" ? ("Role", "Task Type", "Within", "Claim Event") : ("角色", "任务类型", "时限", "认领事件");
        var lists = await studio.ListBoxesAsync();
        Assert.Superset(new HashSet<string> { role, form, limit, claim }, lists.ToHashSet());
        foreach (var label in lists)
            Assert.NotEmpty(await studio.OffersOfAsync(label));
        var roles = await studio.OffersOfAsync(role);
        await Browser.ShootAsync(studio.Page, $"designer-roles-{language}{(dark ? "-dark" : "")}");
        Assert.Contains(language == "en" ? "Duty Manager · DutyManager" : "值班经理 · DutyManager", roles);
        Assert.Equal(Words.Shipped.Choices("Role").Select(x => x.Key).Order(), Codes(roles));
        Assert.Equal(new FormContent().All.Select(x => x.Key).Order(), Codes(await studio.OffersOfAsync(form)));
        Assert.Contains("TMR-PAUSE-VOID", Codes(await studio.OffersOfAsync(limit)));
        Assert.Contains("Case.Accepted", await studio.OffersOfAsync(claim));
        await studio.AssertCleanAsync();
    }

    [Fact]
    public async Task An_unknown_flow_and_a_person_without_right_get_a_page_that_says_so()
    {
        var owner = await Person.SignInAsync(browser, designer.Host.Address, "owner1");
        var engineer = await Person.SignInAsync(browser, designer.Host.Address, "t1gz");

        Assert.Equal(404, (await owner.Page.GotoAsync("/designer/nope"))!.Status);
        Assert.Equal(403, (await engineer.Page.GotoAsync($"/designer/{FlowIds.ClockPause}"))!.Status);
        Assert.Equal(403, (await engineer.Page.GotoAsync("/processes"))!.Status);
    }

    [Fact]
    public async Task Without_the_right_to_edit_a_flow_is_a_picture()
    {
        var quality = await Person.SignInAsync(browser, designer.Host.Address, "quality1");

        await using var studio = await StudioPage.OpenAsync(quality, $"/designer/{FlowIds.ClockPause}", 10);

        await Assertions.Expect(studio.Page.FrameLocator("iframe.studio").GetByText("read-only").First).ToBeVisibleAsync();
        await studio.AssertCleanAsync();
        Assert.Equal(200, (await quality.Page.GotoAsync($"/processes/{FlowIds.ClockPause}"))!.Status);
        await Assertions.Expect(quality.Page.GetByText("在设计器里编辑")).ToHaveCountAsync(0);
        Assert.Equal(403, (await quality.Page.GotoAsync($"/processes/{FlowIds.ClockPause}/publish"))!.Status);
    }

    private static IEnumerable<string> Codes(IEnumerable<string> offers) => offers.Select(offer => offer.Split(" · ")[^1]).Order();

    private static string? TypeOf(JsonElement step) => step.GetProperty("type").GetString();

    private static bool Asks(JsonElement step) => TypeOf(step) is "Elsa.ITR.HumanTask" or "Elsa.ITR.ApprovalTask" && IsLiteral(step, "taskType");

    private static async Task<List<string>> WrongWithAsync(Person owner, StudioPage studio, string definitionId)
    {
        var before = await ReadAsync(owner, definitionId);
        var steps = StepsOf(before);
        await studio.ShowAsync(definitionId, [.. steps.Select(step => step.GetProperty("id").GetString()!)]);
        var nodes = await studio.NodesAsync();
        var wrong = new List<string>();
        wrong.AddRange(from one in nodes from other in nodes where string.CompareOrdinal(one.Id, other.Id) < 0 && one.Overlaps(other) select $"{one.Text} and {other.Text} overlap");
        if (TestScale.IsLarge && steps.Find(Asks) is { ValueKind: JsonValueKind.Object } task)
        {
            await studio.SelectAsync(task.GetProperty("id").GetString()!);
            if (!(await studio.ListBoxesAsync()).Contains("任务类型") || (await studio.OffersOfAsync("角色")).Count == 0)
                wrong.Add($"{task.GetProperty("id")} offers no task types or roles");
        }

        var saved = await studio.SaveAsync();
        var after = await ReadAsync(owner, definitionId);
        if (saved.Status != 200 || !(await saved.TextAsync()).Contains($"\"{definitionId}\"", StringComparison.Ordinal))
            wrong.Add($"saving answered {saved.Status}: {await saved.TextAsync()}");
        if (before.GetProperty("version").GetInt32() != after.GetProperty("version").GetInt32() || Revision(before) != Revision(after))
            wrong.Add("saving changed it"); // equal content is no new draft
        return wrong;
    }

    private static List<JsonElement> StepsOf(JsonElement definition) => [.. definition.GetProperty("root").GetProperty("activities").EnumerateArray()];

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
