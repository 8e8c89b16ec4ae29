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

    /// <summary>Whether the role is held by the vendor's people.</summary>
    /// <param name="role">A role code.</param>
    public static bool IsVendorSide(string role) => !RoleCodes.IsCustomerSide(role) && !RoleCodes.IsPartnerSide(role);
}
