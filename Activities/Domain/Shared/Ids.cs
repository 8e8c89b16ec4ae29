using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Elsa.ITR.Domain.Shared;

/// <summary>Makes keys that sort in the order they were made, also within one millisecond (version 7 with a counter).</summary>
public static class Ids
{
    private const int CounterLimit = 0xFFF; // twelve bits of RFC 9562's rand_a hold the counter
    private static readonly Lock Gate = new();
    private static long _millisecond;
    private static int _counter;

    /// <summary>The next key of this process; those of other processes in the same millisecond lie anywhere among them.</summary>
    public static Guid Next()
    {
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7().TryWriteBytes(bytes, bigEndian: true, out _);
        var millisecond = (long)(BinaryPrimitives.ReadUInt64BigEndian(bytes) >> 16);
        int counter;
        lock (Gate)
        {
            if (millisecond > _millisecond)
                (_millisecond, _counter) = (millisecond, 0);
            else if (++_counter > CounterLimit)
                (_millisecond, _counter) = (_millisecond + 1, 0);

            (millisecond, counter) = (_millisecond, _counter);
        }

        BinaryPrimitives.WriteUInt64BigEndian(bytes, ((ulong)millisecond << 16) | 0x7000u | (uint)counter);
        RandomNumberGenerator.Fill(bytes[9..]); // the variant byte stays
        return new Guid(bytes, bigEndian: true);
    }
}
