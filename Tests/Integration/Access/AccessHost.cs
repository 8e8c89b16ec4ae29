using Elsa.ITR.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Elsa.ITR.Tests.Integration.Access;

/// <summary>One real host for the tests of a class; it does not log the thousands of refusals that they ask for.</summary>
public sealed class AccessHost : IAsyncLifetime
{
    public ItrHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        Host = await ItrHost.StartAsync("2026-11-23 09:00", services => services.AddLogging(log => log.AddFilter("Elsa.ITR.Web.Shell", LogLevel.Error)));

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
