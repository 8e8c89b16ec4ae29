using Elsa.ITR.Domain.Organisation;

namespace Elsa.ITR.Web.Seeding.Demo;

/// <summary>The vendor, the customer's tree, partners and suppliers (demo-data.md §1, enterprise customers of §4).</summary>
internal static class DemoOrganisations
{
    private const OrganizationKind Branch = OrganizationKind.CustomerBranch;

    private static readonly (string Code, string Zh, string En, OrganizationKind Kind, string? Parent, string? City)[] Fixed =
    [
        ("VHQ", "厂家总部", "Vendor HQ", OrganizationKind.VendorHq, null, "SZ"),
        ("TSC", "总部技术支持中心", "Technical Support Center", OrganizationKind.VendorDept, "VHQ", "SZ"),
        ("SPC", "备件中心", "Spare Parts Center", OrganizationKind.VendorDept, "VHQ", "SZ"),
        ("PMD", "合作管理部", "Partner Management Department", OrganizationKind.VendorDept, "VHQ", "SZ"),
        ("RSC", "华南区域技术支持部", "South China Regional Support Dept", OrganizationKind.VendorRegion, "VHQ", "GZ"),
        ("OGD", "广东技术支援中心", "Guangdong Technical Support Center", OrganizationKind.VendorOffice, "RSC", "GZ"),
        ("GDP", "广东省电信有限公司", "Guangdong Telecom (provincial company)", OrganizationKind.CustomerProvince, null, "GZ"),
        ("GDI", "广东省电信研究院", "Guangdong Telecom Research Institute", OrganizationKind.CustomerInstitute, "GDP", "GZ"),
        ("PA1", "粤通网络服务有限公司", "Yuetong Network Services", OrganizationKind.Partner, null, "GZ"),
        ("PA2", "岭南信通技术有限公司", "Lingnan Xintong Technology", OrganizationKind.Partner, null, "FS"),
        ("SUP1", "华电源设备公司", "Huadian Power Equipment", OrganizationKind.Supplier, null, null),
        ("SUP2", "海川服务器公司", "Haichuan Servers", OrganizationKind.Supplier, null, null),
        ("ENT1", "粤港物流集团", "Yuegang Logistics Group", Branch, null, "SZ"),
        ("ENT2", "岭南电网通信公司", "Lingnan Grid Communications", Branch, null, "FS"),
    ];

    public static void Add(DemoWorld world)
    {
        foreach (var (code, zh, en, kind, parent, city) in Fixed)
            Store(world, code, zh, en, kind, parent, city);

        foreach (var city in DemoCities.All)
            Store(world, $"GDB-{city.Code}", $"{city.Zh}市分公司", $"{city.En} Municipal Branch", Branch, "GDP", city.Code);

        Profile(world, "PA1", 4, 91.5m, ["TR-2G5", "TR-M"], ["GZ", "SZ", "DG", "FS"]);
        Profile(world, "PA2", 3, 84.0m, ["TR-M"], ["FS", "ZS", "ZH", "JM"]);
    }

    private static void Store(DemoWorld world, string code, string zh, string en, OrganizationKind kind, string? parent, string? city) =>
        world.Organisations[code] = world.Row(new Organization
        {
            Id = StableId.Of("organisation", code),
            Code = code,
            NameZh = zh,
            NameEn = en,
            Kind = kind,
            ParentId = parent is null ? null : world.Org(parent),
            CityCode = city,
        });

    private static void Profile(DemoWorld world, string code, int stars, decimal score, List<string> products, List<string> cities) =>
        world.Row(new PartnerProfile
        {
            Id = StableId.Of("partner", code),
            OrgId = world.Org(code),
            StarRating = stars,
            RatedAt = world.Anchor.At("2026-07-01 09:00"),
            ProductAuth = products,
            ServiceCities = cities,
            Score = score,
        });
}
