using Elsa.ITR.Data.Organisation;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Contracts;
using Elsa.ITR.Domain.Customers;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Knowledge;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Scoring;
using Elsa.ITR.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Tests.Integration.Seeding;

/// <summary>The demonstration data says what demo-data.md says.</summary>
[Collection(nameof(DemoTemplate))]
public sealed class DemoDataTests(DemoTemplate demo)
{
    // The live record that was closed before the anchor (row 12).
    private const string ClosedLive = "CASE-20261109-0002";

    private readonly string _file = demo.PathOf("template");

    [Fact]
    public async Task Holds_the_master_data_in_the_numbers_of_the_specification()
    {
        Assert.Equal(21, await DatabaseDump.ReadAsync(_file, db => db.Set<Organization>().CountAsync(x => x.Code.StartsWith("GDB-"))));
        Assert.Equal(63, await DatabaseDump.ReadAsync(_file, db => db.Set<CustomerSite>().CountAsync(x => !x.Code.Contains("ENT") && !x.Code.Contains("GDI"))));
        Assert.Equal(225, await DatabaseDump.CountAsync<InstalledEquipment>(_file));
        Assert.Equal(1_344, await DatabaseDump.ReadAsync(_file, db => db.Set<InstalledBoard>().CountAsync(x => x.State != BoardState.Removed))); // the recall has removed some
        var defective = await DatabaseDump.ReadAsync(_file, db => db.Set<InstalledBoard>().Where(x => x.HwRevision == "B").Select(x => x.SerialNo).ToListAsync());
        Assert.Equal(Enumerable.Range(100, 60).Select(number => $"02A16B{number:000000}"), defective.Order(StringComparer.Ordinal));
        Assert.Equal(24, await DatabaseDump.CountAsync<Trunk>(_file));
        Assert.Equal(5, await DatabaseDump.CountAsync<ServiceContract>(_file));
    }

    [Fact]
    public async Task Knows_forty_people_and_the_three_that_every_scope_needs_besides()
    {
        var users = await DatabaseDump.ReadAsync(_file, db => db.Set<ItrUser>().AsNoTracking().ToListAsync());

        Assert.Equal(43, users.Count);
        Assert.Equal("paeng2", Assert.Single(users, user => !user.IsActive).UserName);
        Assert.Equal(new Bilingual("郑海波", "Zheng Haibo"), Assert.Single(users, user => user.UserName == "t1zj").Name);
    }

    [Fact]
    public async Task Every_role_is_held_by_somebody_active()
    {
        var held = await DatabaseDump.ReadAsync(_file, db => (
            from grant in db.Set<RoleGrant>()
            join user in db.Set<ItrUser>() on grant.UserId equals user.Id
            where user.IsActive
            select grant.Role).Distinct().ToListAsync());

        Assert.Equal(RoleCodes.All.Order(StringComparer.Ordinal), held.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Contracts_in_force_cover_a_little_more_than_half_of_the_equipment()
    {
        var on = new DateOnly(2026, 11, 23);
        var covered = await DatabaseDump.ReadAsync(_file, db => db.Set<Entitlement>()
            .Where(x => x.From <= on && on <= x.To).Select(x => x.EquipmentId).Distinct().CountAsync());

        Assert.Equal(123, covered);
    }

    [Fact]
    public async Task Rural_Jiangmen_belongs_to_the_third_region()
    {
        var regions = await DatabaseDump.ReadAsync(_file, db => db.Set<CustomerSite>().Where(x => x.CityCode == "JM").ToDictionaryAsync(x => x.Code, x => x.RegionCode));

        Assert.Equal("R2", regions["SITE-JM-01"]);
        Assert.Equal("R3", regions["SITE-JM-03"]);
    }

    [Fact]
    public async Task The_year_before_has_its_cases_penalties_surveys_and_articles()
    {
        var past = await DatabaseDump.ReadAsync(_file, db => db.Set<Case>().AsNoTracking().Where(x => x.State == CaseState.Closed && x.No != ClosedLive).ToListAsync());
        Assert.Equal(320, past.Count);
        Assert.Equal(192, past.Count(x => x.CaseType == CaseType.Fault));
        Assert.All(past, x => Assert.True(x.ReceivedAt <= x.AcceptedAt && x.AcceptedAt <= x.CompletedAt && x.CompletedAt <= x.ResolvedAt && x.ResolvedAt <= x.ClosedAt, x.No));

        var penalties = await DatabaseDump.ReadAsync(_file, db => db.Set<Penalty>().AsNoTracking().ToListAsync());
        Assert.Equal(21, penalties.Count(x => x.State == PenaltyState.Confirmed));

        var answers = await DatabaseDump.ReadAsync(_file, db => (
            from survey in db.Set<SatisfactionSurvey>()
            join record in db.Set<Case>() on survey.CaseId equals record.Id
            where survey.Overall != null && record.No != ClosedLive
            select survey.Overall!.Value).ToListAsync());
        Assert.Equal(210, answers.Count);
        Assert.Equal(4.5, answers.Average(), 2);

        Assert.Equal(50, await DatabaseDump.ReadAsync(_file, db => db.Set<KnowledgeArticle>().CountAsync(x => x.State == ArticleState.Published)));
    }

    [Fact]
    public void Says_where_to_sign_in_and_as_whom()
    {
        Assert.Contains("http://127.0.0.1:5080", demo.Said, StringComparison.Ordinal);
        Assert.Contains("t1gz        Tier1Engineer @ OGD", demo.Said, StringComparison.Ordinal);
    }
}
