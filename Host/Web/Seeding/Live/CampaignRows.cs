using System.Globalization;

namespace Elsa.ITR.Web.Seeding.Live;

/// <summary>Row 17: a recall of 60 boards, its pilot done, its first wave half way.</summary>
internal static class CampaignRows
{
    private const string No = "BRC-20261102-0001";
    private const int Together = 3; // boards at work at once

    public static void Write(LiveScript script)
    {
        var campaign = Launched(script);
        Replaces(campaign, script, "2026-11-09", "2026-11-10", Together);
        Replaces(campaign, script, "2026-11-10", "2026-11-11", 2);
        campaign.Does("2026-11-12 10:00", "quality1", "campaign-gate", "NextWave", ("reason", "试点 5 块全部成功,无业务影响"))
            .Then("2026-11-16 10:00", "the removed boards of the pilot come back", clerk => clerk.DoOnPartsAsync(No, "campaign-return", 5, "Returned", board => Fields(
                ("returnedAt", clerk.At("2026-11-16 10:00")), ("serial", board.OldSerial))));

        // Three a night; the fifth night meets two boards that stay.
        Replaces(campaign, script, "2026-11-12", "2026-11-13", Together);
        Replaces(campaign, script, "2026-11-13", "2026-11-16", Together);
        Replaces(campaign, script, "2026-11-16", "2026-11-17", Together);
        Replaces(campaign, script, "2026-11-17", "2026-11-18", Together);
        Agrees(campaign, script, "2026-11-18", "2026-11-20", Together);
        campaign
            .Then("2026-11-20 01:30", "a new board stays dark", clerk => clerk.DoOnPartsAsync(No, "campaign-replace", 1, "SpareDefective", _ => Fields(
                ("replacedAt", clerk.At("2026-11-20 01:30")), ("tests", "新板激光器无光,换回原板"), ("comment", "备件到货即坏"))))
            .Then("2026-11-20 02:10", "another serial is found", clerk => clerk.DoOnPartsAsync(No, "campaign-replace", 1, "SerialMismatch", _ => Fields(
                ("replacedAt", clerk.At("2026-11-20 02:10")), ("tests", "现场序列号与档案不符,未更换"), ("comment", "现场板与档案不符"))));
        Agrees(campaign, script, "2026-11-20", "2026-11-24", 2);
    }

    private static LiveRecord Launched(LiveScript script) =>
        script.Opened(No, "2026-11-02 09:00", "quality1", "campaigns",
                ("title", "SL16A B 版激光器批次召回"), ("boardType", "SL16A"), ("hwRevisions", "B"), ("serialFrom", "02A16B000100"), ("serialTo", "02A16B000159"), ("risk", "High"),
                ("replacement", "SL16A C 版"), ("method", "夜间窗口倒换后更换,误码测试 15 分钟"), ("waveCount", "4"), ("maxParallel", Together.ToString(CultureInfo.InvariantCulture)),
                ("itemWork", "Report"), ("targetEnd", "2026-12-31 18:00"), ("returnInstruction", "ReturnToSpc"))
            .Does("2026-11-02 14:00", "rnd1", "campaign-scope", "Confirm", ("rule", "SL16A B 版,序列号 02A16B000100–159"), ("unknownHandling", "现场核对序列号,不在范围内不更换"))
            .Does("2026-11-03 10:00", "t3a", "campaign-method", "Approve", ("method", "倒换、换板、误码测试、倒回"), ("pilot", "首批 5 块"), ("riskReview", "倒换期间瞬断 50 ms 以内"))
            .Does("2026-11-03 15:00", "spare1", "campaign-stock", "Feasible", ("waves",
                """[{"supplyAt":"2026-11-05T12:00","plannedEnd":"2026-11-13T18:00"},{"supplyAt":"2026-11-12T12:00","plannedEnd":"2026-11-30T18:00"},{"supplyAt":"2026-11-26T12:00","plannedEnd":"2026-12-14T18:00"},{"supplyAt":"2026-12-10T12:00","plannedEnd":"2026-12-28T18:00"}]"""))
            .Does("2026-11-04 10:00", "tscdir", "campaign-launch", "Launch", ("opinion", "同意启动,先试点"))
            .Does("2026-11-05 16:00", "institute1", "campaign-consent", "Consent", ("comment", "各分公司同意"));

    private static void Agrees(LiveRecord campaign, LiveScript script, string asked, string night, int count) =>
        campaign.Then($"{asked} 15:00", $"branches agree {count} windows", clerk => clerk.DoOnPartsAsync(No, "campaign-window", count, "Agreed", _ => Fields(
            ("windowStart", clerk.At($"{night} 00:30")), ("escort", script.World.People["custgz"].NameZh))));

    private static void Replaces(LiveRecord campaign, LiveScript script, string asked, string night, int count)
    {
        Agrees(campaign, script, asked, night, count);
        campaign
            .Then($"{night} 03:00", $"{count} boards are replaced", clerk => clerk.DoOnPartsAsync(No, "campaign-replace", count, "Replaced", board => Fields(
                ("replacedAt", clerk.At($"{night} 02:30")), ("newSerial", "02A16C" + board.OldSerial[6..]), ("tests", "误码测试 15 分钟无误码"))))
            .Then($"{night} 09:30", $"branches confirm {count} boards", clerk => clerk.DoOnPartsAsync(No, "campaign-confirm", count, "Confirmed", _ => Fields(("serviceOk", "true"))));
    }

    private static Dictionary<string, string?> Fields(params (string Key, string Value)[] fields) => fields.ToDictionary(field => field.Key, field => (string?)field.Value);
}
