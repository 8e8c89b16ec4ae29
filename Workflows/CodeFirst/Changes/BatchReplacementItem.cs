using Elsa.ITR.Activities.Batch;
using Elsa.ITR.Activities.Clocks;
using Elsa.ITR.Activities.Events;
using Elsa.ITR.Activities.Flows;
using Elsa.ITR.Activities.Records;
using Elsa.ITR.Activities.Tasks;
using Elsa.ITR.Domain.Organisation;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Activities;
using static Elsa.ITR.Workflows.CodeFirst.FlowPlan;

namespace Elsa.ITR.Workflows.CodeFirst.Changes;

/// <summary>One board of a batch replacement: window, replacement, confirmation, return; what stands against it is decided by the quality manager.</summary>
/// <remarks>Its campaign says whether the engineer reports the replacement, or whether a change (07) or an upgrade (08) carries it out. An exception that is tried again ends this run: the wave starts the next one when a place is free.</remarks>
public sealed class BatchReplacementItem : WorkflowBase
{
    private const string ExceptionClock = "OLA-BATCH-EXCEPTION";
    private const string ReturnClock = "OLA-BATCH-RETURN";

    // What the change says of this item's board.
    private const string InsertedSerial =
        "JSON.parse(variables.parts || '[]').filter(function (x) { return x.oldSerial == variables.oldSerial; }).map(function (x) { return x.newSerial; }).shift() || ''";

