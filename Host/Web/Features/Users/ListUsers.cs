using Elsa.ITR.Data;
using Elsa.ITR.Data.Organisation;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Features.Organisation;
using Elsa.ITR.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Web.Features.Users;

/// <summary>Accounts with roles, organisation and state, by user name.</summary>
public static class ListUsers
{
    private const int PageSize = 25;

    private static readonly OrganizationKind[] Vendor = [OrganizationKind.VendorHq, OrganizationKind.VendorDept, OrganizationKind.VendorRegion, OrganizationKind.VendorOffice];
    private static readonly OrganizationKind[] Customers = [OrganizationKind.CustomerProvince, OrganizationKind.CustomerInstitute, OrganizationKind.CustomerBranch];

    /// <summary>What the list shows; the address is the filter.</summary>
    public sealed record Filter
    {
        public static readonly string[] Views = ["all", "vendor", "partner", "customer", "off", "locked", "no-factor"];

        [FromQuery(Name = "view")] public string? ViewName { get; init; }
        [FromQuery(Name = "role")] public string? Role { get; init; }
        [FromQuery(Name = "q")] public string? Text { get; init; }
        [FromQuery(Name = "after")] public string? After { get; init; }

        public string View => ViewName is not null && Array.IndexOf(Views, ViewName) >= 0 ? ViewName : "all";

        public string Url() => QueryHelpers.AddQueryString("/admin/users", new Dictionary<string, string?>
        {
            ["view"] = View == "all" ? null : View,
            ["role"] = Role is { Length: > 0 } ? Role : null,
            ["q"] = Text is { Length: > 0 } ? Text : null,
            ["after"] = After,
        }.Where(part => part.Value is not null));
    }

    /// <param name="AbsentUntil">Null while he is there.</param>
    /// <param name="LockedUntil">Null while he may try.</param>
    public sealed record Row(
        string UserName, Bilingual Name, IReadOnlyList<string> Roles, Bilingual? Org, bool IsActive, DateTimeOffset? LockedUntil, DateTimeOffset? AbsentUntil, DateTimeOffset? LastSignInAt);

    /// <param name="Counts">Accounts by view.</param>
    /// <param name="Next">Cursor of the next page; null on the last.</param>
    public sealed record Page(IReadOnlyList<Row> Rows, IReadOnlyDictionary<string, int> Counts, string? Next);

    public sealed class Handler(ItrDbContext db, UserScope scope, TimeProvider time)
    {
        public async Task<Page> HandleAsync(Filter filter, CancellationToken cancellationToken)
        {
            var now = time.GetUtcNow();
            var users = await Narrowed(filter, now).OrderBy(x => x.UserName).Take(PageSize + 1).AsNoTracking().ToListAsync(cancellationToken);
            var ids = users.Select(x => x.Id).ToList();
            var orgIds = users.Select(x => x.OrgId).Distinct().ToList();
            var grants = await db.Set<RoleGrant>().AsNoTracking().Where(x => ids.Contains(x.UserId)).Select(x => new { x.UserId, x.Role }).Distinct().ToListAsync(cancellationToken);
            var orgs = await db.Set<Organization>().AsNoTracking().Where(x => orgIds.Contains(x.Id)).ToDictionaryAsync(x => x.Id, cancellationToken);
            var absences = await db.Set<Delegation>().AsNoTracking().Where(x => ids.Contains(x.FromUserId) && x.From <= now && now < x.To).ToListAsync(cancellationToken);
            return new Page(
                [.. users.Take(PageSize).Select(x => new Row(
                    x.UserName!, x.Name, [.. grants.Where(grant => grant.UserId == x.Id).Select(grant => grant.Role).Order(RoleOrder)], orgs.GetValueOrDefault(x.OrgId)?.Name, x.IsActive,
                    x.LockoutEnd > now ? x.LockoutEnd : null, absences.Find(absence => absence.FromUserId == x.Id)?.To, x.LastSignInAt))],
                await CountsAsync(now, cancellationToken), users.Count > PageSize ? users[PageSize - 1].UserName : null);
        }

