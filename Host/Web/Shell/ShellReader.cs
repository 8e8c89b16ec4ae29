using Elsa.ITR.Data;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Web.Features.Inbox;
using Elsa.ITR.Web.Shell.Widgets;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Shell;

/// <summary>Reads the numbers of the frame: open work, unread messages, the nearest promise.</summary>
public sealed class ShellReader(ItrDbContext db, CurrentActor me, CountWorkItems.Handler counts, TimeProvider time)
{
    public async Task<ShellFacts> ReadAsync(CancellationToken cancellationToken)
    {
        if (me.Value.PersonId is not { } person)
            return ShellFacts.None;

        var now = time.GetUtcNow();
        var inbox = await counts.HandleAsync(cancellationToken);
        var unread = await db.Set<Notification>().CountAsync(
            message => message.RecipientId == person && message.Channel == NotificationChannel.InApp && message.ReadAt == null && message.VisibleAt <= now, cancellationToken);
        var next = await db.Set<WorkItem>().Open().HeldBy(me.Value).Where(item => item.DueAt != null)
            .OrderBy(item => item.DueOrder).Select(item => new { item.No, item.RecordNo, item.DueAt }).FirstOrDefaultAsync(cancellationToken);
        var open = Viewer.Of(me.Value).IsCustomer ? inbox.Mine + inbox.Offered : inbox.Mine; // a customer's menu says what waits for him, taken or not
        return new ShellFacts(open, next?.DueAt < now, unread, next is null ? null : new NextDeadline(ToneOf(next.DueAt!.Value, now), next.RecordNo, next.DueAt.Value, $"/work-items/{next.No}"));
    }

    // The bar has room for one colour: the last hour warns.
    private static ClockTone ToneOf(DateTimeOffset due, DateTimeOffset now) =>
        due < now ? ClockTone.Breach : due < now.AddHours(1) ? ClockTone.Warn : ClockTone.Run;
}
