using System.ComponentModel.DataAnnotations;
using Elsa.ITR.Data;
using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Operations.Repairs;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime.Commands;
using Elsa.Workflows.Runtime.Deadlines;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Jobs;
using Elsa.Workflows.Runtime.Outbox;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Operations.Jobs;

/// <summary>Has a timer or effect done again that was given up, is late, or is held by a node that is gone. An effect keeps its key, so its receiver knows it.</summary>
public static class SendAgain
{
    public const string Effect = "effect";
    public const string Timer = "timer";

    public sealed record Command(string Type, string Id, string Reason);

    /// <param name="InstanceId">The instance it belongs to; null for none.</param>
    public sealed record Result(string Id, string? InstanceId);

    /// <summary>The body of the route.</summary>
    public sealed record Body([property: Required, StringLength(500, MinimumLength = 3)] string Reason);

    /// <summary>What the dialog shows.</summary>
    public sealed record Details(string Type, string Id, string Kind, DateTimeOffset At, int Attempts, string? Error, string? Node);

    public sealed class Handler(ItrDbContext db, AuditTrail audit, TimeProvider time) : ICommandHandler<Command, Result?>
    {
        /// <returns>Null when there is no such row.</returns>
        /// <exception cref="RuleViolationException">job.already-done.</exception>
        public async Task<Result?> HandleAsync(Command command, CancellationToken cancellationToken)
        {
            var instanceId = command.Type == Effect ? await EffectAsync(command.Id, cancellationToken) : await TimerAsync(command.Id, cancellationToken);
            if (instanceId is null)
                return null;

            var instance = instanceId.Length == 0 ? null : await db.Set<WorkflowInstance>().AsNoTracking().FirstOrDefaultAsync(x => x.Id == instanceId, cancellationToken);
            var record = instance is null ? InstanceRecord.Named(command.Id) : InstanceRecord.Of(instance);
            audit.Write("job.again", record, instance?.Id, $"{command.Type} {command.Id}", command.Reason);
            return new Result(command.Id, instance?.Id);
        }

        /// <returns>Null when there is no such row.</returns>
        public async Task<Details?> FindAsync(string type, string id, CancellationToken cancellationToken)
        {
            if (type == Effect)
                return await db.Set<OutboxMessage>().AsNoTracking().Where(x => x.Id == id && x.State != OutboxState.Done).Select(x => new Details(type, x.Id, x.Kind, x.AvailableAt, x.Attempts, x.Error, x.LeaseOwner)).FirstOrDefaultAsync(cancellationToken);

            return await db.Set<Deadline>().AsNoTracking().Where(x => x.Id == id && (x.State == DeadlineState.Pending || x.State == DeadlineState.Parked))
                .Select(x => new Details(type, x.Id, x.Kind, x.DueAt, x.Attempts, x.Error, x.LeaseOwner)).FirstOrDefaultAsync(cancellationToken);
        }

        /// <returns>Id of the instance, empty for none; null when there is no such row.</returns>
        private async Task<string?> EffectAsync(string id, CancellationToken cancellationToken)
        {
            if (await db.Set<OutboxMessage>().FirstOrDefaultAsync(x => x.Id == id, cancellationToken) is not { } row)
                return null;
            if (row.State == OutboxState.Done)
                throw new RuleViolationException("job.already-done", ("kind", row.Kind), ("at", row.DoneAt));

            (row.State, row.Attempts, row.AvailableAt, row.LeaseOwner, row.LeaseUntil) = (OutboxState.Pending, 0, time.GetUtcNow(), null, null);
            return row.InstanceId ?? "";
        }

        private async Task<string?> TimerAsync(string id, CancellationToken cancellationToken)
        {
            if (await db.Set<Deadline>().FirstOrDefaultAsync(x => x.Id == id, cancellationToken) is not { } row)
                return null;
            if (row.State is DeadlineState.Fired or DeadlineState.Cancelled)
                throw new RuleViolationException("job.already-done", ("kind", row.Kind), ("at", row.FiredAt));

            (row.State, row.Attempts, row.LeaseOwner, row.LeaseUntil) = (DeadlineState.Pending, 0, null, null);
            return await db.Set<StoredBookmark>().Where(x => x.Id == row.OwnerId).Select(x => x.WorkflowInstanceId).FirstOrDefaultAsync(cancellationToken) ?? "";
        }
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/operations/jobs/{type}/{id}/again", async Task<IResult> (string type, string id, Body body, Shell.Command run, IRecurringJobs jobs, [FromHeader(Name = "Idempotency-Key")] string? key, CancellationToken cancellationToken) =>
                type is Effect or Timer && await RunAsync(new Command(type, id, body.Reason.Trim()), key, run, jobs, cancellationToken) is { } done ? TypedResults.Ok(done) : TypedResults.NotFound())
            .RequireAuthorization(Permissions.OperationsRepair)
            .Produces<Result>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
            .WithExample(new Body("The mail server is back"))
            .WithSummary("Do a timer or effect again");

    public static void MapPage(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/operations/jobs/{type}/{id}/again", async Task<IResult> (string type, string id, string? returnUrl, Handler handler, HttpContext http) => await DialogAsync(type, id, returnUrl, null, handler, http))
            .RequireAuthorization(Permissions.OperationsRepair);

        pages.MapPost("/operations/jobs/{type}/{id}/again", async Task<IResult> (
            string type, string id, [FromForm] string? reason, [FromForm] string key, [FromForm] string? returnUrl, Handler handler, Shell.Command run, IRecurringJobs jobs, HttpContext http) =>
        {
            if (string.IsNullOrWhiteSpace(reason))
                return await DialogAsync(type, id, returnUrl, "Form.ReasonMissing", handler, http);
            if (type is not (Effect or Timer) || await RunAsync(new Command(type, id, reason.Trim()), key, run, jobs, http.RequestAborted) is not { } done)
                return Missing.Record(http, id);

            http.Say("Jobs.Again.Done", done.InstanceId is null ? null : $"/operations/instances/{done.InstanceId}#audit");
            return Dialogs.Done(http, returnUrl ?? "/operations/jobs");
        }).RequireAuthorization(Permissions.OperationsRepair);
    }

    private static async Task<Result?> RunAsync(Command command, string? key, Shell.Command run, IRecurringJobs jobs, CancellationToken cancellationToken)
    {
        var done = await run.RunAsync<Command, Result?>(command, "POST /operations/jobs/again", key, cancellationToken, $"job:{command.Id}");
        jobs.Wake(command.Type == Effect ? EngineJobs.OutboxDispatcher : EngineJobs.DeadlineSweep);
        return done;
    }

    private static async Task<IResult> DialogAsync(string type, string id, string? returnUrl, string? error, Handler handler, HttpContext http) =>
        await handler.FindAsync(type, id, http.RequestAborted) is { } details
            ? Shell.Pages.Show<SendAgainDialog>(new { Details = details, ReturnUrl = returnUrl, ErrorKey = error }, error is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity)
            : Missing.Record(http, id);
}
