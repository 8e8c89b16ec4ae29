using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Customers;

namespace Elsa.ITR.Web.Seeding.Live;

/// <summary>Row 11, a written complaint, and row 27: a flow that failed and waits for repair.</summary>
internal static class OtherRows
{
    public static void Write(LiveScript script)
    {
        script.Add("PEN", "2026-11-20 10:00", "contract1 hands over open penalties", () => script.Clerk.ReviewOpenPenaltiesAsync("contract1"));
        Complaint(script);
        Failed(script);
    }

    // Acknowledged in time; to be verified by Wednesday 18:00.
    private static void Complaint(LiveScript script)
    {
        const string no = "CASE-20261120-0008";
        var intake = LiveIntakes.Request(
            script.World, "2026-11-20 15:10", CaseType.Complaint, "GDB-ZJ", "对现场工程师到达时间的书面投诉",
            "11 月 18 日湛江故障处理中,厂家工程师比承诺时间晚到 2 小时 10 分,到场后未携带备件,请核实并书面答复。", Channel.Letter) with
        {
            ComplaintSource = ComplaintSource.Written,
            ComplaintReceivedAt = script.World.Anchor.At("2026-11-20 15:10"),
        };
        script.Record(no, "2026-11-20 15:10", "intake1", intake)
            .Does("2026-11-20 15:18", "intake1", "case-classify", "Classified", ("caseType", "Complaint"))
            .Does("2026-11-20 15:40", "office1", "esc-ack", "Acknowledge", ("acknowledgedAt", "2026-11-20 15:40"), ("plan", "质量经理牵头核实,周三前书面答复。"))
            .Does("2026-11-20 16:00", "office1", "esc-plan", "Published",
                ("actions", $$"""[{"text":"核实到达时间与备件准备","ownerId":"{{script.World.People["quality1"].Id}}","due":"2026-11-25T12:00"}]"""), ("nextContactAt", "2026-11-24 10:00"))
            .Does("2026-11-20 16:10", "office1", "esc-customer", "Agreed", ("person", "谢东升"), ("expectation", "周三前书面答复"), ("agreed", "true"))
            .Does("2026-11-20 16:30", "quality1", "complaint-ack", "Acknowledged",
                ("contactedPerson", "谢东升"), ("contactedAt", "2026-11-20 16:20"), ("expectation", "书面说明原因,并保证备件随车。"));
    }

    // The answer was given; telling the customer failed three times more, an administrator has to retry it.
    private static void Failed(LiveScript script)
    {
        const string no = "CASE-20261121-0004";
        BrokenChannel.RecordNo = no;
        var intake = LiveIntakes.Request(
            script.World, "2026-11-21 10:20", CaseType.Consultation, "GDB-ZH", "SL64 板光功率预算咨询",
            "新建珠海至中山 68 km 中继段,请问 SL64 板 L-64.2b 光口的功率预算与色散余量如何计算。", Channel.Portal);
        script.Record(no, "2026-11-21 10:20", "custgz", intake)
            .Does("2026-11-21 10:30", "intake3", "case-classify", "Classified", ("caseType", "Consultation"))
            .Takes("2026-11-21 10:45", "t1st", "subflow-manual")
            .Does("2026-11-21 14:10", "t1st", "subflow-manual", "Resolved", ("notes", "功率预算 22 dB,68 km 按 0.25 dB/km 计余量 5 dB;色散 1,156 ps/nm,不需补偿。"));
    }
}
