using Elsa.ITR.Domain.Notifications;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Elsa.ITR.Data.Notifications;

internal sealed class NotificationsConfiguration : IEntityTypeConfiguration<Notification>, IEntityTypeConfiguration<NotificationPreference>
{
    public void Configure(EntityTypeBuilder<Notification> message)
    {
        message.ToTable("notifications");
        message.Property(x => x.TemplateCode).IsWord();
        message.Property(x => x.RecordType).IsWord();
        message.Property(x => x.RecordNo).IsNo();
        message.Property(x => x.Thing).HasMaxLength(Conventions.NameLength);
        message.Property(x => x.TextZh).IsSentence();
        message.Property(x => x.TextEn).IsSentence();
        message.Property(x => x.Error).IsSentence();
        message.Ignore(x => x.Text);
        message.HasIndex(x => new { x.RecipientId, x.Channel, x.VisibleAt }); // the bell
        message.HasIndex(x => new { x.RecordId, x.SentAt }); // SinceAsync
    }

    public void Configure(EntityTypeBuilder<NotificationPreference> preference)
    {
        preference.ToTable("notification_preferences");
        preference.HasIndex(x => x.PersonId).IsUnique(); // PreferencesAsync
    }
}
