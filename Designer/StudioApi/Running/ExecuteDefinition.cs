using System.Text.Json;
using Elsa.ITR.Designer.StudioApi.Answers;
using Elsa.ITR.Designer.StudioApi.Definitions;
using Elsa.Workflows;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Elsa.ITR.Designer.StudioApi.Running;

/// <summary>Starts a definition and answers with the state in which its first burst left it: one command, one commit, one answer.</summary>
internal static class ExecuteDefinition
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/workflow-definitions/{definitionId}/execute", async (string definitionId, HttpContext http, IWorkflowStarter starter, IActivitySerializer json) =>
            await ExecuteAsync(definitionId, await ReadAsync(http), http, starter, json));
        api.MapGet("/workflow-definitions/{definitionId}/execute", (
            string definitionId, string? correlationId, string? name, string? triggerActivityId, string? versionOptions, string? input,
            HttpContext http, IWorkflowStarter starter, IActivitySerializer json) =>
            ExecuteAsync(definitionId, new Body(correlationId, name, triggerActivityId, null, versionOptions, Parse(input), null), http, starter, json));
    }

    private static async Task<IResult> ExecuteAsync(string definitionId, Body body, HttpContext http, IWorkflowStarter starter, IActivitySerializer json)
    {
        var started = await starter.StartWorkflowAsync(
            new StartWorkflowRequest
            {
                WorkflowDefinitionHandle = WorkflowDefinitionHandle.ByDefinitionId(definitionId, Versions.Parse(body.VersionOptions) ?? Elsa.Common.Models.VersionOptions.Published),
                CorrelationId = body.CorrelationId,
                Name = body.Name,
                TriggerActivityId = body.TriggerActivityId,
                ActivityHandle = body.ActivityHandle,
                Input = RequestBody.Values(body.Input, "input", json.GetOptions()),
                Variables = RequestBody.Values(body.Variables, "variables", json.GetOptions()),
            },
            http.RequestAborted);

        http.Response.Headers["x-elsa-workflow-cannot-start"] = started.CannotStart.ToString();
        if (started.WorkflowState is not { } state)
            return Answer.Of(new { });

        http.Response.Headers["x-elsa-workflow-instance-id"] = started.WorkflowInstanceId;
        var status = started.SubStatus == WorkflowSubStatus.Faulted ? StatusCodes.Status500InternalServerError : StatusCodes.Status200OK;
        return Answer.Of(
            (writer, options) =>
            {
                writer.WriteStartObject();
                writer.WritePropertyName("workflowState");
                StateJson.Write(writer, state, options);
                writer.WriteEndObject();
            },
            status);
    }

    private static async Task<Body> ReadAsync(HttpContext http)
    {
        try
        {
            return await RequestBody.ReadAsync<Body>(http);
        }
        catch (InvalidRequestException error)
        {
            throw new InvalidRequestException(Errors.General, $"Invalid request body. {error.Message}");
        }
    }

    private static JsonElement? Parse(string? input)
    {
        try
        {
            return string.IsNullOrWhiteSpace(input) ? null : JsonSerializer.Deserialize<JsonElement>(input);
        }
        catch (JsonException error)
        {
            throw new InvalidRequestException("input", $"Expected JSON with values by name. {error.Message}");
        }
    }

    private sealed record Body(
        string? CorrelationId, string? Name, string? TriggerActivityId, ActivityHandle? ActivityHandle, string? VersionOptions, JsonElement? Input, JsonElement? Variables)
    {
        public Body() : this(null, null, null, null, null, null, null)
        {
        }
    }
}
