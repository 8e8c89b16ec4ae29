using System.Runtime.CompilerServices;
using Elsa.Extensions;
using Elsa.Http.Bookmarks;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.Http;

/// <summary>Waits for a request to its path, or starts the workflow when one comes.</summary>
/// <remarks>
/// Outcomes: Done, and those limits that are exposed: Request too large, File too large, Invalid file extension, Invalid file MIME type.
/// </remarks>
[Activity("Elsa", "HTTP", "Wait for an inbound HTTP request that matches the specified path and methods.", DisplayName = "HTTP Endpoint")]
[Output(IsSerializable = false)]
public class HttpEndpoint : Trigger<HttpEndpointRequest>
{
    /// <summary>Bookmark, trigger and activity type.</summary>
    public const string TypeName = "Elsa.HttpEndpoint";

    /// <summary>Input key of the request that started or resumed a burst.</summary>
    internal const string InputKey = "HttpRequest";

    /// <summary>Outcome of a body over <see cref="RequestSizeLimit"/>.</summary>
    public const string RequestTooLarge = "Request too large";

    /// <summary>Outcome of a file over <see cref="FileSizeLimit"/>.</summary>
    public const string FileTooLarge = "File too large";

    /// <summary>Outcome of a file with a refused extension.</summary>
    public const string InvalidFileExtension = "Invalid file extension";

    /// <summary>Outcome of a file with a refused MIME type.</summary>
    public const string InvalidFileMimeType = "Invalid file MIME type";

