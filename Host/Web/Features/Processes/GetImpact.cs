using Elsa.ITR.Web.Features.Organisation;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Models;
using Microsoft.AspNetCore.Mvc;

namespace Elsa.ITR.Web.Features.Processes;

/// <summary>Everything a person should know before a version is published: findings, differences, and what becomes of running instances.</summary>
public static class GetImpact
{
    /// <param name="Version">The version whose content would be published, or is.</param>
    /// <param name="Against">The published version; null for a flow that has none.</param>
    /// <param name="NextVersion">Number it would get.</param>
    /// <param name="Diff">Against the published version.</param>
    /// <param name="Impact">Null when the content does not compile.</param>
    public sealed record Result(
        string DefinitionId, int Version, string ContentHash, int? Against, int NextVersion, IReadOnlyList<FlowFindings.Finding> Findings, WorkflowDiff? Diff, FlowImpact? Impact)
    {
        /// <summary>The version itself; not part of the API.</summary>
        [System.Text.Json.Serialization.JsonIgnore]
        public WorkflowDefinition Row { get; init; } = null!;

        public bool IsRollback => Row.PublishedAt is not null && !Row.IsPublished;

        public bool MayPublish => Findings.All(x => !x.Blocks);
    }

    public sealed class Handler(IWorkflowDefinitionStore store, IWorkflowDefinitionService definitions, WorkflowComparer comparer, FlowFindings checks, FlowImpacts impacts)
    {
        /// <param name="version">Null: the draft, else the published version.</param>
        /// <param name="steps">Counterparts of steps that a person chose.</param>
        /// <returns>Null when there is no such version.</returns>
        public async Task<Result?> HandleAsync(string definitionId, int? version, IReadOnlyDictionary<string, string> steps, CancellationToken cancellationToken)
        {
            var versions = await store.ListVersionsAsync(definitionId, cancellationToken);
            var row = version is null
                ? versions.LastOrDefault(x => x.PublishedAt is null) ?? versions.FirstOrDefault(x => x.IsPublished)
                : versions.FirstOrDefault(x => x.Version == version);
            if (row is null)
                return null;

            var findings = await checks.CheckAsync(definitions.ReadModel(row), cancellationToken);
            var published = versions.FirstOrDefault(x => x.IsPublished);
            var diff = published is null || published == row ? null : comparer.Compare(definitions.ReadModel(published), definitions.ReadModel(row));
            var compiles = findings.All(x => x.Code != "definition.not-compilable");
            return new Result(
                definitionId, row.Version, row.ContentHash, published?.Version, row.PublishedAt is null || row.IsPublished ? row.Version : versions[^1].Version + 1, findings, diff,
                compiles ? await impacts.ReadAsync(row, steps, cancellationToken) : null)
            {
                Row = row,
            };
        }
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/processes/{definitionId}/impact", async Task<IResult> (string definitionId, [FromQuery] int? version, Handler handler, CancellationToken cancellationToken) =>
                await handler.HandleAsync(definitionId, version, new Dictionary<string, string>(), cancellationToken) is { } result ? TypedResults.Ok(result) : TypedResults.NotFound())
            .RequireAuthorization(Permissions.FlowsRead)
            .Produces<Result>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("Findings, differences and what a version means for running instances");
}
