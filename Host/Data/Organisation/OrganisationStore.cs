using Elsa.ITR.Domain.Customers;
using Elsa.ITR.Domain.Escalations;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.Persistence.EFCore;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Data.Organisation;

/// <summary>Who people are and who may act where, straight from the tables; what does not change in a command is read once in it.</summary>
internal sealed class OrganisationStore(ItrDbContext db, RecordOrgs records, OrgTrees trees, TimeProvider time) : IDirectory
{
    // Asked by every request, so in one statement: who he is, what he holds, whether he represents anybody, how the organisations stand. A row per grant, one without.
    private static readonly PerModel<Func<ItrDbContext, Guid, DateTimeOffset, IAsyncEnumerable<Holding>>> HoldingsOf = new(() => EF.CompileAsyncQuery(
        (ItrDbContext db, Guid id, DateTimeOffset now) => db.Users.Where(x => x.Id == id && x.IsActive).SelectMany(
            x => db.Set<RoleGrant>().Where(grant => grant.UserId == x.Id).DefaultIfEmpty(),
            (user, grant) => new Holding(
                user.UserName!, user.DisplayNameZh, user.DisplayNameEn, user.OrgId, grant!.Role, grant.OrgScopeId,
                db.Set<Delegation>().Any(x => x.ToUserId == id && x.From <= now && now < x.To),
                db.Set<Organization>().Sum(org => org.RowVersion + 1L)))));

    private static readonly PerModel<Func<ItrDbContext, Guid, DateTimeOffset, IAsyncEnumerable<Handed>>> HandedTo = new(() => EF.CompileAsyncQuery(
        (ItrDbContext db, Guid id, DateTimeOffset now) => db.Set<Delegation>().AsNoTracking().Where(x => x.ToUserId == id && x.From <= now && now < x.To)
            .Join(db.Set<RoleGrant>(), x => x.FromUserId, x => x.UserId, (delegation, grant) => new { delegation, grant })
            .Join(db.Users, x => x.grant.UserId, x => x.Id, (x, owner) => new Handed(x.delegation, x.grant.Role, x.grant.OrgScopeId ?? owner.OrgId, owner.DisplayNameZh, owner.DisplayNameEn))));

    private readonly Dictionary<(string Role, Guid? OrgId), List<PersonInfo>> _holders = [];
    private readonly Dictionary<Guid, PersonInfo?> _people = [];
    private List<DutyShift>? _onDuty;
    private List<Delegation>? _inForce;
    private OrgTree? _tree;

    public async Task<IReadOnlyList<PersonInfo>> CandidatesAsync(
        string role, OrgScope scope, RecordRef record, CancellationToken cancellationToken = default)
    {
        var orgId = await OrgOfAsync(scope, role, record, cancellationToken);
        if (orgId is null && scope is not (OrgScope.Hq or OrgScope.Spc))
            return [];

        var found = await HoldersAsync(role, orgId, cancellationToken);
        return found.Count > 0 || orgId is null || role is not (RoleCodes.InstituteApprover or RoleCodes.ProvinceApprover)
            ? found
            : await AuthorisedContactsAsync(orgId.Value, cancellationToken);
    }

    public async Task<IReadOnlyList<PersonInfo>> HoldersOfAsync(string role, Guid? orgId, CancellationToken cancellationToken = default) => await HoldersAsync(role, orgId, cancellationToken);

    public async Task<IReadOnlyList<PersonInfo>> OnDutyAsync(
        string role, OrgScope scope, RecordRef record, CancellationToken cancellationToken = default)
    {
        var candidates = await CandidatesAsync(role, scope, record, cancellationToken);
        var now = time.GetUtcNow();
        _onDuty ??= await db.Set<DutyShift>().AsNoTracking().Where(x => x.Start <= now && now < x.End).ToListAsync(cancellationToken);
        var onDuty = _onDuty.Where(x => x.Role == role).Select(x => x.UserId).ToList();
        var present = candidates.Where(x => onDuty.Contains(x.Id)).ToList();
        return present.Count > 0 ? present : candidates;
    }

