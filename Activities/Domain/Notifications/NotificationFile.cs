using System.Globalization;
using System.Text.Json;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Notifications;

/// <summary>When messages are held back and how often the same one may repeat.</summary>
/// <param name="RepeatAfter">The same template for the same record and person is sent once in this time.</param>
/// <param name="QuietFrom">Local begin of quiet hours.</param>
/// <param name="QuietTo">Local end of quiet hours.</param>
public sealed record NotificationRules(TimeSpan RepeatAfter, TimeOnly QuietFrom, TimeOnly QuietTo)
{
    /// <summary>The rules with a person's own quiet hours.</summary>
    public NotificationRules For(NotificationPreference? choice) => choice is { QuietFrom: { } from, QuietTo: { } to } ? this with { QuietFrom = from, QuietTo = to } : this;

    /// <summary>The instant itself, or the end of the quiet hours it lies in.</summary>
    public DateTimeOffset AfterQuietHours(DateTimeOffset instant)
    {
        var (day, time) = (instant.LocalDate(), instant.LocalTimeOfDay());
        if (!time.IsBetween(QuietFrom, QuietTo))
            return instant;

        return (time >= QuietFrom && QuietFrom > QuietTo ? day.AddDays(1) : day).At(QuietTo);
    }
}

/// <summary>The templates of <c>Workflows/Policies/notifications.v&lt;N&gt;.json</c>.</summary>
public sealed class NotificationFile : INotificationTemplates
{
    private readonly Dictionary<string, NotificationTemplate> _byCode;

    private NotificationFile(NotificationRules rules, Dictionary<string, NotificationTemplate> byCode) => (Rules, _byCode) = (rules, byCode);

    /// <inheritdoc/>
    public NotificationRules Rules { get; }

    /// <summary>Every template, in the order of the file.</summary>
    public IReadOnlyCollection<NotificationTemplate> All => _byCode.Values;

    /// <inheritdoc/>
    public NotificationTemplate Get(string code) =>
        _byCode.GetValueOrDefault(code) ?? throw new RuleViolationException("notification.unknown-template", ("code", code));

    /// <summary>Reads the file.</summary>
    /// <exception cref="FormatException">A template lacks a text, has an unknown kind, or stands twice; the message names it.</exception>
    public static NotificationFile Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        var quiet = root.GetProperty("quietHours");
        var rules = new NotificationRules(
            TimeSpan.FromMinutes(root.GetProperty("repeatAfterMinutes").GetDouble()), Time(quiet, "from"), Time(quiet, "to"));
        var byCode = new Dictionary<string, NotificationTemplate>(StringComparer.Ordinal);
        foreach (var row in root.GetProperty("templates").EnumerateArray())
        {
            var code = Text(row, "code", "?");
            var kind = Enum.TryParse<NotificationKind>(Text(row, "kind", code), out var parsed)
                ? parsed
                : throw new FormatException($"Template {code}: expected kind one of {string.Join(", ", Enum.GetNames<NotificationKind>())}.");
            if (!byCode.TryAdd(code, new NotificationTemplate(code, kind, new Bilingual(Text(row, "zh", code), Text(row, "en", code)), Text(row, "when", code))))
                throw new FormatException($"Template {code}: expected once, found twice.");
        }

        return new NotificationFile(rules, byCode);
    }

    private static TimeOnly Time(JsonElement quiet, string key) =>
        TimeOnly.ParseExact(quiet.GetProperty(key).GetString()!, "HH:mm", CultureInfo.InvariantCulture);

    private static string Text(JsonElement row, string key, string code) =>
        row.TryGetProperty(key, out var value) && value.GetString() is { Length: > 0 } text
            ? text
            : throw new FormatException($"Template {code}: expected a text {key}.");
}
