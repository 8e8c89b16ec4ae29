using Elsa.ITR.Data.Organisation;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Contracts;
using Elsa.ITR.Domain.Customers;
using Elsa.ITR.Domain.Documents;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Tests.Integration.Engine;
using Elsa.ITR.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.ITR.Tests.Integration.Data;

/// <summary>Who reads which row (D13), on every database product.</summary>
public abstract class AccessCompliance(TestDatabase database)
{
    [Theory]
    [InlineData("tier1", "gz zj")]
    [InlineData("tier1x", "ent")]
    [InlineData("tier2", "gz zj ent")]
    [InlineData("quality", "gz zj ent")]
    [InlineData("custgz", "gz")]
    [InlineData("custboth", "gz zj")]
    [InlineData("institute", "gz zj")]
    [InlineData("province", "gz zj")]
    [InlineData("partner", "ent")]
    [InlineData("nobody", "")]
    public async Task Everybody_reads_the_cases_of_his_scope_and_no_other(string person, string expected)
    {
        await using var host = new DataHost(database);
        var town = await Town.BuildAsync(host);
        var actor = await World.SignInAsync(host, town.People[person]);

        var seen = await host.ReadAsync(db => db.Set<Case>().Select(x => x.Id).ToListAsync(), actor);
        var seenElements = await host.ReadAsync(db => db.Set<InstalledEquipment>().Select(x => x.Id).ToListAsync(), actor);

        Assert.Equal(expected, string.Join(' ', town.Cases.Where(x => seen.Contains(x.Value.Id)).Select(x => x.Key)));
        if (!actor.Access.IsVendorSide) // the vendor's people look up any equipment
            Assert.Equal(expected, string.Join(' ', town.Cases.Where(x => seenElements.Contains(x.Value.EquipmentId!.Value)).Select(x => x.Key)));
    }

    [Fact]
    public async Task Nobody_reads_nothing()
    {
        await using var host = new DataHost(database);
        await Town.BuildAsync(host);

        Assert.Equal(0, await host.ReadAsync(db => db.Set<Case>().CountAsync(), Actor.Nobody));
        Assert.Equal(0, await host.ReadAsync(db => db.Set<CaseEvent>().CountAsync(), Actor.Nobody));
        Assert.Equal(0, await host.ReadAsync(db => db.Set<DocumentRecord>().CountAsync(), Actor.Nobody));
        Assert.Equal(0, await host.ReadAsync(db => db.Set<Customer>().CountAsync(), Actor.Nobody));
        Assert.Equal(0, await host.ReadAsync(db => db.Set<InstalledEquipment>().CountAsync(), Actor.Nobody));
    }

    [Fact]
    public async Task Customers_and_partners_never_read_what_is_internal()
    {
        await using var host = new DataHost(database);
        var town = await Town.BuildAsync(host);
        var record = town.Cases["gz"];
        await host.StoreAsync(
            Line(record, isInternal: true), Line(record, isInternal: false), Document(record, isInternal: true), Document(record, isInternal: false));

        foreach (var (person, lines) in new[] { ("custgz", 1), ("institute", 1), ("tier1", 2), ("partner", 0) })
        {
            var actor = await World.SignInAsync(host, town.People[person]);
            Assert.Equal(lines, await host.ReadAsync(db => db.Set<CaseEvent>().CountAsync(x => x.CaseId == record.Id), actor));
            Assert.Equal(lines, await host.ReadAsync(db => db.Set<DocumentRecord>().CountAsync(x => x.RecordId == record.Id), actor));
        }
    }

    [Fact]
    public async Task Contracts_are_read_by_the_vendor_and_by_the_heads_of_the_customers_tree()
    {
        await using var host = new DataHost(database);
        var town = await Town.BuildAsync(host);
        var contract = town.World.Contract(town.World.Element, "SLA-GDTEL");
        await host.StoreAsync(contract);

        foreach (var (person, seen) in new[] { ("tier1", true), ("institute", true), ("province", true), ("custgz", false), ("partner", false) })
        {
            var actor = await World.SignInAsync(host, town.People[person]);
            Assert.Equal(seen, await host.ReadAsync(db => db.Set<ServiceContract>().AnyAsync(x => x.Id == contract.Id), actor));
        }
    }

