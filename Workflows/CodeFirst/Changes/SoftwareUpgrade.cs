using Elsa.ITR.Activities.Clocks;
using Elsa.ITR.Activities.Documents;
using Elsa.ITR.Activities.Events;
using Elsa.ITR.Activities.Flows;
using Elsa.ITR.Activities.Management;
using Elsa.ITR.Activities.Notifications;
using Elsa.ITR.Activities.Records;
using Elsa.ITR.Activities.Tasks;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Workflows.CodeFirst.Support;
using Elsa.Workflows;
using Elsa.Workflows.Memory;
using static Elsa.ITR.Workflows.CodeFirst.FlowPlan;

namespace Elsa.ITR.Workflows.CodeFirst.Changes;

/// <summary>Software is upgraded with the consent of institute and province, in the approved window, with a way back, spares and follow-up.</summary>
public sealed partial class SoftwareUpgrade : WorkflowBase
{
    private const string ResponseClock = "GD-UPG-RESPONSE";
    private const string ApplyClock = "GD-UPG-APPLY";
    private const string VendorReviewClock = "OLA-UPG-VENDOR-REVIEW";
    private const string InstituteClock = "OLA-UPG-INSTITUTE";
    private const string ProvinceClock = "OLA-UPG-PROVINCE";
    private const string WindowClock = "GD-UPG-WINDOW";
    private const string SpareClock = "GD-UPG-SPARE-SYNC";
    private const string FollowUpClock = "OLA-UPG-FOLLOWUP";
    private const string ReportClock = "OLA-UPG-REPORT";

