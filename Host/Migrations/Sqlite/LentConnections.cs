using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Elsa.ITR.Migrations.Sqlite;

/// <summary>Gives each context a connection that borrows an open one of the file's pool.</summary>
internal sealed class LentConnections : DbConnectionInterceptor
{
    private readonly ConcurrentDictionary<string, SqlitePool> _pools = new(StringComparer.Ordinal);

    public override DbConnection ConnectionCreated(ConnectionCreatedEventData eventData, DbConnection result)
    {
        var options = new SqliteConnectionStringBuilder(result.ConnectionString);
        if (!options.Pooling || options.Mode == SqliteOpenMode.Memory || options.DataSource is "" or ":memory:")
            return result;

        var pool = _pools.GetOrAdd(result.ConnectionString, _ => new SqlitePool());
        var lent = new LentConnection(result.ConnectionString, pool);
        options.Pooling = false; // closed means closed
        result.ConnectionString = options.ConnectionString;
        pool.Take((SqliteConnection)result);
        return lent;
    }

    /// <summary>Closes what lies idle; connections that come back later are closed too.</summary>
    public void Release(string connectionString)
    {
        if (_pools.TryRemove(connectionString, out var pool))
            pool.Close();
    }
}
