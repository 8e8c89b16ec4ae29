namespace Elsa.ITR.Web.Seeding;

/// <summary>The clock while demonstration data is made: it stands still until the next thing happens.</summary>
/// <param name="start">UTC.</param>
public sealed class SeedTime(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start.ToUniversalTime();

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.UtcTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Goes forward; an instant already passed leaves the clock where it is.</summary>
    public void MoveTo(DateTimeOffset instant) => _now = instant > _now ? instant.ToUniversalTime() : _now;
}
