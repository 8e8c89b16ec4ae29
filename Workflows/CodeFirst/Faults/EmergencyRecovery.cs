using Elsa.ITR.Activities.Clocks;
using Elsa.ITR.Activities.Documents;
using Elsa.ITR.Activities.Events;
using Elsa.ITR.Activities.Flows;
using Elsa.ITR.Activities.Management;
using Elsa.ITR.Activities.Records;
using Elsa.ITR.Activities.Requests;
using Elsa.ITR.Activities.Tasks;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Workflows.CodeFirst.Support;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Memory;
using static Elsa.ITR.Workflows.CodeFirst.FlowPlan;

namespace Elsa.ITR.Workflows.CodeFirst.Faults;

/// <summary>Restore service as fast as possible, recover first and locate later; nothing without the customer's authorisation.</summary>
/// <remarks>Runs beside flow 02, which confirms the times; each uses the session or visit that the other has opened (R13). Starts flows 15 to 17.</remarks>
public sealed class EmergencyRecovery : WorkflowBase
{
    private const string AuthClock = "OLA-ER-AUTH";
    private static readonly string[] Asking = ["authorise", "branch-time", "authorise-branch", "province-time", "authorise-province"];

    /// <inheritdoc/>
    protected override void Build(IWorkflowBuilder builder)
    {
        var plan = new FlowPlan(builder, FlowIds.EmergencyRecovery, version: 1, "紧急恢复", "Emergency recovery");
        var changes = plan.Text("changes");
        var articles = plan.Text("articles");
        var leadId = plan.Text("leadId");
        var leadRole = plan.Text("leadRole", RoleCodes.DutyManager);
        var recoveryPlan = plan.Text("recoveryPlan");
        var consent = plan.Text("consent");
        var consentBy = plan.Text("consentBy");
        var answer = plan.Text("answer");
        var lookedAt = plan.Text("lookedAt");
        var restoredAt = plan.Text("restoredAt");
        var isRestored = plan.Flag("isRestored");
        plan.Number("level");
        plan.Text("currentTier");
        var tierSeen = plan.Text("tierSeen", "Tier1");
        var saved = plan.Text("evidence");
        plan.Text("serviceMode", "Remote");
        plan.Text("engineerId");
        foreach (var kept in (string[])["action", "steps", "risk", "fallback"])
            plan.Text(kept);

        // 1 Open
        var open = plan.Step("open", "启动紧急恢复", "Open recovery", new OpenRecovery { Changes = new(changes), Articles = new(articles) });
        var runsAlready = plan.Ends("Cancelled", "已有恢复进行中");
        var firstWay = plan.Set("first-way", "首个去向", "First way", plan.Route, "'begin'");
        var hub = plan.Hub("begin", "lead", "plan", "authorise", "authorised", "refused", "progress", "restored", "handed-over", PlannedWork.VisitRoute, PlannedWork.ReportRoute);
        var begin = plan.Step("begin", "并行", "In parallel", new FlowFork { Branches = new(["Lead", "Progress", "Level"]) });

        // 2 Take the lead; without anybody the duty manager keeps it
        var take = plan.Step("take-lead", "接管恢复指挥", "Take the lead", new HumanTask
        {
            TaskType = new("recovery-take-lead"),
            Role = new(RoleCodes.Tier2Engineer),
            Outcomes = new(["Taken"]),
            Within = new("TMR-RECOVERY-LEAD"),
            Prefill = Js<IDictionary<string, object>?>("({ changes: variables.changes, articles: variables.articles })"),
            CompletedBy = new(leadId),
        });
        var tierLeads = plan.Set("tier-leads", "二线指挥", "Tier 2 leads", leadRole, "'Tier2Engineer'");
        var toLead = plan.To(hub, "lead");
        var toLeadKept = plan.To(hub, "lead", "to-lead-kept");

        // 3 Evidence, never longer than the policy permits
        var evidence = plan.Step("evidence", "保全现场信息", "Secure the evidence", new HumanTask
        {
            TaskType = new("recovery-evidence"),
            Role = new(RoleCodes.Tier1Engineer),
            Outcomes = new(["Saved", "Skipped"]),
            Within = new("TMR-RECOVERY-EVIDENCE"),
            Answer = new(answer),
        });
        var keepEvidence = plan.Set("keep-evidence", "记录信息", "Note the evidence", saved, "(JSON.parse(variables.answer || '{}').saved || []).join(', ')");
        var toPlan = plan.To(hub, "plan");
        var toPlanLate = plan.To(hub, "plan", "to-plan-late");

        // 4 Plan
        var readMode = plan.Step("read-mode", "读取服务方式", "Read the mode", new ReadCase { Facts = new(["serviceMode"]) });
        var makePlan = plan.Step("plan", "制定恢复方案", "Plan the recovery", new HumanTask
        {
            TaskType = new("recovery-plan"),
            Role = new(leadRole),
            Assignee = new(leadId),
            Outcomes = new(["Planned", "NeedHigherTier"]),
            Prefill = Js<IDictionary<string, object>?>("({ changes: variables.changes, serviceMode: variables.serviceMode || 'Remote' })"),
            Keep = new(["action", "serviceMode", "steps", "risk", "fallback"]),
            Answer = new(recoveryPlan),
            CompletedBy = new(leadId),
        });
        var planDocument = plan.Step("plan-document", "生成恢复方案", "Write the plan", new GenerateDocument { DocumentType = new("RecoveryPlan"), Answer = new(recoveryPlan) });
        var propose = plan.Step("propose", "提出方案", "Propose", new RecordRecovery { Stage = new("Proposed"), Answer = new(recoveryPlan) });
        var toAuthorise = plan.To(hub, "authorise");
        var raise = plan.Step("raise", "转上级支持", "Raise tier", new RaiseTier { Target = new("Next"), LeadRole = new(leadRole) });
        var forgetLead = plan.Set("forget-lead", "上级指挥", "The higher tier leads", leadId, "''");
        var toPlanRaised = plan.To(hub, "plan", "to-plan-raised");

        // 5 Authorise: the institute; late, the branch too; later still, management asks the province
        var asking = plan.Step("asking", "请求授权", "Ask for authorisation", new FlowFork { Branches = new(["Institute", "Branch", "Province"]) });
        var institute = Authorise(plan, "authorise", RoleCodes.InstituteApprover, consent, consentBy, AuthClock);
        var branchTime = plan.Step("branch-time", "等待研究院授权", "Wait for the institute", new WaitFor { Timer = new(AuthClock) });
        var branch = Authorise(plan, "authorise-branch", RoleCodes.CustomerUser, consent, consentBy);
        var provinceTime = plan.Step("province-time", "等待分公司授权", "Wait for the branch", new WaitFor { Timer = new("TMR-RECOVERY-PROVINCE") });
        var askProvince = plan.Step("ask-province", "请省公司授权", "Management asks the province", new RaiseEscalation
        {
            Level = new("M2"),
            Trigger = new("Manual"),
            ReasonZh = new("恢复方案无人授权"),
            ReasonEn = new("Nobody authorises the recovery plan"),
        });
        var province = Authorise(plan, "authorise-province", RoleCodes.ProvinceApprover, consent, consentBy);
        var toAuthorised = plan.To(hub, "authorised");
        var toAuthorisedBranch = plan.To(hub, "authorised", "to-authorised-branch");
        var toAuthorisedProvince = plan.To(hub, "authorised", "to-authorised-province");
        var toRefused = plan.To(hub, "refused");
        var toRefusedBranch = plan.To(hub, "refused", "to-refused-branch");
        var toRefusedProvince = plan.To(hub, "refused", "to-refused-province");
        var endAsking = plan.Step("end-asking", "结束请求", "End asking", new CancelTasks { Steps = new(Asking) });
        var authorised = plan.Step("authorised", "记录授权", "Note the authorisation", new RecordRecovery { Stage = new("Authorised"), Answer = new(consent), By = new(consentBy) });
        var endRefused = plan.Step("end-refused", "结束请求", "End asking", new CancelTasks { Steps = new(Asking) });
        var refused = plan.Step("refused", "记录未授权", "Note the refusal", new RecordRecovery { Stage = new("Refused"), Answer = new(consent) });
        var endAuthClock = plan.Step("end-auth-clock", "结束授权时限", "End the clock", new CancelClock { ClockId = new(AuthClock) });
        var toPlanRefused = plan.To(hub, "plan", "to-plan-refused");

        // 6 Execute in a session or visit, the one under way if there is one; a board comes from the spare parts centre
        var execute = plan.Step("executing", "执行", "Execution", new FlowFork { Branches = new(["Work", "Part"]) });
        var underWay = plan.Step("service-under-way", "已有远程或现场服务?", "A session or visit under way?", new FindService
        {
            RecordType = Js<string>("variables.serviceMode == 'Onsite' ? 'OnsiteService' : 'RemoteSession'"),
        });
        var toReportUnderWay = plan.To(hub, PlannedWork.ReportRoute, "to-report-under-way");
        var service = PlannedWork.Draw(plan, hub, "Recovery", "engineerId");
        var work = plan.Step("execute", "执行恢复", "Carry it out", new HumanTask
        {
            TaskType = new("recovery-execute"),
            Role = new(RoleCodes.Tier1Engineer),
            Outcomes = new(["ServiceRestored", "NotRestored", "Worse"]),
            Prefill = Js<IDictionary<string, object>?>("({ steps: variables.steps, fallback: variables.fallback })"),
            Keep = new(["restoredAt"]),
            Answer = new(answer),
        });
        var needsBoard = plan.Ask("needs-board", "需要换板?", "A board needed?", "variables.action == 'ReplaceBoard'");
        var hasPart = plan.Step("has-part", "已有备件申请?", "A part under way?", new FindService { RecordType = new(RecordTypes.SparePartRequest) });
        var part = plan.Step("part", "备件申请", "Spare part request", new StartFlow
        {
            DefinitionId = new(FlowIds.SparePartRequest),
            FlowInput = Js<IDictionary<string, object>?>("({ purpose: 'L1Fault', requesterRole: 'Tier1Engineer' })"),
        });
        var partEnd = plan.Step("part-end", "支路结束", "Branch ends", new BranchEnd());
        var noPart = plan.Step("no-part", "支路结束", "Branch ends", new BranchEnd());
        var worked = plan.Step("worked", "记录恢复", "Note the restoration", new RecordRecovery { Stage = new("Restored"), Answer = new(answer) });
        var toRestored = plan.To(hub, "restored");
        var failed = plan.Step("failed", "记录未恢复", "Note the failure", new RecordRecovery { Stage = new("NotRestored"), Answer = new(answer) });
        var toPlanFailed = plan.To(hub, "plan", "to-plan-failed");
        var thirdFailed = Call(plan, "third-failed", "M3", "三次恢复未成功", "Three recovery actions have failed");
        var toPlanThird = plan.To(hub, "plan", "to-plan-third");
        var worse = plan.Step("worse", "记录恶化", "Note that it got worse", new RecordRecovery { Stage = new("Worse"), Answer = new(answer) });
        var callWorse = Call(plan, "call-worse", "M2", "恢复措施使业务恶化", "A recovery action made it worse");
        var toPlanWorse = plan.To(hub, "plan", "to-plan-worse");
        var thirdWorse = Call(plan, "third-worse", "M3", "三次恢复未成功", "Three recovery actions have failed");
        var toPlanThirdWorse = plan.To(hub, "plan", "to-plan-third-worse");

        // 7 Observe, then verify together with the customer
        var noteRestored = plan.Set("note-restored", "业务已恢复", "Service is back", isRestored, "true");
        var observe = plan.Step("observe", "观察", "Observe", new WaitFor { Timer = new("TMR-RECOVERY-OBSERVE"), From = new(restoredAt) });
        var verify = plan.Step("verify", "业务验证", "Verify the service", new ParallelApproval
        {
            TaskType = new("recovery-verify"),
            Roles = Js<ICollection<string>>("[variables.leadRole, 'CustomerUser']"),
            Choices = new(["Stable", "Unstable"]),
            Prefill = Js<IDictionary<string, object>?>("({ restoredAt: variables.restoredAt })"),
        });
        var noteUnstable = plan.Set("note-unstable", "业务未恢复", "Service is not back", isRestored, "false");
        var unstable = plan.Step("unstable", "记录不稳定", "Note that it did not stay", new RecordRecovery { Stage = new("Unstable") });
        var toPlanUnstable = plan.To(hub, "plan", "to-plan-unstable");
        var thirdUnstable = Call(plan, "third-unstable", "M3", "三次恢复未成功", "Three recovery actions have failed");
        var again = plan.Step("again", "重新恢复", "Recover again", new FlowFork { Branches = new(["Plan", "Progress"]) });
        var againTime = plan.Step("again-time", "等待进展记录", "Wait for the note", new WaitFor { Timer = new("TMR-RECOVERY-PROGRESS") });
        var toProgressUnstable = plan.To(hub, "progress", "to-progress-unstable");

        // 8 Hand over to the root cause, 9 summary
        var verified = plan.Step("verified", "恢复已验证", "Recovery verified", new RecordRecovery { Stage = new("Verified"), OccurredAt = new(restoredAt) });
        var locate = plan.Step("locate", "故障定位", "Locate the cause", new OpenTask
        {
            TaskType = new("fault-locate"),
            Role = new(leadRole),
            Clocks = new(["GD-L1-DOC-ANALYSIS"]),
            DueIn = new("TMR-RECOVERY-LOCATE"),
            Prefill = Js<IDictionary<string, object>?>("({ evidence: variables.evidence })"),
        });
        var summary = plan.Step("summary", "恢复小结", "Recovery summary", new HumanTask
        {
            TaskType = new("recovery-summary"),
            Role = new(leadRole),
            Assignee = new(leadId),
            Outcomes = new(["Done"]),
            Answer = new(answer),
        });
        var summaryDocument = plan.Step("summary-document", "生成恢复小结", "Write the summary", new GenerateDocument { DocumentType = new("RecoverySummary"), Answer = new(answer) });
        var end = plan.Step("end-recovery", "结束恢复", "End the recovery", new RecordRecovery { Stage = new("Ended"), Answer = new(answer) });
        var recovered = plan.Ends("Recovered", "已恢复");

        // Progress: a note in the policy's rhythm, and the next tier when nothing else was tried
        var firstTime = plan.Step("first-time", "等待进展记录", "Wait for the note", new WaitFor { Timer = new("TMR-RECOVERY-PROGRESS") });
        var toProgress = plan.To(hub, "progress");
        var isBack = plan.Ask("is-back", "已恢复?", "Service back?", "variables.isRestored == true");
        var look = plan.Step("look", "措施有变?", "Another action?", new CheckRecovery { Since = new(lookedAt), LookedAt = new(lookedAt) });
        var readTier = plan.Step("read-tier", "读取层级", "Read tier", new ReadCase { Facts = new(["currentTier"]) });
        var isSameTier = plan.Ask("is-same-tier", "层级未变?", "Same tier?", "variables.currentTier == variables.tierSeen && variables.currentTier != 'RnD'");
        var raiseSame = plan.Step("raise-same", "事件:应转上级", "Event: next tier due", new PublishBusinessEvent
        {
            EventName = new("Fault.TierDue"),
            Filter = Js<string?>("({ Tier1: 'Tier2', Tier2: 'Tier3', Tier3: 'RnD' })[variables.currentTier]"),
            Data = Js<IDictionary<string, object>?>("({ tier: ({ Tier1: 'Tier2', Tier2: 'Tier3', Tier3: 'RnD' })[variables.currentTier] })"),
        });
        var readTierAfter = plan.Step("read-tier-after", "读取层级", "Read tier", new ReadCase { Facts = new(["currentTier"]) });
        var seeTier = plan.Set("see-tier", "记住层级", "Remember the tier", tierSeen, "variables.currentTier");
        var note = plan.Step("progress-note", "恢复进展", "Progress note", new HumanTask
        {
            TaskType = new("progress-note"),
            Role = new(leadRole),
            Assignee = new(leadId),
            Outcomes = new(["Done"]),
            Within = new("TMR-RECOVERY-PROGRESS"),
            Answer = new(answer),
            Blocking = new(false),
        });
        var toProgressNoted = plan.Step("next-time", "等待进展记录", "Wait for the note", new WaitFor { Timer = new("TMR-RECOVERY-PROGRESS") });
        var toProgressAgain = plan.To(hub, "progress", "to-progress-again");
        var toProgressLate = plan.To(hub, "progress", "to-progress-late");
        var progressEnd = plan.Step("progress-end", "支路结束", "Branch ends", new BranchEnd());

        // The level was lowered: nothing is interrupted any more.
        var level = plan.Step("level-changed", "等待级别变更", "Level changes", new WaitForBusinessEvent { EventName = new("Fault.LevelChanged"), Listener = new(true) });
        var readLevel = plan.Step("read-level", "读取级别", "Read level", new ReadCase { Facts = new(["level"]) });
        var isLower = plan.Ask("is-lower", "已降级?", "Lowered?", "variables.level != 1");
        var toHandedOver = plan.To(hub, "handed-over");
        var endHanded = plan.Step("end-handed-over", "结束恢复", "End the recovery", new RecordRecovery { Stage = new("Ended") });
        var endAuthHanded = plan.Step("end-auth-handed-over", "结束授权时限", "End the clock", new CancelClock { ClockId = new(AuthClock) });
        var handedOver = plan.Ends("HandedOver", "已移交");

        // Arrows
        plan.Chain(plan.Start, open);
        plan.Arrow(open, "AlreadyRuns", runsAlready);
        plan.Arrow(open, "Opened", firstWay);
        plan.Arrow(firstWay, hub);
        plan.Arrow(hub, "begin", begin);
        plan.Arrow(begin, "Lead", take);
        plan.Arrow(take, "Taken", tierLeads);
        plan.Arrow(tierLeads, toLead);
        plan.Arrow(take, "TimedOut", toLeadKept);
        plan.Arrow(begin, "Progress", firstTime);
        plan.Arrow(firstTime, toProgress);
        plan.Arrow(begin, "Level", level);
        plan.Arrow(level, "Received", readLevel);
        plan.Arrow(readLevel, isLower);
        plan.Arrow(isLower, "True", toHandedOver);
        plan.Arrow(isLower, "False", level);

        plan.Arrow(hub, "lead", evidence);
        plan.Arrows(evidence, keepEvidence, "Saved", "Skipped");
        plan.Arrow(keepEvidence, toPlan);
        plan.Arrow(evidence, "TimedOut", toPlanLate);

        plan.Arrow(hub, "plan", readMode);
        plan.Arrow(readMode, makePlan);
        plan.Arrow(makePlan, "Planned", planDocument);
        plan.Arrow(planDocument, propose);
        plan.Arrows(propose, toAuthorise, "Done", "Limit");
        plan.Arrow(makePlan, "NeedHigherTier", raise);
        plan.Arrows(raise, forgetLead, "Raised", "AlreadyThere");
        plan.Arrow(forgetLead, toPlanRaised);

        plan.Arrow(hub, "authorise", asking);
        plan.Arrow(asking, "Institute", institute);
        plan.Arrow(institute, "Authorised", toAuthorised);
        plan.Arrows(institute, toRefused, "Refused", "ModifyPlan");
        plan.Arrow(asking, "Branch", branchTime);
        plan.Arrow(branchTime, branch);
        plan.Arrow(branch, "Authorised", toAuthorisedBranch);
        plan.Arrows(branch, toRefusedBranch, "Refused", "ModifyPlan");
        plan.Arrow(asking, "Province", provinceTime);
        plan.Chain(provinceTime, askProvince, province);
        plan.Arrow(province, "Authorised", toAuthorisedProvince);
        plan.Arrows(province, toRefusedProvince, "Refused", "ModifyPlan");
        plan.Arrow(hub, "refused", endRefused);
        plan.Arrow(endRefused, refused);
        plan.Arrows(refused, endAuthClock, "Done", "Limit");
        plan.Arrow(endAuthClock, toPlanRefused);

        plan.Arrow(hub, "authorised", endAsking);
        plan.Arrow(endAsking, authorised);
        plan.Arrows(authorised, execute, "Done", "Limit");
        plan.Arrow(execute, "Work", underWay);
        plan.Arrow(underWay, "UnderWay", toReportUnderWay);
        plan.Arrow(underWay, "None", service);
        plan.Arrow(hub, PlannedWork.ReportRoute, work);
        plan.Arrow(execute, "Part", needsBoard);
        plan.Arrow(needsBoard, "True", hasPart);
        plan.Arrow(hasPart, "None", part);
        plan.Arrow(hasPart, "UnderWay", noPart);
        plan.Arrow(part, partEnd);
        plan.Arrow(needsBoard, "False", noPart);
        plan.Arrow(work, "ServiceRestored", worked);
        plan.Arrows(worked, toRestored, "Done", "Limit");
        plan.Arrow(work, "NotRestored", failed);
        plan.Arrow(failed, "Done", toPlanFailed);
        plan.Arrow(failed, "Limit", thirdFailed);
        plan.Arrow(thirdFailed, toPlanThird);
        plan.Arrow(work, "Worse", worse);
        plan.Arrow(worse, "Done", callWorse);
        plan.Arrow(callWorse, toPlanWorse);
        plan.Arrow(worse, "Limit", thirdWorse);
        plan.Arrow(thirdWorse, toPlanThirdWorse);

        plan.Arrow(hub, "restored", noteRestored);
        plan.Chain(noteRestored, observe, verify);
        plan.Arrow(verify, "Approved", verified);
        plan.Arrow(verify, "Rejected", noteUnstable);
        plan.Arrow(noteUnstable, unstable);
        plan.Arrow(unstable, "Done", again);
        plan.Arrow(unstable, "Limit", thirdUnstable);
        plan.Arrow(thirdUnstable, again);
        plan.Arrow(again, "Plan", toPlanUnstable);
        plan.Arrow(again, "Progress", againTime);
        plan.Arrow(againTime, toProgressUnstable);
        plan.Arrows(verified, locate, "Done", "Limit");
        plan.Arrow(locate, summary);
        plan.Arrow(summary, "Done", summaryDocument);
        plan.Arrow(summaryDocument, end);
        plan.Arrows(end, recovered, "Done", "Limit");

        plan.Arrow(hub, "progress", isBack);
        plan.Arrow(isBack, "False", look);
        plan.Arrow(look, "Changed", note);
        plan.Arrow(look, "Same", readTier);
        plan.Arrow(readTier, isSameTier);
        plan.Arrow(isSameTier, "True", raiseSame);
        plan.Arrow(raiseSame, readTierAfter);
        plan.Arrow(isSameTier, "False", readTierAfter);
        plan.Chain(readTierAfter, seeTier, note);
        plan.Arrow(note, "Done", toProgressNoted);
        plan.Arrow(toProgressNoted, toProgressAgain);
        plan.Arrow(note, "TimedOut", toProgressLate);
        plan.Arrow(isBack, "True", progressEnd);

        plan.Arrow(hub, "handed-over", endAuthHanded);
        plan.Arrow(endAuthHanded, endHanded);
        plan.Arrows(endHanded, handedOver, "Done", "Limit");
    }

    private static HumanTask Authorise(FlowPlan plan, string id, string role, Variable<string> consent, Variable<string> by, params string[] clocks) =>
        plan.Step(id, "恢复授权", "Authorise the recovery", new HumanTask
        {
            TaskType = new("recovery-authorise"),
            Role = new(role),
            Outcomes = new(["Authorised", "Refused", "ModifyPlan"]),
            Clocks = new(clocks),
            Prefill = Js<IDictionary<string, object>?>("({ action: variables.action, steps: variables.steps, risk: variables.risk, kind: 'Task' })"),
            Answer = new(consent),
            CompletedBy = new(by),
        });

    private static RaiseEscalation Call(FlowPlan plan, string id, string level, string reasonZh, string reasonEn) => plan.Step(id, "管理升级", "Escalate", new RaiseEscalation
    {
        Level = new(level),
        Trigger = new("Manual"),
        ReasonZh = new(reasonZh),
        ReasonEn = new(reasonEn),
    });
}
