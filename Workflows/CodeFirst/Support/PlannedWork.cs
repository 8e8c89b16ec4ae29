using Elsa.ITR.Activities.Flows;
using Elsa.Workflows.Activities.Flowchart.Activities;
using static Elsa.ITR.Workflows.CodeFirst.FlowPlan;

namespace Elsa.ITR.Workflows.CodeFirst.Support;

/// <summary>How planned work is carried out: in a remote session where that was agreed and is enough, otherwise by a visit.</summary>
internal static class PlannedWork
{
    /// <summary>Route of the visit.</summary>
    public const string VisitRoute = "visit";

    /// <summary>Route on which the engineer reports what came of it; the caller draws it.</summary>
    public const string ReportRoute = "report";

    /// <summary>Ids of the steps that may run; cancelling them ends session or visit.</summary>
    public static readonly string[] Steps = ["remote", "visit"];

    /// <summary>Draws the steps and answers the first one.</summary>
    /// <param name="plan">Has the variable serviceMode.</param>
    /// <param name="hub">Has the routes <see cref="VisitRoute"/> and <see cref="ReportRoute"/>.</param>
    /// <param name="purpose">What it is for, e.g. <c>Change</c>.</param>
    /// <param name="engineer">Name of the variable with the id of who does it.</param>
    public static FlowDecision Draw(FlowPlan plan, FlowSwitch hub, string purpose, string engineer)
    {
        var isRemote = plan.Ask("is-remote", "远程实施?", "Remotely?", "variables.serviceMode == 'Remote'");
        var remote = plan.Step("remote", "远程服务", "Remote service", new RunFlow
        {
            DefinitionId = new(FlowIds.RemoteService),
            FlowInput = Js<IDictionary<string, object>?>($"({{ purpose: '{purpose}', operatorId: variables.{engineer} }})"),
            Outcomes = new(["Succeeded", "NotRestored", "NeedOnsite", "Refused"]),
        });
        var visit = plan.Step("visit", "现场服务", "On-site service", new RunFlow
        {
            DefinitionId = new(FlowIds.OnsiteService),
            FlowInput = Js<IDictionary<string, object>?>($"({{ purpose: '{purpose}', visitorId: variables.{engineer} }})"),
            Outcomes = new(["Restored", "Done", "NeedHigherTier", "NotRestored", "NotDone"]),
        });
        plan.Arrow(isRemote, "True", remote);
        plan.Arrow(isRemote, "False", plan.To(hub, VisitRoute));
        plan.Arrows(remote, plan.To(hub, VisitRoute, "to-visit-after-remote"), "NeedOnsite", "Refused");
        plan.Arrows(remote, plan.To(hub, ReportRoute, "to-report-remote"), "Succeeded", "NotRestored", "Cancelled");
        plan.Arrow(hub, VisitRoute, visit);
        plan.Arrows(visit, plan.To(hub, ReportRoute), "Restored", "Done", "NeedHigherTier", "NotRestored", "NotDone", "Cancelled");
        return isRemote;
    }
}
