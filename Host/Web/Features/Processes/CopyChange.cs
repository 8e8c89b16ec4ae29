using System.Text.Json.Nodes;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Elsa.ITR.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Serialization;

namespace Elsa.ITR.Web.Features.Processes;

/// <summary>What a version changed, repeated in the sibling flow as a draft for review (conventions §8): levels 3 and 4 are made alike and live apart.</summary>
public static class CopyChange
{
    /// <param name="Json">The sibling's newest version with the change; importing it makes it the draft.</param>
    /// <param name="Left">Places of the change that the sibling says differently; they stay as they are.</param>
    public sealed record Result(string DefinitionId, string Json, IReadOnlyList<string> Left);

    public sealed class Handler(IWorkflowDefinitionStore store, IWorkflowDefinitionService definitions, CanonicalWriter canonical)
    {
        /// <returns>Null when there is no such version, or no sibling.</returns>
        /// <exception cref="RuleViolationException">flow.nothing-before.</exception>
        public async Task<Result?> HandleAsync(string definitionId, int version, CancellationToken cancellationToken)
        {
            if (FlowCatalog.SiblingOf(definitionId) is not { } sibling)
                return null;

            var versions = await store.ListVersionsAsync(definitionId, cancellationToken);
            var others = await store.ListVersionsAsync(sibling, cancellationToken);
            if (versions.FirstOrDefault(x => x.Version == version) is not { } changed || others.Count == 0)
                return null;

            var before = versions.LastOrDefault(x => x.Version < version && x.PublishedAt is not null) ?? throw new RuleViolationException("flow.nothing-before", ("version", version));
            var merge = new FlowMerge(text => text
                .Replace(definitionId, sibling, StringComparison.Ordinal)
                .Replace($"-L{definitionId[^1]}-", $"-L{sibling[^1]}-", StringComparison.Ordinal));
            var other = Read(others[^1]);
            merge.Apply(Read(before), Read(changed), other);
            return new Result(sibling, other.ToJsonString(), merge.Left);
        }

        private JsonObject Read(WorkflowDefinition row) => JsonNode.Parse(canonical.Write(definitions.ReadModel(row)))!.AsObject();
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/processes/{definitionId}/versions/{version:int}/for-sibling", async Task<IResult> (string definitionId, int version, Handler handler, CancellationToken cancellationToken) =>
                await handler.HandleAsync(definitionId, version, cancellationToken) is { } result ? TypedResults.Ok(result) : TypedResults.NotFound())
            .RequireAuthorization(Permissions.FlowsEdit)
            .Produces<Result>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("The sibling flow with what a version changed, to be imported");

    public static void MapPage(IEndpointRouteBuilder pages) =>
        pages.MapGet("/processes/{definitionId}/versions/{version:int}/for-sibling", async Task<IResult> (
            string definitionId, int version, Handler handler, ImportFlow.Handler import, HttpContext http) =>
        {
            try
            {
                return await handler.HandleAsync(definitionId, version, http.RequestAborted) is { } copied
                    ? Pages.Show<ImportPage>(new { Preview = await import.PreviewAsync(copied.Json, http.RequestAborted), copied.Left })
                    : Missing.Record(http, definitionId);
            }
            catch (RuleViolationException refused)
            {
                return Pages.Show<ImportPage>(new { Error = refused }, StatusCodes.Status422UnprocessableEntity);
            }
        }).RequireAuthorization(Permissions.FlowsEdit);
}
