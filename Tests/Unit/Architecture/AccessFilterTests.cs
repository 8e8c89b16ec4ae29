using System.Runtime.CompilerServices;

namespace Elsa.ITR.Tests.Unit.Architecture;

/// <summary>Row access is the context's business (D13): nobody steps around its filters.</summary>
public sealed class AccessFilterTests
{
    // Files that may, each with its reason. Empty: bursts and jobs enter the system scope instead.
    private static readonly string[] Allowed = [];

    [Fact]
    public void Query_filters_are_ignored_nowhere()
    {
        var root = Root();
        Assert.True(File.Exists(Path.Combine(root, "Elsa.ITR.sln")), $"Expected the repository at {root}.");
        var offenders = new[] { "Engine", "Activities", "Workflows", "Host", "Designer" }
            .Select(folder => Path.Combine(root, folder)).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(file => File.ReadAllText(file).Contains("IgnoreQueryFilters", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(root, file)).Except(Allowed);

        Assert.Empty(offenders);
    }

    private static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../../.."));
}
