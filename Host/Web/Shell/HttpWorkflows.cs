using System.Buffers;
using System.Text.Json;
using Elsa.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using FormFile = Elsa.Http.FormFile;

namespace Elsa.ITR.Web.Shell;

/// <summary>The addresses that workflows open with <c>HttpEndpoint</c>: below <c>/workflows</c>.</summary>
/// <remarks>Anyone may call them; whom an endpoint lets in is its own setting, checked before anything is read or run.</remarks>
public static class HttpWorkflows
{
    // What proves who is calling is no business of a workflow, and would end up in its records.
    private static readonly HashSet<string> Credentials = new(StringComparer.OrdinalIgnoreCase) { "Authorization", "Cookie", "Proxy-Authorization" };

    public static void Map(IEndpointRouteBuilder routes)
    {
        var basePath = routes.ServiceProvider.GetRequiredService<IOptions<HttpEndpointOptions>>().Value.BasePath.TrimEnd('/');
        routes.Map(basePath + "/{**path}", HandleAsync).AllowAnonymous().ExcludeFromDescription().DisableAntiforgery();
    }

    private static async Task HandleAsync(HttpContext http, HttpEndpoints endpoints, IOptions<HttpEndpointOptions> options)
    {
        var path = "/" + http.GetRouteValue("path");
        var correlationId = http.Request.Query["correlationId"].FirstOrDefault();
        var targets = await endpoints.FindAsync(http.Request.Method, path, correlationId, http.RequestAborted);
        var reply = targets switch
        {
            [] => HttpEndpoints.Problem(404, $"No workflow waits for {http.Request.Method} {path}."),
            [var target] => await RefusalAsync(http, target) ?? await RunAsync(http, endpoints, target, path, options.Value),
            _ => HttpEndpoints.Problem(
                500, "The call is ambiguous and matches multiple workflows.", targets.Select(x => x.DefinitionId).OfType<string>().Distinct()),
        };
        await WriteAsync(http.Response, reply, http.RequestAborted);
    }

    private static async Task<HttpReply?> RefusalAsync(HttpContext http, HttpTarget target)
    {
        var isSignedIn = http.User.Identity?.IsAuthenticated == true;
        if (target.Payload is { Authorize: false, Policy: null })
            return null;
        if (!isSignedIn)
            return HttpEndpoints.Problem(401, "Sign in first: this address is for known users.");
        if (target.Payload.Policy is not { } policy)
            return null;

        var authorization = http.RequestServices.GetRequiredService<IAuthorizationService>();
        var known = await http.RequestServices.GetRequiredService<IAuthorizationPolicyProvider>().GetPolicyAsync(policy);
        return known is not null && (await authorization.AuthorizeAsync(http.User, known)).Succeeded
            ? null
            : HttpEndpoints.Problem(403, $"You may not call this address: policy '{policy}' does not hold.");
    }

    private static async Task<HttpReply> RunAsync(
        HttpContext http, HttpEndpoints endpoints, HttpTarget target, string path, HttpEndpointOptions options)
    {
        var limits = target.Payload.Limits;
        var most = Math.Min(limits.RequestSize ?? long.MaxValue, options.MaximumRequestSize);
        object? content = null;
        FormFile[] files = [];
        string? violation = null;
        if (await ReadAsync(http.Request, most, http.RequestAborted) is not { } body)
        {
            violation = HttpEndpoint.RequestTooLarge;
        }
        else
        {
            try
            {
                (content, files) = await ParseAsync(http.Request, body, http.RequestAborted);
            }
            catch (Exception error) when (error is JsonException or InvalidDataException)
            {
                return HttpEndpoints.Problem(400, $"The content is not what its type '{http.Request.ContentType}' says: {error.Message}");
            }

            violation = UploadCheck.Violation(limits, files);
        }

        if (violation is not null && !limits.ExposedOutcomes.Contains(violation))
            return HttpEndpoints.Problem(UploadCheck.StatusOf(violation), $"{violation}.");

        return await endpoints.RunAsync(
            target,
            new HttpEndpointRequest
            {
                Method = http.Request.Method,
                Path = path,
                RouteData = target.RouteData,
                Query = Values(http.Request.Query),
                Headers = Values(http.Request.Headers.Where(x => !Credentials.Contains(x.Key))),
                ContentType = http.Request.ContentType,
                Content = content,
                Files = files,
                Violation = violation,
            },
            http.RequestAborted);
    }

    /// <summary>The body; null when it is larger than allowed, which is found out without reading more than that.</summary>
    private static async Task<byte[]?> ReadAsync(HttpRequest request, long most, CancellationToken cancellationToken)
    {
        if (request.ContentLength > most)
            return null;

        using var body = new MemoryStream();
        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            while (await request.Body.ReadAsync(buffer, cancellationToken) is var count and > 0)
            {
                if (body.Length + count > most)
                    return null;
                body.Write(buffer, 0, count);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return body.ToArray();
    }

    private static async Task<(object? Content, FormFile[] Files)> ParseAsync(HttpRequest request, byte[] body, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType)
            return (HttpContentText.Read(body, request.ContentType), []);

        request.Body = new MemoryStream(body);
        var form = await request.ReadFormAsync(new FormOptions { MemoryBufferThreshold = body.Length + 1 }, cancellationToken);
        var files = new List<FormFile>();
        foreach (var file in form.Files)
        {
            using var content = new MemoryStream();
            await file.CopyToAsync(content, cancellationToken);
            files.Add(new FormFile(file.Name, file.FileName, file.ContentType ?? "", content.ToArray()));
        }

        return (Values(form), [.. files]);
    }

    private static async Task WriteAsync(HttpResponse response, HttpReply reply, CancellationToken cancellationToken)
    {
        response.StatusCode = reply.StatusCode;
        foreach (var (name, values) in reply.Headers)
            response.Headers[name] = values;
        if (reply.ContentType is not null)
            response.ContentType = reply.ContentType;
        if (reply.Content.Length == 0 || reply.StatusCode is < 200 or 204 or 304)
            return;

        response.ContentLength = reply.Content.Length;
        await response.Body.WriteAsync(reply.Content, cancellationToken);
    }

    private static Dictionary<string, object> Values(IEnumerable<KeyValuePair<string, StringValues>> values)
    {
        var result = new Dictionary<string, object>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, all) in values)
            result[name] = all.Count == 1 ? all[0] ?? "" : all.ToArray();
        return result;
    }
}
