using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Elsa.ITR.Migrations.Sqlite;

/// <summary>Connections to one file that stay open between commands, with their statements; the one used last is lent first, since it still has the pages of the file.</summary>
/// <remarks>The driver's own pool keeps the file open too, but a command that is disposed loses its compiled statements, and EF disposes every command.</remarks>
internal sealed class SqlitePool
{
    private readonly ConcurrentStack<PreparedConnection> _idle = new();
    private readonly ConcurrentBag<SqliteConnection> _unopened = [];
    private volatile bool _isClosed;

    /// <summary>Takes a connection that EF has made, with the functions its queries need; it is opened when the idle ones don't suffice.</summary>
    public void Take(SqliteConnection made) => _unopened.Add(made);

    /// <summary>A context is gone: one connection fewer is needed.</summary>
    public void Leave() => _unopened.TryTake(out _);

    /// <summary>An open connection; give it back with <see cref="Return"/>.</summary>
    /// <exception cref="SqliteException">The file can't be opened.</exception>
    public PreparedConnection Lend()
    {
        if (_idle.TryPop(out var idle))
            return idle;

        var made = _unopened.TryTake(out var unopened) ? unopened : throw new InvalidOperationException("Expected one connection per context at most, but more are open.");
        try
        {
            made.Open();
        }
        catch
        {
            _unopened.Add(made);
            throw;
        }

        return new PreparedConnection(made);
    }

    /// <summary>Keeps the connection for the next command, unless something was left undone on it.</summary>
    public void Return(PreparedConnection connection)
    {
        if (_isClosed || connection.IsInTransaction)
            Drop(connection);
        else
            _idle.Push(connection);
        if (_isClosed)
            Close();
    }

    /// <summary>Closes the idle connections; the lent ones are closed when they come back.</summary>
    public void Close()
    {
        _isClosed = true;
        while (_idle.TryPop(out var connection))
            Drop(connection);
    }

    private void Drop(PreparedConnection connection)
    {
        connection.Close();
        _unopened.Add(connection.Driver);
    }
}
