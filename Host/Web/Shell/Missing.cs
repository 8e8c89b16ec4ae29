using Elsa.ITR.Web.Localization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Localization;

namespace Elsa.ITR.Web.Shell;

/// <summary>The page for an address or a record that is not there, or not for this person.</summary>
public static class Missing
{
    /// <summary>A record nobody by this number, or outside the viewer's scope; both read the same.</summary>
    public static IResult Record(HttpContext http, string no)
    {
        var texts = http.RequestServices.GetRequiredService<IStringLocalizer<Ui>>();
        return Pages.Show<ProblemPage>(new
        {
            Kind = "route", Title = texts["Problem.MissingRecord", no].Value, Hint = texts["Problem.MissingRecordHint"].Value, Framed = true,
        }, StatusCodes.Status404NotFound);
    }

    public static async Task ShowAsync(StatusCodeContext context)
    {
        var http = context.HttpContext;
        var texts = http.RequestServices.GetRequiredService<IStringLocalizer<Ui>>();
        var status = http.Response.StatusCode;
        var (title, hint) = status == StatusCodes.Status404NotFound
            ? (texts["Problem.Missing"].Value, texts["Problem.MissingHint"].Value)
            : (texts["Problem.BadRequest"].Value, $"HTTP {status}");
        if (http.WantsHtml())
            await Pages.Show<ProblemPage>(new { Kind = "route", Title = title, Hint = hint, Framed = http.User.Identity?.IsAuthenticated == true }, status).ExecuteAsync(http);
        else if (http.Response.ContentLength is null or 0)
            await TypedResults.Problem(statusCode: status, title: title, detail: hint).ExecuteAsync(http);
    }
}
