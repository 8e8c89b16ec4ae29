using Elsa.ITR.Domain.Notifications;
using Elsa.Workflows.Runtime.Outbox;

namespace Elsa.ITR.Data.Notifications;

/// <summary>Messages for channels outside the application leave through the outbox.</summary>
internal sealed class NotificationOutbox(IOutbox outbox) : INotifier
{
    public void Stage(Notification notification) => outbox.Add(NotificationRow.Kind, new NotificationRow([notification.Id]), notification.RecordNo);
}

/// <summary>Messages of one person and channel that leave together.</summary>
/// <param name="Ids">The messages.</param>
public sealed record NotificationRow(IReadOnlyList<Guid> Ids)
{
    /// <summary>Of the outbox row.</summary>
    public const string Kind = "notification";
}
