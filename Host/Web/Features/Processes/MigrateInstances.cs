using System.ComponentModel.DataAnnotations;
using Elsa.Common.Models;
using Elsa.ITR.Domain.Flows;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows.Management;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.AspNetCore.Mvc;

namespace Elsa.ITR.Web.Features.Processes;

/// <summary>Lets chosen instances that run on older versions go on with the published one.</summary>
public static class MigrateInstances
{
    public sealed record Command(string DefinitionId, int Version, string Note, IReadOnlyList<GroupChoice> Choices, IReadOnlyDictionary<string, string> Steps);

    public sealed record Result(string DefinitionId, int Version, Guid MigrationId);

    /// <summary>The body of the route.</summary>
    public sealed record Body(
        [property: Range(1, int.MaxValue)] int Version, [property: Required, StringLength(2000, MinimumLength = 3)] string Note,
        [property: Required, MinLength(1)] IReadOnlyList<GroupChoice> Choices, IReadOnlyDictionary<string, string>? Steps = null);

    public sealed class Handler(IWorkflowDefinitionStore store, MigrationPlan plan) : ICommandHandler<Command, Result?>
    {
        /// <returns>Null when nothing is published under that id.</returns>
        /// <exception cref="RuleViolationException">flow.stale, .note-missing, .nobody-chosen, .would-strand.</exception>
        public async Task<Result?> HandleAsync(Command command, CancellationToken cancellationToken)
        {
            if (await store.FindAsync(command.DefinitionId, VersionOptions.Published, cancellationToken) is not { } published)
                return null;
            if (published.Version != command.Version)
                throw new RuleViolationException("flow.stale", ("version", command.Version));
            if (string.IsNullOrWhiteSpace(command.Note))
                throw new RuleViolationException("flow.note-missing");

            var migration = await plan.AddAsync(published, command.Choices, command.Steps, command.Note, cancellationToken) ?? throw new RuleViolationException("flow.nobody-chosen");
            return new Result(command.DefinitionId, published.Version, migration.Id);
        }
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/processes/{definitionId}/migrate", async Task<IResult> (
                string definitionId, Body body, Shell.Command run, [FromHeader(Name = "Idempotency-Key")] string? key, CancellationToken cancellationToken) =>
                await RunAsync(new Command(definitionId, body.Version, body.Note.Trim(), body.Choices, body.Steps ?? new Dictionary<string, string>()), key, run, cancellationToken) is { } done
                    ? TypedResults.Ok(done)
                    : TypedResults.NotFound())
            .RequireAuthorization(Permissions.FlowsEdit)
            .Produces<Result>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithExample(new Body(2, "The open cases need the new step too", [new GroupChoice("v1:accept", MigrationChoice.Now)]))
            .WithSummary("Let running instances go on with the published version");

    public static Task<Result?> RunAsync(Command command, string? key, Shell.Command run, CancellationToken cancellationToken) =>
        run.RunAsync<Command, Result?>(command, "POST /processes/{id}/migrate", key, cancellationToken, $"definition:{command.DefinitionId}");
}
