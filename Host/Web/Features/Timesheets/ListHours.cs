using Elsa.ITR.Data;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Domain.Timesheets;
using Elsa.ITR.Web.Features.Cases.Archive;
using Elsa.ITR.Web.Features.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Timesheets;

/// <summary>Working time of a case: who, when, on what, and the sum. A partner's people see their own.</summary>
public static class ListHours
{
    private const int Most = 200;

    /// <param name="Minutes">Of all entries that the viewer sees.</param>
    /// <param name="ByKind">Minutes by what they went into.</param>
    public sealed record Found(string No, int Minutes, IReadOnlyList<Sum> ByKind, IReadOnlyList<Entry> Entries);

    public sealed record Sum(TimesheetKind Kind, int Minutes);

    /// <param name="First">Minutes as booked first; null where nobody corrected them.</param>
    /// <param name="MayCorrect">Whether they are the viewer's own and not agreed yet.</param>
    public sealed record Entry(Guid Id, Bilingual Person, DateOnly On, TimesheetKind Kind, int Minutes, string RecordNo, string? WorkItemNo, string Note, int? First, string? Reason, DateTimeOffset? CorrectedAt, bool MayCorrect);

    public sealed class Handler(ItrDbContext db, CurrentActor me, ArchivedCases archive)
    {
        /// <returns>Null when there is no such case in the viewer's scope.</returns>
        public async Task<Found?> HandleAsync(string no, CancellationToken cancellationToken)
        {
            if (await db.Set<Case>().Where(x => x.No == no).Select(x => (Guid?)x.Id).FirstOrDefaultAsync(cancellationToken) is not { } id)
                return await archive.FindAsync(no, cancellationToken) is { } archived ? await archive.HoursAsync(archived, cancellationToken) : null;

            var person = me.Value.PersonId;
            var booked = db.Set<TimesheetEntry>().OfCase(db, id);
            var sums = await booked.GroupBy(x => x.Kind).Select(x => new { x.Key, Minutes = x.Sum(entry => entry.Minutes) }).ToListAsync(cancellationToken);
            var entries = await (from entry in booked
                                 join user in db.Users on entry.UserId equals user.Id
                                 orderby entry.WorkedOn descending, entry.CreatedAt descending
                                 select new Entry(
                                     entry.Id, new Bilingual(user.DisplayNameZh, user.DisplayNameEn), entry.WorkedOn, entry.Kind, entry.Minutes, entry.RecordNo, entry.WorkItemNo, entry.Note,
                                     entry.FirstMinutes, entry.CorrectionReason, entry.CorrectedAt, entry.UserId == person && !entry.IsApproved))
                .Take(Most).ToListAsync(cancellationToken);
            return new Found(no, sums.Sum(x => x.Minutes), [.. sums.Where(x => x.Minutes > 0).OrderBy(x => x.Key).Select(x => new Sum(x.Key, x.Minutes))], entries);
        }
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/cases/{no}/hours", async Task<IResult> (string no, Handler hours, CancellationToken cancellationToken) =>
                await hours.HandleAsync(no, cancellationToken) is { } found ? TypedResults.Ok(found) : TypedResults.NotFound())
            .RequireAuthorization(Permissions.TimeLog).Produces<Found>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("Working time of a case with its sums");
}
