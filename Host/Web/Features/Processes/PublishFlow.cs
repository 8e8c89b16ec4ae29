using System.ComponentModel.DataAnnotations;
using Elsa.ITR.Domain.Flows;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.AspNetCore.Mvc;

namespace Elsa.ITR.Web.Features.Processes;

/// <summary>Publishes a draft, or the content of an older version as the next one, and decides what becomes of running instances: one command.</summary>
public static class PublishFlow
{
    /// <summary>A rollback in the history of a flow.</summary>
    public const string RolledBack = "flow.roll-back";

    private const string Template = "FLOW_PUBLISHED";

    /// <param name="Version">Number of the draft, or of the older version to go back to.</param>
    /// <param name="ContentHash">What the person saw.</param>
    /// <param name="Steps">Counterparts of steps, chosen by the person.</param>
    public sealed record Command(
        string DefinitionId, int Version, string ContentHash, string Note, IReadOnlyList<GroupChoice> Choices, IReadOnlyDictionary<string, string> Steps);

    /// <param name="Version">Number that is published now.</param>
    /// <param name="MigrationId">Where to see what becomes of instances; null when all stay.</param>
    public sealed record Result(string DefinitionId, int Version, Guid? MigrationId);

    /// <summary>The body of the route.</summary>
    public sealed record Body(
        [property: Range(1, int.MaxValue)] int Version, [property: Required] string ContentHash, [property: Required, StringLength(2000, MinimumLength = 3)] string Note,
        IReadOnlyList<GroupChoice>? Choices = null, IReadOnlyDictionary<string, string>? Steps = null);

    public sealed class Handler(
        IWorkflowDefinitionStore store, IWorkflowDefinitionService definitions, IWorkflowDefinitionPublisher publisher, FlowFindings checks, MigrationPlan plan, FlowHistory history,
        NotificationDesk notifications)
        : ICommandHandler<Command, Result?>
    {
        /// <returns>Null when there is no such version.</returns>
        /// <exception cref="RuleViolationException">flow.already-done, .stale, .draft-exists, .not-latest, .findings, .note-missing, .would-strand.</exception>
        public async Task<Result?> HandleAsync(Command command, CancellationToken cancellationToken)
        {
            var versions = await store.ListVersionsAsync(command.DefinitionId, cancellationToken);
            if (versions.FirstOrDefault(x => x.Version == command.Version) is not { } row)
                return null;

            Check(command, row, versions);
            var findings = await checks.CheckAsync(definitions.ReadModel(row), cancellationToken);
            if (findings.FirstOrDefault(x => x.Blocks) is { } first)
                throw new RuleViolationException("flow.findings", ("count", findings.Count(x => x.Blocks)), ("first", first.Text));

            history.Explain(row.PublishedAt is null ? FlowHistory.Published : RolledBack, command.Note);
            if (row.PublishedAt is not null)
                row = await publisher.RevertVersionAsync(command.DefinitionId, command.Version, cancellationToken);
            var published = await publisher.PublishAsync(command.DefinitionId, cancellationToken);
            if (!published.Succeeded)
                throw new RuleViolationException("flow.findings", ("count", published.ValidationErrors.Count), ("first", published.ValidationErrors.FirstOrDefault()?.Message));

            await TellAsync(row, command.Note, cancellationToken);
            var migration = await plan.AddAsync(row, command.Choices, command.Steps, null, cancellationToken);
            return new Result(command.DefinitionId, row.Version, migration?.Id);
        }

        private Task TellAsync(WorkflowDefinition row, string note, CancellationToken cancellationToken) => notifications.SendAsync(
            Template,
            FlowRecord.Of(row.DefinitionId),
            FlowRoles.Of(row.Document),
            new Dictionary<string, object?> { ["flow"] = row.Name, ["version"] = row.Version, ["changeNote"] = note },
            cancellationToken: cancellationToken);

        private static void Check(Command command, WorkflowDefinition row, IReadOnlyList<WorkflowDefinition> versions)
        {
            if (row.IsPublished)
                throw new RuleViolationException("flow.already-done", ("version", row.Version));
            if (row.ContentHash != command.ContentHash)
                throw new RuleViolationException("flow.stale", ("version", row.Version));
            if (string.IsNullOrWhiteSpace(command.Note))
                throw new RuleViolationException("flow.note-missing");
            if (row.PublishedAt is null && !row.IsLatest)
                throw new RuleViolationException("flow.not-latest", ("version", row.Version), ("latest", versions[^1].Version));
            if (row.PublishedAt is not null && versions.FirstOrDefault(x => x.PublishedAt is null) is { } draft)
                throw new RuleViolationException("flow.draft-exists", ("version", draft.Version));
        }
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/processes/{definitionId}/publish", async Task<IResult> (
                string definitionId, Body body, Shell.Command run, [FromHeader(Name = "Idempotency-Key")] string? key, CancellationToken cancellationToken) =>
                await RunAsync(
                    new Command(definitionId, body.Version, body.ContentHash, body.Note.Trim(), body.Choices ?? [], body.Steps ?? new Dictionary<string, string>()), key, run, cancellationToken) is { } done
                    ? TypedResults.Ok(done)
                    : TypedResults.NotFound())
            .RequireAuthorization(Permissions.FlowsEdit)
            .Produces<Result>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithExample(new Body(3, "hash of the draft, as GET answers it", "Asks for the spare route after acceptance", [new GroupChoice("v2:accept", MigrationChoice.Stay)]))
            .WithSummary("Publish a draft, or an older version's content as the next version");

    public static Task<Result?> RunAsync(Command command, string? key, Shell.Command run, CancellationToken cancellationToken) =>
        run.RunAsync<Command, Result?>(command, "POST /processes/{id}/publish", key, cancellationToken, $"definition:{command.DefinitionId}");
}
