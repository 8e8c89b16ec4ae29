using System.Security.Claims;
using Elsa.ITR.Web.Localization;

namespace Elsa.ITR.Web.Shell;

/// <summary>Who looks at the page, from the sign-in cookie.</summary>
/// <param name="PersonId">The person's record; null for an account that is nobody's.</param>
/// <param name="Roles">Role codes, the main one first.</param>
public sealed record Viewer(Guid? PersonId, string UserName, string NameZh, string NameEn, IReadOnlyList<string> Roles)
{
    public const string PersonClaim = "itr:person";
    public const string NameZhClaim = "itr:name:zh";
    public const string NameEnClaim = "itr:name:en";

    public string Name => Languages.IsChinese ? NameZh : NameEn;
    public string RoleName => Roles.Count > 0 ? Names.Of("Role", Roles[0]) : "";

    public static Viewer Of(ClaimsPrincipal user) => new(
        Guid.TryParse(user.FindFirstValue(PersonClaim), out var id) ? id : null,
        user.Identity?.Name ?? "",
        user.FindFirstValue(NameZhClaim) ?? user.Identity?.Name ?? "",
        user.FindFirstValue(NameEnClaim) ?? user.Identity?.Name ?? "",
        [.. user.FindAll(ClaimTypes.Role).Select(claim => claim.Value)]);
}