    /// <inheritdoc/>
    protected override void Build(IWorkflowBuilder builder)
    {
        var plan = new FlowPlan(builder, FlowIds.UpgradeApproval, version: 1, "重大升级方案审核 / 软件版本升级", "Upgrade approval");
        var authorId = plan.Text("authorId");
        var engineerId = plan.Text("engineerId");
        var answer = plan.Text("answer");
        var application = plan.Text("application");
        var decidedBy = plan.Text("decidedBy");
        var decidedAt = plan.Text("decidedAt");
        var decision = plan.Text("decision");
        var result = plan.Text("result");
        var windowStart = plan.Text("windowStart");
        var executedEnd = plan.Text("executedEnd");
        var restoredAt = plan.Text("restoredAt");
        var opened = plan.Text("opened");
        var revision = plan.Number("revision");
        plan.Flag("reviewNeeded");
        plan.Flag("operatorError");
        plan.Flag("serviceInterrupted");
        foreach (var kept in (string[])["title", "initiator", "cause", "equipment", "currentVersion", "targetVersion", "windowEnd", "conditions", "serviceMode", "executedStart", "agreedDate", "observation", "faultCode", "reason", "comment"])
            plan.Text(kept);

        // 1 Raised on a page or by a program
        var read = plan.Step("read-request", "读取升级需求", "Read the request", new ReadRecord { Facts = new(["title", "initiator", "cause", "equipment", "currentVersion", "targetVersion", "revision"]) });
        var tellReceived = plan.Step("tell-requested", "事件:升级需求已提出", "Event: upgrade requested", new PublishBusinessEvent { EventName = new("UpgradeRequest.Received") });
        var firstWay = plan.Set("first-way", "首个去向", "First way", plan.Route, "variables.initiator == 'Customer' ? 'confirm' : 'confirmed'");
        var hub = plan.Hub(
            "confirm", "confirmed", "write", "reviewing", "received", "province", "returned", "prepare", "execute", PlannedWork.VisitRoute, PlannedWork.ReportRoute, "reapply", "give-up", "spares", "follow", "joined", "record", "rejected");

        // 2 The vendor confirms a customer's request
        var confirm = plan.Step("confirm", "确认升级需求", "Confirm the request", new HumanTask
        {
            TaskType = new("upgrade-confirm"),
            Role = new(RoleCodes.VersionManager),
            Outcomes = new(["Confirm", "Decline"]),
            Clocks = new([ResponseClock]),
            Keep = new(["targetVersion", "comment"]),
            Answer = new(answer),
        });
        var keepTarget = plan.Step("keep-target", "记录目标版本", "Note the target version", new UpdateRecord { Facts = Js<IDictionary<string, object>?>("({ targetVersion: variables.targetVersion })") });
        var toConfirmed = plan.To(hub, "confirmed");
        var endResponse = plan.Step("end-response", "结束响应时限", "End the response clock", new StopClock { ClockId = new(ResponseClock) });
        var toRejectedDeclined = plan.To(hub, "rejected", "to-rejected-declined");
        var confirmedState = plan.Step("confirmed-state", "已确认", "Confirmed", new SetRecordState { Trigger = new("Confirm") });
        var tellConfirmed = plan.Step("tell-confirmed", "事件:升级需求已确认", "Event: request confirmed", new PublishBusinessEvent { EventName = new("UpgradeRequest.Confirmed") });
        var draftState = plan.Step("draft-state", "编写申请", "Drafting", new SetRecordState { Trigger = new("Draft") });
        var toWrite = plan.To(hub, "write");

        // 3 The application set, 4 certificate and internal review
        var write = plan.Step("write", "编写升级申请", "Write the application set", new HumanTask
        {
            TaskType = new("upgrade-apply"),
            Role = new(RoleCodes.Tier2Engineer),
            Assignee = new(authorId),
            Outcomes = new(["Drafted"]),
            Clocks = new([ApplyClock]),
            Prefill = Js<IDictionary<string, object>?>("JSON.parse(variables.application || '{}')"),
            Answer = new(application),
            CompletedBy = new(authorId),
        });
        var keepApplication = plan.Step("keep-application", "记录申请内容", "Keep the application", new UpdateRecord { Answer = new(application) });
        var tellDrafted = plan.Step("tell-drafted", "事件:升级申请已编写", "Event: application drafted", new PublishBusinessEvent { EventName = new("UpgradeApplication.Drafted") });
        var check = plan.Step("check", "检查版本认证", "Check the certificate", new CheckUpgrade());
        var toReviewing = plan.To(hub, "reviewing");
        var uncertified = plan.Step("uncertified", "版本未认证", "Version without certificate", new HumanTask
        {
            TaskType = new("upgrade-uncertified"),
            Role = new(RoleCodes.VersionManager),
            Outcomes = new(["Return", "Force"]),
            Keep = new(["reason"]),
        });
        var endReviewUncertified = plan.Step("end-review-uncertified", "结束内部审核时限", "End the review clock", new CancelClock { ClockId = new(VendorReviewClock) });
        var toWriteUncertified = plan.To(hub, "write", "to-write-uncertified");
        var forcedFact = plan.Step("forced-fact", "强制提交", "Handed in all the same", new UpdateRecord { Facts = Js<IDictionary<string, object>?>("({ uncertified: true })") });
        var certPenalty = plan.Step("cert-penalty", "提出考核:未认证", "Propose penalty: no certificate", new ProposePenalty { RuleId = new("PEN-UPG-CERT"), Reason = Js<string?>("variables.reason") });
        var toReviewingForced = plan.To(hub, "reviewing", "to-reviewing-forced");
        var readReview = plan.Step("read-review", "读取审核要求", "Read whether review is needed", new ReadRecord { Facts = new(["reviewNeeded", "targetVersion"]) });
        var needsReview = plan.Ask("needs-review", "需要内部审核?", "Internal review?", "variables.reviewNeeded == true");
        var reviewState = plan.Step("review-state", "内部审核", "Internal review", new SetRecordState { Trigger = new("Review") });
        var review = plan.Step("review", "重大升级方案内部审核", "Internal review of the plan", new ApprovalTask
        {
            TaskType = new("upgrade-internal-review"),
            Role = new(RoleCodes.Tier3Engineer),
            Decisions = new(["Approve", "Return"]),
            Clocks = new([VendorReviewClock, ApplyClock]),
            NotBy = new(authorId),
        });
        var tellReviewed = plan.Step("tell-reviewed", "事件:内部审核完成", "Event: internally reviewed", new PublishBusinessEvent { EventName = new("UpgradeApplication.VendorReviewed") });
        var toReceivedReviewed = plan.To(hub, "received", "to-received-reviewed");
        var endReview = plan.Step("end-review", "结束内部审核时限", "End the review clock", new CancelClock { ClockId = new(VendorReviewClock) });
        var reviewReturned = plan.Step("review-returned", "退回编写", "Returned to its author", new SetRecordState { Trigger = new("Return") });
        var toWriteReview = plan.To(hub, "write", "to-write-review");
        var toReceived = plan.To(hub, "received");

        // 5 The institute receives it: documents are locked; 6 the institute reviews
        var documents = new[] { "UpgradeApplicationForm", "UpgradeTechnicalPlan", "VersionDifferenceDescription", "NewVersionTestReport" }
            .Zip(new[] { "《升级申请单》", "《升级技术方案》", "《新、旧软件版本差别描述》", "《新版软件测试报告》" }, (type, zh) => plan.Step(
                $"document-{type.ToLowerInvariant()}", zh, type, new GenerateDocument { DocumentType = new(type), Answer = new(application) }))
            .ToArray();
        var submittedState = plan.Step("submitted-state", "已提交研究院", "With the institute", new SetRecordState { Trigger = new("Submit") });
        var tellApplication = plan.Step("tell-received", "事件:研究院收到申请", "Event: application received", new PublishBusinessEvent { EventName = new("UpgradeApplication.Received") });
        var askInstitute = plan.Step("ask-institute", "请研究院审核", "Ask the institute", new SendNotification { Template = new("UPG_TO_INSTITUTE"), Recipients = new([RoleCodes.InstituteApprover]) });
        var institute = plan.Step("institute", "研究院审核", "Institute reviews", Decide("upgrade-institute", RoleCodes.InstituteApprover, InstituteClock, answer, decidedBy, decidedAt, decision));
        var noteInstitute = plan.Step("note-institute", "记录研究院意见", "Note the institute's decision", Note(RoleCodes.InstituteApprover, decision, answer, decidedBy));
        var instituteAgrees = plan.Ask("institute-agrees", "研究院同意?", "Does the institute agree?", "variables.decision == 'Approve'");
        var instituteState = plan.Step("institute-state", "研究院已同意", "Approved by the institute", new SetRecordState { Trigger = new("InstituteApprove") });
        var tellInstitute = plan.Step("tell-institute", "事件:研究院审核通过", "Event: institute has reviewed", new PublishBusinessEvent { EventName = new("UpgradeApplication.InstituteReviewed") });
        var toProvince = plan.To(hub, "province");
        var endInstitute = plan.Step("end-institute", "结束研究院时限", "End the institute's clock", new StopClock { ClockId = new(InstituteClock) });
        var instituteReturns = plan.Ask("institute-returns", "退回?", "Returned?", "variables.decision == 'Return'");
        var toReturnedInstitute = plan.To(hub, "returned", "to-returned-institute");
        var toRejectedInstitute = plan.To(hub, "rejected", "to-rejected-institute");

        // 7 The province decides and sets the window
        var askProvince = plan.Step("ask-province", "请省公司批复", "Ask the province", new SendNotification { Template = new("UPG_TO_PROVINCE"), Recipients = new([RoleCodes.ProvinceApprover]) });
        var province = plan.Step("province", "省公司批复", "Province decides", Decide("upgrade-province", RoleCodes.ProvinceApprover, ProvinceClock, answer, decidedBy, decidedAt, decision, ["windowStart", "windowEnd", "conditions", "serviceMode"]));
        var noteProvince = plan.Step("note-province", "记录省公司意见", "Note the province's decision", Note(RoleCodes.ProvinceApprover, decision, answer, decidedBy));
        var tellProvince = plan.Step("tell-province", "事件:省公司已批复", "Event: province has decided", new PublishBusinessEvent { EventName = new("UpgradeApplication.ProvinceDecided"), Filter = new(decision) });
        var provinceAgrees = plan.Ask("province-agrees", "省公司同意?", "Does the province agree?", "variables.decision == 'Approve'");
        var approvedState = plan.Step("approved-state", "已批复", "Approved", new SetRecordState { Trigger = new("ProvinceApprove") });
        var windowFacts = plan.Step("window-facts", "记录时间窗", "Note the window", new UpdateRecord
        {
            Facts = Js<IDictionary<string, object>?>("({ windowStart: variables.windowStart, windowEnd: variables.windowEnd, conditions: variables.conditions, serviceMode: variables.serviceMode || 'Onsite' })"),
        });
        var toPrepare = plan.To(hub, "prepare");
        var provinceReturns = plan.Ask("province-returns", "退回?", "Returned?", "variables.decision == 'Return'");
        var toReturnedProvince = plan.To(hub, "returned", "to-returned-province");
        var toRejectedProvince = plan.To(hub, "rejected", "to-rejected-province");
        var returnedState = plan.Step("returned-state", "退回编写", "Returned to its author", new SetRecordState { Trigger = new("Return") });
        var returnedRevision = plan.Set("returned-revision", "下一修订", "Next revision", revision, "variables.revision + 1");
        var returnedFacts = plan.Step("returned-facts", "记录修订", "Note the revision", new UpdateRecord { Facts = Js<IDictionary<string, object>?>("({ revision: variables.revision })") });
        var applyAgain = plan.Step("apply-again", "申请时限重新开始", "The clock begins anew", new StartClock { ClockId = new(ApplyClock), OccurredAt = new(decidedAt) });
        var toWriteReturned = plan.To(hub, "write", "to-write-returned");

        // 8 Prepare, 9 wait for the window
        var waitReady = plan.Step("wait-ready", "等待升级准备", "Wait for the readiness check", new WaitFor { Timer = new("TMR-WINDOW-READY"), From = new(windowStart) });
        var ready = plan.Step("ready", "升级准备", "Readiness check", new HumanTask
        {
            TaskType = new("upgrade-ready"),
            Role = new(RoleCodes.Tier1Engineer),
            Outcomes = new(["Ready", "NotReady"]),
            CompletedBy = new(engineerId),
            CompletedAt = new(decidedAt),
        });
        var scheduledState = plan.Step("scheduled-state", "已就绪", "Scheduled", new SetRecordState { Trigger = new("Schedule") });
        var waitWindow = plan.Step("wait-window", "等待时间窗开始", "Wait for the window", new WaitUntil { Instant = Js<string>("variables.windowStart") });
        var toExecute = plan.To(hub, "execute");
        var notReadyState = plan.Step("not-ready-state", "另定时间窗", "Another window", new SetRecordState { Trigger = new("NotReady") });
        var provinceAgain = plan.Step("province-again", "批复时限", "Clock of the province", new StartClock { ClockId = new(ProvinceClock), OccurredAt = new(decidedAt) });
        var toProvinceAgain = plan.To(hub, "province", "to-province-again");

        // 10 Upgrade in the window: on site, or remotely where the approval says so
        var startState = plan.Step("start-state", "实施中", "Executing", new SetRecordState { Trigger = new("Start") });
        var tellWindow = plan.Step("tell-window", "事件:升级时间窗开始", "Event: window begins", new PublishBusinessEvent
        {
            EventName = new("UpgradeWindow.Start"),
            OccurredAt = new(windowStart),
            Data = Js<IDictionary<string, object>?>("({ agreedDue: variables.windowEnd })"),
        });
        var service = PlannedWork.Draw(plan, hub, "Upgrade", "engineerId");
        var execute = plan.Step("execute", "升级结果", "Result of the upgrade", new HumanTask
        {
            TaskType = new("upgrade-execute"),
            Role = new(RoleCodes.Tier1Engineer),
            Assignee = new(engineerId),
            Outcomes = new(["Succeeded", "Failed"]),
            Clocks = new([WindowClock]),
            Prefill = Js<IDictionary<string, object>?>("({ executedStart: variables.windowStart })"),
            Keep = new(["executedStart", "executedEnd"]),
            Answer = new(answer),
            Outcome = new(result),
            CompletedBy = new(engineerId),
        });
        var executedFacts = plan.Step("executed-facts", "记录实施时间", "Note the times", new UpdateRecord
        {
            Facts = Js<IDictionary<string, object>?>("({ executedStart: variables.executedStart, executedEnd: variables.executedEnd, result: variables.result, ownerId: variables.engineerId })"),
        });
        var isEarly = plan.Ask("is-early", "早于时间窗开始?", "Begun before the window?", "variables.executedStart < variables.windowStart");
        var earlyPenalty = plan.Step("early-penalty", "提出考核:未按批复", "Propose penalty: not as approved", new ProposePenalty { RuleId = new("PEN-UPG-WINDOW"), Reason = new("早于批复的时间窗 / before the approved window") });
        var hasSucceeded = plan.Ask("has-succeeded", "升级成功?", "Has it succeeded?", "variables.result == 'Succeeded'");

        // 11 Failed: restore, report, apply again or give up
        var restore = plan.Step("restore", "恢复原状态", "Restore the former state", new HumanTask
        {
            TaskType = new("upgrade-restore"),
            Role = new(RoleCodes.Tier1Engineer),
            Assignee = new(engineerId),
            Outcomes = new(["Reapply", "GiveUp"]),
            Clocks = new([WindowClock]),
            Keep = new(["restoredAt", "operatorError", "serviceInterrupted"]),
            Answer = new(answer),
            Outcome = new(decision),
            CompletedAt = new(decidedAt),
        });
        var restoredFacts = plan.Step("restored-facts", "记录恢复", "Note the restoration", new UpdateRecord { Facts = Js<IDictionary<string, object>?>("({ executedEnd: variables.restoredAt, result: 'Failed' })") });
        var failedState = plan.Step("failed-state", "失败已恢复", "Failed and restored", new SetRecordState { Trigger = new("Fail") });
        var tellFailed = plan.Step("tell-failed", "事件:升级结束", "Event: upgrade ended", new PublishBusinessEvent { EventName = new("Upgrade.Finished"), Filter = new("Failed"), OccurredAt = new(restoredAt) });
        var failedNotice = plan.Step("failed-notice", "通知升级失败", "Tell that it failed", Result("失败|failed"));
        var wasOperator = plan.Ask("was-operator", "操作失误?", "Operator error?", "variables.operatorError == true");
        var bothConfirm = plan.Step("misoperation", "双方确认操作失误", "Both confirm the operator error", new ParallelApproval
        {
            TaskType = new("upgrade-misoperation"),
            Roles = new([RoleCodes.VersionManager, RoleCodes.InstituteApprover]),
            Choices = new(["Confirm", "Deny"]),
        });
        var operatorPenalty = plan.Step("operator-penalty", "提出考核:操作失误", "Propose penalty: operator error", new ProposePenalty { RuleId = new("PEN-UPG-MISOP"), Reason = new("操作失误影响业务 / operator error") });
        var operatorCase = plan.Step("operator-case", "登记故障", "Register the fault", new OpenFaultCase
        {
            FaultCode = Js<string>("variables.serviceInterrupted == true ? 'BIZ_INTERRUPTED' : 'BIZ_MINOR_ALARM'"),
            Interrupted = Js<bool>("variables.serviceInterrupted == true"),
            OtherRecord = new(opened),
        });
        var startOperatorCase = plan.Step("start-operator-case", "启动故障处理", "Start its flow", new StartFlow { DefinitionId = new(FlowIds.ManageServiceRequest), OtherRecord = new(opened) });
        var nextAfterFailure = plan.Step("after-failure", "之后", "What follows", new Elsa.Workflows.Activities.SetVariable
        {
            Variable = plan.Route,
            Value = new(Script("variables.decision == 'Reapply' ? 'reapply' : 'give-up'")),
        });
        var report = Report(plan, "report", engineerId);
        var reapplyRevision = plan.Set("reapply-revision", "下一修订", "Next revision", revision, "variables.revision + 1");
        var reapplyFacts = plan.Step("reapply-facts", "记录修订", "Note the revision", new UpdateRecord { Facts = Js<IDictionary<string, object>?>("({ revision: variables.revision })") });
        var reapplyState = plan.Step("reapply-state", "重新编写", "Drafting anew", new SetRecordState { Trigger = new("Draft") });
        var reapplyClock = plan.Step("reapply-clock", "申请时限重新开始", "The clock begins anew", new StartClock { ClockId = new(ApplyClock), OccurredAt = new(decidedAt) });
        var toWriteReapply = plan.To(hub, "write", "to-write-reapply");
        var lastReport = Report(plan, "last-report", engineerId);
        lastReport.Waits = new(true);
        var gaveUpState = plan.Step("gave-up-state", "放弃", "Given up", new SetRecordState { Trigger = new("GiveUp") });
        var failed = plan.Ends("Failed", "失败");

        // 15 Rejected
        var rejectedState = plan.Step("rejected-state", "已否决", "Rejected", new SetRecordState { Trigger = new("Reject"), Reason = Js<string?>("JSON.parse(variables.answer || '{}').opinion || variables.comment") });
        var rejectedNotice = plan.Step("rejected-notice", "通知否决", "Tell that it is rejected", Result("被否决|rejected"));
        var rejected = plan.Ends("Rejected", "已否决");

        // Arrows
        plan.Chain(plan.Start, read, tellReceived, firstWay, hub);
        plan.Arrow(hub, "confirm", confirm);
        plan.Arrow(confirm, "Confirm", keepTarget);
        plan.Chain(keepTarget, toConfirmed);
        plan.Arrow(confirm, "Decline", endResponse);
        plan.Chain(endResponse, toRejectedDeclined);
        plan.Arrow(hub, "confirmed", confirmedState);
        plan.Chain(confirmedState, tellConfirmed, draftState, toWrite);

        plan.Arrow(hub, "write", write);
        plan.Arrow(write, "Drafted", keepApplication);
        plan.Chain(keepApplication, tellDrafted, check);
        plan.Arrow(check, "Certified", toReviewing);
        plan.Arrow(check, "Uncertified", uncertified);
        plan.Arrow(uncertified, "Return", endReviewUncertified);
        plan.Chain(endReviewUncertified, toWriteUncertified);
        plan.Arrow(uncertified, "Force", forcedFact);
        plan.Chain(forcedFact, certPenalty, toReviewingForced);
        plan.Arrow(hub, "reviewing", readReview);
        plan.Chain(readReview, needsReview);
        plan.Arrow(needsReview, "True", reviewState);
        plan.Chain(reviewState, review);
        plan.Arrow(review, "Approve", tellReviewed);
        plan.Chain(tellReviewed, toReceivedReviewed);
        plan.Arrow(review, "Return", endReview);
        plan.Chain(endReview, reviewReturned, toWriteReview);
        plan.Arrow(needsReview, "False", toReceived);

        plan.Arrow(hub, "received", documents[0]);
        plan.Chain([.. documents, submittedState, tellApplication, askInstitute, institute]);
        plan.Arrows(institute, noteInstitute, "Approve", "Return", "Reject");
        plan.Chain(noteInstitute, instituteAgrees);
        plan.Arrow(instituteAgrees, "True", instituteState);
        plan.Chain(instituteState, tellInstitute, toProvince);
        plan.Arrow(instituteAgrees, "False", endInstitute);
        plan.Chain(endInstitute, instituteReturns);
        plan.Arrow(instituteReturns, "True", toReturnedInstitute);
        plan.Arrow(instituteReturns, "False", toRejectedInstitute);

        plan.Arrow(hub, "province", askProvince);
        plan.Chain(askProvince, province);
        plan.Arrows(province, noteProvince, "Approve", "Return", "Reject");
        plan.Chain(noteProvince, tellProvince, provinceAgrees);
        plan.Arrow(provinceAgrees, "True", approvedState);
        plan.Chain(approvedState, windowFacts, toPrepare);
        plan.Arrow(provinceAgrees, "False", provinceReturns);
        plan.Arrow(provinceReturns, "True", toReturnedProvince);
        plan.Arrow(provinceReturns, "False", toRejectedProvince);
        plan.Arrow(hub, "returned", returnedState);
        plan.Chain(returnedState, returnedRevision, returnedFacts, applyAgain, toWriteReturned);

        plan.Arrow(hub, "prepare", waitReady);
        plan.Chain(waitReady, ready);
        plan.Arrow(ready, "Ready", scheduledState);
        plan.Chain(scheduledState, waitWindow, toExecute);
        plan.Arrow(ready, "NotReady", notReadyState);
        plan.Chain(notReadyState, provinceAgain, toProvinceAgain);

        plan.Arrow(hub, "execute", startState);
        plan.Chain(startState, tellWindow, service);
        plan.Arrow(hub, PlannedWork.ReportRoute, execute);
        plan.Arrows(execute, executedFacts, "Succeeded", "Failed");
        plan.Chain(executedFacts, isEarly);
        plan.Arrow(isEarly, "True", earlyPenalty);
        plan.Chain(earlyPenalty, hasSucceeded);
        plan.Arrow(isEarly, "False", hasSucceeded);
        plan.Arrow(hasSucceeded, "False", restore);
        plan.Arrows(restore, restoredFacts, "Reapply", "GiveUp");
        plan.Chain(restoredFacts, failedState, tellFailed, failedNotice, wasOperator);
        plan.Arrow(wasOperator, "True", bothConfirm);
        plan.Arrow(wasOperator, "False", nextAfterFailure);
        plan.Arrow(bothConfirm, "Approved", operatorPenalty);
        plan.Arrow(bothConfirm, "Rejected", nextAfterFailure);
        plan.Chain(operatorPenalty, operatorCase, startOperatorCase, nextAfterFailure, hub);
        plan.Arrow(hub, "reapply", report);
        plan.Chain(report, reapplyRevision, reapplyFacts, reapplyState, reapplyClock, toWriteReapply);
        plan.Arrow(hub, "give-up", lastReport);
        plan.Chain(lastReport, gaveUpState, failed);

        plan.Arrow(hub, "rejected", rejectedState);
        plan.Chain(rejectedState, rejectedNotice, rejected);
        DrawFollowUp(plan, hub, hasSucceeded, opened, engineerId, executedEnd, decidedAt, answer);
    }

