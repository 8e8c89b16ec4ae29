using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Elsa.ITR.Migrations.Sqlite;

/// <summary>One open connection and the statements compiled on it, by their text. Used by one command at a time.</summary>
internal sealed class PreparedConnection(SqliteConnection driver)
{
    // More than the product has statements that are used often; each takes some ten kilobytes.
    private const int Capacity = 200;

    private readonly Dictionary<string, SqliteCommand> _statements = new(StringComparer.Ordinal);

    /// <summary>The driver's connection.</summary>
    public SqliteConnection Driver { get; } = driver;

    /// <summary>True when a transaction was neither committed nor rolled back.</summary>
    public bool IsInTransaction => raw.sqlite3_get_autocommit(Driver.Handle) == 0;

    /// <summary>The statement of this text, compiled if it was used before; nobody else has it until it is given back.</summary>
    public SqliteCommand Lend(string text)
    {
        if (_statements.Remove(text, out var statement))
            return statement;

        statement = Driver.CreateCommand();
        statement.CommandText = text;
        return statement;
    }

    /// <summary>Keeps the statement for its next use.</summary>
    public void Return(SqliteCommand statement)
    {
        if (HoldsMuch(statement) || !_statements.TryAdd(statement.CommandText, statement))
        {
            statement.Dispose();
            return;
        }

        statement.Parameters.Clear();
        statement.Transaction = null;
        if (_statements.Count > Capacity)
            Forget();
    }

    /// <summary>Closes the driver's connection and forgets the statements.</summary>
    public void Close()
    {
        Forget();
        Driver.Close();
    }

    // What is bound to a statement stays in memory until it is bound again.
    private static bool HoldsMuch(SqliteCommand statement)
    {
        foreach (SqliteParameter parameter in statement.Parameters)
        {
            if (parameter.Value is string { Length: > 16_384 } or byte[] { Length: > 16_384 })
                return true;
        }

        return false;
    }

    private void Forget()
    {
        foreach (var statement in _statements.Values)
            statement.Dispose();
        _statements.Clear();
    }
}
