using System.Text.Json;
using Elsa.Alterations.AlterationTypes;
using Elsa.Alterations.Core.Contracts;
using Elsa.ITR.Designer.StudioApi.Answers;
using Elsa.ITR.Designer.StudioApi.Definitions;
using Elsa.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Elsa.ITR.Designer.StudioApi.Instances;

/// <summary>Cancelling, deleting, and setting variables.</summary>
internal static class ChangeInstances
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/cancel/workflow-instances/{id}", async (string id, HttpContext http, IWorkflowCancellationService cancellation) =>
        {
            await cancellation.CancelWorkflowAsync(id, http.RequestAborted);
            return Answer.Status(StatusCodes.Status200OK);
        });

        api.MapPost("/bulk-actions/cancel/workflow-instances", async (HttpContext http, IWorkflowCancellationService cancellation) =>
        {
            var body = await RequestBody.ReadAsync<Body>(http);
            if (string.IsNullOrEmpty(body.DefinitionId) != string.IsNullOrEmpty(body.VersionOptions))
                return Answer.Invalid("versionOptions", "VersionOptions and DefinitionId should either both be empty or both be not empty");

            var cancelled = await cancellation.CancelWorkflowsAsync(body.Ids, http.RequestAborted);
            if (body.DefinitionVersionId is { Length: > 0 } versionId)
                cancelled += await cancellation.CancelWorkflowByDefinitionVersionAsync(versionId, http.RequestAborted);
            if (body.DefinitionId is { Length: > 0 } definitionId && Versions.Parse(body.VersionOptions) is { } versions)
                cancelled += await cancellation.CancelWorkflowByDefinitionAsync(definitionId, versions, http.RequestAborted);
            return Answer.Of(new { cancelled });
        });

        api.MapDelete("/workflow-instances/{id}", async (string id, HttpContext http, IWorkflowRuntime runtime) =>
            await (await runtime.CreateClientAsync(id, http.RequestAborted)).DeleteAsync(http.RequestAborted)
                ? Answer.Status(StatusCodes.Status204NoContent)
                : Answer.Nothing());

        api.MapPost("/bulk-actions/delete/workflow-instances/by-id", async (HttpContext http, IWorkflowRuntime runtime) =>
        {
            var deleted = 0;
            foreach (var id in (await RequestBody.ReadAsync<Body>(http)).Ids)
                deleted += await (await runtime.CreateClientAsync(id, http.RequestAborted)).DeleteAsync(http.RequestAborted) ? 1 : 0;
            return Answer.Of(new { deleted });
        });

        api.MapPost("/workflow-instances/{id}/variables", async (
            string id, HttpContext http, IAlterationRunner alterations, IWorkflowInstanceVariableManager variables, IActivitySerializer json) =>
        {
            var body = await RequestBody.ReadAsync<Body>(http);
            var changes = body.Variables.Select(x => new ModifyVariable { VariableId = x.Id, Value = x.Value.Deserialize<object>(json.GetOptions()) });
            var result = await alterations.RunAsync(id, changes, http.RequestAborted);
            return result.IsSuccessful
                ? await ReadInstances.VariablesAsync(id, http, variables)
                : Answer.Invalid("variables", result.Log.Where(x => !x.Succeeded).Select(x => x.Message ?? x.EventName));
        });
    }

    private sealed class Body
    {
        public List<string> Ids { get; set; } = [];

        public string? DefinitionId { get; set; }

        public string? DefinitionVersionId { get; set; }

        public string? VersionOptions { get; set; }

        public List<VariableValue> Variables { get; set; } = [];
    }

    private sealed record VariableValue(string Id, JsonElement Value);
}
