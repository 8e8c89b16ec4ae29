using Elsa.ITR.Designer.StudioApi.Answers;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Elsa.ITR.Designer.StudioApi.Definitions;

/// <summary>Publishing, taking back, going back and deleting.</summary>
internal static class ChangeDefinitions
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/workflow-definitions/{definitionId}/publish", async (
            string definitionId, HttpContext http, IWorkflowDefinitionStore store, IWorkflowDefinitionPublisher publisher, DefinitionWriter writer, IDesignerRules rules) =>
        {
            if (rules.WhyNotHere(definitionId) is { } reason)
                return Answer.Invalid(Errors.General, reason);

            var latest = await store.FindAsync(definitionId, Elsa.Common.Models.VersionOptions.Latest, http.RequestAborted);
            if (latest is null)
                return Answer.Nothing();

            var wasPublished = latest.IsPublished;
            var result = await publisher.PublishAsync(definitionId, http.RequestAborted);
            return result.Succeeded
                ? SaveDefinition.Saved(new SaveResult(result.Definition!, wasPublished, result.ValidationErrors), writer)
                : Answer.Invalid(Errors.General, result.ValidationErrors.Where(x => x.Blocks).Select(x => x.Message));
        });

        api.MapPost("/workflow-definitions/{definitionId}/retract", async (
            string definitionId, HttpContext http, IWorkflowDefinitionStore store, IWorkflowDefinitionPublisher publisher, DefinitionWriter writer, IDesignerRules rules) =>
        {
            if (rules.WhyNotHere(definitionId) is { } reason)
                return Answer.Invalid(Errors.General, reason);

            var latest = await store.FindAsync(definitionId, Elsa.Common.Models.VersionOptions.Latest, http.RequestAborted);
            if (latest is null)
                return Answer.Nothing();
            if (!latest.IsPublished || await publisher.RetractAsync(definitionId, http.RequestAborted) is not { } retracted)
                return Answer.Invalid(Errors.General, $"Workflow with id {definitionId} is not published");
            return Answer.Of((json, _) => writer.Write(json, retracted, mayEdit: true));
        });

        api.MapPost("/workflow-definitions/{definitionId}/revert/{version:int}", async (
            string definitionId, int version, HttpContext http, IWorkflowDefinitionPublisher publisher) =>
        {
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

        api.MapDelete("/workflow-definitions/{definitionId}", async (string definitionId, HttpContext http, IWorkflowDefinitionManager manager, IDesignerRules rules) =>
            rules.WhyNotHere(definitionId) is { } reason ? Answer.Invalid(Errors.General, reason)
            : await manager.DeleteByDefinitionIdAsync(definitionId, http.RequestAborted) > 0 ? Answer.Status(StatusCodes.Status204NoContent) : Answer.Nothing());
        api.MapDelete("/workflow-definitions/{definitionId}/version/{version:int}", async (
            string definitionId, int version, HttpContext http, IWorkflowDefinitionManager manager, IDesignerRules rules) =>
            rules.WhyNotHere(definitionId) is { } reason ? Answer.Invalid(Errors.General, reason)
            : await manager.DeleteVersionAsync(definitionId, version, http.RequestAborted) ? Answer.Status(StatusCodes.Status200OK) : Answer.Nothing());
        api.MapDelete("/workflow-definition-versions/{id}", async (
            string id, HttpContext http, IWorkflowDefinitionStore store, IWorkflowDefinitionManager manager, IDesignerRules rules) =>
            await store.FindAsync(id, http.RequestAborted) is { } version && rules.WhyNotHere(version.DefinitionId) is { } reason ? Answer.Invalid(Errors.General, reason)
            : await manager.DeleteByIdAsync(id, http.RequestAborted) ? Answer.Status(StatusCodes.Status204NoContent) : Answer.Nothing());

        MapBulk(api.MapGroup("/bulk-actions"));
    }

    private static void MapBulk(IEndpointRouteBuilder bulk)
    {
        bulk.MapPost("/publish/workflow-definitions/by-definition-ids", async (HttpContext http, IDefinitionLists lists, IWorkflowDefinitionPublisher publisher, IDesignerRules rules) =>
        {
            var body = await RequestBody.ReadAsync<Body>(http);
            var latest = await LatestAsync(lists, body.DefinitionIds, http.RequestAborted);
            var (published, already, failed) = (new List<string>(), new List<string>(), new List<string>());
            var skipped = body.DefinitionIds.Where(id => rules.WhyNotHere(id) is not null).ToList();
            foreach (var id in body.DefinitionIds.Except(skipped).Where(latest.ContainsKey))
            {
                if (latest[id].IsPublished)
                    already.Add(id);
                else
                    ((await publisher.PublishAsync(id, http.RequestAborted)).Succeeded ? published : failed).Add(id);
            }

            return Answer.Of(new
            {
                published,
                alreadyPublished = already,
                notFound = body.DefinitionIds.Where(id => !latest.ContainsKey(id)),
                skipped,
                updatedConsumers = Array.Empty<string>(),
                failed,
                warnings = new { },
            });
        });

        bulk.MapPost("/retract/workflow-definitions/by-definition-ids", async (HttpContext http, IDefinitionLists lists, IWorkflowDefinitionPublisher publisher, IDesignerRules rules) =>
        {
            var body = await RequestBody.ReadAsync<Body>(http);
            var latest = await LatestAsync(lists, body.DefinitionIds, http.RequestAborted);
            var (retracted, already) = (new List<string>(), new List<string>());
            var skipped = body.DefinitionIds.Where(id => rules.WhyNotHere(id) is not null).ToList();
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

        bulk.MapPost("/delete/workflow-definitions/by-definition-id", async (HttpContext http, IWorkflowDefinitionManager manager, IDesignerRules rules) =>
        {
            var body = await RequestBody.ReadAsync<Body>(http);
            long deleted = 0;
            foreach (var id in body.DefinitionIds.Where(id => rules.WhyNotHere(id) is null))
                deleted += await manager.DeleteByDefinitionIdAsync(id, http.RequestAborted);
            return Answer.Of(new { deleted });
        });

        bulk.MapPost("/delete/workflow-definitions/by-id", async (HttpContext http, IWorkflowDefinitionManager manager, IDefinitionLists lists, IDesignerRules rules) =>
        {
            var body = await RequestBody.ReadAsync<Body>(http);
            var deleted = 0;
            foreach (var version in (await lists.ListAsync(new DefinitionQuery { Ids = body.Ids }, new Window(), http.RequestAborted)).Items)
                deleted += rules.WhyNotHere(version.DefinitionId) is null && await manager.DeleteByIdAsync(version.Id, http.RequestAborted) ? 1 : 0;
            return Answer.Of(new { deleted });
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
