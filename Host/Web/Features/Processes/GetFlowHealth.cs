using Elsa.Common.Models;
using Elsa.ITR.Data;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Operations;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Localization;
using Elsa.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Models;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Processes;

/// <summary>How the versions of each flow fare: what runs, stands still and ended, how long it took, and which step people kept waiting (K36).</summary>
public static class GetFlowHealth
{
    /// <param name="Standing">Stalled, or with a step that failed.</param>
    /// <param name="Ended">Finished in the period.</param>
    /// <param name="Faulted">Faulted or cancelled in the period.</param>
    /// <param name="Cycle">Mean from start to end of those that finished in the period.</param>
    /// <param name="Slowest">Step of people with the longest mean from being offered to being done in the period; null where there was none.</param>
    public sealed record Line(string DefinitionId, string Name, int Version, int Running, int Standing, int Ended, int Faulted, TimeSpan? Cycle, Wait? Slowest);

    /// <param name="Times">How often it was done in the period.</param>
    public sealed record Wait(string Step, string Name, TimeSpan Mean, int Times);

    public sealed record Health(Period Period, IReadOnlyList<Line> Lines);

    public sealed class Handler(ItrDbContext db, IWorkflowDefinitionService definitions, AccessScope access, TimeProvider time)
    {
        public async Task<Health> HandleAsync(string? periodText, CancellationToken cancellationToken)
        {
            var today = time.GetUtcNow().LocalDate();
            var period = Period.Find(periodText, today) ?? Period.MonthOf(today);
            var (from, to) = (period.From, period.To);
            var versions = await db.Set<WorkflowInstance>().GroupBy(x => new { x.DefinitionId, x.Version }).Select(group => new
            {
                group.Key,
                Running = group.Count(x => x.Status == WorkflowStatus.Running),
                Standing = group.Count(x => x.Status == WorkflowStatus.Running && (x.StalledAt != null || x.FaultedActivityCount > 0)),
                Ended = group.Count(x => x.FinishedAt >= from && x.FinishedAt < to && x.SubStatus == WorkflowSubStatus.Finished),
                Faulted = group.Count(x => x.FinishedAt >= from && x.FinishedAt < to && x.SubStatus != WorkflowSubStatus.Finished),
                Seconds = group.Average(x => x.FinishedAt >= from && x.FinishedAt < to && x.SubStatus == WorkflowSubStatus.Finished ? DbTime.Between(x.CreatedAt, x.FinishedAt) : null),
            }).ToListAsync(cancellationToken);
            var waits = (await WaitsAsync(from, to, cancellationToken)).ToLookup(x => (x.Flow, x.Version));
            var lines = new List<Line>();
            foreach (var row in versions.Where(x => x.Running + x.Ended + x.Faulted > 0))
            {
                var slowest = waits[(row.Key.DefinitionId, row.Key.Version)].MaxBy(x => x.Seconds);
                lines.Add(new Line(
                    row.Key.DefinitionId, FlowNames.Of(row.Key.DefinitionId), row.Key.Version, row.Running, row.Standing, row.Ended, row.Faulted, Span(row.Seconds),
                    slowest is null ? null : new Wait(slowest.Step, await NameAsync(row.Key.DefinitionId, row.Key.Version, slowest.Step, cancellationToken), Span(slowest.Seconds)!.Value, slowest.Times)));
            }

            return new Health(period, [.. lines.OrderByDescending(x => x.Standing).ThenByDescending(x => x.Running).ThenBy(x => x.DefinitionId, StringComparer.Ordinal).ThenByDescending(x => x.Version)]);
        }

        private async Task<List<Waited>> WaitsAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
        {
            using var system = access.EnterSystem(); // who runs the flows need not see the cases; only means are shown
            return await db.Set<WorkItem>().Where(x => x.FlowId != null && x.Step != null && x.FlowVersion != null && x.CompletedAt >= from && x.CompletedAt < to)
                .GroupBy(x => new { x.FlowId, x.FlowVersion, x.Step })
                .Select(group => new Waited(group.Key.FlowId!, group.Key.FlowVersion!.Value, group.Key.Step!, group.Average(x => DbTime.Between(x.CreatedAt, x.CompletedAt)), group.Count()))
                .ToListAsync(cancellationToken);
        }

        private async Task<string> NameAsync(string definitionId, int version, string step, CancellationToken cancellationToken) =>
            await definitions.FindWorkflowGraphAsync(WorkflowDefinitionHandle.ByDefinitionId(definitionId, VersionOptions.SpecificVersion(version)), cancellationToken) is { } graph
                ? new FlowStepNames(graph).Of(step)
                : step;

        private static TimeSpan? Span(double? seconds) => seconds is { } value ? TimeSpan.FromSeconds(Math.Round(value, 1)) : null; // SQLite keeps days in a floating number

        private sealed record Waited(string Flow, int Version, string Step, double? Seconds, int Times);
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/processes/health", async (string? period, Handler health, CancellationToken cancellationToken) => TypedResults.Ok(await health.HandleAsync(period, cancellationToken)))
            .RequireAuthorization(Permissions.FlowsRead)
            .WithSummary("How the versions of each flow fare: what runs, stands still and ended in a period, how long it took, which step people kept waiting");
}
