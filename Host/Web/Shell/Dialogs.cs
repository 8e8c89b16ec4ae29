namespace Elsa.ITR.Web.Shell;

/// <summary>Commands asked in a dialog: htmx gets an instruction to go on, a plain form a redirect.</summary>
public static class Dialogs
{
    public static IResult Done(HttpContext http, string url)
    {
        if (!http.WantsFragment())
            return Pages.Next(url);

        http.Response.Headers["HX-Redirect"] = Appearance.LocalUrl(url);
        return TypedResults.NoContent();
    }
}
