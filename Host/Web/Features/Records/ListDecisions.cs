using Elsa.ITR.Data;
using Elsa.ITR.Domain.Events;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Records;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Records;

/// <summary>Who decided what on a business record, and what happened to it.</summary>
public static class ListDecisions
{
    private const int PageSize = 50;

    /// <param name="Revision">Which revision of the record was decided on.</param>
    /// <param name="What">Outcome of the task.</param>
    /// <param name="IsPhoneConsent">Given by telephone and recorded by somebody else.</param>
    public sealed record Decision(DateTimeOffset At, int Revision, string Role, string UserName, string What, string Comment, bool IsPhoneConsent);

    public sealed record Happened(Guid Id, DateTimeOffset At, Bilingual Actor, Bilingual Text);

    /// <param name="Next">Cursor of the next page; null on the last.</param>
    public sealed record Page(IReadOnlyList<Happened> Rows, string? Next);

    public sealed class Handler(ItrDbContext db)
    {
        /// <returns>Oldest first; null when there is no such record in the viewer's scope.</returns>
        public async Task<IReadOnlyList<Decision>?> DecisionsAsync(string no, CancellationToken cancellationToken) =>
            await IdOfAsync(no, cancellationToken) is { } id
                ? await db.Set<ApprovalRecord>().Where(x => x.RecordId == id).OrderBy(x => x.At).ThenBy(x => x.Id)
                    .Select(x => new Decision(x.At, x.Revision, x.Role, x.UserName, x.Decision, x.Comment, x.IsPhoneConsent)).ToListAsync(cancellationToken)
                : null;

        /// <returns>Newest first; null when there is no such record in the viewer's scope.</returns>
        public async Task<Page?> HistoryAsync(string no, string? after, CancellationToken cancellationToken) =>
            await IdOfAsync(no, cancellationToken) is { } id ? await HistoryAsync(id, after, cancellationToken) : null;

        /// <summary>Of a record that the viewer sees.</summary>
        public async Task<Page> HistoryAsync(Guid id, string? after, CancellationToken cancellationToken)
        {
            var events = db.Set<BusinessEvent>().AsNoTracking().Where(x => x.RecordId == id);
            if (Cursor.ReadId(after) is { At: var at, Id: var last })
                events = events.Where(x => x.At < at || (x.At == at && x.Id.CompareTo(last) < 0));
            var found = await events.OrderByDescending(x => x.At).ThenByDescending(x => x.Id).Take(PageSize + 1).ToListAsync(cancellationToken);
            var ids = found.Select(x => x.ActorId).OfType<Guid>().Distinct().ToList();
            var people = await db.Users.Where(x => ids.Contains(x.Id)).ToDictionaryAsync(x => x.Id, x => new Bilingual(x.DisplayNameZh, x.DisplayNameEn), cancellationToken);
            return new Page(
                [.. found.Take(PageSize).Select(x => new Happened(x.Id, x.At, x.ActorId is { } actor && people.TryGetValue(actor, out var name) ? name : Actor.System.Name, RecordWords.Of(x)))],
                found.Count > PageSize ? Cursor.Of(found[PageSize - 1].At, found[PageSize - 1].Id) : null);
        }

        private Task<Guid?> IdOfAsync(string no, CancellationToken cancellationToken) =>
            db.Set<BusinessRecord>().Where(x => x.No == no).Select(x => (Guid?)x.Id).FirstOrDefaultAsync(cancellationToken);
    }

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/records/{no}/decisions", async Task<IResult> (string no, Handler records, CancellationToken cancellationToken) =>
                await records.DecisionsAsync(no, cancellationToken) is { } found ? TypedResults.Ok(found) : TypedResults.NotFound())
            .RequireAuthorization(Permissions.RecordRead).Produces<IReadOnlyList<Decision>>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("Who decided what on a business record, oldest first");
        api.MapGet("/records/{no}/history", async Task<IResult> (string no, string? after, Handler records, CancellationToken cancellationToken) =>
                await records.HistoryAsync(no, after, cancellationToken) is { } page ? TypedResults.Ok(page) : TypedResults.NotFound())
            .RequireAuthorization(Permissions.RecordRead).Produces<Page>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("What happened to a business record, newest first, 50 per page");
    }
}
