using Elsa.ITR.Data;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Customers;
using Elsa.ITR.Domain.Records;
using Elsa.ITR.Domain.Services;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Clocks;

/// <summary>Clocks in the viewer's scope with what they count for, the earliest due first.</summary>
public static class ListClocks
{
    private const int PageSize = 50;

    /// <param name="RecordNo">Number of the case or record that people know; a supporting record shows its case.</param>
    public sealed record Row(ClockView Clock, ClockState State, string RecordNo, string? Title, int? Level, Bilingual? Customer, string? Region, string? ContractNo, TimeSpan Paused);

    /// <param name="Next">Cursor of the next page; null on the last.</param>
    public sealed record Page(IReadOnlyList<Row> Rows, string? Next);

    public sealed class Handler(ItrDbContext db, FoundClocks found, ClockViews views)
    {
        public async Task<Page> HandleAsync(ClockFilter filter, CancellationToken cancellationToken, int most = PageSize)
        {
            var some = await ReadAsync(After(await found.OfAsync(filter, cancellationToken), filter.After).OrderBy(clock => clock.DueAt).ThenBy(clock => clock.Id).Take(most + 1), cancellationToken);
            return new Page([.. some.Take(most)], some.Count > most ? Cursor.Of(some[most - 1].Clock.DueAt, some[most - 1].Clock.Id) : null);
        }

        private async Task<List<Row>> ReadAsync(IQueryable<SlaClock> clocks, CancellationToken cancellationToken)
        {
            var rows = await (
                    from clock in clocks
                    join link in db.Set<RecordLink>() on clock.RecordId equals link.RecordId into links
                    from link in links.DefaultIfEmpty()
                    join record in db.Set<Case>() on (Guid?)link.CaseId ?? clock.RecordId equals record.Id into records
                    from record in records.DefaultIfEmpty()
                    join business in db.Set<BusinessRecord>() on (Guid?)link.CaseId ?? clock.RecordId equals business.Id into businesses
                    from business in businesses.DefaultIfEmpty()
                    join customer in db.Set<Customer>() on record.CustomerId equals customer.Id into customers
                    from customer in customers.DefaultIfEmpty()
                    select new
                    {
                        Clock = clock,
                        No = record != null ? record.No : business != null ? business.No : clock.RecordNo,
                        Title = record != null ? record.Title : business == null ? null : business.Title,
                        Level = record == null ? null : record.LevelProvisional ?? record.LevelConfirmed,
                        Customer = customer == null ? null : new Bilingual(customer.NameZh, customer.NameEn),
                        Region = record == null ? null : record.RegionCode,
                        ContractNo = record == null ? null : record.ContractNo,
                    })
                .AsNoTracking().IgnoreAutoIncludes().ToListAsync(cancellationToken);
            var ordered = rows.OrderBy(x => x.Clock.DueAt).ThenBy(x => x.Clock.Id).ToList(); // the joins do not promise the order
            var shown = await views.OfAsync([.. ordered.Select(x => x.Clock)], cancellationToken);
            return [.. ordered.Zip(shown, (x, clock) => new Row(clock, x.Clock.State, x.No, x.Title, x.Level, x.Customer, x.Region, x.ContractNo, x.Clock.PausedTotal))];
        }

        private static IQueryable<SlaClock> After(IQueryable<SlaClock> clocks, string? cursor)
        {
            if (Cursor.ReadId(cursor) is not { } place)
                return clocks;

            var (at, last) = place;
            return clocks.Where(clock => clock.DueAt > at || (clock.DueAt == at && clock.Id.CompareTo(last) > 0));
        }
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/clocks", async ([AsParameters] ClockFilter filter, Handler clocks, CancellationToken cancellationToken) => TypedResults.Ok(await clocks.HandleAsync(filter, cancellationToken)))
            .RequireAuthorization(Permissions.DashboardRead)
            .WithSummary("Clocks with what they count for, the earliest due first, 50 per page, narrowed as the page is");

    public static void MapPage(IEndpointRouteBuilder pages) =>
        pages.MapGet("/clocks", async ([AsParameters] ClockFilter filter, Handler clocks, HttpContext http) =>
                Pages.Show<ClocksPage>(new { Filter = filter, Rows = await clocks.HandleAsync(filter, http.RequestAborted) }))
            .RequireAuthorization(Permissions.DashboardRead);
}
