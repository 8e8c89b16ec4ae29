using Elsa.ITR.Domain.Spares;

namespace Elsa.ITR.Web.Seeding.Demo;

/// <summary>Eight warehouses with 400 spare parts and how many of a type each keeps (demo-data.md §6).</summary>
internal static class DemoStock
{
    private const int Items = 400;
    private const int ReserveOf = 10; // every tenth part of the defective type is set aside for its replacement
    private const string DefectiveType = "SL16A";

    private static readonly (string Code, string Zh, string En, string Org, string City, WarehouseKind Kind, bool Is24h)[] Warehouses =
    [
        ("WH-SPC", "备件中心库", "Spare Parts Centre", "SPC", "SZ", WarehouseKind.Spc, true),
        ("WH-GZ", "广州区域库", "Guangzhou", "RSC", "GZ", WarehouseKind.Region, true),
        ("WH-FS", "佛山库", "Foshan", "OGD", "FS", WarehouseKind.Office, false),
        ("WH-SZ", "深圳办事处库", "Shenzhen office", "OGD", "SZ", WarehouseKind.Office, false),
        ("WH-ZJ", "湛江库", "Zhanjiang", "OGD", "ZJ", WarehouseKind.Office, false),
        ("WH-ST", "汕头库", "Shantou", "OGD", "ST", WarehouseKind.Office, false),
        ("WH-SG", "韶关库", "Shaoguan", "OGD", "SG", WarehouseKind.Office, false),
        ("WH-CUST-GZ", "广州分公司备件库", "Guangzhou branch", "GDB-GZ", "GZ", WarehouseKind.Customer, false),
    ];

    public static void Add(DemoWorld world)
    {
        var chance = DemoWorld.Chance("stock");
        var houses = Warehouses.Select(house => world.Row(new Warehouse
        {
            Id = StableId.Of("warehouse", house.Code),
            Code = house.Code,
            NameZh = house.Zh,
            NameEn = house.En,
            OrgId = world.Org(house.Org),
            CityCode = house.City,
            RegionCode = DemoCities.All.First(city => city.Code == house.City).Region,
            Kind = house.Kind,
            Is24h = house.Is24h,
        })).ToList();
        var types = world.BoardTypes.Values.OrderBy(type => type.Code, StringComparer.Ordinal).ToList();
        foreach (var house in houses)
        {
            foreach (var type in types)
            {
                world.Row(new StockPolicy
                {
                    Id = StableId.Of("stock-policy", $"{house.Code}/{type.Code}"),
                    WarehouseId = house.Id,
                    BoardTypeId = type.Id,
                    MinQty = 1,
                    MaxQty = house.Kind == WarehouseKind.Spc ? 8 : 4,
                });
            }
        }

        // Every warehouse gets one of every type before any gets a second one.
        for (var at = 0; at < Items; at++)
        {
            var type = types[at % types.Count];
            var house = houses[at / types.Count % houses.Count];
            var serial = $"03SP{at + 1:000000}";
            world.Row(new SpareItem
            {
                Id = StableId.Of("spare", serial),
                SerialNo = serial,
                BoardTypeId = type.Id,
                HwRevision = type.HwRevisions is [.., var newest] ? newest : "A",
                Firmware = $"{chance.Random.Int(3, 4)}.{chance.Random.Int(0, 9)}",
                WarehouseId = house.Id,
                BatchReserve = type.Code == DefectiveType && house.Kind == WarehouseKind.Spc && at % ReserveOf == 0,
            });
        }
    }
}
