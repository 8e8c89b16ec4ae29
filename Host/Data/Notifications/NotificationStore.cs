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

    public async Task<IReadOnlyDictionary<Guid, NotificationPreference>> PreferencesAsync(IReadOnlyCollection<Guid> people, CancellationToken cancellationToken = default) =>
        await db.Set<NotificationPreference>().AsNoTracking().Where(x => people.Contains(x.PersonId)).ToDictionaryAsync(x => x.PersonId, cancellationToken);
}
