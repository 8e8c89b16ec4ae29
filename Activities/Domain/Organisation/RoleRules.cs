namespace Elsa.ITR.Domain.Organisation;

/// <summary>Which roles nobody may hold together (roles-and-permissions §1).</summary>
public static class RoleRules
{
    private static readonly string[] Approvers = [RoleCodes.InstituteApprover, RoleCodes.ProvinceApprover];

    /// <summary>Two of the roles that exclude each other; null when all may be held together.</summary>
    /// <param name="roles">Role codes.</param>
    public static (string One, string Other)? ConflictOf(IEnumerable<string> roles)
    {
        var held = roles.Distinct().ToList();
        if (held.Contains(RoleCodes.InstituteApprover) && held.FirstOrDefault(IsVendorSide) is { } vendor)
            return (RoleCodes.InstituteApprover, vendor);

        return held.Contains(RoleCodes.SystemAdmin) && held.FirstOrDefault(Approvers.Contains) is { } approver ? (RoleCodes.SystemAdmin, approver) : null;
    }

    /// <summary>Whether the role can be held for an organisation of the kind.</summary>
    /// <param name="role">A role code.</param>
    /// <param name="kind">Kind of the organisation.</param>
    public static bool Fits(string role, OrganizationKind kind) => kind switch
    {
        OrganizationKind.Partner => RoleCodes.IsPartnerSide(role),
        OrganizationKind.CustomerProvince or OrganizationKind.CustomerInstitute or OrganizationKind.CustomerBranch => RoleCodes.IsCustomerSide(role),
        OrganizationKind.Supplier => false,
        _ => IsVendorSide(role),
    };

    /// <summary>Whether the role is held by the vendor's people.</summary>
    /// <param name="role">A role code.</param>
    public static bool IsVendorSide(string role) => !RoleCodes.IsCustomerSide(role) && !RoleCodes.IsPartnerSide(role);
}
