using System.Globalization;

namespace Elsa.ITR.Domain.Shared;

/// <summary>Fills the braces of stored texts (templates, explanations) without evaluating anything.</summary>
public static class Texts
{
    /// <summary>Replaces <c>{name}</c> by the named value; an unknown name becomes a dash, so a text never shows braces to people.</summary>
    /// <param name="template">Text with names in braces.</param>
    /// <param name="args">Values; instants are shown in local time to the minute.</param>
    public static string Fill(string template, IReadOnlyDictionary<string, object?> args)
    {
        var text = new System.Text.StringBuilder(template.Length + 32);
        var position = 0;
        while (position < template.Length)
        {
            var open = template.IndexOf('{', position);
            var close = open < 0 ? -1 : template.IndexOf('}', open);
            if (close < 0)
                break;

            text.Append(template, position, open - position);
            text.Append(Show(args.GetValueOrDefault(template[(open + 1)..close])));
            position = close + 1;
        }

        return text.Append(template, position, template.Length - position).ToString();
    }

    private static string Show(object? value) => value switch
    {
        null or "" => "–",
        DateTimeOffset instant => LocalTime.Format(instant),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "–",
    };
}
