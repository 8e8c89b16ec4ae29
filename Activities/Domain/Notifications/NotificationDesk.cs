using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Escalations;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Notifications;

/// <summary>Writes messages to people: texts from templates, channels and holding back by the rules of the notification file.</summary>
public sealed class NotificationDesk(
    INotifications notifications,
    INotificationTemplates templates,
    IAudience audience,
    INotifier notifier,
    IEnumerable<IAnnouncer> announcers,
    IEnumerable<IClockSubjects> subjects,
    AccessScope access,
    TimeProvider time)
{
    private List<Recipient>? _firing;

    /// <summary>Sends what belongs to one firing of a clock: each person gets the first of its messages only.</summary>
    /// <param name="messages">Sends them.</param>
    /// <returns>The people told, in the order they were told.</returns>
    public async Task<IReadOnlyList<Recipient>> OneFiringAsync(Func<Task> messages)
    {
        var outer = _firing;
        var told = _firing = [];
        try
        {
            await messages();
        }
        finally
        {
            _firing = outer;
        }

        return told;
    }

    /// <summary>Sends one template to roles and people.</summary>
    /// <param name="templateCode">E.g. <c>CLOCK_WARN</c>.</param>
    /// <param name="record">The record it is about; its organisations decide who holds a role.</param>
    /// <param name="recipients">Role codes, person ids and tokens of <see cref="AudienceTokens"/>.</param>
    /// <param name="args">Values for the text, besides the facts of the record; a <see cref="Bilingual"/> is shown in the text's language.</param>
    /// <param name="clockId">The clock it speaks of, whose task holder <c>Assignee</c> means.</param>
    /// <param name="level">Management level called; from M2 on a short message goes out too.</param>
    /// <param name="thing">What of the record it speaks of, where that is no clock: number of a task, say. A message about another thing is another message.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <returns>Those who got it now; people told the same within the repeat time, and the muted, are left out.</returns>
    /// <exception cref="RuleViolationException"><c>notification.unknown-template</c>.</exception>
    public async Task<IReadOnlyList<Recipient>> SendAsync(
        string templateCode,
        RecordRef record,
        IReadOnlyCollection<string> recipients,
        IReadOnlyDictionary<string, object?>? args = null,
        string? clockId = null,
        ManagementLevel? level = null,
        string? thing = null,
        CancellationToken cancellationToken = default)
    {
        using var system = access.EnterSystem(); // the sender need not see whom a message reaches
        var template = templates.Get(templateCode);
        var people = recipients.Count == 0 ? [] : await audience.ResolveAsync(record, recipients, clockId, cancellationToken);
        if (people.Count == 0)
            return [];

        var now = time.GetUtcNow();
        var rules = templates.Rules;
        thing ??= clockId;
        var told = (await notifications.SinceAsync(record, now - rules.RepeatAfter, cancellationToken))
            .Where(earlier => earlier.TemplateCode == templateCode && earlier.Thing == thing && earlier.SentAt > now - rules.RepeatAfter)
            .Select(earlier => earlier.RecipientId)
            .ToHashSet();
        var chosen = NotificationPreference.Choosable.Contains(template.Kind)
            ? await notifications.PreferencesAsync([.. people.Select(person => person.PersonId)], cancellationToken)
            : new Dictionary<Guid, NotificationPreference>();
        var subject = await SubjectAsync(record, cancellationToken);
        var isLevelOne = subject is { Severity: 1 };
        var values = Values(record, args, subject);
        var waits = template.Kind == NotificationKind.Remind && !isLevelOne;
        var reached = people
            .Where(person => !told.Contains(person.PersonId) && !IsMuted(template, chosen.GetValueOrDefault(person.PersonId)) && _firing?.Exists(other => other.PersonId == person.PersonId) != true)
            .ToList();
        _firing?.AddRange(reached);
        var text = new Bilingual(Texts.Fill(template.Text.Zh, In(values, "zh")), Texts.Fill(template.Text.En, In(values, "en")));
        foreach (var person in reached)
        {
            var choice = chosen.GetValueOrDefault(person.PersonId);
            var visibleAt = waits ? rules.For(choice).AfterQuietHours(now) : now;
            foreach (var channel in Channels(template, person, choice, isLevelOne, level))
                await WriteAsync(template, record, person, channel, text, thing, now, visibleAt, cancellationToken);
        }

        foreach (var announcer in reached.Count == 0 ? [] : announcers)
            announcer.Announce(new Announcement(templateCode, template.Kind, record, thing, text, now));

        return reached;
    }

    private static bool IsMuted(NotificationTemplate template, NotificationPreference? choice) =>
        template.Kind == NotificationKind.Remind && choice is { MuteReminders: true };

    private static IEnumerable<NotificationChannel> Channels(
        NotificationTemplate template, Recipient person, NotificationPreference? choice, bool isLevelOne, ManagementLevel? level)
    {
        yield return NotificationChannel.InApp;
        if (person.IsExternal || template.Kind == NotificationKind.Breach || choice?.EmailKinds.Contains(template.Kind) == true)
            yield return NotificationChannel.Email;
        if ((isLevelOne && template.Kind is NotificationKind.Warn or NotificationKind.Breach or NotificationKind.Escalate) || level >= ManagementLevel.M2)
            yield return NotificationChannel.Sms;
    }

    private async Task WriteAsync(
        NotificationTemplate template,
        RecordRef record,
        Recipient person,
        NotificationChannel channel,
        Bilingual text,
        string? thing,
        DateTimeOffset now,
        DateTimeOffset visibleAt,
        CancellationToken cancellationToken)
    {
        var message = new Notification
        {
            TemplateCode = template.Code,
            Kind = template.Kind,
            Channel = channel,
            RecipientId = person.PersonId,
            RecordType = record.Type,
            RecordId = record.Id,
            RecordNo = record.No,
            Thing = thing,
            TextZh = text.Zh,
            TextEn = text.En,
            SentAt = now,
            VisibleAt = visibleAt,
            DeliveredAt = channel == NotificationChannel.InApp ? now : null,
        };
        notifications.Add(message);
        if (channel != NotificationChannel.InApp)
            await notifier.StageAsync(message, cancellationToken);
    }

    private static Dictionary<string, object?> In(Dictionary<string, object?> values, string language) =>
        values.ToDictionary(pair => pair.Key, pair => pair.Value is Bilingual both ? both.In(language) : pair.Value);

    private static Dictionary<string, object?> Values(RecordRef record, IReadOnlyDictionary<string, object?>? args, ClockSubject? subject)
    {
        var values = new Dictionary<string, object?>(args ?? new Dictionary<string, object?>());
        values.TryAdd("recordNo", record.No);
        foreach (var (name, value) in subject?.Facts ?? new Dictionary<string, string>())
            values.TryAdd(name, value);
        return values;
    }

    private async Task<ClockSubject?> SubjectAsync(RecordRef record, CancellationToken cancellationToken) =>
        subjects.FirstOrDefault(candidate => candidate.RecordType == record.Type) is { } source ? await source.FindAsync(record, cancellationToken) : null;
}
