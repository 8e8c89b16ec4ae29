using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace Elsa.ITR.Domain.Organisation;

/// <summary>The organisations as trees, read once; answers who is above, below and beside.</summary>
public sealed class OrgTree
{
    private readonly FrozenDictionary<Guid, Organization> _all;
    private readonly ILookup<Guid?, Organization> _children;
    private readonly ConcurrentDictionary<(string Role, Guid OrgId), RoleGrantInfo[]> _spread = new(); // asked by every request

    /// <summary>Builds the trees; a parent that is missing makes a root.</summary>
    /// <param name="all">Every organisation.</param>
    public OrgTree(IEnumerable<Organization> all)
    {
        _all = all.ToFrozenDictionary(x => x.Id);
        _children = _all.Values.ToLookup(x => x.ParentId);
    }

    /// <summary>An organisation, null when there is none.</summary>
    /// <param name="id">Organisation id.</param>
    public Organization? Find(Guid? id) => id is { } known ? _all.GetValueOrDefault(known) : null;

    /// <summary>Every organisation of a kind, in order of code.</summary>
    /// <param name="kind">The kind.</param>
    public IEnumerable<Organization> OfKind(OrganizationKind kind) => _all.Values.Where(x => x.Kind == kind).OrderBy(x => x.Code, StringComparer.Ordinal);

    /// <summary>The organisation and all above it, nearest first.</summary>
    /// <param name="id">Organisation id.</param>
    public IEnumerable<Organization> Upwards(Guid id)
    {
        var seen = new HashSet<Guid>(); // a ring in the data must not hang a sign-in
        for (var org = Find(id); org is not null && seen.Add(org.Id); org = Find(org.ParentId))
            yield return org;
    }

    /// <summary>The organisation and all below it.</summary>
    /// <param name="id">Organisation id.</param>
    public IEnumerable<Organization> Downwards(Guid id)
    {
        var seen = new HashSet<Guid>();
        var queue = new Queue<Organization>(Find(id) is { } top ? [top] : []);
        while (queue.TryDequeue(out var org))
        {
            if (!seen.Add(org.Id))
                continue;

            yield return org;
            foreach (var child in _children[org.Id])
                queue.Enqueue(child);
        }
    }

    /// <summary>Root of the tree an organisation belongs to; itself when it is one or unknown.</summary>
    /// <param name="id">Organisation id.</param>
    public Guid RootOf(Guid id) => Upwards(id).LastOrDefault()?.Id ?? id;

    /// <summary>The region an organisation belongs to; null where there is none above it.</summary>
    /// <param name="id">Organisation id; null gives null.</param>
    public Guid? RegionOf(Guid? id) => id is { } known ? Upwards(known).FirstOrDefault(x => x.Kind == OrganizationKind.VendorRegion)?.Id : null;

    /// <summary>Whether a grant for one organisation covers the other: the same, above or below it.</summary>
    /// <param name="grantOrgId">Organisation of the grant.</param>
    /// <param name="orgId">Organisation that is asked for.</param>
    public bool Covers(Guid grantOrgId, Guid orgId) =>
        grantOrgId == orgId || Upwards(grantOrgId).Any(x => x.Id == orgId) || Upwards(orgId).Any(x => x.Id == grantOrgId);

    /// <summary>Spreads held roles over every organisation they cover.</summary>
    /// <param name="held">Roles with the organisation each is held for.</param>
    public IReadOnlyList<RoleGrantInfo> Spread(IEnumerable<(string Role, Guid OrgId)> held) =>
        [.. held.Distinct().SelectMany(grant => _spread.GetOrAdd(grant, Spread))];

    private RoleGrantInfo[] Spread((string Role, Guid OrgId) grant) =>
        [.. Upwards(grant.OrgId).Concat(Downwards(grant.OrgId)).Select(x => x.Id).Append(grant.OrgId).Distinct()
            .Select(orgId => new RoleGrantInfo(grant.Role, orgId, orgId == grant.OrgId))];

    /// <summary>What held roles let a person read.</summary>
    /// <param name="held">Roles with the organisation each is held for.</param>
    public AccessGrants AccessOf(IReadOnlyCollection<(string Role, Guid OrgId)> held)
    {
        var reach = held.Select(grant => (Reach: RoleCodes.ReachOf(grant.Role), grant.OrgId)).ToList();
        return new AccessGrants(
            reach.Any(x => x.Reach == RoleReach.Everything),
            reach.Any(x => x.Reach is RoleReach.Everything or RoleReach.Office or RoleReach.Region),
            Of(RoleReach.Office, org => Downwards(org).Select(x => x.Id)),
            Of(RoleReach.Region, org => [RegionOf(org) ?? org]),
            Of(RoleReach.CustomerBranch, org => [org]),
            Of(RoleReach.CustomerTree, org => [RootOf(org)]),
            Of(RoleReach.Partner, org => [org]));

        IReadOnlyList<Guid> Of(RoleReach kind, Func<Guid, IEnumerable<Guid>> spread) =>
            [.. reach.Where(x => x.Reach == kind).SelectMany(x => spread(x.OrgId)).Distinct()];
    }
}
