using Elsa.ITR.Data;
using Elsa.ITR.Domain.Flows;
using Elsa.ITR.Web.Features.Operations;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell.Widgets;
using Elsa.ITR.Workflows;
using Elsa.Workflows.Management.Entities;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Processes;

/// <summary>One flow: its versions with author, note and running instances, and a version drawn with where they stand.</summary>
public static class GetFlow
{
    /// <param name="State">Draft, Published or Retired; words of the enumeration FlowVersionState.</param>
    /// <param name="Entry">Who published it and why; of a draft, who saved it last.</param>
    public sealed record Version(int Number, string VersionId, string State, DefinitionOrigin Origin, string ContentHash, DateTimeOffset CreatedAt, DateTimeOffset? PublishedAt, int Running, FlowHistory.Entry? Entry);

    public sealed record Step(string Id, string Name, int Instances);

    /// <param name="Shown">Number of the version that is drawn.</param>
    public sealed record Details(
        string DefinitionId, string Name, IReadOnlyList<Version> Versions, int Shown, IReadOnlyList<Step> Steps, IReadOnlyList<FlowHistory.Entry> History, IReadOnlyList<Migration> Migrations)
    {
        /// <summary>The shown version with the counts; not part of the API.</summary>
        [System.Text.Json.Serialization.JsonIgnore]
        public Diagram? Diagram { get; init; }

        public Version? Published => Versions.FirstOrDefault(x => x.State == PublishedState);

        public Version? Draft => Versions.FirstOrDefault(x => x.State == DraftState);

        public int Running => Versions.Sum(x => x.Running);

        public int OnOld => Versions.Where(x => x.State != PublishedState).Sum(x => x.Running);
    }

    public sealed record Migration(Guid Id, int ToVersion, string StartedBy, DateTimeOffset StartedAt);

    public const string DraftState = "Draft";
    public const string PublishedState = "Published";
    public const string RetiredState = "Retired";

    public sealed class Handler(ItrDbContext db, RunningPlaces running, FlowHistory history)
    {
        /// <param name="shown">Number of the version to draw; null for the published, else the newest.</param>
        /// <returns>Null when there is no such flow.</returns>
        public async Task<Details?> HandleAsync(string definitionId, int? shown, CancellationToken cancellationToken)
        {
            var rows = await db.Set<WorkflowDefinition>().AsNoTracking().Where(x => x.DefinitionId == definitionId).OrderByDescending(x => x.Version)
                .Select(x => new { x.Id, x.Version, x.Name, x.IsPublished, x.PublishedAt, x.CreatedAt, x.Origin, x.ContentHash }).ToListAsync(cancellationToken);
            if (rows.Count == 0)
                return null;

            var counts = await running.CountsAsync(definitionId, cancellationToken);
            var entries = await history.ReadAsync([definitionId], cancellationToken);
            var whole = counts.Where(x => x.Step is null).ToDictionary(x => x.Version, x => x.Instances);
            var versions = rows.ConvertAll(x => new Version(
                x.Version, x.Id, x.IsPublished ? PublishedState : x.PublishedAt is null ? DraftState : RetiredState, x.Origin, x.ContentHash, x.CreatedAt, x.PublishedAt, whole.GetValueOrDefault(x.Version),
                entries.FirstOrDefault(entry => entry.Version == x.Version && (x.PublishedAt is null || entry.Note is not null || entry.Action == FlowHistory.Published))));
            var drawn = rows.FirstOrDefault(x => x.Version == shown) ?? rows.FirstOrDefault(x => x.IsPublished) ?? rows[0];
            var document = await db.Set<WorkflowDefinition>().AsNoTracking().Where(x => x.Id == drawn.Id).Select(x => x.Document).FirstAsync(cancellationToken);
            var standing = counts.Where(x => x.Step is not null && x.Version == drawn.Version).ToDictionary(x => x.Step!, x => x.Instances);
            var diagram = FlowDiagrams.Counted(document, standing);
            var migrations = await db.Set<FlowMigration>().AsNoTracking().Where(x => x.DefinitionId == definitionId).OrderByDescending(x => x.StartedAt).Take(10)
                .Select(x => new Migration(x.Id, x.ToVersion, x.StartedByName, x.StartedAt)).ToListAsync(cancellationToken);
            var names = FlowDiagrams.NamesOf(document);
            var name = FlowCatalog.Find(definitionId) is null ? drawn.Name ?? definitionId : FlowNames.Of(definitionId);
            return new Details(
                definitionId, name, versions, drawn.Version, [.. standing.OrderByDescending(x => x.Value).Select(x => new Step(x.Key, names.GetValueOrDefault(x.Key, x.Key), x.Value))], entries, migrations)
            {
                Diagram = diagram,
            };
        }
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/processes/{definitionId}", async Task<IResult> (string definitionId, [FromQuery] int? version, Handler handler, CancellationToken cancellationToken) =>
                await handler.HandleAsync(definitionId, version, cancellationToken) is { } details ? TypedResults.Ok(details) : TypedResults.NotFound())
            .RequireAuthorization(Permissions.FlowsRead)
            .Produces<Details>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("One flow with its versions and where its instances stand");
}
