using System.Security.Cryptography;
using System.Text;
using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Data.Clocks;

/// <summary>Published files of numbers and texts, parsed once per process, with the years of holidays loaded since.</summary>
public sealed class PolicyStore(ItrDbContext db, PolicyCache cache, AuditTrail audit, TimeProvider time) : IPolicies, INotificationTemplates
{
    private readonly Dictionary<int, SlaPolicySet> _sets = []; // with their years, as this command sees them
    private PolicyCache.Newest? _newest;
    private NotificationFile? _messages;

    public NotificationRules Rules => Messages().Rules;

    public IReadOnlyCollection<NotificationTemplate> All => Messages().All;

    public Task<SlaPolicySet> CurrentAsync(CancellationToken cancellationToken = default) =>
        GetAsync(Newest().Sla ?? throw new RuleViolationException("policy.none-published"), cancellationToken);

    public async Task<SlaPolicySet> GetAsync(int version, CancellationToken cancellationToken = default)
    {
        if (_sets.TryGetValue(version, out var known))
            return known;

        if (cache.Find(version) is not { } set)
        {
            var json = await db.Set<PolicyVersion>().Where(x => x.Kind == PolicyVersion.SlaKind && x.Version == version)
                .Select(x => x.Json).FirstOrDefaultAsync(cancellationToken)
                ?? throw new RuleViolationException("policy.unknown-version", ("version", version));
            set = cache.Set(version, number => SlaPolicyParser.Parse(json, number));
        }

        return _sets[version] = Newest().Years.Aggregate(set, WithYear);
    }

    public NotificationTemplate Get(string code) => Messages().Get(code);

    /// <summary>Publishes a file; the same file again changes nothing.</summary>
    /// <returns>Whether it is new.</returns>
    /// <exception cref="PolicyFormatException">The file has mistakes.</exception>
    /// <exception cref="RuleViolationException"><c>policy.already-published</c>: that version exists with another content.</exception>
    public async Task<bool> PublishAsync(string kind, int version, string json, CancellationToken cancellationToken = default)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
        if (await db.Set<PolicyVersion>().FirstOrDefaultAsync(x => x.Kind == kind && x.Version == version, cancellationToken) is { } standing)
            return standing.Hash == hash ? false : throw new RuleViolationException("policy.already-published", ("kind", kind), ("version", version));

        if (kind == PolicyVersion.SlaKind)
            SlaPolicyParser.Parse(json, version);
        else
            NotificationFile.Parse(json);

        db.Add(new PolicyVersion { Kind = kind, Version = version, Json = json, Hash = hash, PublishedAt = time.GetUtcNow() });
        return true;
    }

    /// <summary>Loads or replaces a year of holidays; <see cref="ClockDesk.OnCalendarChangedAsync"/> follows in the same command.</summary>
    /// <param name="calendarId">E.g. <c>CAL-CN-WORK</c>.</param>
    /// <param name="year">Its rows.</param>
    public async Task LoadYearAsync(string calendarId, CalendarYear year, CancellationToken cancellationToken = default)
    {
        var number = year.Year;
        var row = await db.Set<LoadedYear>().FirstOrDefaultAsync(x => x.CalendarId == calendarId && x.Year == number, cancellationToken);
        if (row is null)
            db.Add(row = new LoadedYear { CalendarId = calendarId, Year = number });

        row.Rows = year;
        foreach (var (version, set) in _sets.ToList())
            _sets[version] = WithYear(set, row);
        _newest = Newest() with { Years = [.. Newest().Years.Where(other => other.Id != row.Id), row] };
        audit.Write("calendar.load", new RecordRef(nameof(LoadedYear), row.Id, calendarId), null, $"{number}", year.Source);
    }

    private NotificationFile Messages()
    {
        if (_messages is not null)
            return _messages;

        var version = Newest().Notifications ?? throw new RuleViolationException("policy.none-published");
        return _messages = cache.Messages(version, number => NotificationFile.Parse(
            db.Set<PolicyVersion>().Where(x => x.Kind == PolicyVersion.NotificationsKind && x.Version == number).Select(x => x.Json).First()));
    }

    private PolicyCache.Newest Newest()
    {
        if ((_newest ??= cache.Known(time)) is { } known)
            return known;

        var versions = db.Set<PolicyVersion>().GroupBy(x => x.Kind).Select(x => new { Kind = x.Key, Version = x.Max(row => row.Version) }).ToList();
        var years = db.Set<LoadedYear>().AsNoTracking().ToList();
        _newest = new PolicyCache.Newest(Of(PolicyVersion.SlaKind), Of(PolicyVersion.NotificationsKind), years, time.GetTimestamp());
        if (_newest is { Sla: not null, Notifications: not null })
            cache.Remember(_newest);
        return _newest;

        int? Of(string kind) => versions.Find(row => row.Kind == kind)?.Version;
    }

    private static SlaPolicySet WithYear(SlaPolicySet set, LoadedYear year) =>
        set.Calendars.TryGetValue(year.CalendarId, out var calendar)
            ? set.With(new Dictionary<string, BusinessCalendar>(set.Calendars) { [year.CalendarId] = calendar.With(year.Rows) })
            : set;
}