    public async Task<LevelOwner?> OwnerOfLevelAsync(ManagementLevel level, RecordRef record, CancellationToken cancellationToken = default)
    {
        var (role, scope) = level switch
        {
            ManagementLevel.M1 => (RoleCodes.OfficeManager, OrgScope.CaseOffice),
            ManagementLevel.M2 => (RoleCodes.RegionManager, OrgScope.CaseRegion),
            ManagementLevel.M3 => (RoleCodes.TscDirector, OrgScope.Hq),
            _ => (RoleCodes.ServiceVp, OrgScope.Hq),
        };
        var candidates = await CandidatesAsync(role, scope, record, cancellationToken);
        var ids = candidates.Select(x => x.Id).ToList();
        var holders = await db.Set<RoleGrant>().AsNoTracking().Where(x => x.Role == role && ids.Contains(x.UserId)).Select(x => x.UserId).ToListAsync(cancellationToken);
        if (candidates.FirstOrDefault(x => holders.Contains(x.Id)) is not { } owner)
            return null;

        var now = time.GetUtcNow();
        var deputy = (await InForceAsync(cancellationToken)).FirstOrDefault(x => x.FromUserId == owner.Id && x.Covers(role, now));
        return new LevelOwner(owner, deputy is null ? null : candidates.FirstOrDefault(x => x.Id == deputy.ToUserId));
    }

    public async Task<PersonInfo?> PersonAsync(Guid id, CancellationToken cancellationToken = default) =>
        _people.TryGetValue(id, out var known)
            ? known
            : _people[id] = await db.Users.AsNoTracking().FirstOrDefaultAsync(x => x.Id == id, cancellationToken) is { } user ? Info(user) : null;

    public async Task<PersonInfo?> PersonByNameAsync(string userName, CancellationToken cancellationToken = default)
    {
        var normalised = userName.ToUpperInvariant();
        return await db.Users.AsNoTracking().FirstOrDefaultAsync(x => x.NormalizedUserName == normalised, cancellationToken) is { } user ? Info(user) : null;
    }

    public async Task<bool> MayAsync(Guid personId, string role, Guid? candidateOrgId, CancellationToken cancellationToken = default) =>
        await ActorAsync(personId, cancellationToken) is { } actor
        && (actor.Has(role, candidateOrgId) || (candidateOrgId is { } org
            && role is RoleCodes.InstituteApprover or RoleCodes.ProvinceApprover
            && (await HoldersAsync(role, candidateOrgId, cancellationToken)).Count == 0
            && (await AuthorisedContactsAsync(candidateOrgId!.Value, cancellationToken)).Any(x => x.Id == personId)));

    public async Task<Guid?> OrgOfAsync(OrgScope scope, string role, RecordRef record, CancellationToken cancellationToken = default)
    {
        if (scope is OrgScope.Hq or OrgScope.Spc)
            return null; // every holder: the headquarters and the spare parts centre are one each

        var orgs = await records.OfAsync(record, cancellationToken);
        return scope switch
        {
            OrgScope.CaseOffice => orgs?.OfficeOrgId,
            OrgScope.CaseRegion => orgs?.RegionOrgId,
            OrgScope.CustomerOfCase => role is RoleCodes.CustomerUser ? orgs?.CustomerOrgId : orgs?.CustomerTreeOrgId,
            _ => orgs?.PartnerOrgId,
        };
    }

    public async Task<Actor?> ActorAsync(Guid personId, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        var holdings = await HoldingsOf.For(db)(db, personId, now).ToListAsync(cancellationToken);
        if (holdings is not [var user, ..])
            return null;

        _tree = await trees.OfAsync(db, user.Organisations, cancellationToken);
        var held = holdings.Where(x => x.Role is not null).Select(x => (Role: x.Role!, OrgId: x.OrgScopeId ?? x.OrgId)).ToList();
        var handed = user.Represents
            ? (await HandedTo.For(db)(db, personId, now).ToListAsync(cancellationToken)).Where(x => x.Delegation.Covers(x.Role, now)).ToList()
            : [];
        var grants = held.Concat(handed.Select(x => (x.Role, x.OrgId))).Distinct().ToList();
        return new Actor(personId, user.UserName, NameOf(user.NameZh, user.NameEn), false, _tree.Spread(grants), user.OrgId)
        {
            Access = _tree.AccessOf(grants),
            OwnGrants = handed.Count == 0 ? null : _tree.Spread(held),
            StandsInFor =
            [
                .. handed.GroupBy(x => x.Delegation.Id).Select(x => new Represented(
                    x.First().Delegation.FromUserId, NameOf(x.First().OwnerZh, x.First().OwnerEn), [.. x.Select(role => role.Role).Distinct()], x.First().Delegation.To)),
            ],
        };
    }

