using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Elsa.ITR.Web.Features.Notifications.Webhooks;

/// <summary>Proves to the receiver who sent a body and when: HMAC-SHA256 over <c>timestamp.body</c>.</summary>
public static class WebhookSignature
{
    /// <summary>Seconds since 1970, of this try.</summary>
    public const string TimestampHeader = "Itr-Timestamp";

    /// <summary><c>sha256=</c> and the signature in lower-case hexadecimal.</summary>
    public const string SignatureHeader = "Itr-Signature";

    public static string TimestampOf(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    public static string Of(string secret, string timestamp, string body) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{timestamp}.{body}")));
}
