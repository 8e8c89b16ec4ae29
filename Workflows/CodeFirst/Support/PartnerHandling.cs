using Elsa.ITR.Activities.Clocks;
using Elsa.ITR.Activities.Events;
using Elsa.ITR.Activities.Flows;
using Elsa.ITR.Activities.Requests;
using Elsa.ITR.Activities.Tasks;
using Elsa.ITR.Domain.Organisation;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Activities;
using static Elsa.ITR.Workflows.CodeFirst.FlowPlan;

namespace Elsa.ITR.Workflows.CodeFirst.Support;

/// <summary>A partner handles the fault of a customer of its own and reports to the vendor what it cannot solve (conventions §12).</summary>
/// <remarks>Works on the case. Its state moves with the vendor's level flow, or with the solution.</remarks>
public sealed class PartnerHandling : WorkflowBase
{
    private static readonly string[] ResponseClocks = ["P4-L1-PARTNER-RESPONSE", "P4-L2-PARTNER-RESPONSE", "P4-L3-PARTNER-RESPONSE", "P4-L4-PARTNER-RESPONSE"];
    private static readonly string[] ReportClocks = ["P4-L1-PARTNER-REPORT", "P4-L2-PARTNER-REPORT", "P4-L3-PARTNER-REPORT", "P4-L4-PARTNER-REPORT"];

