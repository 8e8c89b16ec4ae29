using System.Globalization;
using System.Security.Cryptography;

namespace Elsa.Workflows;

/// <summary>Makes ids. A port: tests make predictable ones, so runs can be repeated.</summary>
public interface IIdentityGenerator
{
    /// <summary>A new id.</summary>
    string GenerateId();
}

/// <summary>Random 64-bit numbers in lower-case hexadecimal without leading zeros.</summary>
public sealed class RandomLongIdentityGenerator : IIdentityGenerator
{
    /// <inheritdoc/>
    public string GenerateId()
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        RandomNumberGenerator.Fill(bytes);
        return BitConverter.ToUInt64(bytes).ToString("x", CultureInfo.InvariantCulture);
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
