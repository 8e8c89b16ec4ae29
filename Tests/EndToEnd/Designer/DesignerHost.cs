using Elsa.ITR.Tests.Shared;

namespace Elsa.ITR.Tests.EndToEnd.Designer;

/// <summary>One running host for the tests of the designer.</summary>
public sealed class DesignerHost : IAsyncLifetime
{
    private Person? _owner;

    public HostProcess Host { get; private set; } = null!;

    /// <summary>A process owner whose browser has loaded Studio's files once: opening one flow after the other is what is looked at.</summary>
    public async Task<Person> OwnerAsync(Browser browser) => _owner ??= await Person.SignInAsync(browser, Host.Address, "owner1");

    public async ValueTask InitializeAsync() => Host = await HostProcess.StartAsync(await DemoFiles.NewAsync(), ManualTime.Local("2026-11-23 09:00"));

    public async ValueTask DisposeAsync() => await Host.DisposeAsync();
}
