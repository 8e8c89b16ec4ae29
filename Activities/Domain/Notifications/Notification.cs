using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Notifications;

/// <summary>One message to one person through one channel.</summary>
public sealed class Notification : Entity
{
    /// <summary>Template it was made from, e.g. <c>CLOCK_WARN</c>.</summary>
    public string TemplateCode { get; set; } = "";

    /// <summary>Who gets it.</summary>
    public Guid RecipientId { get; set; }

    /// <summary>How it reaches them.</summary>
    public NotificationChannel Channel { get; set; }

    /// <summary>Colour and order in the bell.</summary>
    public NotificationKind Kind { get; set; }

    /// <summary>Type of the record.</summary>
    public string RecordType { get; set; } = "";

    /// <summary>Key of the record.</summary>
    public Guid RecordId { get; set; }

    /// <summary>Number of the record.</summary>
    public string RecordNo { get; set; } = "";

    /// <summary>What of the record it speaks of: id of a clock, number of a task, cause of a fault; null for the record itself.</summary>
    public string? Thing { get; set; }

    /// <summary>Text, Chinese.</summary>
    public string TextZh { get; set; } = "";

    /// <summary>Text, English.</summary>
    public string TextEn { get; set; } = "";

    /// <summary>When it was written, UTC.</summary>
    public DateTimeOffset SentAt { get; set; }

    /// <summary>Held back until then by quiet hours; equal to <see cref="SentAt"/> otherwise.</summary>
    public DateTimeOffset VisibleAt { get; set; }

    /// <summary>When quiet hours were over and it went out together with what else was held back; null while it waits, and for what goes on its own.</summary>
    public DateTimeOffset? DigestAt { get; set; }

    /// <summary>When the person opened it.</summary>
    public DateTimeOffset? ReadAt { get; set; }

    /// <summary>When the channel took it; in-app messages at once.</summary>
    public DateTimeOffset? DeliveredAt { get; set; }

    /// <summary>What the channel answered when it did not take it.</summary>
    public string? Error { get; set; }

    /// <summary>The text in both languages.</summary>
    public Bilingual Text => new(TextZh, TextEn);
}

/// <summary>How a message reaches a person.</summary>
public enum NotificationChannel
{
    /// <summary>The bell.</summary>
    InApp,

    /// <summary>E-mail.</summary>
    Email,

    /// <summary>Short message.</summary>
    Sms,
}

/// <summary>What a message is about; decides about muting and quiet hours.</summary>
public enum NotificationKind
{
    /// <summary>Something to know.</summary>
    Info,

    /// <summary>Something to do.</summary>
    Task,

    /// <summary>May be muted and waits in quiet hours.</summary>
    Remind,

    /// <summary>Time is running out.</summary>
    Warn,

    /// <summary>A promise was broken.</summary>
    Breach,

    /// <summary>Management is called.</summary>
    Escalate,
}

/// <summary>Choices of one person.</summary>
public sealed class NotificationPreference : Entity
{
    /// <summary>Kinds about which a person may choose; a breach is always told in every way, work and news in the usual ones.</summary>
    public static readonly IReadOnlyList<NotificationKind> Choosable = [NotificationKind.Remind, NotificationKind.Warn, NotificationKind.Escalate];

    /// <summary>The person.</summary>
    public Guid PersonId { get; set; }

    /// <summary>In-app reminders are not shown; warnings, breaches and escalations always are.</summary>
    public bool MuteReminders { get; set; }

    /// <summary>Kinds of <see cref="Choosable"/> that he wants by e-mail too.</summary>
    public List<NotificationKind> EmailKinds { get; set; } = [];

    /// <summary>When his quiet hours begin, in the zone of the product; null for the usual ones.</summary>
    public TimeOnly? QuietFrom { get; set; }

    /// <summary>When his quiet hours end; null for the usual ones.</summary>
    public TimeOnly? QuietTo { get; set; }
}

/// <summary>A text with its rules.</summary>
/// <param name="Code">E.g. <c>CLOCK_WARN</c>.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Text">Text with names in braces.</param>
/// <param name="When">When it is sent and to whom, for people.</param>
public sealed record NotificationTemplate(string Code, NotificationKind Kind, Bilingual Text, string When);

/// <summary>Who a message is for.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">For explanations.</param>
/// <param name="IsExternal">Customer, partner or supplier: gets e-mail as well.</param>
public sealed record Recipient(Guid PersonId, string Name, bool IsExternal);
