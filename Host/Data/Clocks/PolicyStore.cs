using System.Security.Cryptography;
using System.Text;
using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Contracts;
using Elsa.ITR.Domain.Notifications;
using Elsa.ITR.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Data.Clocks;

/// <summary>Published files of numbers and texts, parsed once per process, with the years of holidays published since; and drafts of the next.</summary>
public sealed class PolicyStore(ItrDbContext db, PolicyCache cache, IDeadlines deadlines, AuditTrail audit, TimeProvider time) : IPolicies, INotificationTemplates
{
    private readonly Dictionary<int, SlaPolicySet> _sets = []; // with their years, as this command sees them
    private PolicyCache.Newest? _newest;
    private NotificationFile? _messages;

    public NotificationRules Rules => Messages().Rules;

    public IReadOnlyCollection<NotificationTemplate> All => Messages().All;

    public Task<SlaPolicySet> CurrentAsync(CancellationToken cancellationToken = default) =>
        GetAsync(InForce().Select(x => (int?)x.Version).Max() ?? throw new RuleViolationException("policy.none-published"), cancellationToken);

    public async Task<SlaPolicySet> GetAsync(int version, CancellationToken cancellationToken = default)
    {
        if (_sets.TryGetValue(version, out var known))
            return known;

        if (cache.Find(version) is not { } set)
        {
            var json = await db.Set<PolicyVersion>().Where(x => x.Kind == PolicyVersion.SlaKind && x.Version == version && x.State == PolicyState.Published)
                .Select(x => x.Json).FirstOrDefaultAsync(cancellationToken)
                ?? throw new RuleViolationException("policy.unknown-version", ("version", version));
            set = cache.Set(version, number => SlaPolicyParser.Parse(json, number));
        }

        return _sets[version] = WithYears(set);
    }

    public int VersionOf(ServiceContract contract) =>
        InForce().Where(x => x.Version > contract.PolicyVersion && x.ContractIds.Contains(contract.Id)).Select(x => x.Version).DefaultIfEmpty(contract.PolicyVersion).Max();

    public NotificationTemplate Get(string code) => Messages().Get(code);

    /// <summary>Publishes a file of the product. Where a version was made here since, or the number is taken, it becomes a draft (D23). The same file again changes nothing.</summary>
    /// <returns>Whether it is new.</returns>
    /// <exception cref="PolicyFormatException">The file has mistakes.</exception>
    /// <exception cref="RuleViolationException"><c>policy.already-published</c>: that version exists with another content.</exception>
    public async Task<bool> PublishAsync(string kind, int version, string json, CancellationToken cancellationToken = default)
    {
        await db.Set<PolicyVersion>().Where(x => x.Kind == kind).LoadAsync(cancellationToken);
        var rows = db.Set<PolicyVersion>().Local.Where(x => x.Kind == kind).ToList();
        if (rows.Find(x => x.Shipped == version) is { } known)
            return known.Version == version && known.Hash != HashOf(json) ? throw new RuleViolationException("policy.already-published", ("kind", kind), ("version", version)) : false;

        if (kind == PolicyVersion.SlaKind)
            SlaPolicyParser.Parse(json, version);
        else
            NotificationFile.Parse(json);

        var row = new PolicyVersion { Kind = kind, Version = version, Json = json, Hash = HashOf(json), Shipped = version };
        if (rows.Exists(x => x.Version >= version || (x.Shipped is null && x.State == PolicyState.Published)))
            (row.Version, row.BasedOn) = (rows.Max(x => x.Version) + 1, rows.Where(x => x.State == PolicyState.Published).Max(x => (int?)x.Version));
        else
            (row.State, row.PublishedAt, row.EffectiveFrom) = (PolicyState.Published, time.GetUtcNow(), time.GetUtcNow());
        db.Add(row);
        return true;
    }

    /// <summary>A stored version of the numbers, draft or published, for changing; null when there is none.</summary>
    public Task<PolicyVersion?> FindAsync(int version, CancellationToken cancellationToken = default) =>
        db.Set<PolicyVersion>().FirstOrDefaultAsync(x => x.Kind == PolicyVersion.SlaKind && x.Version == version, cancellationToken);

