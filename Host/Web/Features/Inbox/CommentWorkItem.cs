using Elsa.ITR.Data;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Localization;
using Elsa.ITR.Web.Shell;
using Elsa.Workflows.Runtime.Commands;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Elsa.ITR.Web.Features.Inbox;

/// <summary>Says something about a work item without ending it, and may ask one person for help, who is told.</summary>
public static class CommentWorkItem
{
    /// <param name="Item">Number or id.</param>
    /// <param name="AskedId">Who is asked for help; null for nobody.</param>
    public sealed record Command(string Item, string Text, Guid? AskedId);

    /// <summary>The body of the route.</summary>
    public sealed record Body(string? Text, Guid? AskedId);

    public sealed class Handler(
        ItrDbContext db, IWorkItems items, CaseTimeline timeline, NotificationDesk notifications, HelpCandidates helpers, AccessScope access, CurrentActor me, TimeProvider time)
        : ICommandHandler<Command, bool>
    {
        /// <returns>False when there is no such work item.</returns>
        /// <exception cref="RuleViolationException">work-item.comment-length, .no-helper.</exception>
        public async Task<bool> HandleAsync(Command command, CancellationToken cancellationToken)
        {
            if (me.Value.PersonId is not { } person || await items.FindEitherAsync(command.Item, cancellationToken) is not { } item)
                return false;
            if (command.Text.Length is 0 or > WorkItemComment.MostCharacters)
                throw new RuleViolationException("work-item.comment-length", ("max", WorkItemComment.MostCharacters));
            if (command.AskedId is { } asked && !(await helpers.OfAsync(item, cancellationToken)).Any(helper => helper.Id == asked))
                throw new RuleViolationException("work-item.no-helper", ("no", item.No));

            db.Add(new WorkItemComment
            {
                WorkItemId = item.Id,
                Text = command.Text,
                ById = person,
                AskedId = command.AskedId,
                IsInternal = access.SeesInternal,
                At = time.GetUtcNow(),
            });
            timeline.Write(
                item.Record, "Task.Commented",
                new Dictionary<string, object?> { ["by"] = me.Value.Name, ["title"] = item.Title, ["text"] = command.Text }, isInternal: access.SeesInternal);
            if (command.AskedId is { } helper)
            {
                var values = new Dictionary<string, object?> { ["taskTitle"] = item.Title, ["taskNo"] = item.No, ["by"] = me.Value.Name, ["text"] = command.Text };
                await notifications.SendAsync("TASK_HELP", item.Record, [helper.ToString()], values, thing: item.No, cancellationToken: cancellationToken);
            }

            return true;
        }
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/work-items/{id}/comments", async Task<IResult> (
                string id, Body body, Shell.Command run, [FromHeader(Name = "Idempotency-Key")] string? key, CancellationToken cancellationToken) =>
                await run.RunAsync<Command, bool>(new Command(id, body.Text?.Trim() ?? "", body.AskedId), "POST /api/work-items/{id}/comments", key, cancellationToken, id)
                    ? TypedResults.NoContent() : TypedResults.NotFound())
            .RequireAuthorization(Permissions.InboxWork).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithExample(new Body("The customer changed the fibre last night", null))
            .WithSummary("Say something about a work item, or ask one person for help");

    public static void MapPage(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/work-items/{no}/comment", async Task<IResult> (string no, string? returnUrl, IWorkItems items, HelpCandidates helpers, HttpContext http) =>
            await items.FindByNoAsync(no, http.RequestAborted) is { } item
                ? Pages.Show<CommentDialog>(new { Item = item, Helpers = await helpers.OfAsync(item, http.RequestAborted), ReturnUrl = returnUrl })
                : Missing.Record(http, no)).RequireAuthorization(Permissions.InboxWork);

        pages.MapPost("/work-items/{no}/comment", async Task<IResult> (
            string no, [FromForm] string? text, [FromForm(Name = "asked")] string? chosen, [FromForm] string key, [FromForm] string? returnUrl,
            IWorkItems items, HelpCandidates helpers, Shell.Command run, IStringLocalizer<Ui> texts, HttpContext http) =>
        {
            if (await items.FindByNoAsync(no, http.RequestAborted) is not { } item)
                return Missing.Record(http, no);

            var asked = Guid.TryParse(chosen, out var helper) ? helper : (Guid?)null; // nobody is an empty choice, which no Guid is read from
            try
            {
                await run.RunAsync<Command, bool>(new Command(no, text?.Trim() ?? "", asked), "POST /work-items/{no}/comment", key, http.RequestAborted, no);
            }
            catch (RuleViolationException rule)
            {
                return Pages.Show<CommentDialog>(
                    new { Item = item, Helpers = await helpers.OfAsync(item, http.RequestAborted), ReturnUrl = returnUrl, Text = text, Asked = asked, Error = rule.Words(texts) },
                    StatusCodes.Status422UnprocessableEntity);
            }

            http.Say("Inbox.Commented", $"/work-items/{no}", no);
            return Dialogs.Done(http, returnUrl ?? $"/work-items/{no}");
        }).RequireAuthorization(Permissions.InboxWork);
    }
}
