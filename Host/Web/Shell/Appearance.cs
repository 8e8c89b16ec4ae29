using Elsa.ITR.Web.Localization;
using Microsoft.AspNetCore.Localization;

namespace Elsa.ITR.Web.Shell;

/// <summary>Colours and language a person chose, kept in two cookies so that the server renders them at once.</summary>
public static class Appearance
{
    private const string ThemeCookie = "itr.theme";

    /// <summary>The colours the person chose, <c>light</c> or <c>dark</c>; null follows the device, which only the browser knows (Assets/scheme.js).</summary>
    public static string? Of(HttpContext http) => http.Request.Cookies[ThemeCookie] is ("light" or "dark") and var chosen ? chosen : null;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/me/theme", (HttpContext http, [Microsoft.AspNetCore.Mvc.FromForm] string theme, [Microsoft.AspNetCore.Mvc.FromForm] string? returnUrl) =>
        {
            Keep(http, ThemeCookie, theme == "dark" ? "dark" : "light");
            return TypedResults.LocalRedirect(LocalUrl(returnUrl));
        }).AllowAnonymous().ExcludeFromDescription();

        routes.MapPost("/me/language", (HttpContext http, [Microsoft.AspNetCore.Mvc.FromForm] string language, [Microsoft.AspNetCore.Mvc.FromForm] string? returnUrl) =>
        {
            KeepLanguage(http, language);
            return TypedResults.LocalRedirect(LocalUrl(returnUrl));
        }).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>On a device that knows no choice, those of the person who signs in.</summary>
    public static void Adopt(HttpContext http, string locale, string? scheme)
    {
        if (!http.Request.Cookies.ContainsKey(CookieRequestCultureProvider.DefaultCookieName))
            KeepLanguage(http, locale);
        if (scheme is not null && !http.Request.Cookies.ContainsKey(ThemeCookie))
            Keep(http, ThemeCookie, scheme);
    }

    /// <summary>Keeps a language on the device.</summary>
    public static void KeepLanguage(HttpContext http, string locale) => Keep(
        http, CookieRequestCultureProvider.DefaultCookieName, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(locale == "en" ? Languages.English : Languages.Chinese)));

    /// <summary>Keeps colours on the device; null follows it.</summary>
    public static void KeepScheme(HttpContext http, string? scheme)
    {
        if (scheme is "light" or "dark")
            Keep(http, ThemeCookie, scheme);
        else
            http.Response.Cookies.Delete(ThemeCookie);
    }

    /// <summary>A path of this site; everything else leads to the start page.</summary>
    public static string LocalUrl(string? url) =>
        url is { Length: > 0 } && url[0] == '/' && !url.StartsWith("//", StringComparison.Ordinal) && !url.StartsWith("/\\", StringComparison.Ordinal) ? url : "/";

    private static void Keep(HttpContext http, string name, string value) => http.Response.Cookies.Append(name, value, new CookieOptions
    {
        MaxAge = TimeSpan.FromDays(365),
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        IsEssential = true,
        Secure = http.Request.IsHttps,
    });
}
