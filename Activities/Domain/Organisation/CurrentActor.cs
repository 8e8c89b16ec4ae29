using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Organisation;

/// <summary>A role somebody may act in.</summary>
/// <param name="Role">A code of <see cref="RoleCodes"/>.</param>
/// <param name="OrgId">The organisation it covers; null means every organisation.</param>
/// <param name="IsHeld">True for the organisation of the grant, false for those above and below it, which the grant covers too.</param>
public sealed record RoleGrantInfo(string Role, Guid? OrgId, bool IsHeld = true);

/// <summary>Somebody is absent, and the actor stands in for him.</summary>
/// <param name="PersonId">Who is absent.</param>
/// <param name="Name">His display name.</param>
/// <param name="Roles">Role codes handed over that he holds.</param>
/// <param name="Until">First instant after the absence, UTC.</param>
public sealed record Represented(Guid PersonId, Bilingual Name, IReadOnlyList<string> Roles, DateTimeOffset Until);

/// <summary>Who does what is being done: a person, or the system itself.</summary>
/// <param name="PersonId">Null for the system.</param>
/// <param name="UserName">Sign-in name, <c>system</c> for the system; written to the stamps of every record.</param>
/// <param name="Name">Display name in both languages.</param>
/// <param name="IsSystem">True for timers, jobs and flows that act without a person.</param>
/// <param name="Grants">Roles in force now, delegated ones included, one entry per organisation covered.</param>
/// <param name="OrgId">The person's own organisation.</param>
public sealed record Actor(
    Guid? PersonId, string UserName, Bilingual Name, bool IsSystem, IReadOnlyList<RoleGrantInfo> Grants, Guid? OrgId)
{
    /// <summary>Timers, jobs and flows.</summary>
    public static Actor System { get; } =
        new(null, "system", new Bilingual("系统", "System"), true, [], null) { Access = AccessGrants.Everything };

    /// <summary>Nobody: an anonymous request; sees nothing.</summary>
    public static Actor Nobody { get; } = new(null, "anonymous", new Bilingual("未登录", "Not signed in"), false, [], null);

    /// <summary>Which rows the actor may read.</summary>
    public AccessGrants Access { get; init; } = AccessGrants.None;

    /// <summary>Whom the actor stands in for now.</summary>
    public IReadOnlyList<Represented> StandsInFor { get; init; } = [];

    /// <summary>Roles held in person, without those of absent people; null when there are none of those.</summary>
    public IReadOnlyList<RoleGrantInfo>? OwnGrants { get; init; }

    /// <summary>The absent person whose work in the role is the actor's for now; null when there is none.</summary>
    /// <param name="personId">Who holds the work.</param>
    /// <param name="role">The role it asks for.</param>
    public Represented? AbsentHolder(Guid? personId, string role) => StandsInFor.FirstOrDefault(absent => absent.PersonId == personId && absent.Roles.Contains(role));

    /// <summary>The name under which the actor acts in the role: with that of the absent person when he acts for one.</summary>
    /// <param name="role">A role code.</param>
    /// <param name="orgId">The organisation that is asked for; null for any.</param>
    /// <param name="holderId">Who holds the work; null while it is offered.</param>
    public Bilingual NameIn(string role, Guid? orgId, Guid? holderId)
    {
        var absent = holderId is not null ? AbsentHolder(holderId, role)
            : OwnGrants?.Any(grant => grant.Role == role && (orgId is null || grant.OrgId is null || grant.OrgId == orgId)) == false
                ? StandsInFor.FirstOrDefault(x => x.Roles.Contains(role)) : null;
        return absent is null ? Name : new Bilingual($"{Name.Zh}（代 {absent.Name.Zh}）", $"{Name.En} for {absent.Name.En}");
    }

    /// <summary>Role codes held, each once.</summary>
    public IEnumerable<string> Roles => Grants.Select(grant => grant.Role).Distinct();

    /// <summary>Whether the role is held for any organisation.</summary>
    /// <param name="role">A role code.</param>
    public bool Has(string role) => Grants.Any(grant => grant.Role == role);

    /// <summary>Whether the role covers this organisation.</summary>
    /// <param name="role">A role code.</param>
    /// <param name="orgId">An organisation; null asks for any.</param>
    public bool Has(string role, Guid? orgId) =>
        Grants.Any(grant => grant.Role == role && (orgId is null || grant.OrgId is null || grant.OrgId == orgId));
}

/// <summary>Holds the actor of the current scope; nobody until somebody is named.</summary>
public sealed class CurrentActor
{
    /// <summary>The actor; <see cref="Actor.Nobody"/> until <see cref="Become"/> is called.</summary>
    public Actor Value { get; private set; } = Actor.Nobody;

    /// <summary>Names the actor of the scope; what he may read follows from it.</summary>
    /// <param name="actor">The person or the system.</param>
    public void Become(Actor actor) => Value = actor;
}
