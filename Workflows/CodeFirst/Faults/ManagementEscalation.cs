using Elsa.ITR.Activities.Clocks;
using Elsa.ITR.Activities.Events;
using Elsa.ITR.Activities.Flows;
using Elsa.ITR.Activities.Management;
using Elsa.ITR.Activities.Notifications;
using Elsa.ITR.Activities.Tasks;
using Elsa.ITR.Domain.Organisation;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Memory;
using static Elsa.ITR.Workflows.CodeFirst.FlowPlan;

namespace Elsa.ITR.Workflows.CodeFirst.Faults;

/// <summary>Brings the right management level to a problem: acknowledgement, plan, customer, reviews, and an orderly end.</summary>
/// <remarks>
/// Step 1 is the desk's: it opens or raises the escalation, tells everybody and, at the first time, starts this flow. A raise comes back
/// as Escalation.LevelRaised and begins anew with the owner of that level.
/// </remarks>
public sealed class ManagementEscalation : WorkflowBase
{
    private const string AckClock = "OLA-ESC-ACK";
    private const string PlanClock = "OLA-ESC-PLAN";
    private static readonly string[] Work = ["acknowledge", "object", "plan", "customer", "review-time", "review", "check", "close", "top-time", "top-again"];

    /// <inheritdoc/>
    protected override void Build(IWorkflowBuilder builder)
    {
        var plan = new FlowPlan(builder, FlowIds.ManagementEscalation, version: 1, "管理升级", "Management escalation");
        plan.Input("subjectNo");
        var subjectNo = plan.Text("subjectNo");
        var ownerId = plan.Text("ownerId");
        var ownerRole = plan.Text("ownerRole", RoleCodes.OfficeManager);
        var nextRole = plan.Text("nextRole", RoleCodes.RegionManager);
        var answer = plan.Text("answer");
        var decidedAt = plan.Text("decidedAt");
        var step = plan.Text("step", "acknowledge");
        var objected = plan.Flag("objected");
        plan.Flag("isTop");
        var isPlanned = plan.Flag("isPlanned");
        foreach (var kept in (string[])["level", "reason", "counterpart"])
            plan.Text(kept);

        // 1 Opened or raised: who owns the level now
        var readSubject = plan.Set("read-subject", "单据", "Record", subjectNo, "getInput('subjectNo') || ''");
        var firstWay = plan.Set("first-way", "首个去向", "First way", plan.Route, "'level'");
        var hub = plan.Hub("level", "plan", "track", "check", "close");
        var read = plan.Step("read", "读取级别", "Read level", new ReadEscalation { Facts = new(["ownerId", "ownerRole", "nextRole", "isTop", "level", "reason", "counterpart"]) });
        var work = plan.Step("work", "并行", "In parallel", new FlowFork { Branches = new(["Owner", "Raised", "Resolved", "Settled", "Top"]) });
        var isPlanning = plan.Ask("is-planning", "直接制定计划?", "Plan at once?", "variables.step == 'plan'");
        var toPlanAgain = plan.To(hub, "plan", "to-plan-again");

        // 2 Acknowledge
        var acknowledge = Owner(plan, "acknowledge", "升级确认", "Acknowledge", "esc-ack", ["Acknowledge", "Invalid"], ownerRole, ownerId, answer, AckClock);
        var acknowledged = Note(plan, "acknowledged", "已确认", "Acknowledged", "Acknowledged", answer);
        var toPlan = plan.To(hub, "plan");

        // 8 One objection to "unfounded", judged a level higher
        var endAck = plan.Step("end-ack", "结束确认时限", "End the clock", new CancelClock { ClockId = new(AckClock) });
        var isFinal = plan.Ask("is-final", "已异议过?", "Objected before?", "variables.objected == true");
        var objection = plan.Step("object", "异议处理", "Objection", new HumanTask
        {
            TaskType = new("esc-object"),
            Role = new(nextRole),
            Outcomes = new(["Uphold", "Reopen"]),
            Prefill = Js<IDictionary<string, object>?>("({ objection: JSON.parse(variables.answer || '{}').reason || '' })"),
        });
        var noteObjected = plan.Set("note-objected", "已异议", "Objected", objected, "true");
        var reopened = plan.Step("reopened", "重新处理", "Taken up again", new RecordEscalation { Stage = new("Acknowledged") });
        var toPlanReopened = plan.To(hub, "plan", "to-plan-reopened");
        var invalidate = Note(plan, "invalidate", "不成立", "Unfounded", "Invalid", answer);
        var invalid = plan.Ends("Invalid", "不成立");

        // A higher level begins anew; its owner is another.
        var raised = plan.Step("wait-raised", "等待升级", "Level rises", new WaitForBusinessEvent { EventName = new("Escalation.LevelRaised"), Listener = new(true) });
        var endWork = plan.Step("end-work", "结束本级处理", "End the work of this level", new CancelTasks { Steps = new([.. Work, "wait-resolved", "wait-settled"]) });
        var beginAnew = plan.Set("begin-anew", "从确认开始", "Begin with the acknowledgement", step, "'acknowledge'");
        var forgetPlan = plan.Set("forget-plan", "尚无计划", "No plan yet", isPlanned, "false");
        var toLevel = plan.To(hub, "level");

        // The record was solved, or ended
        var resolved = plan.Step("wait-resolved", "等待解决", "Record solved", new WaitForBusinessEvent { EventName = new("Record.Resolved"), Listener = new(true) });
        var endTracking = plan.Step("end-tracking", "结束跟踪", "End tracking", new CancelTasks { Steps = new(Work) });
        var endAckResolved = plan.Step("end-ack-resolved", "结束确认时限", "End the clock", new CancelClock { ClockId = new(AckClock) });
        var endPlanResolved = plan.Step("end-plan-resolved", "结束计划时限", "End the clock", new CancelClock { ClockId = new(PlanClock) });
        var toCheck = plan.To(hub, "check");
        var settled = plan.Step("wait-settled", "等待单据结束", "Record ended", new WaitForBusinessEvent { EventName = new("Escalation.Settled"), Listener = new(true) });
        var toClose = plan.To(hub, "close", "to-close-settled");

        // At the highest level everybody is told again and again until there is a plan.
        var isTop = plan.Ask("is-top", "已是最高级?", "Highest level?", "variables.isTop == true");
        var topTime = plan.Step("top-time", "等待提醒", "Wait to remind", new WaitFor { Timer = new("TMR-ESC-TOP") });
        var remind = Remind(plan, "remind");
        var topAgain = plan.Step("top-again", "再次等待", "Wait again", new WaitFor { Timer = new("TMR-ESC-TOP") });
        var isStillTop = plan.Ask("is-still-top", "仍无计划?", "Still without a plan?", "variables.isTop == true && variables.isPlanned != true");
        var topEnd = plan.Step("top-end", "支路结束", "Branch ends", new BranchEnd());
        var notTop = plan.Step("not-top", "支路结束", "Branch ends", new BranchEnd());

        // 3 Plan
        var makePlan = Owner(plan, "plan", "升级行动计划", "Action plan", "esc-plan", ["Published", "RaiseNow"], ownerRole, ownerId, answer, PlanClock);
        makePlan.Prefill = Js<IDictionary<string, object>?>("({ reason: variables.reason })");
        var planned = Note(plan, "planned", "计划已发布", "Planned", "Planned", answer);
        var notePlanned = plan.Set("note-planned", "已有计划", "There is a plan", isPlanned, "true");
        var endReminding = plan.Step("end-reminding", "停止提醒", "Stop reminding", new CancelTasks { Steps = new(["top-time", "top-again"]) });
        var raiseNow = Raise(plan, "raise-now", "级别负责人要求立即升级", "The owner of the level calls the next one");
        var raisedNow = plan.Step("raised-now", "支路结束", "Branch ends", new BranchEnd());

        // 4 Customer
        var customer = Owner(plan, "customer", "客户沟通", "Speak to the customer", "esc-customer", ["Agreed", "NotAgreed"], ownerRole, ownerId, answer);
        customer.Prefill = Js<IDictionary<string, object>?>("({ counterpart: variables.counterpart })");
        var agreed = Note(plan, "agreed", "已商定", "Agreed", "Agreed", answer);
        var toTrack = plan.To(hub, "track");
        var raiseNotAgreed = Raise(plan, "raise-not-agreed", "与客户未达成一致", "The customer did not agree");
        var raisedNotAgreed = plan.Step("raised-not-agreed", "支路结束", "Branch ends", new BranchEnd());

        // 5 Track
        var reviewTime = plan.Step("review-time", "等待跟踪", "Wait for the review", new WaitFor { Timer = new("TMR-ESC-REVIEW") });
        var review = Owner(plan, "review", "升级跟踪", "Review", "esc-review", ["OnTrack", "OffTrack"], ownerRole, ownerId, answer);
        var reviewed = Note(plan, "reviewed", "已跟踪", "Reviewed", "Reviewed", answer);
        var toTrackAgain = plan.To(hub, "track", "to-track-again");
        var offTrack = Note(plan, "off-track", "偏离计划", "Off track", "Reviewed", answer);
        var raiseOffTrack = Raise(plan, "raise-off-track", "偏离计划", "The plan is off track");
        var raisedOffTrack = plan.Step("raised-off-track", "支路结束", "Branch ends", new BranchEnd());

        // 6 and 7 The customer is asked, the escalation closed
        var check = Owner(plan, "check", "客户确认", "Ask the customer", "esc-check", ["Yes", "No"], ownerRole, ownerId, answer);
        check.Prefill = Js<IDictionary<string, object>?>("({ reason: variables.reason })");
        check.CompletedAt = new(decidedAt);
        var endListening = plan.Step("end-listening", "重新监听", "Listen anew", new CancelTasks { Steps = new(["wait-raised", "wait-settled"]) });
        var planAgain = plan.Set("plan-again", "重新制定计划", "Plan anew", step, "'plan'");
        var startPlan = plan.Step("start-plan", "启动计划时限", "Start the clock", new StartClock { ClockId = new(PlanClock), OccurredAt = new(decidedAt) });
        var toLevelAgain = plan.To(hub, "level", "to-level-again");
        var closing = Owner(plan, "close", "升级关闭", "Close", "esc-close", ["Closed"], ownerRole, ownerId, answer);
        var noteClosed = Note(plan, "note-closed", "已关闭", "Closed", "Closed", answer);
        var toCloseDone = plan.To(hub, "close", "to-close-done");
        var closed = plan.Ends("Closed", "已关闭");

        // Arrows
        plan.Chain(plan.Start, readSubject, firstWay, hub);
        plan.Arrow(hub, "level", read);
        plan.Arrow(read, work);
        plan.Arrow(work, "Owner", isPlanning);
        plan.Arrow(isPlanning, "True", toPlanAgain);
        plan.Arrow(isPlanning, "False", acknowledge);
        plan.Arrow(acknowledge, "Acknowledge", acknowledged);
        plan.Arrow(acknowledged, toPlan);
        plan.Arrow(acknowledge, "Invalid", endAck);
        plan.Arrow(endAck, isFinal);
        plan.Arrow(isFinal, "False", objection);
        plan.Arrow(objection, "Reopen", noteObjected);
        plan.Chain(noteObjected, reopened, toPlanReopened);
        plan.Arrow(objection, "Uphold", invalidate);
        plan.Arrow(isFinal, "True", invalidate);
        plan.Arrow(invalidate, invalid);
        plan.Arrow(work, "Raised", raised);
        plan.Arrow(raised, "Received", endWork);
        plan.Chain(endWork, beginAnew, forgetPlan, toLevel);
        plan.Arrow(work, "Resolved", resolved);
        plan.Arrow(resolved, "Received", endTracking);
        plan.Chain(endTracking, endAckResolved, endPlanResolved, toCheck);
        plan.Arrow(work, "Settled", settled);
        plan.Arrow(settled, "Received", toClose);
        plan.Arrow(work, "Top", isTop);
        plan.Arrow(isTop, "False", notTop);
        plan.Arrow(isTop, "True", topTime);
        plan.Chain(topTime, remind, topAgain);
        plan.Arrow(topAgain, isStillTop);
        plan.Arrow(isStillTop, "True", remind);
        plan.Arrow(isStillTop, "False", topEnd);

        plan.Arrow(hub, "plan", makePlan);
        plan.Arrow(makePlan, "Published", planned);
        plan.Chain(planned, notePlanned, endReminding, customer);
        plan.Arrow(makePlan, "RaiseNow", raiseNow);
        plan.Arrow(raiseNow, raisedNow);
        plan.Arrow(customer, "Agreed", agreed);
        plan.Arrow(agreed, toTrack);
        plan.Arrow(customer, "NotAgreed", raiseNotAgreed);
        plan.Arrow(raiseNotAgreed, raisedNotAgreed);

        plan.Arrow(hub, "track", reviewTime);
        plan.Arrow(reviewTime, review);
        plan.Arrow(review, "OnTrack", reviewed);
        plan.Arrow(reviewed, toTrackAgain);
        plan.Arrow(review, "OffTrack", offTrack);
        plan.Chain(offTrack, raiseOffTrack, raisedOffTrack);

        plan.Arrow(hub, "check", check);
        plan.Arrow(check, "Yes", closing);
        plan.Arrow(closing, "Closed", noteClosed);
        plan.Arrow(noteClosed, toCloseDone);
        plan.Arrow(check, "No", endListening);
        plan.Chain(endListening, planAgain, startPlan, toLevelAgain);
        plan.Arrow(hub, "close", closed);
    }

