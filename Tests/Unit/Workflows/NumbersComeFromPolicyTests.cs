using System.Text.Json;
using System.Text.RegularExpressions;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Workflows;

namespace Elsa.ITR.Tests.Unit.Workflows;

/// <summary>Targets, thresholds and waits stand in policy data: no flow and no domain code has a number of its own.</summary>
public sealed partial class NumbersComeFromPolicyTests
{
    // What a flow counts or compares that is no promise: the level of a fault, a next revision, a second rejection, the month of a date.
    private static readonly string[] Counted = [@"variables\.level (==|!=|>) \d", @"variables\.\w+ \+ 1\b", @"variables\.rejections == 2", @"split\('', 2\)", @"priority: 1\b"];

    // Windows that the handbook names in the text of a step; they are no promise, and no policy has them.
    private static readonly Dictionary<string, string> Named = new()
    {
        ["LocalTime.cs"] = "FromHours(8)", // the zone
        ["RecoveryDesk.cs"] = "FromDays(7)", // 05: what was changed in the last week
        ["CaseDesk.Closing.cs"] = "FromDays(90) FromHours(24)", // 01.22 the same fault again; MI-7 the same fault elsewhere
    };

    public static TheoryData<string> Flows => [.. FlowContent.All.Select(flow => flow.FileName)];

    [Theory, MemberData(nameof(Flows))]
    public void A_flow_has_no_number_of_its_own(string file)
    {
        using var content = JsonDocument.Parse(FlowContent.All.Single(flow => flow.FileName == file).Json);

        Assert.DoesNotContain(ExpressionsOf(content.RootElement.GetProperty("root")), HasNumber);
    }

    [Fact]
    public void Domain_and_activities_have_no_time_of_their_own()
    {
        var found = from folder in (string[])["Activities", "Workflows"]
                    from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
                    where !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                    let times = string.Join(' ', Time().Matches(File.ReadAllText(file)).Select(x => x.Value))
                    where times.Length > 0
                    select (File: Path.GetFileName(file), Times: times);

        Assert.Equal(Named.OrderBy(x => x.Key, StringComparer.Ordinal).Select(x => $"{x.Key} {x.Value}"), found.OrderBy(x => x.File, StringComparer.Ordinal).Select(x => $"{x.File} {x.Times}"));
    }

    [Fact]
    public void The_rule_sees_a_time_in_a_script_and_in_a_literal()
    {
        Assert.True(HasNumber(("JavaScript", "variables.acceptedAt + 90")));
        Assert.True(HasNumber(("Literal", "00:45:00")));
        Assert.False(HasNumber(("JavaScript", "variables.level == 1 ? 'GD-L1' : variables.revision + 1")));
    }

    private static bool HasNumber((string Type, string Value) expression)
    {
        if (expression.Type != "JavaScript")
            return Duration().IsMatch(expression.Value);

        var code = Text().Replace(expression.Value, "''");
        return Number().IsMatch(Counted.Aggregate(code, (left, counted) => Regex.Replace(left, counted, "")));
    }

    private static IEnumerable<(string Type, string Value)> ExpressionsOf(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object when element.TryGetProperty("type", out var type) && element.TryGetProperty("value", out var value) && type.GetString() is "JavaScript" or "Literal":
                foreach (var text in value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(x => x.ToString()) : [value.ToString()])
                    yield return (type.GetString()!, text);
                break;
            case JsonValueKind.Object:
                foreach (var found in element.EnumerateObject().Where(x => x.Name != "metadata").SelectMany(x => ExpressionsOf(x.Value)))
                    yield return found;
                break;
            case JsonValueKind.Array:
                foreach (var found in element.EnumerateArray().SelectMany(ExpressionsOf))
                    yield return found;
                break;
        }
    }

    // A text of a script.
    [GeneratedRegex("'[^']*'")]
    private static partial Regex Text();

    [GeneratedRegex(@"(?<![\w.])\d")]
    private static partial Regex Number();

    // A number, a time or a duration as Elsa writes them.
    [GeneratedRegex(@"^(\d+([.:]\d+)*|P(\d+[YMWD])*(T(\d+[HMS])+)?)$")]
    private static partial Regex Duration();

    [GeneratedRegex(@"(From|Add)(Seconds|Minutes|Hours|Days)\((?!1\))\d+\)")]
    private static partial Regex Time();
}
