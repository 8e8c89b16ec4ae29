using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Elsa.Workflows.Serialization;

namespace Elsa.Http;

/// <summary>Content of requests and responses: values to bytes, bytes to values.</summary>
public static class HttpContentText
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The bytes of a value, and the type guessed for them: bytes and streams are files, a text is itself, everything else JSON.</summary>
    /// <param name="value">The value; null gives no content.</param>
    /// <param name="contentType">The type that was chosen; null or blank guesses it.</param>
    public static async Task<(byte[] Content, string? ContentType)> WriteAsync(object? value, string? contentType, CancellationToken cancellationToken)
    {
        var chosen = string.IsNullOrWhiteSpace(contentType) ? null : contentType.Trim();
        switch (value)
        {
            case null:
                return ([], chosen);
            case byte[] bytes:
                return (bytes, chosen ?? "application/octet-stream");
            case Stream stream:
                using (var copy = new MemoryStream())
                {
                    await stream.CopyToAsync(copy, cancellationToken);
                    return (copy.ToArray(), chosen ?? "application/octet-stream");
                }

            case string text:
                return (Encoding.UTF8.GetBytes(text), chosen ?? "text/plain");
            case IEnumerable<KeyValuePair<string, object?>> fields when chosen?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true:
                return (Form(fields), chosen);
            default:
                return (JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), Json), chosen ?? "application/json");
        }
    }

    /// <summary>What the bytes say: JSON as objects and lists, text as it is, everything else as bytes; null for none.</summary>
    /// <exception cref="JsonException">The content says that it is JSON and is not.</exception>
    public static object? Read(ReadOnlyMemory<byte> content, string? contentType)
    {
        if (content.Length == 0)
            return null;

        var type = contentType?.Split(';')[0].Trim().ToLowerInvariant() ?? "";
        if (type is "application/json" or "text/json" || type.EndsWith("+json", StringComparison.Ordinal))
        {
            using var document = JsonDocument.Parse(content);
            return PlainJson.ToValue(document.RootElement);
        }

        return type.StartsWith("text/", StringComparison.Ordinal) || type is "application/xml" || type.EndsWith("+xml", StringComparison.Ordinal)
            ? Encoding.UTF8.GetString(content.Span)
            : content.ToArray();
    }

    /// <summary>A name and a value as they may stand in a header.</summary>
    /// <exception cref="FormatException">They may not: a line break would start another header.</exception>
    public static void CheckHeader(string name, string value)
    {
        if (name.Length == 0 || !name.All(x => char.IsAsciiLetterOrDigit(x) || "!#$%&'*+-.^_`|~".Contains(x, StringComparison.Ordinal)))
            throw new FormatException($"Expected the name of a header to consist of letters, digits and dashes, but found '{name}'.");
        if (value.AsSpan().IndexOfAnyExceptInRange(' ', '~') is >= 0 and var at && value[at] != '\t')
            throw new FormatException($"Expected the value of header '{name}' in printable ASCII on one line, but character {at + 1} is not.");
    }

    private static byte[] Form(IEnumerable<KeyValuePair<string, object?>> fields) => Encoding.ASCII.GetBytes(string.Join('&', fields.Select(x =>
        $"{Uri.EscapeDataString(x.Key)}={Uri.EscapeDataString(Convert.ToString(x.Value, CultureInfo.InvariantCulture) ?? "")}")));
}
