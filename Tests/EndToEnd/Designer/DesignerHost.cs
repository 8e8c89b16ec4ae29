using Elsa.ITR.Tests.Shared;

namespace Elsa.ITR.Tests.EndToEnd.Designer;

/// <summary>Tests with Elsa Studio: one after the other, because each Studio keeps a core busy.</summary>
[CollectionDefinition(nameof(DesignerHost))]
public sealed class DesignerHostTests : ICollectionFixture<DesignerHost>;

/// <summary>One running host for the tests of the designer.</summary>
public sealed class DesignerHost : IAsyncLifetime
{
    public HostProcess Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await HostProcess.StartAsync(await DemoFiles.NewAsync(), ManualTime.Local("2026-11-23 09:00"));

    public async ValueTask DisposeAsync() => await Host.DisposeAsync();
}
