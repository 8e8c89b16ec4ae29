using Elsa.ITR.Tests.Crash;

namespace Elsa.ITR.Tests.Integration.Resilience;

/// <summary>A small, seeded run of the crash program; its full size is a command of its own (docs/operations.md).</summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_host_killed_at_random_moments_under_load_keeps_every_promise()
    {
        await using var progress = new StringWriter();

        var report = await new CrashRun(CrashOptions.OfSuite, progress).RunAsync();

        output.WriteLine(progress.ToString());
        output.WriteLine(report.Text);
        Assert.Empty(report.Findings);
        Assert.True(report.Completions > 0, "Expected work to be done between the kills.");
    }
}
