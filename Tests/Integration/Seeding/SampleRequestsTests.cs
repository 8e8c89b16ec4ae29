namespace Elsa.ITR.Tests.Integration.Seeding;

/// <summary>What samples/requests shows works.</summary>
[Collection(nameof(LifeOfACase))]
public sealed class SampleRequestsTests(LifeOfACase life)
{
    [Fact]
    public async Task The_life_of_a_case_ends_in_closure()
    {
        var closed = life.Requests.Answer("closed");
        Assert.True(life.Sent > 30);
        Assert.Equal("Closed", closed.GetProperty("state").GetString());
        var restoration = closed.GetProperty("clocks").EnumerateArray().Single(clock => clock.GetProperty("clockId").GetString() == "GD-L1-RESTORE-REMOTE");
        Assert.Equal("Met", restoration.GetProperty("state").GetString());

        // The remote session is shown with its case.
        using var client = await life.Host.SignInAsync("t1zj");
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        using var page = await client.GetAsync(new Uri("/cases/RS-20261123-0001", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal("/cases/" + life.No, page.Headers.Location?.ToString());
    }
}
