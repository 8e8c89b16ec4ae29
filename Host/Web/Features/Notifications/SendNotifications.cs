using System.Globalization;
using Elsa.ITR.Data;
using Elsa.ITR.Data.Notifications;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Web.Features.Notifications.Mail;
using Elsa.Workflows.Runtime.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Notifications;

/// <summary>Sends what was staged for channels outside the application. Short messages are simulated: logged and marked as delivered.</summary>
internal sealed partial class SendNotifications(
    ItrDbContext db, IDirectory directory, MailWriter writer, Mailer mailer, AccessScope access, TimeProvider time, ILogger<SendNotifications> logger) : IOutboxHandler
{
    private const string NoAddress = "No address.";

    public string Kind => NotificationRow.Kind;

    public async Task HandleAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        using var system = access.EnterSystem();
        var ids = RowJson.Read<NotificationRow>(message.Payload).Ids;
        var pending = await db.Set<Notification>().AsNoTracking().Where(x => ids.Contains(x.Id) && x.DeliveredAt == null).OrderBy(x => x.SentAt).ToListAsync(cancellationToken);
        if (pending.Count == 0)
            return; // a try whose end was not noted

        try
        {
            var error = pending[0].Channel == NotificationChannel.Email ? await MailAsync(pending, message.Key, cancellationToken) : Simulated(pending[0], message.Key);
            await NoteAsync(ids, error is null ? time.GetUtcNow() : null, error, cancellationToken);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            await NoteAsync(ids, null, error.Message, cancellationToken);
            throw;
        }
    }

    private async Task<string?> MailAsync(List<Notification> messages, string key, CancellationToken cancellationToken)
    {
        if (await directory.PersonAsync(messages[0].RecipientId, cancellationToken) is not { Email: { Length: > 0 } address } person)
            return NoAddress;

        // Of several messages about one thing only the last still says how it stands.
        var last = messages.GroupBy(x => (x.TemplateCode, x.RecordId, x.Thing)).Select(x => x.Last()).OrderBy(x => x.SentAt).ToList();
        await mailer.SendAsync(address, writer.Write(last, CultureInfo.GetCultureInfo(person.Locale)), key, cancellationToken);
        return null;
    }

    private string? Simulated(Notification message, string key)
    {
        LogSimulated(message.Channel, message.RecipientId, message.TextZh, key);
        return null;
    }

    private Task NoteAsync(IReadOnlyList<Guid> ids, DateTimeOffset? deliveredAt, string? error, CancellationToken cancellationToken)
    {
        var said = error?[..Math.Min(error.Length, Conventions.SentenceLength)];
        return db.Set<Notification>().Where(x => ids.Contains(x.Id) && x.DeliveredAt == null)
            .ExecuteUpdateAsync(row => row.SetProperty(x => x.DeliveredAt, deliveredAt).SetProperty(x => x.Error, said), cancellationToken);
    }

    [LoggerMessage(312, LogLevel.Information, "Simulated {Channel} to {Recipient}: {Text} (key {Key}).")]
    private partial void LogSimulated(NotificationChannel channel, Guid recipient, string text, string key);
}
