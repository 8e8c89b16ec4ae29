using Elsa.ITR.Tests.Shared;

namespace Elsa.ITR.Tests.EndToEnd.Pages;

/// <summary>Tests that look at the demonstration data and leave it as it is.</summary>
[CollectionDefinition(nameof(DemoSite))]
public sealed class DemoSiteTests : ICollectionFixture<DemoSite>;

/// <summary>The host with demonstration data, its time standing at nine o'clock of the day the data is written for.</summary>
public sealed class DemoSite : IAsyncLifetime
{
    /// <summary>Row 1 of the demonstration data: a level 1 fault under way.</summary>
    public const string LevelOneCase = "CASE-20261123-0001";

    private readonly string _folder = Directory.CreateTempSubdirectory("itr-site-").FullName;
    private HostProcess? _host;

    public Uri Address => _host!.Address;

    public async ValueTask InitializeAsync()
    {
        var file = Path.Combine(_folder, "itr.db");
        await DemoDatabase.CopyAsync(file);
        _host = await HostProcess.StartAsync(file, ManualTime.Local("2026-11-23 09:00"));
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
