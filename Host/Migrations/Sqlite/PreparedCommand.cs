using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Elsa.ITR.Migrations.Sqlite;

/// <summary>A command that runs on the borrowed connection's compiled statement of its text, and gives that back when it is disposed.</summary>
internal sealed class PreparedCommand : SqliteCommand
{
    private readonly LentConnection _borrower;
    private PreparedConnection? _lender;
    private SqliteCommand? _statement;

    public PreparedCommand(LentConnection borrower)
    {
        _borrower = borrower;
        Connection = borrower;
        CommandTimeout = borrower.DefaultTimeout;
    }

    protected override DbTransaction? DbTransaction
    {
        get => Transaction;
        set => Transaction = value is LentTransaction lent ? lent.Inner : (SqliteTransaction?)value;
    }

    public override void Prepare()
    {
    }

    public override SqliteDataReader ExecuteReader(CommandBehavior behavior)
    {
        var statement = FindStatement();
        statement.Transaction = Transaction ?? _borrower.Running;
        statement.CommandTimeout = CommandTimeout;
        statement.Parameters.Clear();
        foreach (SqliteParameter parameter in Parameters)
            statement.Parameters.Add(parameter);
        return statement.ExecuteReader(behavior);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            GiveBack();
        base.Dispose(disposing);
    }

    private SqliteCommand FindStatement()
    {
        if (_statement is not null && (_statement.CommandText != CommandText || _lender != _borrower.Lent))
            GiveBack();
        _lender = _borrower.Lent;
        return _statement ??= _lender.Lend(CommandText);
    }

    private void GiveBack()
    {
        if (_statement is not null && _borrower.IsLent(_lender))
            _lender!.Return(_statement);
        else
            _statement?.Dispose();
        _statement = null;
    }
}
