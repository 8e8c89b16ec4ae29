using System.Text.Json;
using Elsa.ITR.Data;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Customers;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Records;
using Elsa.ITR.Domain.Services;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Clocks;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Inbox;

/// <summary>A work item with what a person needs to do it: form, promise, case, and where the flow stands.</summary>
public static class GetWorkItem
{
    /// <param name="Subject">Facts of the case; null for items of other records.</param>
    /// <param name="Record">Facts of a business record; null for others.</param>
    /// <param name="Clock">The bound clock that is due first; null when none runs.</param>
    /// <param name="Deputy">Who stands in for the holder, who is absent; null while he is there.</param>
    /// <param name="Input">What the item was asked with.</param>
    /// <param name="Draft">What the viewer has typed and not sent; null for nothing.</param>
    /// <param name="Steps">Work of the same record around this item, oldest first.</param>
    public sealed record Details(
        WorkItem Item, WorkItemForm Form, CaseFacts? Subject, RecordFactsLine? Record, ClockView? Clock, Bilingual? Holder, Bilingual? Deputy, IReadOnlyDictionary<string, object?> Input,
        IReadOnlyDictionary<string, IReadOnlyList<FormChoice>> Options, Draft? Draft, IReadOnlyList<Comment> Comments, IReadOnlyList<Step> Steps, Permits May);

    /// <param name="Fields">Entered text by field key.</param>
    public sealed record Draft(string? Outcome, IReadOnlyDictionary<string, string?> Fields, DateTimeOffset SavedAt);

    /// <param name="Asked">Who was asked for help; null for nobody.</param>
    public sealed record Comment(Bilingual By, string Text, Bilingual? Asked, DateTimeOffset At);

    /// <summary>A business record in one line.</summary>
    public sealed record RecordFactsLine(string No, string Title, string StateWords, string State);

    public sealed record CaseFacts(
        string No, string Title, int? Level, CaseState State, Bilingual? Customer, Bilingual? Site, string? Equipment, string? Contract, string? Policy, Bilingual? Owner);

    /// <summary>A piece of work in the order it was asked.</summary>
    public sealed record Step(string No, Bilingual Title, WorkItemState State, Bilingual? By, DateTimeOffset At, bool IsThis);

    /// <summary>What the viewer may do with it now.</summary>
    public sealed record Permits(bool Complete, bool Claim, bool Release, bool Reassign);

    /// <summary>The answer of the route: what a program needs to do the work, the form among it.</summary>
    /// <param name="RowVersion">Also the entity tag; hand it back in If-Match.</param>
    /// <param name="By">Who ended it; null while it is open.</param>
    /// <param name="Input">Values known when it was asked, by field key.</param>
    /// <param name="Options">Choices of reference fields by the field's source.</param>
    /// <param name="Draft">What the caller has typed and not sent; null for nothing.</param>
    public sealed record Answer(
        Guid Id, string No, string TaskType, Bilingual Title, string RecordNo, WorkItemState State, int RowVersion, DateTimeOffset? DueAt, Bilingual? Holder,
        string? Outcome, Bilingual? By, DateTimeOffset? EndedAt, IReadOnlyList<string> Outcomes, WorkItemForm Form, IReadOnlyDictionary<string, object?> Input,
        IReadOnlyDictionary<string, IReadOnlyList<FormChoice>> Options, Permits May, Draft? Draft, IReadOnlyList<Comment> Comments);

