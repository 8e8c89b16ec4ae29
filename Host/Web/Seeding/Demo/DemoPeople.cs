using Elsa.ITR.Domain.Organisation;

namespace Elsa.ITR.Web.Seeding.Demo;

/// <summary>One account of the demonstration.</summary>
/// <param name="Roles">Role codes, the main one first.</param>
/// <param name="Org">Code of the person's own organisation; roles are held for it.</param>
/// <param name="Manager">User name of the line manager.</param>
/// <param name="Skills">Codes of products the person knows.</param>
/// <param name="MoreOrgs">Further organisations the roles are held for (R17, R26).</param>
/// <param name="IsActive">False for somebody who left.</param>
public sealed record DemoPerson(
    string UserName, string NameZh, string NameEn, IReadOnlyList<string> Roles, string Org, string? Manager = null,
    IReadOnlyList<string>? Skills = null, IReadOnlyList<string>? MoreOrgs = null, bool IsActive = true)
{
    public Guid Id { get; } = StableId.Of("user", UserName);
}

/// <summary>Forty people with roles, deputies and skills (demo-data.md §5), and three accounts that R26 asks for.</summary>
internal static class DemoPeople
{
    private static readonly string[] Core = ["TR-10G", "TR-2G5"];
    private static readonly string[] Metro = ["TR-2G5", "TR-M"];

    // R26: the two customer users answer for the branches of the east and west (custzj) and of the delta and north (custgz).
    private static readonly string[] ZhanjiangSide = ["GDB-MM", "GDB-YJ", "GDB-ST", "GDB-CZ", "GDB-MZ", "GDB-JY"];
    private static readonly string[] GuangzhouSide =
        ["GDB-SZ", "GDB-DG", "GDB-ZH", "GDB-ZS", "GDB-FS", "GDB-HZ", "GDB-QY", "GDB-JM", "GDB-SG", "GDB-HY", "GDB-SW", "GDB-ZQ", "GDB-YF"];

