using System.Text.RegularExpressions;

namespace Elsa.ITR.Web.Localization;

/// <summary>Chinese text takes full-width punctuation (ui.md §7); stored texts may be typed with the half-width one.</summary>
public static partial class Punctuation
{
    private const string Cjk = @"\u3400-\u9fff\u3001-\u3017\uff08\uff09“”‘’";

    /// <summary>Leaves English and numbers (times, ratios) as they are.</summary>
    public static string Wide(string text)
    {
        if (!Languages.IsChinese)
            return text;

        var bracketed = Brackets().Replace(text, match => $"（{(match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Value)}）");
        return Marks().Replace(bracketed, match => match.Groups[1].Value + WideOf((match.Groups[2].Success ? match.Groups[2] : match.Groups[3]).Value[0]));
    }

    private static char WideOf(char mark) => mark switch { ',' => '，', ':' => '：', ';' => '；', '?' => '？', _ => '！' };

    [GeneratedRegex($@"([{Cjk}])([,:;?!])\s?|(?<=[0-9A-Za-z%])([,;]) ?(?=[{Cjk}])")]
    private static partial Regex Marks();

    [GeneratedRegex($@"\((?=[^()]*[{Cjk}])([^()<]*)\)|(?<=[{Cjk}])\(([^()<]*)\)")]
    private static partial Regex Brackets();
}
