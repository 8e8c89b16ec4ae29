using System.Text.Encodings.Web;
using System.Text.Json;

namespace Elsa.ITR.Web.Features.Operations.Repairs;

/// <summary>Values of variables as people read and enter them: text as it is, everything else as JSON.</summary>
public static class VariableText
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(object? value) => value switch
    {
        null => "",
        string text => text,
        _ => JsonSerializer.Serialize(value, Readable),
    };

    /// <summary>The value that was entered; what is no JSON is text.</summary>
    /// <param name="text">As entered; empty for no value.</param>
    /// <param name="isText">The variable holds text now, or nothing.</param>
    public static object? Read(string text, bool isText)
    {
        if (text.Length == 0)
            return null;
        if (isText)
            return text;

        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind switch
            {
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                JsonValueKind.Number => json.RootElement.TryGetInt64(out var whole) ? whole : json.RootElement.GetDouble(),
                JsonValueKind.String => json.RootElement.GetString(),
                JsonValueKind.Null => null,
                _ => json.RootElement.Clone(),
            };
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
