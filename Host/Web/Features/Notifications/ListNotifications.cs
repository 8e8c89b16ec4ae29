using Elsa.ITR.Data;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Shell;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Notifications;

/// <summary>Messages to the person, newest first; held-back ones appear when quiet hours end.</summary>
public static class ListNotifications
{
    private const int PageSize = 50;

    public sealed record Row(Guid Id, NotificationKind Kind, Bilingual Text, string RecordType, string RecordNo, DateTimeOffset At, bool IsRead);

    /// <param name="Next">Cursor of the next page; null on the last.</param>
    public sealed record Page(IReadOnlyList<Row> Rows, int Unread, string? Next);

    public sealed class Handler(ItrDbContext db, CurrentActor me, TimeProvider time)
    {
        public async Task<Page> HandleAsync(bool unreadOnly, string? after, CancellationToken cancellationToken)
        {
            var (person, now) = (me.Value.PersonId, time.GetUtcNow());
            var mine = db.Set<Notification>().Where(x => x.RecipientId == person && x.Channel == NotificationChannel.InApp && x.VisibleAt <= now);
            var unread = await mine.CountAsync(x => x.ReadAt == null, cancellationToken);
            if (unreadOnly)
                mine = mine.Where(x => x.ReadAt == null);
            if (Cursor.ReadId(after) is { At: var at, Id: var last })
                mine = mine.Where(x => x.VisibleAt < at || (x.VisibleAt == at && x.Id.CompareTo(last) > 0));

            var found = await mine.OrderByDescending(x => x.VisibleAt).ThenBy(x => x.Id).Take(PageSize + 1).AsNoTracking().ToListAsync(cancellationToken);
            var rows = found.Take(PageSize).Select(x => new Row(x.Id, x.Kind, x.Text, x.RecordType, x.RecordNo, x.VisibleAt, x.ReadAt is not null)).ToList();
            return new Page(rows, unread, found.Count > PageSize ? Cursor.Of(rows[^1].At, rows[^1].Id) : null);
        }
    }
}
