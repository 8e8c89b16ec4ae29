using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Elsa.ITR.Workflows;

namespace Elsa.ITR.Tests.Unit.Workflows;

/// <summary>Every acceptance scenario of a shipped flow has a test, and <c>docs/scenarios.md</c> says which.</summary>
public sealed partial class ScenarioTableTests
{
    [Fact]
    public void Every_scenario_of_a_shipped_flow_is_mapped_to_a_test_that_exists()
    {
        var root = Root();
        var mapped = Row().Matches(File.ReadAllText(Path.Combine(root, "docs/scenarios.md")))
            .ToDictionary(row => row.Groups["id"].Value, row => (Class: row.Groups["class"].Value, Method: row.Groups["method"].Value));
        var sources = Directory.EnumerateFiles(Path.Combine(root, "Tests"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal)).ToLookup(file => Path.GetFileNameWithoutExtension(file));
        var problems = new List<string>();
        foreach (var line in File.ReadAllLines(Path.Combine(root, "Tests/Unit/Workflows/scenarios.txt")).Where(line => line is [not '#', ..]))
        {
            var (flow, number, count, open) = line.Split(' ') is [var id, var no, var many, .. var missing]
                ? (id, no, int.Parse(many, CultureInfo.InvariantCulture), missing) : throw new InvalidDataException(line);
            if (FlowCatalog.Find(flow) is null)
                continue;

            for (var at = 1; at <= count; at++)
            {
                var scenario = $"{number}.{at}";
                if (open.Contains($"{at}"))
                    continue;

                if (!mapped.TryGetValue(scenario, out var test))
                    problems.Add($"{scenario} ({flow}) is not mapped");
                else if (!sources[test.Class].Any(file => File.ReadAllText(file).Contains($" {test.Method}(", StringComparison.Ordinal)))
                    problems.Add($"{scenario}: there is no test {test.Class}.{test.Method}");
            }
        }

        Assert.True(mapped.Count > 0 && problems.Count == 0, string.Join('\n', problems));
    }

    private static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../../.."));

    [GeneratedRegex(@"^\| (?<id>\d\d\.\d+) \|.*\| `(?<class>\w+)\.(?<method>\w+)` \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
