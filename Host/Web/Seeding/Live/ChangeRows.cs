using Elsa.ITR.Domain.Organisation;

namespace Elsa.ITR.Web.Seeding.Live;

/// <summary>Rows 14 to 16: a cutover that waits for the province, and two upgrades on their way.</summary>
internal static class ChangeRows
{
    public static void Write(LiveScript script)
    {
        Cutover(script);
        ReceivedUpgrade(script);
        ApprovedUpgrade(script);
    }

    // The backbone ring GZ–FS moves to new boards in one night.
    private static void Cutover(LiveScript script) =>
        script.Opened("CHG-20261120-0001", "2026-11-20 09:10", "t1gz", "changes",
                ("title", "广州—佛山骨干环 SL16A 割接"), ("changeType", "MajorCutover"), ("equipment", "NE-GZ-0002, NE-GZ-0003, NE-FS-0002"),
                ("reason", "环网两侧光板更换为 C 版,消除激光器老化隐患。"))
            .Does("2026-11-20 10:00", "t1gz", "change-submit", "Submit",
                ("plan", """[{"step":"业务倒换至保护方向","minutes":"30","responsible":"t1gz"},{"step":"更换 SL16A 板","minutes":"60","responsible":"t1fs"},{"step":"误码测试并倒回","minutes":"60","responsible":"t1gz"}]"""),
                ("impact", "广州—佛山 2.5G 环网,倒换期间瞬断"), ("interruptionMinutes", "5"), ("risk", "3"), ("probability", "3"),
                ("requestedStart", "2026-12-02 00:00"), ("requestedEnd", "2026-12-02 04:00"), ("serviceMode", "Onsite"), ("testPlan", "24 小时误码测试,光功率核对"),
                ("rollbackPlan", "换回原板,恢复备份数据"), ("rollbackDecisionAt", "2026-12-02 03:00"))
            .Reviews("2026-11-20 11:30", "t2a", RoleCodes.Tier2Engineer)
            .Reviews("2026-11-20 14:00", "t3a", RoleCodes.Tier3Engineer)
            .Does("2026-11-20 16:40", "institute1", "change-authorise", "Approve",
                ("windowStart", "2026-12-02 00:00"), ("windowEnd", "2026-12-02 04:00"), ("opinion", "同意,请随工配合"));

    private static void ReceivedUpgrade(LiveScript script) =>
        script.Opened("UPG-20261117-0001", "2026-11-17 09:30", "version1", "upgrades",
                ("title", "10G 设备升级至 5.21.18.30"), ("initiator", "Vendor"), ("softwareKind", "Equipment"),
                ("equipment", "NE-GZ-0001, NE-SZ-0001, NE-FS-0001, NE-DG-0001, NE-ZH-0001, NE-JM-0001"), ("currentVersion", "5.21.18.20"), ("targetVersion", "5.21.18.30"),
                ("cause", "Unification"), ("reason", "同型号设备统一版本,修复时钟倒换告警误报。"))
            .Applies("2026-11-19 17:00", "6 套 10G 设备", "180", interruption: "2")
            .Does("2026-11-20 15:00", "t3a", "upgrade-internal-review", "Approve", ("checklist", "plan,rollback,test,impact"), ("opinion", "方案可行"));

    private static void ApprovedUpgrade(LiveScript script) =>
        script.Opened("UPG-20261110-0001", "2026-11-10 10:00", "version1", "upgrades",
                ("title", "2.5G 设备升级至 4.13.06.22"), ("initiator", "Vendor"), ("softwareKind", "Equipment"),
                ("equipment", "NE-DG-0002, NE-DG-0003"), ("currentVersion", "4.13.06.10"), ("targetVersion", "4.13.06.22"),
                ("cause", "ProductDefect"), ("reason", "修复支路板偶发复位。"))
            .Applies("2026-11-11 16:00", "东莞 2 套 2.5G 设备", "120", interruption: "0")
            .Does("2026-11-13 10:30", "institute1", "upgrade-institute", "Approve", ("checkedDocuments", "form,plan,difference,test"), ("opinion", "资料齐全,同意"))
            .Does("2026-11-17 15:00", "province1", "upgrade-province", "Approve",
                ("windowStart", "2026-11-25 00:00"), ("windowEnd", "2026-11-25 05:00"), ("opinion", "同意,窗口内完成"));

    private static LiveRecord Reviews(this LiveRecord record, string at, string person, string role) =>
        record.DoesAs(at, person, "change-review", role, "Approve", ("checklist", "method,impact,rollback,test,parts"), ("opinion", "可行"));

    private static LiveRecord Applies(this LiveRecord record, string at, string scope, string minutes, string interruption) =>
        record.Does(at, "t2a", "upgrade-apply", "Drafted",
            ("technicalPlan", "逐站加载新软件,先备用主控板后主用主控板"), ("versionDifferences", "修复 12 项问题,接口不变"), ("testReport", "实验室与试点测试通过"), ("applicationReason", "版本统一"),
            ("scope", scope), ("duration", minutes), ("interruptionMinutes", interruption), ("rollback", "保留原软件包,失败即回退"), ("team", "t1gz, t2a"));
}
