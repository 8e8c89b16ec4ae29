using Elsa.ITR.Data;
using Elsa.ITR.Web.Features.Operations;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Workflows;
using Elsa.Workflows.Management.Entities;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Processes;

/// <summary>The flows with their versions and where their instances stand; documents are not read.</summary>
public static class ListFlows
{
    public const string All = "all";
    public const string Drafts = "drafts";
    public const string Old = "old";

    public static IReadOnlyList<string> Views { get; } = [All, Drafts, Old];

    /// <param name="Category">Main, Fault, Shared; Own for what was drawn here.</param>
    /// <param name="Published">Number of the published version; null for none.</param>
    /// <param name="Draft">Number of the draft; null for none.</param>
    /// <param name="VendorUpdate">The draft came with the product (D23).</param>
    /// <param name="OnOld">Running instances on other versions than the published one.</param>
    /// <param name="Steps">Where they wait, the most first.</param>
    public sealed record Row(
        string DefinitionId, string Name, string Category, int? Published, int? Draft, bool VendorUpdate, int Running, int OnOld, IReadOnlyList<Standing> Steps, FlowHistory.Entry? Last);

    public sealed record Standing(string Step, int Instances);

    public sealed record Page(string View, IReadOnlyList<Row> Rows, int Flows, int WithDraft, int WithOld, int Running);

    public sealed class Handler(ItrDbContext db, RunningPlaces running, FlowHistory history)
    {
        public async Task<Page> HandleAsync(string? view, CancellationToken cancellationToken)
        {
            var versions = await db.Set<WorkflowDefinition>().AsNoTracking()
                .Select(x => new { x.DefinitionId, x.Version, x.Name, x.IsPublished, x.IsLatest, x.PublishedAt, x.Origin }).ToListAsync(cancellationToken);
            var counts = (await running.CountsAsync(null, cancellationToken)).ToLookup(x => x.DefinitionId);
            var last = (await history.ReadAsync([.. versions.Select(x => x.DefinitionId).Distinct()], cancellationToken)).ToLookup(x => x.DefinitionId);
            var rows = versions.GroupBy(x => x.DefinitionId).Select(flow =>
            {
                var published = flow.FirstOrDefault(x => x.IsPublished)?.Version;
                var draft = flow.Where(x => x.PublishedAt is null).MaxBy(x => x.Version);
                var whole = counts[flow.Key].Where(x => x.Step is null).ToList();
                var steps = counts[flow.Key].Where(x => x.Step is not null).GroupBy(x => x.Step!).Select(x => new Standing(x.Key, x.Sum(y => y.Instances))).OrderByDescending(x => x.Instances).ToList();
                var name = FlowCatalog.Find(flow.Key) is null ? flow.MaxBy(x => x.Version)!.Name ?? flow.Key : FlowNames.Of(flow.Key);
                return new Row(
                    flow.Key, name, FlowCatalog.Find(flow.Key)?.Category ?? "Own", published, draft?.Version, draft?.Origin == DefinitionOrigin.Vendor,
                    whole.Sum(x => x.Instances), whole.Where(x => x.Version != published).Sum(x => x.Instances), steps, last[flow.Key].FirstOrDefault());
            }).OrderBy(x => OrderOf(x.DefinitionId)).ThenBy(x => x.Name, StringComparer.CurrentCulture).ToList();
            var shown = Views.Contains(view) ? view! : All;
            return new Page(
                shown, [.. rows.Where(x => shown == All || (shown == Drafts ? x.Draft is not null : x.OnOld > 0))],
                rows.Count, rows.Count(x => x.Draft is not null), rows.Count(x => x.OnOld > 0), rows.Sum(x => x.Running));
        }

        // In the order of the handbook, one's own last.
        private static int OrderOf(string definitionId) =>
            FlowCatalog.All.Index().FirstOrDefault(x => x.Item.DefinitionId == definitionId, (Index: int.MaxValue, Item: null!)).Index;
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/processes", async ([FromQuery] string? view, Handler handler, CancellationToken cancellationToken) => TypedResults.Ok(await handler.HandleAsync(view, cancellationToken)))
            .RequireAuthorization(Permissions.FlowsRead)
            .WithSummary("Flows with their versions and where their instances stand");
}
