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
            .Does("2026-11-23 06:45", "t2a", "recovery-take-lead", "Taken", ("takenAt", "2026-11-23 06:45"))
            .Does("2026-11-23 06:50", "t1gz", "recovery-evidence", "Saved", ("saved", "logs,alarms,config"))
            .Does("2026-11-23 06:55", "t2a", "recovery-plan", "Planned",
                ("action", "SwitchProtection"), ("serviceMode", "Remote"), ("steps", "强制倒换至备用 XCS 板;逐条核对业务。"), ("expectedMinutes", "10"), ("risk", "倒换不成时业务维持中断"), ("fallback", "恢复原主用板"))
            .Does("2026-11-23 06:58", "institute1", "recovery-authorise", "Authorised", ("kind", "Task"))
            .Does("2026-11-23 07:00", "duty2", "min-write", "Submitted",
                ("impact", "广深 10G 干线中断,40 条 2M 专线、3 条 155M 业务受影响"), ("progress", "XCS 板硬件故障,正在倒换保护"),
                ("nextUpdateAt", "2026-11-23 08:05"), ("textZh", "06:22 起广州至深圳 10G 干线中断,原因为 XCS 板故障,正在恢复;下次通报 08:05。"))
            .Does("2026-11-23 07:05", "tscdir", "min-approve", "Approve")
            .Then("2026-11-23 07:06", "duty2 calls M3", clerk => clerk.EscalateAsync(
                no, "duty2", ManagementLevel.M3, EscalationUrgency.Critical, "骨干干线中断,一级重大事故", "Backbone trunk down, major incident grade 1"))
            .Does("2026-11-23 06:52", "t1gz", "fault-l1-mode", "RemoteEnough",
                ("alarms", "NE-GZ-0001 槽位 4 HARD_BAD,槽位 1–3 R_LOS"), ("diagnosis", "交叉板故障,可远程倒换并由随工换板,不必到场。"))
            .OpensAccess("2026-11-23 06:54", "2026-11-23 06:57", "2026-11-23 07:01", "t1gz", "custgz", "强制倒换至备用 XCS 板", "2026-11-23 11:00")
            .Takes("2026-11-23 07:09", "t1gz", "remote-work")
            .Does("2026-11-23 07:12", "tscdir", "esc-ack", "Acknowledge", ("acknowledgedAt", "2026-11-23 07:12"), ("plan", "三线专家在线,08:00 前给出结论;备板由广州库送达。"))
            .Does("2026-11-23 07:20", "tscdir", "esc-plan", "Published",
                ("actions", $$"""[{"text":"三线专家在线分析","ownerId":"{{script.World.People["t3a"].Id}}","due":"2026-11-23T08:00"}]"""), ("nextContactAt", "2026-11-23 08:00"))
            .Does("2026-11-23 07:30", "tscdir", "esc-customer", "Agreed", ("person", "胡文斌"), ("expectation", "09:40 前恢复,每小时通报"), ("agreed", "true"))
            .Does("2026-11-23 07:40", "t1gz", "recovery-execute", "NotRestored",
                ("startedAt", "2026-11-23 07:05"), ("stepResults", """[{"step":"强制倒换","at":"2026-11-23T07:35","result":"备用板同样告警"}]"""), ("comment", "备用 XCS 板同样失效"))
            .Does("2026-11-23 08:04", "duty2", "min-write", "Published",
                ("impact", "广深 10G 干线中断"), ("progress", "倒换未成功,准备更换 XCS 板"), ("nextUpdateAt", "2026-11-23 09:04"), ("textZh", "倒换未成功,备板已出库,准备更换;下次通报 09:04。"));
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
            .Does("2026-11-23 05:56", "t2b", "recovery-take-lead", "Taken", ("takenAt", "2026-11-23 05:56"))
            .Does("2026-11-23 06:00", "t1zj", "recovery-evidence", "Saved", ("saved", "logs,alarms"))
            .Does("2026-11-23 06:10", "t2b", "recovery-plan", "Planned",
                ("action", "ReplaceBoard"), ("serviceMode", "Onsite"), ("steps", "更换西向 SL16A;核对光功率与业务。"), ("expectedMinutes", "30"), ("risk", "无"), ("fallback", "恢复原板"))
            .Does("2026-11-23 06:18", "institute1", "recovery-authorise", "Authorised", ("kind", "Task"))
            .Does("2026-11-23 06:15", "t1zj", "fault-l1-mode", "OnsiteNeeded",
                ("alarms", "NE-ZJ-0003 槽位 1 TF,槽位 2 R_LOS"), ("diagnosis", "光板失效,远程无法恢复,须现场换板。"), ("partNeeded", "true"))
            .Does("2026-11-23 06:16", "duty2", "min-write", "Submitted",
                ("impact", "湛江 2.5G 环网业务全阻,霞山、坡头基站退服"), ("progress", "光板失效,工程师携备板赶赴现场"),
                ("nextUpdateAt", "2026-11-23 07:20"), ("textZh", "05:28 起湛江 2.5G 环网业务全阻,备板已随工程师出发;下次通报 07:20。"))
            .Does("2026-11-23 06:20", "tscdir", "min-approve", "Approve")
            .Does("2026-11-23 06:18", "t1zj", "spare-submit", "Submit",
                ("purpose", "L1Fault"), ("boardTypeId", script.World.BoardTypes["SL16A"].Id.ToString()), ("ownership", "Exchange"), ("faultDescription", "西向 SL16A 激光器失效"))
            .Does("2026-11-23 06:22", "duty2", "spare-approve", "Approve")
            .Does("2026-11-23 06:25", "duty2", "onsite-assign", "Assigned",
                ("visitorId", script.World.People["t1zj"].Id.ToString()), ("engineers", "郑海波"), ("plannedArrivalAt", "2026-11-23 13:20"))
            .Does("2026-11-23 06:30", "duty2", "onsite-permit", "Granted",
                ("kind", "Phone"), ("person", "谢东升"), ("number", "0759-3380011"), ("consentAt", "2026-11-23 06:28"), ("escort", "谢东升"))
            .Does("2026-11-23 06:35", "wh1", "spare-ship", "Shipped", ("shippedAt", "2026-11-23 06:34"), ("testOk", "true"), ("carrier", "工程师自提"), ("eta", "2026-11-23 13:20"))
            .Does("2026-11-23 06:41", "t1zj", "onsite-depart", "Departed",
                ("departedAt", "2026-11-23 06:40"), ("transport", "汽车"), ("parts", "SL16A 1 块(湛江库),光功率计"), ("eta", "2026-11-23 13:20"))
            .Does("2026-11-23 07:18", "duty2", "min-write", "Published",
                ("impact", "湛江 2.5G 环网业务全阻"), ("progress", "工程师在途,预计 13:20 到达"), ("nextUpdateAt", "2026-11-23 08:18"), ("textZh", "工程师在途;下次通报 08:18。"))
            .Does("2026-11-23 08:16", "duty2", "min-write", "Published",
                ("impact", "湛江 2.5G 环网业务全阻"), ("progress", "工程师在途,预计 13:20 到达"), ("nextUpdateAt", "2026-11-23 09:16"), ("textZh", "工程师在途;下次通报 09:16。"));
    }
}
