using Elsa.ITR.Activities.Batch;
using Elsa.ITR.Activities.Documents;
using Elsa.ITR.Activities.Events;
using Elsa.ITR.Activities.Notifications;
using Elsa.ITR.Activities.Records;
using Elsa.ITR.Activities.Tasks;
using Elsa.ITR.Domain.Organisation;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Memory;
using static Elsa.ITR.Workflows.CodeFirst.FlowPlan;

namespace Elsa.ITR.Workflows.CodeFirst.Changes;

/// <summary>Boards with a batch defect are replaced over many sites, in waves, with a gate after each and a line that can be stopped.</summary>
/// <remarks>A page opens the record with the form of step 1; the form is asked again when somebody returns it.</remarks>
public sealed class BatchReplacement : WorkflowBase
{
    /// <inheritdoc/>
    protected override void Build(IWorkflowBuilder builder)
    {
        var plan = new FlowPlan(builder, FlowIds.BatchReplacement, version: 1, "批量更换", "Batch replacement");
        var answer = plan.Text("answer");
        var draftAnswer = plan.Text("draftAnswer");
        var decidedBy = plan.Text("decidedBy");
        var decision = plan.Text("decision");
        var itemCount = plan.Number("itemCount");
        var wave = plan.Number("wave");
        var successPercent = plan.Number("successPercent");
        var passed = plan.Flag("passed");
        var next = plan.Flag("next");
        var repeats = plan.Flag("repeats");
        var aborted = plan.Flag("aborted");
        var stopped = plan.Flag("stopped");
        plan.Flag("provinceNeeded");
        foreach (var kept in (string[])["title", "targetEnd", "method", "reason"])
            plan.Text(kept);

        var read = plan.Step("read-campaign", "读取批量更换", "Read the campaign", new ReadRecord { Facts = new(["title", "targetEnd"]) });
        var firstWay = plan.Set("first-way", "首个去向", "First way", plan.Route, "'scope'");
        var hub = plan.Hub("draft", "scope", "method", "stock", "launch", "consent", "province", "run", "waves", "items", "gate", "again", "stop", "last", "close");

        // 1 Draft, 2 scope from the installed base
        var draft = plan.Step("draft", "批量更换立项", "Draft the campaign", new HumanTask
        {
            TaskType = new("campaign-draft"),
            Role = new(RoleCodes.QualityManager),
            Outcomes = new(["Submit"]),
            Answer = new(draftAnswer),
        });
        var keepDraft = plan.Step("keep-draft", "记录立项", "Keep the draft", new UpdateRecord { Answer = new(draftAnswer) });
        var toScope = plan.To(hub, "scope");
        var match = plan.Step("match", "按规则匹配设备档案", "Match the installed base", new MatchItems { ItemCount = new(itemCount) });
        var scope = plan.Step("scope", "影响范围确认", "Confirm the scope", new HumanTask
        {
            TaskType = new("campaign-scope"),
            Role = new(RoleCodes.RnDEngineer),
            Outcomes = new(["Confirm", "Adjust"]),
            Prefill = Js<IDictionary<string, object>?>("({ itemCount: variables.itemCount })"),
        });
        var toDraftAdjust = plan.To(hub, "draft", "to-draft-adjust");
        var toMethod = plan.To(hub, "method");

        // 3 Method and pilot, 4 stock plan
        var method = plan.Step("method", "更换方案评审", "Review the method", new ApprovalTask
        {
            TaskType = new("campaign-method"),
            Role = new(RoleCodes.Tier3Engineer),
            Decisions = new(["Approve", "Return"]),
            Answer = new(answer),
            CompletedBy = new(decidedBy),
        });
        var keepMethod = plan.Step("keep-method", "记录方案", "Keep the method", new UpdateRecord { Answer = new(answer) });
        var reviewedState = plan.Step("reviewed-state", "已评审", "Reviewed", new SetRecordState { Trigger = new("Review") });
        var toStock = plan.To(hub, "stock");
        var toDraftMethod = plan.To(hub, "draft", "to-draft-method");
        var stock = plan.Step("stock", "备件计划", "Stock plan", new HumanTask
        {
            TaskType = new("campaign-stock"),
            Role = new(RoleCodes.SparePartsCoordinator),
            Outcomes = new(["Feasible", "Shortage"]),
            Answer = new(answer),
        });
        var waves = plan.Step("plan-waves", "划分波次", "Plan the waves", new PlanWaves { Answer = new(answer) });
        var toLaunch = plan.To(hub, "launch");
        var shortageState = plan.Step("shortage-state", "退回立项", "Back to the draft", new SetRecordState { Trigger = new("Return") });
        var toDraftShortage = plan.To(hub, "draft", "to-draft-shortage");

        // 5 Launch
        var launch = plan.Step("launch", "启动审批", "Launch decision", new HumanTask
        {
            TaskType = new("campaign-launch"),
            Role = new(RoleCodes.TscDirector),
            Outcomes = new(["Launch", "Return", "Reject"]),
            Answer = new(answer),
            CompletedBy = new(decidedBy),
        });
        var noteLaunch = plan.Step("note-launch", "记录启动", "Note the launch", new NoteDecision { Role = new(RoleCodes.TscDirector), Decision = new("Launch"), Answer = new(answer), DecidedBy = new(decidedBy) });
        var launchedState = plan.Step("launched-state", "已启动", "Launched", new SetRecordState { Trigger = new("Launch") });
        var tellLaunched = plan.Step("tell-launched", "事件:批量更换启动", "Event: campaign launched", new PublishBusinessEvent
        {
            EventName = new("Campaign.Launched"),
            Data = Js<IDictionary<string, object>?>("({ agreedDue: variables.targetEnd })"),
        });
        var tellStarted = plan.Step("tell-started", "事件:批量更换开始", "Event: campaign started", new PublishBusinessEvent { EventName = new("Campaign.Started") });
        var launchNotice = plan.Step("launch-notice", "通知客户", "Tell the customer", new SendNotification { Template = new("CAMPAIGN_NOTICE"), Recipients = new([RoleCodes.InstituteApprover, RoleCodes.CustomerUser]) });
        var toConsent = plan.To(hub, "consent");
        var returnedState = plan.Step("returned-state", "退回立项", "Back to the draft", new SetRecordState { Trigger = new("Return") });
        var toDraftReturned = plan.To(hub, "draft", "to-draft-returned");
        var rejectedState = plan.Step("rejected-state", "不启动", "Not launched", new SetRecordState { Trigger = new("Abort") });
        var rejected = plan.Ends("Rejected", "未启动");

        // 6 Consent by branch; the province where there are many items or a backbone
        var institute = Consent(plan, "institute", "客户同意(研究院)", "Consent of the institute", RoleCodes.InstituteApprover, answer, decidedBy, decision);
        var noteInstitute = plan.Step("note-institute", "记录各分公司答复", "Note the answers", new NoteConsent { Answer = new(answer), RefusesAll = Js<bool>("variables.decision == 'Refuse'") });
        var decideInstitute = plan.Step("decide-institute", "记录研究院意见", "Note the institute's decision", new NoteDecision { Role = new(RoleCodes.InstituteApprover), Decision = new(decision), Answer = new(answer), DecidedBy = new(decidedBy) });
        var readProvince = plan.Step("read-province", "是否需省公司", "Is the province needed", new ReadRecord { Facts = new(["provinceNeeded"]) });
        var needsProvince = plan.Ask("needs-province", "需省公司同意?", "Province too?", "variables.provinceNeeded == true");
        var toProvince = plan.To(hub, "province");
        var toRun = plan.To(hub, "run");
        var province = Consent(plan, "province", "客户同意(省公司)", "Consent of the province", RoleCodes.ProvinceApprover, answer, decidedBy, decision);
        var noteProvince = plan.Step("note-province", "记录答复", "Note the answers of the province", new NoteConsent { Answer = new(answer), RefusesAll = Js<bool>("variables.decision == 'Refuse'") });
        var decideProvince = plan.Step("decide-province", "记录省公司意见", "Note the province's decision", new NoteDecision { Role = new(RoleCodes.ProvinceApprover), Decision = new(decision), Answer = new(answer), DecidedBy = new(decidedBy) });
        var toRunProvince = plan.To(hub, "run", "to-run-province");

        // 7 Waves in order, 8 items in parallel
        var runState = plan.Step("run-state", "执行中", "Running", new SetRecordState { Trigger = new("Run") });
        var go = plan.Step("go", "执行", "At work", new FlowFork { Branches = new(["Waves", "Interruption"]) });
        var toWaves = plan.To(hub, "waves");
        var openWave = plan.Step("open-wave", "下一波次", "Next wave", new ForEachWave { Next = new(next), Wave = new(wave) });
        var toLast = plan.To(hub, "last");
        var toItems = plan.To(hub, "items");

        // An interruption stops the line, in whichever wave; one more while it stands is part of the same analysis
        var interrupted = plan.Step("interrupted", "等待业务中断", "Wait for an interruption", new WaitForBusinessEvent { EventName = new("Campaign.Interrupted"), Listener = new(true) });
        var isStopped = plan.Ask("is-stopped", "已停线?", "Does the line stand?", "variables.stopped == true");
        var noteInterrupted = plan.Set("note-interrupted", "停线", "The line stands", stopped, "true");
        var stopAndListen = plan.Step("stop-and-listen", "并行", "In parallel", new FlowFork { Branches = new(["Stop", "Listen"]) });
        var toStopInterrupted = plan.To(hub, "stop", "to-stop-interrupted");

        var items = plan.Step("items", "并行更换", "Replace in parallel", new ForEachItem
        {
            DefinitionId = new(FlowIds.BatchReplacementItem),
            RepeatExceptions = new(repeats),
            SuccessPercent = new(successPercent),
            Passed = new(passed),
        });
        var toGate = plan.To(hub, "gate");

        // 9 Gate
        var hasPassed = plan.Ask("has-passed", "达到门限?", "Is the gate passed?", "variables.passed == true");
        var gateOpen = Gate(plan, "gate-open", "波次门限决策(达标)", "Gate passed", answer, ["NextWave", "StopLine", "RepeatExceptions"]);
        var gateShut = Gate(plan, "gate-shut", "波次门限决策(未达标)", "Gate not passed", answer, ["StopLine", "RepeatExceptions"]);
        var goesOn = plan.Set("goes-on", "下一波次", "On to the next wave", next, "true");
        var noRepeat = plan.Set("no-repeat", "不重复异常", "No repetition", repeats, "false");
        var toWavesNext = plan.To(hub, "waves", "to-waves-next");
        var toStopPassed = plan.To(hub, "stop", "to-stop-passed");
        var toStopShut = plan.To(hub, "stop", "to-stop-shut");
        var toAgainPassed = plan.To(hub, "again", "to-again-passed");
        var toAgainShut = plan.To(hub, "again", "to-again-shut");
        var repeat = plan.Set("repeat", "重复异常项", "Repeat the exceptions", repeats, "true");
        var sameWave = plan.Set("same-wave", "同一波次", "The same wave", next, "false");
        var toWavesAgain = plan.To(hub, "waves", "to-waves-again");

        // 10 Stop line
        var endWork = plan.Step("end-work", "停止派发", "Stop handing out", new CancelTasks { Steps = new(["items", "last-items", "gate-open", "gate-shut"]) });
        var noteStopped = plan.Set("note-stopped", "停线", "The line stands", stopped, "true");
        var suspendedState = plan.Step("suspended-state", "停线", "Suspended", new SetRecordState { Trigger = new("Suspend") });
        var stopLine = plan.Step("stop-line", "取消未开始的时间窗", "Take back open windows", new StopLine());
        var stopNotice = plan.Step("stop-notice", "通知停线", "Tell that the line stops", new SendNotification { Template = new("CAMPAIGN_STOP"), Recipients = new([RoleCodes.QualityManager, RoleCodes.TscDirector, RoleCodes.InstituteApprover]) });
        var analysis = plan.Step("analysis", "停线分析", "Analysis", new ParallelApproval
        {
            TaskType = new("campaign-analysis"),
            Roles = new([RoleCodes.RnDEngineer, RoleCodes.QualityManager]),
            Choices = new(["Resume", "Abort"]),
            Answer = new(answer),
        });
        var resumedState = plan.Step("resumed-state", "恢复执行", "Resumed", new SetRecordState { Trigger = new("Resume") });
        var noteResumed = plan.Set("note-resumed", "恢复", "The line runs", stopped, "false");
        var resumeSame = plan.Set("resume-same", "继续同一波次", "The same wave goes on", next, "false");
        var toWavesResumed = plan.To(hub, "waves", "to-waves-resumed");
        var giveUp = plan.Set("give-up", "终止", "Given up", aborted, "true");
        var endListeningAborted = plan.Step("end-listening-aborted", "结束监听", "End listening", new CancelTasks { Steps = new(["interrupted"]) });
        var abandon = plan.Step("abandon-items", "放弃未完成项", "Give the open items up", new StopLine { ForGood = new(true) });
        var toCloseAborted = plan.To(hub, "close", "to-close-aborted");

        // 11 All items final, 12 closure
        var lastItems = plan.Step("last-items", "等待全部完成", "Until every item is final", new ForEachItem { DefinitionId = new(FlowIds.BatchReplacementItem), UntilFinal = new(true), RepeatExceptions = new(true) });
        var endListeningLast = plan.Step("end-listening-last", "结束监听", "End listening", new CancelTasks { Steps = new(["interrupted"]) });
        var toClose = plan.To(hub, "close");
        var close = plan.Step("close", "批量更换总结", "Closure", new HumanTask
        {
            TaskType = new("campaign-close"),
            Role = new(RoleCodes.QualityManager),
            Outcomes = new(["Submit"]),
            Prefill = Js<IDictionary<string, object>?>("({ itemCount: variables.itemCount })"),
            Answer = new(answer),
            CompletedBy = new(decidedBy),
        });
        var approve = plan.Step("approve-closure", "审批总结", "Approve the closure", new HumanTask
        {
            TaskType = new("campaign-close"),
            Role = new(RoleCodes.TscDirector),
            Outcomes = new(["Approve", "Return"]),
            NotBy = new(decidedBy),
            Prefill = Js<IDictionary<string, object>?>("JSON.parse(variables.answer)"),
        });
        var toCloseAgain = plan.To(hub, "close", "to-close-again");
        var report = plan.Step("report", "《批量更换总结报告》", "Closure report", new GenerateDocument { DocumentType = new("CampaignClosureReport"), Answer = new(answer) });
        var wasAborted = plan.Ask("was-aborted", "已终止?", "Given up?", "variables.aborted == true");
        var abortedState = plan.Step("aborted-state", "已终止", "Aborted", new SetRecordState { Trigger = new("Abort") });
        var tellAborted = plan.Step("tell-aborted", "事件:批量更换终止", "Event: campaign aborted", new PublishBusinessEvent { EventName = new("Campaign.Aborted") });
        var abortedEnd = plan.Ends("Aborted", "已终止");
        var completedState = plan.Step("completed-state", "已完成", "Completed", new SetRecordState { Trigger = new("Complete") });
        var tellCompleted = plan.Step("tell-completed", "事件:批量更换完成", "Event: campaign completed", new PublishBusinessEvent { EventName = new("Campaign.Completed") });
        var completed = plan.Ends("Completed", "已完成");

        // Arrows
        plan.Chain(plan.Start, read, firstWay, hub);
        plan.Arrow(hub, "draft", draft);
        plan.Arrow(draft, "Submit", keepDraft);
        plan.Chain(keepDraft, toScope);
        plan.Arrow(hub, "scope", match);
        plan.Chain(match, scope);
        plan.Arrow(scope, "Confirm", toMethod);
        plan.Arrow(scope, "Adjust", toDraftAdjust);
        plan.Arrow(hub, "method", method);
        plan.Arrow(method, "Approve", keepMethod);
        plan.Chain(keepMethod, reviewedState, toStock);
        plan.Arrow(method, "Return", toDraftMethod);
        plan.Arrow(hub, "stock", stock);
        plan.Arrow(stock, "Feasible", waves);
        plan.Chain(waves, toLaunch);
        plan.Arrow(stock, "Shortage", shortageState);
        plan.Chain(shortageState, toDraftShortage);
        plan.Arrow(hub, "launch", launch);
        plan.Arrow(launch, "Launch", noteLaunch);
        plan.Chain(noteLaunch, launchedState, tellLaunched, tellStarted, launchNotice, toConsent);
        plan.Arrow(launch, "Return", returnedState);
        plan.Chain(returnedState, toDraftReturned);
        plan.Arrow(launch, "Reject", rejectedState);
        plan.Chain(rejectedState, rejected);
        plan.Arrow(hub, "consent", institute);
        plan.Arrows(institute, noteInstitute, "Consent", "Partial", "Refuse");
        plan.Chain(noteInstitute, decideInstitute, readProvince, needsProvince);
        plan.Arrow(needsProvince, "True", toProvince);
        plan.Arrow(needsProvince, "False", toRun);
        plan.Arrow(hub, "province", province);
        plan.Arrows(province, noteProvince, "Consent", "Partial", "Refuse");
        plan.Chain(noteProvince, decideProvince, toRunProvince);
        plan.Arrow(hub, "run", runState);
        plan.Chain(runState, go);
        plan.Arrow(go, "Waves", toWaves);
        plan.Arrow(go, "Interruption", interrupted);
        plan.Arrow(interrupted, "Received", isStopped);
        plan.Arrow(isStopped, "True", interrupted);
        plan.Arrow(isStopped, "False", noteInterrupted);
        plan.Chain(noteInterrupted, stopAndListen);
        plan.Arrow(stopAndListen, "Stop", toStopInterrupted);
        plan.Arrow(stopAndListen, "Listen", interrupted);
        plan.Arrow(hub, "waves", openWave);
        plan.Arrow(openWave, "Wave", toItems);
        plan.Arrow(openWave, "Done", toLast);
        plan.Arrow(hub, "items", items);
        plan.Arrows(items, toGate, "Gate", "Final");
        plan.Arrow(hub, "gate", hasPassed);
        plan.Arrow(hasPassed, "True", gateOpen);
        plan.Arrow(hasPassed, "False", gateShut);
        plan.Arrow(gateOpen, "NextWave", goesOn);
        plan.Chain(goesOn, noRepeat, toWavesNext);
        plan.Arrow(gateOpen, "StopLine", toStopPassed);
        plan.Arrow(gateOpen, "RepeatExceptions", toAgainPassed);
        plan.Arrow(gateShut, "StopLine", toStopShut);
        plan.Arrow(gateShut, "RepeatExceptions", toAgainShut);
        plan.Arrow(hub, "again", repeat);
        plan.Chain(repeat, sameWave, toWavesAgain);
        plan.Arrow(hub, "stop", endWork);
        plan.Chain(endWork, noteStopped, suspendedState, stopLine, stopNotice, analysis);
        plan.Arrow(analysis, "Approved", resumedState);
        plan.Chain(resumedState, noteResumed, resumeSame, toWavesResumed);
        plan.Arrow(analysis, "Rejected", giveUp);
        plan.Chain(giveUp, endListeningAborted, abandon, toCloseAborted);
        plan.Arrow(hub, "last", lastItems);
        plan.Arrows(lastItems, endListeningLast, "Gate", "Final");
        plan.Chain(endListeningLast, toClose);
        plan.Arrow(hub, "close", close);
        plan.Arrow(close, "Submit", approve);
        plan.Arrow(approve, "Return", toCloseAgain);
        plan.Arrow(approve, "Approve", report);
        plan.Chain(report, wasAborted);
        plan.Arrow(wasAborted, "True", abortedState);
        plan.Chain(abortedState, tellAborted, abortedEnd);
        plan.Arrow(wasAborted, "False", completedState);
        plan.Chain(completedState, tellCompleted, completed);
    }

    private static HumanTask Consent(
        FlowPlan plan, string id, string zh, string en, string role, Variable<string> answer, Variable<string> decidedBy, Variable<string> decision) => plan.Step(id, zh, en, new HumanTask
        {
            TaskType = new("campaign-consent"),
            Role = new(role),
            Outcomes = new(["Consent", "Partial", "Refuse"]),
            Answer = new(answer),
            CompletedBy = new(decidedBy),
            Outcome = new(decision),
        });

    private static HumanTask Gate(FlowPlan plan, string id, string zh, string en, Variable<string> answer, ICollection<string> outcomes) => plan.Step(id, zh, en, new HumanTask
    {
        TaskType = new("campaign-gate"),
        Role = new(RoleCodes.QualityManager),
        Outcomes = new(outcomes),
        Prefill = Js<IDictionary<string, object>?>("({ wave: variables.wave, successPercent: variables.successPercent })"),
        Answer = new(answer),
    });
}
