using Elsa.Alterations;
using Elsa.Alterations.Core.Entities;
using Elsa.ITR.Data;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.Workflows.Management.Entities;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Operations.Batches;

/// <summary>How a batch gets on: numbers, and what became of each instance, failed ones first.</summary>
public static class GetBatch
{
    private const int Most = 200;

    public sealed record Item(string InstanceId, string? RecordNo, AlterationJobStatus State, string? Why, DateTimeOffset? DoneAt);

    public sealed record Details(string Id, BatchOrder Order, AlterationPlanStatus State, DateTimeOffset CreatedAt, int Done, int Failed, int Pending, IReadOnlyList<Item> Items)
    {
        public int Total => Done + Failed + Pending;

        public bool IsBusy => State is AlterationPlanStatus.Pending or AlterationPlanStatus.Running;
    }

    public sealed record Line(string Id, BatchOrder Order, AlterationPlanStatus State, DateTimeOffset CreatedAt);

    public sealed class Handler(ItrDbContext db)
    {
        /// <returns>Null when there is no such batch.</returns>
        public async Task<Details?> HandleAsync(string id, CancellationToken cancellationToken)
        {
            if (!id.StartsWith(BatchOrder.IdPrefix, StringComparison.Ordinal) || await db.Set<AlterationPlan>().AsNoTracking().FirstOrDefaultAsync(x => x.Id == id, cancellationToken) is not { } plan)
                return null;

            var jobs = db.Set<AlterationJob>().AsNoTracking().Where(x => x.PlanId == id);
            var counts = await jobs.GroupBy(x => x.Status).Select(x => new { x.Key, Count = x.Count() }).ToDictionaryAsync(x => x.Key, x => x.Count, cancellationToken);
            var rows = await jobs.OrderBy(x => x.Status == AlterationJobStatus.Failed ? 0 : x.Status == AlterationJobStatus.Pending ? 1 : 2).ThenBy(x => x.Id).Take(Most)
                .GroupJoin(db.Set<WorkflowInstance>(), x => x.WorkflowInstanceId, x => x.Id, (job, found) => new { job, found })
                .SelectMany(x => x.found.DefaultIfEmpty(), (x, instance) => new { x.job, No = instance == null ? null : instance.CorrelationId }).ToListAsync(cancellationToken);
            return new Details(
                id, BatchOrder.Of(plan), plan.Status, plan.CreatedAt, counts.GetValueOrDefault(AlterationJobStatus.Completed), counts.GetValueOrDefault(AlterationJobStatus.Failed), counts.GetValueOrDefault(AlterationJobStatus.Pending),
                [.. rows.Select(x => new Item(x.job.WorkflowInstanceId, x.No, x.job.Status, AlterationJson.ReadLog(x.job.Log) is [var entry, ..] ? entry.Message : null, x.job.CompletedAt))]);
        }

        /// <summary>The latest batches, newest first.</summary>
        public async Task<IReadOnlyList<Line>> ListAsync(CancellationToken cancellationToken) =>
            [.. (await db.Set<AlterationPlan>().AsNoTracking().Where(x => x.Id.StartsWith(BatchOrder.IdPrefix)).OrderByDescending(x => x.CreatedAt).Take(50).ToListAsync(cancellationToken)).Select(x => new Line(x.Id, BatchOrder.Of(x), x.Status, x.CreatedAt))];
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/operations/batches/{id}", async Task<IResult> (string id, Handler handler, CancellationToken cancellationToken) =>
                await handler.HandleAsync(id, cancellationToken) is { } details ? TypedResults.Ok(details) : TypedResults.NotFound())
            .RequireAuthorization(Permissions.OperationsRead)
            .Produces<Details>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("How a batch gets on");

    public static void MapPage(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/operations/batches", async (Handler handler, ListInstances.Handler instances, HttpContext http) =>
                Shell.Pages.Show<BatchesPage>(new { Batches = await handler.ListAsync(http.RequestAborted), Counts = await instances.CountAsync(http.RequestAborted) }))
            .RequireAuthorization(Permissions.OperationsRead);

        pages.MapGet("/operations/batches/{id}", async Task<IResult> (string id, Handler handler, HttpContext http) =>
                await handler.HandleAsync(id, http.RequestAborted) is { } details ? Shell.Pages.Show<BatchPage>(new { Batch = details }) : Shell.Missing.Record(http, id))
            .RequireAuthorization(Permissions.OperationsRead);
    }
}
