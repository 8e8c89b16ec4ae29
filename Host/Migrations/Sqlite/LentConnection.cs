using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Elsa.ITR.Migrations.Sqlite;

/// <summary>A context's connection: opening it borrows one of the pool, closing it gives that back.</summary>
internal sealed class LentConnection(string connectionString, SqlitePool pool) : SqliteConnection(connectionString)
{
    private PreparedConnection? _lent;
    private SqliteTransaction? _begun;
    private bool _isGone;

    public override ConnectionState State => _lent is null ? ConnectionState.Closed : ConnectionState.Open;

    public override sqlite3? Handle => _lent?.Driver.Handle;

    public override string DataSource => _lent?.Driver.DataSource ?? base.DataSource;

    /// <summary>What is borrowed.</summary>
    /// <exception cref="InvalidOperationException">The connection is closed.</exception>
    public PreparedConnection Lent => _lent ?? throw new InvalidOperationException("Expected an open connection, but it is closed.");

    /// <summary>The transaction that is neither committed nor rolled back; null without one.</summary>
    public SqliteTransaction? Running => _begun?.Connection is null ? null : _begun;

    /// <summary>True as long as exactly this is borrowed.</summary>
    public bool IsLent(PreparedConnection? connection) => connection is not null && connection == _lent;

    public override void Open() => _lent ??= pool.Lend();

    public override void Close()
    {
        if (_lent is { } lent)
            pool.Return(lent);
        _lent = null;
        _begun = null;
    }

    public override SqliteCommand CreateCommand() => new PreparedCommand(this);

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && !_isGone)
            pool.Leave();
        _isGone = true;
    }

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => new LentTransaction(this, _begun = Lent.Driver.BeginTransaction(isolationLevel));
}
