using System.Text.Json;
using Elsa.Common.Models;
using Elsa.ITR.Designer.StudioApi.Answers;
using Elsa.ITR.Designer.StudioApi.Definitions;
using Elsa.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Contracts;
using Elsa.Workflows.Runtime.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Elsa.ITR.Designer.StudioApi.Running;

/// <summary>Starts a definition in the background; the answer names the instance it will be.</summary>
internal static class DispatchDefinition
{
    // More instances than this in one request is a mistake, not a wish.
    private const int MaxCount = 10_000;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/workflow-definitions/{definitionId}/dispatch", async (
            string definitionId, HttpContext http, IWorkflowDefinitionService definitions, IWorkflowDispatcher dispatcher, IIdentityGenerator ids, IActivitySerializer json) =>
        {
            var body = await RequestBody.ReadAsync<Body>(http);
            if (await FindAsync(definitions, definitionId, body.VersionOptions, http.RequestAborted) is not { } versionId)
                return Answer.Nothing();

            var request = Request(versionId, body, body.InstanceId ?? ids.GenerateId(), json.GetOptions());
            var response = await dispatcher.DispatchAsync(request, new DispatchWorkflowOptions { Channel = body.Channel }, http.RequestAborted);
            return response.Succeeded
                ? Answer.Of(new { workflowInstanceId = request.InstanceId })
                : Answer.Invalid("channel", response.Fault!.Message);
        });

        api.MapPost("/workflow-definitions/{definitionId}/bulk-dispatch", async (
            string definitionId, HttpContext http, IWorkflowDefinitionService definitions, AmbientCommand command, IIdentityGenerator ids, IActivitySerializer json) =>
        {
            var body = await RequestBody.ReadAsync<Body>(http);
            if (body.Count is < 1 or > MaxCount)
                return Answer.Invalid("count", $"Expected a count from 1 to {MaxCount}, but got {body.Count}.");
            if (await FindAsync(definitions, definitionId, body.VersionOptions, http.RequestAborted) is not { } versionId)
                return Answer.Nothing();

            var requests = Enumerable.Range(0, body.Count).Select(_ => Request(versionId, body, ids.GenerateId(), json.GetOptions())).ToList();
            await command.RunAsync("definitions/bulk-dispatch", (services, token) => DispatchAllAsync(services, requests, token), http.RequestAborted);
            return Answer.Of(new { workflowInstanceIds = requests.Select(x => x.InstanceId) });
        });
    }

    private static async Task<string?> FindAsync(IWorkflowDefinitionService definitions, string definitionId, string? versionOptions, CancellationToken cancellationToken) =>
        (await definitions.FindVersionAsync(
            WorkflowDefinitionHandle.ByDefinitionId(definitionId, Versions.Parse(versionOptions) ?? VersionOptions.Published), cancellationToken))?.Id;

    private static DispatchWorkflowDefinitionRequest Request(string versionId, Body body, string instanceId, JsonSerializerOptions options)
    {
        if (body.Input is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Null or JsonValueKind.Undefined) })
            throw new InvalidRequestException(Errors.General, "Input must be a dictionary.");

        return new DispatchWorkflowDefinitionRequest(versionId)
        {
            InstanceId = instanceId,
            CorrelationId = body.CorrelationId,
            TriggerActivityId = body.TriggerActivityId,
            Name = body.Name,
            Input = RequestBody.Values(body.Input, "input", options),
        };
    }

    private static async Task<bool> DispatchAllAsync(IServiceProvider services, IEnumerable<DispatchWorkflowDefinitionRequest> requests, CancellationToken cancellationToken)
    {
        var dispatcher = (IWorkflowDispatcher)services.GetService(typeof(IWorkflowDispatcher))!;
        foreach (var request in requests)
            await dispatcher.DispatchAsync(request, cancellationToken);
        return true;
    }

    private sealed class Body
    {
        public string? InstanceId { get; set; }

        public string? CorrelationId { get; set; }

        public string? Name { get; set; }

        public string? TriggerActivityId { get; set; }

        public string? VersionOptions { get; set; }

        public string? Channel { get; set; }

        public JsonElement? Input { get; set; }

        public int Count { get; set; } = 1;
    }
}
