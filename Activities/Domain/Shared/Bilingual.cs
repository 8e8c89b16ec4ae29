using System.Globalization;

namespace Elsa.ITR.Domain.Shared;

/// <summary>One text in the two languages of the product.</summary>
/// <param name="Zh">Simplified Chinese, the default language.</param>
/// <param name="En">English.</param>
public sealed record Bilingual(string Zh, string En)
{
    /// <summary>No text in either language.</summary>
    public static Bilingual Empty { get; } = new("", "");

    /// <summary>The same text in both languages: codes, numbers and names that are not translated.</summary>
    public static Bilingual Same(string text) => new(text, text);

    /// <summary>The text for a culture: English for <c>en</c> and its regions, Chinese for every other.</summary>
    public string In(CultureInfo culture) => In(culture.TwoLetterISOLanguageName);

    /// <summary>The text for a language tag such as <c>en</c> or <c>zh-CN</c>.</summary>
    public string In(string language) => language.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? En : Zh;

    /// <inheritdoc/>
    public override string ToString() => In(CultureInfo.CurrentUICulture);
}
