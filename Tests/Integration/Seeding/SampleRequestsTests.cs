using Elsa.ITR.Tests.Shared;

namespace Elsa.ITR.Tests.Integration.Seeding;

/// <summary>What samples/requests shows works.</summary>
public sealed class SampleRequestsTests
{
    [Fact]
    public async Task The_life_of_a_case_ends_in_closure()
    {
        await using var host = await ItrHost.StartAsync("2026-11-23 09:00");
        using var client = await host.SignInAsync("custzj");
        var requests = new HttpFile(client, host.Time.GetUtcNow);

        var sent = await requests.SendAsync(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "samples", "requests", "life-of-a-case.http")), TestContext.Current.CancellationToken);

        Assert.True(sent > 30);
        Assert.Equal("Closed", requests.Answer("closed").GetProperty("state").GetString());
        var restoration = requests.Answer("closed").GetProperty("clocks").EnumerateArray().Single(clock => clock.GetProperty("clockId").GetString() == "GD-L1-RESTORE-REMOTE");
        Assert.Equal("Met", restoration.GetProperty("state").GetString());

        // The remote session is shown with its case.
        using var page = await client.GetAsync(new Uri("/cases/RS-20261123-0001", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal("/cases/" + requests.Answer("register").GetProperty("no").GetString(), page.Headers.Location?.ToString());
    }
}
