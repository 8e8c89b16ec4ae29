using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Elsa.ITR.Web.Shell;

/// <summary>Answers with a component rendered on the server.</summary>
public static class Pages
{
    public static RazorComponentResult<TPage> Show<TPage>(object? parameters = null, int status = StatusCodes.Status200OK) where TPage : IComponent =>
        (parameters is null ? new RazorComponentResult<TPage>() : new RazorComponentResult<TPage>(parameters)).With(status);

    /// <summary>Whether htmx asked for a piece; a boosted link and a restored history entry want the whole page.</summary>
    public static bool WantsFragment(this HttpContext http) =>
        http.Request.Headers["HX-Request"] == "true" && http.Request.Headers["HX-Boosted"] != "true"
        && http.Request.Headers["HX-History-Restore-Request"] != "true";

    /// <summary>Whether a person looks at the answer, rather than a program.</summary>
    public static bool WantsHtml(this HttpContext http) =>
        !http.Request.Path.StartsWithSegments("/api") && !http.Request.Path.StartsWithSegments("/elsa")
        && (http.Request.Headers["HX-Request"] == "true" || http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal));

    /// <summary>After a command: the browser goes to the page that shows what is now true. htmx follows it by itself.</summary>
    public static IResult Next(string url) => Results.LocalRedirect($"~{Appearance.LocalUrl(url)}");

    private static RazorComponentResult<TPage> With<TPage>(this RazorComponentResult<TPage> result, int status) where TPage : IComponent
    {
        result.StatusCode = status;
        result.PreventStreamingRendering = true;
        return result;
    }
}
