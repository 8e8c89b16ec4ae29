using Elsa.ITR.Domain.Escalations;

namespace Elsa.ITR.Web.Seeding.Live;

/// <summary>Rows 1 and 2 of demo-data.md §7: two interruptions of service in full swing at nine o'clock.</summary>
internal static class LevelOneRows
{
    public static void Write(LiveScript script)
    {
        GuangzhouTrunk(script);
        ZhanjiangRing(script);
    }

    // Remote recovery, accepted 06:40, due 09:40; major incident with M3 (R26).
    private static void GuangzhouTrunk(LiveScript script)
    {
        const string no = "CASE-20261123-0001";
        var intake = LiveIntakes.Fault(
            script.World, "2026-11-23 06:30", 8, "NE-GZ-0001", "BIZ_INTERRUPTED", "广深干线10G业务中断",
            "06:22 起广州至深圳 10G 干线中断,NE-GZ-0001 第 4 槽位 XCS 板告警 HARD_BAD,主备均未倒换,约 40 条 2M 专线和 3 条 155M 业务受影响。") with
        {
            AffectedServices = "广深 10G 干线,40 条 2M 专线,3 条 155M 业务",
            AffectedCities = ["GZ", "SZ"],
        };
        script.Record(no, "2026-11-23 06:30", "intake1", intake)
            .Does("2026-11-23 06:34", "intake1", "case-classify", "Classified", LiveIntakes.Grading("BIZ_INTERRUPTED"))
            .Does("2026-11-23 06:41", "t1gz", "fault-accept", "Accepted",
                ("acceptedAtProposed", "2026-11-23 06:40"), ("firstAssessment", "XCS 板硬件故障,主备均不可用;先倒换保护,不成则更换单板。"), ("analysisRequested", "true"))
            .Does("2026-11-23 06:48", "institute1", "fault-confirm-accept", "Confirmed", ("acceptedAt", "2026-11-23 06:40"), ("kind", "Task"))
            .Takes("2026-11-23 06:50", "t2a", "subflow-manual", "Tier2Engineer")
            .DoesAs("2026-11-23 07:05", "duty2", "subflow-manual", "DutyManager", "Done", ("notes", "重大事故首次通报 MI-20261123-0001 已于 07:05 发布,一级;下次通报 08:05。"))
            .Then("2026-11-23 07:06", "duty2 calls M3", clerk => clerk.EscalateAsync(
                no, "duty2", ManagementLevel.M3, EscalationUrgency.Critical, "骨干干线中断,一级重大事故", "Backbone trunk down, major incident grade 1"))
            .Does("2026-11-23 07:02", "t1gz", "fault-l1-mode", "RemoteEnough",
                ("alarms", "NE-GZ-0001 槽位 4 HARD_BAD,槽位 1–3 R_LOS"), ("diagnosis", "交叉板故障,可远程倒换并由随工换板,不必到场。"))
            .Takes("2026-11-23 07:03", "t1gz", "subflow-manual", "Tier1Engineer")
            .Does("2026-11-23 07:12", "tscdir", "esc-ack", "Acknowledge", ("acknowledgedAt", "2026-11-23 07:12"), ("plan", "三线专家在线,08:00 前给出结论;备板由广州库送达。"));
    }

    // On site: departed 06:40, arrival due 13:40, total due 15:50; the part is on its way.
    private static void ZhanjiangRing(LiveScript script)
    {
        const string no = "CASE-20261123-0002";
        var intake = LiveIntakes.Fault(
            script.World, "2026-11-23 05:40", 12, "NE-ZJ-0003", "BIZ_INTERRUPTED", "湛江2.5G环网业务全阻",
            "05:28 起湛江 2.5G 环网业务全阻,NE-ZJ-0003 西向 SL16A 激光器失效,保护未倒换,霞山、坡头两区基站退服。") with
        {
            AffectedServices = "湛江 2.5G 环,霞山、坡头基站回传",
            AffectedCities = ["ZJ"],
        };
        script.Record(no, "2026-11-23 05:40", "intake2", intake)
            .Does("2026-11-23 05:44", "intake2", "case-classify", "Classified", LiveIntakes.Grading("BIZ_INTERRUPTED"))
            .Does("2026-11-23 05:52", "t1zj", "fault-accept", "Accepted",
                ("acceptedAtProposed", "2026-11-23 05:50"), ("firstAssessment", "西向 SL16A 激光器失效,需带备板到场更换。"))
            .Does("2026-11-23 06:00", "institute1", "fault-confirm-accept", "Confirmed", ("acceptedAt", "2026-11-23 05:50"), ("kind", "Task"))
            .Takes("2026-11-23 06:05", "t2b", "subflow-manual", "Tier2Engineer")
            .Does("2026-11-23 06:15", "t1zj", "fault-l1-mode", "OnsiteNeeded",
                ("alarms", "NE-ZJ-0003 槽位 1 TF,槽位 2 R_LOS"), ("diagnosis", "光板失效,远程无法恢复,须现场换板。"), ("partNeeded", "true"))
            .DoesAs("2026-11-23 06:20", "duty2", "subflow-manual", "DutyManager", "Done", ("notes", "重大事故首次通报 MI-20261123-0002 已发布,二级。"))
            .Takes("2026-11-23 06:25", "spare1", "subflow-manual", "SparePartsCoordinator")
            .Does("2026-11-23 06:41", "t1zj", "onsite-depart", "Departed",
                ("departedAt", "2026-11-23 06:40"), ("transport", "汽车"), ("parts", "SL16A 1 块(湛江库),光功率计"), ("eta", "2026-11-23 13:20"));
    }
}
