using Elsa.ITR.Workflows.Rules;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Web.Features.Processes;

/// <summary>Whether a run that stands at a step of one version could go on in another; what would strand it is a finding.</summary>
/// <remarks>The engine checks each instance again when it moves (D24); this looks at the two versions only, so one look serves any number of instances.</remarks>
/// <param name="rules">Knows the outcomes a step offers.</param>
/// <param name="from">The version instances are on.</param>
/// <param name="to">The version they would go on with.</param>
public sealed class MoveRules(FlowRules rules, WorkflowGraph from, WorkflowGraph to)
{
    private readonly FlowReach _reach = new(to);

    /// <summary>What speaks against it; empty when the step has a counterpart from which an end can be reached.</summary>
    /// <param name="step">Id of a step at which something waits.</param>
    /// <param name="newStep">Id of its counterpart.</param>
    public IReadOnlyList<FlowFinding> Check(string step, string newStep)
    {
        if (from.FindByActivityId(step) is not { } old)
            return [Gone(step)];
        if (to.FindByActivityId(newStep) is not { } @new)
            return [Gone(step)];
        if (old.Activity.Type != @new.Activity.Type)
            return [new("step.other-kind", step, new($"“{newStep}”已改为另一种步骤", $"\"{newStep}\" is another kind of step there"))];

        var findings = new List<FlowFinding>();
        foreach (var outcome in rules.OutcomesOf(old.Activity).Where(outcome => HasWay(old, outcome) && !HasWay(@new, outcome)))
            findings.Add(new("outcome.no-way", step, new($"结果“{outcome}”在新版本里没有后续", $"Nothing follows the outcome \"{outcome}\" there")));
        if (!_reach.ReachesEnd(newStep))
            findings.Add(new("step.no-end", step, new("从这一步到不了结束", "No end can be reached from there")));
        return findings;
    }

    private static FlowFinding Gone(string step) => new("step.gone", step, new("新版本里没有这一步", "The step is not there any more"));

    private static bool HasWay(ActivityNode node, string outcome) =>
        node.Parent?.Activity is not Flowchart chart || chart.Connections.Any(x => x.Source.Activity == node.Activity && (x.Source.Port ?? "Done") == outcome);
}
