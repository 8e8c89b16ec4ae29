using System.Diagnostics;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Localization;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Elsa.ITR.Web.Shell;

/// <summary>Turns what went wrong into words: problem details for a program, a page for a person (style §7).</summary>
public sealed partial class ItrExceptionHandler(IStringLocalizer<Ui> texts, ILogger<ItrExceptionHandler> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var http = httpContext;
        if (exception is OperationCanceledException && http.RequestAborted.IsCancellationRequested)
            return true; // nobody is there any more

        var problem = Describe(exception, http);
        if (problem.Status >= 500)
            LogBug(log, exception, http.Request.Path);

        http.Response.StatusCode = problem.Status!.Value;
        if (http.WantsHtml())
            await Pages.Show<ProblemPage>(new
            {
                Kind = problem.Status >= 500 ? "broken" : "route",
                Title = problem.Title!,
                Hint = problem.Detail,
                Trace = problem.Status >= 500 ? Trace(http) : null,
                Framed = problem.Status < 500 && http.User.Identity?.IsAuthenticated == true,
                Retry = HttpMethods.IsGet(http.Request.Method),
            }, problem.Status.Value).ExecuteAsync(http);
        else
            await TypedResults.Problem(problem).ExecuteAsync(http);
        return true;
    }

    private ProblemDetails Describe(Exception exception, HttpContext http) => exception switch
    {
        RuleViolationException rule => Rule(rule, http),
        ConcurrencyConflictException => Problem(StatusCodes.Status409Conflict, "conflict", texts["Problem.Conflict"], texts["Problem.ConflictHint"]),
        IdempotencyKeyReusedException => Problem(StatusCodes.Status422UnprocessableEntity, "idempotency-key.reused", texts["Problem.KeyReused"], texts["Problem.KeyReusedHint"]),
        AntiforgeryValidationException => Problem(StatusCodes.Status400BadRequest, "antiforgery", texts["Problem.Antiforgery"], texts["Problem.AntiforgeryHint"]),
        BadHttpRequestException bad => Problem(bad.StatusCode, "bad-request", texts["Problem.BadRequest"], bad.Message),
        _ => Problem(StatusCodes.Status500InternalServerError, "bug", texts["Problem.Broken"], texts["Problem.BrokenHint"], Trace(http)),
    };

    private ProblemDetails Rule(RuleViolationException rule, HttpContext http) => Problem(
        rule.IsStale() && http.Request.Headers.IfMatch.Count > 0 ? StatusCodes.Status412PreconditionFailed : rule.IsConflict() ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity,
        rule.Code, texts["Problem.Rule"], rule.Words(texts));

    private static ProblemDetails Problem(int status, string code, string title, string? detail, string? trace = null)
    {
        var problem = new ProblemDetails { Status = status, Title = title, Detail = detail, Type = $"urn:elsa-itr:{code}" };
        problem.Extensions["code"] = code;
        if (trace is not null)
            problem.Extensions["trace"] = trace;
        return problem;
    }

    private static string Trace(HttpContext http) => Activity.Current?.TraceId.ToString()[..12] ?? http.TraceIdentifier;

    [LoggerMessage(5000, LogLevel.Error, "A request failed: {Path}")]
    private static partial void LogBug(ILogger logger, Exception exception, string path);
}
