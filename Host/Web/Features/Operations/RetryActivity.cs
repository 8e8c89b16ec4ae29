using System.ComponentModel.DataAnnotations;
using Elsa.ITR.Web.Features.Operations.Repairs;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Elsa.ITR.Web.Features.Operations;

/// <summary>Runs a faulted step again: its resume, if that is what failed, else its body (D3).</summary>
public static class RetryActivity
{
    /// <param name="StillFaulted">Some step is faulted; what it said stands with the instance.</param>
    public sealed record Result(string InstanceId, bool StillFaulted);

    /// <summary>The body of the route.</summary>
    public sealed record Body([property: Required] string ActivityInstanceId, [property: Required, StringLength(500, MinimumLength = 3)] string Reason);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/instances/{id}/retry", async Task<IResult> (
                string id, Body body, Shell.Command run, [FromHeader(Name = "Idempotency-Key")] string? key, CancellationToken cancellationToken) =>
                await RunAsync(id, body.ActivityInstanceId, body.Reason, key, run, cancellationToken) is { } done ? TypedResults.Ok(new Result(id, done.StillFaulted > 0)) : TypedResults.NotFound())
            .RequireAuthorization(Permissions.OperationsRepair)
            .Produces<Result>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
            .WithExample(new Body("id of the faulted activity instance", "The rate was entered"))
            .WithSummary("Run a faulted step again");

    public static void MapPage(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/operations/instances/{id}/retry/{activity}", async Task<IResult> (string id, string activity, GetInstance.Handler handler, Rehearsal rehearsal, HttpContext http) =>
                await DialogAsync(id, activity, null, handler, rehearsal, http))
            .RequireAuthorization(Permissions.OperationsRepair);

        pages.MapPost("/operations/instances/{id}/retry/{activity}", async Task<IResult> (
            string id, string activity, [FromForm] string? reason, [FromForm] string key, GetInstance.Handler handler, Rehearsal rehearsal, Shell.Command run, HttpContext http) =>
        {
            if (string.IsNullOrWhiteSpace(reason))
                return await DialogAsync(id, activity, "Form.ReasonMissing", handler, rehearsal, http);
            if (await RunAsync(id, activity, reason.Trim(), key, run, http.RequestAborted) is not { } done)
                return Missing.Record(http, id);

            http.Say(done.StillFaulted > 0 ? "Operations.RetryFailed" : "Operations.Retried", $"/operations/instances/{id}#audit");
            return Dialogs.Done(http, $"/operations/instances/{id}");
        }).RequireAuthorization(Permissions.OperationsRepair);
    }

    private static Task<RepairInstance.Result?> RunAsync(string id, string activity, string reason, string? key, Shell.Command run, CancellationToken cancellationToken) =>
        RepairInstance.RunAsync(new Repair(RepairKinds.Retry, id, reason) { Subject = activity }, key, run, cancellationToken);

    private static async Task<IResult> DialogAsync(string id, string activity, string? error, GetInstance.Handler handler, Rehearsal rehearsal, HttpContext http)
    {
        if (await handler.HandleAsync(id, http.RequestAborted) is not { } details || details.Faults.FirstOrDefault(x => x.ActivityInstanceId == activity) is not { } fault)
            return Missing.Record(http, id);

        var effects = await rehearsal.RunAsync(new Repair(RepairKinds.Retry, id, "") { Subject = activity }, http.RequestAborted);
        return Pages.Show<RetryDialog>(new { Details = details, Fault = fault, Effects = effects, ErrorKey = error }, error is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }
}
