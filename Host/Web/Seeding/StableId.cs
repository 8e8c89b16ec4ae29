using System.Security.Cryptography;
using System.Text;

namespace Elsa.ITR.Web.Seeding;

/// <summary>Ids of seeded rows, made from what the row is, so that two runs give the same rows.</summary>
public static class StableId
{
    /// <summary>Always the same id for the same kind and code.</summary>
    /// <param name="kind">Kind of row, e.g. <c>site</c>.</param>
    /// <param name="code">Its code, e.g. <c>SITE-GZ-01</c>.</param>
    public static Guid Of(string kind, string code)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"itr:{kind}:{code}")).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80); // version 8: made from the data, RFC 9562
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
