using System.Text.Json;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.AspNetCore.Mvc;

namespace Elsa.ITR.Web.Features.Inbox;

/// <summary>Keeps what a person types into an open work item, as one types; nothing is checked and nobody else hears of it.</summary>
public static class SaveDraft
{
    /// <param name="Item">Number or id of the work item.</param>
    /// <param name="Typed">Chosen outcome and entered text; null throws the draft away.</param>
    public sealed record Command(string Item, Typed? Typed);

    public sealed record Typed(string? Outcome, IReadOnlyDictionary<string, string?> Fields);

    public sealed class Handler(IWorkItems items, CurrentActor me) : ICommandHandler<Command, bool>
    {
        /// <returns>False when there is nothing to keep it for: the item is over, unknown, or the caller is no person.</returns>
        public async Task<bool> HandleAsync(Command command, CancellationToken cancellationToken)
        {
            if (me.Value.PersonId is not { } person || await items.FindEitherAsync(command.Item, cancellationToken) is not { IsOpen: true } item)
                return false;

            var draft = await items.DraftAsync(item, person, cancellationToken);
            if (command.Typed is not { } typed)
            {
                if (draft is not null)
                    items.Remove(draft);
                return true;
            }

            if (draft is null)
                items.Add(draft = new WorkItemDraft { WorkItemId = item.Id, PersonId = person });
            draft.Outcome = typed.Outcome;
            draft.Fields = JsonSerializer.Serialize(typed.Fields);
            return true;
        }
    }

    /// <summary>The body of the route.</summary>
    /// <param name="Fields">Entered text by field key; what the form does not ask for is left out.</param>
    public sealed record Body(string? Outcome, IReadOnlyDictionary<string, string?>? Fields);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPut("/work-items/{id}/draft", async Task<IResult> (string id, Body body, InboxDesk inbox, IWorkItems items, Shell.Command run, CancellationToken cancellationToken) =>
            {
                if (await items.FindEitherAsync(id, cancellationToken) is not { } item)
                    return TypedResults.NotFound();

                var known = inbox.FormOf(item).Fields.Select(field => field.Key).ToHashSet();
                var typed = new Typed(
                    body.Outcome is { } outcome && item.Outcomes.Contains(outcome) ? outcome : null, (body.Fields ?? new Dictionary<string, string?>()).Where(field => known.Contains(field.Key)).ToDictionary());
                return await RunAsync(new Command(item.No, typed), "PUT /api/work-items/{id}/draft", run, cancellationToken);
            })
            .RequireAuthorization(Permissions.InboxWork).Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound)
            .WithExample(new Body("Accepted", new Dictionary<string, string?> { ["firstAssessment"] = "Board XCS failed" }))
            .WithSummary("Keep what is typed into an open work item; nothing is checked and nobody else hears of it");

        api.MapDelete("/work-items/{id}/draft", async Task<IResult> (string id, IWorkItems items, Shell.Command run, CancellationToken cancellationToken) =>
                await items.FindEitherAsync(id, cancellationToken) is { } item
                    ? await RunAsync(new Command(item.No, null), "DELETE /api/work-items/{id}/draft", run, cancellationToken)
                    : TypedResults.NotFound())
            .RequireAuthorization(Permissions.InboxWork).Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("Throw away what is typed into an open work item");
    }

    private static async Task<IResult> RunAsync(Command command, string route, Shell.Command run, CancellationToken cancellationToken) =>
        await run.RunAsync<Command, bool>(command, route, null, cancellationToken, $"draft:{command.Item}") ? TypedResults.NoContent() : TypedResults.NotFound();

    public static void MapPage(IEndpointRouteBuilder pages)
    {
        pages.MapPost("/work-items/{no}/draft", async Task<IResult> (string no, InboxDesk inbox, IWorkItems items, Shell.Command run, TimeProvider time, HttpContext http) =>
        {
            if (await items.FindByNoAsync(no, http.RequestAborted) is not { } item)
                return Missing.Record(http, no);
            if (!item.IsOpen)
                return TypedResults.NoContent(); // the last keystrokes before it ended

            var posted = await http.Request.ReadFormAsync(http.RequestAborted);
            string? outcome = posted["outcome"];
            var typed = new Typed(outcome is not null && item.Outcomes.Contains(outcome) ? outcome : null, FormValues.Posted(inbox.FormOf(item), posted));
            await run.RunAsync<Command, bool>(new Command(no, typed), "POST /work-items/{no}/draft", null, http.RequestAborted, $"draft:{no}");
            return Pages.Show<DraftState>(new { SavedAt = time.GetUtcNow() });
        }).RequireAuthorization(Permissions.InboxWork);

        pages.MapPost("/work-items/{no}/draft/discard", async Task<IResult> (string no, [FromForm] string? returnUrl, IWorkItems items, Shell.Command run, HttpContext http) =>
        {
            if (await items.FindByNoAsync(no, http.RequestAborted) is null)
                return Missing.Record(http, no);

            await run.RunAsync<Command, bool>(new Command(no, null), "POST /work-items/{no}/draft/discard", null, http.RequestAborted, $"draft:{no}");
            return Pages.Next(returnUrl ?? $"/work-items/{no}");
        }).RequireAuthorization(Permissions.InboxWork);
    }
}
