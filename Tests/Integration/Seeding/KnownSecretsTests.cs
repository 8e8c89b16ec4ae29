using Elsa.ITR.Web.Commands;
using Elsa.ITR.Web.Seeding;

namespace Elsa.ITR.Tests.Integration.Seeding;

/// <summary>Nobody runs Production with what stands in this repository.</summary>
[Collection(nameof(DemoTemplate))]
public sealed class KnownSecretsTests(DemoTemplate demo)
{
    [Fact]
    public async Task Production_refuses_a_demonstration_account()
    {
        var refused = await Assert.ThrowsAsync<SeedException>(() => PrepareAsync(demo.Copy(), "--environment=Production"));

        Assert.Contains("signs in with the password of the demonstration", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Production_refuses_the_demonstration_password_in_a_setting()
    {
        var refused = await Assert.ThrowsAsync<SeedException>(
            () => PrepareAsync(demo.PathOf(Guid.NewGuid().ToString("n")), "--environment=Production", $"--Mail:Password={DemoAccounts.Password}"));

        Assert.Contains("Mail:Password", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Production", false)]
    [InlineData("Demonstration", true)]
    public async Task Others_start(string environment, bool isDemo) =>
        await PrepareAsync(isDemo ? demo.Copy() : demo.PathOf(Guid.NewGuid().ToString("n")), $"--environment={environment}");

    private static async Task PrepareAsync(string file, params string[] args)
    {
        var run = new ToolRun(new ToolArguments([.. args, DemoTemplate.Database(file)], []), TextWriter.Null, TextWriter.Null, TextReader.Null, TestContext.Current.CancellationToken);
        using var host = run.BuildHost();
        await host.Services.PrepareAsync(TestContext.Current.CancellationToken);
    }
}
