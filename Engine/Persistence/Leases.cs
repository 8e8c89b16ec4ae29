using Microsoft.EntityFrameworkCore;

namespace Elsa.Persistence.EFCore;

/// <summary>Takes due rows for one node with one statement, skipping rows that another node is just taking (D12).</summary>
internal static class Leases
{
    /// <summary>Sets lease owner and end on up to <paramref name="count"/> rows and returns their ids, in no order.</summary>
    /// <param name="context">The context, for its connection and provider.</param>
    /// <param name="table">Table with <c>id</c>, <c>lease_owner</c> and <c>lease_until</c>.</param>
    /// <param name="due">SQL condition; <c>@now</c> is the instant.</param>
    /// <param name="order">SQL order of urgency.</param>
    public static async Task<List<string>> TakeAsync(
        DbContext context, string table, string due, string order, string owner, DateTimeOffset now, DateTimeOffset until, int count, CancellationToken cancellationToken)
    {
        var provider = context.Database.ProviderName;
        var condition = $"{due} AND (lease_until IS NULL OR lease_until < @now)";
        var sql = provider switch
        {
            _ when provider!.Contains("SqlServer", StringComparison.Ordinal) => $"""
                WITH due AS (SELECT TOP (@count) id, lease_owner, lease_until FROM {table} WITH (ROWLOCK, UPDLOCK, READPAST) WHERE {condition} ORDER BY {order})
                UPDATE due SET lease_owner = @owner, lease_until = @until OUTPUT inserted.id
                """,
            _ when provider.Contains("Npgsql", StringComparison.Ordinal) => $"""
                UPDATE {table} SET lease_owner = @owner, lease_until = @until
                WHERE id IN (SELECT id FROM {table} WHERE {condition} ORDER BY {order} LIMIT @count FOR UPDATE SKIP LOCKED) RETURNING id
                """,
            _ => $"""
                UPDATE {table} SET lease_owner = @owner, lease_until = @until
                WHERE id IN (SELECT id FROM {table} WHERE {condition} ORDER BY {order} LIMIT @count) RETURNING id
                """,
        };

        var connection = context.Database.GetDbConnection();
        await context.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            Add("@now", UtcConventions.ToStored(now, provider));
            Add("@until", UtcConventions.ToStored(until, provider));
            Add("@owner", owner);
            Add("@count", count);
            var ids = new List<string>(count);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
                ids.Add(reader.GetString(0));
            return ids;

            void Add(string name, object value)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = name;
                parameter.Value = value;
                command.Parameters.Add(parameter);
            }
        }
        finally
        {
            await context.Database.CloseConnectionAsync();
        }
    }
}
