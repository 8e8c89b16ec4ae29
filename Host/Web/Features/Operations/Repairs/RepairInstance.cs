using System.ComponentModel.DataAnnotations;
using Elsa.ITR.Data;
using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Localization;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Elsa.ITR.Web.Features.Operations.Repairs;

/// <summary>Does one repair in one transaction, with its reason in the audit trail; the dialog shows first what it would change.</summary>
public static class RepairInstance
{
    /// <param name="StillFaulted">Steps that are faulted now.</param>
    public sealed record Result(string InstanceId, WorkflowSubStatus State, int StillFaulted);

    /// <summary>The body of the route.</summary>
    public sealed record Body([property: Required, StringLength(500, MinimumLength = 3)] string Reason)
    {
        public string? Subject { get; init; }
        public string? Outcome { get; init; }
        public IReadOnlyDictionary<string, string>? Variables { get; init; }
        public IReadOnlyList<string>? TakenBack { get; init; }
        public bool RepeatEffects { get; init; }
        public int? Version { get; init; }
        public DateTimeOffset? OccurredAt { get; init; }
        public string? EventFilter { get; init; }
    }

    public sealed class Handler(ItrDbContext db, IEnumerable<IRepair> repairs, AccessScope access, AuditTrail audit) : ICommandHandler<Repair, Result?>
    {
        /// <returns>Null when there is no such instance.</returns>
        /// <exception cref="RuleViolationException">instance.not-running, .repair-refused, .not-faulted, .step-gone.</exception>
        public async Task<Result?> HandleAsync(Repair repair, CancellationToken cancellationToken)
        {
            if (await db.Set<WorkflowInstance>().FirstOrDefaultAsync(x => x.Id == repair.InstanceId, cancellationToken) is not { } instance)
                return null;
            if (instance.Status != WorkflowStatus.Running)
                throw new RuleViolationException("instance.not-running", ("instance", instance.Id), ("state", instance.SubStatus));

            using var system = access.EnterSystem(); // a flow acts on any record, whoever repairs it
            await repairs.Single(x => x.Kind == repair.Kind).RunAsync(repair, instance, cancellationToken);
            audit.Write($"instance.{repair.Kind}", InstanceRecord.Of(instance), instance.Id, repair.Told, repair.Reason);
            return new Result(instance.Id, instance.SubStatus, instance.FaultedActivityCount);
        }
    }

    private static readonly Body Sample = new("The rate was entered") { Subject = "compute", Variables = new Dictionary<string, string> { ["rate"] = "0.8" } };

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/instances/{id}/repairs/{kind}", async Task<IResult> (string id, string kind, Body body, Shell.Command run, [FromHeader(Name = "Idempotency-Key")] string? key, CancellationToken cancellationToken) =>
                RepairKinds.All.Contains(kind) && await RunAsync(Of(id, kind, body), key, run, cancellationToken) is { } done ? TypedResults.Ok(done) : TypedResults.NotFound())
            .RequireAuthorization(Permissions.OperationsRepair)
            .Produces<Result>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithExample(Sample)
            .WithSummary("Retry, skip, replay, send an event, migrate or cancel an instance");

        api.MapPost("/instances/{id}/repairs/{kind}/preview", async Task<IResult> (string id, string kind, Body body, Rehearsal rehearsal, CancellationToken cancellationToken) =>
                RepairKinds.All.Contains(kind) && await rehearsal.RunAsync(Of(id, kind, body), cancellationToken) is { } effects ? TypedResults.Ok(effects) : TypedResults.NotFound())
            .RequireAuthorization(Permissions.OperationsRepair)
            .Produces<Effects>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithExample(Sample)
            .WithSummary("What a repair would change; nothing is stored");
    }

    public static void MapPage(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/operations/instances/{id}/repair/{kind}", async Task<IResult> (
                string id, string kind, string? step, RepairChoices choices, Rehearsal rehearsal, IStringLocalizer<Ui> texts, HttpContext http) =>
                await DialogAsync(id, kind, step, null, null, choices, rehearsal, texts, http))
            .RequireAuthorization(Permissions.OperationsRepair);

        pages.MapPost("/operations/instances/{id}/repair/{kind}", async Task<IResult> (
            string id, string kind, [FromForm] string? step, [FromForm] string? reason, [FromForm] string key, [FromForm(Name = "do")] string? act,
            RepairChoices choices, Rehearsal rehearsal, Shell.Command run, IStringLocalizer<Ui> texts, HttpContext http) =>
        {
            if (act == "preview" || string.IsNullOrWhiteSpace(reason))
                return await DialogAsync(id, kind, step, http.Request.Form, act == "preview" ? null : "Form.ReasonMissing", choices, rehearsal, texts, http);
            if (await choices.ReadAsync(id, kind, step, http.Request.Form, http.RequestAborted) is not { } found
                || await RunAsync(found.Asked with { Reason = reason.Trim() }, key, run, http.RequestAborted) is not { } done)
                return Missing.Record(http, id);

            http.Say(done.StillFaulted > 0 ? "Repair.StillFaulted" : "Repair.Done." + kind, $"/operations/instances/{id}#audit");
            return Dialogs.Done(http, $"/operations/instances/{id}");
        }).RequireAuthorization(Permissions.OperationsRepair);
    }

    public static Task<Result?> RunAsync(Repair repair, string? key, Shell.Command run, CancellationToken cancellationToken) =>
        run.RunAsync<Repair, Result?>(repair, "POST /instances/{id}/repairs", key, cancellationToken, $"instance:{repair.InstanceId}");

    private static Repair Of(string id, string kind, Body body) => new(kind, id, body.Reason.Trim())
    {
        Subject = body.Subject,
        Outcome = body.Outcome,
        Variables = body.Variables ?? new Dictionary<string, string>(),
        TakenBack = body.TakenBack ?? [],
        RepeatEffects = body.RepeatEffects,
        Version = body.Version,
        OccurredAt = body.OccurredAt,
        EventFilter = body.EventFilter,
    };

    // What it would do is found by doing it without storing it; a rule that forbids it is said where the effects would stand.
    private static async Task<IResult> DialogAsync(
        string id, string kind, string? step, IFormCollection? form, string? error, RepairChoices choices, Rehearsal rehearsal, IStringLocalizer<Ui> texts, HttpContext http)
    {
        if (await choices.ReadAsync(id, kind, step, form, http.RequestAborted) is not { } found)
            return Missing.Record(http, id);

        Effects? effects = null;
        string? refused = null;
        try
        {
            effects = found.IsComplete ? await rehearsal.RunAsync(found.Asked, http.RequestAborted) : null;
        }
        catch (RuleViolationException rule)
        {
            refused = rule.Words(texts);
        }

        return Pages.Show<RepairDialog>(
            new { Choices = found, Effects = effects, Refused = refused, Reason = form?["reason"].ToString(), ErrorKey = error },
            error is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }
}
