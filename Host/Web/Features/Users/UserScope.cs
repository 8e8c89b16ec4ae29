using Elsa.ITR.Data;
using Elsa.ITR.Data.Organisation;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Users;

/// <summary>Whose accounts the viewer administers: everybody's, or as a partner's lead those of his partner.</summary>
public sealed class UserScope(ItrDbContext db, CurrentActor me)
{
    public bool IsEverybody => me.Value.IsSystem || me.Value.Has(RoleCodes.SystemAdmin);

    public IQueryable<ItrUser> Users => IsEverybody ? db.Users : db.Users.Where(x => OrgIds.Contains(x.OrgId));

    public IQueryable<Organization> Organizations => IsEverybody ? db.Set<Organization>() : db.Set<Organization>().Where(x => OrgIds.Contains(x.Id));

    public bool MayGrant(string role) => IsEverybody || RoleCodes.IsPartnerSide(role);

    private List<Guid> OrgIds => [.. me.Value.Grants.Where(x => x is { Role: RoleCodes.PartnerLead, IsHeld: true, OrgId: not null }).Select(x => x.OrgId!.Value)];

    /// <summary>The account with a user name; null for none in scope.</summary>
    public Task<ItrUser?> FindAsync(string userName, CancellationToken cancellationToken)
    {
        var normalized = userName.ToUpperInvariant();
        return Users.FirstOrDefaultAsync(x => x.NormalizedUserName == normalized, cancellationToken);
    }

    /// <summary>Id of the organisation with a code; null for none in scope.</summary>
    public Task<Guid?> FindOrgAsync(string? code, CancellationToken cancellationToken) =>
        Organizations.Where(x => x.Code == code).Select(x => (Guid?)x.Id).FirstOrDefaultAsync(cancellationToken);

    /// <summary>The installation keeps one person who administers it.</summary>
    /// <exception cref="RuleViolationException">user.last-admin.</exception>
    public async Task RequireAdminBesidesAsync(Guid personId, CancellationToken cancellationToken)
    {
        if (await db.Set<RoleGrant>().AnyAsync(x => x.UserId == personId && x.Role == RoleCodes.SystemAdmin, cancellationToken)
            && !await db.Set<RoleGrant>().AnyAsync(x => x.UserId != personId && x.Role == RoleCodes.SystemAdmin && db.Users.Any(user => user.Id == x.UserId && user.IsActive), cancellationToken))
            throw new RuleViolationException("user.last-admin");
    }
}
