using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace Elsa.ITR.Tests.Benchmarks.Engine;

/// <summary>Counts every statement that SQLite itself runs: reads, rows written, begin, commit, pragmas. A server's are not counted.</summary>
public sealed class StatementCounter : DbConnectionInterceptor
{
    private long _count;

    public long Count => Interlocked.Read(ref _count);

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Watch(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Watch(connection);
        return Task.CompletedTask;
    }

    private void Watch(DbConnection connection)
    {
        if (connection is SqliteConnection sqlite)
            raw.sqlite3_trace(sqlite.Handle, (object _, string _) => Interlocked.Increment(ref _count), null);
    }
}