    [Fact]
    public async Task A_burst_reads_everything_and_the_person_after_it_only_his_own()
    {
        await using var host = new DataHost(database);
        var town = await Town.BuildAsync(host);
        var actor = await World.SignInAsync(host, town.People["custgz"]);
        var foreign = town.Cases["ent"].Id;

        var (inside, after) = await host.RunAsync(async services =>
        {
            var cases = services.GetRequiredService<Elsa.ITR.Data.ItrDbContext>().Set<Case>().AsNoTracking();
            var scope = services.GetRequiredService<AccessScope>();
            bool seen;
            using (scope.EnterSystem())
                seen = await cases.AnyAsync(x => x.Id == foreign);
            return (seen, await cases.AnyAsync(x => x.Id == foreign));
        }, actor);

        Assert.True(inside);
        Assert.False(after);
    }

    [Fact]
    public async Task A_person_who_left_or_whose_grant_is_gone_signs_in_as_nobody_or_with_nothing()
    {
        await using var host = new DataHost(database);
        var town = await Town.BuildAsync(host);
        var left = town.People["left"];

        Assert.Null(await host.RunAsync(services => services.GetRequiredService<IDirectory>().ActorAsync(left.Id)));
        Assert.Empty((await World.SignInAsync(host, town.People["nobody"])).Roles);
    }

    [Fact]
    public async Task Who_asks_is_read_with_one_statement_and_a_deputy_with_one_more()
    {
        var counter = new StatementCounter();
        await using var host = new DataHost(database, configure: services => services.ConfigureDbContext<Elsa.ITR.Data.ItrDbContext>(options => options.AddInterceptors(counter)));
        var town = await Town.BuildAsync(host);
        await host.StoreAsync(Delegation(host, town.People["tier1"], town.People["nobody"]));
        await World.SignInAsync(host, town.People["tier1"]); // the organisations are read once

        Assert.Single(await counter.DuringAsync(() => World.SignInAsync(host, town.People["tier1"])));
        Assert.Equal(2, (await counter.DuringAsync(() => World.SignInAsync(host, town.People["nobody"]))).Count);
    }

    [Fact]
    public async Task What_is_taken_from_a_person_is_gone_at_his_next_request()
    {
        await using var host = new DataHost(database);
        var town = await Town.BuildAsync(host);
        var (tier1, deputy) = (town.People["tier1"], town.People["nobody"]);
        var delegation = Delegation(host, tier1, deputy);
        await host.StoreAsync(delegation);
        Assert.True((await World.SignInAsync(host, deputy)).Has(RoleCodes.Tier1Engineer));

        await RemoveAsync<Delegation>(host, x => x.Id == delegation.Id);
        Assert.Empty((await World.SignInAsync(host, deputy)).Roles);
        Assert.True((await World.SignInAsync(host, tier1)).Has(RoleCodes.Tier1Engineer));

        await RemoveAsync<RoleGrant>(host, x => x.UserId == tier1.Id);
        var demoted = await World.SignInAsync(host, tier1);
        Assert.Empty(demoted.Roles);
        Assert.Equal(0, await host.ReadAsync(db => db.Set<Case>().CountAsync(), demoted));

        await host.RunAsync(async services =>
        {
            (await services.GetRequiredService<Elsa.ITR.Data.ItrDbContext>().Users.SingleAsync(x => x.Id == tier1.Id)).IsActive = false;
            return true;
        });
        Assert.Null(await host.RunAsync(services => services.GetRequiredService<IDirectory>().ActorAsync(tier1.Id)));
    }

