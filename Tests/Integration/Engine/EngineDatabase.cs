using Elsa.ITR.Tests.Shared;
using Elsa.Persistence.EFCore;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Elsa.ITR.Tests.Integration.Engine;

/// <summary>A database product on which the engine's promises are tested; every host gets a new database.</summary>
public abstract class EngineDatabase
{
    public static EngineDatabase Sqlite { get; } = new SqliteFiles();

    public static EngineDatabase PostgreSql { get; } = new PostgreSqlDatabases();

    /// <summary>An engine on a new, empty database; skips the test with the reason where the product is missing.</summary>
    public async Task<EngineHost> StartAsync(Action<IServiceCollection>? configure = null)
    {
        var (use, remove) = await CreateAsync($"engine_{Guid.NewGuid():n}");
        var host = new EngineHost(use, remove, new ManualTime(ManualTime.Local("2026-11-23 09:00")), configure);
        await host.ReadAsync(db => db.Database.EnsureCreatedAsync());
        return host;
    }

    /// <summary>How a context is told to use the database, and how the database is removed.</summary>
    protected abstract Task<(Action<DbContextOptionsBuilder> Use, Action Remove)> CreateAsync(string name);

    private sealed class SqliteFiles : EngineDatabase
    {
        protected override Task<(Action<DbContextOptionsBuilder> Use, Action Remove)> CreateAsync(string name)
        {
            var file = Path.Combine(Path.GetTempPath(), $"{name}.db");
            var settings = new SqliteSettings();
            return Task.FromResult<(Action<DbContextOptionsBuilder>, Action)>((Use, Remove));

            void Use(DbContextOptionsBuilder options) => options.UseSqlite($"Data Source={file}").AddInterceptors(settings);

            void Remove()
            {
                SqliteConnection.ClearAllPools();
                foreach (var suffix in new[] { "", "-wal", "-shm" })
                    File.Delete(file + suffix);
            }
        }
    }

    private sealed class PostgreSqlDatabases : EngineDatabase
    {
        protected override async Task<(Action<DbContextOptionsBuilder> Use, Action Remove)> CreateAsync(string name)
        {
            var (server, reason) = await PostgreSqlServer.GetAsync();
            Assert.SkipWhen(server is null, reason);
            var connectionString = $"{server!.ConnectionString(name)};Maximum Pool Size=10";
            return (options => options.UseNpgsql(connectionString), Remove);

            // A test run makes a hundred of them: what is left would have to be deleted when the process ends.
            void Remove()
            {
                using var connection = new NpgsqlConnection(connectionString);
                NpgsqlConnection.ClearPool(connection);
                using var maintenance = new NpgsqlConnection(connectionString.Replace(name, "postgres", StringComparison.Ordinal));
                maintenance.Open();
                using var command = maintenance.CreateCommand();
                command.CommandText = $"DROP DATABASE IF EXISTS {name} WITH (FORCE)";
                command.ExecuteNonQuery();
            }
        }
    }
}
