using Bogus;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Contracts;
using Elsa.ITR.Domain.InstalledBase;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Seeding.Demo;

namespace Elsa.ITR.Web.Seeding.History;

/// <summary>Decides who had what trouble when: 320 cases with the shares of demo-data.md §6.</summary>
internal static class PastPlan
{
    // 60, 15, 8, 5, 5, 2, 3, 2 percent of 320; the level row is 6, 14, 40, 40 percent of the faults.
    private static readonly (CaseType Type, int Count)[] Types =
    [
        (CaseType.Fault, 192), (CaseType.Consultation, 48), (CaseType.DocumentRequest, 26), (CaseType.UpgradeRequest, 16),
        (CaseType.SparePartRequest, 16), (CaseType.ExchangeRequest, 6), (CaseType.Complaint, 10), (CaseType.NonTechnical, 6),
    ];

    private static readonly (int Level, int Count)[] Levels = [(1, 12), (2, 27), (3, 77), (4, 76)];

    private static readonly Dictionary<CaseType, string[]> Titles = new()
    {
        [CaseType.Consultation] = ["光功率预算计算咨询", "时钟跟踪配置咨询", "网管备份策略咨询", "环网保护倒换时间咨询"],
        [CaseType.DocumentRequest] = ["索取维护手册", "索取版本升级指导书", "索取告警处理手册"],
        [CaseType.UpgradeRequest] = ["申请升级设备软件", "申请统一网管版本"],
        [CaseType.SparePartRequest] = ["申请借用备板", "申请更换故障单板"],
        [CaseType.ExchangeRequest] = ["申请传输技术交流"],
        [CaseType.Complaint] = ["对处理时限的投诉", "对工程师到场时间的投诉", "对资料不符的投诉"],
        [CaseType.NonTechnical] = ["更新开票地址", "查询合同付款进度"],
    };

    public static IReadOnlyList<PastCase> Draw(DemoWorld world)
    {
        var chance = DemoWorld.Chance("history");
        var times = PastCalendar.Draw(world.Anchor, chance, Types.Sum(type => type.Count));
        var types = chance.Random.Shuffle(Types.SelectMany(type => Enumerable.Repeat(type.Type, type.Count))).ToList();
        var levels = new Queue<int>(chance.Random.Shuffle(Levels.SelectMany(level => Enumerable.Repeat(level.Level, level.Count))));
        var days = new Dictionary<DateOnly, int>();
        var drawn = new List<PastCase>(times.Count);
        for (var i = 0; i < times.Count; i++)
        {
            var day = times[i].LocalDate();
            var sequence = days[day] = days.GetValueOrDefault(day) + 1;
            var no = $"CASE-{day:yyyyMMdd}-{sequence:0000}";
            drawn.Add(Open(world, chance, no, times[i], types[i], types[i] == CaseType.Fault ? levels.Dequeue() : null));
        }

        return drawn;
    }

