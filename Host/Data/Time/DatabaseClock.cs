using System.Data.Common;

namespace Elsa.ITR.Data.Time;

/// <summary>
/// The time of the database, so that nodes whose own clocks differ agree about leases and due work: this machine's clock plus the offset
/// that <see cref="MeasureAsync"/> last found. On an embedded database both are the same machine and the offset stays zero.
/// </summary>
public sealed class DatabaseClock(TimeProvider machine) : TimeProvider
{
    private long _offsetTicks;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => machine.GetUtcNow().AddTicks(Interlocked.Read(ref _offsetTicks));

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => machine.LocalTimeZone;

    /// <summary>Asks the database for its time and keeps the offset; half of the round trip counts as travel.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="sql">A statement that answers one instant in UTC, e.g. <c>select now() at time zone 'utc'</c>.</param>
    public async Task MeasureAsync(DbConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;

        var asked = machine.GetUtcNow();
        var answer = (DateTime)(await command.ExecuteScalarAsync(cancellationToken)
            ?? throw new InvalidOperationException($"Expected one instant from \"{sql}\", but the database answered nothing."));
        var answered = machine.GetUtcNow();

        var middle = asked + (answered - asked) / 2;
        Interlocked.Exchange(ref _offsetTicks, (new DateTimeOffset(DateTime.SpecifyKind(answer, DateTimeKind.Utc)) - middle).Ticks);
    }
}
