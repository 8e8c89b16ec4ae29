using System.Text.Json;
using Elsa.ITR.Domain.Contracts;
using Elsa.ITR.Domain.InstalledBase;

namespace Elsa.ITR.Web.Seeding.Demo;

/// <summary>Five contracts with lines, entitlements made from their scopes, and quotas (demo-data.md §4).</summary>
internal static class DemoContracts
{
    private static readonly string[] GdtelProducts = ["TR-10G", "TR-2G5", "NMS-T"];

    private sealed record Terms(
        string No, string Customer, string Zh, string En, string Policy, string Signed, string From, string To, ContractState State, string[] Products);

    private static readonly Terms[] All =
    [
        new("CON-2026-001", "GDP", "广东省电信传输设备维护保障服务合同(2026)", "Guangdong Telecom transmission maintenance 2026", "SLA-GDTEL",
            "2026-10-30", "2026-11-02", "2027-10-31", ContractState.Effective, GdtelProducts),
        new("CON-2025-002", "GDP", "广东省电信传输设备维护保障服务合同(2025)", "Guangdong Telecom transmission maintenance 2025", "SLA-GDTEL",
            "2025-10-20", "2025-11-01", "2026-10-31", ContractState.Renewed, GdtelProducts),
        new("CON-2026-003", "GDB-GZ", "广州市分公司城域多业务平台维护合同", "Guangzhou branch metro platform maintenance", "SLA-GDTEL",
            "2026-03-01", "2026-03-01", "2027-02-28", ContractState.Effective, ["TR-M"]),
        new("CON-2026-004", "ENT1", "粤港物流集团传输设备合作维护合同", "Yuegang Logistics partner maintenance", "SLA-PARTNER4",
            "2026-01-05", "2026-01-05", "2027-01-04", ContractState.Effective, ["TR-M"]),
        new("CON-2026-005", "ENT2", "岭南电网通信公司传输设备合作维护合同", "Lingnan Grid partner maintenance", "SLA-PARTNER4",
            "2026-06-01", "2026-06-01", "2027-05-31", ContractState.Effective, ["TR-M"]),
    ];

    public static void Add(DemoWorld world)
    {
        foreach (var terms in All)
        {
            var contract = world.Contracts[terms.No] = world.Row(new ServiceContract
            {
                Id = StableId.Of("contract", terms.No),
                No = terms.No,
                CustomerId = world.Customers[terms.Customer].Id,
                NameZh = terms.Zh,
                NameEn = terms.En,
                SignedOn = world.Anchor.On(terms.Signed),
                EffectiveFrom = world.Anchor.On(terms.From),
                EffectiveTo = world.Anchor.On(terms.To),
                PolicyCode = terms.Policy,
                PolicyVersion = 1,
                State = terms.State,
                ScorecardEnabled = terms.Customer == "GDP",
            });
            AddLines(world, contract, terms);
        }

        AddQuotas(world, "CON-2026-001", isCurrent: true);
        AddQuotas(world, "CON-2025-002", isCurrent: false);
    }

    /// <summary>Number of the contract in force that covers the element; null when none does.</summary>
    public static string? CoveredBy(DemoWorld world, InstalledEquipment element) =>
        All.FirstOrDefault(terms => terms.State == ContractState.Effective && Covers(world, terms, element))?.No;

    /// <summary>Whether the scope of a contract names the element, whenever it is in force.</summary>
    public static bool Covers(DemoWorld world, string no, InstalledEquipment element) =>
        Covers(world, All.First(terms => terms.No == no), element);

    private static bool Covers(DemoWorld world, Terms terms, InstalledEquipment element)
    {
        var org = world.Org(terms.Customer);
        var isTheirs = terms.Customer == "GDP" ? element.CustomerTreeOrgId == org : element.CustomerOrgId == org;
        return isTheirs && terms.Products.Any(code => world.Products[code].Id == element.ProductId);
    }

    private static void AddLines(DemoWorld world, ServiceContract contract, Terms terms)
    {
        var scope = JsonSerializer.Serialize(new { products = terms.Products });
        var faults = Line(world, contract, ServiceItem.FaultHandling, scope);
        Line(world, contract, ServiceItem.HardwareSupport, scope);
        Line(world, contract, ServiceItem.Consultation, scope);
        if (terms.Customer is "GDP" or "GDB-GZ")
        {
            Line(world, contract, ServiceItem.Inspection, scope, 2, "次", "Year");
            Line(world, contract, ServiceItem.SoftwareSupport, scope);
            Line(world, contract, ServiceItem.DocumentUpdate, scope);
        }

        if (terms.Customer == "GDP")
        {
            Line(world, contract, ServiceItem.Exchange, "{}", 10, "天", "Year");
            Line(world, contract, ServiceItem.Training, "{}", 18, "人次", "Year");
            Line(world, contract, ServiceItem.Meeting, "{}", 4, "次", "Year");
        }

        foreach (var element in world.Equipment.Values.Where(element => Covers(world, terms, element)))
        {
            world.Row(new Entitlement
            {
                Id = StableId.Of("entitlement", $"{terms.No}/{element.Code}"),
                ContractLineId = faults.Id,
                EquipmentId = element.Id,
                From = contract.EffectiveFrom,
                To = contract.EffectiveTo,
                IsActive = true,
            });
        }
    }

    private static ContractLine Line(
        DemoWorld world, ServiceContract contract, ServiceItem item, string scope, decimal? quantity = null, string? unit = null, string period = "Contract") =>
        world.Row(new ContractLine
        {
            Id = StableId.Of("contract-line", $"{contract.No}/{item}"),
            ContractId = contract.Id,
            ServiceItem = item,
            Quantity = quantity,
            Unit = unit,
            Period = period,
            Scope = scope,
        });

    private static void AddQuotas(DemoWorld world, string no, bool isCurrent)
    {
        (string Type, decimal Total, decimal Used)[] quotas =
            [("ExchangeDays", 10, 1), ("OpticalNetworkEngineer", 10, 2), ("SeniorPlus", 3, 0), ("Senior10G", 1, 0), ("SeniorGInternship", 4, 0)];
        foreach (var (type, total, used) in quotas)
        {
            world.Row(new Quota
            {
                Id = StableId.Of("quota", $"{no}/{type}"),
                ContractId = world.Contracts[no].Id,
                Type = type,
                Total = total,
                Used = isCurrent ? used : total,
                ValidTo = world.Contracts[no].EffectiveTo,
            });
        }
    }
}
