using System.Globalization;
using System.Security.Cryptography;

namespace Elsa.Workflows;

/// <summary>Makes ids. A port: tests make predictable ones, so runs can be repeated.</summary>
public interface IIdentityGenerator
{
    /// <summary>A new id.</summary>
    string GenerateId();
}

/// <summary>24 lower-case hexadecimal digits: milliseconds since 1970 (11), then chance (13). Rows that come together lie together in every index.</summary>
public sealed class TimeOrderedIdentityGenerator(TimeProvider time) : IIdentityGenerator
{
    private const long RandomBits = (1L << 52) - 1;

    /// <inheritdoc/>
    public string GenerateId()
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        RandomNumberGenerator.Fill(bytes);
        return string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow().ToUnixTimeMilliseconds():x11}{BitConverter.ToInt64(bytes) & RandomBits:x13}");
    }
}

/// <summary>What time it is.</summary>
public interface ISystemClock
{
    /// <summary>Now, UTC.</summary>
    DateTimeOffset UtcNow { get; }
}

/// <summary>The clock of the host's <see cref="TimeProvider"/>.</summary>
public sealed class SystemClock(TimeProvider timeProvider) : ISystemClock
{
    /// <inheritdoc/>
    public DateTimeOffset UtcNow => timeProvider.GetUtcNow();
}
