using System.Text.Json.Nodes;
using Elsa.ITR.Web.Features.Processes;
using Elsa.ITR.Workflows;

namespace Elsa.ITR.Tests.Unit.Workflows;

/// <summary>A change of level 3 repeated at level 4, on the shipped flows.</summary>
public sealed class FlowMergeTests
{
    private readonly JsonObject _before = Read(FlowIds.FaultLevel3);
    private readonly JsonObject _after = Read(FlowIds.FaultLevel3);
    private readonly JsonObject _other = Read(FlowIds.FaultLevel4);
    private readonly FlowMerge _merge = new(text => text.Replace("itr-fault-level-3", "itr-fault-level-4", StringComparison.Ordinal).Replace("-L3-", "-L4-", StringComparison.Ordinal));

    [Fact]
    public void No_change_changes_nothing()
    {
        Apply();

        Assert.True(JsonNode.DeepEquals(Read(FlowIds.FaultLevel4), _other));
        Assert.Empty(_merge.Left);
    }

    [Fact]
    public void A_changed_role_is_the_only_difference()
    {
        SetRole(Step(_after, "accept"), "Tier2Engineer");
        var expected = Read(FlowIds.FaultLevel4);
        SetRole(Step(expected, "accept"), "Tier2Engineer");

        Apply();

        Assert.True(JsonNode.DeepEquals(expected, _other));
        Assert.Empty(_merge.Left);
    }

    [Fact]
    public void A_clock_of_the_level_becomes_that_of_the_other()
    {
        Step(_after, "accept")["clocks"]!["expression"]!["value"] = new JsonArray("OLA-ACCEPT", "GD-L3-RESOLVE");

        Apply();

        Assert.Equal(["OLA-ACCEPT", "GD-L4-RESOLVE"], Step(_other, "accept")["clocks"]!["expression"]!["value"]!.AsArray().Select(x => (string)x!));
    }

    [Fact]
    public void Steps_and_arrows_come_and_go()
    {
        var step = Step(_after, "accept").DeepClone();
        step["id"] = "accept-twice";
        Steps(_after).Add(step);
        Arrows(_after).Add(new JsonObject { ["source"] = new JsonObject { ["activity"] = "accept-twice", ["port"] = "Accepted" }, ["target"] = new JsonObject { ["activity"] = "hub" } });
        Steps(_after).Remove(Step(_after, "report-fax"));

        Apply();

        Assert.Contains(Steps(_other), x => (string?)x!["id"] == "accept-twice");
        Assert.DoesNotContain(Steps(_other), x => (string?)x!["id"] == "report-fax");
        Assert.Contains(Arrows(_other), x => (string?)x!["source"]!["activity"] == "accept-twice");
        Assert.Equal(Arrows(Read(FlowIds.FaultLevel4)).Count + 1, Arrows(_other).Count);
        Assert.Empty(_merge.Left);
    }

    [Fact]
    public void What_the_other_says_differently_stays_and_is_told()
    {
        SetRole(Step(_after, "accept"), "Tier2Engineer");
        SetRole(Step(_other, "accept"), "OfficeManager");
        SetRole(Step(_after, "assign"), "OfficeManager");

        Apply();

        Assert.Equal("OfficeManager", RoleOf(Step(_other, "accept")));
        Assert.Equal("OfficeManager", RoleOf(Step(_other, "assign")));
        Assert.Equal(["accept · role"], _merge.Left);
    }

    [Fact]
    public void A_change_of_a_step_that_is_gone_there_is_told()
    {
        SetRole(Step(_after, "report-fax"), "OfficeManager");
        Steps(_other).Remove(Step(_other, "report-fax"));

        Apply();

        Assert.Equal(["report-fax"], _merge.Left);
    }

    private static JsonObject Read(string flow) => JsonNode.Parse(FlowContent.Newest(flow)!.Json)!.AsObject();

    private static JsonArray Steps(JsonObject flow) => flow["root"]!["activities"]!.AsArray();

    private static JsonArray Arrows(JsonObject flow) => flow["root"]!["connections"]!.AsArray();

    private static JsonNode Step(JsonObject flow, string id) => Steps(flow).Single(x => (string?)x!["id"] == id)!;

    private static void SetRole(JsonNode step, string role) => step["role"]!["expression"]!["value"] = role;

    private static string? RoleOf(JsonNode step) => (string?)step["role"]!["expression"]!["value"];

    private void Apply() => _merge.Apply(_before, _after, _other);
}
