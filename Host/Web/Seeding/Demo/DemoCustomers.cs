using Bogus;
using Elsa.ITR.Domain.Customers;

namespace Elsa.ITR.Web.Seeding.Demo;

/// <summary>Customers with their machine rooms and contacts (demo-data.md §2).</summary>
internal static class DemoCustomers
{
    private static readonly (string Zh, string En, bool IsUrban)[] Rooms =
    [
        ("中心机房", "central room", true), ("城区第二机房", "second urban room", true), ("乡镇机房", "rural room", false),
    ];

    // Streets that every town has; the generator's own Chinese streets are syllables without sense.
    private static readonly string[] Streets =
        ["人民路", "建设路", "解放路", "中山路", "环城路", "和平路", "文化路", "新华路", "工业大道", "滨江路", "朝阳路", "迎宾大道"];

    public static void Add(DemoWorld world)
    {
        var chance = DemoWorld.Chance("customers");
        Customer(world, "GDP", CustomerGrade.Gold, "电信运营", null);
        Customer(world, "GDI", CustomerGrade.Gold, "电信运营", "GDP");
        Site(world, chance, "SITE-GDI-01", "GDI", "研究院网管中心机房", "Institute NMS room", DemoCities.ByZh("广州"), true);
        Contact(world, chance, "GDP", "province1", null, "运行维护部", canAuthorise: true, userName: "province1");
        Contact(world, chance, "GDI", "institute1", "SITE-GDI-01", "传输室", canAuthorise: true, userName: "institute1");

        foreach (var city in DemoCities.All)
            AddBranch(world, chance, city);

        AddEnterprise(world, chance, "ENT1", "物流", "PA1", "ent1", [("SITE-ENT1-01", "深圳盐田园区机房", "Yantian park room", "深圳"), ("SITE-ENT1-02", "广州南沙园区机房", "Nansha park room", "广州")]);
        AddEnterprise(world, chance, "ENT2", "电力", "PA2", "ent2", [("SITE-ENT2-01", "佛山调度中心机房", "Foshan dispatch centre room", "佛山")]);
    }

    private static void AddBranch(DemoWorld world, Faker chance, DemoCity city)
    {
        var code = $"GDB-{city.Code}";
        Customer(world, code, Enum.Parse<CustomerGrade>(city.Grade), "电信运营", "GDP");
        for (var i = 0; i < Rooms.Length; i++)
            Site(world, chance, $"SITE-{city.Code}-0{i + 1}", code, city.Zh + Rooms[i].Zh, $"{city.En} {Rooms[i].En}", city, Rooms[i].IsUrban);

        var site = $"SITE-{city.Code}-01";
        var userName = city.Code switch { "GZ" => "custgz", "ZJ" => "custzj", _ => null };
        Contact(world, chance, code, "duty", site, "网维值班", userName: userName);
        Contact(world, chance, code, "escort", site, "随工", isEscort: true);
        Contact(world, chance, code, "manager", null, "网维部主任", canAuthorise: true);
    }

    private static void AddEnterprise(
        DemoWorld world, Faker chance, string code, string industry, string partner, string userName, (string Code, string Zh, string En, string City)[] sites)
    {
        Customer(world, code, CustomerGrade.Silver, industry, null, partner);
        foreach (var site in sites)
            Site(world, chance, site.Code, code, site.Zh, site.En, DemoCities.ByZh(site.City), true);
        Contact(world, chance, code, "duty", sites[0].Code, "网络值班", isEscort: true, canAuthorise: true, userName: userName);
    }

    private static void Customer(DemoWorld world, string code, CustomerGrade grade, string industry, string? parent, string? partner = null)
    {
        var org = world.Organisations[code];
        world.Customers[code] = world.Row(new Customer
        {
            Id = StableId.Of("customer", code),
            Code = code,
            NameZh = org.NameZh,
            NameEn = org.NameEn,
            OrgId = org.Id,
            TreeOrgId = org.ParentId ?? org.Id,
            Grade = grade,
            Industry = industry,
            ParentId = parent is null ? null : world.Customers[parent].Id,
            PartnerOrgId = partner is null ? null : world.Org(partner),
        });
    }

    private static void Site(DemoWorld world, Faker chance, string code, string customer, string zh, string en, DemoCity city, bool isUrban) =>
        world.Sites[code] = world.Row(new CustomerSite
        {
            Id = StableId.Of("site", code),
            Code = code,
            CustomerId = world.Customers[customer].Id,
            NameZh = zh,
            NameEn = en,
            CityCode = city.Code,
            IsUrban = isUrban,
            RegionCode = city.Code == "JM" && !isUrban ? "R3" : city.Region, // integrity rule 2
            OfficeOrgId = world.Org("OGD"),
            Address = $"{city.Zh}市{chance.PickRandom(Streets)}{chance.Random.Int(1, 320)}号",
            MachineRoomRules = "进入机房须由随工人员陪同,佩戴防静电腕带,自带存储介质须先查毒。",
        });

    private static void Contact(
        DemoWorld world, Faker chance, string customer, string kind, string? site, string duty, bool isEscort = false, bool canAuthorise = false,
        string? userName = null)
    {
        var person = DemoPeople.ByName(userName);
        world.Contacts.Add(world.Row(new Contact
        {
            Id = StableId.Of("contact", $"{customer}/{kind}"),
            CustomerId = world.Customers[customer].Id,
            SiteId = site is null ? null : world.Sites[site].Id,
            Name = person?.NameZh ?? chance.Name.LastName() + chance.Name.FirstName(),
            Phone = chance.Random.Replace("020-5550-####"), // a block that is not assigned
            Email = $"{kind}@{customer.ToLowerInvariant()}.example",
            Duty = duty,
            IsEscort = isEscort,
            CanAuthorise = canAuthorise,
            UserId = person?.Id,
        }));
    }
}
