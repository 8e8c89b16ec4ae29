using System.Net.Http.Headers;
using System.Text.Json;
using Elsa.Extensions;
using Elsa.Http.Bookmarks;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime.Outbox;
using Elsa.Workflows.UIHints;
using Microsoft.Extensions.Options;

namespace Elsa.Http;

/// <summary>Sends a request after the burst is committed, and goes on when the answer is there.</summary>
/// <remarks>Incidents: a URL that is none, an address that workflows may not reach, an answer or content that is too large.</remarks>
[Output(IsSerializable = false)]
public abstract class SendHttpRequestBase(string? source = null, int? line = null) : Activity<HttpResponseMessage>(source, line)
{
    internal const string AnswerKey = "HttpAnswer";

    /// <summary>Absolute, http or https.</summary>
    [Input(Order = 0)]
    public Input<Uri?> Url { get; set; } = null!;

    /// <summary>Method; GET by default.</summary>
    [Input(
        Description = "The HTTP method to use when sending the request.", Order = 1, DefaultValue = "GET", UIHint = InputUIHints.DropDown,
        Options = new[] { "GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD" })]
    public Input<string> Method { get; set; } = new("GET");

    /// <summary>Text, bytes, a stream, or any value, which becomes JSON or, when the type says so, a form; null for none.</summary>
    [Input(Description = "The content to send with the request. Can be a string, an object, a byte array or a stream.", Order = 2)]
    public Input<object?> Content { get; set; } = null!;

    /// <summary>Type of the content; blank guesses it.</summary>
    [Input(Description = "The content type to use when sending the request.", Order = 3, UIHint = InputUIHints.DropDown, Options = new[]
    {
        "", "application/json", "application/soap+xml", "application/x-www-form-urlencoded", "application/xml", "text/html", "text/json",
        "text/plain", "text/richtext", "text/xml",
    })]
    public Input<string?> ContentType { get; set; } = null!;

    /// <summary>Value of the header Authorization. It stands in the outbox until the answer is there, and in no record.</summary>
    [Input(
        Description = "The Authorization header value to send with the request. For example: Bearer {some-access-token}", Order = 4,
        Category = "Security", IsSerializable = false)]
    public Input<string?> Authorization { get; set; } = null!;

    /// <summary>True sends <see cref="Authorization"/> as it is, also when it is malformed.</summary>
    [Input(Description = "A value that allows to add the Authorization header without validation.", Order = 5, Category = "Security")]
    public Input<bool> DisableAuthorizationHeaderValidation { get; set; } = null!;

    /// <summary>Further headers.</summary>
    [Input(
        Description = "The headers to send along with the request.", Order = 6, Category = "Advanced", UIHint = InputUIHints.JsonEditor,
        UIHandler = typeof(HttpHeadersUIHandler))]
    public Input<HttpHeaders?> RequestHeaders { get; set; } = null!;

    /// <summary>Kept for definitions that have it; a failed request is an outcome, and a flow repeats what it wants repeated.</summary>
    [Input(Description = "Obsolete. Use the common Resilience Strategy setting instead.")]
    public Input<bool> EnableResiliency { get; set; } = null!;

    /// <summary>Status of the answer.</summary>
    [Output(Description = "The HTTP response status code")]
    public Output<int> StatusCode { get; set; } = null!;

    /// <summary>Content of the answer: JSON as objects and lists, text as it is, everything else as bytes.</summary>
    [Output(Description = "The parsed content, if any.")]
    public Output<object?> ParsedContent { get; set; } = null!;

    /// <summary>Headers of the answer.</summary>
    [Output(Description = "The response headers that were received.")]
    public Output<HttpHeaders?> ResponseHeaders { get; set; } = null!;

    /// <summary>Goes on after an answer.</summary>
    protected abstract ValueTask OnAnsweredAsync(ActivityExecutionContext context, int statusCode);

    /// <summary>Goes on when nobody could be reached.</summary>
    protected abstract ValueTask OnNotConnectedAsync(ActivityExecutionContext context);

