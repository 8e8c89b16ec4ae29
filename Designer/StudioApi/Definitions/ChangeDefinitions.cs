using Elsa.ITR.Designer.StudioApi.Answers;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Designer.StudioApi.Definitions;

/// <summary>Publishing, taking back, going back, deleting, and letting consumers follow. Of several that are deleted at once none is when one is in use.</summary>
internal static class ChangeDefinitions
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/workflow-definitions/{definitionId}/publish", async (
            string definitionId, HttpContext http, IWorkflowDefinitionStore store, IWorkflowDefinitionPublisher publisher, DefinitionWriter writer, ChangeRules rules) =>
        {
            if (await rules.WhyNotAsync(definitionId, http.RequestAborted) is { } reason)
                return Answer.Invalid(Errors.General, reason);

            var latest = await store.FindAsync(definitionId, Elsa.Common.Models.VersionOptions.Latest, http.RequestAborted);
            if (latest is null)
                return Answer.Nothing();

            var wasPublished = latest.IsPublished;
            var result = await publisher.PublishAsync(definitionId, http.RequestAborted);
            return result.Succeeded
                ? SaveDefinition.Saved(
                    new SaveResult(result.Definition!, wasPublished, result.ValidationErrors, Consumers: result.AffectedWorkflows.Count), writer)
                : Answer.Invalid(Errors.General, result.ValidationErrors.Where(x => x.Blocks).Select(x => x.Message));
        });

        api.MapPost("/workflow-definitions/{definitionId}/retract", async (
            string definitionId, HttpContext http, IWorkflowDefinitionStore store, IWorkflowDefinitionPublisher publisher, DefinitionWriter writer, ChangeRules rules) =>
        {
            if (await rules.WhyNotAsync(definitionId, http.RequestAborted) is { } reason)
                return Answer.Invalid(Errors.General, reason);

            var latest = await store.FindAsync(definitionId, Elsa.Common.Models.VersionOptions.Latest, http.RequestAborted);
            if (latest is null)
                return Answer.Nothing();
            if (!latest.IsPublished || await publisher.RetractAsync(definitionId, http.RequestAborted) is not { } retracted)
                return Answer.Invalid(Errors.General, $"Workflow with id {definitionId} is not published");
            return Answer.Of((json, _) => writer.Write(json, retracted, mayEdit: true));
        });

        api.MapPost("/workflow-definitions/{definitionId}/revert/{version:int}", async (
            string definitionId, int version, HttpContext http, IWorkflowDefinitionPublisher publisher, ChangeRules rules) =>
        {
            if (await rules.WhyReadonlyAsync(definitionId, http.RequestAborted) is { } reason)
                return Answer.Invalid(Errors.General, reason);

            var draft = await publisher.RevertVersionAsync(definitionId, version, http.RequestAborted);
            http.Response.Headers.Location = $"{http.Request.PathBase}{Base(http)}/workflow-definitions/by-id/{draft.Id}";
            return Answer.Of(
                (json, _) =>
                {
                    json.WriteStartObject();
                    DefinitionWriter.Summary(json, SummaryOf(draft));
                    json.WriteEndObject();
                },
                StatusCodes.Status201Created);
        });

        api.MapPost("/workflow-definitions/{definitionId}/update-references", async (
            string definitionId, HttpContext http, IWorkflowDefinitionStore store, IWorkflowReferences references) =>
            await store.FindAsync(definitionId, Elsa.Common.Models.VersionOptions.Latest, http.RequestAborted) is null ? Answer.Nothing()
            : await references.UpdateAsync(definitionId, http.RequestAborted) is { } updated
                ? Answer.Of(new { affectedWorkflows = updated.Select(x => x.DefinitionId) })
                : Answer.Invalid(Errors.General, $"Workflow with id {definitionId} is not published"));

        api.MapDelete("/workflow-definitions/{definitionId}", async (string definitionId, HttpContext http, IWorkflowDefinitionManager manager, ChangeRules rules) =>
            await rules.WhyNotAsync(definitionId, http.RequestAborted) is { } reason ? Answer.Invalid(Errors.General, reason)
            : await manager.DeleteByDefinitionIdAsync(definitionId, http.RequestAborted) > 0 ? Answer.Status(StatusCodes.Status204NoContent) : Answer.Nothing());
        api.MapDelete("/workflow-definitions/{definitionId}/version/{version:int}", async (
            string definitionId, int version, HttpContext http, IWorkflowDefinitionManager manager, ChangeRules rules) =>
            await rules.WhyNotAsync(definitionId, http.RequestAborted) is { } reason ? Answer.Invalid(Errors.General, reason)
            : await manager.DeleteVersionAsync(definitionId, version, http.RequestAborted) ? Answer.Status(StatusCodes.Status200OK) : Answer.Nothing());
        api.MapDelete("/workflow-definition-versions/{id}", async (
            string id, HttpContext http, IWorkflowDefinitionStore store, IWorkflowDefinitionManager manager, ChangeRules rules) =>
            await store.FindAsync(id, http.RequestAborted) is { } version && await rules.WhyNotAsync(version.DefinitionId, http.RequestAborted) is { } reason ? Answer.Invalid(Errors.General, reason)
            : await manager.DeleteByIdAsync(id, http.RequestAborted) ? Answer.Status(StatusCodes.Status204NoContent) : Answer.Nothing());

        MapBulk(api.MapGroup("/bulk-actions"));
    }

    private static void MapBulk(IEndpointRouteBuilder bulk)
    {
        bulk.MapPost("/publish/workflow-definitions/by-definition-ids", async (HttpContext http, IDefinitionLists lists, IWorkflowDefinitionPublisher publisher, ChangeRules rules) =>
        {
            var body = await RequestBody.ReadAsync<Body>(http);
            var latest = await LatestAsync(lists, body.DefinitionIds, http.RequestAborted);
            var (published, already, failed, updated) = (new List<string>(), new List<string>(), new List<string>(), new List<string>());
            var leftOut = await rules.LeftOutAsync(body.DefinitionIds, http.RequestAborted);
            var skipped = body.DefinitionIds.Where(leftOut.Contains).ToList();
            foreach (var id in body.DefinitionIds.Except(skipped).Where(latest.ContainsKey))
            {
                if (latest[id].IsPublished)
                {
                    already.Add(id);
                    continue;
                }

                var result = await publisher.PublishAsync(id, http.RequestAborted);
                (result.Succeeded ? published : failed).Add(id);
                updated.AddRange(result.AffectedWorkflows.Select(x => x.DefinitionId));
            }

            return Answer.Of(new
            {
                published,
                alreadyPublished = already,
                notFound = body.DefinitionIds.Where(id => !latest.ContainsKey(id)),
                skipped,
                updatedConsumers = updated.Distinct(),
                failed,
                warnings = new { },
            });
        });

        bulk.MapPost("/retract/workflow-definitions/by-definition-ids", async (HttpContext http, IDefinitionLists lists, IWorkflowDefinitionPublisher publisher, ChangeRules rules) =>
        {
            var body = await RequestBody.ReadAsync<Body>(http);
            var latest = await LatestAsync(lists, body.DefinitionIds, http.RequestAborted);
            var (retracted, already) = (new List<string>(), new List<string>());
            var leftOut = await rules.LeftOutAsync(body.DefinitionIds, http.RequestAborted);
            var skipped = body.DefinitionIds.Where(leftOut.Contains).ToList();
            foreach (var id in body.DefinitionIds.Except(skipped).Where(latest.ContainsKey))
                (await publisher.RetractAsync(id, http.RequestAborted) is null ? already : retracted).Add(id);

            return Answer.Of(new
            {
                retracted,
                alreadyRetracted = already,
                skipped,
                notPublished = already,
                notFound = body.DefinitionIds.Where(id => !latest.ContainsKey(id)),
            });
        });

        bulk.MapPost("/delete/workflow-definitions/by-definition-id", async (HttpContext http, AmbientCommand command, ChangeRules rules) =>
        {
            var body = await RequestBody.ReadAsync<Body>(http);
            var leftOut = await rules.LeftOutAsync(body.DefinitionIds, http.RequestAborted);
            return await command.RunAsync(
                "definitions/delete",
                async (services, token) =>
                {
                    long deleted = 0;
                    var manager = services.GetRequiredService<IWorkflowDefinitionManager>();
                    foreach (var id in body.DefinitionIds.Where(id => !leftOut.Contains(id)))
                        deleted += await manager.DeleteByDefinitionIdAsync(id, token);
                    return Answer.Of(new { deleted });
                },
                http.RequestAborted,
                body.DefinitionIds.Order(StringComparer.Ordinal).Select(id => $"definition:{id}"));
        });

        bulk.MapPost("/delete/workflow-definitions/by-id", async (HttpContext http, AmbientCommand command, IDefinitionLists lists, ChangeRules rules) =>
        {
            var body = await RequestBody.ReadAsync<Body>(http);
            var named = (await lists.ListAsync(new DefinitionQuery { Ids = body.Ids }, new Window(), http.RequestAborted)).Items;
            var leftOut = await rules.LeftOutAsync([.. named.Select(x => x.DefinitionId)], http.RequestAborted);
            var meant = named.Where(x => !leftOut.Contains(x.DefinitionId)).ToList();
            return await command.RunAsync(
                "definitions/delete",
                async (services, token) =>
                {
                    var deleted = 0;
                    var manager = services.GetRequiredService<IWorkflowDefinitionManager>();
                    foreach (var version in meant)
                        deleted += await manager.DeleteByIdAsync(version.Id, token) ? 1 : 0;
                    return Answer.Of(new { deleted });
                },
                http.RequestAborted,
                meant.Select(x => x.DefinitionId).Distinct().Order(StringComparer.Ordinal).Select(id => $"definition:{id}"));
        });
    }

    private static async Task<Dictionary<string, DefinitionSummary>> LatestAsync(IDefinitionLists lists, IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        (await lists.ListAsync(new DefinitionQuery { DefinitionIds = ids, VersionOptions = Elsa.Common.Models.VersionOptions.Latest }, new Window(), cancellationToken))
            .Items.ToDictionary(x => x.DefinitionId);

    private static DefinitionSummary SummaryOf(WorkflowDefinition x) =>
        new(x.Id, x.DefinitionId, x.Name, x.Description, x.Version, x.IsLatest, x.IsPublished, x.IsReadonly, x.MaterializerName, x.CreatedAt);

    private static string Base(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        return path[..path.IndexOf("/workflow-definitions", StringComparison.Ordinal)];
    }

    private sealed class Body
    {
        public List<string> DefinitionIds { get; set; } = [];

        public List<string> Ids { get; set; } = [];
    }
}
