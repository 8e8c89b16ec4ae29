using Elsa.ITR.Domain.Scoring;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Web.Localization;

namespace Elsa.ITR.Web.Seeding.Live;

/// <summary>Quarters of the province's contract: one is signed, the one after waits for the vendor's signature.</summary>
internal static class ScorecardRows
{
    private const string Contract = "CON-2025-002";

    public static void Write(LiveScript script)
    {
        Step(script, "2026-07-09 10:00", "2026-07-09", "province1", ScorecardTrigger.Confirm, "得分经季度例会核对无误。");
        Step(script, "2026-07-10 09:30", "2026-07-09", "contract1", ScorecardTrigger.Sign, "");
        Step(script, "2026-10-15 15:00", "2026-10-15", "province1", ScorecardTrigger.Confirm, "待核定的扣分下季度例会再议。");
    }

    // The quarter before a day, which moves with the anchor.
    private static void Step(LiveScript script, string at, string day, string userName, ScorecardTrigger step, string text) =>
        script.Add("SCORE", at, $"{userName}: {step}", () => script.Clerk.ScoreAsync(
            userName, step, script.World.Anchor.Text(Contract), Period.QuarterOf(Period.QuarterOf(script.World.Anchor.At($"{day} 00:00").LocalDate()).First.AddDays(-1)).Text, text));
}
