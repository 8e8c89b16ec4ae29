using Elsa.ITR.Data;
using Elsa.ITR.Data.Organisation;
using Elsa.ITR.Domain.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Profile;

/// <summary>Whose absence the viewer may set: his own, that of his staff, of his partner's users, and as administrator of everybody (roles-and-permissions §2).</summary>
public sealed class Absences(ItrDbContext db, CurrentActor me)
{
    /// <summary>People whose absence the viewer sets, himself first.</summary>
    public async Task<IReadOnlyList<ItrUser>> PeopleAsync(CancellationToken cancellationToken)
    {
        var all = await db.Users.AsNoTracking().Where(x => x.IsActive).OrderBy(x => x.UserName).ToListAsync(cancellationToken);
        var own = me.Value.OwnGrants ?? me.Value.Grants;
        var people = own.Any(grant => grant.Role == RoleCodes.SystemAdmin) ? all
            : own.Any(grant => grant.Role == RoleCodes.PartnerLead) ? all.Where(x => x.OrgId == me.Value.OrgId)
            : all.Where(x => IsStaff(x, all));
        return [.. all.Where(x => x.Id == me.Value.PersonId), .. people.Where(x => x.Id != me.Value.PersonId)];
    }

    /// <summary>Active people of the person's own side who may stand in for him: the vendor's for the vendor's, else those of the same organisation.</summary>
    public async Task<IReadOnlyList<ItrUser>> DeputiesAsync(IReadOnlyCollection<ItrUser> absent, CancellationToken cancellationToken)
    {
        var orgs = absent.Select(x => x.OrgId).Distinct().ToList();
        OrganizationKind[] vendor = [OrganizationKind.VendorHq, OrganizationKind.VendorDept, OrganizationKind.VendorRegion, OrganizationKind.VendorOffice];
        var isVendor = await db.Set<Organization>().AnyAsync(x => orgs.Contains(x.Id) && vendor.Contains(x.Kind), cancellationToken);
        return await db.Users.AsNoTracking()
            .Where(x => x.IsActive && (orgs.Contains(x.OrgId) || (isVendor && db.Set<Organization>().Any(org => org.Id == x.OrgId && vendor.Contains(org.Kind)))))
            .OrderBy(x => x.UserName).ToListAsync(cancellationToken);
    }

    // Whoever is below the viewer in the line of managers; a ring in the data ends at its first repetition.
    private bool IsStaff(ItrUser person, List<ItrUser> all)
    {
        var seen = new HashSet<Guid>();
        for (var above = person.ManagerId; above is { } id && seen.Add(id); above = all.Find(x => x.Id == id)?.ManagerId)
        {
            if (id == me.Value.PersonId)
                return true;
        }

        return false;
    }
}
