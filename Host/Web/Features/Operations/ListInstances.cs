using System.Globalization;
using Elsa.ITR.Data;
using Elsa.ITR.Web.Features.Operations.Stalls;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Operations;

/// <summary>Instances with where each waits and why, last changed first. State documents are never read here.</summary>
public static class ListInstances
{
    private const int PageSize = 25;

    /// <param name="Stalls">Why it stands still, as it is now; empty while it waits for what can come.</param>
    public sealed record Row(
        string Id, string FlowId, int Version, string? RecordNo, WorkflowSubStatus State, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt,
        IReadOnlyList<InstanceWaits.Wait> Waits, IReadOnlyList<InstanceWaits.Fault> Faults, IReadOnlyList<Stall> Stalls, DateTimeOffset? StalledAt, string? StallReason);

    /// <param name="Next">Cursor of the next page; null on the last.</param>
    public sealed record Page(IReadOnlyList<Row> Rows, string? Next);

    public sealed record Counts(int Faulted, int Stalled, int Running, int Ended)
    {
        public int Of(string view) => view switch { InstanceFilter.Stuck => Faulted + Stalled, InstanceFilter.Running => Running, _ => Ended };
    }

    /// <summary>What the list may be narrowed to, with how many each has.</summary>
    public sealed record Choices(IReadOnlyList<Choice> Flows, IReadOnlyList<Choice> Versions, IReadOnlyList<Choice> Steps, IReadOnlyList<Choice> Causes);

    public sealed record Choice(string Value, int Count);

    public sealed class Handler(ItrDbContext db, FoundInstances found, InstanceWaits waits, InstanceStalls stalls)
    {
        public async Task<Page> HandleAsync(InstanceFilter filter, CancellationToken cancellationToken)
        {
            var some = await found.After(found.Of(filter), filter).OrderByDescending(x => x.UpdatedAt).ThenBy(x => x.Id).Take(PageSize + 1).AsNoTracking().ToListAsync(cancellationToken);
            var page = some.Take(PageSize).ToList();
            var (waiting, faults) = await waits.FindAsync([.. page.Select(x => x.Id)], cancellationToken);
            var stuck = await stalls.OfAsync([.. page.Where(x => x.Status == WorkflowStatus.Running && (x.FaultedActivityCount > 0 || x.StalledAt is not null)).Select(x => x.Id)], cancellationToken);
            var rows = page.Select(x => new Row(
                x.Id, x.DefinitionId, x.Version, x.CorrelationId, x.SubStatus, x.CreatedAt, x.UpdatedAt, [.. waiting[x.Id]], [.. faults[x.Id]], [.. stuck[x.Id]], x.StalledAt, x.StallReason)).ToList();
            return new Page(rows, some.Count > PageSize ? Cursor.Of(page[^1].UpdatedAt, page[^1].Id) : null);
        }

        public async Task<Counts> CountAsync(CancellationToken cancellationToken)
        {
            var states = await db.Set<WorkflowInstance>()
                .GroupBy(x => new { x.Status, IsFaulted = x.FaultedActivityCount > 0, IsStalled = x.StalledAt != null })
                .Select(x => new { x.Key.Status, x.Key.IsFaulted, x.Key.IsStalled, Count = x.Count() }).ToListAsync(cancellationToken);
            var running = states.Where(x => x.Status == WorkflowStatus.Running).ToList();
            return new Counts(
                running.Where(x => x.IsFaulted).Sum(x => x.Count), running.Where(x => !x.IsFaulted && x.IsStalled).Sum(x => x.Count),
                running.Sum(x => x.Count), states.Where(x => x.Status == WorkflowStatus.Finished).Sum(x => x.Count));
        }

        /// <summary>Versions and steps are offered once a flow is chosen.</summary>
        public async Task<Choices> ChoicesAsync(InstanceFilter filter, CancellationToken cancellationToken)
        {
            var shown = new InstanceFilter(filter.Shown);
            var flows = await found.Of(shown).GroupBy(x => x.DefinitionId).Select(x => new { x.Key, Count = x.Count() }).ToListAsync(cancellationToken);
            var causes = filter.Shown != InstanceFilter.Stuck ? [] : await found.Of(shown).Where(x => x.StallReason != null).GroupBy(x => x.StallReason!).Select(x => new { x.Key, Count = x.Count() }).ToListAsync(cancellationToken);
            var byCause = causes.GroupBy(x => x.Key.Split(':')[0]).Where(x => Enum.TryParse<StallCause>(x.Key, out _)).Select(x => new Choice(x.Key, x.Sum(y => y.Count)));
            if (string.IsNullOrWhiteSpace(filter.Flow))
                return new Choices(Ordered(flows.Select(x => new Choice(x.Key, x.Count))), [], [], Ordered(byCause));

            var ofFlow = found.Of(shown with { Flow = filter.Flow });
            var versions = await ofFlow.GroupBy(x => x.Version).Select(x => new { x.Key, Count = x.Count() }).ToListAsync(cancellationToken);
            var steps = await found.StandingAsync(found.Of(shown with { Flow = filter.Flow, Version = filter.Version }), cancellationToken);
            return new Choices(
                Ordered(flows.Select(x => new Choice(x.Key, x.Count))),
                [.. versions.OrderByDescending(x => x.Key).Select(x => new Choice(x.Key.ToString(CultureInfo.InvariantCulture), x.Count))],
                Ordered(steps), Ordered(byCause));
        }

        private static IReadOnlyList<Choice> Ordered(IEnumerable<Choice> choices) => [.. choices.OrderByDescending(x => x.Count).ThenBy(x => x.Value, StringComparer.Ordinal)];
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/instances", async ([AsParameters] InstanceFilter filter, Handler handler, CancellationToken cancellationToken) =>
                TypedResults.Ok(await handler.HandleAsync(filter, cancellationToken)))
            .RequireAuthorization(Permissions.OperationsRead)
            .WithSummary("Flow instances with where each waits and why");
}
