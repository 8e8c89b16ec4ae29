using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.AspNetCore.Mvc;

namespace Elsa.ITR.Web.Features.Inbox;

/// <summary>A work item gets another holder, with a reason.</summary>
public static class ReassignWorkItem
{
    /// <param name="Item">Number or id.</param>
    /// <param name="RowVersion">The version the person saw; null skips the check.</param>
    public sealed record Command(string Item, Guid PersonId, string Reason, int? RowVersion = null);

    /// <summary>The body of the route.</summary>
    /// <param name="PersonId">One of those whom the work item's people name.</param>
    public sealed record Body(Guid? PersonId, string? Reason);

    /// <summary>Whom a work item may go to, and whom one may ask for help with it.</summary>
    /// <param name="Reassign">Empty where the caller may not hand it on.</param>
    public sealed record People(IReadOnlyList<Person> Reassign, IReadOnlyList<Person> Help);

    public sealed record Person(Guid Id, string UserName, Bilingual Name)
    {
        public static Person Of(PersonInfo person) => new(person.Id, person.UserName, person.Name);
    }

    public sealed class Handler(IWorkItems items, InboxDesk inbox, CurrentActor me, AuditTrail audit) : ICommandHandler<Command, bool>
    {
        /// <returns>False when there is no such work item.</returns>
        /// <exception cref="RuleViolationException">work-item.already-done, .stale, .not-a-candidate, .not-yours, .reason-required.</exception>
        public async Task<bool> HandleAsync(Command command, CancellationToken cancellationToken)
        {
            if (await items.FindEitherAsync(command.Item, cancellationToken) is not { } item)
                return false;
            item.AsSeen(command.RowVersion, "work-item", item.No);
            if (command.Reason.Length == 0)
                throw new RuleViolationException("work-item.reason-required", ("no", item.No));
            if (!MayReassign(item, me.Value))
                throw new RuleViolationException("work-item.not-yours", ("no", item.No));

            var before = item.AssigneeId;
            await inbox.ReassignAsync(item, command.PersonId, command.Reason, cancellationToken);
            audit.Write("work-item.reassign", item.Record, before?.ToString(), command.PersonId.ToString(), command.Reason);
            return true;
        }
    }

    /// <summary>Its holder may hand it on; who dispatches may hand on any.</summary>
    public static bool MayReassign(WorkItem item, Actor person) =>
        (item.AssigneeId is not null && item.AssigneeId == person.PersonId)
        || Permissions.Grant(person.Grants.Select(grant => grant.Role), Permissions.InboxReassign);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/work-items/{id}/people", async Task<IResult> (string id, IWorkItems items, IDirectory directory, HelpCandidates helpers, CurrentActor me, CancellationToken cancellationToken) =>
            {
                if (await items.FindEitherAsync(id, cancellationToken) is not { } item)
                    return TypedResults.NotFound();

                var others = item.IsOpen && MayReassign(item, me.Value) ? await directory.CandidatesAsync(item.Role, item.Scope, item.Record, cancellationToken) : [];
                return TypedResults.Ok(new People([.. others.Select(Person.Of)], [.. (await helpers.OfAsync(item, cancellationToken)).Select(Person.Of)]));
            })
            .RequireAuthorization(Permissions.InboxWork).Produces<People>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("Whom a work item may go to, and whom one may ask for help with it");

        api.MapPost("/work-items/{id}/reassign", async Task<IResult> (string id, Body body, IWorkItems items, [AsParameters] ApiCall call) =>
            {
                if (await items.FindEitherAsync(id, call.CancellationToken) is not { } item)
                    return TypedResults.NotFound();

                var command = new Command(id, body.PersonId ?? Guid.Empty, body.Reason?.Trim() ?? "", call.RowVersion);
                await call.Run.RunAsync<Command, bool>(command, "POST /api/work-items/{id}/reassign", call.Key, call.CancellationToken, item.RecordNo);
                return TypedResults.NoContent();
            })
            .AsCommand(Permissions.InboxWork, "Give a work item another holder", new Body(new("0199c0de-0000-7000-8000-000000000000"), "On leave from tomorrow"))
            .WithVersion().Produces(StatusCodes.Status204NoContent);
    }

    public static void MapPage(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/work-items/{no}/reassign", async Task<IResult> (
            string no, string? returnUrl, IWorkItems items, IDirectory directory, CurrentActor me, HttpContext http) =>
        {
            if (await items.FindByNoAsync(no, http.RequestAborted) is not { IsOpen: true } item || !MayReassign(item, me.Value))
                return Missing.Record(http, no);

            return await DialogAsync(item, directory, returnUrl, null, null, null, http.RequestAborted);
        }).RequireAuthorization(Permissions.InboxWork);

        pages.MapPost("/work-items/{no}/reassign", async Task<IResult> (
            string no, [FromForm] Guid? person, [FromForm] string? reason, [FromForm] string key, [FromForm] string? returnUrl,
            IWorkItems items, IDirectory directory, Shell.Command run, HttpContext http) =>
        {
            if (await items.FindByNoAsync(no, http.RequestAborted) is not { } item)
                return Missing.Record(http, no);
            if (person is null || string.IsNullOrWhiteSpace(reason))
                return await DialogAsync(item, directory, returnUrl, person, reason, "Inbox.ReassignIncomplete", http.RequestAborted);

            await run.RunAsync<Command, bool>(new Command(no, person.Value, reason.Trim()), "POST /work-items/{no}/reassign", key, http.RequestAborted, item.RecordNo);
            var to = await directory.PersonAsync(person.Value, http.RequestAborted);
            http.Say("Inbox.Reassigned", $"/work-items/{no}", no, to?.Name.ToString() ?? "");
            return Dialogs.Done(http, returnUrl ?? $"/work-items/{no}");
        }).RequireAuthorization(Permissions.InboxWork);
    }

    private static async Task<IResult> DialogAsync(
        WorkItem item, IDirectory directory, string? returnUrl, Guid? person, string? reason, string? error, CancellationToken cancellationToken) =>
        Pages.Show<ReassignDialog>(new
        {
            Item = item,
            People = await directory.CandidatesAsync(item.Role, item.Scope, item.Record, cancellationToken),
            ReturnUrl = returnUrl,
            Person = person,
            Reason = reason,
            ErrorKey = error,
        }, error is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
}