    /// <summary>Goes on when the answer took too long.</summary>
    protected abstract ValueTask OnTimeoutAsync(ActivityExecutionContext context);

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var call = await CallAsync(context);
        var id = context.GetRequiredService<IIdentityGenerator>().GenerateId();
        var bookmark = context.CreateBookmark(new SendHttpRequestBookmarkPayload(id), OnAnswerAsync, includeActivityInstanceId: false);
        context.GetRequiredService<IOutbox>().Add(HttpCalls.RowKind, new HttpCallRow(bookmark.Id, call));
    }

    private async Task<HttpCall> CallAsync(ActivityExecutionContext context)
    {
        var limits = context.GetRequiredService<IOptions<SendHttpRequestOptions>>().Value;
        var (content, contentType) = await HttpContentText.WriteAsync(
            Content.GetOrDefault(context), ContentType.GetOrDefault(context), context.CancellationToken);
        if (content.Length > limits.MaximumRequestSize)
            throw new InvalidOperationException($"Expected content of at most {limits.MaximumRequestSize} bytes, but it has {content.Length}.");

        return new HttpCall(MethodOf(context), UrlOf(context, limits))
        {
            Headers = HeadersOf(context),
            Content = content,
            ContentType = contentType,
            ValidatesAuthorization = !DisableAuthorizationHeaderValidation.GetOrDefault(context),
        };
    }

    private string MethodOf(ActivityExecutionContext context)
    {
        var method = Method.GetOrDefault(context) is { Length: > 0 } text ? text.ToUpperInvariant() : "GET";
        return method.All(char.IsAsciiLetterUpper) && method != "CONNECT" && method != "TRACE"
            ? method
            : throw new FormatException($"Expected a method such as GET or POST, but found '{method}'.");
    }

    private Uri UrlOf(ActivityExecutionContext context, SendHttpRequestOptions limits)
    {
        var url = Url.GetOrDefault(context) ?? throw new InvalidOperationException("Expected input 'Url' to hold an address, but it is empty.");
        if (!url.IsAbsoluteUri || url.Scheme is not ("http" or "https") || url.UserInfo.Length > 0)
            throw new FormatException($"Expected an absolute http or https address without user name, but found '{url}'.");

        // A name is looked up when it is sent; an address can be judged now.
        if (System.Net.IPAddress.TryParse(url.IdnHost.Trim('[', ']'), out var address))
            new AddressGuard(Microsoft.Extensions.Options.Options.Create(limits)).Check(url.IdnHost.Trim('[', ']'), [address]);
        return url;
    }

    private HttpHeaders HeadersOf(ActivityExecutionContext context)
    {
        var headers = new HttpHeaders(RequestHeaders.GetOrDefault(context) ?? []);
        if (Authorization.GetOrDefault(context) is { Length: > 0 } authorization)
            headers["Authorization"] = [authorization];
        foreach (var (name, values) in headers)
            foreach (var value in values)
                HttpContentText.CheckHeader(name, value);
        if (headers.TryGetValue("Authorization", out var credentials) && !DisableAuthorizationHeaderValidation.GetOrDefault(context)
            && !AuthenticationHeaderValue.TryParse(credentials.FirstOrDefault(), out _))
            throw new FormatException("Expected input 'Authorization' to be a scheme and a value, e.g. 'Bearer abc'. Validation can be switched off.");
        if (headers.Keys.FirstOrDefault(IsOurs) is { } ours)
            throw new FormatException($"Expected header '{ours}' to be left to the engine.");
        return headers;
    }

    // They decide where a request goes and where it ends.
    private static bool IsOurs(string name) => name.ToUpperInvariant() is "HOST" or "CONTENT-LENGTH" or "TRANSFER-ENCODING" or "CONNECTION" or "UPGRADE";

    private async ValueTask OnAnswerAsync(ActivityExecutionContext context)
    {
        var answer = context.GetWorkflowInput<HttpAnswer>(AnswerKey);
        if (answer.Message is { } message)
            context.JournalData["Failure"] = message;
        switch (answer.Failure)
        {
            case HttpFailure.NotConnected:
                await OnNotConnectedAsync(context);
                return;
            case HttpFailure.Timeout:
                await OnTimeoutAsync(context);
                return;
            case HttpFailure.Refused or HttpFailure.TooLarge:
                throw new InvalidOperationException(answer.Message);
        }

        context.Set(Result, answer.ToResponse());
        context.Set(StatusCode, answer.StatusCode);
        context.Set(ResponseHeaders, answer.Headers);
        context.Set(ParsedContent, Parse(answer));
        await OnAnsweredAsync(context, answer.StatusCode);
    }

    // What claims to be JSON and is not is still an answer: it comes as text.
    private static object? Parse(HttpAnswer answer)
    {
        try
        {
            return HttpContentText.Read(answer.Content, answer.ContentType);
        }
        catch (JsonException)
        {
            return System.Text.Encoding.UTF8.GetString(answer.Content);
        }
    }
}
