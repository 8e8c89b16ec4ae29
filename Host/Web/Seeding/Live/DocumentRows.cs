namespace Elsa.ITR.Web.Seeding.Live;

/// <summary>Rows 12 and 13: level 1 faults that are restored, with what is still owed: a date for the solution, a form.</summary>
internal static class DocumentRows
{
    public static void Write(LiveScript script)
    {
        Workaround(script);
        HandlingForm(script);
    }

    // Restored by a workaround on 9 November; the solution is agreed for 10 December.
    private static void Workaround(LiveScript script)
    {
        const string no = "CASE-20261109-0002";
        var intake = LiveIntakes.Fault(
            script.World, "2026-11-09 14:02", 6, "NE-SZ-0001", "BIZ_INTERRUPTED", "深圳10G节点业务中断",
            "NE-SZ-0001 上电自检后 SL64 板业务全部丢失,疑似单板软件与主机版本不配套。") with
        {
            AffectedServices = "深圳 10G 节点,12 条 155M 业务",
            AffectedCities = ["SZ"],
        };
        script.Record(no, "2026-11-09 14:02", "intake2", intake)
            .Does("2026-11-09 14:06", "intake2", "case-classify", "Classified", LiveIntakes.Grading("BIZ_INTERRUPTED"))
            .Does("2026-11-09 14:13", "t1sz", "fault-accept", "Accepted", ("acceptedAtProposed", "2026-11-09 14:12"), ("firstAssessment", "版本不配套,先回退单板软件恢复业务。"))
            .Does("2026-11-09 14:20", "institute1", "fault-confirm-accept", "Confirmed", ("acceptedAt", "2026-11-09 14:12"), ("kind", "Task"))
            .Does("2026-11-09 14:30", "t1sz", "fault-l1-mode", "RemoteEnough", ("alarms", "NE-SZ-0001 槽位 1–3 VERSION_MISMATCH"), ("diagnosis", "回退单板软件即可恢复,远程处理。"))
            .OpensAccess("2026-11-09 14:31", "2026-11-09 14:32", "2026-11-09 14:34", "t1sz", "custgz", "回退单板软件", "2026-11-09 18:00")
            .Does("2026-11-09 14:35", "duty1", "min-write", "Submitted",
                ("impact", "深圳 10G 节点中断,12 条 155M 业务"), ("progress", "正在回退单板软件"), ("nextUpdateAt", "2026-11-09 15:40"), ("textZh", "14:02 起深圳 10G 节点业务中断,正在回退单板软件。"))
            .Does("2026-11-09 14:40", "tscdir", "min-approve", "Approve")
            .Does("2026-11-09 15:35", "duty1", "min-write", "Published",
                ("impact", "深圳 10G 节点中断"), ("progress", "回退即将完成"), ("nextUpdateAt", "2026-11-09 16:35"), ("textZh", "回退即将完成。"))
            .RestoresRemotely("2026-11-09 15:39", "2026-11-09 15:38", "2026-11-09 15:41", "t1sz", "custgz", "回退单板软件")
            .Does("2026-11-09 15:50", "t1sz", "fault-propose-complete", "Proposed",
                ("restoredAt", "2026-11-09 15:38"), ("completedAtProposed", "2026-11-09 15:45"), ("actions", "回退 SL64 单板软件,观察 5 分钟无误码。"))
            .Does("2026-11-09 16:20", "institute1", "fault-check-complete", "Confirmed",
                ("restoredAt", "2026-11-09 15:38"), ("completedAt", "2026-11-09 15:45"), ("serviceChecked", "traffic,alarms,nms"))
            .Does("2026-11-09 16:30", "duty1", "min-write", "Published", ("impact", "深圳 10G 节点中断 96 分钟"), ("progress", "15:38 业务恢复"), ("textZh", "15:38 业务全部恢复。"))
            .Does("2026-11-09 16:40", "t1sz", "fault-solution-type", "Workaround",
                ("workaroundLimits", "回退后不支持新增 64 路交叉,扩容前须升级。"), ("rootCauseCode", "Software"), ("rootCauseText", "单板软件与主机版本不配套"))
            .DoesAs("2026-11-09 17:30", "t3a", "difficult-agree-date", "Tier3Engineer", "DateAgreed",
                ("agreedDue", "2026-12-10 18:00"), ("measures", "研发出补丁 5.21.18.35,试点后升级;期间冻结该节点扩容。"))
            .Then("2026-11-09 18:09", "the follow-up gets its number", clerk =>
            {
                clerk.Reserve("CASE-20261109-0003");
                return Task.CompletedTask;
            })
            .DoesAs("2026-11-09 18:10", "institute1", "difficult-agree-date", "InstituteApprover", "DateAgreed",
                ("agreedDue", "2026-12-10 18:00"), ("measures", "同意 12 月 10 日 18:00 前解决。"))
            .Does("2026-11-10 09:40", "t1sz", "doc-fault-handling-form", "Submit", HandlingFields(no, "深圳中心机房", "NE-SZ-0001", "2026-11-09 14:12", "2026-11-09 15:38", "2026-11-09 15:45", "张浩然"))
            .DoesAs("2026-11-10 11:20", "custgz", "doc-sign", "CustomerUser", "Accept", ("documentAcceptedAt", "2026-11-10 11:15"))
            .DoesAs("2026-11-10 15:30", "institute1", "doc-sign", "InstituteApprover", "Accept", ("documentAcceptedAt", "2026-11-10 15:30"))
            .Does("2026-11-10 10:30", "callback1", "case-callback", "Satisfied", ("contact", "深圳网维值班"), ("answeredQuestions", "solved,time,attitude,other"))
            .Does("2026-11-11 09:10", "t3a", "case-knowledge", "None", ("reason", "待永久方案后一并归档"))
            .Does("2026-11-11 16:05", "custgz", "case-survey", "Answered", ("response", "5"), ("skill", "4"), ("attitude", "5"), ("result", "4"), ("overall", "4"))
            .Does("2026-11-12 10:00", "quality1", "min-rootcause", "Submitted",
                ("cause", "单板软件与主机版本不配套。"), ("responsibility", "厂家:升级指导书未要求核对单板软件版本。"),
                ("actions", $$"""[{"text":"检查表增加版本配套项","ownerId":"{{script.World.People["version1"].Id}}","due":"2026-11-30"}]"""))
            .Does("2026-11-12 15:00", "tscdir", "min-approve", "Approve")
            .Does("2026-11-13 16:20", "quality1", "retro-lead", "Submit",
                ("timeline", "14:02 报障,14:12 接受,15:38 恢复,15:45 完成。"), ("directCause", "上电自检后单板软件与主机版本不配套。"),
                ("rootCause", "升级指导书未要求核对单板软件版本。"), ("whyNotFound", "割接前检查表缺少版本配套项。"),
                ("actions", $$"""[{"text":"检查表增加版本配套项","ownerId":"{{script.World.People["version1"].Id}}","due":"2026-11-30"}]"""))
            .Does("2026-11-17 10:05", "office1", "retro-approve", "Approve");

        new LiveRecord(script, "CASE-20261109-0003").Does(
            "2026-11-09 18:30", "t1dg", "fault-accept", "Accepted", ("acceptedAtProposed", "2026-11-09 18:30"), ("firstAssessment", "临时方案已生效,等待补丁。"));
    }

