using Elsa.Workflows.Management.Exceptions;
using Elsa.Workflows.Runtime.Commands;
using Elsa.Workflows.Runtime.Exceptions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Elsa.ITR.Designer.StudioApi.Answers;

/// <summary>Around every endpoint: foreign pages are refused, and what went wrong is said in a form that Studio can show.</summary>
internal static class Guard
{
    /// <summary>The filter of the whole group.</summary>
    public static async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (IsForeign(context.HttpContext.Request))
            return Answer.Status(StatusCodes.Status403Forbidden);

        // Asked for anew every time, but not "no-store": Studio's client lets go of an answer once it has read it, and browsers report that
        // as a failed request where they may not keep the answer.
        context.HttpContext.Response.Headers.CacheControl = "private, no-cache";
        try
        {
            return await next(context);
        }
        catch (InvalidRequestException error)
        {
            return Answer.Invalid(error.Member, error.Message);
        }
        catch (DefinitionInUseException error)
        {
            var rules = context.HttpContext.RequestServices.GetRequiredService<IDesignerRules>();
            return Answer.Invalid(Errors.General, rules.InUse(error.DefinitionId, error.RunningInstances, error.Consumers));
        }
        catch (WorkflowGraphNotFoundException)
        {
            return Answer.Nothing();
        }
        catch (WorkflowInstanceNotFoundException)
        {
            return Answer.Nothing();
        }
        catch (ConcurrencyConflictException)
        {
            // Not 5xx: Studio would repeat it for 14 seconds.
            return Answer.Invalid(Errors.General, "Somebody else changed this at the same moment. Reload and try again.");
        }
    }

    /// <summary>
    /// A change by cookie that another site could have sent. Studio sends no form token, so the browser's own word on the origin is asked;
    /// a bearer token cannot be sent by a foreign page.
    /// </summary>
    private static bool IsForeign(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || request.Headers.ContainsKey(HeaderNames.Authorization))
            return false;

        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site)
            return site != "same-origin";
        return !Uri.TryCreate(request.Headers.Origin.ToString(), UriKind.Absolute, out var origin)
            || !string.Equals(origin.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }
}
