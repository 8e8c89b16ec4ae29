using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Elsa.ITR.Tests.Shared;

/// <summary>What a piece of work asked of the database, up to one commit; the last piece may have none.</summary>
/// <param name="Statements">Texts in their order.</param>
public sealed record SqlUnit(IReadOnlyList<string> Statements)
{
    public int Reads => Statements.Count(SqlLog.IsRead);

    public int Writes => Statements.Count - Reads;
}

/// <summary>Keeps every SQL statement of commands and where it was committed.</summary>
public sealed class SqlLog
{
    private const string Commit = "COMMIT";

    private readonly ConcurrentQueue<string> _texts = new();

    public SqlLog() => Interceptors = [new Commands(this), new Transactions(this)];

    /// <summary>To be added to the context's options.</summary>
    public IReadOnlyList<IInterceptor> Interceptors { get; }

    /// <summary>Runs work and tells what it took: one unit per commit, then what was read after the last one.</summary>
    public async Task<IReadOnlyList<SqlUnit>> DuringAsync(Func<Task> work)
    {
        _texts.Clear();
        await work();
        var units = new List<SqlUnit>();
        var current = new List<string>();
        foreach (var text in _texts)
        {
            if (text != Commit)
            {
                current.Add(text);
                continue;
            }

            units.Add(new SqlUnit([.. current]));
            current.Clear();
        }

        units.Add(new SqlUnit(current));
        return units;
    }

    internal static bool IsRead(string text) => text.TrimStart().StartsWith("SELECT", StringComparison.OrdinalIgnoreCase);

    private void Note(DbCommand command)
    {
        if (command.CommandText.Contains("number_sequences", StringComparison.Ordinal))
            return; // numbers are reserved in blocks outside the command (D15)

        _texts.Enqueue(command.CommandText);
        if (command.Transaction is null && !IsRead(command.CommandText))
            _texts.Enqueue(Commit); // a write on its own is a commit of its own
    }

    private sealed class Commands(SqlLog log) : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            log.Note(command);
            return ValueTask.FromResult(result);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            log.Note(command);
            return ValueTask.FromResult(result);
        }

        public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
        {
            log.Note(command);
            return ValueTask.FromResult(result);
        }
    }

    private sealed class Transactions(SqlLog log) : DbTransactionInterceptor
    {
        public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            log._texts.Enqueue(Commit);
            return Task.CompletedTask;
        }

        public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => log._texts.Enqueue(Commit);
    }
}
