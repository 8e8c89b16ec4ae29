using static Elsa.ITR.Tests.Integration.Studio.StudioHost;

namespace Elsa.ITR.Tests.Integration.Studio;

/// <summary>Workflows used as activities, as the API shows who uses them. A host of its own: each is one more activity in the palette.</summary>
public sealed class ConsumerApiTests(StudioHost studio) : IClassFixture<StudioHost>
{
    [Fact]
    public async Task Definitions_that_embed_a_workflow_are_named_and_told_to_follow()
    {
        using var owner = await studio.ProgramAsync("owner1");
        const string leaf =
            """
            { "publish": true, "model": { "definitionId": "api-leaf", "name": "Api leaf", "options": { "usableAsActivity": true },
              "root": { "id": "w", "type": "Elsa.WriteLine", "text": { "typeName": "String", "expression": { "type": "Literal", "value": "one" } } } } }
            """;
        await ReadAsync(await owner.PostAsync($"{Api}/workflow-definitions", Json(leaf)));
        await ReadAsync(await owner.PostAsync($"{Api}/workflow-definitions", Json(
            """{ "publish": true, "model": { "definitionId": "api-top", "name": "Api top", "root": { "id": "top", "type": "Elsa.Sequence", "activities": [{ "id": "l", "type": "ApiLeaf", "version": 1, "workflowDefinitionId": "api-leaf" }] } } }""")));
        await ReadAsync(await owner.PostAsync($"{Api}/workflow-definitions", Json(leaf.Replace("\"one\"", "\"two\"", StringComparison.Ordinal))));

        var consumers = await ReadAsync(await owner.GetAsync($"{Api}/workflow-definitions/api-leaf/consumers"));
        var updated = await ReadAsync(await owner.PostAsync($"{Api}/workflow-definitions/api-leaf/update-references", Json("{}")));
        var top = await ReadAsync(await owner.GetAsync($"{Api}/workflow-definitions/by-definition-id/api-top?versionOptions=Published"));

        Assert.Equal("""["api-top"]""", consumers["consumingWorkflowDefinitionIds"]!.ToJsonString());
        Assert.Equal("""["api-top"]""", updated["affectedWorkflows"]!.ToJsonString());
        Assert.Equal((2, 2), ((int)top["version"]!, (int)top["root"]!["activities"]![0]!["version"]!));
    }
}
