namespace Elsa.ITR.Domain.Organisation;

/// <summary>Which rows the current scope may read (D13): nothing until it is granted; every query filter asks it.</summary>
public sealed class AccessScope
{
    private int _systemDepth;
    private bool _everything;

    /// <summary>True for roles that reach everything, and inside <see cref="EnterSystem"/>.</summary>
    public bool SeesAll => _everything || _systemDepth > 0;

    /// <summary>Offices and regions whose records are seen.</summary>
    public IReadOnlyList<Guid> OrgIds { get; private set; } = [];

    /// <summary>Customer organisations whose records are seen (branch of a CustomerUser).</summary>
    public IReadOnlyList<Guid> CustomerOrgIds { get; private set; } = [];

    /// <summary>Roots of customer trees whose records are seen (institute and province).</summary>
    public IReadOnlyList<Guid> CustomerTreeIds { get; private set; } = [];

    /// <summary>Partners whose assigned records are seen.</summary>
    public IReadOnlyList<Guid> PartnerOrgIds { get; private set; } = [];

    /// <summary>The person, for rows that belong to one person (own tasks, own notifications); null for the system.</summary>
    public Guid? PersonId { get; private set; }

    /// <summary>Whether the reader is of the vendor's own side; others never see what is marked internal.</summary>
    public bool IsVendorSide { get; private set; }

    /// <summary>Whether internal text and internal clocks are shown.</summary>
    public bool SeesInternal => IsVendorSide || _systemDepth > 0;

    /// <summary>Grants everything, for maintenance commands of the host.</summary>
    public void GrantEverything()
    {
        _everything = true;
        IsVendorSide = true;
    }

    /// <summary>Grants what the actor's roles reach.</summary>
    /// <param name="actor">The person; the system gets everything.</param>
    /// <param name="treeOf">Root of the customer tree that an organisation belongs to.</param>
    public void GrantFor(Actor actor, Func<Guid, Guid> treeOf)
    {
        if (actor.IsSystem)
        {
            GrantEverything();
            return;
        }

        var reach = actor.Grants.Select(grant => (Reach: RoleCodes.ReachOf(grant.Role), OrgId: grant.OrgId ?? actor.OrgId)).ToList();
        PersonId = actor.PersonId;
        _everything = reach.Any(x => x.Reach == RoleReach.Everything);
        IsVendorSide = reach.Any(x => x.Reach is RoleReach.Everything or RoleReach.Office or RoleReach.Region);
        OrgIds = Of(RoleReach.Office, RoleReach.Region);
        CustomerOrgIds = Of(RoleReach.CustomerBranch);
        CustomerTreeIds = [.. Of(RoleReach.CustomerTree).Select(treeOf).Distinct()];
        PartnerOrgIds = Of(RoleReach.Partner);

        List<Guid> Of(params RoleReach[] kinds) =>
            [.. reach.Where(x => kinds.Contains(x.Reach) && x.OrgId is not null).Select(x => x.OrgId!.Value).Distinct()];
    }

    /// <summary>Reads everything until disposed: bursts of a flow and background jobs act on any record.</summary>
    public IDisposable EnterSystem()
    {
        _systemDepth++;
        return new SystemScope(this);
    }

    private sealed class SystemScope(AccessScope scope) : IDisposable
    {
        private bool _left;

        public void Dispose()
        {
            if (_left)
                return;

            _left = true;
            scope._systemDepth--;
        }
    }
}
