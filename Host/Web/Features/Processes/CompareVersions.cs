using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell.Widgets;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Models;
using Microsoft.AspNetCore.Mvc;

namespace Elsa.ITR.Web.Features.Processes;

/// <summary>What one version says differently than another.</summary>
public static class CompareVersions
{
    /// <param name="From">Number of the older version; null: the published one, else the one before.</param>
    /// <param name="To">Number of the newer version; null: the newest.</param>
    /// <param name="Whole">Draw every step, not only those around a change.</param>
    public sealed record Query([FromQuery(Name = "from")] int? From = null, [FromQuery(Name = "to")] int? To = null, [FromQuery(Name = "whole")] bool? Whole = null);

    public sealed record Result(string DefinitionId, int From, int To, WorkflowDiff Diff)
    {
        /// <summary>What the page shows besides.</summary>
        [System.Text.Json.Serialization.JsonIgnore]
        public Picture? Picture { get; init; }
    }

    /// <param name="Impact">What the newer version means for running instances; null when it is no draft.</param>
    public sealed record Picture(
        WorkflowDefinition From, WorkflowDefinition To, IReadOnlyList<int> Versions, Diagram Diagram, bool Whole, IReadOnlyDictionary<string, string> Names, FlowImpact? Impact);

    public sealed class Handler(IWorkflowDefinitionStore store, IWorkflowDefinitionService definitions, WorkflowComparer comparer, RunningPlaces running, FlowImpacts impacts, FlowFindings findings)
    {
        /// <returns>Null when there are no such versions.</returns>
        public async Task<Result?> HandleAsync(string definitionId, Query query, bool withPicture, CancellationToken cancellationToken)
        {
            var versions = await store.ListVersionsAsync(definitionId, cancellationToken);
            var to = versions.FirstOrDefault(x => x.Version == query.To) ?? (query.To is null && versions.Count > 0 ? versions[^1] : null);
            var from = query.From is { } number
                ? versions.FirstOrDefault(x => x.Version == number)
                : versions.FirstOrDefault(x => x.IsPublished && x != to) ?? versions.LastOrDefault(x => x.Version < to?.Version);
            if (to is null || from is null)
                return null;

            var diff = comparer.Compare(definitions.ReadModel(from), definitions.ReadModel(to));
            return new Result(definitionId, from.Version, to.Version, diff)
            {
                Picture = withPicture ? await PictureAsync(from, to, [.. versions.Select(x => x.Version)], diff, query.Whole == true, cancellationToken) : null,
            };
        }

        private async Task<Picture> PictureAsync(WorkflowDefinition from, WorkflowDefinition to, IReadOnlyList<int> versions, WorkflowDiff diff, bool whole, CancellationToken cancellationToken)
        {
            var standing = (await running.CountsAsync(from.DefinitionId, cancellationToken)).Where(x => x.Step is not null && x.Version == from.Version).ToDictionary(x => x.Step!, x => x.Instances);
            var names = new Dictionary<string, string>(FlowDiagrams.NamesOf(from.Document));
            foreach (var (id, name) in FlowDiagrams.NamesOf(to.Document))
                names[id] = name;
            var compiles = (await findings.CheckAsync(definitions.ReadModel(to), cancellationToken)).All(x => x.Code != "definition.not-compilable");
            var impact = to.PublishedAt is null && compiles ? await impacts.ReadAsync(to, new Dictionary<string, string>(), cancellationToken) : null;
            return new Picture(from, to, versions, DiffDiagram.Of(from.Document, to.Document, diff, standing, whole), whole, names, impact);
        }
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/processes/{definitionId}/diff", async Task<IResult> (string definitionId, [AsParameters] Query query, Handler handler, CancellationToken cancellationToken) =>
                await handler.HandleAsync(definitionId, query, withPicture: false, cancellationToken) is { } result ? TypedResults.Ok(result) : TypedResults.NotFound())
            .RequireAuthorization(Permissions.FlowsRead)
            .Produces<Result>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("What one version of a flow says differently than another");
}
