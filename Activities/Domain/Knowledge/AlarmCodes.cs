using System.Text.RegularExpressions;

namespace Elsa.ITR.Domain.Knowledge;

/// <summary>Codes of alarms as equipment names them, e.g. <c>R_LOS</c>, <c>MS-AIS</c>: words in capitals joined by a stroke. Numbers of elements and records are none.</summary>
public static partial class AlarmCodes
{
    private const int Most = 8;

    /// <summary>The codes in a text, each once, written with the underscore.</summary>
    /// <param name="text">Any text.</param>
    public static IReadOnlyList<string> In(string text) =>
        [.. Code().Matches(text).Select(match => match.Value.Replace('-', '_')).Distinct(StringComparer.Ordinal).Take(Most)];

    [GeneratedRegex("(?<![A-Za-z0-9_-])[A-Z][A-Z0-9]*(?:[_-][A-Z][A-Z0-9]*)+(?![A-Za-z0-9_-])", RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}
