using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Notifications;

/// <summary>Stored messages; what a command added is seen by the same command before it commits.</summary>
public interface INotifications
{
    /// <summary>Stores a message at the commit.</summary>
    void Add(Notification notification);

    /// <summary>Messages about a record that were written since an instant.</summary>
    Task<IReadOnlyList<Notification>> SinceAsync(RecordRef record, DateTimeOffset since, CancellationToken cancellationToken = default);

    /// <summary>What people chose, by person; who chose nothing is left out.</summary>
    Task<IReadOnlyDictionary<Guid, NotificationPreference>> PreferencesAsync(IReadOnlyCollection<Guid> people, CancellationToken cancellationToken = default);
}

/// <summary>The channels outside the application; staged in the transaction, sent after it.</summary>
public interface INotifier
{
    /// <summary>Stages one message of a channel other than in-app; one that quiet hours hold back goes with the others when they are over.</summary>
    Task StageAsync(Notification notification, CancellationToken cancellationToken = default);
}

/// <summary>Other systems that hear of messages; staged in the transaction, told after it. There may be none.</summary>
public interface IAnnouncer
{
    /// <summary>Stages what was said.</summary>
    void Announce(Announcement announcement);
}

/// <summary>What was said to people, for other systems.</summary>
/// <param name="TemplateCode">E.g. <c>CLOCK_BREACH</c>.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Record">The record.</param>
/// <param name="Thing">What of it; see <see cref="Notification.Thing"/>.</param>
/// <param name="Text">In both languages.</param>
/// <param name="At">When.</param>
public sealed record Announcement(string TemplateCode, NotificationKind Kind, RecordRef Record, string? Thing, Bilingual Text, DateTimeOffset At);

/// <summary>Texts of messages.</summary>
public interface INotificationTemplates
{
    /// <summary>The template of a code.</summary>
    /// <exception cref="RuleViolationException"><c>notification.unknown-template</c>.</exception>
    NotificationTemplate Get(string code);

    /// <summary>Every template, in the order of the file.</summary>
    IReadOnlyCollection<NotificationTemplate> All { get; }

    /// <summary>When messages are held back and how often they repeat.</summary>
    NotificationRules Rules { get; }
}

/// <summary>Finds the people behind role codes and tokens for one record.</summary>
public interface IAudience
{
    /// <summary>Resolves roles in the organisation scope of the record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="tokens">Role codes, person ids, and the tokens of <see cref="AudienceTokens"/>.</param>
    /// <param name="clockId">Definition of the clock whose task holder <c>Assignee</c> means; null = the record's owner.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <returns>Each person once; empty tokens name nobody.</returns>
    Task<IReadOnlyList<Recipient>> ResolveAsync(
        RecordRef record, IReadOnlyCollection<string> tokens, string? clockId, CancellationToken cancellationToken = default);
}

/// <summary>Names of people that are no roles.</summary>
public static class AudienceTokens
{
    /// <summary>Holder of the task that the clock is bound to, else the record's owner.</summary>
    public const string Assignee = "Assignee";

    /// <summary>Owner of the record.</summary>
    public const string Owner = "Owner";

    /// <summary>Who reported the case.</summary>
    public const string Reporter = "Reporter";

    /// <summary>Owner of the record's open escalation.</summary>
    public const string EscalationOwner = "EscalationOwner";

    /// <summary>Owner of the level above it.</summary>
    public const string NextLevelOwner = "NextLevelOwner";

    /// <summary>Everybody who holds or held a task of the record on the vendor's or partner's side.</summary>
    public const string CaseTeam = "CaseTeam";
}
