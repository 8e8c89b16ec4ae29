using Elsa.ITR.Activities.Clocks;
using Elsa.ITR.Activities.Documents;
using Elsa.ITR.Activities.Events;
using Elsa.ITR.Activities.Flows;
using Elsa.ITR.Activities.Notifications;
using Elsa.ITR.Activities.Records;
using Elsa.ITR.Activities.Tasks;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.ITR.Workflows.CodeFirst.Support;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Memory;
using static Elsa.ITR.Workflows.CodeFirst.FlowPlan;

namespace Elsa.ITR.Workflows.CodeFirst.Changes;

/// <summary>A change of running equipment: request, review, authorise, implement in its window, close.</summary>
/// <remarks>Entry <c>New</c> asks the requester for the form; <c>Prepared</c> begins with the check (a campaign fills the form).</remarks>
public sealed partial class TechnicalSolution : WorkflowBase
{
    private const string ReviewClock = "OLA-CHG-REVIEW";
    private const string AuthClock = "OLA-CHG-AUTH";
    private const string EmergencyClock = "OLA-CHG-EMERG-AUTH";
    private const string WindowClock = "OLA-CHG-WINDOW";
    private const string CloseClock = "OLA-CHG-CLOSE";

    /// <inheritdoc/>
    protected override void Build(IWorkflowBuilder builder)
    {
        var plan = new FlowPlan(builder, FlowIds.TechnicalSolution, version: 1, "技术方案实施", "Technical solution implementation");
        plan.Input("entry");
        var requesterId = plan.Text("requesterId");
        var implementerId = plan.Text("implementerId");
        var conflict = plan.Text("conflict");
        var answer = plan.Text("answer");
        var plannedAnswer = plan.Text("plannedAnswer");
        var doneAnswer = plan.Text("doneAnswer");
        var decidedBy = plan.Text("decidedBy");
        var decision = plan.Text("decision");
        var decidedAt = plan.Text("decidedAt");
        var closerRole = plan.Text("closerRole", RoleCodes.ChangeManager);
        var windowStart = plan.Text("windowStart");
        var windowEnd = plan.Text("windowEnd");
        var finishedAt = plan.Text("finishedAt");
        var rollbackDecisionAt = plan.Text("rollbackDecisionAt");
        var working = plan.Flag("working");
        var rolledBack = plan.Flag("rolledBack");
        var partAsked = plan.Flag("partAsked");
        var revision = plan.Number("revision");
        foreach (var kept in (string[])["title", "changeType", "riskClass", "serviceMode", "spareType", "requestedStart", "requestedEnd", "newStart", "newEnd", "reason"])
            plan.Text(kept);

        var readRequester = plan.Step("read-requester", "读取申请", "Read request", new ReadRecord { Facts = new(["requesterId", "implementerId", "title", "revision"]) });
        var firstWay = plan.Set("first-way", "首个去向", "First way", plan.Route, "getInput('entry') == 'Prepared' ? 'check' : 'submit'");
        var hub = plan.Hub(
            "submit", "check", "review", "reviewed", "returned", "rejected", "authorise", "emergency", "schedule", "run", "work", PlannedWork.VisitRoute, "again", PlannedWork.ReportRoute, "ask", "undone", "implemented", "reschedule", "stopped", "close");

        // 1 Fill in and submit
        var submit = plan.Step("submit", "提交变更申请", "Submit change", new HumanTask
        {
            TaskType = new("change-submit"),
            Role = new(RoleCodes.Tier1Engineer),
            Assignee = new(requesterId),
            Outcomes = new(["Submit", "Discard"]),
            Prefill = Js<IDictionary<string, object>?>("({ conflict: variables.conflict })"),
            Answer = new(plannedAnswer),
            CompletedBy = new(requesterId),
        });
        var keepForm = plan.Step("keep-form", "记录申请", "Keep the form", new UpdateRecord { Answer = new(plannedAnswer) });
        var toCheck = plan.To(hub, "check");
        var discardState = plan.Step("discard-state", "放弃", "Discarded", new SetRecordState { Trigger = new("Stop"), Reason = new("放弃 / discarded") });
        var discarded = plan.Ends("Discarded", "已放弃");

        // 2 Validate, 3 which way
        var check = plan.Step("check", "校验冲突与封网", "Check the change", new CheckChange { Conflict = new(conflict) });
        var toSubmitConflict = plan.To(hub, "submit", "to-submit-conflict");
        var readForm = plan.Step("read-form", "读取内容", "Read the change", new ReadRecord
        {
            Facts = new(["title", "changeType", "riskClass", "serviceMode", "spareType", "requestedStart", "requestedEnd", "rollbackDecisionAt"]),
        });
        var submittedState = plan.Step("submitted-state", "已提交", "Submitted", new SetRecordState { Trigger = new("Submit") });
        var changePlan = plan.Step("change-plan", "《变更方案》", "Change plan", new GenerateDocument { DocumentType = new("ChangePlan"), Answer = new(plannedAnswer) });
        var tellSubmitted = plan.Step("tell-submitted", "事件:变更已提交", "Event: change submitted", new PublishBusinessEvent { EventName = new("Change.Submitted") });
        var isStandard = plan.Ask("is-standard", "标准变更?", "Standard?", "variables.changeType == 'Standard'");
        var standardState = plan.Step("standard-state", "按模板授权", "Authorised by its template", new SetRecordState { Trigger = new("Authorise") });
        var standardWindow = plan.Set("standard-window", "按申请的时间窗", "The window asked for", windowStart, "variables.requestedStart");
        var standardWindowEnd = plan.Set("standard-window-end", "时间窗结束", "End of the window", windowEnd, "variables.requestedEnd");
        var toSchedule = plan.To(hub, "schedule");
        var reviewState = plan.Step("review-state", "评审中", "In review", new SetRecordState { Trigger = new("Review") });
        var whichReview = plan.Step("which-review", "评审方式", "Which review", new Elsa.Workflows.Activities.SetVariable
        {
            Variable = plan.Route,
            Value = new(Script("variables.changeType == 'Emergency' ? 'emergency' : 'review'")),
        });

        // 4 Technical review by risk
        var isHigh = plan.Ask("is-high", "高风险?", "High risk?", "variables.riskClass == 'High'");
        var needsTier3 = plan.Ask("needs-tier3", "需三线评审?", "Third tier too?", "variables.riskClass == 'Medium' || variables.changeType == 'MajorCutover'");
        var reviewLow = Review(plan, requesterId, "review-low", "技术评审(二线)", "Review by the second tier", RoleCodes.Tier2Engineer);
        var reviewMedium = Review(plan, requesterId, "review-medium", "技术评审(二线、三线)", "Review by second and third tier", RoleCodes.Tier2Engineer, RoleCodes.Tier3Engineer);
        var reviewHigh = Review(plan, requesterId, "review-high", "技术评审(二线、三线、研发)", "Review by second, third tier and R&D", RoleCodes.Tier2Engineer, RoleCodes.Tier3Engineer, RoleCodes.RnDEngineer);
        var tellReviewed = plan.Step("tell-reviewed", "事件:评审通过", "Event: change reviewed", new PublishBusinessEvent { EventName = new("Change.Reviewed") });
        var proposeWindow = plan.Set("propose-window", "申请的时间窗", "The window asked for", windowStart, "variables.requestedStart");
        var proposeWindowEnd = plan.Set("propose-window-end", "时间窗结束", "End of the window", windowEnd, "variables.requestedEnd");
        var toAuthorise = plan.To(hub, "authorise");
        var endReviewClock = plan.Step("end-review-clock", "结束评审时限", "End the review clock", new CancelClock { ClockId = new(ReviewClock) });
        var endAuthClock = plan.Step("end-auth-clock", "结束授权时限", "End the clock", new CancelClock { ClockId = new(AuthClock) });
        var returnedState = plan.Step("returned-state", "退回申请人", "Returned", new SetRecordState { Trigger = new("Return") });
        var toSubmitReturned = plan.To(hub, "submit", "to-submit-returned");

        // 5 Authorise: institute, then the province where needed
        var institute = Authorise(plan, "institute", "变更授权(研究院)", "Institute authorises", RoleCodes.InstituteApprover, requesterId, answer, decidedBy, decision);
        var noteInstitute = plan.Step("note-institute", "记录研究院意见", "Note the institute's decision", new NoteDecision { Role = new(RoleCodes.InstituteApprover), Decision = new(decision), Answer = new(answer), DecidedBy = new(decidedBy) });
        var needsProvince = plan.Ask("needs-province", "需省公司批准?", "Province too?", "variables.riskClass == 'High' || variables.changeType == 'MajorCutover'");
        var province = Authorise(plan, "province", "变更授权(省公司)", "Province authorises", RoleCodes.ProvinceApprover, requesterId, answer, decidedBy, decision);
        var noteProvince = plan.Step("note-province", "记录省公司意见", "Note the province's decision", new NoteDecision { Role = new(RoleCodes.ProvinceApprover), Decision = new(decision), Answer = new(answer), DecidedBy = new(decidedBy) });
        var authorisedState = plan.Step("authorised-state", "已授权", "Authorised", new SetRecordState { Trigger = new("Authorise") });
        var tellAuthorised = plan.Step("tell-authorised", "事件:变更已授权", "Event: change authorised", new PublishBusinessEvent { EventName = new("Change.Authorised") });
        var toScheduleAuthorised = plan.To(hub, "schedule", "to-schedule-authorised");

        // 7 Emergency: the duty manager and the institute, by phone where need be
        var emergency = plan.Step("emergency", "紧急变更授权", "Emergency authorisation", new ParallelApproval
        {
            TaskType = new("change-emergency"),
            Roles = new([RoleCodes.DutyManager, RoleCodes.InstituteApprover]),
            Choices = new(["Approve", "Reject"]),
            Clocks = new([EmergencyClock]),
            NotBy = new(requesterId),
            Prefill = Js<IDictionary<string, object>?>("({ kind: 'Task', reason: '' })"),
            Answer = new(answer),
            CompletedBy = new(decidedBy),
        });
        var noteEmergency = plan.Step("note-emergency", "记录紧急授权", "Note the emergency decision", new NoteDecision { Role = new(RoleCodes.DutyManager), Decision = new("Approve"), Answer = new(answer), DecidedBy = new(decidedBy) });
        var emergencyState = plan.Step("emergency-state", "已授权", "Authorised", new SetRecordState { Trigger = new("Authorise") });
        var tellEmergency = plan.Step("tell-emergency", "事件:变更已授权", "Event: change authorised", new PublishBusinessEvent { EventName = new("Change.Authorised") });
        var emergencyWindow = plan.Set("emergency-window", "申请的时间窗", "The window asked for", windowStart, "variables.requestedStart");
        var emergencyWindowEnd = plan.Set("emergency-window-end", "时间窗结束", "End of the window", windowEnd, "variables.requestedEnd");
        var toScheduleEmergency = plan.To(hub, "schedule", "to-schedule-emergency");

        // 6 Schedule and tell; 8 wait for the window
        var window = plan.Step("window", "记录时间窗", "Note the window", new UpdateRecord { Facts = Js<IDictionary<string, object>?>("({ windowStart: variables.windowStart, windowEnd: variables.windowEnd })") });
        var scheduledState = plan.Step("scheduled-state", "已排期", "Scheduled", new SetRecordState { Trigger = new("Schedule") });
        var needsPart = plan.Ask("needs-part", "需领用备件?", "A part from stock?", "!!variables.spareType && variables.partAsked != true");
        var notePart = plan.Set("note-part", "已申请备件", "Part asked for", partAsked, "true");
        var part = plan.Step("part", "备件申请", "Spare part request", new StartFlow
        {
            DefinitionId = new(FlowIds.SparePartRequest),
            FlowInput = Js<IDictionary<string, object>?>(
                "({ purpose: variables.changeType == 'MajorCutover' ? 'MajorCutover' : 'FaultRepair', requesterId: variables.requesterId, neededByAt: variables.windowStart })"),
        });
        var before = plan.Step("before-window", "时间窗之前", "Before the window", new FlowFork { Branches = new(["Notice", "Readiness", "Reminder"]) });
        var waitNotice = plan.Step("wait-notice", "等待预告时间", "Wait for the notice", new WaitFor { Timer = new("TMR-CHG-NOTICE"), From = new(windowStart) });
        var notice = plan.Step("notice", "预告相关方", "Tell the parties", Window([RoleCodes.InstituteApprover, RoleCodes.CustomerUser, RoleCodes.ChangeManager]));
        var noticeEnd = plan.Step("notice-end", "支路结束", "Branch ends", new BranchEnd());
        var waitReady = plan.Step("wait-ready", "等待就绪检查", "Wait for the readiness check", new WaitFor { Timer = new("TMR-WINDOW-READY"), From = new(windowStart) });
        var readyNotice = plan.Step("ready-notice", "提醒就绪检查", "Remind of the check", Window(["Reporter", RoleCodes.Tier1Engineer]));
        var ready = plan.Step("ready", "实施就绪检查", "Readiness check", new HumanTask
        {
            TaskType = new("change-ready"),
            Role = new(RoleCodes.Tier1Engineer),
            Assignee = new(implementerId),
            Outcomes = new(["Ready", "NotReady"]),
            CompletedBy = new(implementerId),
        });
        var waitWindow = plan.Step("wait-window", "等待时间窗开始", "Wait for the window", new WaitUntil { Instant = Js<string>("variables.windowStart") });
        var toRun = plan.To(hub, "run");
        var toRescheduleNotReady = plan.To(hub, "reschedule", "to-reschedule-not-ready");
        var waitReminder = plan.Step("wait-reminder", "等待提醒时间", "Wait for the reminder", new WaitFor { Timer = new("TMR-WINDOW-REMIND"), From = new(windowStart) });
        var reminder = plan.Step("reminder", "实施前提醒", "Reminder", Window([RoleCodes.Tier1Engineer, RoleCodes.CustomerUser, RoleCodes.ChangeManager]));
        var reminderEnd = plan.Step("reminder-end", "支路结束", "Branch ends", new BranchEnd());

        // 9 Carry it out, 10 report the result; at the decision time the rollback question comes by itself
        var endBefore = plan.Step("end-before", "结束等待", "End the waits", new CancelTasks { Steps = new(["wait-notice", "wait-reminder"]) });
        var implementingState = plan.Step("implementing-state", "实施中", "Implementing", new SetRecordState { Trigger = new("StartWork") });
        var keepImplementer = plan.Step("keep-implementer", "记录实施人", "Note who implements", new UpdateRecord { Facts = Js<IDictionary<string, object>?>("({ implementerId: variables.implementerId, ownerId: variables.implementerId })") });
        var tellWindow = plan.Step("tell-window", "事件:时间窗开始", "Event: window begins", new PublishBusinessEvent
        {
            EventName = new("ChangeWindow.Start"),
            OccurredAt = new(windowStart),
            Data = Js<IDictionary<string, object>?>("({ agreedDue: variables.windowEnd })"),
        });
        var run = plan.Step("in-window", "时间窗内", "In the window", new FlowFork { Branches = new(["Work", "Decision"]) });
        var toWork = plan.To(hub, "work");
        var waitDecision = plan.Step("wait-decision", "等待回退决策时间", "Wait for the decision time", new WaitUntil { Instant = Js<string>("variables.rollbackDecisionAt || variables.windowEnd") });
        var toAskInTime = plan.To(hub, "ask", "to-ask-in-time");
        var startWork = plan.Set("start-work", "开始实施", "Work begins", working, "true");
        var service = PlannedWork.Draw(plan, hub, "Change", "implementerId");
        var toReportAgain = plan.To(hub, PlannedWork.ReportRoute, "to-report-again");
        var goOn = plan.Set("go-on", "继续实施", "Work goes on", working, "true");
        var implement = plan.Step("implement", "变更实施", "Implement", new HumanTask
        {
            TaskType = new("change-implement"),
            Role = new(RoleCodes.Tier1Engineer),
            Assignee = new(implementerId),
            Outcomes = new(["Success", "StepFailed"]),
            Clocks = new([WindowClock]),
            Prefill = Js<IDictionary<string, object>?>("({ startedAt: variables.windowStart })"),
            Keep = new(["finishedAt"]),
            Answer = new(doneAnswer),
            CompletedBy = new(implementerId),
        });
        var workDone = plan.Set("work-done", "实施结束,待验证", "Work ends, to be verified", working, "true");
        var verify = plan.Step("verify", "业务验证", "Verify service", new HumanTask
        {
            TaskType = new("change-verify"),
            Role = new(RoleCodes.CustomerUser),
            Outcomes = new(["Confirmed", "Problem"]),
            Clocks = new([WindowClock]),
            Answer = new(answer),
        });
        var toImplemented = plan.To(hub, "implemented");
        var workFailed = plan.Set("work-failed", "步骤失败", "A step failed", working, "false");
        var toAskFailed = plan.To(hub, "ask", "to-ask-failed");
        var problemFound = plan.Set("problem-found", "业务有问题", "Service has a problem", working, "false");
        var toAskProblem = plan.To(hub, "ask", "to-ask-problem");

        // 12 Roll back or go on; after the window there is only the way back
        var endAsking = plan.Step("end-asking", "结束之前的询问", "End earlier questions", new CancelTasks { Steps = new(["wait-decision", "ask-rollback", "ask-late"]) });
        var tellManager = plan.Step("tell-manager", "告知变更经理", "Tell the change manager", new SendNotification
        {
            Template = new("CHANGE_ROLLBACK"),
            Recipients = new([RoleCodes.ChangeManager]),
            Values = Js<IDictionary<string, object>?>("({ title: variables.title })"),
        });
        var inWindow = plan.Step("in-time", "时间窗内?", "Inside the window?", new ReadClock { ClockId = new(WindowClock) });
        var ask = plan.Step("ask-rollback", "回退决策", "Roll back?", new ParallelApproval
        {
            TaskType = new("change-rollback"),
            Roles = new([RoleCodes.Tier1Engineer, RoleCodes.CustomerUser]),
            Choices = new(["Continue", "Rollback"]),
            Clocks = new([WindowClock]),
            Answer = new(answer),
        });
        var isWorking = plan.Ask("is-working", "仍在实施或验证?", "Still at work, or being verified?", "variables.working == true");
        var goesOn = plan.Step("goes-on", "支路结束", "Branch ends", new BranchEnd());
        var toAgain = plan.To(hub, "again");
        var toUndone = plan.To(hub, "undone");
        var askLate = plan.Step("ask-late", "时间窗已过,回退", "Roll back after the window", new HumanTask
        {
            TaskType = new("change-rollback"),
            Role = new(RoleCodes.Tier1Engineer),
            Assignee = new(implementerId),
            Outcomes = new(["Rollback"]),
            Answer = new(answer),
        });
        var toUndoneLate = plan.To(hub, "undone", "to-undone-late");
        var endWork = plan.Step("end-work", "结束实施", "End the work", new CancelTasks { Steps = new([.. PlannedWork.Steps, "implement", "verify", "wait-decision", "ask-rollback", "ask-late"]) });
        var undone = plan.Set("note-undone", "已回退", "Rolled back", rolledBack, "true");
        var undoneState = plan.Step("undone-state", "已回退", "Rolled back", new SetRecordState { Trigger = new("RollBack") });
        var tellUndone = plan.Step("tell-undone", "事件:变更已回退", "Event: change rolled back", new PublishBusinessEvent { EventName = new("Change.Finished"), Filter = new("RolledBack") });
        var toRescheduleUndone = plan.To(hub, "reschedule", "to-reschedule-undone");

        // 13 Reschedule or stop
        var endWaits = plan.Step("end-waits", "结束等待", "End the waits", new CancelTasks { Steps = new(["wait-notice", "wait-ready", "wait-reminder", "wait-window", "ready"]) });
        var reschedule = plan.Step("reschedule", "重排或终止", "Reschedule or stop", new HumanTask
        {
            TaskType = new("change-reschedule"),
            Role = new(RoleCodes.ChangeManager),
            Outcomes = new(["Reschedule", "Stop"]),
            Keep = new(["newStart", "newEnd", "rollbackDecisionAt", "reason"]),
            CompletedAt = new(decidedAt),
        });
        var newWindow = plan.Set("new-window", "新的时间窗", "New window", windowStart, "variables.newStart");
        var newWindowEnd = plan.Set("new-window-end", "新时间窗结束", "End of the new window", windowEnd, "variables.newEnd");
        var nextRevision = plan.Set("next-revision", "下一修订", "Next revision", revision, "variables.revision + 1");
        var newFacts = plan.Step("new-facts", "记录新时间窗", "Note the new window", new UpdateRecord
        {
            Facts = Js<IDictionary<string, object>?>("({ requestedStart: variables.newStart, requestedEnd: variables.newEnd, rollbackDecisionAt: variables.rollbackDecisionAt, revision: variables.revision })"),
        });
        var againState = plan.Step("again-state", "重新授权", "Authorise again", new SetRecordState { Trigger = new("Reschedule") });
        var againClock = plan.Step("again-clock", "授权时限", "Authorisation clock", new StartClock { ClockId = new(AuthClock), OccurredAt = new(decidedAt) });
        var notYet = plan.Set("not-yet", "尚未回退", "Not rolled back", rolledBack, "false");
        var toAuthoriseAgain = plan.To(hub, "authorise", "to-authorise-again");
        var toStopped = plan.To(hub, "stopped");

        // 14 Ends without success
        var partUnderWay = plan.Step("part-under-way", "备件仍在途?", "Is a part under way?", new FindService { RecordType = new(RecordTypes.SparePartRequest) });
        var cancelPart = plan.Step("cancel-part", "撤回备件申请", "Withdraw the part", new CancelChildFlows { DefinitionId = new(FlowIds.SparePartRequest) });
        var stoppedState = plan.Step("stopped-state", "终止", "Stopped", new SetRecordState { Trigger = new("Stop"), Reason = Js<string?>("variables.reason") });
        var tellStopped = plan.Step("tell-stopped", "通知终止", "Tell that it stops", Ended("Stopped", "终止|stopped"));
        var wasRolledBack = plan.Ask("was-rolled-back", "曾回退?", "Was it rolled back?", "variables.rolledBack == true");
        var parentRolledBack = plan.Step("parent-rolled-back", "告知来源:已回退", "Tell the parent: rolled back", Parent("RolledBack"));
        var ended = plan.Ends("RolledBack", "已回退");
        var parentStopped = plan.Step("parent-stopped", "告知来源:已终止", "Tell the parent: stopped", Parent("Stopped"));
        var stopped = plan.Ends("Stopped", "已终止");
        var cancelReview = plan.Step("cancel-review", "结束评审时限", "End the review clock", new CancelClock { ClockId = new(ReviewClock) });
        var cancelAuth = plan.Step("cancel-auth", "结束授权时限", "End the clock", new CancelClock { ClockId = new(AuthClock) });
        var cancelEmergency = plan.Step("cancel-emergency", "结束紧急授权时限", "End the emergency clock", new CancelClock { ClockId = new(EmergencyClock) });
        var rejectedState = plan.Step("rejected-state", "已否决", "Rejected", new SetRecordState { Trigger = new("Reject") });
        var tellRejected = plan.Step("tell-rejected", "通知否决", "Tell that it is rejected", Ended("Rejected", "否决|rejected"));
        var parentRejected = plan.Step("parent-rejected", "告知来源:已否决", "Tell the parent: rejected", Parent("Rejected"));
        var rejected = plan.Ends("Rejected", "已否决");

        DrawClosing(plan, hub, requesterId, implementerId, doneAnswer, answer, finishedAt, closerRole);

        // Arrows
        plan.Chain(plan.Start, readRequester, firstWay, hub);
        plan.Arrow(hub, "submit", submit);
        plan.Arrow(submit, "Submit", keepForm);
        plan.Chain(keepForm, toCheck);
        plan.Arrow(submit, "Discard", discardState);
        plan.Chain(discardState, discarded);
        plan.Arrow(hub, "check", check);
        plan.Arrow(check, "Conflict", toSubmitConflict);
        plan.Arrow(check, "Ok", readForm);
        plan.Chain(readForm, submittedState, changePlan, tellSubmitted, isStandard);
        plan.Arrow(isStandard, "True", standardState);
        plan.Chain(standardState, standardWindow, standardWindowEnd, toSchedule);
        plan.Arrow(isStandard, "False", reviewState);
        plan.Chain(reviewState, whichReview, hub);

        plan.Arrow(hub, "review", isHigh);
        plan.Arrow(isHigh, "True", reviewHigh);
        plan.Arrow(isHigh, "False", needsTier3);
        plan.Arrow(needsTier3, "True", reviewMedium);
        plan.Arrow(needsTier3, "False", reviewLow);
        foreach (var review in (ParallelApproval[])[reviewLow, reviewMedium, reviewHigh])
        {
            plan.Arrow(review, "Approved", plan.To(hub, "reviewed", $"to-reviewed-{review.Id}"));
            plan.Arrow(review, "Returned", plan.To(hub, "returned", $"to-returned-{review.Id}"));
            plan.Arrow(review, "Rejected", plan.To(hub, "rejected", $"to-rejected-{review.Id}"));
        }

        plan.Arrow(hub, "reviewed", tellReviewed);
        plan.Chain(tellReviewed, proposeWindow, proposeWindowEnd, toAuthorise);
        plan.Arrow(hub, "returned", endReviewClock);
        plan.Chain(endReviewClock, endAuthClock, returnedState, toSubmitReturned);

        plan.Arrow(hub, "authorise", institute);
        plan.Arrow(institute, "Approve", noteInstitute);
        plan.Arrow(institute, "Return", plan.To(hub, "returned", "to-returned-institute"));
        plan.Arrow(institute, "Reject", plan.To(hub, "rejected", "to-rejected-institute"));
        plan.Chain(noteInstitute, needsProvince);
        plan.Arrow(needsProvince, "True", province);
        plan.Arrow(needsProvince, "False", authorisedState);
        plan.Arrow(province, "Approve", noteProvince);
        plan.Arrow(province, "Return", plan.To(hub, "returned", "to-returned-province"));
        plan.Arrow(province, "Reject", plan.To(hub, "rejected", "to-rejected-province"));
        plan.Chain(noteProvince, authorisedState, tellAuthorised, toScheduleAuthorised);

        plan.Arrow(hub, "emergency", emergency);
        plan.Arrow(emergency, "Approved", noteEmergency);
        plan.Chain(noteEmergency, emergencyState, tellEmergency, emergencyWindow, emergencyWindowEnd, toScheduleEmergency);
        plan.Arrow(emergency, "Rejected", plan.To(hub, "rejected", "to-rejected-emergency"));

        plan.Arrow(hub, "schedule", window);
        plan.Chain(window, scheduledState, needsPart);
        plan.Arrow(needsPart, "True", notePart);
        plan.Chain(notePart, part, before);
        plan.Arrow(needsPart, "False", before);
        plan.Arrow(before, "Notice", waitNotice);
        plan.Chain(waitNotice, notice, noticeEnd);
        plan.Arrow(before, "Readiness", waitReady);
        plan.Chain(waitReady, readyNotice, ready);
        plan.Arrow(ready, "Ready", waitWindow);
        plan.Chain(waitWindow, toRun);
        plan.Arrow(ready, "NotReady", toRescheduleNotReady);
        plan.Arrow(before, "Reminder", waitReminder);
        plan.Chain(waitReminder, reminder, reminderEnd);

        plan.Arrow(hub, "run", endBefore);
        plan.Chain(endBefore, implementingState, keepImplementer, tellWindow, run);
        plan.Arrow(run, "Work", toWork);
        plan.Arrow(run, "Decision", waitDecision);
        plan.Chain(waitDecision, toAskInTime);
        plan.Arrow(hub, "work", startWork);
        plan.Chain(startWork, service);
        plan.Arrow(hub, "again", goOn);
        plan.Chain(goOn, toReportAgain);
        plan.Arrow(hub, PlannedWork.ReportRoute, implement);
        plan.Arrow(implement, "Success", workDone);
        plan.Chain(workDone, verify);
        plan.Arrow(verify, "Confirmed", toImplemented);
        plan.Arrow(verify, "Problem", problemFound);
        plan.Chain(problemFound, toAskProblem);
        plan.Arrow(implement, "StepFailed", workFailed);
        plan.Chain(workFailed, toAskFailed);

        plan.Arrow(hub, "ask", endAsking);
        plan.Chain(endAsking, tellManager, inWindow);
        plan.Arrows(inWindow, ask, "InTime", "None");
        plan.Arrow(inWindow, "Breached", askLate);
        plan.Arrow(ask, "Approved", isWorking);
        plan.Arrow(isWorking, "True", goesOn);
        plan.Arrow(isWorking, "False", toAgain);
        plan.Arrow(ask, "Rejected", toUndone);
        plan.Arrow(askLate, "Rollback", toUndoneLate);
        plan.Arrow(hub, "undone", endWork);
        plan.Chain(endWork, undone, undoneState, tellUndone, toRescheduleUndone);

        plan.Arrow(hub, "reschedule", endWaits);
        plan.Chain(endWaits, reschedule);
        plan.Arrow(reschedule, "Reschedule", newWindow);
        plan.Chain(newWindow, newWindowEnd, nextRevision, newFacts, againState, againClock, notYet, toAuthoriseAgain);
        plan.Arrow(reschedule, "Stop", toStopped);
        plan.Arrow(hub, "stopped", partUnderWay);
        plan.Arrow(partUnderWay, "UnderWay", cancelPart);
        plan.Arrow(partUnderWay, "None", stoppedState);
        plan.Arrow(cancelPart, stoppedState);
        plan.Chain(stoppedState, tellStopped, wasRolledBack);
        plan.Arrow(wasRolledBack, "True", parentRolledBack);
        plan.Chain(parentRolledBack, ended);
        plan.Arrow(wasRolledBack, "False", parentStopped);
        plan.Chain(parentStopped, stopped);
        plan.Arrow(hub, "rejected", cancelReview);
        plan.Chain(cancelReview, cancelAuth, cancelEmergency, rejectedState, tellRejected, parentRejected, rejected);
    }

