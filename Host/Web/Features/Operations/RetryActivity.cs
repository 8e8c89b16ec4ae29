using System.ComponentModel.DataAnnotations;
using Elsa.ITR.Data;
using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Operations;

/// <summary>Runs a faulted step again: its resume, if that is what failed, else its body (D3).</summary>
public static class RetryActivity
{
    public sealed record Command(string InstanceId, string ActivityInstanceId, string Reason);

    /// <param name="StillFaulted">The step failed again; what it said stands with the instance.</param>
    public sealed record Result(string InstanceId, bool StillFaulted);

    /// <summary>The body of the route.</summary>
    public sealed record Body([property: Required] string ActivityInstanceId, [property: Required, StringLength(500, MinimumLength = 3)] string Reason);

    public sealed class Handler(ItrDbContext db, InstanceRepair repair, ICases cases, AccessScope access, AuditTrail audit) : ICommandHandler<Command, Result?>
    {
        /// <returns>Null when there is no such instance.</returns>
        /// <exception cref="RuleViolationException">instance.not-faulted.</exception>
        public async Task<Result?> HandleAsync(Command command, CancellationToken cancellationToken)
        {
            if (await db.Set<WorkflowInstance>().FirstOrDefaultAsync(x => x.Id == command.InstanceId, cancellationToken) is not { } instance)
                return null;

            using var system = access.EnterSystem();
            if (!(await repair.ListFaultedAsync(instance.Id, cancellationToken)).Contains(command.ActivityInstanceId))
                throw new RuleViolationException("instance.not-faulted", ("instance", instance.Id));

            if (instance.CorrelationId is { } no && await cases.FindByNoAsync(no, cancellationToken) is { } record)
                audit.Write("instance.retry", record.Ref, command.ActivityInstanceId, null, command.Reason);
            await repair.RetryAsync(instance.Id, command.ActivityInstanceId, cancellationToken);
            var after = await repair.ListFaultedAsync(instance.Id, cancellationToken);
            return new Result(instance.Id, after.Contains(command.ActivityInstanceId));
        }
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/instances/{id}/retry", async Task<IResult> (
                string id, Body body, Shell.Command run, [FromHeader(Name = "Idempotency-Key")] string? key, CancellationToken cancellationToken) =>
                await RunAsync(new Command(id, body.ActivityInstanceId, body.Reason), key, run, cancellationToken) is { } done ? TypedResults.Ok(done) : TypedResults.NotFound())
            .RequireAuthorization(Permissions.OperationsRepair)
            .Produces<Result>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
            .WithSummary("Run a faulted step again");

    public static void MapPage(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/operations/instances/{id}/retry/{activity}", async Task<IResult> (string id, string activity, GetInstance.Handler handler, HttpContext http) =>
                await DialogAsync(id, activity, null, handler, http))
            .RequireAuthorization(Permissions.OperationsRepair);

        pages.MapPost("/operations/instances/{id}/retry/{activity}", async Task<IResult> (
            string id, string activity, [FromForm] string? reason, [FromForm] string key, GetInstance.Handler handler, Shell.Command run, HttpContext http) =>
        {
            if (string.IsNullOrWhiteSpace(reason))
                return await DialogAsync(id, activity, "Form.ReasonMissing", handler, http);
            if (await RunAsync(new Command(id, activity, reason.Trim()), key, run, http.RequestAborted) is not { } done)
                return Missing.Record(http, id);

            http.Say(done.StillFaulted ? "Operations.RetryFailed" : "Operations.Retried");
            return Dialogs.Done(http, $"/operations/instances/{id}");
        }).RequireAuthorization(Permissions.OperationsRepair);
    }

    private static Task<Result?> RunAsync(Command command, string? key, Shell.Command run, CancellationToken cancellationToken) =>
        run.RunAsync<Command, Result?>(command, "POST /instances/{id}/retry", key, cancellationToken, $"instance:{command.InstanceId}");

    private static async Task<IResult> DialogAsync(string id, string activity, string? error, GetInstance.Handler handler, HttpContext http) =>
        await handler.HandleAsync(id, http.RequestAborted) is { } details && details.Faults.FirstOrDefault(x => x.ActivityInstanceId == activity) is { } fault
            ? Pages.Show<RetryDialog>(new { Details = details, Fault = fault, ErrorKey = error }, error is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity)
            : Missing.Record(http, id);
}
