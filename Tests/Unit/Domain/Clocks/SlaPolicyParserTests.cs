using System.Text.Json.Nodes;
using Elsa.ITR.Domain.Clocks;

namespace Elsa.ITR.Tests.Unit.Domain.Clocks;

public sealed class SlaPolicyParserTests
{
    [Fact]
    public void Reads_everything_that_ships()
    {
        var set = ShippedPolicy.Set;

        Assert.Equal(4, set.Policies.Count);
        Assert.Equal(4, set.Regions.Count);
        Assert.Equal(11, set.Profiles.Count);
        Assert.Equal(46, set.PenaltyRules.Count);
        Assert.Equal(100, set.Scorecard.Categories.Sum(category => category.Weight));
        Assert.Equal(145, set.Clocks.Count);
    }

    [Theory]
    [InlineData("R1", 5)]
    [InlineData("R2", 6)]
    [InlineData("R3", 8)]
    [InlineData("R4", 10)]
    public void Chooses_the_target_of_the_region(string region, int hours)
    {
        var facts = new Dictionary<string, string> { ["faultLevel"] = "1", ["serviceMode"] = "Onsite", ["region"] = region };

        var target = ShippedPolicy.Set.Clock("GD-L1-RESTORE-ONSITE").TargetFor(facts);

        Assert.Equal(new ClockTarget(hours, ClockUnit.Hours), target);
    }

    [Fact]
    public void The_first_matching_target_wins()
    {
        var facts = new Dictionary<string, string> { ["isNmsDown"] = "true", ["faultLevel"] = "2" };

        Assert.Equal(2, ShippedPolicy.Set.Clock("OLA-TIER1-MAX").TargetFor(facts)!.Value);
    }

    [Fact]
    public void A_clock_without_a_matching_target_does_not_apply()
    {
        var facts = new Dictionary<string, string> { ["caseType"] = "Fault" };

        Assert.Null(ShippedPolicy.Set.Clock("OLA-ACCEPT").TargetFor(facts));
    }

    [Theory]
    [InlineData("江门", true, "R2")]
    [InlineData("江门", false, "R3")]
    [InlineData("佛山", false, "R2")]
    [InlineData("湛江", false, "R4")]
    public void Knows_the_region_of_a_site(string city, bool isUrban, string region) => // scenario 02.5
        Assert.Equal(region, ShippedPolicy.Set.RegionOf(city, isUrban));

    [Fact]
    public void Every_clock_that_starts_also_ends()
    {
        Assert.All(ShippedPolicy.Set.Clocks.Values.Where(clock => clock.StartEvent is not null), clock => Assert.NotNull(clock.StopEvent));
    }

    [Theory]
    [InlineData("clocks[0] (GD-L1-RESTORE-REMOTE).target.unit", "\"hrs\"", "expected one of min, h, d, wd")]
    [InlineData("clocks[0] (GD-L1-RESTORE-REMOTE).target.value", "-3", "expected a number above 0, found -3")]
    [InlineData("clocks[0] (GD-L1-RESTORE-REMOTE).penaltyRule", "\"PEN-NONE\"", "expected an id of penaltyRules, found PEN-NONE")]
    [InlineData("clocks[0] (GD-L1-RESTORE-REMOTE).escalationProfile", "\"ESC-X\"", "expected an id of escalationProfiles, found ESC-X")]
    [InlineData("clocks[0] (GD-L1-RESTORE-REMOTE).stopEvent", "null", "expected an event (only a timer may do without), found nothing")]
    [InlineData("escalationProfiles[0] (ESC-L1).thresholds[0].action", "\"Shout\"", "expected one of Remind, Warn")]
    [InlineData("escalationProfiles[0] (ESC-L1).thresholds[0].at", "80", "expected percents that rise, found 80, 75, 90, 100, 150")]
    [InlineData("calendars[1] (CAL-CN-WORK).dayEnd", "\"6 pm\"", "expected a time HH:mm, found \"6 pm\"")]
    [InlineData("pauseReasons[0] (CUSTOMER_ACCESS).approval", "\"DutyManager\"", "expected one of InstituteApprover, CustomerUser")]
    [InlineData("timeZone", "\"UTC\"", "expected Asia/Shanghai, found UTC")]
    public void Says_where_a_file_is_wrong_and_what_was_expected(string place, string value, string message)
    {
        var root = JsonNode.Parse(ShippedPolicy.Json)!;
        var path = System.Text.RegularExpressions.Regex.Replace(place, @" \([^)]*\)", "").Split('.');
        JsonNode node = root;
        foreach (var part in path[..^1])
            node = Step(node, part);
        node[path[^1]] = JsonNode.Parse(value);

        var error = Assert.Throws<PolicyFormatException>(() => SlaPolicyParser.Parse(root.ToJsonString(), 1));

        var line = Assert.Single(error.Faults);
        Assert.Contains(message, line, StringComparison.Ordinal);
        Assert.StartsWith(place.Split('.')[0].Split('[')[0], line, StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_every_mistake_at_once()
    {
        var root = JsonNode.Parse(ShippedPolicy.Json)!;
        root["clocks"]![0]!["target"]!["unit"] = "hrs";
        root["clocks"]![1]!["policy"] = "SLA-NONE";
        root["penaltyRules"]![2]!["per"] = "week";

        var error = Assert.Throws<PolicyFormatException>(() => SlaPolicyParser.Parse(root.ToJsonString(), 1));

        Assert.Equal(3, error.Faults.Count);
    }

    [Theory]
    [InlineData("{ nope", "expected JSON")]
    [InlineData("", "expected JSON")]
    [InlineData("3", "found Number")]
    public void Refuses_what_is_no_json_object(string file, string said) =>
        Assert.Contains(said, Assert.Throws<PolicyFormatException>(() => SlaPolicyParser.Parse(file, 1)).Message, StringComparison.Ordinal);

    private static JsonNode Step(JsonNode node, string part)
    {
        var bracket = part.IndexOf('[', StringComparison.Ordinal);
        return bracket < 0
            ? node[part]!
            : node[part[..bracket]]![int.Parse(part[(bracket + 1)..^1], System.Globalization.CultureInfo.InvariantCulture)]!;
    }
}
