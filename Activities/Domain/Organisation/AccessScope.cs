namespace Elsa.ITR.Domain.Organisation;

/// <summary>Which rows somebody may read; a row is seen when any of the lists names it.</summary>
/// <param name="SeesAll">Every row.</param>
/// <param name="IsVendorSide">Of the vendor: sees what is marked internal.</param>
/// <param name="OfficeIds">Offices whose records are seen.</param>
/// <param name="RegionIds">Regions whose records are seen.</param>
/// <param name="CustomerOrgIds">Branches whose records are seen.</param>
/// <param name="CustomerTreeIds">Roots of customer trees whose records are seen.</param>
/// <param name="PartnerOrgIds">Partners whose assigned records are seen.</param>
public sealed record AccessGrants(
    bool SeesAll, bool IsVendorSide, IReadOnlyList<Guid> OfficeIds, IReadOnlyList<Guid> RegionIds,
    IReadOnlyList<Guid> CustomerOrgIds, IReadOnlyList<Guid> CustomerTreeIds, IReadOnlyList<Guid> PartnerOrgIds)
{
    /// <summary>Nothing.</summary>
    public static AccessGrants None { get; } = new(false, false, [], [], [], [], []);

    /// <summary>Every row.</summary>
    public static AccessGrants Everything { get; } = new(true, true, [], [], [], [], []);
}

/// <summary>What the current scope may read (D13): nothing until an actor is named; every query filter asks it.</summary>
public sealed class AccessScope(CurrentActor actor)
{
    private int _systemDepth;
    private int _ownDepth;

    /// <summary>True for roles that reach everything, and inside <see cref="EnterSystem"/>.</summary>
    public bool SeesAll => _systemDepth > 0 || Grants.SeesAll;

    /// <summary>True for the vendor's side, and inside <see cref="EnterSystem"/>; others never see what is marked internal.</summary>
    public bool SeesInternal => _systemDepth > 0 || Grants.IsVendorSide;

    /// <summary>Inside <see cref="AskOwnWork"/>: a work item's filter need not ask again what the query asks.</summary>
    public bool AsksOwnWork => _ownDepth > 0;

    /// <summary>What the actor was granted.</summary>
    public AccessGrants Grants => actor.Value.Access;

    /// <summary>The person, for rows that belong to one person; null for the system.</summary>
    public Guid? PersonId => actor.Value.PersonId;

    /// <summary>Reads everything until disposed: bursts of a flow act on any record whoever set them off. May be nested.</summary>
    public IDisposable EnterSystem()
    {
        _systemDepth++;
        return new Until(() => _systemDepth--);
    }

    /// <summary>Until disposed, work items are read by queries whose own conditions say that they are held by, offered to or done by the person; a database that is asked
    /// the same twice expects few rows and reads all of them.</summary>
    public IDisposable AskOwnWork()
    {
        _ownDepth++;
        return new Until(() => _ownDepth--);
    }

    private sealed class Until(Action leave) : IDisposable
    {
        private Action? _leave = leave;

        public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
    }
}