    /// <inheritdoc/>
    protected override void Build(IWorkflowBuilder builder)
    {
        var plan = new FlowPlan(builder, FlowIds.BatchReplacementItem, version: 1, "批量更换项", "Batch replacement item");
        var answer = plan.Text("answer");
        var replaceAnswer = plan.Text("replaceAnswer");
        var engineerId = plan.Text("engineerId");
        var reason = plan.Text("reason");
        var decision = plan.Text("decision");
        var opened = plan.Text("opened");
        var workOutcome = plan.Text("workOutcome");
        plan.Number("wave");
        plan.Number("attempts");
        plan.Flag("refused");
        plan.Flag("serviceInterrupted");
        var work = plan.Text("work");
        var newSerial = plan.Text("newSerial");
        var isSoftware = plan.Flag("isSoftware");
        foreach (var kept in (string[])["title", "oldSerial", "windowStart", "escort", "returnedAt", "faultCode", "parts", "takenBack"])
            plan.Text(kept);

        var read = plan.Step("read-item", "读取更换项", "Read the item", new ReadRecord { Facts = new(["title", "oldSerial", "refused", "wave", "attempts"]) });
        var firstWay = plan.Set("first-way", "首个去向", "First way", plan.Route, "'begin'");
        var item = plan.Step("item", "并行", "In parallel", new FlowFork { Branches = new(["Work", "Stopped", "Abandoned"]) });
        var hub = plan.Hub("begin", "window", "work", "report", "replaced", "confirm", "done", "except", "stopped", "abandoned");
        var wasRefused = plan.Ask("was-refused", "客户已拒绝?", "Has the customer refused?", "variables.refused == true");
        var refusedReason = plan.Set("refused-reason", "原因:客户拒绝", "Reason: refused", reason, "'Refused'");
        var toExceptRefused = plan.To(hub, "except", "to-except-refused");
        var toWindow = plan.To(hub, "window");
        var listen = plan.Step("listen-stop", "等待停线", "Wait for a stop of the line", new WaitForBusinessEvent
        {
            EventName = new("Campaign.Stopped"),
            Filter = Js<string?>("String(variables.attempts)"), // a stop of an earlier attempt is over
            Listener = new(true),
        });
        var toStopped = plan.To(hub, "stopped");
        var listenAbandoned = plan.Step("listen-abandoned", "等待终止", "Wait for the end of it all", new WaitForBusinessEvent { EventName = new("CampaignItem.Abandoned"), Listener = new(true) });
        var toAbandoned = plan.To(hub, "abandoned");

        // b The branch agrees the window
        var window = plan.Step("window", "更换时间确认", "Agree the window", new HumanTask
        {
            TaskType = new("campaign-window"),
            Role = new(RoleCodes.CustomerUser),
            Outcomes = new(["Agreed", "OtherDate", "Refuse"]),
            Keep = new(["windowStart", "escort"]),
        });
        var windowFacts = plan.Step("window-facts", "记录时间", "Note the window", new UpdateRecord { Facts = Js<IDictionary<string, object>?>("({ windowStart: variables.windowStart, escort: variables.escort })") });
        var toWork = plan.To(hub, "work");
        var toWindowAgain = plan.To(hub, "window", "to-window-again");
        var windowRefused = plan.Set("window-refused", "原因:客户拒绝", "Reason: refused", reason, "'Refused'");
        var toExceptWindow = plan.To(hub, "except", "to-except-window");

        // c Replace, as the campaign says
        var endListening = plan.Step("end-listening", "不再受停线影响", "The stop no longer reaches it", new CancelTasks { Steps = new(["listen-stop"]) });
        var startedState = plan.Step("started-state", "更换中", "In progress", new SetRecordState { Trigger = new("Start") });
        var openWork = plan.Step("open-work", "更换方式", "How it is replaced", new OpenItemWork { OtherRecord = new(work) });
        var toReport = plan.To(hub, "report");
        var change = plan.Step("change", "技术方案实施", "Technical solution", new RunFlow
        {
            DefinitionId = new(FlowIds.TechnicalSolution),
            OtherRecord = new(work),
            FlowInput = Js<IDictionary<string, object>?>("({ entry: 'Prepared' })"),
            Outcomes = new(["Implemented", "RolledBack", "Rejected", "Stopped", "Discarded"]),
            Keep = new(["parts", "engineerId"]),
            Outcome = new(workOutcome),
        });
        var keepSerial = plan.Set("keep-serial", "换上序列号", "Inserted serial", newSerial, InsertedSerial);
        var wasSwapped = plan.Ask("was-swapped", "本板已更换?", "Was this board swapped?", "!!variables.newSerial");
        var toReplacedChange = plan.To(hub, "replaced", "to-replaced-change");
        var toReportChange = plan.To(hub, "report", "to-report-change"); // the change went well, but left this board: the engineer says why
        var changeReason = plan.Set("change-reason", "原因:变更结果", "Reason: how the change ended", reason, "variables.workOutcome");
        var toExceptChange = plan.To(hub, "except", "to-except-change");
        var upgrade = plan.Step("upgrade", "软件升级审批", "Software upgrade", new RunFlow
        {
            DefinitionId = new(FlowIds.UpgradeApproval),
            OtherRecord = new(work),
            Outcomes = new(["Completed", "Failed", "Rejected"]),
            Keep = new(["takenBack", "engineerId"]),
            Outcome = new(workOutcome),
        });
        var wasTakenBack = plan.Ask("was-taken-back", "升级已回退?", "Was the upgrade taken back?", "variables.takenBack == 'true'");
        var takenBackReason = plan.Set("taken-back-reason", "原因:已回退", "Reason: taken back", reason, "'RolledBack'");
        var toExceptTakenBack = plan.To(hub, "except", "to-except-taken-back");
        var noteSoftware = plan.Set("note-software", "软件升级", "It was software", isSoftware, "true");
        var toReplacedUpgrade = plan.To(hub, "replaced", "to-replaced-upgrade");
        var upgradeReason = plan.Set("upgrade-reason", "原因:升级结果", "Reason: how the upgrade ended", reason, "variables.workOutcome");
        var toExceptUpgrade = plan.To(hub, "except", "to-except-upgrade");
        var replace = plan.Step("replace", "换板实施", "Replace the board", new HumanTask
        {
            TaskType = new("campaign-replace"),
            Role = new(RoleCodes.Tier1Engineer),
            Assignee = new(engineerId),
            Outcomes = new(["Replaced", "NotAffected", "Failed", "NoAccess", "SpareDefective", "SerialMismatch"]),
            Prefill = Js<IDictionary<string, object>?>("({ oldSerial: variables.oldSerial })"),
            Keep = new(["oldSerial", "newSerial"]),
            Answer = new(replaceAnswer),
            Outcome = new(workOutcome),
            CompletedBy = new(engineerId),
        });
        var toReplaced = plan.To(hub, "replaced");
        var newFacts = plan.Step("new-facts", "记录序列号", "Note the serial", new UpdateRecord { Facts = Js<IDictionary<string, object>?>("({ newSerial: variables.newSerial, ownerId: variables.engineerId })") });
        var replacedState = plan.Step("replaced-state", "已更换", "Replaced", new SetRecordState { Trigger = new("Replace") });
        var toConfirm = plan.To(hub, "confirm");
        var excludedState = plan.Step("excluded-state", "不受影响", "Not affected", new SetRecordState { Trigger = new("Exclude") });
        var tellExcluded = plan.Step("tell-excluded", "告知批量更换", "Tell the campaign: not affected", Ended("NotAffected"));
        var notAffected = plan.Ends("NotAffected", "不受影响");
        var workReason = plan.Set("work-reason", "原因:实施结果", "Reason: how the work ended", reason, "variables.workOutcome");
        var toExceptWork = plan.To(hub, "except", "to-except-work");

        // d The customer confirms
        var confirm = plan.Step("confirm", "换板确认", "Customer confirms", new HumanTask
        {
            TaskType = new("campaign-confirm"),
            Role = new(RoleCodes.CustomerUser),
            Outcomes = new(["Confirmed", "Fault"]),
            Keep = new(["serviceInterrupted", "faultCode"]),
        });
        var fault = plan.Step("fault", "登记故障", "Register the fault", new OpenFaultCase
        {
            FaultCode = Js<string>("variables.faultCode"),
            Interrupted = Js<bool>("variables.serviceInterrupted == true"),
            OtherRecord = new(opened),
        });
        var startFault = plan.Step("start-fault", "启动故障处理", "Start its flow", new StartFlow { DefinitionId = new(FlowIds.ManageServiceRequest), OtherRecord = new(opened) });
        var isInterrupted = plan.Ask("is-interrupted", "业务中断?", "Service interrupted?", "variables.serviceInterrupted == true");
        var tellInterrupted = plan.Step("tell-interrupted", "告知批量更换:业务中断", "Tell the campaign: interruption", new PublishBusinessEvent
        {
            EventName = new("Campaign.Interrupted"),
            On = new("Parent"),
            Data = Js<IDictionary<string, object>?>("({ no: getInput('recordNo') })"),
        });
        var faultReason = plan.Set("fault-reason", "原因:故障", "Reason: fault", reason, "'Fault'");
        var toExceptFault = plan.To(hub, "except", "to-except-fault");

        // e Installed base and the way back of the removed board, f done
        var swap = plan.Step("swap", "更新设备档案", "Update equipment record", new UpdateInstalledBase { Answer = Js<string>("JSON.stringify({ parts: [{ oldSerial: variables.oldSerial, newSerial: variables.newSerial }] })") });
        var wasSoftware = plan.Ask("was-software", "软件升级?", "Was it software?", "variables.isSoftware == true");
        var softwareState = plan.Step("software-state", "完成", "Software done", new SetRecordState { Trigger = new("Confirm") });
        var tellSoftware = plan.Step("tell-software", "告知批量更换:软件完成", "Tell the campaign: software done", Ended("Done"));
        var toDoneSoftware = plan.To(hub, "done", "to-done-software");
        var doneState = plan.Step("done-state", "完成", "Done", new SetRecordState { Trigger = new("Confirm") });
        var tellReplaced = plan.Step("tell-replaced", "事件:已更换", "Event: item replaced", new PublishBusinessEvent { EventName = new("CampaignItem.Replaced") });
        var tellDone = plan.Step("tell-done", "告知批量更换:完成", "Tell the campaign: done", Ended("Done"));
        var back = plan.Step("return", "旧板返还", "Return of the removed board", new HumanTask
        {
            TaskType = new("campaign-return"),
            Role = new(RoleCodes.WarehouseKeeper),
            Outcomes = new(["Returned", "Lost"]),
            Clocks = new([ReturnClock]),
            Keep = new(["returnedAt"]),
        });
        var returnedFacts = plan.Step("returned-facts", "记录返还", "Note the return", new UpdateRecord { Facts = Js<IDictionary<string, object>?>("({ returnedAt: variables.returnedAt })") });
        var tellReturned = plan.Step("tell-returned", "事件:旧板已返还", "Event: removed board returned", new PublishBusinessEvent { EventName = new("CampaignItem.DefectiveReturned"), OccurredAt = Js<string?>("variables.returnedAt") });
        var endReturn = plan.Step("end-return", "结束返还时限", "End the return clock", new CancelClock { ClockId = new(ReturnClock) });
        var toDone = plan.To(hub, "done");
        var done = plan.Ends("Done", "完成");

        // g Exception
        var endListeningExcept = plan.Step("end-listening-exception", "不再受停线影响", "The stop no longer reaches the exception", new CancelTasks { Steps = new(["listen-stop"]) });
        var exceptFacts = plan.Step("exception-facts", "记录异常", "Note the exception", new UpdateRecord { Facts = Js<IDictionary<string, object>?>("({ exceptionReason: variables.reason })") });
        var exceptState = plan.Step("exception-state", "异常", "Exception", new SetRecordState { Trigger = new("Except") });
        var tellException = plan.Step("tell-exception", "事件:异常", "Event: exception raised", new PublishBusinessEvent { EventName = new("CampaignItem.ExceptionRaised"), Filter = new(reason) });
        var tellCampaign = plan.Step("tell-campaign", "告知批量更换:异常", "Tell the campaign: exception", Ended("Exception"));
        var decide = plan.Step("decide", "异常处理", "Decide the exception", new HumanTask
        {
            TaskType = new("campaign-exception"),
            Role = new(RoleCodes.QualityManager),
            Outcomes = new(["Retry", "MoveToWave", "AlternativeBoard", "Waive"]),
            Clocks = new([ExceptionClock]),
            Prefill = Js<IDictionary<string, object>?>("({ exceptionReason: variables.reason, wave: variables.wave })"),
            Keep = new(["wave"]),
            Answer = new(answer),
            Outcome = new(decision),
        });
        var tellDecided = plan.Step("tell-decided", "事件:异常已决定", "Event: exception decided", new PublishBusinessEvent { EventName = new("CampaignItem.ExceptionDecided"), Filter = new(decision) });
        var decidedFacts = plan.Step("decided-facts", "记录决定", "Note the decision", new UpdateRecord
        {
            Facts = Js<IDictionary<string, object>?>("({ exceptionDecision: variables.decision, wave: variables.wave, refused: false })"),
        });
        var isWaived = plan.Ask("is-waived", "放弃?", "Waived?", "variables.decision == 'Waive'");
        var waivedState = plan.Step("waived-state", "放弃更换", "Waived", new SetRecordState { Trigger = new("Waive") });
        var tellWaived = plan.Step("tell-waived", "告知批量更换:放弃", "Tell the campaign: waived", Ended("Waived"));
        var waived = plan.Ends("Waived", "放弃更换");
        var retryState = plan.Step("retry-state", "重新排队", "Tried again", new SetRecordState { Trigger = new("Retry") });
        var tellRetry = plan.Step("tell-retry", "告知批量更换:重试", "Tell the campaign: again", Ended("Planned"));
        var retried = plan.Ends("Retried", "重新排队");

        // The line was stopped before the work began
        var endWindow = plan.Step("end-window", "取消时间窗", "Take the window back", new CancelTasks { Steps = new(["window"]) });
        var stoppedState = plan.Step("stopped-state", "重新排队", "Back in the queue", new SetRecordState { Trigger = new("Unschedule") });
        var tellStopped = plan.Step("tell-stopped", "告知批量更换:已停", "Tell the campaign: stopped", Ended("Planned"));
        var stopped = plan.Ends("Stopped", "停线");
        var abandoned = plan.Ends("Abandoned", "随批量更换终止");

        // Arrows
        plan.Chain(plan.Start, read, firstWay, hub);
        plan.Arrow(hub, "begin", item);
        plan.Arrow(item, "Work", wasRefused);
        plan.Arrow(wasRefused, "True", refusedReason);
        plan.Chain(refusedReason, toExceptRefused);
        plan.Arrow(wasRefused, "False", toWindow);
        plan.Arrow(item, "Stopped", listen);
        plan.Arrow(listen, "Received", toStopped);
        plan.Arrow(item, "Abandoned", listenAbandoned);
        plan.Arrow(listenAbandoned, "Received", toAbandoned);
        plan.Arrow(hub, "window", window);
        plan.Arrow(window, "Agreed", windowFacts);
        plan.Chain(windowFacts, toWork);
        plan.Arrow(window, "OtherDate", toWindowAgain);
        plan.Arrow(window, "Refuse", windowRefused);
        plan.Chain(windowRefused, toExceptWindow);
        plan.Arrow(hub, "work", endListening);
        plan.Chain(endListening, startedState, openWork);
        plan.Arrow(openWork, "Report", toReport);
        plan.Arrow(openWork, "Change", change);
        plan.Arrow(change, "Implemented", keepSerial);
        plan.Chain(keepSerial, wasSwapped);
        plan.Arrow(wasSwapped, "True", toReplacedChange);
        plan.Arrow(wasSwapped, "False", toReportChange);
        plan.Arrows(change, changeReason, "RolledBack", "Rejected", "Stopped", "Discarded", "Cancelled");
        plan.Chain(changeReason, toExceptChange);
        plan.Arrow(openWork, "Upgrade", upgrade);
        plan.Arrow(upgrade, "Completed", wasTakenBack);
        plan.Arrow(wasTakenBack, "True", takenBackReason);
        plan.Chain(takenBackReason, toExceptTakenBack);
        plan.Arrow(wasTakenBack, "False", noteSoftware);
        plan.Chain(noteSoftware, toReplacedUpgrade);
        plan.Arrows(upgrade, upgradeReason, "Failed", "Rejected", "Cancelled");
        plan.Chain(upgradeReason, toExceptUpgrade);
        plan.Arrow(hub, "report", replace);
        plan.Arrow(replace, "Replaced", toReplaced);
        plan.Arrow(hub, "replaced", newFacts);
        plan.Chain(newFacts, replacedState, toConfirm);
        plan.Arrow(replace, "NotAffected", excludedState);
        plan.Chain(excludedState, tellExcluded, notAffected);
        plan.Arrows(replace, workReason, "Failed", "NoAccess", "SpareDefective", "SerialMismatch");
        plan.Chain(workReason, toExceptWork);
        plan.Arrow(hub, "confirm", confirm);
        plan.Arrow(confirm, "Confirmed", wasSoftware);
        plan.Arrow(wasSoftware, "True", softwareState);
        plan.Chain(softwareState, tellSoftware, toDoneSoftware);
        plan.Arrow(wasSoftware, "False", swap);
        plan.Chain(swap, doneState, tellReplaced, tellDone, back);
        plan.Arrow(back, "Returned", returnedFacts);
        plan.Chain(returnedFacts, tellReturned, endReturn);
        plan.Arrow(back, "Lost", endReturn);
        plan.Chain(endReturn, toDone);
        plan.Arrow(hub, "done", done);
        plan.Arrow(confirm, "Fault", fault);
        plan.Chain(fault, startFault, isInterrupted);
        plan.Arrow(isInterrupted, "True", tellInterrupted);
        plan.Chain(tellInterrupted, faultReason);
        plan.Arrow(isInterrupted, "False", faultReason);
        plan.Chain(faultReason, toExceptFault);
        plan.Arrow(hub, "except", endListeningExcept);
        plan.Chain(endListeningExcept, exceptFacts, exceptState, tellException, tellCampaign, decide);
        plan.Arrows(decide, tellDecided, "Retry", "MoveToWave", "AlternativeBoard", "Waive");
        plan.Chain(tellDecided, decidedFacts, isWaived);
        plan.Arrow(isWaived, "True", waivedState);
        plan.Chain(waivedState, tellWaived, waived);
        plan.Arrow(isWaived, "False", retryState);
        plan.Chain(retryState, tellRetry, retried);
        plan.Arrow(hub, "stopped", endWindow);
        plan.Chain(endWindow, stoppedState, tellStopped, stopped);
        plan.Arrow(hub, "abandoned", abandoned);
    }

    private static PublishBusinessEvent Ended(string state) => new()
    {
        EventName = new(ForEachItem.Ended),
        Filter = new(state),
        On = new("Parent"),
        Data = Js<IDictionary<string, object>?>("({ no: getInput('recordNo') })"),
    };
}
