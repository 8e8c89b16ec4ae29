using Bogus;
using Elsa.ITR.Domain.InstalledBase;

namespace Elsa.ITR.Web.Seeding.Demo;

/// <summary>225 network elements: ten in every city, one NMS at the institute, fourteen at two enterprises (demo-data.md §3).</summary>
/// <remarks>
/// Contracts cover 55 % (R26). Of the others 20 % of all are inside warranty, 5 % have no data at all, the rest is out of warranty,
/// so that every result of the entitlement check occurs.
/// </remarks>
internal static class DemoEquipment
{
    private static readonly string[] ProductOfNumber =
        ["TR-10G", "TR-2G5", "TR-2G5", "TR-2G5", "TR-2G5", "TR-M", "TR-M", "TR-M", "NMS-SRV", "PWR-48"];

    private static readonly int[] RoomOfNumber = [1, 1, 2, 1, 3, 2, 2, 3, 1, 1];

    public static void Add(DemoWorld world)
    {
        var chance = DemoWorld.Chance("equipment");
        var trunks = DemoTrunks.ByElement();
        foreach (var city in DemoCities.All)
        {
            for (var number = 1; number <= ProductOfNumber.Length; number++)
            {
                var code = $"NE-{city.Code}-{number:0000}";
                Element(world, chance, code, ProductOfNumber[number - 1], $"GDB-{city.Code}", $"SITE-{city.Code}-0{RoomOfNumber[number - 1]}", trunks[code]);
            }
        }

        Element(world, chance, "NMS-GD-01", "NMS-T", "GDI", "SITE-GDI-01", []);
        for (var number = 1; number <= 8; number++)
            Element(world, chance, $"NE-ENT1-{number:0000}", "TR-M", "ENT1", number <= 5 ? "SITE-ENT1-01" : "SITE-ENT1-02", []);
        for (var number = 1; number <= 6; number++)
            Element(world, chance, $"NE-ENT2-{number:0000}", "TR-M", "ENT2", "SITE-ENT2-01", []);

        DateThem(world, chance);
    }

    private static void Element(DemoWorld world, Faker chance, string code, string product, string customer, string site, IEnumerable<string> trunks)
    {
        var owner = world.Customers[customer];
        world.Equipment[code] = world.Row(new InstalledEquipment
        {
            Id = StableId.Of("equipment", code),
            Code = code,
            ProductId = world.Products[product].Id,
            CustomerId = owner.Id,
            CustomerOrgId = owner.OrgId,
            CustomerTreeOrgId = owner.TreeOrgId,
            PartnerOrgId = owner.PartnerOrgId,
            SiteId = world.Sites[site].Id,
            TrunkCodes = [.. trunks],
            SerialNo = "SN" + chance.Random.String2(12, "0123456789ABCDEF"),
            SoftwareVersionId = VersionOf(product, chance) is { } no ? world.Versions[(product, no)].Id : null,
            NmsVersionId = product.StartsWith("TR-", StringComparison.Ordinal) ? world.Versions[("NMS-T", "V2R6")].Id : null,
            State = EquipmentState.InService,
            VersionConfirmedAt = world.Anchor.Now.AddDays(-chance.Random.Int(3, 90)),
        });
    }

    private static string? VersionOf(string product, Faker chance) => product switch
    {
        "TR-10G" => chance.Random.WeightedRandom(["5.21.18.20", "5.21.18.30"], [0.7f, 0.3f]),
        "TR-2G5" => chance.Random.WeightedRandom(["4.13.06.10", "4.13.06.22"], [0.35f, 0.65f]),
        "TR-M" => chance.Random.WeightedRandom(["3.08.02.01", "3.08.02.05"], [0.15f, 0.85f]),
        "NMS-T" => "V2R6",
        _ => null,
    };

    // Dates decide who is inside warranty; those under contract are old enough that only the contract entitles them.
    private static void DateThem(DemoWorld world, Faker chance)
    {
        var covered = world.Equipment.Values.Where(element => DemoContracts.CoveredBy(world, element) is not null).ToHashSet();
        var others = chance.Random.Shuffle(world.Equipment.Values.Except(covered).OrderBy(element => element.Code, StringComparer.Ordinal)).ToList();
        var inWarranty = others.Take(world.Equipment.Count / 5).ToHashSet();
        var withoutData = others.Skip(inWarranty.Count).Take(world.Equipment.Count / 20).ToHashSet();

        foreach (var element in world.Equipment.Values)
        {
            if (withoutData.Contains(element))
                continue;

            var (from, to) = inWarranty.Contains(element) ? ("2024-03-01", "2025-12-20") : ("2019-02-01", "2022-10-31");
            var first = world.Anchor.On(from);
            element.InstalledOn = first.AddDays(chance.Random.Int(0, world.Anchor.On(to).DayNumber - first.DayNumber));
            element.FinalAcceptanceOn = element.InstalledOn.Value.AddDays(chance.Random.Int(30, 120));
            element.WarrantyUntil = element.FinalAcceptanceOn.Value.AddYears(3);
        }
    }
}
