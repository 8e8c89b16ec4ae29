using Elsa.ITR.Domain.InstalledBase;

namespace Elsa.ITR.Web.Seeding.Demo;

/// <summary>Eight boards in every transmission element of the cities: 1,344, of them 60 of a defective series (demo-data.md §3).</summary>
internal static class DemoBoards
{
    /// <summary>SL16A revision B with these serials are defective; first and last number of the range.</summary>
    private const int FirstDefective = 100, DefectiveCount = 60;

    private static readonly Dictionary<string, string[]> Subracks = new(StringComparer.Ordinal)
    {
        ["TR-10G"] = ["SL64", "SL64", "SL64", "XCS", "XCS", "SCC-10G", "SCC-10G", "FAN-10G"],
        ["TR-2G5"] = ["SL16A", "SL16A", "PQ1", "PQ1", "XC16", "XC16", "SCC-2G5", "FAN-2G5"],
        ["TR-M"] = ["SL4", "SL4", "EFS", "EFS", "PD1", "PD1", "SCC-M", "FAN-M"],
    };

    public static void Add(DemoWorld world)
    {
        var chance = DemoWorld.Chance("boards");
        var productOf = world.Products.ToDictionary(x => x.Value.Id, x => x.Key);
        var defective = 0;
        var serial = 200_000;
        foreach (var city in DemoCities.All)
        {
            foreach (var element in world.Equipment.Values.Where(x => x.CustomerOrgId == world.Org($"GDB-{city.Code}")))
            {
                if (!Subracks.TryGetValue(productOf[element.ProductId], out var types))
                    continue;

                for (var slot = 0; slot < types.Length; slot++)
                {
                    var isDefective = slot == 0 && types[slot] == "SL16A" && defective < DefectiveCount;
                    world.Row(new InstalledBoard
                    {
                        Id = StableId.Of("board", $"{element.Code}/{slot + 1}"),
                        EquipmentId = element.Id,
                        Slot = (slot + 1).ToString("00", System.Globalization.CultureInfo.InvariantCulture),
                        BoardTypeId = world.BoardTypes[types[slot]].Id,
                        SerialNo = isDefective ? $"02A16B{FirstDefective + defective++:000000}" : $"02{types[slot].Replace("-", "", StringComparison.Ordinal)}{serial++:000000}",
                        HwRevision = isDefective ? "B" : types[slot] == "SL16A" ? chance.PickRandom("A", "C") : "A",
                        BomCode = $"0303{chance.Random.Int(1000, 9999)}",
                        ProducedOn = element.InstalledOn?.AddDays(-chance.Random.Int(30, 200)),
                        Firmware = $"{chance.Random.Int(1, 4)}.{chance.Random.Int(0, 9)}",
                        State = BoardState.Working,
                    });
                }
            }
        }
    }
}
