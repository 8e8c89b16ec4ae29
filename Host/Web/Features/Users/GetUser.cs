using Elsa.ITR.Data;
using Elsa.ITR.Data.Organisation;
using Elsa.ITR.Domain.Audit;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Inbox;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Users;

/// <summary>One account: who it is, what he may do and for whom, what he holds, and what was done to it.</summary>
public static class GetUser
{
    public sealed record Grant(Guid Id, string Role, Bilingual? Org);

    /// <param name="Stays">False when nobody else may do it: with his leaving it goes to the duty manager.</param>
    public sealed record Work(string No, string RecordNo, Bilingual Title, DateTimeOffset? DueAt, bool IsHeld, bool Stays);

    /// <param name="Orgs">Organisations that a role may be held for.</param>
    public sealed record Details(
        ItrUser User, Bilingual? Org, Bilingual? Manager, IReadOnlyList<Grant> Grants, IReadOnlyList<Work> Work, Delegation? Absence, Bilingual? Deputy,
        IReadOnlyList<AuditEntry> Audit, IReadOnlyList<Organization> Orgs, IReadOnlyList<string> Roles);

    public sealed class Handler(ItrDbContext db, UserScope scope, IDirectory directory, CurrentActor me, AccessScope access, TimeProvider time)
    {
        /// <returns>Null when there is no such account in the viewer's scope.</returns>
        public async Task<Details?> HandleAsync(string userName, CancellationToken cancellationToken)
        {
            if (await scope.FindAsync(userName, cancellationToken) is not { } user)
                return null;

            var now = time.GetUtcNow();
            var orgs = await scope.Organizations.AsNoTracking().Where(x => x.IsActive && x.Kind != OrganizationKind.Supplier).OrderBy(x => x.Code).ToListAsync(cancellationToken);
            var grants = await db.Set<RoleGrant>().AsNoTracking().Where(x => x.UserId == user.Id).ToListAsync(cancellationToken);
            var absence = await db.Set<Delegation>().AsNoTracking().Where(x => x.FromUserId == user.Id && x.To > now).OrderBy(x => x.From).FirstOrDefaultAsync(cancellationToken);
            var people = new[] { user.ManagerId, absence?.ToUserId }.OfType<Guid>().ToList();
            var names = await db.Users.Where(x => people.Contains(x.Id)).ToDictionaryAsync(x => x.Id, cancellationToken);
            return new Details(
                user, orgs.Find(x => x.Id == user.OrgId)?.Name, user.ManagerId is { } manager ? names.GetValueOrDefault(manager)?.Name : null,
                [.. grants.OrderBy(x => x.Role, ListUsers.RoleOrder).Select(x => new Grant(x.Id, x.Role, orgs.Find(org => org.Id == (x.OrgScopeId ?? user.OrgId))?.Name))],
                await WorkAsync(user, cancellationToken), absence, absence is null ? null : names.GetValueOrDefault(absence.ToUserId)?.Name,
                await AuditAsync(user, cancellationToken), orgs, [.. RoleCodes.All.Where(scope.MayGrant)]);
        }

        /// <summary>What would need another hand if the person left: what he holds, and what is offered to nobody else.</summary>
        public async Task<IReadOnlyList<Work>> WorkAsync(ItrUser user, CancellationToken cancellationToken) =>
            [.. (await OpenAsync(user, cancellationToken)).Select(x => new Work(x.Item.No, x.Item.RecordNo, x.Item.Title, x.Item.DueAt, x.Item.AssigneeId == user.Id, x.HasOthers))];

        internal async Task<List<(WorkItem Item, bool HasOthers)>> OpenAsync(ItrUser user, CancellationToken cancellationToken)
        {
            using var system = access.EnterSystem(); // who administers an account need not see the records; numbers and titles are shown
            var roles = await db.Set<RoleGrant>().Where(x => x.UserId == user.Id).Select(x => x.Role).Distinct().ToListAsync(cancellationToken);
            var items = await db.Set<WorkItem>().Open().Where(x => x.AssigneeId == user.Id || (x.AssigneeId == null && roles.Contains(x.Role)))
                .OrderBy(x => x.DueAt == null).ThenBy(x => x.DueAt).Take(500).ToListAsync(cancellationToken);
            var found = new List<(WorkItem, bool)>();
            foreach (var item in items)
            {
                var holders = await directory.HoldersOfAsync(item.Role, item.CandidateOrgId, cancellationToken);
                var hasOthers = holders.Any(other => other.Id != user.Id && other.Id != item.ExcludedPersonId);
                if (item.AssigneeId == user.Id || (!hasOthers && holders.Any(holder => holder.Id == user.Id)))
                    found.Add((item, hasOthers));
            }

            return found;
        }

        private async Task<IReadOnlyList<AuditEntry>> AuditAsync(ItrUser user, CancellationToken cancellationToken)
        {
            using var system = access.EnterSystem(); // the trail of an account belongs to who administers it
            return me.Value.PersonId is null ? [] : await db.Set<AuditEntry>().AsNoTracking().Where(x => x.RecordId == user.Id).OrderByDescending(x => x.At).Take(20).ToListAsync(cancellationToken);
        }
    }

    /// <summary>An account as programs see it: nothing of its password or second factor but whether there is one.</summary>
    public sealed record Account(
        string UserName, Bilingual Name, Bilingual? Org, string? Email, string? Phone, string Locale, bool IsActive, bool HasSecondFactor, DateTimeOffset? LockedUntil, DateTimeOffset? LastSignInAt,
        IReadOnlyList<Grant> Roles, IReadOnlyList<Work> Work)
    {
        public static Account Of(Details found) => new(
            found.User.UserName!, found.User.Name, found.Org, found.User.Email, found.User.PhoneNumber, found.User.Locale, found.User.IsActive, found.User.TotpSecret is not null, found.User.LockoutEnd,
            found.User.LastSignInAt, found.Grants, found.Work);
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/users/{name}", async Task<Results<Ok<Account>, NotFound>> (string name, Handler users, CancellationToken cancellationToken) =>
                await users.HandleAsync(name, cancellationToken) is { } found ? TypedResults.Ok(Account.Of(found)) : TypedResults.NotFound())
            .RequireAuthorization(Permissions.UsersEdit)
            .WithSummary("One account with its roles and what it holds");

    public static void MapPage(IEndpointRouteBuilder pages) =>
        pages.MapGet("/admin/users/{name}", (string name, Handler users, HttpContext http) => ShowAsync(name, users, http)).RequireAuthorization(Permissions.UsersEdit);

    internal static async Task<IResult> ShowAsync(string name, Handler users, HttpContext http, string? error = null) =>
        await users.HandleAsync(name, http.RequestAborted) is { } found
            ? Pages.Show<UserPage>(new { Found = found, Error = error }, error is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity)
            : Missing.Record(http, name);
}
