using Elsa.ITR.Data;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Domain.Shifts;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Board;

/// <summary>What a shift leaves for the next one, and that the next one has taken it over.</summary>
public static class WriteShiftNote
{
    public sealed record Leave(string Text);

    public sealed record Take(Guid Id);

    public sealed class Handler(ItrDbContext db, CurrentActor me, TimeProvider time) : ICommandHandler<Leave, bool>, ICommandHandler<Take, bool>
    {
        /// <exception cref="RuleViolationException">shift-note.length.</exception>
        public Task<bool> HandleAsync(Leave command, CancellationToken cancellationToken)
        {
            if (command.Text.Length is 0 or > ShiftNote.MostCharacters)
                throw new RuleViolationException("shift-note.length", ("max", ShiftNote.MostCharacters));

            db.Add(new ShiftNote { Text = command.Text, WrittenById = me.Value.PersonId!.Value });
            return Task.FromResult(true);
        }

        /// <returns>False when there is no such note.</returns>
        /// <exception cref="RuleViolationException">shift-note.own.</exception>
        public async Task<bool> HandleAsync(Take command, CancellationToken cancellationToken)
        {
            if (await db.Set<ShiftNote>().FirstOrDefaultAsync(note => note.Id == command.Id, cancellationToken) is not { } note)
                return false;

            note.Take(me.Value.PersonId!.Value, time.GetUtcNow());
            return true;
        }
    }

    /// <summary>The body of the route.</summary>
    public sealed record Body(string? Text);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/board/notes", async (Body body, Shell.Command run, [FromHeader(Name = "Idempotency-Key")] string? key, CancellationToken cancellationToken) =>
            {
                await run.RunAsync<Leave, bool>(new Leave(body.Text?.Trim() ?? ""), "POST /api/board/notes", key, cancellationToken);
                return TypedResults.NoContent();
            })
            .RequireAuthorization(Permissions.BoardHandOver).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithExample(new Body("The customer of the second ring calls back at nine"))
            .WithSummary("Leave a note for the next shift");

        api.MapPost("/board/notes/{id:guid}/take", async Task<IResult> (Guid id, Shell.Command run, [FromHeader(Name = "Idempotency-Key")] string? key, CancellationToken cancellationToken) =>
                await run.RunAsync<Take, bool>(new Take(id), "POST /api/board/notes/{id}/take", key, cancellationToken, $"shift-note:{id}") ? TypedResults.NoContent() : TypedResults.NotFound())
            .AsCommand(Permissions.BoardHandOver, "Take over what another shift left").Produces(StatusCodes.Status204NoContent);
    }

    public static void MapPage(IEndpointRouteBuilder pages)
    {
        pages.MapPost("/board/notes", async ([FromForm] string? text, [FromForm] string key, Shell.Command run, HttpContext http) =>
        {
            await run.RunAsync<Leave, bool>(new Leave(text?.Trim() ?? ""), "POST /board/notes", key, http.RequestAborted);
            http.Say("Board.NoteLeft", "/board");
            return Pages.Next("/board");
        }).RequireAuthorization(Permissions.BoardHandOver);

        pages.MapPost("/board/notes/{id:guid}/take", async Task<IResult> (Guid id, [FromForm] string key, Shell.Command run, HttpContext http) =>
            await run.RunAsync<Take, bool>(new Take(id), "POST /board/notes/{id}/take", key, http.RequestAborted, $"shift-note:{id}") ? Pages.Next("/board") : Missing.Record(http, id.ToString()))
            .RequireAuthorization(Permissions.BoardHandOver);
    }
}
