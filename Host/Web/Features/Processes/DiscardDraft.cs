using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Flows;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Exceptions;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.AspNetCore.Mvc;

namespace Elsa.ITR.Web.Features.Processes;

/// <summary>Throws a draft away; the version before it is the newest again.</summary>
public static class DiscardDraft
{
    public sealed record Command(string DefinitionId, int Version, string Reason);

    public sealed class Handler(IWorkflowDefinitionStore store, IWorkflowDefinitionManager manager, AuditTrail audit) : ICommandHandler<Command, bool>
    {
        /// <returns>False when there is no such version.</returns>
        /// <exception cref="RuleViolationException">flow.not-a-draft, .in-use.</exception>
        public async Task<bool> HandleAsync(Command command, CancellationToken cancellationToken)
        {
            var versions = await store.ListVersionsAsync(command.DefinitionId, cancellationToken);
            if (versions.FirstOrDefault(x => x.Version == command.Version) is not { } row)
                return false;
            if (row.PublishedAt is not null)
                throw new RuleViolationException("flow.not-a-draft", ("version", row.Version));

            audit.Write("flow.discard", FlowRecord.Of(command.DefinitionId), @new: row.Version.ToString(System.Globalization.CultureInfo.InvariantCulture), reason: command.Reason);
            try
            {
                return await manager.DeleteVersionAsync(command.DefinitionId, command.Version, cancellationToken);
            }
            catch (DefinitionInUseException use)
            {
                throw new RuleViolationException("flow.in-use", ("version", row.Version), ("instances", use.RunningInstances));
            }
        }
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapDelete("/processes/{definitionId}/versions/{version:int}", async Task<IResult> (
                string definitionId, int version, [FromQuery] string? reason, Shell.Command run, CancellationToken cancellationToken) =>
                await RunAsync(new Command(definitionId, version, reason ?? ""), null, run, cancellationToken) ? TypedResults.NoContent() : TypedResults.NotFound())
            .RequireAuthorization(Permissions.FlowsEdit)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Throw a draft away");

    public static void MapPage(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/processes/{definitionId}/versions/{version:int}/discard", (string definitionId, int version) => Pages.Show<DiscardDialog>(new { DefinitionId = definitionId, Version = version }))
            .RequireAuthorization(Permissions.FlowsEdit);
        pages.MapPost("/processes/{definitionId}/versions/{version:int}/discard", async Task<IResult> (
            string definitionId, int version, [FromForm] string? reason, [FromForm] string key, Shell.Command run, HttpContext http) =>
        {
            if (string.IsNullOrWhiteSpace(reason))
                return Pages.Show<DiscardDialog>(new { DefinitionId = definitionId, Version = version, ErrorKey = "Form.ReasonMissing" }, StatusCodes.Status422UnprocessableEntity);
            if (!await RunAsync(new Command(definitionId, version, reason.Trim()), key, run, http.RequestAborted))
                return Missing.Record(http, definitionId);

            http.Say("Processes.Discarded", null, version.ToString(System.Globalization.CultureInfo.InvariantCulture));
            return Dialogs.Done(http, $"/processes/{definitionId}");
        }).RequireAuthorization(Permissions.FlowsEdit);
    }

    private static Task<bool> RunAsync(Command command, string? key, Shell.Command run, CancellationToken cancellationToken) =>
        run.RunAsync<Command, bool>(command, "DELETE /processes/{id}/versions/{version}", key, cancellationToken, $"definition:{command.DefinitionId}");
}