    [Fact]
    public async Task A_context_that_was_given_back_answers_nothing_and_the_next_scope_sees_with_its_own_eyes()
    {
        await using var host = new DataHost(database);
        var town = await Town.BuildAsync(host);
        var actor = await World.SignInAsync(host, town.People["quality"]);
        Elsa.ITR.Data.ItrDbContext? kept = null;
        var seen = await host.ReadAsync(
            async db =>
            {
                kept = db;
                await db.Database.OpenConnectionAsync();
                db.ChangeTracker.AutoDetectChangesEnabled = false;
                return (await db.LoadedAsync<Case>("all", _ => true)).Count;
            },
            actor);
        Assert.True(seen >= town.Cases.Count); // other tests have theirs in a server's database

        await Assert.ThrowsAnyAsync<InvalidOperationException>(() => kept!.Set<Case>().CountAsync());
        var reused = await host.ReadAsync(
            async db =>
            {
                Assert.Same(kept, db);
                Assert.Equal(System.Data.ConnectionState.Closed, db.Database.GetDbConnection().State);
                Assert.True(db.ChangeTracker.AutoDetectChangesEnabled);
                Assert.Empty(db.ChangeTracker.Entries());
                return (await db.LoadedAsync<Case>("all", _ => true)).Count;
            },
            Actor.Nobody);
        Assert.Equal(0, reused);
    }

    [Fact]
    public async Task An_organisation_that_moves_takes_its_peoples_reach_with_it_at_once()
    {
        await using var host = new DataHost(database);
        var town = await Town.BuildAsync(host);
        Assert.Equal([town.World.Province.Id], (await World.SignInAsync(host, town.People["institute"])).Access.CustomerTreeIds);

        await host.RunAsync(async services =>
        {
            var institute = await services.GetRequiredService<Elsa.ITR.Data.ItrDbContext>().Set<Organization>().SingleAsync(x => x.Id == town.World.Institute.Id);
            institute.ParentId = null;
            return true;
        });

        Assert.Equal([town.World.Institute.Id], (await World.SignInAsync(host, town.People["institute"])).Access.CustomerTreeIds);
    }

    [Fact]
    public async Task Candidates_are_the_holders_of_the_role_in_the_scope_of_the_record()
    {
        await using var host = new DataHost(database);
        var town = await Town.BuildAsync(host);
        var (gz, ent) = (town.Cases["gz"].Ref, town.Cases["ent"].Ref);

        Assert.Equal("tier1", await NamesAsync(host, town, d => d.CandidatesAsync(RoleCodes.Tier1Engineer, OrgScope.CaseOffice, gz)));
        Assert.Equal("tier1x", await NamesAsync(host, town, d => d.CandidatesAsync(RoleCodes.Tier1Engineer, OrgScope.CaseOffice, ent)));
        Assert.Equal("tier2", await NamesAsync(host, town, d => d.CandidatesAsync(RoleCodes.Tier2Engineer, OrgScope.CaseRegion, ent)));
        Assert.Equal("custboth custgz", await NamesAsync(host, town, d => d.CandidatesAsync(RoleCodes.CustomerUser, OrgScope.CustomerOfCase, gz)));
        Assert.Equal("institute", await NamesAsync(host, town, d => d.CandidatesAsync(RoleCodes.InstituteApprover, OrgScope.CustomerOfCase, gz)));
        Assert.Equal("", await NamesAsync(host, town, d => d.CandidatesAsync(RoleCodes.InstituteApprover, OrgScope.CustomerOfCase, ent)));
        Assert.Equal("", await NamesAsync(host, town, d => d.CandidatesAsync(RoleCodes.PartnerEngineer, OrgScope.PartnerOfCase, gz)));
        Assert.Equal("partner", await NamesAsync(host, town, d => d.CandidatesAsync(RoleCodes.PartnerEngineer, OrgScope.PartnerOfCase, ent)));
    }

    [Fact]
    public async Task A_deputy_holds_the_role_while_the_delegation_lasts()
    {
        await using var host = new DataHost(database);
        var town = await Town.BuildAsync(host);
        var now = host.Time.GetUtcNow();
        await host.StoreAsync(new Delegation
        {
            FromUserId = town.People["tier1"].Id,
            ToUserId = town.People["nobody"].Id,
            From = now,
            To = now.AddHours(1),
            Roles = [RoleCodes.Tier1Engineer],
        });

        Assert.Equal("nobody tier1", await NamesAsync(host, town, d => d.CandidatesAsync(RoleCodes.Tier1Engineer, OrgScope.CaseOffice, town.Cases["gz"].Ref)));
        Assert.True((await World.SignInAsync(host, town.People["nobody"])).Has(RoleCodes.Tier1Engineer, town.World.Office.Id));

        host.Time.MoveTo(now.AddHours(1));
        Assert.Equal("tier1", await NamesAsync(host, town, d => d.CandidatesAsync(RoleCodes.Tier1Engineer, OrgScope.CaseOffice, town.Cases["gz"].Ref)));
    }

