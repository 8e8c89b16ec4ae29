using System.Runtime.CompilerServices;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.Http;

/// <summary>Sends a request and runs the activity of the answer's status.</summary>
[Activity("Elsa", "HTTP", "Send an HTTP request.", DisplayName = "HTTP Request", Kind = ActivityKind.Task)]
[Output(IsSerializable = false)]
public class SendHttpRequest([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
    : SendHttpRequestBase(source, line), IHasChildren
{
    /// <summary>What runs for which status.</summary>
    [Input(
        Description = "A list of expected status codes to handle and the corresponding activity to execute when the status code matches.",
        UIHint = "http-status-codes")]
    public ICollection<HttpStatusCodeCase> ExpectedStatusCodes { get; set; } = [];

    /// <summary>Runs after an answer of any other status.</summary>
    [Port]
    public IActivity? UnmatchedStatusCode { get; set; }

    /// <summary>Runs when nobody could be reached.</summary>
    [Port]
    public IActivity? FailedToConnect { get; set; }

    /// <summary>Runs when the answer took too long.</summary>
    [Port]
    public IActivity? Timeout { get; set; }

    IEnumerable<IActivity?> IHasChildren.GetChildren() => ExpectedStatusCodes.Select(x => x.Activity);

    /// <inheritdoc/>
    protected override ValueTask OnAnsweredAsync(ActivityExecutionContext context, int statusCode)
    {
        var match = ExpectedStatusCodes.FirstOrDefault(x => x.StatusCode == statusCode);
        return context.ScheduleActivityAsync(match is null ? UnmatchedStatusCode : match.Activity, OnChildCompletedAsync);
    }

    /// <inheritdoc/>
    protected override ValueTask OnNotConnectedAsync(ActivityExecutionContext context) => context.ScheduleActivityAsync(FailedToConnect, OnChildCompletedAsync);

    /// <inheritdoc/>
    protected override ValueTask OnTimeoutAsync(ActivityExecutionContext context) => context.ScheduleActivityAsync(Timeout, OnChildCompletedAsync);

    private static ValueTask OnChildCompletedAsync(ActivityCompletedContext context) => context.TargetContext.CompleteActivityAsync();
}

/// <summary>What runs after an answer of one status.</summary>
public class HttpStatusCodeCase
{
    /// <summary>For readers of JSON.</summary>
    public HttpStatusCodeCase()
    {
    }

    /// <summary>A case.</summary>
    public HttpStatusCodeCase(int statusCode, IActivity? activity) => (StatusCode, Activity) = (statusCode, activity);

    /// <summary>The status.</summary>
    public int StatusCode { get; set; }

    /// <summary>What it runs.</summary>
    public IActivity? Activity { get; set; }
}
