using Elsa.ITR.Data;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.AspNetCore.Mvc;

namespace Elsa.ITR.Web.Features.Inbox.Filters;

/// <summary>Forgets a saved filter of one's own; those it was shared with lose it too.</summary>
public static class DeleteFilter
{
    public sealed record Command(Guid Id);

    public sealed class Handler(ItrDbContext db, SavedFilters saved) : ICommandHandler<Command, bool>
    {
        /// <returns>False when the person made no such filter.</returns>
        public async Task<bool> HandleAsync(Command command, CancellationToken cancellationToken)
        {
            if (await saved.FindOwnAsync(command.Id, cancellationToken) is not { } filter)
                return false;

            db.Remove(filter);
            return true;
        }
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapDelete("/inbox/filters/{id:guid}", async Task<IResult> (Guid id, Shell.Command run, CancellationToken cancellationToken) =>
                await run.RunAsync<Command, bool>(new Command(id), "DELETE /api/inbox/filters/{id}", null, cancellationToken) ? TypedResults.NoContent() : TypedResults.NotFound())
            .RequireAuthorization(Permissions.InboxWork).ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("Forget a saved filter of one's own");

    public static void MapPage(IEndpointRouteBuilder pages) =>
        pages.MapPost("/inbox/filters/{id:guid}/delete", async Task<IResult> (Guid id, [FromForm] string? returnUrl, Shell.Command run, HttpContext http) =>
            {
                if (!await run.RunAsync<Command, bool>(new Command(id), "POST /inbox/filters/{id}/delete", null, http.RequestAborted))
                    return Missing.Record(http, id.ToString());

                http.Say("Filters.Deleted");
                return Pages.Next(returnUrl ?? "/inbox");
            })
            .RequireAuthorization(Permissions.InboxWork);
}