    private static async Task<string> NamesAsync(DataHost host, Town town, Func<IDirectory, Task<IReadOnlyList<PersonInfo>>> ask)
    {
        var found = await host.RunAsync(services => ask(services.GetRequiredService<IDirectory>()));
        return string.Join(' ', town.People.Where(x => found.Any(person => person.Id == x.Value.Id)).Select(x => x.Key).Order(StringComparer.Ordinal));
    }

    private static CaseEvent Line(Case record, bool isInternal) => new() { CaseId = record.Id, TextKey = "Case.Note", IsInternal = isInternal, At = record.ReceivedAt };

    private static DocumentRecord Document(Case record, bool isInternal) => new()
    {
        No = $"DOC-{Guid.NewGuid():n}",
        Type = DocumentTypes.Attachment,
        RecordType = record.Ref.Type,
        RecordId = record.Id,
        RecordNo = record.No,
        IsInternal = isInternal,
        CustomerOrgId = record.CustomerOrgId,
        CustomerTreeOrgId = record.CustomerTreeOrgId,
        OfficeOrgId = record.OfficeOrgId,
        RegionOrgId = record.RegionOrgId,
        PartnerOrgId = record.PartnerOrgId,
    };

    /// <summary>The world with people and one case of each customer.</summary>
    private sealed record Town(World World, Dictionary<string, ItrUser> People, Dictionary<string, Case> Cases)
    {
        public static async Task<Town> BuildAsync(DataHost host)
        {
            var people = new Dictionary<string, ItrUser>();
            var cases = new Dictionary<string, Case>();
            var world = await World.StoreAsync(host, w =>
            {
                People("tier1", w.Office, RoleCodes.Tier1Engineer);
                People("tier1x", w.OtherOffice, RoleCodes.Tier1Engineer);
                People("tier2", w.Office, RoleCodes.Tier2Engineer);
                People("quality", w.Hq, RoleCodes.QualityManager);
                People("custgz", w.Guangzhou, RoleCodes.CustomerUser);
                People("custboth", w.Guangzhou, RoleCodes.CustomerUser);
                w.Add(new RoleGrant { UserId = people["custboth"].Id, Role = RoleCodes.CustomerUser, OrgScopeId = w.Zhanjiang.Id });
                People("institute", w.Institute, RoleCodes.InstituteApprover);
                People("province", w.Province, RoleCodes.ProvinceApprover);
                People("partner", w.Partner, RoleCodes.PartnerEngineer);
                People("nobody", w.Office);
                People("left", w.Office, RoleCodes.Tier1Engineer);
                people["left"].IsActive = false;
                cases["gz"] = w.CaseOf(w.Element, w.Office);
                cases["zj"] = w.CaseOf(w.ZhanjiangElement, w.Office);
                cases["ent"] = w.CaseOf(w.EnterpriseElement, w.OtherOffice);

                void People(string name, Organization org, params string[] roles) => people[name] = w.Person(name, org, roles);
            });
            return new Town(world, people, cases);
        }
    }

    private static Delegation Delegation(DataHost host, ItrUser from, ItrUser to) =>
        new() { FromUserId = from.Id, ToUserId = to.Id, From = host.Time.GetUtcNow(), To = host.Time.GetUtcNow().AddHours(1) };

    private static Task<bool> RemoveAsync<T>(DataHost host, System.Linq.Expressions.Expression<Func<T, bool>> which)
        where T : class =>
        host.RunAsync(async services =>
        {
            var db = services.GetRequiredService<Elsa.ITR.Data.ItrDbContext>();
            db.RemoveRange(await db.Set<T>().Where(which).ToListAsync());
            return true;
        });
}

public sealed class AccessOnSqlite(SqliteTestDatabase database) : AccessCompliance(database), IClassFixture<SqliteTestDatabase>;

public sealed class AccessOnPostgreSql(PostgreSqlTestDatabase database) : AccessCompliance(database), IClassFixture<PostgreSqlTestDatabase>;

public sealed class AccessOnSqlServer(SqlServerTestDatabase database) : AccessCompliance(database), IClassFixture<SqlServerTestDatabase>;
