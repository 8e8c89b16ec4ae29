using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Elsa.ITR.Migrations.Sqlite;

/// <summary>A transaction of the borrowed connection that says it belongs to the borrower, as EF expects.</summary>
internal sealed class LentTransaction(LentConnection borrower, SqliteTransaction inner) : DbTransaction
{
    public SqliteTransaction Inner => inner;

    public override IsolationLevel IsolationLevel => inner.IsolationLevel;

    public override bool SupportsSavepoints => inner.SupportsSavepoints;

    protected override DbConnection? DbConnection => inner.Connection is null ? null : borrower;

    public override void Commit() => inner.Commit();

    public override void Rollback() => inner.Rollback();

    public override void Save(string savepointName) => inner.Save(savepointName);

    public override void Rollback(string savepointName) => inner.Rollback(savepointName);

    public override void Release(string savepointName) => inner.Release(savepointName);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
