using System.Collections.Concurrent;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Elsa.Persistence.EFCore;

/// <summary>Makes SQLite keep what it acknowledged: write-ahead log, every commit flushed to disk, writers that wait. Add it to the context's interceptors.</summary>
/// <param name="handleOf">What stays of a connection while it lies in its pool: one that has its settings is not given them again. Null gives them at every opening.</param>
public sealed class SqliteSettings(Func<DbConnection, object>? handleOf = null) : DbConnectionInterceptor
{
    // The journal mode is a property of the file; the others belong to the connection.
    private const string PerConnection = "PRAGMA synchronous=FULL; PRAGMA busy_timeout=10000; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;";
    private readonly ConcurrentDictionary<string, bool> _files = new(StringComparer.Ordinal);
    private readonly ConditionalWeakTable<object, SqliteSettings> _set = [];

    /// <inheritdoc />
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (IsSet(connection))
            return;

        using var command = connection.CreateCommand();
        command.CommandText = SettingsFor(connection);
        command.ExecuteNonQuery();
        Keep(connection);
    }

    /// <inheritdoc />
    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (IsSet(connection))
            return;

        await using var command = connection.CreateCommand();
        command.CommandText = SettingsFor(connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
        Keep(connection);
    }

    private bool IsSet(DbConnection connection) => handleOf is not null && _set.TryGetValue(handleOf(connection), out _);

    private void Keep(DbConnection connection)
    {
        if (handleOf is not null)
            _set.TryAdd(handleOf(connection), this);
    }

    private string SettingsFor(DbConnection connection) =>
        _files.TryAdd(connection.DataSource, true) ? "PRAGMA journal_mode=WAL; " + PerConnection : PerConnection;
}
