using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Elsa.ITR.Domain.Organisation;

/// <summary>One-time passwords by time: RFC 6238 with steps of 30 seconds, over RFC 4226 with HMAC-SHA-1.</summary>
public static class Totp
{
    /// <summary>Digits of a code, as authenticator apps show it.</summary>
    public const int Digits = 6;

    private const int StepSeconds = 30;
    private const int SecretBytes = 20; // RFC 4226 §4: as long as the hash
    private const int Drift = 1; // steps that the clock of a phone may be off, RFC 6238 §5.2

    /// <summary>A secret for one person.</summary>
    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretBytes);

    /// <summary>The step an instant lies in.</summary>
    /// <param name="at">UTC.</param>
    public static long StepOf(DateTimeOffset at) => at.ToUnixTimeSeconds() / StepSeconds;

    /// <summary>The code of a step.</summary>
    /// <param name="secret">The shared secret.</param>
    /// <param name="step">See <see cref="StepOf"/>.</param>
    /// <param name="digits">Length of the code, with leading zeros.</param>
    public static string Code(ReadOnlySpan<byte> secret, long step, int digits = Digits)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // what the RFC names and every authenticator app computes; collisions are no matter here
        var hash = HMACSHA1.HashData(secret, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xf)) & 0x7fff_ffff;
        var modulus = 1;
        for (var i = 0; i < digits; i++)
            modulus *= 10;
        return (number % modulus).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
    }

    /// <summary>The step whose code this is, now or one step beside.</summary>
    /// <param name="secret">The shared secret.</param>
    /// <param name="code">What was typed, digits only.</param>
    /// <param name="now">UTC.</param>
    /// <param name="newest">The newest step that was taken before; it and older ones are not taken again.</param>
    /// <returns>Null for a wrong, an old or a used code.</returns>
    public static long? Match(ReadOnlySpan<byte> secret, string code, DateTimeOffset now, long newest)
    {
        var typed = Encoding.ASCII.GetBytes(code);
        long? found = null;
        for (var step = StepOf(now) - Drift; step <= StepOf(now) + Drift; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Code(secret, step)), typed) && step > newest)
                found ??= step;
        }

        return found;
    }

    /// <summary>A secret as people type it: RFC 4648 base 32 without padding.</summary>
    /// <param name="bytes">The secret.</param>
    public static string Base32(ReadOnlySpan<byte> bytes)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var (text, buffer, bits) = (new StringBuilder(), 0, 0);
        foreach (var each in bytes)
        {
            buffer = (buffer << 8) | each;
            for (bits += 8; bits >= 5; bits -= 5)
                text.Append(Alphabet[(buffer >> (bits - 5)) & 31]);
            buffer &= (1 << bits) - 1;
        }

        if (bits > 0)
            text.Append(Alphabet[(buffer << (5 - bits)) & 31]);
        return text.ToString();
    }
}
