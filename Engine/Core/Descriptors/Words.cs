using System.Text;

namespace Elsa.Workflows.Descriptors;

/// <summary>Turns names into other spellings, as Elsa's pages name variables, memory blocks and labels.</summary>
internal static class Words
{
    /// <summary><c>order total</c> gives <c>OrderTotal</c>; letters inside words keep their case.</summary>
    public static string Pascalize(string text)
    {
        var result = new StringBuilder(text.Length);
        var upper = true;
        foreach (var c in text)
        {
            if (c is ' ' or '_' or '-')
            {
                upper = true;
                continue;
            }

            result.Append(upper ? char.ToUpperInvariant(c) : c);
            upper = false;
        }

        return result.ToString();
    }

    /// <summary><c>Order Total</c> gives <c>orderTotal</c>.</summary>
    public static string Camelize(string text)
    {
        var word = Pascalize(text);
        return word.Length == 0 ? word : char.ToLowerInvariant(word[0]) + word[1..];
    }

    /// <summary><c>CurrentValue</c> gives <c>current-value</c>.</summary>
    public static string Kebab(string text) => string.Join('-', Split(text)).ToLowerInvariant();

    /// <summary><c>CurrentValue</c> gives <c>Current Value</c>.</summary>
    public static string Title(string text) =>
        string.Join(' ', Split(text).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    /// <summary>Words of an identifier; a run of capitals is one word.</summary>
    public static IEnumerable<string> Split(string text)
    {
        var start = 0;
        for (var i = 1; i <= text.Length; i++)
        {
            var boundary = i == text.Length
                || !char.IsLetterOrDigit(text[i])
                || (char.IsUpper(text[i]) && (!char.IsUpper(text[i - 1]) || (i + 1 < text.Length && char.IsLower(text[i + 1]))))
                || !char.IsLetterOrDigit(text[i - 1]);
            if (!boundary)
                continue;

            var word = text[start..i].Trim(' ', '_', '-');
            if (word.Length > 0)
                yield return word;
            start = i;
        }
    }
}
