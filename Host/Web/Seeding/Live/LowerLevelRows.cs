using Elsa.ITR.Domain.Cases;

namespace Elsa.ITR.Web.Seeding.Live;

/// <summary>Rows 3 to 10: faults of levels 2 to 4, and one that a partner handles.</summary>
internal static class LowerLevelRows
{
    public static void Write(LiveScript script)
    {
        Fault(script, "CASE-20261122-0003", "2026-11-22 17:42", "intake3", "NMS-GD-01", "NMS_DOWN", "网管服务器宕机",
            "传输网管主服务器磁盘阵列故障无法启动,备用服务器未接管,全省网元监控中断。已联系海川服务器公司。", "2026-11-22 18:00", "t1st");
        Fault(script, "CASE-20261120-0002", "2026-11-20 13:38", "intake1", "NE-FS-0002", "TEMP_GT45", "设备温升超过45度",
            "佛山 NE-FS-0002 风扇子架失效,设备温度 47 度,业务正常。等待研究院同意现场更换。", "2026-11-20 14:00", "t1fs");
        Fault(script, "CASE-20261118-0004", "2026-11-18 15:05", "intake2", "NE-DG-0004", "BIZ_PERF_LIMIT", "东莞通道误码越限",
            "NE-DG-0004 至广州方向 B2 误码连续越限,接收光功率偏低。", "2026-11-18 15:20", "t1dg");
        Fault(script, "CASE-20261116-0001", "2026-11-16 09:36", "intake1", "NE-ZQ-0005", "NMS_NE_LOGIN", "5个网元无法从网管登录",
            "肇庆 5 个网元无法从网管登录,业务正常。客户要求延至操作窗口处理。", "2026-11-16 10:00", "t1gz")
            .Then("2026-11-21 10:00", "t1gz asks for a pause", clerk => clerk.PauseAsync("CASE-20261116-0001", "t1gz", "CUSTOMER_WINDOW", "客户要求延至 11 月 25 日操作窗口"))
            .Does("2026-11-21 10:10", "institute1", "clock-pause-approve", "Approve"); // row 27: since then its flow waits for the event that ends the pause
        Fault(script, "CASE-20261113-0006", "2026-11-13 07:35", "intake3", "NE-ST-0003", "BIZ_MINOR_ALARM", "单板次要告警,业务正常",
            "汕头 NE-ST-0003 第 1 槽位 SL16A 激光器偏置电流次要告警,业务未受影响。", "2026-11-13 08:00", "t1st"); // its ten days are over at eight: the office is called, a penalty proposed
        Fault(script, "CASE-20261119-0005", "2026-11-19 09:40", "intake2", "NE-SG-0002", "BIZ_TRANSIENT", "瞬间告警无法重现",
            "韶关 NE-SG-0002 夜间两次 R_LOS 瞬间告警,无法重现,观察至 11 月 24 日 10:00。", "2026-11-19 10:00", "t1gz")
            .Does("2026-11-21 09:30", "t1gz", "fault-analyse", "Observe", ("analysis", "夜间瞬间告警,无法复现"), ("observationHours", "72"));
        Fault(script, "CASE-20261117-0003", "2026-11-17 10:12", "intake1", "NE-HZ-0004", "TEMP_FAN_LE30", "单个风扇停转",
            "惠州 NE-HZ-0004 风扇子架 2 号风扇停转,已申请备件。", "2026-11-17 10:40", "t1fs");
        Partner(script);
    }

    private static LiveRecord Fault(
        LiveScript script, string no, string receivedAt, string agent, string element, string code, string title, string description, string acceptedAt, string engineer) =>
        script.Record(no, receivedAt, agent, LiveIntakes.Fault(script.World, receivedAt, 25, element, code, title, description))
            .Does(Later(receivedAt, 6), agent, "case-classify", "Classified", LiveIntakes.Grading(code))
            .Does(Later(receivedAt, 8), "institute1", "fault-report-form", "Submitted",
                ("phenomenon", description), ("device", element), ("stepsTried", "已核对告警与光功率,未恢复"), ("contacts", "胡文斌"))
            .Does(acceptedAt, engineer, "fault-accept", "Accepted", ("acceptedAtProposed", acceptedAt), ("firstAssessment", title))
            .Takes(Later(acceptedAt, 5), engineer, "fault-analyse");

    // Told to the partner at 16:00; the partner answered and has entered it by himself.
    private static void Partner(LiveScript script)
    {
        const string no = "CASE-20261122-0007";
        var intake = LiveIntakes.Fault(
            script.World, "2026-11-22 18:10", 140, "NE-ENT1-0003", "BIZ_PERF_LIMIT", "专线误码:粤港物流",
            "粤港物流集团盐田至南沙园区专线误码越限,合作伙伴 16:00 接报,16:20 已响应并远程检查。", Channel.Partner) with
        {
            PartnerOrgId = script.World.Org("PA1"),
            PartnerReceivedAt = script.World.Anchor.At("2026-11-22 16:00"),
        };
        script.Record(no, "2026-11-22 18:10", "palead", intake)
            .Does("2026-11-22 18:18", "intake3", "case-classify", "Classified", LiveIntakes.Grading("BIZ_PERF_LIMIT"))
            .Does("2026-11-22 18:25", "palead", "partner-assign", "Assigned", ("engineerId", script.World.People["palead"].Id.ToString()))
            .Does("2026-11-22 18:30", "palead", "partner-respond", "Responded",
                ("respondedAt", "2026-11-22 16:20"), ("contact", "关启文"), ("firstAction", "已远程核对误码计数,协调客户确认业务影响"))
            .Takes("2026-11-22 18:35", "palead", "partner-handle");
    }

    private static string Later(string literal, int minutes) =>
        DateTime.ParseExact(literal, "yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture).AddMinutes(minutes)
            .ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
