using System.Collections.Concurrent;
using System.Net.Http.Json;
using Elsa.ITR.Data;
using Elsa.ITR.Data.Organisation;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Web.Seeding;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Access;

/// <summary>Every address of the real host, called by every role and by nobody, against the declared matrix (roles-and-permissions §2).</summary>
public sealed class RoleRouteTests(AccessHost access) : IClassFixture<AccessHost>
{
    private static readonly IReadOnlyDictionary<string, RouteRule> Matrix = RouteMatrix.Read();

    private readonly IReadOnlyList<RouteCall> _routes = RouteCall.Of(access.Host.Services.GetServices<EndpointDataSource>());

    [Fact]
    public void Every_address_stands_in_the_matrix()
    {
        var names = _routes.Select(x => x.Name).ToList();

        Assert.True(!names.Except(Matrix.Keys).Any(), "Expected a line in routes.txt for each of\n" + string.Join('\n', names.Except(Matrix.Keys)));
        Assert.True(!Matrix.Keys.Except(names).Any(), "Expected these lines of routes.txt to be addresses of the host\n" + string.Join('\n', Matrix.Keys.Except(names)));
    }

    [Fact]
    public async Task Every_role_is_let_in_where_the_matrix_says_so_and_nowhere_else()
    {
        var people = await PeopleAsync();
        var wrong = new ConcurrentBag<string>();

        await Parallel.ForEachAsync(RoleCodes.All, TestContext.Current.CancellationToken, async (role, _) =>
        {
            using var person = await access.Host.ProgramAsync(people[role]);
            foreach (var route in _routes.Where(x => Matrix.ContainsKey(x.Name)))
            {
                var reception = await route.SendAsync(person);
                var isRight = Matrix[route.Name].Roles.Contains(role) ? reception is Reception.Allowed or Reception.NotFound : reception is Reception.Denied;
                if (!isRight)
                    wrong.Add($"{role} {route}: {reception}");
            }
        });

        Assert.True(wrong.IsEmpty, string.Join('\n', wrong.Order()));
    }

    [Fact]
    public async Task Who_is_not_signed_in_gets_only_what_is_named()
    {
        using var nobody = access.Host.Client();
        var wrong = new List<string>();

        foreach (var route in _routes.Where(x => Matrix.ContainsKey(x.Name)))
        {
            var reception = await route.SendAsync(nobody);
            if (Matrix[route.Name].IsOpen ? reception is Reception.Broken or Reception.Denied : reception is not Reception.AskedToSignIn)
                wrong.Add($"{route}: {reception}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory] // §2: change request and upgrade application W or requested by the role's flow, campaign D
    [InlineData("changes", "DutyManager Tier1Engineer Tier2Engineer Tier3Engineer RnDEngineer ChangeManager PartnerLead PartnerEngineer CustomerUser")]
    [InlineData("upgrades", "VersionManager CustomerUser InstituteApprover")]
    [InlineData("campaigns", "QualityManager")]
    public async Task A_kind_of_record_is_opened_by_its_roles_alone(string kind, string roles)
    {
        var people = await PeopleAsync();
        var opened = new List<string>();
        foreach (var role in RoleCodes.All)
        {
            using var person = await access.Host.ProgramAsync(people[role]);
            using var page = await person.GetAsync($"/records/{kind}/new", TestContext.Current.CancellationToken);
            using var answer = await person.PostAsJsonAsync("/api/records", new { kind, facts = new Dictionary<string, string?>() }, TestContext.Current.CancellationToken);
            var isRefused = (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)) is var text
                && ((int)answer.StatusCode == 403 || text.Contains("record.not-allowed", StringComparison.Ordinal));
            Assert.Equal(page.IsSuccessStatusCode, !isRefused);
            if (page.IsSuccessStatusCode)
                opened.Add(role);
        }

        Assert.Equal(roles.Split(' ').Order(), opened.Order());
    }

    /// <summary>For each role somebody who holds nothing else.</summary>
    private async Task<Dictionary<string, string>> PeopleAsync()
    {
        var known = await access.Host.ReadAsync(async db =>
        {
            var grants = await db.Set<RoleGrant>().Join(db.Users.Where(x => x.IsActive), x => x.UserId, x => x.Id, (grant, user) => new { grant.Role, UserName = user.UserName! }).Distinct().ToListAsync();
            return grants.GroupBy(x => x.UserName).Where(x => x.Count() == 1).Select(x => x.Single()).GroupBy(x => x.Role).ToDictionary(x => x.Key, x => x.Min(grant => grant.UserName)!);
        });
        foreach (var role in RoleCodes.All.Except(known.Keys))
            known[role] = await HireAsync(role);
        return known;
    }

    // The demonstration's partners have leads who work as engineers too.
    private Task<string> HireAsync(string role) => access.Host.CallAsync<ItrDbContext, string>(async db =>
    {
        var org = await db.Set<Organization>().SingleAsync(x => x.Code == "PA1");
        var user = new ItrUser { UserName = $"only-{role}", NormalizedUserName = $"ONLY-{role}".ToUpperInvariant(), DisplayNameZh = role, OrgId = org.Id, SecurityStamp = role };
        user.PasswordHash = new PasswordHasher<ItrUser>().HashPassword(user, DemoAccounts.Password);
        db.Add(user);
        db.Add(new RoleGrant { UserId = user.Id, Role = role });
        await db.SaveChangesAsync();
        return user.UserName;
    });
}