        private IQueryable<ItrUser> Narrowed(Filter filter, DateTimeOffset now)
        {
            var users = filter.View switch
            {
                "vendor" => scope.Users.Where(x => db.Set<Organization>().Any(org => org.Id == x.OrgId && Vendor.Contains(org.Kind))),
                "partner" => scope.Users.Where(x => db.Set<Organization>().Any(org => org.Id == x.OrgId && org.Kind == OrganizationKind.Partner)),
                "customer" => scope.Users.Where(x => db.Set<Organization>().Any(org => org.Id == x.OrgId && Customers.Contains(org.Kind))),
                "off" => scope.Users.Where(x => !x.IsActive),
                "locked" => scope.Users.Where(x => x.LockoutEnd > now),
                "no-factor" => scope.Users.Where(x => x.IsActive && x.TotpSecret == null),
                _ => scope.Users,
            };
            if (filter.Role is { Length: > 0 } role)
                users = users.Where(x => db.Set<RoleGrant>().Any(grant => grant.UserId == x.Id && grant.Role == role));
            if (filter.Text?.Trim() is { Length: > 0 } text)
                users = users.Where(x => x.UserName!.Contains(text) || x.DisplayNameZh.Contains(text) || x.DisplayNameEn.Contains(text) || (x.Email != null && x.Email.Contains(text)));
#pragma warning disable CA1309 // becomes SQL: the database compares in the same order as it sorts
            return filter.After is { Length: > 0 } after ? users.Where(x => string.Compare(x.UserName, after) > 0) : users;
#pragma warning restore CA1309
        }

        private async Task<IReadOnlyDictionary<string, int>> CountsAsync(DateTimeOffset now, CancellationToken cancellationToken)
        {
            var counts = await scope.Users.Join(db.Set<Organization>(), x => x.OrgId, x => x.Id, (user, org) => new { user, org.Kind }).GroupBy(_ => 1).Select(all => new
            {
                All = all.Count(),
                Vendor = all.Count(x => Vendor.Contains(x.Kind)),
                Partner = all.Count(x => x.Kind == OrganizationKind.Partner),
                Customer = all.Count(x => Customers.Contains(x.Kind)),
                Off = all.Count(x => !x.user.IsActive),
                Locked = all.Count(x => x.user.LockoutEnd > now),
                NoFactor = all.Count(x => x.user.IsActive && x.user.TotpSecret == null),
            }).FirstOrDefaultAsync(cancellationToken);
            return new Dictionary<string, int>
            {
                ["all"] = counts?.All ?? 0,
                ["vendor"] = counts?.Vendor ?? 0,
                ["partner"] = counts?.Partner ?? 0,
                ["customer"] = counts?.Customer ?? 0,
                ["off"] = counts?.Off ?? 0,
                ["locked"] = counts?.Locked ?? 0,
                ["no-factor"] = counts?.NoFactor ?? 0,
            };
        }
    }

    /// <summary>Roles in the order of the product.</summary>
    internal static readonly IComparer<string> RoleOrder = Comparer<string>.Create((a, b) => RoleCodes.All.ToList().IndexOf(a).CompareTo(RoleCodes.All.ToList().IndexOf(b)));

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/users", async ([AsParameters] Filter filter, Handler users, CancellationToken cancellationToken) => TypedResults.Ok(await users.HandleAsync(filter, cancellationToken)))
            .RequireAuthorization(Permissions.UsersEdit)
            .WithSummary("Accounts by user name, 25 at a time; \"next\" is the \"after\" of the following page");

    public static void MapPage(IEndpointRouteBuilder pages) =>
        pages.MapGet("/admin/users", async ([AsParameters] Filter filter, Handler users, HttpContext http) =>
            Pages.Show<UsersPage>(new { Filter = filter, Found = await users.HandleAsync(filter, http.RequestAborted) })).RequireAuthorization(Permissions.UsersEdit);
}
