using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Data.Notifications;

/// <summary>Messages and the choices of their readers.</summary>
internal sealed class NotificationStore(ItrDbContext db) : INotifications
{
    public void Add(Notification notification) => db.Add(notification);

    public async Task<IReadOnlyList<Notification>> SinceAsync(RecordRef record, DateTimeOffset since, CancellationToken cancellationToken = default)
    {
        var id = record.Id;
        return await db.LoadedAsync<Notification>((id, since), x => x.RecordId == id && x.SentAt >= since, cancellationToken);
    }

    public async Task<IReadOnlySet<Guid>> MutedAsync(IReadOnlyCollection<Guid> people, CancellationToken cancellationToken = default) =>
        (await db.Set<NotificationPreference>().Where(x => x.MuteReminders && people.Contains(x.PersonId)).Select(x => x.PersonId).ToListAsync(cancellationToken))
            .ToHashSet();
}
