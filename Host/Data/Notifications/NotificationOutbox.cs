using Elsa.ITR.Domain.Notifications;
using Elsa.Workflows.Runtime.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Elsa.ITR.Data.Notifications;

/// <summary>Messages for channels outside the application leave through the outbox.</summary>
internal sealed class NotificationOutbox(IOutbox outbox) : INotifier
{
    public const string Kind = "notification";

    public void Stage(Notification notification) => outbox.Add(Kind, new Row(notification.Id), notification.RecordNo);

    internal sealed record Row(Guid NotificationId);
}

/// <summary>Sends e-mail and short messages. Both are simulated: the message is logged and marked as delivered.</summary>
internal sealed partial class NotificationOutboxHandler(ItrDbContext db, TimeProvider time, ILogger<NotificationOutboxHandler> logger) : IOutboxHandler
{
    public string Kind => NotificationOutbox.Kind;

    public async Task HandleAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var id = RowJson.Read<NotificationOutbox.Row>(message.Payload).NotificationId;
        if (await db.ByIdAsync<Notification>(id, cancellationToken) is not { DeliveredAt: null } pending)
            return;

        LogSent(pending.Channel, pending.RecipientId, pending.TextZh, message.Key);
        var now = time.GetUtcNow();
        await db.Set<Notification>().Where(x => x.Id == id).ExecuteUpdateAsync(row => row.SetProperty(x => x.DeliveredAt, now), cancellationToken);
    }

    [LoggerMessage(311, LogLevel.Information, "Simulated {Channel} to {Recipient}: {Text} (key {Key}).")]
    private partial void LogSent(NotificationChannel channel, Guid recipient, string text, string key);
}
