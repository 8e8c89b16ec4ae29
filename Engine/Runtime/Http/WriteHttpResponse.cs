using System.Net;
using System.Runtime.CompilerServices;
using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.Http;

/// <summary>Answers the request that the burst serves; the answer leaves when the burst is committed.</summary>
/// <remarks>In a burst that serves no request it waits, and answers the request that resumes it.</remarks>
[Activity("Elsa", "HTTP", "Write a response to the current HTTP response object.", DisplayName = "HTTP Response")]
public class WriteHttpResponse([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : Activity(source, line)
{
    /// <summary>Status; OK by default.</summary>
    [Input(Description = "The status code to return.", DefaultValue = HttpStatusCode.OK)]
    public Input<HttpStatusCode> StatusCode { get; set; } = new(HttpStatusCode.OK);

    /// <summary>Text, bytes, a stream, or any value, which becomes JSON; null for none.</summary>
    [Input(Description = "The content to write back. String values will be sent as-is, while objects will be serialized to a JSON string. Byte arrays and streams will be sent as files.")]
    public Input<object?> Content { get; set; } = null!;

    /// <summary>Type of the content; blank guesses it.</summary>
    [Input(Description = "The content type to write when sending the response.", UIHint = InputUIHints.DropDown, Options = new[]
    {
        "", "application/json", "application/soap+xml", "application/x-www-form-urlencoded", "application/xml", "text/html", "text/json",
        "text/plain", "text/richtext", "text/xml",
    })]
    public Input<string?> ContentType { get; set; } = null!;

    /// <summary>Headers of the answer.</summary>
    [Input(
        Description = "The headers to send along with the response.", UIHint = InputUIHints.JsonEditor, Category = "Advanced",
        UIHandler = typeof(HttpHeadersUIHandler))]
    public Input<HttpHeaders?> ResponseHeaders { get; set; } = null!;

    /// <inheritdoc/>
    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) => WriteAsync(context);

    private async ValueTask WriteAsync(ActivityExecutionContext context)
    {
        var buffer = context.GetRequiredService<HttpReplyBuffer>();
        if (!buffer.IsOpen)
        {
            context.CreateBookmark(WriteAsync, new Dictionary<string, string> { ["cross boundary"] = "true" });
            return;
        }

        var headers = ResponseHeaders.GetOrDefault(context) ?? [];
        foreach (var (name, values) in headers)
            foreach (var value in values)
                HttpContentText.CheckHeader(name, value);
        var (content, type) = await HttpContentText.WriteAsync(
            Content.GetOrDefault(context), ContentType.GetOrDefault(context), context.CancellationToken);
        buffer.Write(new HttpReply((int)StatusCode.GetOrDefault(context, () => HttpStatusCode.OK)) { Content = content, ContentType = type, Headers = headers });
        await context.CompleteActivityAsync();
    }
}
