using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Web.Localization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.Extensions.Localization;

namespace Elsa.ITR.Web.Shell;

/// <summary>Logs every denied action (roles-and-permissions §3.5) and says it in words.</summary>
public sealed partial class Refusals(IStringLocalizer<Ui> texts, ILogger<Refusals> log) : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _default = new();

    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (!authorizeResult.Forbidden)
        {
            await _default.HandleAsync(next, context, policy, authorizeResult);
            return;
        }

        var http = context;
        LogRefused(log, http.User.Identity?.Name ?? "?", http.Request.Method, http.Request.Path);
        var viewer = Viewer.Of(http.RequestServices.GetRequiredService<CurrentActor>().Value);
        var roles = string.Join("、", viewer.Roles.Select(role => Names.Of("Role", role)));
        var (title, hint) = (texts["Problem.Forbidden"].Value, texts["Problem.ForbiddenHint", roles].Value);
        if (http.WantsHtml())
            await Pages.Show<ProblemPage>(new { Kind = "lock", Title = title, Hint = hint, Framed = true }, StatusCodes.Status403Forbidden).ExecuteAsync(http);
        else
            await TypedResults.Problem(statusCode: StatusCodes.Status403Forbidden, title: title, detail: hint, type: "urn:elsa-itr:forbidden").ExecuteAsync(http);
    }

    [LoggerMessage(4030, LogLevel.Warning, "Denied: {UserName} asked {Method} {Path}")]
    private static partial void LogRefused(ILogger logger, string userName, string method, string path);
}
