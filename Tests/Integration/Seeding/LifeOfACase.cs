using Elsa.ITR.Tests.Shared;

namespace Elsa.ITR.Tests.Integration.Seeding;

/// <summary>The case of samples/requests, worked on from report to closure, once for the tests that ask it afterwards.</summary>
[CollectionDefinition(nameof(LifeOfACase))]
public sealed class LifeOfACase : ICollectionFixture<LifeOfACase>, IAsyncLifetime
{
    public ItrHost Host { get; private set; } = null!;

    public HttpFile Requests { get; private set; } = null!;

    public int Sent { get; private set; }

    public string No => Requests.Answer("register").GetProperty("no").GetString()!;

    public async ValueTask InitializeAsync()
    {
        Host = await ItrHost.StartAsync("2026-11-23 09:00");
        using var client = await Host.SignInAsync("custzj");
        Requests = new HttpFile(client, Host.Time.GetUtcNow);
        Sent = await Requests.SendAsync(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "samples", "requests", "life-of-a-case.http")), CancellationToken.None);
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
