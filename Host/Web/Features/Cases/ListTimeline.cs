using Elsa.ITR.Data;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Cases.Archive;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Cases;

/// <summary>What happened to a case, newest first, as far as the viewer may know.</summary>
public static class ListTimeline
{
    private const int PageSize = 50;

    /// <param name="OccurredAt">Business time; earlier than <paramref name="At"/> when it was told afterwards.</param>
    /// <param name="By">Null for the system.</param>
    public sealed record Row(Guid Id, DateTimeOffset At, DateTimeOffset OccurredAt, CaseEventKind Kind, string Event, Bilingual Text, Bilingual? By, bool IsInternal);

    /// <param name="Next">Cursor of the next page; null on the last.</param>
    public sealed record Page(IReadOnlyList<Row> Rows, string? Next);

    public sealed class Handler(ItrDbContext db, ArchivedCases archive, AccessScope access)
    {
        /// <param name="show">Kinds of entries, see <see cref="TimelineFilter"/>.</param>
        /// <returns>Null when there is no such case in the viewer's scope.</returns>
        public async Task<Page?> HandleAsync(string no, string? show, string? after, CancellationToken cancellationToken)
        {
            var (kinds, inside) = (TimelineFilter.KindsOf(show), access.SeesInternal); // levels of management are told to our own people (R19)
            if (await db.Set<Case>().Where(record => record.No == no).Select(record => (Guid?)record.Id).FirstOrDefaultAsync(cancellationToken) is { } caseId)
            {
                var happened = db.Set<CaseEvent>().AsNoTracking().Where(x => x.CaseId == caseId && (inside || x.Kind != CaseEventKind.Escalation));
                return PageOf(await Narrow(happened, kinds, after).OrderByDescending(x => x.At).ThenByDescending(x => x.Id).Take(PageSize + 1).ToListAsync(cancellationToken));
            }

            return await archive.FindAsync(no, cancellationToken) is { } archived
                ? PageOf([.. Narrow(archive.Timeline(archived).AsQueryable(), kinds, after).Take(PageSize + 1)]) : null;
        }

        private static IQueryable<CaseEvent> Narrow(IQueryable<CaseEvent> happened, CaseEventKind[]? kinds, string? after)
        {
            if (kinds is not null)
                happened = happened.Where(x => kinds.Contains(x.Kind));
            return Cursor.ReadId(after) is { At: var at, Id: var last } ? happened.Where(x => x.At < at || (x.At == at && x.Id.CompareTo(last) < 0)) : happened;
        }

        private static Page PageOf(List<CaseEvent> found) => new(
            [.. found.Take(PageSize).Select(x => new Row(
                x.Id, x.At, x.OccurredAt, x.Kind, x.TextKey, TimelineWords.Both(x), x.ActorId is null ? null : new Bilingual(x.ActorNameZh, x.ActorNameEn), x.IsInternal))],
            found.Count > PageSize ? Cursor.Of(found[PageSize - 1].At, found[PageSize - 1].Id) : null);
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/cases/{no}/timeline", async Task<IResult> (string no, string? show, string? after, Handler timeline, CancellationToken cancellationToken) =>
                await timeline.HandleAsync(no, show, after, cancellationToken) is { } page ? TypedResults.Ok(page) : TypedResults.NotFound())
            .RequireAuthorization(Permissions.CaseRead).Produces<Page>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("What happened to a case, newest first, 50 per page; of people, time, flow or documents alone with show");
}
