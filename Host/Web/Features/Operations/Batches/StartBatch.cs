using System.ComponentModel.DataAnnotations;
using Elsa.Alterations.Core.Contracts;
using Elsa.Alterations.Core.Entities;
using Elsa.ITR.Data;
using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Operations.Repairs;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime.Commands;
using Elsa.Workflows.Runtime.Outbox;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Operations.Batches;

/// <summary>Has one repair done to every instance of a list: shows first how many, and whom it does not fit; then a job does them one by one.</summary>
public static class StartBatch
{
    public sealed record Command(string Kind, int? Version, InstanceFilter Filter, string Reason);

    public sealed record Result(string Id);

    /// <param name="Count">Instances it is done to.</param>
    /// <param name="Excluded">Instances of the list it does not fit.</param>
    public sealed record Details(string Kind, InstanceFilter Filter, int Count, int Excluded, IReadOnlyList<ListInstances.Choice> Flows, IReadOnlyList<int> Versions);

    public sealed class Handler(ItrDbContext db, FoundInstances found, IAlterationPlanStore plans, IOutbox outbox, IIdentityGenerator ids, AuditTrail audit, CurrentActor me, TimeProvider time)
        : ICommandHandler<Command, Result>
    {
        /// <exception cref="RuleViolationException">batch.nothing.</exception>
        public async Task<Result> HandleAsync(Command command, CancellationToken cancellationToken)
        {
            var meant = await Fitting(command.Kind, command.Version, command.Filter).Select(x => x.Id).ToListAsync(cancellationToken);
            if (meant.Count == 0 || (command.Kind == RepairKinds.Migrate && command.Version is null))
                throw new RuleViolationException("batch.nothing");

            var now = time.GetUtcNow();
            var all = await All(command.Filter).CountAsync(cancellationToken);
            var order = new BatchOrder(command.Kind, command.Version, command.Filter.Url(), command.Reason, me.Value.PersonId, me.Value.Name.ToString(), all - meant.Count);
            var plan = new AlterationPlan { Id = BatchOrder.IdPrefix + ids.GenerateId(), Alterations = "[]", Filter = RowJson.Write(order), CreatedAt = now };
            plans.Add(plan, meant.Select(id => new AlterationJob { Id = ids.GenerateId(), PlanId = plan.Id, WorkflowInstanceId = id, CreatedAt = now }));
            outbox.Add(RunBatch.RowKind, new RunBatch.Row(plan.Id));
            audit.Write("batch.start", new RecordRef(RecordTypes.FlowInstance, InstanceRecord.KeyOf(plan.Id), plan.Id), order.Address, $"{command.Kind} × {meant.Count}", command.Reason);
            return new Result(plan.Id);
        }

        public async Task<Details> ReadAsync(string kind, InstanceFilter filter, CancellationToken cancellationToken)
        {
            var versions = kind == RepairKinds.Migrate
                ? await db.Set<WorkflowDefinition>().Where(x => x.DefinitionId == filter.Flow).OrderByDescending(x => x.IsPublished).ThenByDescending(x => x.Version).Select(x => x.Version).ToListAsync(cancellationToken)
                : [];
            var fitting = Fitting(kind, versions.Count > 0 ? versions[0] : null, filter);
            var flows = await fitting.GroupBy(x => x.DefinitionId).Select(x => new { x.Key, Count = x.Count() }).ToListAsync(cancellationToken);
            var count = flows.Sum(x => x.Count);
            return new Details(kind, filter, count, await All(filter).CountAsync(cancellationToken) - count, [.. flows.OrderByDescending(x => x.Count).Select(x => new ListInstances.Choice(x.Key, x.Count))], versions);
        }

        private IQueryable<WorkflowInstance> All(InstanceFilter filter) => found.Of(filter with { After = null });

        private IQueryable<WorkflowInstance> Fitting(string kind, int? version, InstanceFilter filter)
        {
            var running = All(filter).Where(x => x.Status == WorkflowStatus.Running);
            return kind switch
            {
                RepairKinds.Retry => running.Where(x => x.FaultedActivityCount > 0),
                RepairKinds.Migrate => running.Where(x => x.DefinitionId == filter.Flow && x.Version != version),
                _ => running,
            };
        }
    }

    /// <summary>The body of the route; which instances stands in the query, as in the list.</summary>
    public sealed record Body([property: Required] string Kind, [property: Required, StringLength(500, MinimumLength = 3)] string Reason, int? Version = null);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/operations/batches", async Task<IResult> (Body body, [AsParameters] InstanceFilter filter, Shell.Command run, [FromHeader(Name = "Idempotency-Key")] string? key, CancellationToken cancellationToken) =>
                BatchOrder.Kinds.Contains(body.Kind)
                    ? TypedResults.Ok(await run.RunAsync<Command, Result>(new Command(body.Kind, body.Version, filter, body.Reason.Trim()), "POST /operations/batches", key, cancellationToken))
                    : TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["kind"] = [$"Expected one of {string.Join(", ", BatchOrder.Kinds)}, got '{body.Kind}'."] }))
            .RequireAuthorization(Permissions.OperationsRepair)
            .Produces<Result>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithExample(new Body("retry", "The rate was entered"))
            .WithSummary("Repair every instance of a list");

    public static void MapPage(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/operations/batches/new", async Task<IResult> (string kind, [AsParameters] InstanceFilter filter, Handler handler, HttpContext http) => await DialogAsync(kind, filter, null, handler, http))
            .RequireAuthorization(Permissions.OperationsRepair);

        pages.MapPost("/operations/batches/new", async Task<IResult> (
            string kind, [AsParameters] InstanceFilter filter, [FromForm] string? reason, [FromForm] int? target, [FromForm] string key, Handler handler, Shell.Command run, HttpContext http) =>
        {
            if (string.IsNullOrWhiteSpace(reason) || !BatchOrder.Kinds.Contains(kind))
                return await DialogAsync(kind, filter, "Form.ReasonMissing", handler, http);

            var done = await run.RunAsync<Command, Result>(new Command(kind, target, filter, reason.Trim()), "POST /operations/batches", key, http.RequestAborted);
            return Dialogs.Done(http, $"/operations/batches/{done.Id}");
        }).RequireAuthorization(Permissions.OperationsRepair);
    }

    private static async Task<IResult> DialogAsync(string kind, InstanceFilter filter, string? error, Handler handler, HttpContext http) =>
        BatchOrder.Kinds.Contains(kind)
            ? Pages.Show<BatchDialog>(new { Details = await handler.ReadAsync(kind, filter, http.RequestAborted), ErrorKey = error }, error is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity)
            : Missing.Record(http, kind);
}
