using Elsa.ITR.Activities.Events;
using Elsa.ITR.Activities.Flows;
using Elsa.ITR.Activities.Requests;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Memory;

namespace Elsa.ITR.Workflows.CodeFirst.Faults;

/// <summary>What the flows of all fault levels do when a tier is due.</summary>
internal static class TierListeners
{
    /// <summary>A tier that is due takes over unless it, or a higher one, has it already, or the flag <c>isProposed</c> says that completion is being proposed.</summary>
    /// <param name="plan">The flow.</param>
    /// <param name="hub">Where its ways meet.</param>
    /// <param name="work">The fork with a branch for each tier.</param>
    /// <param name="role">Receives the role of the tier.</param>
    /// <param name="next">The way of the tier that takes over.</param>
    /// <param name="proposedZh">Question whether completion is being proposed, Chinese.</param>
    /// <param name="proposedEn">The same, English.</param>
    public static void ListenForTiers(this FlowPlan plan, FlowSwitch hub, FlowFork work, Variable<string> role, string next, string proposedZh, string proposedEn)
    {
        foreach (var tier in (string[])["Tier2", "Tier3", "RnD"])
        {
            var key = tier.ToLowerInvariant();
            var due = plan.Step($"due-{key}", $"等待 {tier} 时限", $"{tier} is due", new WaitForBusinessEvent { EventName = new("Fault.TierDue"), Filter = new(tier), Listener = new(true) });
            var raise = plan.Step($"raise-{key}", $"转 {tier}", $"Raise to {tier}", new RaiseTier { Target = new(tier), Reason = new("Time"), LeadRole = new(role) });
            var toNext = plan.To(hub, next, $"to-{next}-{key}");
            var there = plan.Step($"there-{key}", "支路结束", "Branch ends", new BranchEnd());
            var isProposed = plan.Ask($"proposed-{key}", proposedZh, proposedEn, "variables.isProposed == true");
            plan.Arrow(work, tier, due);
            plan.Arrow(due, "Received", isProposed);
            plan.Arrow(isProposed, "True", there);
            plan.Arrow(isProposed, "False", raise);
            plan.Arrow(raise, "Raised", toNext);
            plan.Arrow(raise, "AlreadyThere", there);
        }
    }
}
