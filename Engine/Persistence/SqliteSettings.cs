using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Elsa.Persistence.EFCore;

/// <summary>Makes SQLite keep what it acknowledged: write-ahead log, every commit flushed to disk, writers that wait. Add it to the context's interceptors.</summary>
public sealed class SqliteSettings : DbConnectionInterceptor
{
    // The journal mode is a property of the file; the others belong to the connection.
    private const string PerConnection = "PRAGMA synchronous=FULL; PRAGMA busy_timeout=10000; PRAGMA foreign_keys=ON;";
    private readonly ConcurrentDictionary<string, bool> _files = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = SettingsFor(connection);
        command.ExecuteNonQuery();
    }

    /// <inheritdoc />
    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = SettingsFor(connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private string SettingsFor(DbConnection connection) =>
        _files.TryAdd(connection.DataSource, true) ? "PRAGMA journal_mode=WAL; " + PerConnection : PerConnection;
}