    public static IReadOnlyList<DemoPerson> All { get; } =
    [
        new("intake1", "陈晓琳", "Chen Xiaolin", [RoleCodes.IntakeAgent], "VHQ", "vp1"),
        new("intake2", "黄志敏", "Huang Zhimin", [RoleCodes.IntakeAgent], "VHQ", "vp1"),
        new("intake3", "罗婉仪", "Luo Wanyi", [RoleCodes.IntakeAgent], "VHQ", "vp1"),
        new("callback1", "谭美芳", "Tan Meifang", [RoleCodes.CallbackAgent], "VHQ", "vp1"),
        new("duty1", "何建国", "He Jianguo", [RoleCodes.DutyManager], "OGD", "office1"),
        new("duty2", "邓伟强", "Deng Weiqiang", [RoleCodes.DutyManager], "OGD", "office1"),
        new("t1gz", "李俊杰", "Li Junjie", [RoleCodes.Tier1Engineer], "OGD", "office1", Core),
        new("t1sz", "张浩然", "Zhang Haoran", [RoleCodes.Tier1Engineer], "OGD", "office1", Core),
        new("t1dg", "吴家辉", "Wu Jiahui", [RoleCodes.Tier1Engineer], "OGD", "office1", Core),
        new("t1fs", "林志鹏", "Lin Zhipeng", [RoleCodes.Tier1Engineer], "OGD", "office1", Metro),
        new("t1zj", "郑海波", "Zheng Haibo", [RoleCodes.Tier1Engineer], "OGD", "office1", Metro),
        new("t1st", "许文龙", "Xu Wenlong", [RoleCodes.Tier1Engineer], "OGD", "office1", Metro),
        new("t2a", "周明", "Zhou Ming", [RoleCodes.Tier2Engineer], "OGD", "office1"),
        new("t2b", "梁少华", "Liang Shaohua", [RoleCodes.Tier2Engineer], "OGD", "office1"),
        new("t2c", "冯立", "Feng Li", [RoleCodes.Tier2Engineer], "OGD", "office1", ["NMS-T"]),
        new("t3a", "王思远", "Wang Siyuan", [RoleCodes.Tier3Engineer], "TSC", "tscdir"),
        new("t3b", "赵宏伟", "Zhao Hongwei", [RoleCodes.Tier3Engineer], "TSC", "tscdir"),
        new("rnd1", "孙博", "Sun Bo", [RoleCodes.RnDEngineer], "VHQ", "vp1"),
        new("rnd2", "马骁", "Ma Xiao", [RoleCodes.RnDEngineer], "VHQ", "vp1"),
        new("office1", "曾国栋", "Zeng Guodong", [RoleCodes.OfficeManager], "OGD", "region1"),
        new("region1", "蔡振东", "Cai Zhendong", [RoleCodes.RegionManager], "RSC", "tscdir"),
        new("tscdir", "韩雪松", "Han Xuesong", [RoleCodes.TscDirector], "TSC", "vp1"),
        new("vp1", "徐长青", "Xu Changqing", [RoleCodes.ServiceVp], "VHQ"),
        new("spare1", "叶秋萍", "Ye Qiuping", [RoleCodes.SparePartsCoordinator], "SPC", "vp1"),
        new("wh1", "钟伟", "Zhong Wei", [RoleCodes.WarehouseKeeper], "SPC", "spare1"),
        new("version1", "石磊", "Shi Lei", [RoleCodes.VersionManager], "TSC", "tscdir"),
        new("change1", "潘雅琴", "Pan Yaqin", [RoleCodes.ChangeManager], "TSC", "tscdir"),
        new("contract1", "江丽华", "Jiang Lihua", [RoleCodes.ContractManager], "OGD", "office1"),
        new("quality1", "范文静", "Fan Wenjing", [RoleCodes.QualityManager], "VHQ", "vp1"),
        new("kb1", "苏颖", "Su Ying", [RoleCodes.KnowledgeEditor], "TSC", "tscdir"),
        new("partnermgr", "卢建平", "Lu Jianping", [RoleCodes.PartnerManager], "PMD", "vp1"),
        new("tpm1", "汤志勇", "Tang Zhiyong", [RoleCodes.ThirdPartyManager], "TSC", "tscdir"),
        new("owner1", "高志远", "Gao Zhiyuan", [RoleCodes.ProcessOwner], "VHQ", "vp1"),
        new("admin1", "唐晓峰", "Tang Xiaofeng", [RoleCodes.SystemAdmin], "VHQ", "vp1"),
        new("palead", "廖勇", "Liao Yong", [RoleCodes.PartnerLead, RoleCodes.PartnerEngineer], "PA1"),
        new("paeng", "彭海", "Peng Hai", [RoleCodes.PartnerEngineer, RoleCodes.PartnerLead], "PA2"), // lead too: PA2 has nobody else (R26)
        new("custgz", "朱敏", "Zhu Min", [RoleCodes.CustomerUser], "GDB-GZ", MoreOrgs: GuangzhouSide),
        new("custzj", "谢东升", "Xie Dongsheng", [RoleCodes.CustomerUser], "GDB-ZJ", MoreOrgs: ZhanjiangSide),
        new("institute1", "胡文斌", "Hu Wenbin", [RoleCodes.InstituteApprover], "GDI"),
        new("province1", "邹建军", "Zou Jianjun", [RoleCodes.ProvinceApprover], "GDP"),

        // R26: the disabled engineer of PA2, and one user for each enterprise customer.
        new("paeng2", "邱志明", "Qiu Zhiming", [RoleCodes.PartnerEngineer], "PA2", IsActive: false),
        new("ent1", "关启文", "Guan Qiwen", [RoleCodes.CustomerUser], "ENT1"),
        new("ent2", "骆明辉", "Luo Minghui", [RoleCodes.CustomerUser], "ENT2"),
    ];

    /// <summary>Planned absences; outside of them everybody answers for himself.</summary>
    private static readonly (string From, string To, string Start, string End)[] Deputies =
    [
        ("office1", "duty1", "2026-11-28 00:00", "2026-11-30 00:00"),
        ("region1", "office1", "2026-12-07 00:00", "2026-12-12 00:00"),
        ("tscdir", "region1", "2026-12-14 00:00", "2026-12-19 00:00"),
    ];

    public static DemoPerson? ByName(string? userName) => All.FirstOrDefault(person => person.UserName == userName);

    public static void Add(DemoWorld world)
    {
        foreach (var person in All)
        {
            world.People[person.UserName] = person;
            foreach (var role in person.Roles)
            {
                Grant(world, person, role, null);
                foreach (var org in person.MoreOrgs ?? [])
                    Grant(world, person, role, org);
            }
        }

        foreach (var (from, to, start, end) in Deputies)
        {
            world.Row(new Delegation
            {
                Id = StableId.Of("delegation", $"{from}/{to}"),
                FromUserId = world.People[from].Id,
                ToUserId = world.People[to].Id,
                From = world.Anchor.At(start),
                To = world.Anchor.At(end),
                Roles = [.. world.People[from].Roles],
            });
        }
    }

    private static void Grant(DemoWorld world, DemoPerson person, string role, string? org) =>
        world.Row(new RoleGrant
        {
            Id = StableId.Of("grant", $"{person.UserName}/{role}/{org}"),
            UserId = person.Id,
            Role = role,
            OrgScopeId = org is null ? null : world.Org(org),
        });
}
