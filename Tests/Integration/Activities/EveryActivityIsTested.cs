using System.Reflection;
using System.Text.RegularExpressions;
using Elsa.ITR.Activities.Tasks;
using Elsa.ITR.Tests.Shared;
using Elsa.Workflows.Attributes;

namespace Elsa.ITR.Tests.Integration.Activities;

/// <summary>No activity of the library is without a test of its own.</summary>
public sealed class EveryActivityIsTested
{
    [Fact]
    public void By_a_test_that_runs_it()
    {
        var tests = string.Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "Tests", "Integration"), "*.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) is "ParallelApprovalTests.cs" || file.Contains($"{Path.DirectorySeparatorChar}Activities{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(File.ReadAllText));
        var activities = typeof(HumanTask).Assembly.GetExportedTypes().Where(type => !type.IsAbstract && type.GetCustomAttribute<ActivityAttribute>() is not null).ToList();

        Assert.NotEmpty(activities);
        Assert.Equal([], activities.Select(type => type.Name).Where(name => !Regex.IsMatch(tests, $@"\bnew (ITR\.Activities\.\w+\.)?{name}\b")));
    }
}
