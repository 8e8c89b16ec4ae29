using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Elsa.Persistence.EFCore;

/// <summary>What a failed save means, without knowing the provider's own exception types.</summary>
public static class DatabaseErrors
{
    /// <summary>True when another transaction was first: a changed version, a taken unique key, a dead-lock or a serialization failure.</summary>
    public static bool IsConflict(Exception error) => error switch
    {
        DbUpdateConcurrencyException => true,
        DbUpdateException { InnerException: { } inner } => IsConflict(inner),
        DbException database => IsConflict(database),
        _ => false,
    };

    private static bool IsConflict(DbException error) =>
        // PostgreSQL: unique_violation, serialization_failure, deadlock_detected.
        error.SqlState is "23505" or "40001" or "40P01"
        // SQL Server puts its number here: unique index, unique constraint, deadlock, snapshot conflict.
        || error.Data["HelpLink.EvtID"] is "2601" or "2627" or "1205" or "3960"
        // SQLite: constraint violations 1555 (primary key) and 2067 (unique), busy (5) after the time-out.
        || error.Message.StartsWith("SQLite Error 19: 'UNIQUE", StringComparison.Ordinal)
        || error.Message.StartsWith("SQLite Error 5:", StringComparison.Ordinal);
}