    public async Task<PersonInfo?> DeputyOfAsync(Guid personId, string role, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        return (await InForceAsync(cancellationToken)).FirstOrDefault(x => x.FromUserId == personId && x.Covers(role, now)) is { } absence
            ? (await InfosAsync([absence.ToUserId], cancellationToken)).FirstOrDefault() : null;
    }

    // Few people are absent at a time: they are read once in a command, whoever asks.
    private async Task<List<Delegation>> InForceAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return _inForce ??= await db.Set<Delegation>().AsNoTracking().Where(x => x.From <= now && now < x.To).OrderBy(x => x.From).ToListAsync(cancellationToken);
    }

    private static Bilingual NameOf(string zh, string en) => new(zh, en.Length > 0 ? en : zh);

    // Holders of the role, their deputies included; with an organisation only those whose grant lies on one line with it.
    private async Task<List<PersonInfo>> HoldersAsync(string role, Guid? orgId, CancellationToken cancellationToken) =>
        _holders.TryGetValue((role, orgId), out var known) ? known : _holders[(role, orgId)] = await ReadHoldersAsync(role, orgId, cancellationToken);

    private async Task<List<PersonInfo>> ReadHoldersAsync(string role, Guid? orgId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var tree = await OrganisationsAsync(cancellationToken);
        var grants = await db.Set<RoleGrant>().AsNoTracking().Where(x => x.Role == role)
            .Join(db.Users, x => x.UserId, x => x.Id, (grant, user) => new { grant.UserId, OrgId = grant.OrgScopeId ?? user.OrgId })
            .ToListAsync(cancellationToken);
        var holders = grants.Where(x => orgId is null || tree.Covers(x.OrgId, orgId.Value)).Select(x => x.UserId).Distinct().ToList();
        var deputies = (await InForceAsync(cancellationToken)).Where(x => holders.Contains(x.FromUserId) && x.Covers(role, now));
        var people = holders.Concat(deputies.Select(x => x.ToUserId)).Distinct().ToList();
        return await InfosAsync(people, cancellationToken);
    }

    // Customers without an institute or a province: whoever may authorise for them (conventions §12).
    private async Task<List<PersonInfo>> AuthorisedContactsAsync(Guid treeOrgId, CancellationToken cancellationToken)
    {
        var people = await db.Set<Contact>().AsNoTracking()
            .Where(x => x.CanAuthorise && x.UserId != null)
            .Join(db.Set<Customer>().Where(x => x.TreeOrgId == treeOrgId), x => x.CustomerId, x => x.Id, (contact, _) => contact.UserId!.Value)
            .Distinct().ToListAsync(cancellationToken);
        return await InfosAsync(people, cancellationToken);
    }

    private async Task<List<PersonInfo>> InfosAsync(List<Guid> people, CancellationToken cancellationToken) =>
        people.Count == 0
            ? []
            : [.. (await db.Users.AsNoTracking().Where(x => x.IsActive && people.Contains(x.Id)).OrderBy(x => x.UserName).ToListAsync(cancellationToken)).Select(Info)];

    public async Task<OrgTree> OrganisationsAsync(CancellationToken cancellationToken = default) =>
        _tree ??= await trees.OfAsync(db, cancellationToken);

    private sealed record Holding(
        string UserName, string NameZh, string NameEn, Guid OrgId, string? Role, Guid? OrgScopeId, bool Represents, long Organisations);

    private sealed record Handed(Delegation Delegation, string Role, Guid OrgId, string OwnerZh, string OwnerEn);

    private static PersonInfo Info(ItrUser user) =>
        new(user.Id, user.UserName!, user.Name, user.OrgId, user.Email, user.PhoneNumber, user.Locale, user.Skills, user.ManagerId);
}