    private static PastCase Open(DemoWorld world, Faker chance, string no, DateTimeOffset receivedAt, CaseType type, int? level)
    {
        var city = chance.Random.WeightedRandom([.. DemoCities.All], [.. DemoCities.All.Select(x => x.Weight / (float)DemoCities.All.Sum(y => y.Weight))]);
        var fault = level is { } graded ? chance.PickRandom(DemoFaults.All.Where(x => x.Level == graded)) : null;
        var equipment = fault is null ? null : ElementOf(world, chance, city, fault);
        var customer = equipment is not null && equipment.Code.StartsWith("NMS-", StringComparison.Ordinal) ? world.Customers["GDI"] : world.Customers[$"GDB-{city.Code}"];
        var site = world.Sites.Values.First(x => equipment is null ? x.CustomerId == customer.Id : x.Id == equipment.SiteId);
        var opened = Case.TakeOver(no, receivedAt, CaseState.Closed);
        opened.Id = StableId.Of("case", no);
        opened.CaseType = type;
        opened.Group = CaseTypes.GroupOf(type);
        opened.Priority = CaseTypes.PriorityOf(type, level, customer.Grade == Domain.Customers.CustomerGrade.Gold);
        opened.Channel = chance.Random.WeightedRandom([Channel.Phone, Channel.Portal, Channel.Email, Channel.Fax], [0.6f, 0.2f, 0.15f, 0.05f]);
        opened.Title = fault is null ? city.Zh + chance.PickRandom(Titles[type]) : city.Zh + fault.Zh;
        opened.Description = fault?.Describe(equipment!.Code) ?? $"{city.Zh}市分公司{opened.Title},请处理并答复。";
        opened.CustomerId = customer.Id;
        opened.SiteId = site.Id;
        opened.ContactId = world.Contacts.First(x => x.CustomerId == customer.Id).Id;
        opened.EquipmentId = equipment?.Id;
        opened.OccurredAt = receivedAt.AddMinutes(-chance.Random.Int(5, 90));
        opened.ReportedAt = receivedAt.AddMinutes(-chance.Random.Int(0, 4));
        opened.LevelProvisional = opened.LevelConfirmed = level;
        opened.LevelConfirmedBy = level is null ? null : world.People["institute1"].Id;
        opened.FaultCategory = fault?.Category;
        opened.FaultCode = fault?.Code;
        opened.ServiceInterrupted = level == 1;
        opened.IsNmsDown = fault?.Code == "NMS_DOWN";
        opened.RegionCode = site.RegionCode;
        opened.ServiceMode = fault is null ? null : chance.Random.Bool(level == 1 ? 0.4f : 0.2f) ? ServiceMode.Onsite : ServiceMode.Remote;
        opened.CustomerOrgId = customer.OrgId;
        opened.CustomerTreeOrgId = customer.TreeOrgId;
        opened.OfficeOrgId = world.Org("OGD");
        opened.RegionOrgId = world.Org("RSC");
        opened.AffectedCities = [city.Code];
        Entitle(world, opened, equipment);
        var engineer = EngineerFor(world, chance, equipment);
        (opened.OwnerId, opened.ProposedOwnerId) = (engineer.Id, engineer.Id);
        return new PastCase { Case = opened, City = city, Fault = fault, Equipment = equipment, Engineer = engineer };
    }

    private static InstalledEquipment ElementOf(DemoWorld world, Faker chance, DemoCity city, DemoFault fault)
    {
        var product = chance.PickRandom(fault.Products);
        if (product == "NMS-T")
            return world.Equipment["NMS-GD-01"];

        var id = world.Products[product].Id;
        return chance.PickRandom(world.Equipment.Values.Where(x => x.ProductId == id && x.CustomerOrgId == world.Org($"GDB-{city.Code}")));
    }

    private static void Entitle(DemoWorld world, Case opened, InstalledEquipment? equipment)
    {
        var on = opened.ReceivedAt.LocalDate();
        var contract = equipment is null
            ? world.Contracts[on < world.Contracts["CON-2026-001"].EffectiveFrom ? "CON-2025-002" : "CON-2026-001"]
            : world.Contracts.Values.FirstOrDefault(x => x.EffectiveFrom <= on && on <= x.EffectiveTo && DemoContracts.Covers(world, x.No, equipment));
        var isWarranty = equipment?.IsUnderWarranty(on) == true;
        opened.Entitlement = contract is not null ? EntitlementResult.Entitled : isWarranty ? EntitlementResult.Warranty : EntitlementResult.NoData;
        opened.ContractNo = contract?.No;
        (opened.PolicyCode, opened.PolicyVersion) = contract is not null ? (contract.PolicyCode, contract.PolicyVersion) : isWarranty ? ("SLA-COMMIT", 1) : ((string?)null, (int?)null);
        opened.ServiceScope = opened.Entitlement == EntitlementResult.NoData ? ServiceScope.NoSla : ServiceScope.Full;
    }

    private static DemoPerson EngineerFor(DemoWorld world, Faker chance, InstalledEquipment? equipment)
    {
        var product = equipment is null ? null : world.Products.Values.First(x => x.Id == equipment.ProductId).Code;
        var team = world.People.Values.Where(x => x.Roles.Contains(RoleCodes.Tier1Engineer)).ToList();
        var skilled = team.Where(x => product is not null && x.Skills!.Contains(product)).ToList();
        return chance.PickRandom(skilled.Count > 0 ? skilled : team);
    }
}
