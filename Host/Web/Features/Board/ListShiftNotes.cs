using Elsa.ITR.Data;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Domain.Shifts;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Board;

/// <summary>What shifts left for the next ones, newest first.</summary>
public static class ListShiftNotes
{
    private const int PageSize = 50;

    public sealed record Note(Guid Id, string Text, Bilingual By, DateTimeOffset At, Bilingual? TakenBy, DateTimeOffset? TakenAt, bool IsMine);

    /// <param name="Next">Cursor of the next page; null on the last.</param>
    public sealed record Page(IReadOnlyList<Note> Rows, string? Next);

    public sealed class Handler(ItrDbContext db, CurrentActor me)
    {
        public async Task<Page> HandleAsync(string? after, CancellationToken cancellationToken, int most = PageSize)
        {
            var person = me.Value.PersonId;
            var found = await (
                    from note in After(db.Set<ShiftNote>(), after).OrderByDescending(note => note.CreatedAt).ThenBy(note => note.Id).Take(most + 1)
                    join writer in db.Users on note.WrittenById equals writer.Id
                    join taker in db.Users on note.TakenById equals taker.Id into takers
                    from taker in takers.DefaultIfEmpty()
                    orderby note.CreatedAt descending, note.Id
                    select new Note(
                        note.Id, note.Text, new Bilingual(writer.DisplayNameZh, writer.DisplayNameEn), note.CreatedAt,
                        taker == null ? null : new Bilingual(taker.DisplayNameZh, taker.DisplayNameEn), note.TakenAt, note.WrittenById == person))
                .ToListAsync(cancellationToken);
            return new Page([.. found.Take(most)], found.Count > most ? Cursor.Of(found[most - 1].At, found[most - 1].Id) : null);
        }

        private static IQueryable<ShiftNote> After(IQueryable<ShiftNote> notes, string? cursor)
        {
            if (Cursor.ReadId(cursor) is not { } place)
                return notes;

            var (at, last) = place;
            return notes.Where(note => note.CreatedAt < at || (note.CreatedAt == at && note.Id.CompareTo(last) > 0));
        }
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/board/notes", async (string? after, Handler notes, CancellationToken cancellationToken) => TypedResults.Ok(await notes.HandleAsync(after, cancellationToken)))
            .RequireAuthorization(Permissions.BoardRead)
            .WithSummary("What shifts left for the next ones, newest first, 50 per page");
}
