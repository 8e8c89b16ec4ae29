using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.AspNetCore.Mvc;

namespace Elsa.ITR.Web.Features.Cases;

/// <summary>A note in the timeline; the customer sees it unless it is internal.</summary>
public static class NoteCase
{
    /// <param name="RowVersion">The version the person saw; null skips the check.</param>
    public sealed record Command(string No, string Text, bool IsInternal, int? RowVersion = null);

    public sealed class Handler(ICases cases, CaseDesk desk, AccessScope access) : ICommandHandler<Command, bool>
    {
        /// <exception cref="RuleViolationException">case.unknown, case.stale, case.note-length.</exception>
        public async Task<bool> HandleAsync(Command command, CancellationToken cancellationToken)
        {
            if (command.Text.Length is 0 or > 2000)
                throw new RuleViolationException("case.note-length", ("max", 2000));

            var record = await cases.RequireAsync(command.No, command.RowVersion, cancellationToken);
            var isInternal = command.IsInternal && access.SeesInternal;
            using var system = access.EnterSystem(); // the first answer to a customer moves clocks he does not see
            await desk.NoteAsync(record, command.Text, isInternal, cancellationToken);
            return true;
        }
    }

    /// <summary>The body of the route.</summary>
    public sealed record Body(string? Text, bool? IsInternal);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/cases/{no}/notes", (string no, Body body, ICases cases, [AsParameters] ApiCall call) =>
                call.OnCaseAsync<Command, bool>(cases, no, new Command(no, body.Text?.Trim() ?? "", body.IsInternal == true, call.RowVersion), "POST /api/cases/{no}/notes"))
            .AsCommand(Permissions.CaseUpload, "Write a note into the timeline of a case; the customer sees it unless it is internal", new Body("The board was changed, we watch it until noon", false))
            .WithVersion().Produces(StatusCodes.Status204NoContent);

    public static void MapPage(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/cases/{no}/note", (string no, ICases cases, HttpContext http) => CaseDialogs.ShowAsync<NoteDialog>(no, cases, http)).RequireAuthorization(Permissions.CaseUpload);
        pages.MapPost("/cases/{no}/note", (string no, [FromForm] string? text, [FromForm] bool? isInternal, [FromForm] string key, ICases cases, Shell.Command run, HttpContext http) =>
            CaseDialogs.RunAsync(http, no, "Case.Did.note",
                () => run.RunAsync<Command, bool>(new Command(no, text?.Trim() ?? "", isInternal == true), "POST /cases/{no}/note", key, http.RequestAborted, no),
                error => CaseDialogs.ShowAsync<NoteDialog>(no, cases, http, record => new { Record = record, Text = text, Error = error })))
            .RequireAuthorization(Permissions.CaseUpload);
    }
}
