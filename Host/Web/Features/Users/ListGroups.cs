using Elsa.ITR.Data;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Users;

/// <summary>Groups as work is offered to them: those who hold a role for an organisation.</summary>
public static class ListGroups
{
    public sealed record Member(string UserName, Bilingual Name, bool IsActive);

    public sealed record Group(Guid OrgId, string OrgCode, Bilingual Org, string Role, IReadOnlyList<Member> Members)
    {
        /// <summary>Nobody of it can sign in: its work falls to the duty manager.</summary>
        public bool IsEmpty => !Members.Any(member => member.IsActive);
    }

    public sealed class Handler(ItrDbContext db, UserScope scope)
    {
        public async Task<IReadOnlyList<Group>> HandleAsync(CancellationToken cancellationToken)
        {
            var found = await (
                    from grant in db.Set<RoleGrant>()
                    join user in scope.Users on grant.UserId equals user.Id
                    join org in db.Set<Organization>() on grant.OrgScopeId ?? user.OrgId equals org.Id
                    select new { org.Id, org.Code, org.NameZh, org.NameEn, grant.Role, user.UserName, user.DisplayNameZh, user.DisplayNameEn, user.IsActive })
                .ToListAsync(cancellationToken);
            return
            [
                .. found.GroupBy(x => (x.Code, x.Role)).OrderBy(x => x.Key.Code, StringComparer.Ordinal).ThenBy(x => x.Key.Role, ListUsers.RoleOrder)
                    .Select(x => new Group(
                        x.First().Id, x.Key.Code, new Bilingual(x.First().NameZh, x.First().NameEn), x.Key.Role,
                        [.. x.OrderBy(member => member.UserName, StringComparer.Ordinal).Select(member => new Member(member.UserName!, new Bilingual(member.DisplayNameZh, member.DisplayNameEn), member.IsActive))])),
            ];
        }
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/groups", async (Handler groups, CancellationToken cancellationToken) => TypedResults.Ok(await groups.HandleAsync(cancellationToken)))
            .RequireAuthorization(Permissions.UsersEdit)
            .WithSummary("Groups as work is offered to them: who holds a role for an organisation");

    public static void MapPage(IEndpointRouteBuilder pages) =>
        pages.MapGet("/admin/groups", async (Handler groups, HttpContext http) => Pages.Show<GroupsPage>(new { Groups = await groups.HandleAsync(http.RequestAborted) })).RequireAuthorization(Permissions.UsersEdit);
}
