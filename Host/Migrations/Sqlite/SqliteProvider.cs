using Elsa.ITR.Data;
using Elsa.Persistence.EFCore;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Migrations.Sqlite;

/// <summary>One file, nothing to install; the default. Write-ahead log with full flushes: what was acknowledged survives power loss.</summary>
public sealed class SqliteProvider : DatabaseProvider
{
    private static readonly SqliteSettings Settings = new(connection => ((SqliteConnection)connection).Handle!);
    private readonly LentConnections _connections = new();

    public override string Name => "Sqlite";

    public override string NowSql => "SELECT strftime('%Y-%m-%d %H:%M:%f', 'now')";

    public override string DefaultConnectionString => "Data Source=App_Data/itr.db";

    // A list is one parameter: as a parameter for each of its values, every query that a row filter guards is written anew each time.
    public override void Configure(DbContextOptionsBuilder options, string connectionString) =>
        options.UseSqlite(connectionString, sqlite => sqlite.MigrationsAssembly(typeof(SqliteProvider).Assembly).UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
            .AddInterceptors(Settings, _connections);

    public override void Release(string connectionString) => _connections.Release(connectionString);

    public override void Prepare(string connectionString)
    {
        var file = new SqliteConnectionStringBuilder(connectionString).DataSource;
        if (Path.GetDirectoryName(file) is { Length: > 0 } folder)
            Directory.CreateDirectory(folder);
    }
}
