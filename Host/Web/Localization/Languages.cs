using System.Globalization;

namespace Elsa.ITR.Web.Localization;

/// <summary>The two languages of the product; the first is the default.</summary>
public static class Languages
{
    public static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");
    public static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");
    public static readonly IList<CultureInfo> All = [Chinese, English];

    /// <summary>Whether this request is answered in Chinese.</summary>
    public static bool IsChinese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh";
}
