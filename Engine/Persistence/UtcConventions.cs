using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Elsa.Persistence.EFCore;

/// <summary>Instants are UTC with microseconds on every provider; SQLite holds them as text that sorts and compares in SQL.</summary>
/// <remarks>Call <see cref="Apply"/> from <c>ConfigureConventions</c> of every context.</remarks>
public static class UtcConventions
{
    // 27 characters, always: 2026-11-23T08:15:30.123456Z
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    /// <summary>True for a context on SQLite.</summary>
    public static bool IsSqlite(string? providerName) => providerName?.Contains("Sqlite", StringComparison.Ordinal) is true;

    /// <summary>Sets the conversion of all <see cref="DateTimeOffset"/> properties.</summary>
    /// <param name="configuration">The argument of <c>ConfigureConventions</c>.</param>
    /// <param name="providerName"><c>Database.ProviderName</c> of the context.</param>
    public static void Apply(ModelConfigurationBuilder configuration, string? providerName)
    {
        var instants = configuration.Properties<DateTimeOffset>();
        if (IsSqlite(providerName))
            instants.HaveConversion<UtcTextConverter, StoredComparer>().HaveMaxLength(27).AreUnicode(false);
        else
            instants.HaveConversion<UtcConverter, StoredComparer>();
    }

    /// <summary>The value that the provider stores, for raw SQL.</summary>
    public static object ToStored(DateTimeOffset instant, string? providerName) =>
        IsSqlite(providerName) ? ToText(instant) : Truncate(instant);

    /// <summary>Sortable text of fixed width, for example <c>2026-11-23T08:15:30.123456Z</c>.</summary>
    public static string ToText(DateTimeOffset instant) => instant.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    private static DateTimeOffset FromText(string text) =>
        new(DateTime.ParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal), TimeSpan.Zero);

    private static DateTimeOffset Truncate(DateTimeOffset instant)
    {
        var utc = instant.UtcDateTime;
        return new DateTimeOffset(utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMicrosecond)), TimeSpan.Zero);
    }

    private sealed class UtcTextConverter() : ValueConverter<DateTimeOffset, string>(x => ToText(x), x => FromText(x));

    // What is stored the same is no change: a row is not written again for the tenths of microseconds that it never had.
    private sealed class StoredComparer() : ValueComparer<DateTimeOffset>((x, y) => x.UtcTicks / TimeSpan.TicksPerMicrosecond == y.UtcTicks / TimeSpan.TicksPerMicrosecond, x => (x.UtcTicks / TimeSpan.TicksPerMicrosecond).GetHashCode());

    private sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTimeOffset>(x => Truncate(x), x => x.ToUniversalTime());
}
