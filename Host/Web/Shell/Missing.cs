using Elsa.ITR.Web.Localization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Localization;

namespace Elsa.ITR.Web.Shell;

/// <summary>The page for an address or a record that is not there, or not for this person.</summary>
public static partial class Missing
{
    /// <summary>A record nobody by this number, or outside the viewer's scope; both read the same.</summary>
    public static IResult Record(HttpContext http, string no)
    {
        LogMissing(http.RequestServices.GetRequiredService<ILogger<ProblemPage>>(), http.User.Identity?.Name ?? "?", http.Request.Method, http.Request.Path);
        var texts = http.RequestServices.GetRequiredService<IStringLocalizer<Ui>>();
        return Pages.Show<ProblemPage>(new
        {
            Kind = "route", Title = texts["Problem.MissingRecord", no].Value, Hint = texts["Problem.MissingRecordHint"].Value, Framed = true,
        }, StatusCodes.Status404NotFound);
    }

    [LoggerMessage(4040, LogLevel.Warning, "Not there or not in scope: {UserName} asked {Method} {Path}")]
    private static partial void LogMissing(ILogger logger, string userName, string method, string path);

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
