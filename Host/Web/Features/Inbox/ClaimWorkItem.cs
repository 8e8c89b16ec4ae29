using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.AspNetCore.Mvc;

namespace Elsa.ITR.Web.Features.Inbox;

/// <summary>A candidate takes a work item, or its holder gives it back.</summary>
public static class ClaimWorkItem
{
    /// <param name="Item">Number or id.</param>
    /// <param name="Release">True to give it back.</param>
    /// <param name="RowVersion">The version the person saw; null skips the check.</param>
    public sealed record Command(string Item, bool Release, int? RowVersion = null);

    public sealed class Handler(IWorkItems items, InboxDesk inbox, AccessScope access) : ICommandHandler<Command, bool>
    {
        /// <returns>False when there is no such work item.</returns>
        /// <exception cref="Domain.Shared.RuleViolationException">work-item.already-done, .stale, .not-yours, .own-work.</exception>
        public async Task<bool> HandleAsync(Command command, CancellationToken cancellationToken)
        {
            if (await items.FindEitherAsync(command.Item, cancellationToken) is not { } item)
                return false;

            item.AsSeen(command.RowVersion, "work-item", item.No);
            using var system = access.EnterSystem(); // claiming may raise an event that clocks answer
            if (command.Release)
                inbox.Release(item);
            else
                await inbox.ClaimAsync(item, cancellationToken);
            return true;
        }
    }

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/work-items/{id}/claim", (string id, [AsParameters] ApiCall call) =>
                AnswerAsync(new Command(id, Release: false, call.RowVersion), "POST /api/work-items/{id}/claim", call))
            .AsCommand(Permissions.InboxWork, "Take a work item").WithVersion().Produces(StatusCodes.Status204NoContent);
        api.MapPost("/work-items/{id}/release", (string id, [AsParameters] ApiCall call) =>
                AnswerAsync(new Command(id, Release: true, call.RowVersion), "POST /api/work-items/{id}/release", call))
            .AsCommand(Permissions.InboxWork, "Give a work item back").WithVersion().Produces(StatusCodes.Status204NoContent);
    }

    public static void MapPage(IEndpointRouteBuilder pages)
    {
        pages.MapPost("/work-items/{no}/claim", (string no, [FromForm] string key, [FromForm] string? returnUrl, HttpContext http, Shell.Command run) =>
            GoAsync(new Command(no, Release: false), "POST /work-items/{no}/claim", key, returnUrl, http, run)).RequireAuthorization(Permissions.InboxWork);
        pages.MapPost("/work-items/{no}/release", (string no, [FromForm] string key, [FromForm] string? returnUrl, HttpContext http, Shell.Command run) =>
            GoAsync(new Command(no, Release: true), "POST /work-items/{no}/release", key, returnUrl, http, run)).RequireAuthorization(Permissions.InboxWork);
    }

    private static async Task<IResult> AnswerAsync(Command command, string route, ApiCall call) =>
        await call.Run.RunAsync<Command, bool>(command, route, call.Key, call.CancellationToken, command.Item) ? TypedResults.NoContent() : TypedResults.NotFound();

    private static async Task<IResult> GoAsync(Command command, string route, string key, string? returnUrl, HttpContext http, Shell.Command run)
    {
        if (!await run.RunAsync<Command, bool>(command, route, key, http.RequestAborted, command.Item))
            return Missing.Record(http, command.Item);

        http.Say(command.Release ? "Inbox.Released" : "Inbox.Claimed", $"/work-items/{command.Item}", command.Item);
        return Pages.Next(returnUrl ?? $"/work-items/{command.Item}");
    }
}