    private static ApprovalTask Decide(
        string taskType, string role, string clock, Variable<string> answer, Variable<string> decidedBy, Variable<string> decidedAt, Variable<string> decision, string[]? keep = null) => new()
        {
            TaskType = new(taskType),
            Role = new(role),
            Decisions = new(["Approve", "Return", "Reject"]),
            Clocks = new([clock]),
            Keep = new(keep ?? []),
            Answer = new(answer),
            CompletedBy = new(decidedBy),
            CompletedAt = new(decidedAt),
            Decision = new(decision),
        };

    // One report at a time: a failure while another's is under way is told in it.
    private static RequireDocument Report(FlowPlan plan, string id, Variable<string> author) => plan.Step(id, "《现场升级报告》", "On-site upgrade report", new RequireDocument
    {
        DocumentType = new("OnsiteUpgradeReport"),
        AuthorRole = new(RoleCodes.Tier1Engineer),
        Author = new(author),
        SignerRoles = new([RoleCodes.Tier3Engineer, RoleCodes.InstituteApprover]),
        ClockId = new(ReportClock),
    });

    private static NoteDecision Note(string role, Variable<string> decision, Variable<string> answer, Variable<string> decidedBy) =>
        new() { Role = new(role), Decision = new(decision), Answer = new(answer), DecidedBy = new(decidedBy) };

    private static SendNotification Result(string words) => new()
    {
        Template = new("UPG_RESULT"),
        Recipients = new(["Reporter", RoleCodes.VersionManager, RoleCodes.InstituteApprover, RoleCodes.ProvinceApprover]),
        Values = Js<IDictionary<string, object>?>($"({{ result: '{words}', versionFrom: variables.currentVersion, versionTo: variables.targetVersion }})"),
    };
}
