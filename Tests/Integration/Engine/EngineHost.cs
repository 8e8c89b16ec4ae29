using Elsa.ITR.Tests.Shared;
using Elsa.Persistence.EFCore;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Commands;
using Elsa.Workflows.Runtime.Deadlines;
using Elsa.Workflows.Runtime.Outbox;
using Elsa.Workflows.Runtime.Recovery;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Engine;

/// <summary>The engine on a real SQLite file, without the product; several hosts can stand on one file.</summary>
public sealed class EngineHost : IAsyncDisposable
{
    private readonly string _file;
    private readonly bool _ownsFile;
    private readonly ServiceProvider _services;

    private EngineHost(string file, bool ownsFile, ManualTime time, Action<IServiceCollection>? configure)
    {
        _file = file;
        _ownsFile = ownsFile;
        Time = time;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(time);
        services.AddSingleton(Commits);
        var settings = new SqliteSettings();
        services.AddDbContext<EngineDbContext>(options => options
            .UseSqlite($"Data Source={file}")
            .AddInterceptors(settings, Commits));
        services.AddElsaRuntime(options => options.NodeName = Guid.NewGuid().ToString("n"));
        services.AddElsaPersistence<EngineDbContext>();
        configure?.Invoke(services);
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    public ManualTime Time { get; }

    public CommitCounter Commits { get; } = new();

    public IServiceProvider Services => _services;

    public CommandExecutor Executor => _services.GetRequiredService<CommandExecutor>();

    public DeadlineSweep Sweep => _services.GetRequiredService<DeadlineSweep>();

    public OutboxDispatcher Outbox => _services.GetRequiredService<OutboxDispatcher>();

    public RecoverySweep Recovery => _services.GetRequiredService<RecoverySweep>();

    /// <summary>A host on a new database.</summary>
    public static async Task<EngineHost> StartAsync(Action<IServiceCollection>? configure = null)
    {
        var file = Path.Combine(Path.GetTempPath(), $"engine-{Guid.NewGuid():n}.db");
        var host = new EngineHost(file, ownsFile: true, new ManualTime(ManualTime.Local("2026-11-23 09:00")), configure);
        await host.ReadAsync(db => db.Database.EnsureCreatedAsync());
        return host;
    }

    /// <summary>Another process on the same database and at the same time.</summary>
    public EngineHost Neighbour(Action<IServiceCollection>? configure = null) => new(_file, ownsFile: false, Time, configure);

    /// <summary>Runs work as a command of a person.</summary>
    public Task<T> RunAsync<T>(Func<IServiceProvider, Task<T>> work, string? key = null, string? body = null, params string[] locks) =>
        Executor.RunAsync((services, _) => work(services), new CommandOptions { Principal = "ann", Route = "test", Key = key, BodyHash = body, Locks = locks });

    /// <summary>Runs work as a command of a person.</summary>
    public Task RunAsync(Func<IServiceProvider, Task> work, params string[] locks) =>
        RunAsync(
            async services =>
            {
                await work(services);
                return true;
            },
            locks: locks);

    /// <summary>Looks into the database.</summary>
    public async Task<T> ReadAsync<T>(Func<EngineDbContext, Task<T>> read)
    {
        await using var scope = _services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<EngineDbContext>());
    }

    /// <summary>Texts of all notes, by id.</summary>
    public Task<Dictionary<string, string>> NotesAsync() => ReadAsync(db => db.Notes.ToDictionaryAsync(x => x.Id, x => x.Text));

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (!_ownsFile)
            return;

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var suffix in new[] { "", "-wal", "-shm" })
            File.Delete(_file + suffix);
    }
}