    // Work of the owner of the level.
    private static HumanTask Owner(
        FlowPlan plan, string id, string nameZh, string nameEn, string taskType, string[] outcomes,
        Variable<string> role, Variable<string> person, Variable<string> answer, params string[] clocks) => plan.Step(id, nameZh, nameEn, new HumanTask
        {
            TaskType = new(taskType),
            Role = new(role),
            Assignee = new(person),
            Outcomes = new(outcomes),
            Clocks = new(clocks),
            TitleZh = Js<string?>($"'{nameZh} ' + variables.level + ' · ' + variables.subjectNo"),
            TitleEn = Js<string?>($"'{nameEn} ' + variables.level + ' · ' + variables.subjectNo"),
            Answer = new(answer),
        });

    private static RecordEscalation Note(FlowPlan plan, string id, string nameZh, string nameEn, string stage, Variable<string> answer) =>
        plan.Step(id, nameZh, nameEn, new RecordEscalation { Stage = new(stage), Answer = new(answer) });

    private static RaiseManagementLevel Raise(FlowPlan plan, string id, string reasonZh, string reasonEn) =>
        plan.Step(id, "升至上一级", "Raise the level", new RaiseManagementLevel { ReasonZh = new(reasonZh), ReasonEn = new(reasonEn) });

    private static SendNotification Remind(FlowPlan plan, string id) => plan.Step(id, "提醒各级", "Remind every level", new SendNotification
    {
        Template = new("ESC_LEVEL_UP"),
        Recipients = new([RoleCodes.OfficeManager, RoleCodes.RegionManager, RoleCodes.TscDirector, RoleCodes.ServiceVp, RoleCodes.DutyManager]),
        Values = Js<IDictionary<string, object>?>("({ escNo: getInput('recordNo'), level: variables.level })"),
    });
}
