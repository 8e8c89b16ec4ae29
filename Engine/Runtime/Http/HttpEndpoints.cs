using System.Text;
using System.Text.Json;
using Elsa.Http.Bookmarks;
using Elsa.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Filters;
using Elsa.Workflows.Runtime.Messages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Elsa.Http;

/// <summary>Finds the workflow that a request is for, and runs it in one command. Scoped.</summary>
/// <remarks>The host reads requests and writes replies; see <c>HttpWorkflows</c> there.</remarks>
public sealed class HttpEndpoints(
    ITriggerStore triggers,
    IBookmarkStore bookmarks,
    IStimulusHasher hasher,
    IPayloadSerializer payloads,
    AmbientCommand ambient,
    TimeProvider time,
    IOptions<HttpEndpointOptions> options)
{
    /// <summary>Those that wait for such a request, the most specific paths only; empty when nobody does, several when it is ambiguous.</summary>
    /// <param name="method">GET, POST …; case does not matter.</param>
    /// <param name="path">Path below the base path.</param>
    /// <param name="correlationId">Only instances of that correlation id; null for all.</param>
    public async Task<IReadOnlyList<HttpTarget>> FindAsync(
        string method, string path, string? correlationId = null, CancellationToken cancellationToken = default)
    {
        var hashes = RouteTemplate.Shapes(path).ToDictionary(
            shape => hasher.Hash(HttpEndpoint.TypeName, new HttpEndpointBookmarkPayload(shape, method.ToLowerInvariant())), StringComparer.Ordinal);
        if (hashes.Count == 0)
            return [];

        var waiting = await bookmarks.FindManyAsync(new BookmarkFilter { Hashes = hashes.Keys, CorrelationId = correlationId }, cancellationToken);
        var starts = await triggers.FindManyAsync(new TriggerFilter { Hashes = hashes.Keys }, cancellationToken);
        var fitting = waiting.Select(x => Target(x.Payload, path, x.WorkflowInstanceId, x.Id, null, null, null))
            .Concat(starts.Select(x => Target(x.Payload, path, null, null, x.WorkflowDefinitionId, x.WorkflowDefinitionVersionId, x.ActivityId)))
            .OfType<HttpTarget>()
            .ToList();
        var best = fitting.Min(x => x.Rank);
        return [.. fitting.Where(x => x.Rank == best)];
    }

    /// <summary>Runs the burst that the request starts or resumes; the reply is final and the burst committed.</summary>
    public async Task<HttpReply> RunAsync(HttpTarget target, HttpEndpointRequest request, CancellationToken cancellationToken = default)
    {
        var limit = options.Value.MaximumRequestTime;
        using var timer = new CancellationTokenSource(target.Payload.RequestTimeout is { } own && own < limit ? own : limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            return await ambient.RunAsync(
                "http/request", (services, token) => RunAsync(services, target, request, token), either.Token, Locks(target));
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return Problem(408, "The workflow did not answer in time; nothing of it was stored.");
        }
    }

    /// <summary>An answer of the engine itself.</summary>
    public static HttpReply Problem(int statusCode, string message, params IEnumerable<string> definitionIds) => new(statusCode)
    {
        ContentType = "application/json",
        Content = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(definitionIds.Any()
            ? new { errorMessage = message, workflows = definitionIds.Select(x => new { WorkflowDefinitionId = x }) }
            : (object)new { errorMessage = message })),
    };

    private static async Task<HttpReply> RunAsync(
        IServiceProvider services, HttpTarget target, HttpEndpointRequest request, CancellationToken cancellationToken)
    {
        var buffer = services.GetRequiredService<HttpReplyBuffer>();
        buffer.Open();
        var input = new Dictionary<string, object> { [HttpEndpoint.InputKey] = request };
        var newIncidents = target.InstanceId is null
            ? await StartAsync(services, target, input, cancellationToken)
            : await ResumeAsync(services, target, input, cancellationToken);

        if (buffer.Reply is { } reply)
            return reply;
        return newIncidents switch
        {
            null => Problem(409, "The workflow does not wait for this request any more, or may not start now."),
            > 0 => Problem(500, "The workflow failed; its incident says why."),
            _ => new HttpReply(200),
        };
    }

    private static async Task<int?> StartAsync(
        IServiceProvider services, HttpTarget target, Dictionary<string, object> input, CancellationToken cancellationToken)
    {
        var response = await services.GetRequiredService<IWorkflowStarter>().StartWorkflowAsync(
            new StartWorkflowRequest
            {
                WorkflowDefinitionHandle = WorkflowDefinitionHandle.ByDefinitionVersionId(target.DefinitionVersionId!),
                TriggerActivityId = target.ActivityId,
                Input = input,
            },
            cancellationToken);
        return response.CannotStart ? null : response.Incidents.Count;
    }

    private static async Task<int?> ResumeAsync(
        IServiceProvider services, HttpTarget target, Dictionary<string, object> input, CancellationToken cancellationToken)
    {
        // Between finding and locking, another request may have been first.
        var filter = new BookmarkFilter { BookmarkId = target.BookmarkId };
        if ((await services.GetRequiredService<IBookmarkStore>().FindManyAsync(filter, cancellationToken)).Count == 0)
            return null;

        var before = await services.GetRequiredService<IWorkflowInstanceStore>().FindAsync(target.InstanceId!, cancellationToken);
        var client = await services.GetRequiredService<IWorkflowRuntime>().CreateClientAsync(target.InstanceId, cancellationToken);
        var response = await client.RunInstanceAsync(new RunWorkflowInstanceRequest { BookmarkId = target.BookmarkId, Input = input }, cancellationToken);
        return response.Incidents.Count - (before?.IncidentCount ?? 0);
    }

    private static IEnumerable<string> Locks(HttpTarget target) => target.InstanceId is { } id ? [InstanceLocks.Of(id)] : [];

    private HttpTarget? Target(
        string? payload, string path, string? instanceId, string? bookmarkId, string? definitionId, string? definitionVersionId, string? activityId)
    {
        if (payload is null || payloads.Deserialize(payload) is not HttpEndpointBookmarkPayload endpoint)
            return null;

        var template = RouteTemplate.Parse(endpoint.Path);
        return template.Match(path) is { } values
            ? new HttpTarget(endpoint, values, template.Rank(), instanceId, bookmarkId, definitionId, definitionVersionId, activityId)
            : null;
    }
}

/// <summary>A trigger or a waiting instance that a request is for.</summary>
/// <param name="Payload">What the endpoint asks of its requests.</param>
/// <param name="RouteData">Values of the path's parameters.</param>
/// <param name="Rank">See <see cref="RouteTemplate.Rank"/>.</param>
/// <param name="InstanceId">The waiting instance; null when one is started.</param>
/// <param name="BookmarkId">Where it waits.</param>
/// <param name="DefinitionId">The definition that is started; null when an instance waits.</param>
/// <param name="DefinitionVersionId">Its version.</param>
/// <param name="ActivityId">Its trigger.</param>
public sealed record HttpTarget(
    HttpEndpointBookmarkPayload Payload,
    IDictionary<string, object> RouteData,
    string Rank,
    string? InstanceId,
    string? BookmarkId,
    string? DefinitionId,
    string? DefinitionVersionId,
    string? ActivityId);
