using Elsa.ITR.Domain.Organisation;

namespace Elsa.ITR.Tests.Unit.Domain.Organisation;

public sealed class OrgTreeTests
{
    private static readonly Organization Hq = Org("VHQ", OrganizationKind.VendorHq, null);
    private static readonly Organization Region = Org("RSC", OrganizationKind.VendorRegion, Hq);
    private static readonly Organization Office = Org("OGD", OrganizationKind.VendorOffice, Region);
    private static readonly Organization OtherOffice = Org("OGX", OrganizationKind.VendorOffice, Region);
    private static readonly Organization Province = Org("GDP", OrganizationKind.CustomerProvince, null);
    private static readonly Organization Institute = Org("GDI", OrganizationKind.CustomerInstitute, Province);
    private static readonly Organization Branch = Org("GDB-GZ", OrganizationKind.CustomerBranch, Province);
    private static readonly Organization Partner = Org("PA1", OrganizationKind.Partner, null);
    private static readonly OrgTree Tree = new([Hq, Region, Office, OtherOffice, Province, Institute, Branch, Partner]);

    [Fact]
    public void An_engineer_of_an_office_reads_that_office_only()
    {
        var access = Tree.AccessOf([(RoleCodes.Tier1Engineer, Office.Id)]);

        Assert.Equal([Office.Id], access.OfficeIds);
        Assert.Empty(access.RegionIds);
        Assert.True(access is { IsVendorSide: true, SeesAll: false });
    }

    [Fact]
    public void An_engineer_of_tier_2_reads_his_region_though_he_sits_in_an_office() =>
        Assert.Equal([Region.Id], Tree.AccessOf([(RoleCodes.Tier2Engineer, Office.Id)]).RegionIds);

    [Fact]
    public void A_customer_user_reads_his_branch_and_an_institute_the_whole_tree()
    {
        Assert.Equal([Branch.Id], Tree.AccessOf([(RoleCodes.CustomerUser, Branch.Id)]).CustomerOrgIds);
        Assert.Equal([Province.Id], Tree.AccessOf([(RoleCodes.InstituteApprover, Institute.Id)]).CustomerTreeIds);
    }

    [Fact]
    public void A_partner_reads_what_is_assigned_to_him()
    {
        var access = Tree.AccessOf([(RoleCodes.PartnerEngineer, Partner.Id)]);

        Assert.Equal([Partner.Id], access.PartnerOrgIds);
        Assert.False(access.IsVendorSide);
    }

    [Fact]
    public void Headquarters_roles_read_everything() =>
        Assert.True(Tree.AccessOf([(RoleCodes.QualityManager, Hq.Id)]).SeesAll);

    [Fact]
    public void An_unknown_role_reads_nothing() =>
        Assert.Equivalent(AccessGrants.None, Tree.AccessOf([("Nobody", Hq.Id)]));

    [Fact]
    public void A_grant_covers_what_lies_on_one_line_with_it()
    {
        Assert.True(Tree.Covers(Office.Id, Region.Id));
        Assert.True(Tree.Covers(Hq.Id, Office.Id));
        Assert.True(Tree.Covers(Institute.Id, Province.Id));
        Assert.False(Tree.Covers(Office.Id, OtherOffice.Id));
        Assert.False(Tree.Covers(Institute.Id, Branch.Id));
    }

    [Fact]
    public void A_ring_in_the_data_ends()
    {
        var a = Org("A", OrganizationKind.VendorOffice, null);
        var b = Org("B", OrganizationKind.VendorOffice, a);
        a.ParentId = b.Id;

        Assert.Equal(2, new OrgTree([a, b]).Upwards(a.Id).Count());
    }

    private static Organization Org(string code, OrganizationKind kind, Organization? parent) =>
        new() { Code = code, NameZh = code, NameEn = code, Kind = kind, ParentId = parent?.Id };
}
