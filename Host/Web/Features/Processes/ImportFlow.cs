using System.Text.Json;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Models;
using Elsa.Workflows.Runtime.Commands;
using Elsa.Workflows.Serialization;
using Microsoft.AspNetCore.Mvc;

namespace Elsa.ITR.Web.Features.Processes;

/// <summary>Brings a definition in as the draft of its flow; nothing is published by it.</summary>
public static class ImportFlow
{
    /// <summary>Largest file; a flow of a thousand steps has about a tenth of it.</summary>
    public const int Limit = 4 * 1024 * 1024;

    /// <param name="Json">Elsa JSON of a definition, as exported here or by another server.</param>
    public sealed record Command(string Json);

    public sealed record Result(string DefinitionId, int Version);

    /// <param name="Existing">The newest version that is here; null for a new flow.</param>
    /// <param name="ReplacesDraft">The draft whose content would be lost.</param>
    public sealed record Preview(WorkflowDefinitionModel Model, string Json, WorkflowDefinition? Existing, bool ReplacesDraft, WorkflowDiff? Diff, IReadOnlyList<FlowFindings.Finding> Findings);

    public sealed class Handler(DefinitionJson json, IWorkflowDefinitionStore store, IWorkflowDefinitionService definitions, IWorkflowDefinitionPublisher publisher, WorkflowComparer comparer, FlowFindings checks)
        : ICommandHandler<Command, Result>
    {
        /// <exception cref="RuleViolationException">flow.not-readable, .no-id.</exception>
        public async Task<Result> HandleAsync(Command command, CancellationToken cancellationToken)
        {
            var draft = await publisher.SaveDraftAsync(Read(command.Json), cancellationToken);
            return new Result(draft.DefinitionId, draft.Version);
        }

        /// <inheritdoc cref="HandleAsync" path="/exception"/>
        public async Task<Preview> PreviewAsync(string text, CancellationToken cancellationToken)
        {
            var model = Read(text);
            var versions = await store.ListVersionsAsync(model.DefinitionId!, cancellationToken);
            var existing = versions.Count > 0 ? versions[^1] : null;
            var diff = existing is null ? null : comparer.Compare(definitions.ReadModel(existing), model);
            return new Preview(model, text, existing, existing is { PublishedAt: null }, diff, await checks.CheckAsync(model, cancellationToken));
        }

        private WorkflowDefinitionModel Read(string text)
        {
            WorkflowDefinitionModel model;
            try
            {
                model = json.Read(text);
            }
            catch (JsonException wrong)
            {
                throw new RuleViolationException("flow.not-readable", ("reason", wrong.Message));
            }

            return string.IsNullOrWhiteSpace(model.DefinitionId) || model.Root is null ? throw new RuleViolationException("flow.no-id") : model;
        }
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/processes/import", async (JsonElement? definition, Shell.Command run, [FromHeader(Name = "Idempotency-Key")] string? key, CancellationToken cancellationToken) =>
                TypedResults.Ok(await RunAsync(definition is { ValueKind: not JsonValueKind.Undefined } given ? given.GetRawText() : "", key, run, cancellationToken)))
            .RequireAuthorization(Permissions.FlowsEdit)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithExample(new { definitionId = "settle-quarter", name = "Settle the quarter", root = new { type = "Elsa.Flowchart", id = "flow", activities = Array.Empty<object>(), connections = Array.Empty<object>() } })
            .WithSummary("Bring a definition in as the draft of its flow");

    public static void MapPage(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/processes/import", () => Pages.Show<ImportPage>()).RequireAuthorization(Permissions.FlowsEdit);
        pages.MapPost("/processes/import", async Task<IResult> (IFormCollection form, Handler handler, Shell.Command run, HttpContext http) =>
        {
            try
            {
                var text = form["json"] is [{ Length: > 0 } seen] ? seen : await ReadAsync(form.Files["file"], http.RequestAborted);
                if (form["confirmed"] != "true")
                    return Pages.Show<ImportPage>(new { Preview = await handler.PreviewAsync(text, http.RequestAborted) });

                var done = await RunAsync(text, form["key"], run, http.RequestAborted);
                http.Say("Processes.Imported", null, done.Version.ToString(System.Globalization.CultureInfo.InvariantCulture));
                return Pages.Next($"/processes/{done.DefinitionId}");
            }
            catch (RuleViolationException wrong)
            {
                return Pages.Show<ImportPage>(new { Error = wrong }, StatusCodes.Status422UnprocessableEntity);
            }
        }).RequireAuthorization(Permissions.FlowsEdit);
    }

    private static async Task<string> ReadAsync(IFormFile? file, CancellationToken cancellationToken)
    {
        if (file is not { Length: > 0 and <= Limit })
            throw new RuleViolationException("flow.no-file", ("limit", Limit / 1024 / 1024));

        using var reader = new StreamReader(file.OpenReadStream());
        return await reader.ReadToEndAsync(cancellationToken);
    }

    private static Task<Result> RunAsync(string json, string? key, Shell.Command run, CancellationToken cancellationToken) =>
        run.RunAsync<Command, Result>(new Command(json), "POST /processes/import", key, cancellationToken, "definitions:import");
}
