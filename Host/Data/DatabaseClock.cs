using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Elsa.ITR.Data;

/// <summary>The time of the database, measured now and then: nodes whose clocks differ agree on what is due (D11).</summary>
/// <remarks><see cref="DataSetup.AddDatabaseClock"/> makes it the host's <see cref="TimeProvider"/> and measures every minute.</remarks>
public sealed class DatabaseClock(DatabaseProvider provider, TimeProvider machine) : TimeProvider
{
    // A measurement is no better than a round trip: smaller differences are noise, and time must not tremble.
    private static readonly TimeSpan Noise = TimeSpan.FromMilliseconds(250);
    private long _offsetTicks;

    /// <summary>Database minus machine at the last measurement.</summary>
    public TimeSpan Offset => TimeSpan.FromTicks(Interlocked.Read(ref _offsetTicks));

    public override DateTimeOffset GetUtcNow() => machine.GetUtcNow() + Offset;

    public override long GetTimestamp() => machine.GetTimestamp();

    public override long TimestampFrequency => machine.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => machine.LocalTimeZone;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        machine.CreateTimer(callback, state, dueTime, period);

    /// <summary>Asks the database; half of the round trip counts as the way back.</summary>
    public async Task MeasureAsync(DatabaseFacade database, CancellationToken cancellationToken = default)
    {
        await database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = database.GetDbConnection().CreateCommand();
            command.CommandText = provider.NowSql;
            var started = machine.GetTimestamp();
            var value = await command.ExecuteScalarAsync(cancellationToken)
                ?? throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Expected an instant from {provider.Name}, got nothing."));
            var trip = machine.GetElapsedTime(started);
            var offset = provider.ReadInstant(value) + (trip / 2) - machine.GetUtcNow();
            if ((offset - Offset).Duration() >= Noise)
                Interlocked.Exchange(ref _offsetTicks, offset.Ticks);
        }
        finally
        {
            await database.CloseConnectionAsync();
        }
    }
}
