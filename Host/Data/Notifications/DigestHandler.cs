using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Domain.Organisation;
using Elsa.Workflows.Runtime.Deadlines;
using Elsa.Workflows.Runtime.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Data.Notifications;

/// <summary>Quiet hours of a person are over: the letters they held back go out as one.</summary>
/// <remarks>Two nodes may have set a deadline each; the messages' row versions let one of them have the letter.</remarks>
internal sealed class DigestHandler(ItrDbContext db, IOutbox outbox, IDeadlineStore deadlines, AccessScope access, TimeProvider time) : IDeadlineHandler
{
    public string Kind => DeadlineKinds.Digest;

    public IEnumerable<string> Locks(Deadline deadline) => [$"digest:{deadline.OwnerId}"];

    public async Task FireAsync(Deadline deadline, CancellationToken cancellationToken)
    {
        using var system = access.EnterSystem();
        var (person, now) = (Guid.Parse(deadline.OwnerId), time.GetUtcNow());
        var held = await db.Set<Notification>()
            .Where(x => x.RecipientId == person && x.Channel == NotificationChannel.Email && x.VisibleAt > x.SentAt && x.DigestAt == null)
            .OrderBy(x => x.SentAt).ToListAsync(cancellationToken);
        var due = held.Where(x => x.VisibleAt <= now).ToList();
        foreach (var message in due)
            message.DigestAt = now;
        if (due.Count > 0)
            outbox.Add(NotificationRow.Kind, new NotificationRow([.. due.Select(x => x.Id)]));

        if (held.Except(due).MinBy(x => x.VisibleAt) is { } next) // his quiet hours were changed in between
            deadlines.Schedule(DeadlineKinds.Digest, deadline.OwnerId, next.VisibleAt, NotificationOutbox.DigestSeverity);
    }
}
