using Elsa.ITR.Domain.Cases;

namespace Elsa.ITR.Web.Seeding.Live;

/// <summary>Row 21: a part on loan that should have come back yesterday.</summary>
internal static class SpareRows
{
    public static void Write(LiveScript script)
    {
        const string no = "CASE-20261107-0009";
        var intake = LiveIntakes.Request(
            script.World, "2026-11-07 08:40", CaseType.SparePartRequest, "GDB-GZ", "借用 SL64 板一块",
            "广州中心机房 10G 扩容测试需借用 SL64 板一块,15 天内归还。", Channel.Portal) with
        {
            SiteId = script.World.Equipment["NE-GZ-0001"].SiteId,
            EquipmentId = script.World.Equipment["NE-GZ-0001"].Id,
        };
        script.Record(no, "2026-11-07 08:40", "custgz", intake)
            .Does("2026-11-07 08:48", "intake1", "case-classify", "Classified", ("caseType", "SparePartRequest"))
            .Then("2026-11-07 08:55", "the request gets its number", clerk =>
            {
                clerk.Reserve("SPR-20261107-0001");
                return Task.CompletedTask;
            })
            .Does("2026-11-07 09:00", "spare1", "spare-accept", "Accept")
            .Does("2026-11-07 09:10", "custgz", "spare-submit", "Submit",
                ("purpose", "FaultRepair"), ("boardTypeId", script.World.BoardTypes["SL64"].Id.ToString()), ("ownership", "Loan"), ("faultDescription", "扩容测试借用"),
                ("loanPreconditions", "cannotJudge,noReplacement,noOwnSpare"))
            .Does("2026-11-07 09:20", "institute1", "spare-window", "Accept", ("kind", "Task"))
            .Does("2026-11-07 09:30", "spare1", "spare-approve", "Approve")
            .Does("2026-11-07 10:00", "wh1", "spare-ship", "Shipped", ("testOk", "true"), ("carrier", "专车"), ("shippedAt", "2026-11-07 10:00"), ("eta", "2026-11-07 15:00"))
            .Does("2026-11-07 15:10", "custgz", "spare-receive", "Received", ("receivedAt", "2026-11-07 15:00"), ("condition", "外观完好"))
            .Does("2026-11-09 10:00", "custgz", "spare-use", "Used", ("result", "测试通过"));
    }
}
