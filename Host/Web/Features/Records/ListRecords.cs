using Elsa.ITR.Data;
using Elsa.ITR.Domain.Changes;
using Elsa.ITR.Domain.Customers;
using Elsa.ITR.Domain.Records;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Records;

/// <summary>Records of one kind in the viewer's scope, newest first.</summary>
public static class ListRecords
{
    private const int PageSize = 50;

    /// <param name="Window">When it is done; null where that is open.</param>
    public sealed record Row(string No, string Title, string StateWords, string State, bool IsOpen, Bilingual? Customer, Bilingual? Owner, string? ParentNo, Span? Window);

    public sealed record Span(DateTimeOffset From, DateTimeOffset To);

    /// <param name="Next">Number after which the next page begins; null on the last.</param>
    public sealed record Page(RecordKind Kind, bool All, IReadOnlyList<Row> Rows, string? Next, IReadOnlyList<ChangeFreeze> Freezes);

    public sealed class Handler(ItrDbContext db, TimeProvider time)
    {
        public async Task<Page> HandleAsync(RecordKind kind, bool all, string? after, CancellationToken cancellationToken, int most = PageSize)
        {
            var query = Of(kind, all);
#pragma warning disable CA1309 // becomes SQL
            if (after is { Length: > 0 })
                query = query.Where(x => string.Compare(x.No, after) < 0);
#pragma warning restore CA1309
            var found = await query.OrderByDescending(x => x.No).Take(most + 1).ToListAsync(cancellationToken);
            var page = found.Take(most).ToList();
            var customers = page.Select(x => x.CustomerId).OfType<Guid>().ToHashSet();
            var owners = page.Select(x => x.OwnerId).OfType<Guid>().ToHashSet();
            var names = await db.Set<Customer>().AsNoTracking().Where(x => customers.Contains(x.Id)).ToDictionaryAsync(x => x.Id, x => x.Name, cancellationToken);
            var people = await db.Users.AsNoTracking().Where(x => owners.Contains(x.Id)).ToDictionaryAsync(x => x.Id, x => x.Name, cancellationToken);
            var now = time.GetUtcNow();
            return new Page(
                kind, all,
                [.. page.Select(x => new Row(
                    x.No, x.Title, x.StateWords, x.StateName, x.EndedAt is null, x.CustomerId is { } customer ? names.GetValueOrDefault(customer) : null,
                    x.OwnerId is { } owner ? people.GetValueOrDefault(owner) : null, x.ParentNo, WindowOf(x)))],
                found.Count > most ? page[^1].No : null,
                kind.Type == RecordTypes.ChangeRequest ? await db.Set<ChangeFreeze>().AsNoTracking().Where(x => x.To > now).OrderBy(x => x.From).ToListAsync(cancellationToken) : []);
        }

        /// <summary>How many there are on all pages.</summary>
        public Task<int> CountAsync(RecordKind kind, bool all, CancellationToken cancellationToken) => Of(kind, all).CountAsync(cancellationToken);

        private IQueryable<BusinessRecord> Of(RecordKind kind, bool all) => kind.Query(db).AsNoTracking().Where(x => all || x.EndedAt == null);

        private static Span? WindowOf(BusinessRecord record) =>
            record is ChangeRequest change && (change.WindowStart ?? change.RequestedStart) is { } from && (change.WindowEnd ?? change.RequestedEnd) is { } to ? new Span(from, to) : null;
    }

    /// <param name="Kind">Key of the kind.</param>
    /// <param name="Next">Number after which the next page begins; null on the last.</param>
    /// <param name="Freezes">Times in which nothing may be changed; for changes.</param>
    public sealed record Answer(string Kind, IReadOnlyList<Row> Rows, string? Next, IReadOnlyList<Freeze> Freezes);

    public sealed record Freeze(Bilingual Name, DateTimeOffset From, DateTimeOffset To);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/records", async Task<IResult> (string? kind, bool? all, string? after, Handler records, CancellationToken cancellationToken) =>
            {
                if (RecordKinds.Find(kind ?? RecordKinds.All[0].Key) is not { } found)
                    return TypedResults.NotFound();

                var page = await records.HandleAsync(found, all == true, after, cancellationToken);
                return TypedResults.Ok(new Answer(found.Key, page.Rows, page.Next, [.. page.Freezes.Select(freeze => new Freeze(freeze.Name, freeze.From, freeze.To))]));
            })
            .RequireAuthorization(Permissions.RecordRead).Produces<Answer>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("Changes, upgrades, batch replacements or monthly summaries, newest first, 50 per page; with all=true those that are over, too");

    public static void MapPage(IEndpointRouteBuilder pages) =>
        pages.MapGet("/records", async Task<IResult> (string? kind, bool? all, string? after, Handler records, HttpContext http) =>
                RecordKinds.Find(kind ?? RecordKinds.All[0].Key) is { } found
                    ? Pages.Show<RecordsPage>(new { Rows = await records.HandleAsync(found, all == true, after, http.RequestAborted) })
                    : Missing.Record(http, kind ?? ""))
            .RequireAuthorization(Permissions.RecordRead);
}