    public sealed class Handler(
        ItrDbContext db, IWorkItems items, InboxDesk inbox, IDirectory directory, CurrentActor me, ClockViews clocks, ReferenceChoices choices)
    {
        /// <returns>Null when there is no such work item in the viewer's scope.</returns>
        public async Task<Details?> HandleAsync(string no, CancellationToken cancellationToken)
        {
            if (await items.FindEitherAsync(no, cancellationToken) is not { } item)
                return null;

            var form = inbox.FormOf(item);
            var holder = item.AssigneeId is { } id ? (await directory.PersonAsync(id, cancellationToken))?.Name : null;
            var deputy = item is { IsOpen: true, AssigneeId: { } absent } ? (await directory.DeputyOfAsync(absent, item.Role, cancellationToken))?.Name : null;
            return new Details(
                item, form, await SubjectAsync(item, cancellationToken), await RecordAsync(item, cancellationToken), await ClockAsync(item, cancellationToken), holder, deputy, FormJson.Read(item.InputData),
                await choices.ForAsync(form, item.Record, cancellationToken), await DraftAsync(item, cancellationToken), await CommentsAsync(item, cancellationToken), await StepsAsync(item, cancellationToken), await MayAsync(item, cancellationToken));
        }

        private async Task<CaseFacts?> SubjectAsync(WorkItem item, CancellationToken cancellationToken) =>
            await (from record in db.Set<Case>()
                   where record.Id == (db.Set<RecordLink>().Where(link => link.RecordId == item.RecordId).Select(link => (Guid?)link.CaseId).FirstOrDefault() ?? item.RecordId)
                   join customer in db.Set<Customer>() on record.CustomerId equals customer.Id into customers
                   from customer in customers.DefaultIfEmpty()
                   join site in db.Set<CustomerSite>() on record.SiteId equals site.Id into sites
                   from site in sites.DefaultIfEmpty()
                   join equipment in db.Set<InstalledEquipment>() on record.EquipmentId equals equipment.Id into elements
                   from equipment in elements.DefaultIfEmpty()
                   join owner in db.Users on record.OwnerId equals owner.Id into owners
                   from owner in owners.DefaultIfEmpty()
                   select new CaseFacts(
                       record.No, record.Title, record.LevelProvisional ?? record.LevelConfirmed, record.State,
                       customer == null ? null : new Bilingual(customer.NameZh, customer.NameEn),
                       site == null ? null : new Bilingual(site.NameZh, site.NameEn == "" ? site.NameZh : site.NameEn),
                       equipment == null ? record.EquipmentText : equipment.Code, record.ContractNo, record.PolicyCode,
                       owner == null ? null : new Bilingual(owner.DisplayNameZh, owner.DisplayNameEn)))
                .AsNoTracking().FirstOrDefaultAsync(cancellationToken);

        private async Task<RecordFactsLine?> RecordAsync(WorkItem item, CancellationToken cancellationToken) =>
            await db.Set<BusinessRecord>().AsNoTracking().FirstOrDefaultAsync(
                x => x.Id == (db.Set<RecordLink>().Where(link => link.RecordId == item.RecordId).Select(link => (Guid?)link.CaseId).FirstOrDefault() ?? item.RecordId), cancellationToken) is { } record
                ? new RecordFactsLine(record.No, record.Title, record.StateWords, record.StateName)
                : null;

        private async Task<ClockView?> ClockAsync(WorkItem item, CancellationToken cancellationToken)
        {
            if (!item.IsOpen || item.ClockIds.Count == 0)
                return null;

            var open = await db.Set<SlaClock>().AsNoTracking()
                .Where(clock => clock.RecordId == item.RecordId && (clock.State == ClockState.Running || clock.State == ClockState.Paused)).ToListAsync(cancellationToken);
            return open.Where(clock => item.ClockIds.Contains(clock.ClockId)).MinBy(clock => clock.DueAt) is { } first
                ? (await clocks.OfAsync([first], cancellationToken))[0]
                : null;
        }

        private async Task<Draft?> DraftAsync(WorkItem item, CancellationToken cancellationToken) =>
            me.Value.PersonId is { } person
            && await db.Set<WorkItemDraft>().AsNoTracking().FirstOrDefaultAsync(x => x.WorkItemId == item.Id && x.PersonId == person, cancellationToken) is { } draft
                ? new Draft(draft.Outcome, JsonSerializer.Deserialize<Dictionary<string, string?>>(draft.Fields)!, draft.UpdatedAt)
                : null;

        private async Task<IReadOnlyList<Comment>> CommentsAsync(WorkItem item, CancellationToken cancellationToken) =>
            await (
                    from comment in db.Set<WorkItemComment>().Where(x => x.WorkItemId == item.Id)
                    join speaker in db.Users on comment.ById equals speaker.Id
                    join helper in db.Users on comment.AskedId equals helper.Id into helpers
                    from helper in helpers.DefaultIfEmpty()
                    orderby comment.At, comment.Id
                    select new Comment(
                        new Bilingual(speaker.DisplayNameZh, speaker.DisplayNameEn), comment.Text,
                        helper == null ? null : new Bilingual(helper.DisplayNameZh, helper.DisplayNameEn), comment.At))
                .ToListAsync(cancellationToken);

        private async Task<IReadOnlyList<Step>> StepsAsync(WorkItem item, CancellationToken cancellationToken)
        {
            var around = await db.Set<WorkItem>().AsNoTracking().Where(other => other.RecordId == item.RecordId)
                .OrderBy(other => other.CreatedAt).ThenBy(other => other.No).ToListAsync(cancellationToken);
            var at = around.FindIndex(other => other.Id == item.Id);
            return
            [
                .. around.Skip(Math.Max(0, at - 4)).Take(8).Select(other => new Step(
                    other.No, other.Title, other.State, other.CompletedByName, other.CompletedAt ?? other.CreatedAt, other.Id == item.Id)),
            ];
        }

        private async Task<Permits> MayAsync(WorkItem item, CancellationToken cancellationToken)
        {
            var person = me.Value.PersonId;
            if (!item.IsOpen || person is null)
                return new Permits(false, false, false, false);

            var standsIn = me.Value.AbsentHolder(item.AssigneeId, item.Role) is not null && item.ExcludedPersonId != person;
            var holds = item.AssigneeId == person;
            var offered = item.AssigneeId is null && item.ExcludedPersonId != person && await directory.MayAsync(person.Value, item.Role, item.CandidateOrgId, cancellationToken);
            return new Permits(holds || offered || standsIn, offered || standsIn, holds, ReassignWorkItem.MayReassign(item, me.Value));
        }
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/work-items/{id}", async Task<IResult> (string id, Handler handler, HttpContext http) =>
            {
                if (await handler.HandleAsync(id, http.RequestAborted) is not { } work)
                    return TypedResults.NotFound();

                var item = work.Item;
                http.Response.Headers.ETag = ETags.Of(item.RowVersion);
                return TypedResults.Ok(new Answer(
                    item.Id, item.No, item.TaskType, item.Title, item.RecordNo, item.State, item.RowVersion, item.DueAt, work.Holder,
                    item.Outcome, item.CompletedByName, item.CompletedAt, item.Outcomes, work.Form, work.Input, work.Options, work.May, work.Draft, work.Comments));
            })
            .RequireAuthorization(Permissions.InboxWork).Produces<Answer>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("A work item with its form, what was said about it, and what the caller has typed and not sent");
}
