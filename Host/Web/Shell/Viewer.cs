using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Localization;

namespace Elsa.ITR.Web.Shell;

/// <summary>Who looks at the page.</summary>
/// <param name="Roles">Role codes, the one that decides the rail first.</param>
public sealed record Viewer(Guid? PersonId, string UserName, string Name, IReadOnlyList<string> Roles)
{
    public string RoleName => Roles.Count > 0 ? Names.Of("Role", Roles[0]) : "";

    /// <summary>Customers have the portal's frame; nobody is on both sides.</summary>
    public bool IsCustomer => Roles.Count > 0 && Roles.All(RoleCodes.IsCustomerSide);

    public bool May(string permission) => Permissions.Grant(Roles, permission);

    public static Viewer Of(Actor actor) => new(actor.PersonId, actor.UserName, actor.Name.ToString(), [.. actor.Roles.OrderBy(Rank)]);

    private static int Rank(string role) => RoleCodes.All is var all && all.Contains(role) ? all.ToList().IndexOf(role) : int.MaxValue;
}
