using System.Diagnostics;
using Elsa.ITR.Workflows;

namespace Elsa.ITR.Tests.EndToEnd.Designer;

/// <summary>What opening the designer transfers, with a cold and a warm cache. The times it writes are for docs/operations.md and never judged.</summary>
public sealed class LoadingTests(DesignerHost designer, Browser browser, ITestOutputHelper output) : IClassFixture<DesignerHost>, IClassFixture<Browser>
{
    [Fact]
    public async Task The_files_of_Studio_come_compressed_and_only_once()
    {
        var owner = await Person.SignInAsync(browser, designer.Host.Address, "owner1");

        var cold = await OpenAsync(owner);
        var warm = await OpenAsync(owner);

        output.WriteLine($"cold: {cold}\nwarm: {warm}");
        Assert.InRange(cold.Bytes, 1, 12_000_000);
        Assert.InRange(cold.StudioFiles, 100, 250);
        Assert.InRange(warm.StudioFiles, 1, 2); // the frame's own document, and its settings, which Blazor asks for anew
    }

    private static async Task<Load> OpenAsync(Person owner)
    {
        var page = await owner.Page.Context.NewPageAsync();
        var network = await page.Context.NewCDPSessionAsync(page);
        var addresses = new Dictionary<string, string>();
        var (requests, files, bytes) = (0, 0, 0d);
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
            files += address.Contains("/studio/", StringComparison.Ordinal) ? 1 : 0;
            bytes += size;
        };
        await network.SendAsync("Network.enable");
        var started = Stopwatch.GetTimestamp();
        var studio = await StudioPage.OpenAsync(page, owner.Page.Url, $"/designer/{FlowIds.ClockPause}", 10);
        var load = new Load(requests, files, bytes, studio.DrawnAfter(started));
        await page.CloseAsync();
        return load;
    }

    /// <param name="Requests">Answered by the host, not by the cache.</param>
    /// <param name="StudioFiles">Those of them below <c>/studio</c>.</param>
    /// <param name="Bytes">Transferred, with headers.</param>
    private sealed record Load(int Requests, int StudioFiles, double Bytes, TimeSpan Drawn)
    {
        public override string ToString() => $"{Requests} requests, {StudioFiles} of Studio's files, {Bytes / 1e6:0.0} MB, nodes after {Drawn.TotalSeconds:0.0} s";
    }
}
