using System.Text.RegularExpressions;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Activities;

/// <summary>Values that scripts hand over as text and that people read: instants become local time, <c>Chinese|English</c> both languages.</summary>
internal static partial class TextValues
{
    /// <summary>The values as the desks want them; null for none.</summary>
    public static Dictionary<string, object?>? Of(IDictionary<string, object>? values) =>
        values?.ToDictionary(pair => pair.Key, pair => pair.Value is string text ? Of(text) : (object?)pair.Value);

    private static object Of(string text)
    {
        if (Instant().IsMatch(text) && FormJson.ToInstant(text) is { } at)
            return at;

        return text.Split('|') is [{ Length: > 0 } zh, { Length: > 0 } en] ? new Bilingual(zh, en) : text;
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$")]
    private static partial Regex Instant();
}
