using System.Net;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Workflows;
using static Elsa.ITR.Tests.Integration.Studio.StudioHost;

namespace Elsa.ITR.Tests.Integration.Studio;

/// <summary>Broken and hostile definitions sent to the real host: an answer in words each time, and nothing stored that cannot be read.</summary>
public sealed class HostileDefinitionTests(StudioHost studio) : IClassFixture<StudioHost>
{
    private const int Seed = 20261128;
    private const int Inputs = 300;

    private static readonly HttpStatusCode[] Expected =
        [HttpStatusCode.OK, HttpStatusCode.Created, HttpStatusCode.BadRequest, HttpStatusCode.Conflict, HttpStatusCode.UnprocessableEntity];

    [Fact]
    public async Task Every_one_gets_an_answer_and_what_is_stored_can_be_read()
    {
        using var owner = await studio.ProgramAsync("owner1");
        var hostile = new HostileJson(new Random(Seed), [.. FlowContent.All.Select(x => x.Json)]);
        var wrong = new List<string>();
        for (var number = 0; number < Inputs; number++)
        {
            var model = hostile.Next();
            using var answer = await owner.PostAsync(
                $"{Api}/workflow-definitions", Json($$"""{ "publish": {{(number % 3 == 0 ? "true" : "false")}}, "model": {{model}} }"""), TestContext.Current.CancellationToken);
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            if (!Expected.Contains(answer.StatusCode) || string.IsNullOrWhiteSpace(text))
                wrong.Add($"Input {number} of seed {Seed}: {(int)answer.StatusCode} {text}\n{model[..Math.Min(model.Length, 1000)]}");
        }

        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong.Take(5)));
        var all = await ReadAsync(await owner.GetAsync($"{Api}/workflow-definitions?versionOptions=Latest&page=0&pageSize=500", TestContext.Current.CancellationToken));
        foreach (var definition in all["items"]!.AsArray())
        {
            var id = Uri.EscapeDataString((string)definition!["definitionId"]!);
            var whole = await ReadAsync(await owner.GetAsync($"{Api}/workflow-definitions/by-definition-id/{id}?versionOptions=Latest", TestContext.Current.CancellationToken));
            Assert.Equal((string?)definition["id"], (string?)whole["id"]);
        }
    }
}
