using System.Globalization;

namespace Elsa.ITR.Tests.Shared;

/// <summary>The time of a test: stands still until the test moves it. Local times are Asia/Shanghai, as in the acceptance scenarios.</summary>
public sealed class ManualTime(DateTimeOffset start) : TimeProvider
{
    private long _ticks = start.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    /// <summary>Moves on to an instant; time never goes back.</summary>
    public void MoveTo(DateTimeOffset instant)
    {
        if (instant < GetUtcNow())
            throw new ArgumentOutOfRangeException(nameof(instant), instant, $"Expected an instant not before {GetUtcNow():O}: time does not go back.");
        Interlocked.Exchange(ref _ticks, instant.UtcTicks);
    }

    /// <summary>An instant of the local calendar, e.g. <c>Local("2026-11-23 02:05")</c>.</summary>
    public static DateTimeOffset Local(string text) =>
        new DateTimeOffset(DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), TimeSpan.FromHours(8)).ToUniversalTime();
}
