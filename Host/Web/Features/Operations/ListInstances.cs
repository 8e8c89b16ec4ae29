using System.Globalization;
using Elsa.ITR.Data;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Operations;

/// <summary>Instances with where each waits and why, last changed first. State documents are never read here.</summary>
public static class ListInstances
{
    private const int PageSize = 25;

    public sealed record Row(
        string Id, string FlowId, int Version, string? RecordNo, WorkflowSubStatus State, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt,
        IReadOnlyList<InstanceWaits.Wait> Waits, IReadOnlyList<InstanceWaits.Fault> Faults, DateTimeOffset? StalledAt, string? StallReason);

    /// <param name="Next">Cursor of the next page; null on the last.</param>
    public sealed record Page(IReadOnlyList<Row> Rows, string? Next);

    public sealed record Counts(int Faulted, int Stalled, int Running, int Ended)
    {
        public int Of(string view) => view switch { InstanceFilter.Stuck => Faulted + Stalled, InstanceFilter.Running => Running, _ => Ended };
    }

    public sealed class Handler(ItrDbContext db, InstanceWaits waits)
    {
        public async Task<Page> HandleAsync(InstanceFilter filter, CancellationToken cancellationToken)
        {
            var found = await Narrowed(filter).OrderByDescending(x => x.UpdatedAt).ThenBy(x => x.Id).Take(PageSize + 1).AsNoTracking().ToListAsync(cancellationToken);
            var page = found.Take(PageSize).ToList();
            var (waiting, faults) = await waits.FindAsync([.. page.Select(x => x.Id)], cancellationToken);
            var rows = page.Select(x => new Row(
                x.Id, x.DefinitionId, x.Version, x.CorrelationId, x.SubStatus, x.CreatedAt, x.UpdatedAt, [.. waiting[x.Id]], [.. faults[x.Id]], x.StalledAt, x.StallReason)).ToList();
            return new Page(rows, found.Count > PageSize ? $"{page[^1].UpdatedAt.UtcTicks.ToString(CultureInfo.InvariantCulture)}~{page[^1].Id}" : null);
        }

        public async Task<Counts> CountAsync(CancellationToken cancellationToken)
        {
            var all = db.Set<WorkflowInstance>();
            return new Counts(
                await all.CountAsync(x => x.Status == WorkflowStatus.Running && x.FaultedActivityCount > 0, cancellationToken),
                await all.CountAsync(x => x.Status == WorkflowStatus.Running && x.FaultedActivityCount == 0 && x.StalledAt != null, cancellationToken),
                await all.CountAsync(x => x.Status == WorkflowStatus.Running, cancellationToken),
                await all.CountAsync(x => x.Status == WorkflowStatus.Finished, cancellationToken));
        }

        private IQueryable<WorkflowInstance> Narrowed(InstanceFilter filter)
        {
            var instances = filter.Shown switch
            {
                InstanceFilter.Stuck => db.Set<WorkflowInstance>().Where(x => x.Status == WorkflowStatus.Running && (x.FaultedActivityCount > 0 || x.StalledAt != null)),
                InstanceFilter.Running => db.Set<WorkflowInstance>().Where(x => x.Status == WorkflowStatus.Running),
                _ => db.Set<WorkflowInstance>().Where(x => x.Status == WorkflowStatus.Finished),
            };
            if (!string.IsNullOrWhiteSpace(filter.Flow))
                instances = instances.Where(x => x.DefinitionId == filter.Flow);
            if (filter.Text?.Trim() is { Length: > 0 } text)
                instances = instances.Where(x => x.CorrelationId!.Contains(text) || x.Id == text);
            if (filter.After?.Split('~', 2) is [var ticks, var id] && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at))
            {
                var since = new DateTimeOffset(at, TimeSpan.Zero);
#pragma warning disable CA1309 // becomes SQL: the database compares in the same order as it sorts
                instances = instances.Where(x => x.UpdatedAt < since || (x.UpdatedAt == since && string.Compare(x.Id, id) > 0));
#pragma warning restore CA1309
            }

            return instances;
        }
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/instances", async ([AsParameters] InstanceFilter filter, Handler handler, CancellationToken cancellationToken) =>
                TypedResults.Ok(await handler.HandleAsync(filter, cancellationToken)))
            .RequireAuthorization(Permissions.OperationsRead)
            .WithSummary("Flow instances with where each waits and why");
}
