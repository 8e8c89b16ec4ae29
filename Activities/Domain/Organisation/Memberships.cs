using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Organisation;

/// <summary>A person holds a role, for one organisation or, with none, for his own.</summary>
public sealed class RoleGrant : Entity
{
    /// <summary>Who holds it.</summary>
    public Guid UserId { get; set; }

    /// <summary>A code of <see cref="RoleCodes"/>.</summary>
    public string Role { get; set; } = "";

    /// <summary>The organisation it is held for; null means the organisation of the person (R17: one row each for several).</summary>
    public Guid? OrgScopeId { get; set; }
}

/// <summary>For a time one person may act for another in the roles named.</summary>
public sealed class Delegation : Entity
{
    /// <summary>Who is represented.</summary>
    public Guid FromUserId { get; set; }

    /// <summary>Who represents.</summary>
    public Guid ToUserId { get; set; }

    /// <summary>First instant of the delegation, UTC.</summary>
    public DateTimeOffset From { get; set; }

    /// <summary>First instant after the delegation, UTC.</summary>
    public DateTimeOffset To { get; set; }

    /// <summary>Role codes handed over; empty means all of them.</summary>
    public List<string> Roles { get; set; } = [];

    /// <summary>Why, e.g. a holiday; null for no reason given.</summary>
    public string? Reason { get; set; }

    /// <summary>Whether it holds at the instant for the role.</summary>
    /// <param name="role">A role code.</param>
    /// <param name="at">UTC.</param>
    public bool Covers(string role, DateTimeOffset at) =>
        From <= at && at < To && (Roles.Count == 0 || Roles.Contains(role));
}

/// <summary>A person is on duty; filters notifications and dispatch, never who may see a task (D14).</summary>
public sealed class DutyShift : Entity
{
    /// <summary>The office whose roster it is.</summary>
    public Guid OrgId { get; set; }

    /// <summary>Who is on duty.</summary>
    public Guid UserId { get; set; }

    /// <summary>The role served on this shift, e.g. <c>Tier1Engineer</c>.</summary>
    public string Role { get; set; } = "";

    /// <summary>First instant, UTC.</summary>
    public DateTimeOffset Start { get; set; }

    /// <summary>First instant after the shift, UTC.</summary>
    public DateTimeOffset End { get; set; }

    /// <summary>True for the one called first.</summary>
    public bool IsPrimary { get; set; }
}
