using Elsa.ITR.Data.Clocks;
using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.AspNetCore.Mvc;

namespace Elsa.ITR.Web.Features.Policies;

/// <summary>Throws a draft away; its number is not used again.</summary>
public static class DiscardPolicy
{
    public sealed record Command(int Version, string Reason);

    public sealed class Handler(PolicyStore policies, AuditTrail audit) : ICommandHandler<Command, bool>
    {
        /// <returns>False when there is no such version.</returns>
        /// <exception cref="RuleViolationException">policy.not-a-draft.</exception>
        public async Task<bool> HandleAsync(Command command, CancellationToken cancellationToken)
        {
            if (await policies.FindAsync(command.Version, cancellationToken) is not { } row)
                return false;
            if (row.State != PolicyState.Draft)
                throw new RuleViolationException("policy.not-a-draft", ("version", row.Version));

            row.State = PolicyState.Discarded;
            audit.Write("policy.discard", PolicyRecord.Of(row), $"v{row.Version}", null, command.Reason);
            return true;
        }
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapDelete("/policies/{version:int}", async Task<IResult> (int version, [FromQuery] string? reason, Shell.Command run, CancellationToken cancellationToken) =>
                await RunAsync(new Command(version, reason ?? ""), null, run, cancellationToken) ? TypedResults.NoContent() : TypedResults.NotFound())
            .RequireAuthorization(Permissions.PoliciesEdit)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Throw a draft away");

    public static void MapPage(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/admin/sla/{version:int}/discard", (int version) => Pages.Show<DiscardPolicyDialog>(new { Version = version })).RequireAuthorization(Permissions.PoliciesEdit);
        pages.MapPost("/admin/sla/{version:int}/discard", async Task<IResult> (int version, [FromForm] string? reason, [FromForm] string key, Shell.Command run, HttpContext http) =>
        {
            if (string.IsNullOrWhiteSpace(reason))
                return Pages.Show<DiscardPolicyDialog>(new { Version = version, ErrorKey = "Form.ReasonMissing" }, StatusCodes.Status422UnprocessableEntity);
            if (!await RunAsync(new Command(version, reason.Trim()), key, run, http.RequestAborted))
                return Missing.Record(http, $"v{version}");

            http.Say("Policy.Discarded", null, PolicyWords.Number(version));
            return Dialogs.Done(http, "/admin/sla");
        }).RequireAuthorization(Permissions.PoliciesEdit);
    }

    private static Task<bool> RunAsync(Command command, string? key, Shell.Command run, CancellationToken cancellationToken) =>
        run.RunAsync<Command, bool>(command, "DELETE /policies/{version}", key, cancellationToken, DraftPolicy.Lock);
}
