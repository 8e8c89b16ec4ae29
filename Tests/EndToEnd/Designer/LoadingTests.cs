using System.Diagnostics;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Workflows;

namespace Elsa.ITR.Tests.EndToEnd.Designer;

/// <summary>What opening the designer transfers, with a cold and a warm cache. The times it writes are for docs/operations.md and never judged.</summary>
[Collection(nameof(DesignerHost))]
public sealed class LoadingTests(DesignerHost designer, Browser browser, ITestOutputHelper output) : IClassFixture<Browser>
{
    // The frame's own document, and the settings that Blazor asks for anew.
    private static readonly HashSet<string> Fresh = [$"frame/definitions/{FlowIds.ClockPause}", "appsettings.json"];

    [Fact]
    public async Task The_files_of_Studio_come_compressed_and_only_once()
    {
        Assert.SkipUnless(TestScale.IsLarge, "Studio is opened twice, which takes a minute: at ITR_TEST_SCALE above 1.");
        var owner = await Person.SignInAsync(browser, designer.Host.Address, "owner1");

        var cold = await OpenAsync(owner);
        var warm = await OpenAsync(owner);

        output.WriteLine($"cold: {cold}\nwarm: {warm}");
        Assert.InRange(cold.Bytes, 1, 12_000_000);
        Assert.InRange(cold.StudioFiles.Count, 100, 250);
        Assert.Subset(Fresh, warm.StudioFiles.Select(file => file.Split('/', 4)[3]).ToHashSet());
    }

    private static async Task<Load> OpenAsync(Person owner)
    {
        var page = await owner.Page.Context.NewPageAsync();
        var network = await page.Context.NewCDPSessionAsync(page);
        var addresses = new Dictionary<string, string>();
        var (requests, bytes) = (0, 0d);
        var files = new List<string>();
        network.Event("Network.responseReceived").OnEvent += (_, told) =>
        {
            var answer = told!.Value.GetProperty("response");
            if (!answer.GetProperty("fromDiskCache").GetBoolean())
                addresses[told.Value.GetProperty("requestId").GetString()!] = answer.GetProperty("url").GetString()!;
        };
        network.Event("Network.requestServedFromCache").OnEvent += (_, told) => addresses[told!.Value.GetProperty("requestId").GetString()!] = "";
        network.Event("Network.loadingFinished").OnEvent += (_, told) =>
        {
            var size = told!.Value.GetProperty("encodedDataLength").GetDouble();
            if (size == 0 || !addresses.TryGetValue(told.Value.GetProperty("requestId").GetString()!, out var address))
                return;

            requests++;
            if (address.Contains("/studio/", StringComparison.Ordinal))
                files.Add(new Uri(address).AbsolutePath);
            bytes += size;
        };
        await network.SendAsync("Network.enable");
        var started = Stopwatch.GetTimestamp();
        await using var studio = await StudioPage.OpenAsync(page, owner.Page.Url, $"/designer/{FlowIds.ClockPause}", 10);
        return new Load(requests, files, bytes, studio.DrawnAfter(started));
    }

    /// <param name="Requests">Answered by the host, not by the cache.</param>
    /// <param name="StudioFiles">The paths of those below <c>/studio</c>.</param>
    /// <param name="Bytes">Transferred, with headers.</param>
    private sealed record Load(int Requests, IReadOnlyList<string> StudioFiles, double Bytes, TimeSpan Drawn)
    {
        public override string ToString() => $"{Requests} requests, {StudioFiles.Count} of Studio's files, {Bytes / 1e6:0.0} MB, nodes after {Drawn.TotalSeconds:0.0} s";
    }
}