    /// <summary>The version that one is held against: of a draft the newest published, else the published one before it; null when there is none.</summary>
    public Task<int?> BeforeAsync(PolicyVersion row, CancellationToken cancellationToken = default)
    {
        var below = row.State == PolicyState.Draft ? int.MaxValue : row.Version;
        return db.Set<PolicyVersion>().Where(x => x.Kind == row.Kind && x.State == PolicyState.Published && x.Version < below).MaxAsync(x => (int?)x.Version, cancellationToken);
    }

    /// <summary>What a stored version says under the calendars in force.</summary>
    /// <exception cref="PolicyFormatException">A draft that came from outside has mistakes.</exception>
    public SlaPolicySet Read(PolicyVersion row) => WithYears(SlaPolicyParser.Parse(row.Json, row.Version));

    /// <summary>Gives a draft another content.</summary>
    /// <exception cref="PolicyFormatException">The content has mistakes; the draft stays.</exception>
    public void Write(PolicyVersion draft, string json)
    {
        SlaPolicyParser.Parse(json, draft.Version);
        (draft.Json, draft.Hash) = (json, HashOf(json));
    }

    /// <summary>Publishes a year of holidays as the next version of its calendar. Open clocks follow when every node has heard of it.</summary>
    /// <param name="calendarId">E.g. <c>CAL-CN-WORK</c>.</param>
    /// <param name="year">Its rows.</param>
    /// <param name="note">Why.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    public async Task<LoadedYear> PublishYearAsync(string calendarId, CalendarYear year, string note, CancellationToken cancellationToken = default)
    {
        var newest = await db.Set<LoadedYear>().Where(x => x.CalendarId == calendarId).MaxAsync(x => (int?)x.Version, cancellationToken);
        var row = new LoadedYear { CalendarId = calendarId, Version = (newest ?? 1) + 1, Year = year.Year, Rows = year, Note = note };
        db.Add(row);
        foreach (var (version, set) in _sets.ToList())
            _sets[version] = WithYear(set, row);
        _newest = Newest() with { Years = [.. Newest().Years, row] };

        var record = new RecordRef(nameof(LoadedYear), row.Id, calendarId);
        deadlines.Add(DeadlineKinds.CalendarChanged, row.Id, time.GetUtcNow() + PolicyCache.Fresh, 1, record);
        audit.Write("calendar.publish", record, $"v{row.Version - 1}", $"v{row.Version} {year.Year}", note);
        return row;
    }

    private NotificationFile Messages()
    {
        if (_messages is not null)
            return _messages;

        var version = Newest().Notifications ?? throw new RuleViolationException("policy.none-published");
        return _messages = cache.Messages(version, number => NotificationFile.Parse(
            db.Set<PolicyVersion>().Where(x => x.Kind == PolicyVersion.NotificationsKind && x.Version == number).Select(x => x.Json).First()));
    }

    // The first version has no date to wait for: another node's clock may be a little behind.
    private IEnumerable<PolicyCache.InForce> InForce()
    {
        var now = time.GetUtcNow();
        var first = Newest().Sla.Select(x => (int?)x.Version).Min();
        return Newest().Sla.Where(x => x.From <= now || x.Version == first);
    }

    private PolicyCache.Newest Newest()
    {
        if ((_newest ??= cache.Known(time)) is { } known)
            return known;

        var versions = db.Set<PolicyVersion>().Where(x => x.State == PolicyState.Published).Select(x => new { x.Kind, x.Version, x.EffectiveFrom, x.ContractIds }).ToList();
        var years = db.Set<LoadedYear>().AsNoTracking().OrderBy(x => x.Version).ToList();
        _newest = new PolicyCache.Newest(
            [.. versions.Where(x => x.Kind == PolicyVersion.SlaKind).Select(x => new PolicyCache.InForce(x.Version, x.EffectiveFrom!.Value, x.ContractIds))],
            versions.Where(x => x.Kind == PolicyVersion.NotificationsKind).Max(x => (int?)x.Version), years, time.GetTimestamp());
        if (_newest is { Sla.Count: > 0, Notifications: not null })
            cache.Remember(_newest);
        return _newest;
    }

    private SlaPolicySet WithYears(SlaPolicySet set) => Newest().Years.Aggregate(set, WithYear);

    private static SlaPolicySet WithYear(SlaPolicySet set, LoadedYear year) =>
        set.Calendars.TryGetValue(year.CalendarId, out var calendar)
            ? set.With(new Dictionary<string, BusinessCalendar>(set.Calendars) { [year.CalendarId] = calendar.With(year.Rows) })
            : set;

    private static string HashOf(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
}
