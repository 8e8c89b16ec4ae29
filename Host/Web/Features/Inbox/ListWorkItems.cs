using Elsa.ITR.Data;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Records;
using Elsa.ITR.Domain.Services;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Clocks;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell.Widgets;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Inbox;

/// <summary>What is in the inbox, nearest promise first; pages by key, so that the thousandth page is as fast as the first.</summary>
public static class ListWorkItems
{
    private const int PageSize = 50;

    /// <param name="HasDraft">Whether the person has typed something into its form and not sent it.</param>
    /// <param name="Used">Share of the promise used, 0–1 and above; null without a promise.</param>
    public sealed record Row(
        string No, Bilingual Title, string TaskType, string RecordNo, int? Level, string? Subject, string? Equipment, string? FlowId, int? FlowVersion, string? Step,
        WorkItemState State, Guid? AssigneeId, Bilingual? Assignee, DateTimeOffset? DueAt, ClockTone Tone, double? Used, IReadOnlyList<int> Ticks,
        DateTimeOffset? CompletedAt, bool NoCandidate, bool HasDraft, int RowVersion);

    /// <param name="Next">Cursor of the next page; null on the last.</param>
    public sealed record Page(IReadOnlyList<Row> Rows, string? Next);

    public sealed class Handler(ItrDbContext db, InboxItems items, CurrentActor me, ClockViews views, TimeProvider time)
    {
        public async Task<Page> HandleAsync(InboxFilter filter, CancellationToken cancellationToken, int most = PageSize)
        {
            var (now, person) = (time.GetUtcNow(), me.Value.PersonId);
            using var asking = items.Ask(filter.View);
            var found = await (
                    from item in items.First(filter, most + 1)
                    join link in db.Set<RecordLink>() on item.RecordId equals link.RecordId into links
                    from link in links.DefaultIfEmpty()
                    join record in db.Set<Case>() on (Guid?)link.CaseId ?? item.RecordId equals record.Id into records
                    from record in records.DefaultIfEmpty()
                    join business in db.Set<BusinessRecord>() on (Guid?)link.CaseId ?? item.RecordId equals business.Id into businesses
                    from business in businesses.DefaultIfEmpty()
                    join equipment in db.Set<InstalledEquipment>() on record.EquipmentId ?? business.EquipmentId equals equipment.Id into elements
                    from equipment in elements.DefaultIfEmpty()
                    join holder in db.Users on item.AssigneeId equals holder.Id into holders
                    from holder in holders.DefaultIfEmpty()
                    select new
                    {
                        Item = item,
                        Title = record != null ? record.Title : business == null ? null : business.Title,
                        Level = record == null ? null : record.LevelProvisional ?? record.LevelConfirmed,
                        Equipment = equipment == null ? null : equipment.Code,
                        HolderZh = holder == null ? null : holder.DisplayNameZh,
                        HolderEn = holder == null ? null : holder.DisplayNameEn,
                        HasDraft = db.Set<WorkItemDraft>().Any(draft => draft.WorkItemId == item.Id && draft.PersonId == person),
                    })
                .AsNoTracking().ToListAsync(cancellationToken);

            // The joins do not promise the order of the page.
            found = filter.View == InboxFilter.Done
                ? [.. found.OrderByDescending(x => x.Item.CompletedAt).ThenBy(x => x.Item.No, StringComparer.Ordinal)]
                : [.. found.OrderBy(x => x.Item.DueOrder).ThenBy(x => x.Item.No, StringComparer.Ordinal)];
            var page = found.Take(most).ToList();
            var clocks = await ClocksAsync(page.Select(x => x.Item).ToList(), cancellationToken);
            var rows = page.Select(x =>
            {
                var view = ClockOf(x.Item, clocks);
                return new Row(
                    x.Item.No, x.Item.Title, x.Item.TaskType, x.Item.RecordNo, x.Level, x.Title, x.Equipment, x.Item.FlowId, x.Item.FlowVersion, x.Item.Step,
                    x.Item.State, x.Item.AssigneeId, x.HolderZh is null ? null : new Bilingual(x.HolderZh, x.HolderEn ?? x.HolderZh), x.Item.DueAt,
                    view?.Tone ?? ToneWithout(x.Item, now), view?.Used, view?.Ticks ?? [], x.Item.CompletedAt, x.Item.NoCandidate, x.HasDraft, x.Item.RowVersion);
            }).ToList();
            return new Page(rows, found.Count > most ? InboxPlace.CursorOf(page[^1].Item, filter.View) : null);
        }

        /// <summary>How many there are on all pages.</summary>
        public Task<int> CountAsync(InboxFilter filter, CancellationToken cancellationToken) => items.Of(filter).CountAsync(cancellationToken);

        private async Task<ILookup<Guid, ClockView>> ClocksAsync(List<WorkItem> items, CancellationToken cancellationToken)
        {
            var records = items.Where(item => item.ClockIds.Count > 0).Select(item => item.RecordId).Distinct().ToList();
            var clocks = await db.Set<SlaClock>().AsNoTracking()
                .Where(clock => records.Contains(clock.RecordId) && (clock.State == ClockState.Running || clock.State == ClockState.Paused))
                .ToListAsync(cancellationToken);
            var shown = await views.OfAsync(clocks, cancellationToken);
            return clocks.Zip(shown).ToLookup(pair => pair.First.RecordId, pair => pair.Second);
        }

        private static ClockView? ClockOf(WorkItem item, ILookup<Guid, ClockView> clocks) =>
            item.IsOpen ? clocks[item.RecordId].Where(clock => item.ClockIds.Contains(clock.ClockId)).MinBy(clock => clock.DueAt) : null;

        private static ClockTone ToneWithout(WorkItem item, DateTimeOffset now) =>
            !item.IsOpen || item.DueAt is null ? ClockTone.None : item.DueAt < now ? ClockTone.Breach : ClockTone.Run;
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/work-items", async ([AsParameters] InboxFilter filter, Handler handler, CancellationToken cancellationToken) =>
                TypedResults.Ok(await handler.HandleAsync(filter, cancellationToken)))
            .RequireAuthorization(Permissions.InboxWork)
            .WithSummary("Work items of the person, nearest promise first, 50 per page, narrowed as the inbox is");
}