    private static ParallelApproval Review(
        FlowPlan plan, Variable<string> requester, string id, string zh, string en, params string[] roles) => plan.Step(id, zh, en, new ParallelApproval
        {
            TaskType = new("change-review"),
            Roles = new([.. roles]),
            Choices = new(["Approve", "Return", "Reject"]),
            Clocks = new([ReviewClock]),
            NotBy = new(requester),
        });

    private static ApprovalTask Authorise(
        FlowPlan plan, string id, string zh, string en, string role, Variable<string> requester, Variable<string> answer,
        Variable<string> decidedBy, Variable<string> decision) => plan.Step(id, zh, en, new ApprovalTask
        {
            TaskType = new("change-authorise"),
            Role = new(role),
            Decisions = new(["Approve", "Return", "Reject"]),
            Clocks = new([AuthClock]),
            NotBy = new(requester),
            Prefill = Js<IDictionary<string, object>?>("({ windowStart: variables.windowStart, windowEnd: variables.windowEnd })"),
            Keep = new(["windowStart", "windowEnd"]),
            Answer = new(answer),
            CompletedBy = new(decidedBy),
            Decision = new(decision),
        });

    private static SendNotification Window(ICollection<string> recipients) => new()
    {
        Template = new("CHANGE_WINDOW"),
        Recipients = new(recipients),
        Values = Js<IDictionary<string, object>?>("({ windowStart: variables.windowStart, windowEnd: variables.windowEnd })"),
    };

    private static SendNotification Ended(string outcome, string words) => new()
    {
        Template = new("CHANGE_ENDED"),
        Recipients = new(["Reporter", RoleCodes.ChangeManager, RoleCodes.InstituteApprover]),
        Values = Js<IDictionary<string, object>?>($"({{ outcome: '{words}', title: variables.title }})"),
    };

    private static PublishBusinessEvent Parent(string outcome) => new()
    {
        EventName = new("Change.Ended"),
        Filter = new(outcome),
        On = new("Parent"),
        Data = Js<IDictionary<string, object>?>($"({{ no: getInput('recordNo') || '', outcome: '{outcome}' }})"),
    };
}
