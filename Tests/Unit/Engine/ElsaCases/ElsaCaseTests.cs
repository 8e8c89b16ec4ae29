using System.Text.Json.Nodes;
using Elsa.ITR.Tests.Shared.ElsaCases;
using Elsa.Workflows.Activities.Flowchart.Models;

namespace Elsa.ITR.Tests.Unit.Engine.ElsaCases;

/// <summary>Replays what was recorded on the reference server and compares everything it showed.</summary>
public sealed class ElsaCaseTests
{
    public static TheoryData<string> Cases => new(CaseFiles.Names);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Does_as_the_reference_server_did(string name)
    {
        var recorded = CaseFiles.Read(name);

        await ReplayAsync(recorded, recorded.Here, FlowchartExecutionMode.CounterBased);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Does_as_the_reference_server_did_with_tokens(string name)
    {
        var recorded = CaseFiles.Read(name);

        await ReplayAsync(recorded, CaseDeviations.Steps($"{name}.token") ?? recorded.ExpectedWithTokens, FlowchartExecutionMode.TokenBased);
    }

    private static async Task ReplayAsync(ElsaCase recorded, JsonArray expected, FlowchartExecutionMode mode)
    {
        await using var host = await CaseHost.StartAsync(mode);
        var observer = new CaseObserver(host);
        foreach (var definition in recorded.Others.Append(recorded.Main))
            await host.PublishAsync(definition);

        var run = new CaseRun(host, observer, recorded);
        for (var index = 0; index < recorded.Steps.Count; index++)
        {
            var seen = await run.StepAsync(recorded.Steps[index]!);
            var differences = CaseComparison.Differences(Comparable(expected[index]!), seen, $"step {index}").ToList();
            Assert.True(differences.Count == 0, string.Join('\n', differences));
        }
    }

    // The status of the recorded call is the affair of the API in front of the engine.
    private static JsonNode Comparable(JsonNode expected)
    {
        var result = expected.DeepClone();
        result.AsObject().Remove("httpStatus");
        return result;
    }
}
