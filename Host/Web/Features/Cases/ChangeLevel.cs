using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.AspNetCore.Mvc;

namespace Elsa.ITR.Web.Features.Cases;

/// <summary>Another fault level: priority, clocks and the flow follow (sla.md §8.7).</summary>
public static class ChangeLevel
{
    /// <param name="RowVersion">The version the person saw; null skips the check.</param>
    public sealed record Command(string No, int Level, LevelChangeReason Reason, string Text, int? RowVersion = null);

    /// <summary>The body of the route.</summary>
    /// <param name="Why">Misclassified when missing.</param>
    public sealed record Body(int Level, LevelChangeReason? Why, string? Reason);

    public sealed class Handler(ICases cases, CaseDesk desk, AccessScope access) : ICommandHandler<Command, int>
    {
        /// <returns>The level now.</returns>
        /// <exception cref="RuleViolationException">case.unknown, case.stale, case.reason-required, case.no-fault, case.level-invalid, case.level-same, case.wrong-state.</exception>
        public async Task<int> HandleAsync(Command command, CancellationToken cancellationToken)
        {
            if (command.Text.Length == 0)
                throw new RuleViolationException("case.reason-required", ("kind", "level"));

            var record = await cases.RequireAsync(command.No, command.RowVersion, cancellationToken);
            using var system = access.EnterSystem();
            await desk.ChangeLevelAsync(record, command.Level, command.Reason, command.Text, cancellationToken);
            return command.Level;
        }
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/cases/{no}/level", (string no, Body body, ICases cases, [AsParameters] ApiCall call) =>
                call.OnCaseAsync<Command, int>(
                    cases, no, new Command(no, body.Level, body.Why ?? LevelChangeReason.Misclassified, body.Reason?.Trim() ?? "", call.RowVersion), "POST /api/cases/{no}/level"))
            .AsCommand(Permissions.CaseChangeLevel, "Give a case another fault level; priority, clocks and the flow follow", new Body(2, LevelChangeReason.Improved, "Half of the services are back"))
            .WithVersion().Produces(StatusCodes.Status204NoContent);

    public static void MapPage(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/cases/{no}/level", (string no, ICases cases, HttpContext http) => CaseDialogs.ShowAsync<LevelDialog>(no, cases, http)).RequireAuthorization(Permissions.CaseChangeLevel);
        pages.MapPost("/cases/{no}/level", (
                string no, [FromForm] int? level, [FromForm] LevelChangeReason? why, [FromForm] string? reason, [FromForm] string key,
                ICases cases, Shell.Command run, HttpContext http) =>
            CaseDialogs.RunAsync(http, no, "Case.Did.level",
                () => run.RunAsync<Command, int>(new Command(no, level ?? 0, why ?? LevelChangeReason.Misclassified, reason?.Trim() ?? ""), "POST /cases/{no}/level", key, http.RequestAborted, no),
                error => CaseDialogs.ShowAsync<LevelDialog>(no, cases, http, record => new { Record = record, Level = level, Why = why, Reason = reason, Error = error })))
            .RequireAuthorization(Permissions.CaseChangeLevel);
    }
}