    /// <inheritdoc/>
    protected override void Build(IWorkflowBuilder builder)
    {
        var plan = new FlowPlan(builder, FlowIds.PartnerHandling, version: 2, "合作伙伴处理", "Partner handling");
        plan.Input("entry");
        var engineerId = plan.Text("engineerId");
        foreach (var kept in (string[])["partnerReceivedAt", "respondedAt", "restoredAt", "completedAt", "rootCauseCode", "rootCauseText"])
            plan.Text(kept);
        plan.Number("level");
        var isSolved = plan.Flag("isSolved");

        var readCase = plan.Step("read-case", "读取案例", "Read case", new ReadCase { Facts = new(["level", "partnerReceivedAt"]) });
        var firstWay = plan.Set("first-way", "首个去向", "First way", plan.Route, "'respond'");
        var hub = plan.Hub("respond", "begin", "handle", "report", "vendor", "done", "resolved");

        // 1 and 2 Reported to the partner, who responds
        var tellPartner = plan.Step("tell-partner", "事件:已报合作伙伴", "Event: reported to partner", new PublishBusinessEvent { EventName = new("Fault.ReportedToPartner"), OccurredAt = Js<string?>("variables.partnerReceivedAt") });
        var assign = plan.Step("assign", "指派合作伙伴工程师", "Assign the engineer", new HumanTask
        {
            TaskType = new("partner-assign"),
            Role = new(RoleCodes.PartnerLead),
            Outcomes = new(["Assigned"]),
            Clocks = new(ResponseClocks),
            ClaimEvent = new("Case.Accepted"),
            Keep = new(["engineerId"]),
        });
        var respond = plan.Step("respond", "合作伙伴响应", "Respond", new HumanTask
        {
            TaskType = new("partner-respond"),
            Role = new(RoleCodes.PartnerEngineer),
            Assignee = new(engineerId),
            Outcomes = new(["Responded"]),
            Clocks = new(ResponseClocks),
            Keep = new(["respondedAt"]),
        });
        var noteOwner = plan.Step("note-owner", "记录负责人", "Note the owner", new UpdateCase { Facts = Js<IDictionary<string, object>>("({ ownerId: variables.engineerId })") });
        var tellResponded = plan.Step("tell-responded", "事件:合作伙伴已响应", "Event: partner responded", new PublishBusinessEvent { EventName = new("Fault.PartnerResponded"), OccurredAt = Js<string?>("variables.respondedAt") });
        var toBegin = plan.To(hub, "begin");

        // 3 Handle, at most until the report is due
        var begin = plan.Step("begin", "处理并行", "Handle, within the limit", new FlowFork { Branches = new(["Handle", "Limit"]) });
        var toHandle = plan.To(hub, "handle");
        var limit = plan.Step("limit", "上报时限", "Report limit", new WaitFor { Timer = Js<string>("'P4-L' + variables.level + '-PARTNER-REPORT'") });
        var toReportLimit = plan.To(hub, "report", "to-report-limit");
        var handle = plan.Step("handle", "合作伙伴处理", "Handle", new HumanTask
        {
            TaskType = new("partner-handle"),
            Role = new(RoleCodes.PartnerEngineer),
            Assignee = new(engineerId),
            Outcomes = new(["Resolved", "NeedOnsite", "ReportToVendor"]),
            Clocks = new(ReportClocks),
            Keep = new(["restoredAt", "completedAt", "rootCauseCode", "rootCauseText"]),
        });
        var keepSolved = plan.Set("keep-solved", "已解决", "Solved", isSolved, "true");
        var isLevel1 = plan.Ask("is-level-1", "一级故障?", "Level 1?", "variables.level == 1");
        var toReportSolved = plan.To(hub, "report", "to-report-solved");
        var toDone = plan.To(hub, "done");
        var onsiteFacts = plan.Step("onsite-facts", "改为现场", "Mode on site", new UpdateCase { Facts = Js<IDictionary<string, object>>("({ serviceMode: 'Onsite' })") });
        var onsite = plan.Step("onsite", "现场服务", "On-site service", new RunFlow
        {
            DefinitionId = new(FlowIds.OnsiteService),
            Outcomes = new(["Restored", "Done", "NeedHigherTier", "NotRestored", "NotDone"]),
            FlowInput = Js<IDictionary<string, object>?>("({ purpose: 'Fault', visitorId: variables.engineerId })"),
        });
        var toHandleVisited = plan.To(hub, "handle", "to-handle-visited");
        var toReport = plan.To(hub, "report");

        // 4 Report; at level 1 always
        var endHandling = plan.Step("end-handling", "结束处理", "End the handling", new CancelTasks { Steps = new(["limit", "handle", "onsite"]) });
        var report = plan.Step("report", "上报厂家", "Report to the vendor", new HumanTask
        {
            TaskType = new("partner-report"),
            Role = new(RoleCodes.PartnerEngineer),
            Assignee = new(engineerId),
            Outcomes = new(["Reported"]),
            Clocks = new(ReportClocks),
        });
        var vendorFacts = plan.Step("vendor-facts", "厂家先远程处理", "The vendor begins remotely", new UpdateCase
        {
            Facts = Js<IDictionary<string, object>>("variables.isSolved ? ({}) : ({ serviceMode: 'Remote' })"),
        });
        var tellVendor = plan.Step("tell-vendor", "事件:已上报厂家", "Event: reported to vendor", new PublishBusinessEvent { EventName = new("Fault.ReportedToVendor") });
        var wasSolved = plan.Ask("was-solved", "已解决?", "Solved?", "variables.isSolved == true");
        var endResponse = plan.Step("end-response", "无需厂家响应", "No vendor response needed", new CancelClock { ClockId = Js<string>("'P4-L' + variables.level + '-VENDOR-RESPONSE'") });
        var endSolution = plan.Step("end-solution", "无需厂家方案", "No vendor solution needed", new CancelClock { ClockId = Js<string>("'P4-L' + variables.level + '-VENDOR-SOLUTION'") });
        var toDoneReported = plan.To(hub, "done", "to-done-reported");
        var toVendor = plan.To(hub, "vendor");

        // 5 The vendor's level flow; the partner stays as hands
        var vendor = plan.Step("vendor", "厂家分级处理", "Vendor's level flow", new RunFlow
        {
            DefinitionId = Js<string>("'itr-fault-level-' + variables.level"),
            Outcomes = new(["Resolved", "LevelChanged"]),
            FlowInput = Js<IDictionary<string, object>?>("({ entry: getInput('entry') || 'New' })"),
        });
        var endVisitVendor = EndClock(plan, "end-visit-vendor", "PARTNER-ONSITE");
        var toResolvedVendor = plan.To(hub, "resolved", "to-resolved-vendor");
        var resolved = plan.Ends("Resolved", "已解决");
        var endLevelChanged = plan.Ends("LevelChanged", "级别已变更");
        var endCancelled = plan.Ends("Cancelled", "已取消");

        // 6 Solved by the partner
        var endLimit = plan.Step("end-limit", "结束上报时限", "End the limit", new CancelTasks { Steps = new(["limit"]) });
        var endReport = EndClock(plan, "end-report", "PARTNER-REPORT");
        var endVisit = EndClock(plan, "end-visit", "PARTNER-ONSITE");
        var facts = plan.Step("solution-facts", "记录解决结果", "Note the solution", new UpdateCase
        {
            Facts = Js<IDictionary<string, object>>("({ restoredAt: variables.restoredAt, completedAt: variables.completedAt, rootCauseCode: variables.rootCauseCode, rootCauseText: variables.rootCauseText, solutionType: 'Permanent' })"),
        });
        var tellRestored = plan.Step("tell-restored", "事件:业务恢复", "Event: service restored", new PublishBusinessEvent { EventName = new("Fault.ServiceRestored"), OccurredAt = Js<string?>("variables.restoredAt") });

        var toResolved = plan.To(hub, "resolved");

        plan.Chain(plan.Start, readCase, firstWay, hub);
        plan.Arrow(hub, "respond", tellPartner);
        plan.Arrow(tellPartner, assign);
        plan.Arrow(assign, "Assigned", respond);
        plan.Arrow(respond, "Responded", noteOwner);
        plan.Chain(noteOwner, tellResponded, toBegin);
        plan.Arrow(hub, "begin", begin);
        plan.Arrow(begin, "Handle", toHandle);
        plan.Arrow(begin, "Limit", limit);
        plan.Arrow(limit, toReportLimit);
        plan.Arrow(hub, "handle", handle);
        plan.Arrow(handle, "Resolved", keepSolved);
        plan.Arrow(keepSolved, isLevel1);
        plan.Arrow(isLevel1, "True", toReportSolved);
        plan.Arrow(isLevel1, "False", toDone);
        plan.Arrow(handle, "NeedOnsite", onsiteFacts);
        plan.Arrow(onsiteFacts, onsite);
        plan.Arrows(onsite, toHandleVisited, "Restored", "Done", "NeedHigherTier", "NotRestored", "NotDone", "Cancelled");
        plan.Arrow(handle, "ReportToVendor", toReport);
        plan.Arrow(hub, "report", endHandling);
        plan.Arrow(endHandling, report);
        plan.Arrow(report, "Reported", vendorFacts);
        plan.Arrow(vendorFacts, tellVendor);
        plan.Arrow(tellVendor, wasSolved);
        plan.Arrow(wasSolved, "True", endResponse);
        plan.Chain(endResponse, endSolution, toDoneReported);
        plan.Arrow(wasSolved, "False", toVendor);
        plan.Arrow(hub, "vendor", vendor);
        plan.Arrow(vendor, "Resolved", endVisitVendor);
        plan.Arrow(endVisitVendor, toResolvedVendor);
        plan.Arrow(hub, "resolved", resolved);
        plan.Arrow(vendor, "LevelChanged", endLevelChanged);
        plan.Arrow(vendor, "Cancelled", endCancelled);
        plan.Arrow(hub, "done", endLimit);
        plan.Chain(endLimit, endReport, endVisit, facts, tellRestored, toResolved);
    }

    private static CancelClock EndClock(FlowPlan plan, string id, string clock) =>
        plan.Step(id, "结束时限", "End the clock", new CancelClock { ClockId = Js<string>($"'P4-L' + variables.level + '-{clock}'") });
}
