using System.Security.Cryptography;
using System.Text;
using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Data.Clocks;

/// <summary>Published policy files, parsed once per process.</summary>
public sealed class PolicyStore(ItrDbContext db, PolicyCache cache, AuditTrail audit, TimeProvider time) : IPolicies, INotificationTemplates
{
    public NotificationRules Rules => Messages().Rules;

    public async Task<SlaPolicySet> CurrentAsync(CancellationToken cancellationToken = default)
    {
        if (cache.Current is { } known)
            return await GetAsync(known, cancellationToken);

        var newest = await db.Set<PolicyVersion>().Where(x => x.Kind == PolicyVersion.SlaKind)
            .OrderByDescending(x => x.Version).Select(x => (int?)x.Version).FirstOrDefaultAsync(cancellationToken)
            ?? throw new RuleViolationException("policy.none-published");
        cache.Current = newest;
        return await GetAsync(newest, cancellationToken);
    }

    public async Task<SlaPolicySet> GetAsync(int version, CancellationToken cancellationToken = default)
    {
        if (cache.Sets.TryGetValue(version, out var known))
            return known;

        var json = await db.Set<PolicyVersion>().Where(x => x.Kind == PolicyVersion.SlaKind && x.Version == version)
            .Select(x => x.Json).FirstOrDefaultAsync(cancellationToken)
            ?? throw new RuleViolationException("policy.unknown-version", ("version", version));
        var years = await db.Set<LoadedYear>().AsNoTracking().ToListAsync(cancellationToken);
        return cache.Sets[version] = WithYears(SlaPolicyParser.Parse(json, version), years);
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
        cache.Forget();
        return true;
    }

    /// <summary>Loads or replaces a year of holidays; <see cref="ClockDesk.OnCalendarChangedAsync"/> follows in the same command.</summary>
    /// <param name="record">What the audit entry names; calendars are no records of their own.</param>
    public async Task LoadYearAsync(string calendarId, CalendarYear year, RecordRef record, CancellationToken cancellationToken = default)
    {
        var number = year.Year;
        var row = await db.Set<LoadedYear>().FirstOrDefaultAsync(x => x.CalendarId == calendarId && x.Year == number, cancellationToken);
        if (row is null)
            db.Add(row = new LoadedYear { CalendarId = calendarId, Year = number });

        row.Rows = year;
        foreach (var (version, set) in cache.Sets)
            cache.Sets[version] = WithYears(set, [row]);
        audit.Write("calendar.load", record, null, $"{calendarId} {number}", year.Source);
    }

    private NotificationFile Messages() => cache.Messages ??= NotificationFile.Parse(
        db.Set<PolicyVersion>().Where(x => x.Kind == PolicyVersion.NotificationsKind)
            .OrderByDescending(x => x.Version).Select(x => x.Json).FirstOrDefault()
        ?? throw new RuleViolationException("policy.none-published"));

    private static SlaPolicySet WithYears(SlaPolicySet set, IReadOnlyList<LoadedYear> years)
    {
        if (years.Count == 0)
            return set;

        var calendars = set.Calendars.ToDictionary(pair => pair.Key, pair => years
            .Where(year => year.CalendarId == pair.Key)
            .Aggregate(pair.Value, (calendar, year) => calendar.With(year.Rows)));
        return set.With(calendars);
    }
}
