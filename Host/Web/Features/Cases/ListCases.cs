using Elsa.ITR.Data;
using Elsa.ITR.Data.Archive;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Customers;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Cases.Archive;
using Elsa.ITR.Web.Features.Clocks;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Cases;

/// <summary>Service requests in the viewer's scope, newest first, with the promise that is due first.</summary>
public static class ListCases
{
    private const int PageSize = 50;

    public sealed record Row(
        string No, string Title, CaseType Type, int? Level, CaseState State, Bilingual? Customer, string? Equipment, Bilingual? Owner, DateTimeOffset ReceivedAt, ClockView? Clock, Ends Ends);

    /// <summary>What a file says of a case beside what the page shows.</summary>
    public sealed record Ends(
        int Priority, string? Region, string? ContractNo, DateTimeOffset? AcceptedAt, DateTimeOffset? RestoredAt, DateTimeOffset? CompletedAt, DateTimeOffset? ClosedAt, RootCause? Cause, int Reopened);

    /// <param name="Next">Cursor of the next page; null on the last.</param>
    public sealed record Page(IReadOnlyList<Row> Rows, string? Next);

    public sealed class Handler(ItrDbContext db, FoundCases cases, ArchivedList archived, AccessScope access, ClockViews views)
    {
        public async Task<Page> HandleAsync(CaseFilter filter, CancellationToken cancellationToken, int most = PageSize)
        {
            if (filter.View == CaseFilter.Archived)
                return await archived.PageAsync(filter, most, cancellationToken);

            var narrowed = After(await cases.OfAsync(filter, cancellationToken), filter.After);
            var found = await (
                    from record in narrowed.OrderByDescending(record => record.ReceivedAt).ThenByDescending(record => record.No).Take(most + 1)
                    join customer in db.Set<Customer>() on record.CustomerId equals customer.Id into customers
                    from customer in customers.DefaultIfEmpty()
                    join equipment in db.Set<InstalledEquipment>() on record.EquipmentId equals equipment.Id into elements
                    from equipment in elements.DefaultIfEmpty()
                    join owner in db.Users on record.OwnerId equals owner.Id into owners
                    from owner in owners.DefaultIfEmpty()
                    select new
                    {
                        Record = record,
                        Customer = customer == null ? null : new Bilingual(customer.NameZh, customer.NameEn),
                        Equipment = equipment == null ? record.EquipmentText : equipment.Code,
                        Owner = owner == null ? null : new Bilingual(owner.DisplayNameZh, owner.DisplayNameEn),
                    })
                .AsNoTracking().ToListAsync(cancellationToken);
            var page = found.OrderByDescending(x => x.Record.ReceivedAt).ThenByDescending(x => x.Record.No, StringComparer.Ordinal).Take(most).ToList();
            var clocks = await ClocksAsync([.. page.Select(x => x.Record.Id)], filter, cancellationToken);
            return new Page(
                [.. page.Select(x => new Row(
                    x.Record.No, x.Record.Title, x.Record.CaseType, x.Record.Level, x.Record.State, x.Customer, x.Equipment, x.Owner, x.Record.ReceivedAt, clocks.GetValueOrDefault(x.Record.Id),
                    new Ends(
                        x.Record.Priority, x.Record.RegionCode, x.Record.ContractNo, x.Record.AcceptedAt, x.Record.RestoredAt, x.Record.CompletedAt, x.Record.ClosedAt, x.Record.RootCauseCode, x.Record.ReopenCount)))],
                found.Count > most ? Cursor.Of(page[^1].Record.ReceivedAt, page[^1].Record.No) : null);
        }

        private static IQueryable<Case> After(IQueryable<Case> cases, string? cursor)
        {
            if (Cursor.Read(cursor) is not { At: var at, Last: var no })
                return cases;

#pragma warning disable CA1309 // becomes SQL: the database compares in the same order as it sorts
            return cases.Where(record => record.ReceivedAt < at || (record.ReceivedAt == at && string.Compare(record.No, no) < 0));
#pragma warning restore CA1309
        }

        private async Task<Dictionary<Guid, ClockView>> ClocksAsync(List<Guid> records, CaseFilter filter, CancellationToken cancellationToken)
        {
            ClockState[] shownStates = filter.View is CaseFilter.All or CaseFilter.Ended
                ? [ClockState.Running, ClockState.Paused, ClockState.Met, ClockState.Missed] : [ClockState.Running, ClockState.Paused];
            var clocks = await db.Set<SlaClock>().AsNoTracking().IgnoreAutoIncludes() // a list shows no ledger
                .Where(clock => records.Contains(clock.RecordId) && shownStates.Contains(clock.State)).ToListAsync(cancellationToken);
            var shown = await views.OfAsync(clocks, cancellationToken);
            return clocks.Zip(shown).Where(pair => access.SeesInternal || !pair.Second.IsInternal)
                .GroupBy(pair => pair.First.RecordId).ToDictionary(group => group.Key, group => MainClock.Of(group.Select(pair => pair.Second))!);
        }
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/cases", async ([AsParameters] CaseFilter filter, Handler cases, CancellationToken cancellationToken) => TypedResults.Ok(await cases.HandleAsync(filter, cancellationToken)))
            .RequireAuthorization(Permissions.CaseRead)
            .WithSummary("Service requests, newest first, 50 per page, narrowed as the page is");

    public static void MapPage(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/cases", async ([AsParameters] CaseFilter filter, Handler cases, HttpContext http) =>
                Pages.Show<CasesPage>(new { Filter = filter, Rows = await cases.HandleAsync(filter, http.RequestAborted) }))
            .RequireAuthorization(Permissions.CaseRead);

        // A number typed into the search box leads to its record, anything else to the list.
        pages.MapGet("/search", async (string? q, ItrDbContext db, ArchiveReader archive, HttpContext http) =>
        {
            var text = q?.Trim() ?? "";
            if (await db.Set<Case>().AnyAsync(record => record.No == text, http.RequestAborted))
                return Pages.Next($"/cases/{text}");
            if (await db.Set<Domain.Records.BusinessRecord>().AnyAsync(record => record.No == text, http.RequestAborted))
                return Pages.Next($"/records/{text}");
            if (await db.Set<Domain.Inbox.WorkItem>().AnyAsync(item => item.No == text, http.RequestAborted))
                return Pages.Next($"/work-items/{text}");
            if (await archive.FindAsync(text, http.RequestAborted) is { } archived)
                return Pages.Next($"/cases/{archived.No}");
            return Pages.Next(new CaseFilter { ViewName = CaseFilter.All, Text = text }.Url());
        }).RequireAuthorization(Permissions.CaseRead);
    }
}