    // Solved on Saturday; the form is owed by Monday 12:30.
    private static void HandlingForm(LiveScript script)
    {
        const string no = "CASE-20261121-0001";
        var intake = LiveIntakes.Fault(
            script.World, "2026-11-21 09:38", 10, "NE-GZ-0002", "BIZ_INTERRUPTED", "广州2.5G支路业务中断",
            "NE-GZ-0002 至东莞方向 2.5G 支路业务中断,倒换后仍有 6 条 2M 未恢复。") with
        {
            AffectedServices = "广州至东莞 6 条 2M 专线",
            AffectedCities = ["GZ", "DG"],
        };
        script.Record(no, "2026-11-21 09:38", "intake3", intake)
            .Does("2026-11-21 09:44", "intake3", "case-classify", "Classified", LiveIntakes.Grading("BIZ_INTERRUPTED"))
            .Does("2026-11-21 09:52", "t1gz", "fault-accept", "Accepted", ("acceptedAtProposed", "2026-11-21 09:50"), ("firstAssessment", "支路板时隙配置异常,远程核对。"))
            .Does("2026-11-21 10:00", "institute1", "fault-confirm-accept", "Confirmed", ("acceptedAt", "2026-11-21 09:50"), ("kind", "Task"))
            .Does("2026-11-21 10:08", "t1gz", "fault-l1-mode", "RemoteEnough", ("alarms", "NE-GZ-0002 槽位 3 TU_AIS"), ("diagnosis", "倒换后时隙未恢复,重新下发配置。"))
            .OpensAccess("2026-11-21 10:10", "2026-11-21 10:14", "2026-11-21 10:18", "t1gz", "custgz", "重新下发时隙配置", "2026-11-21 14:00")
            .Does("2026-11-21 11:00", "duty1", "min-write", "Submitted",
                ("impact", "广州至东莞 6 条 2M 专线"), ("progress", "重新下发时隙配置"), ("nextUpdateAt", "2026-11-21 12:10"), ("textZh", "广州至东莞 6 条 2M 专线中断,正在重新下发配置。"))
            .Does("2026-11-21 12:08", "duty1", "min-write", "Published",
                ("impact", "广州至东莞 6 条 2M 专线"), ("progress", "配置即将下发完毕"), ("nextUpdateAt", "2026-11-21 13:08"), ("textZh", "配置即将下发完毕。"))
            .Does("2026-11-21 12:10", "office1", "esc-ack", "Acknowledge", ("acknowledgedAt", "2026-11-21 12:10"), ("plan", "已与现场确认,12:20 前下发配置。"))
            .RestoresRemotely("2026-11-21 12:22", "2026-11-21 12:20", "2026-11-21 12:26", "t1gz", "custgz", "重新下发时隙配置")
            .Does("2026-11-21 12:34", "region1", "esc-ack", "Acknowledge", ("acknowledgedAt", "2026-11-21 12:34"), ("plan", "业务已恢复,督促核对时间。"))
            .Does("2026-11-21 12:35", "t1gz", "fault-propose-complete", "Proposed",
                ("restoredAt", "2026-11-21 12:20"), ("completedAtProposed", "2026-11-21 12:30"), ("actions", "重新下发时隙配置,逐条测试 2M 业务。"))
            .Does("2026-11-21 12:50", "institute1", "fault-check-complete", "Confirmed",
                ("restoredAt", "2026-11-21 12:20"), ("completedAt", "2026-11-21 12:30"), ("serviceChecked", "traffic,alarms"))
            .Does("2026-11-21 13:00", "duty1", "min-write", "Published", ("impact", "广州至东莞 6 条 2M 专线"), ("progress", "12:20 业务恢复"), ("textZh", "12:20 业务全部恢复。"))
            .Does("2026-11-21 13:10", "t1gz", "fault-solution-type", "Permanent", ("rootCauseCode", "Configuration"), ("rootCauseText", "倒换后时隙配置未自动恢复"));
    }

    private static (string Key, string Value)[] HandlingFields(
        string no, string site, string device, string acceptedAt, string restoredAt, string completedAt, string engineers) =>
    [
        ("faultNo", no), ("site", site), ("device", device), ("acceptedAt", acceptedAt), ("restoredAt", restoredAt), ("completedAt", completedAt),
        ("phenomenon", "上电自检后 SL64 板业务全部丢失。"), ("process", "远程核对版本,回退单板软件,业务恢复。"), ("cause", "单板软件与主机版本不配套。"),
        ("measures", "临时回退;研发补丁试点后升级。"), ("engineers", engineers), ("remainingRisk", "扩容前须升级。"),
    ];
}
