using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Elsa.ITR.Tests.Integration.Access;

/// <summary>How the host takes a call, whatever the call is about.</summary>
internal enum Reception
{
    /// <summary>The caller was let in; what he asked for may be missing or wrong.</summary>
    Allowed,
    NotFound,
    Denied,
    AskedToSignIn,
    Broken,
}

/// <summary>An address of the host that can be called.</summary>
internal sealed partial record RouteCall(string Method, RoutePattern Pattern)
{
    // For a parameter that no record of the test stands behind.
    private static readonly Dictionary<string, string> Nobody = new()
    {
        ["int"] = "1999",
        ["guid"] = "0199c0de-0000-7000-8000-000000000000",
        [""] = "none",
    };

    /// <summary>The address as the matrix writes it.</summary>
    public string Name => $"{Method} {Bare(Pattern.RawText!)}";

    public bool IsForProgram => Pattern.RawText!.TrimStart('/').Split('/')[0] is "api" or "elsa";

    /// <summary>Every address of a host, an address without a method as GET.</summary>
    public static IReadOnlyList<RouteCall> Of(IEnumerable<EndpointDataSource> sources) =>
        [.. sources.SelectMany(x => x.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(x => (x.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => new RouteCall(method, x.RoutePattern)))
            .DistinctBy(x => x.Name).OrderBy(x => x.Name, StringComparer.Ordinal)];

    /// <summary>The path with a record's key, or with one that nothing has.</summary>
    public string Path(string? key = null) => "/" + string.Join('/', Pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternParameterPart parameter when key is not null && parameter.Name is "no" or "id" => key!,
        RoutePatternParameterPart parameter => FirstWord(parameter) ?? Nobody[Kind(parameter)],
        _ => "",
    }))));

    /// <param name="content">What is sent; null for nothing.</param>
    public async Task<Reception> SendAsync(HttpClient http, string? key = null, HttpContent? content = null)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var request = new HttpRequestMessage(new HttpMethod(Method), Path(key)) { Content = content };
        request.Headers.Accept.ParseAdd(IsForProgram ? "application/json" : "text/html");
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
        return answer.StatusCode switch
        {
            HttpStatusCode.Unauthorized => Reception.AskedToSignIn,
            HttpStatusCode.Redirect when answer.Headers.Location?.ToString().Contains("/sign-in?returnUrl=", StringComparison.Ordinal) == true => Reception.AskedToSignIn,
            HttpStatusCode.Forbidden => Reception.Denied,
            HttpStatusCode.NotFound => Reception.NotFound,
            >= HttpStatusCode.InternalServerError => Reception.Broken,
            _ => Reception.Allowed,
        };
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name}");

    private static string Kind(RoutePatternParameterPart parameter) =>
        parameter.ParameterPolicies.Select(x => x.Content?.Split('(')[0]).FirstOrDefault(x => x is not null && Nobody.ContainsKey(x)) ?? "";

    // Of a parameter that is one of some words, the first.
    private static string? FirstWord(RoutePatternParameterPart parameter) =>
        parameter.ParameterPolicies.Select(x => Words().Match(x.Content ?? "")).FirstOrDefault(x => x.Success)?.Groups[1].Value;

    // Without constraints, so that the matrix is easy to read.
    private static string Bare(string pattern) => "/" + Constraint().Replace(pattern, "}").TrimStart('/');

    [GeneratedRegex(@"^regex\(\^\((\w+)\|")]
    private static partial Regex Words();

    [GeneratedRegex(@":[^{}/]*(\([^/]*\))?\}")]
    private static partial Regex Constraint();
}
