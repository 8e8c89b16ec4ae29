using System.Text.Json;
using Elsa.ITR.Data;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Web.Features.Inbox;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Portal;

/// <summary>Keeps what a person types into a new request until it is sent or thrown away; nothing is checked and nobody else sees it.</summary>
public static class KeepRequest
{
    /// <param name="Form">What is typed; null throws the draft away.</param>
    public sealed record Command(PortalForm? Form);

    /// <param name="Form">What was typed.</param>
    public sealed record Kept(PortalForm Form, DateTimeOffset SavedAt);

    public sealed class Handler(ItrDbContext db, CurrentActor me) : ICommandHandler<Command, bool>
    {
        /// <returns>False when the caller is no person.</returns>
        public async Task<bool> HandleAsync(Command command, CancellationToken cancellationToken)
        {
            if (me.Value.PersonId is not { } person)
                return false;

            var draft = await db.Set<RequestDraft>().FirstOrDefaultAsync(x => x.PersonId == person, cancellationToken);
            if (command.Form is null)
            {
                if (draft is not null)
                    db.Remove(draft);
                return true;
            }

            if (draft is null)
                db.Add(draft = new RequestDraft { PersonId = person });
            draft.Fields = JsonSerializer.Serialize(command.Form, JsonSerializerOptions.Web);
            return true;
        }

        /// <summary>What the person has typed and not sent; null for nothing.</summary>
        public async Task<Kept?> FindAsync(CancellationToken cancellationToken)
        {
            var person = me.Value.PersonId;
            return await db.Set<RequestDraft>().AsNoTracking().FirstOrDefaultAsync(x => x.PersonId == person, cancellationToken) is { } draft
                ? new Kept(JsonSerializer.Deserialize<PortalForm>(draft.Fields, JsonSerializerOptions.Web)!, draft.UpdatedAt)
                : null;
        }
    }

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/portal/draft", async Task<IResult> (Handler drafts, CancellationToken cancellationToken) =>
                await drafts.FindAsync(cancellationToken) is { } kept ? TypedResults.Ok(kept) : TypedResults.NotFound())
            .RequireAuthorization(Permissions.PortalUse).Produces<Kept>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("What the caller has typed into a new request and not sent");

        api.MapPut("/portal/draft", async (PortalForm body, Shell.Command run, CancellationToken cancellationToken) =>
            {
                await RunAsync(run, body, cancellationToken);
                return TypedResults.NoContent();
            })
            .RequireAuthorization(Permissions.PortalUse)
            .WithExample(new PortalForm { Equipment = "NE-GZ-0001", Kind = PortalKind.Interrupted, Description = "No light since two", OccurredAt = "2026-11-23T02:00" })
            .WithSummary("Keep what is typed into a new request; nothing is checked and nobody else sees it");

        api.MapDelete("/portal/draft", async (Shell.Command run, CancellationToken cancellationToken) =>
            {
                await RunAsync(run, null, cancellationToken);
                return TypedResults.NoContent();
            })
            .RequireAuthorization(Permissions.PortalUse).WithSummary("Throw away what is typed into a new request");
    }

    public static void MapPage(IEndpointRouteBuilder pages)
    {
        pages.MapPost("/portal/new/draft", async (Shell.Command run, TimeProvider time, HttpContext http) =>
        {
            await RunAsync(run, PortalForm.Of(await http.Request.ReadFormAsync(http.RequestAborted)), http.RequestAborted);
            return Pages.Show<DraftState>(new { SavedAt = time.GetUtcNow() });
        }).RequireAuthorization(Permissions.PortalUse);

        pages.MapPost("/portal/new/draft/discard", async (Shell.Command run, HttpContext http) =>
        {
            await RunAsync(run, null, http.RequestAborted);
            return Pages.Next("/portal/new");
        }).RequireAuthorization(Permissions.PortalUse);
    }

    /// <summary>Keeps what is typed, or throws it away.</summary>
    internal static Task<bool> RunAsync(Shell.Command run, PortalForm? form, CancellationToken cancellationToken) =>
        run.RunAsync<Command, bool>(new Command(form), "POST /portal/new/draft", null, cancellationToken, $"request-draft:{run.Person}");
}
