using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Notifications;
using Elsa.Workflows.Runtime.Deadlines;
using Elsa.Workflows.Runtime.Outbox;

namespace Elsa.ITR.Data.Notifications;

/// <summary>Messages for channels outside the application leave through the outbox; what quiet hours hold back waits for their end.</summary>
internal sealed class NotificationOutbox(IOutbox outbox, IDeadlineStore deadlines) : INotifier
{
    /// <summary>The least.</summary>
    public const int DigestSeverity = 4;

    public async Task StageAsync(Notification notification, CancellationToken cancellationToken)
    {
        if (notification.Channel != NotificationChannel.Email || notification.VisibleAt == notification.SentAt)
        {
            outbox.Add(NotificationRow.Kind, new NotificationRow([notification.Id]), notification.RecordNo).AvailableAt = notification.VisibleAt;
            return;
        }

        var person = notification.RecipientId.ToString();
        var pending = await deadlines.ListPendingAsync(DeadlineKinds.Digest, person, cancellationToken);
        if (pending.Count == 0)
            deadlines.Schedule(DeadlineKinds.Digest, person, notification.VisibleAt, DigestSeverity);
        else if (notification.VisibleAt < pending[0].DueAt)
            await deadlines.MoveAsync(DeadlineKinds.Digest, person, notification.VisibleAt, cancellationToken);
    }
}

/// <summary>Messages of one person and channel that leave together.</summary>
/// <param name="Ids">The messages.</param>
public sealed record NotificationRow(IReadOnlyList<Guid> Ids)
{
    /// <summary>Of the outbox row.</summary>
    public const string Kind = "notification";
}
