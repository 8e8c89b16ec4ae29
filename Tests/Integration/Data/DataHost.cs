using Elsa.ITR.Data;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Tests.Shared;
using Elsa.ITR.Workflows;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Data;

/// <summary>The stores of the product on one database, with the engine's commands; several hosts stand for several nodes.</summary>
public sealed class DataHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public DataHost(TestDatabase database, ManualTime? time = null, Action<IServiceCollection>? configure = null)
    {
        Time = time ?? new ManualTime(ManualTime.Local("2026-11-23 09:00"));
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(Time);
        services.AddItrData(database.Provider, database.ConnectionString);
        services.AddElsaRuntime(options =>
        {
            options.NodeName = Guid.NewGuid().ToString("n");
            options.PrepareBackground = provider => provider.GetRequiredService<CurrentActor>().Become(Actor.System);
        });
        services.AddSingleton<IWorkItemForms, FormContent>();
        configure?.Invoke(services);
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    public ManualTime Time { get; }

    public IServiceProvider Services => _services;

    public CommandExecutor Executor => _services.GetRequiredService<CommandExecutor>();

    /// <summary>Runs work as one command of the system, or of the actor given.</summary>
    public Task<T> RunAsync<T>(Func<IServiceProvider, Task<T>> work, Actor? actor = null) =>
        Executor.RunAsync((services, _) => work(services), new CommandOptions
        {
            Principal = (actor ?? Actor.System).UserName,
            Route = "test",
            Prepare = services => services.GetRequiredService<CurrentActor>().Become(actor ?? Actor.System),
        });

    /// <summary>Stores rows as one command of the system.</summary>
    public Task StoreAsync(params object[] rows) => RunAsync(services =>
    {
        services.GetRequiredService<ItrDbContext>().AddRange(rows);
        return Task.FromResult(rows.Length);
    });

    /// <summary>Reads with the eyes of the actor, of the system when none is given.</summary>
    public async Task<T> ReadAsync<T>(Func<ItrDbContext, Task<T>> read, Actor? actor = null)
    {
        await using var scope = _services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Become(actor ?? Actor.System);
        return await read(scope.ServiceProvider.GetRequiredService<ItrDbContext>());
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
