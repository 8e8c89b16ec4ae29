using Elsa.ITR.Data.Archive;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Shell;

namespace Elsa.ITR.Web.Features.Cases.Archive;

/// <summary>What is not in the hot tables may be in the archive: a command on it is refused by its name, a page of a part of it leads to its case. Asked only where nothing was found.</summary>
public sealed class ArchivedTargets : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if ((http.GetRouteValue("no") ?? http.GetRouteValue("id")) is not string key)
            return await next(context);

        object? answer;
        try
        {
            answer = await next(context);
        }
        catch (RuleViolationException rule) when (rule.Code.EndsWith(".unknown", StringComparison.Ordinal))
        {
            if (await FindAsync(http, key) is { } moved)
                throw Refusal(moved);
            throw;
        }

        if (answer is not IStatusCodeHttpResult { StatusCode: StatusCodes.Status404NotFound } || await FindAsync(http, key) is not { } found)
            return answer;
        if (!HttpMethods.IsGet(http.Request.Method) || (found.No == key && http.WantsHtml()))
            throw Refusal(found);

        return http.WantsHtml() ? Pages.Next(http.Request.Path.StartsWithSegments("/work-items") ? $"/cases/{found.No}?tab=tasks#{key}" : $"/cases/{found.No}") : answer;
    }

    private static Task<ArchivedCase?> FindAsync(HttpContext http, string key) => http.RequestServices.GetRequiredService<ArchiveReader>().FindAsync(key, http.RequestAborted);

    private static RuleViolationException Refusal(ArchivedCase found) => new("case.archived", ("no", found.No), ("at", found.ArchivedAt));
}