    /// <summary>An endpoint without a path.</summary>
    public HttpEndpoint([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    /// <summary>An endpoint at a path.</summary>
    public HttpEndpoint(Input<string> path, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : this(source, line) => Path = path;

    /// <summary>Below the host's base path, e.g. <c>orders/{id}</c>; see <see cref="RouteTemplate"/>.</summary>
    [Input(Description = "The path to associate with the workflow.", UIHint = InputUIHints.SingleLine, UIHandler = typeof(HttpEndpointPathUIHandler))]
    public Input<string> Path { get; set; } = null!;

    /// <summary>Methods it answers; GET by default.</summary>
    [Input(
        Description = "The HTTP methods to accept.", UIHint = InputUIHints.CheckList, Options = new[] { "GET", "POST", "PUT", "HEAD", "DELETE" })]
    public Input<ICollection<string>> SupportedMethods { get; set; } = new(new List<string> { "GET" });

    /// <summary>True lets in only those who are signed in.</summary>
    [Input(Description = "Allow authenticated requests only.", Category = "Security")]
    public Input<bool> Authorize { get; set; } = new(false);

    /// <summary>Name of a policy of the host that must hold.</summary>
    [Input(Description = "Provide a policy to evaluate. If the policy fails, the request is forbidden.", Category = "Security")]
    public Input<string?> Policy { get; set; } = new(default(string?));

    /// <summary>Elapsed time after which the request is given up and nothing of it is stored.</summary>
    [Input(Description = "The maximum time allowed to process the request.", Category = "Upload")]
    public Input<TimeSpan?> RequestTimeout { get; set; } = null!;

    /// <summary>Bytes of the body.</summary>
    [Input(Description = "The maximum request size allowed in bytes.", Category = "Upload")]
    public Input<long?> RequestSizeLimit { get; set; } = null!;

    /// <summary>Bytes of one file.</summary>
    [Input(Description = "The maximum file size allowed in bytes for an individual file.", Category = "Upload")]
    public Input<long?> FileSizeLimit { get; set; } = null!;

    /// <summary>Extensions with or without dot; empty allows all.</summary>
    [Input(
        Description = "Only file extensions in this list are allowed. Leave empty to allow all extensions", Category = "Upload",
        UIHint = InputUIHints.MultiText)]
    public Input<ICollection<string>?> AllowedFileExtensions { get; set; } = null!;

    /// <summary>Extensions with or without dot that are refused.</summary>
    [Input(
        Description = "File extensions in this list are forbidden. Leave empty to not block any extension.", Category = "Upload",
        UIHint = InputUIHints.MultiText)]
    public Input<ICollection<string>?> BlockedFileExtensions { get; set; } = null!;

    /// <summary>MIME types, also <c>image/*</c>; empty allows all.</summary>
    [Input(
        Description = "Only MIME types in this list are allowed. Leave empty to allow all types", Category = "Upload", UIHint = InputUIHints.MultiText)]
    public Input<ICollection<string>?> AllowedMimeTypes { get; set; } = null!;

    /// <summary>Whether a body that is too large is an outcome; otherwise it is answered with 413.</summary>
    [Input(Description = "A value indicating whether to expose the \"Request too large\" outcome.", Category = "Outcomes")]
    public bool ExposeRequestTooLargeOutcome { get; set; }

    /// <summary>Whether a file that is too large is an outcome; otherwise it is answered with 413.</summary>
    [Input(Description = "A value indicating whether to expose the \"File too large\" outcome.", Category = "Outcomes")]
    public bool ExposeFileTooLargeOutcome { get; set; }

    /// <summary>Whether a refused extension is an outcome; otherwise it is answered with 415.</summary>
    [Input(Description = "A value indicating whether to expose the \"Invalid file extension\" outcome.", Category = "Outcomes")]
    public bool ExposeInvalidFileExtensionOutcome { get; set; }

    /// <summary>Whether a refused MIME type is an outcome; otherwise it is answered with 415.</summary>
    [Input(Description = "A value indicating whether to expose the \"Invalid file MIME type\" outcome.", Category = "Outcomes")]
    public bool ExposeInvalidFileMimeTypeOutcome { get; set; }

    /// <summary>The content as objects, text or bytes.</summary>
    [Output(Description = "The parsed request content, if any.")]
    public Output<object?> ParsedContent { get; set; } = null!;

    /// <summary>The uploaded files.</summary>
    [Output(Description = "The uploaded files, if any.", IsSerializable = false)]
    public Output<FormFile[]> Files { get; set; } = null!;

    /// <summary>The first uploaded file.</summary>
    [Output(Description = "The first uploaded file, if any.", IsSerializable = false)]
    public Output<FormFile?> File { get; set; } = null!;

    /// <summary>Values of the route's parameters.</summary>
    [Output(Description = "The parsed route data, if any.")]
    public Output<IDictionary<string, object>> RouteData { get; set; } = null!;

    /// <summary>Values of the query.</summary>
    [Output(Description = "The querystring data, if any.")]
    public Output<IDictionary<string, object>> QueryStringData { get; set; } = null!;

    /// <summary>Headers but those that carry credentials.</summary>
    [Output(Description = "The headers, if any.")]
    public Output<IDictionary<string, object>> Headers { get; set; } = null!;

    /// <inheritdoc/>
    protected override IEnumerable<object> GetTriggerPayloads(TriggerIndexingContext context) => PayloadsOf(context.ExpressionExecutionContext);

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        // Started by hand, not by a request: it waits like any other endpoint.
        if (context.IsTriggerOfWorkflow() && context.WorkflowInput.ContainsKey(InputKey))
            await OnRequestAsync(context);
        else
            context.CreateBookmarks(PayloadsOf(context.ExpressionExecutionContext), OnRequestAsync, includeActivityInstanceId: false, TypeName);
    }

    private async ValueTask OnRequestAsync(ActivityExecutionContext context)
    {
        var request = context.GetWorkflowInput<HttpEndpointRequest>(InputKey);
        context.Set(Result, request);
        context.Set(RouteData, request.RouteData);
        context.Set(QueryStringData, request.Query);
        context.Set(Headers, request.Headers);
        context.Set(ParsedContent, request.Content);
        context.Set(Files, request.Files);
        context.Set(File, request.Files.FirstOrDefault());
        context.JournalData["Request"] = $"{request.Method} {request.Path}";
        if (request.Violation is { } violation)
            await context.CompleteActivityWithOutcomesAsync(violation);
        else
            await context.CompleteActivityAsync();
    }

    private List<HttpEndpointBookmarkPayload> PayloadsOf(Elsa.Expressions.Models.ExpressionExecutionContext context)
    {
        var template = RouteTemplate.Parse(Path.Get(context));
        return
        [
            .. from method in SupportedMethods.GetOrDefault(context) ?? ["GET"]
               from key in template.Keys()
               select new HttpEndpointBookmarkPayload(key, method.ToLowerInvariant())
               {
                   Path = template.Path,
                   Authorize = Authorize.GetOrDefault(context),
                   Policy = Policy.GetOrDefault(context) is { Length: > 0 } policy ? policy : null,
                   RequestTimeout = RequestTimeout.GetOrDefault(context),
                   Limits = LimitsOf(context),
               },
        ];
    }

    private UploadLimits LimitsOf(Elsa.Expressions.Models.ExpressionExecutionContext context) => new()
    {
        RequestSize = RequestSizeLimit.GetOrDefault(context),
        FileSize = FileSizeLimit.GetOrDefault(context),
        AllowedExtensions = [.. AllowedFileExtensions.GetOrDefault(context) ?? []],
        BlockedExtensions = [.. BlockedFileExtensions.GetOrDefault(context) ?? []],
        AllowedMimeTypes = [.. AllowedMimeTypes.GetOrDefault(context) ?? []],
        ExposedOutcomes = [.. Exposed()],
    };

    private IEnumerable<string> Exposed()
    {
        if (ExposeRequestTooLargeOutcome)
            yield return RequestTooLarge;
        if (ExposeFileTooLargeOutcome)
            yield return FileTooLarge;
        if (ExposeInvalidFileExtensionOutcome)
            yield return InvalidFileExtension;
        if (ExposeInvalidFileMimeTypeOutcome)
            yield return InvalidFileMimeType;
    }
}
