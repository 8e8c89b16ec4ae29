using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Outbox;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.Http;

/// <summary>Sends the requests of committed bursts and resumes those who wait for the answers (D4).</summary>
/// <remarks>
/// Sent at least once, with the stable key of the row in <c>Idempotency-Key</c>; resumed at most once, because the bookmark is gone then.
/// Whatever the other side does is an answer; only a resume that fails makes the row be tried again.
/// </remarks>
internal sealed class HttpCalls(GuardedHttpClient client, AmbientCommand ambient, IBookmarkStore bookmarks) : IOutboxHandler
{
    public const string RowKind = "http-request";
    private const string KeyHeader = "Idempotency-Key";

    /// <inheritdoc/>
    public string Kind => RowKind;

    /// <inheritdoc/>
    public async Task HandleAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var row = RowJson.Read<HttpCallRow>(message.Payload);
        var waiting = await bookmarks.FindManyAsync(new() { BookmarkId = row.BookmarkId }, cancellationToken);
        if (waiting is not [var bookmark])
            return; // cancelled meanwhile, or answered by a try whose end was not noted

        var call = row.Call;
        if (!call.Headers.ContainsKey(KeyHeader))
            call = call with { Headers = new HttpHeaders(call.Headers) { [KeyHeader] = [message.Key] } };
        var answer = await client.SendAsync(call, cancellationToken);
        await ambient.RunAsync(
            "http/answer", (services, token) => ResumeAsync(services, message.Id, row, answer, token), cancellationToken,
            InstanceLocks.Of(bookmark.WorkflowInstanceId));
    }

    /// <summary>In one transaction the instance goes on and the row forgets the headers, which may hold secrets.</summary>
    private static async Task<bool> ResumeAsync(
        IServiceProvider services, string messageId, HttpCallRow row, HttpAnswer answer, CancellationToken cancellationToken)
    {
        var input = new Dictionary<string, object> { [SendHttpRequestBase.AnswerKey] = answer };
        await services.GetRequiredService<IWorkflowResumer>().ResumeAsync(row.BookmarkId, input, cancellationToken);
        if (row.Call.Headers.Count > 0 && await services.GetRequiredService<IOutboxStore>().FindAsync(messageId, cancellationToken) is { } message)
            message.Payload = RowJson.Write(row with { Call = row.Call with { Headers = [] } });
        return true;
    }
}

/// <summary>A request in the outbox.</summary>
/// <param name="BookmarkId">Who waits for the answer.</param>
/// <param name="Call">The request.</param>
internal sealed record HttpCallRow(string BookmarkId, HttpCall Call);
