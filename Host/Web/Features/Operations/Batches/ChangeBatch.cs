using Elsa.Alterations.Core.Entities;
using Elsa.ITR.Data;
using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Operations.Repairs;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows.Runtime.Commands;
using Elsa.Workflows.Runtime.Outbox;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Operations.Batches;

/// <summary>Stops a batch after the instance at hand, lets it go on, or has what failed tried again.</summary>
public static class ChangeBatch
{
    public const string Stop = "stop";
    public const string Resume = "resume";
    public const string Again = "again";

    public sealed record Command(string Id, string Act);

    public sealed record Result(string Id, AlterationPlanStatus State);

    public sealed class Handler(ItrDbContext db, IOutbox outbox, AuditTrail audit) : ICommandHandler<Command, Result?>
    {
        /// <returns>Null when there is no such batch.</returns>
        /// <exception cref="RuleViolationException">batch.wrong-state.</exception>
        public async Task<Result?> HandleAsync(Command command, CancellationToken cancellationToken)
        {
            if (!command.Id.StartsWith(BatchOrder.IdPrefix, StringComparison.Ordinal) || await db.Set<AlterationPlan>().FirstOrDefaultAsync(x => x.Id == command.Id, cancellationToken) is not { } plan)
                return null;

            var isBusy = plan.Status is AlterationPlanStatus.Pending or AlterationPlanStatus.Running;
            if (command.Act == Stop ? !isBusy : isBusy || (command.Act == Resume && plan.Status != AlterationPlanStatus.Stopped))
                throw new RuleViolationException("batch.wrong-state", ("state", plan.Status));

            if (command.Act == Again)
            {
                foreach (var job in await db.Set<AlterationJob>().Where(x => x.PlanId == plan.Id && x.Status == AlterationJobStatus.Failed).ToListAsync(cancellationToken))
                    (job.Status, job.Log, job.CompletedAt) = (AlterationJobStatus.Pending, null, null);
            }

            (plan.Status, plan.CompletedAt) = (command.Act == Stop ? AlterationPlanStatus.Stopped : AlterationPlanStatus.Pending, null);
            if (command.Act != Stop)
                outbox.Add(RunBatch.RowKind, new RunBatch.Row(plan.Id));
            audit.Write($"batch.{command.Act}", new RecordRef(RecordTypes.FlowInstance, InstanceRecord.KeyOf(plan.Id), plan.Id));
            return new Result(plan.Id, plan.Status);
        }
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/operations/batches/{id}/{act:regex(^(stop|resume|again)$)}", async Task<IResult> (string id, string act, Shell.Command run, [FromHeader(Name = "Idempotency-Key")] string? key, CancellationToken cancellationToken) =>
                await run.RunAsync<Command, Result?>(new Command(id, act), "POST /operations/batches/{id}", key, cancellationToken, $"batch:{id}") is { } done ? TypedResults.Ok(done) : TypedResults.NotFound())
            .RequireAuthorization(Permissions.OperationsRepair)
            .Produces<Result>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
            .WithSummary("Stop a batch, let it go on, or try again what failed");

    public static void MapPage(IEndpointRouteBuilder pages) =>
        pages.MapPost("/operations/batches/{id}/{act:regex(^(stop|resume|again)$)}", async Task<IResult> (string id, string act, [FromForm] string key, Shell.Command run, HttpContext http) =>
                await run.RunAsync<Command, Result?>(new Command(id, act), "POST /operations/batches/{id}", key, http.RequestAborted, $"batch:{id}") is not null
                    ? Pages.Next($"/operations/batches/{id}")
                    : Missing.Record(http, id))
            .RequireAuthorization(Permissions.OperationsRepair);
}
