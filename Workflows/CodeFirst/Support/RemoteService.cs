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
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Memory;
using static Elsa.ITR.Workflows.CodeFirst.FlowPlan;

namespace Elsa.ITR.Workflows.CodeFirst.Support;

/// <summary>Help by telephone or remote access under customer authorisation, supervision and full record.</summary>
/// <remarks>Inputs, all optional: purpose, mode, operatorId, operatorRole. A fault ends with Succeeded only when its service is back: callers take that as Restored.</remarks>
public sealed class RemoteService : WorkflowBase
{
    private const string Longest = "OLA-REMOTE-MAX";

    /// <inheritdoc/>
    protected override void Build(IWorkflowBuilder builder)
    {
        var plan = new FlowPlan(builder, FlowIds.RemoteService, version: 2, "远程服务", "Remote service");
        foreach (var input in (string[])["purpose", "mode", "operatorId", "operatorRole"])
            plan.Input(input);
        var operatorRole = plan.Text("operatorRole", RoleCodes.Tier1Engineer);
        var operatorId = plan.Text("operatorId");
        var mode = plan.Text("mode", "RemoteAccess");
        var answer = plan.Text("answer");
        var authorisation = plan.Text("authorisation");
        var authorisedBy = plan.Text("authorisedBy");
        var pauseId = plan.Text("pauseId");
        var sessionNo = plan.Text("sessionNo");
        var worked = plan.Text("worked");
        var deleteBy = plan.Text("deleteBy");
        var incident = plan.Text("incident");
        foreach (var kept in (string[])["kind", "person", "slotStart", "slotEnd", "supervisor", "account", "openedAt", "reason", "restoredAt", "result", "collectedData", "closedAt", "operationsText", "caseType"])
            plan.Text(kept);
        plan.Number("level");
        plan.Flag("serviceRestored");

        var readRole = plan.Set("read-operator-role", "操作角色", "Operator's role", operatorRole, "getInput('operatorRole') || 'Tier1Engineer'");
        var readOperator = plan.Set("read-operator", "操作人", "Operator", operatorId, "getInput('operatorId') || ''");
        var readMode = plan.Set("read-mode", "方式", "Mode", mode, "getInput('mode') || 'RemoteAccess'");
        var open = plan.Step("open", "建立远程服务单", "Open the session", new CreateRecord
        {
            RecordNo = new(sessionNo),
            RecordType = new(RecordTypes.RemoteSession),
            Facts = Js<IDictionary<string, object>?>("({ purpose: getInput('purpose'), mode: variables.mode, operatorId: variables.operatorId })"),
        });
        var readCase = plan.Step("read-case", "读取案例", "Read case", new ReadCase { Facts = new(["level", "caseType"]) });
        var firstWay = plan.Set("first-way", "首个去向", "First way", plan.Route, "variables.mode == 'PhoneGuidance' ? 'phone' : 'request'"); // 1
        var hub = plan.Hub("phone", "request", "authorise", "authorised", "modify", "refused", "access", "work", "affected", "close", "record");

        var phoneOpen = State(plan, "phone-open", "电话指导", "By telephone", "Open");
        var toWorkPhone = plan.To(hub, "work", "to-work-phone");

        // 2 Request with the list of operations
        var request = plan.Step("request", "远程接入申请", "Request access", new HumanTask
        {
            TaskType = new("remote-request"),
            Role = new(operatorRole),
            Assignee = new(operatorId),
            Outcomes = new(["Requested"]),
            Clocks = new(Promises.OfFault),
            OnCase = new(true),
            Keep = new(["mode", "slotStart", "slotEnd", "supervisor", "account"]),
            Answer = new(answer),
            CompletedBy = new(operatorId),
        });
        var noteRequest = plan.Step("note-request", "记录申请", "Note the request", new UpdateRecord
        {
            Answer = new(answer),
            Facts = Js<IDictionary<string, object>?>(
                "({ operations: JSON.parse(variables.answer).operations.map(function (x) { return x.operation; }), hasChanging: JSON.parse(variables.answer).operations.some(function (x) { return x.changing === true; }), operatorId: variables.operatorId })"),
        });
        var keepOperations = plan.Set("keep-operations", "申请的操作", "Operations asked for", plan.Text("operationsList"), "JSON.parse(variables.answer).operations.map(function (x) { return x.operation; }).join('; ')");
        var isPhone = plan.Ask("is-phone", "仅电话?", "Phone only?", "variables.mode == 'PhoneGuidance'");
        var phoneAfterAll = State(plan, "phone-after-all", "电话指导", "By telephone", "Open");
        var toWorkPhoneAfterAll = plan.To(hub, "work", "to-work-phone-after-all");
        var requested = State(plan, "requested", "已申请", "Requested", "Request");
        var tellRequested = plan.Step("tell-requested", "事件:已申请接入", "Event: access requested", new PublishBusinessEvent { EventName = new("RemoteSession.Requested") });
        var toAuthorise = plan.To(hub, "authorise");

        // 3 Authorise: at level 1 the duty manager may record the consent by phone
        var isLevel1 = plan.Ask("is-level-1", "一级故障?", "Level 1?", "variables.level == 1");
        var ask = plan.Step("ask", "请客户授权", "Ask the customer", new FlowFork { Branches = new(["Customer", "Phone"]) });
        var authoriseCustomer = Authorise(plan, "authorise-customer", "Task", authorisation, authorisedBy);
        authoriseCustomer.Role = new(RoleCodes.CustomerUser);
        var authorisePhone = Authorise(plan, "authorise-phone", "Phone", authorisation, authorisedBy);
        authorisePhone.Role = new(RoleCodes.DutyManager);
        var authorise = Authorise(plan, "authorise", "Task", authorisation, authorisedBy);
        authorise.Role = Js<string>("variables.level > 1 ? 'InstituteApprover' : 'CustomerUser'");

        var endAsking = EndAsking(plan, "end-asking");
        var noteAuthorised = plan.Step("note-authorised", "记录授权", "Note the authorisation", new UpdateRecord
        {
            Facts = Js<IDictionary<string, object>?>(
                "({ slotStart: variables.slotStart, slotEnd: variables.slotEnd, supervisor: variables.supervisor, authorisedBy: variables.authorisedBy, byPhone: variables.kind == 'Phone', consentPerson: variables.person || '' })"),
        });
        var authorised = State(plan, "authorised", "已授权", "Authorised", "Authorise");
        var tellAuthorised = plan.Step("tell-authorised", "事件:已授权", "Event: authorised", new PublishBusinessEvent { EventName = new("RemoteSession.Authorised") });
        var isByPhone = plan.Ask("is-by-phone", "电话同意?", "By phone?", "variables.kind == 'Phone'");
        var confirm = plan.Step("confirm-phone", "补办确认", "Confirm the consent", new OpenTask
        {
            TaskType = new("remote-confirm"),
            Role = new(RoleCodes.InstituteApprover),
            Prefill = Js<IDictionary<string, object>?>("({ consentPerson: variables.person })"),
        });
        var toAccess = plan.To(hub, "access");
        var endAskingModify = EndAsking(plan, "end-asking-modify");
        var modified = State(plan, "modified", "退回修改", "Sent back", "Modify");
        var endAuth = plan.Step("end-authorisation", "结束授权时限", "End the clock", new CancelClock { ClockId = new("OLA-REMOTE-AUTH") });
        var toRequestAgain = plan.To(hub, "request", "to-request-again");
        var endAskingRefused = EndAsking(plan, "end-asking-refused");
        var refused = State(plan, "refused", "被拒绝", "Refused", "Refuse", ends: true);
        var tellRefused = plan.Step("tell-refused", "告知来源:远程被拒绝", "Tell the parent: session refused", new PublishBusinessEvent
        {
            EventName = new("RemoteSession.Ended"),
            Filter = new(sessionNo),
            On = new("Parent"),
            Data = Js<IDictionary<string, object>?>("({ no: variables.sessionNo, restored: false })"),
        });
        var endRefused = plan.Ends("Refused", "被拒绝");

        // 4 The customer opens access
        var access = plan.Step("access", "开放接入", "Open access", new HumanTask
        {
            TaskType = new("remote-open"),
            Role = new(RoleCodes.CustomerUser),
            Outcomes = new(["Opened", "CannotOpen"]),
            Prefill = Js<IDictionary<string, object>?>("({ account: variables.account })"),
            Keep = new(["account", "openedAt", "reason"]),
        });
        var noteOpened = plan.Step("note-opened", "记录开放", "Note the opening", new UpdateRecord { Facts = Js<IDictionary<string, object>?>("({ account: variables.account, openedAt: variables.openedAt })") });
        var opened = State(plan, "opened", "进行中", "Open", "Open");
        var resume = plan.Step("resume", "恢复计时", "Resume the clocks", new ResumeClock { PauseId = new(pauseId), OccurredAt = Js<string?>("variables.openedAt") });
        var tellOpened = plan.Step("tell-opened", "事件:已开放接入", "Event: access opened", new PublishBusinessEvent { EventName = new("RemoteSession.Opened"), OccurredAt = Js<string?>("variables.openedAt") });
        var session = plan.Step("session", "会话并行", "Session", new FlowFork { Branches = new(["Work", "TooLong"]) });
        var toWork = plan.To(hub, "work");
        var waitLongest = plan.Step("wait-longest", "会话最长时间", "Longest session", new WaitFor { Timer = new(Longest) });
        var overdue = plan.Step("overdue", "会话超时", "Session too long", new FlowFork { Branches = new(["Customer", "DutyManager"]) });
        var overdueCustomer = Overdue(plan, "overdue-customer", RoleCodes.CustomerUser);
        var overdueDuty = Overdue(plan, "overdue-duty", RoleCodes.DutyManager);
        var overdueCustomerEnd = plan.Step("overdue-customer-end", "支路结束", "Branch ends", new BranchEnd());
        var overdueDutyEnd = plan.Step("overdue-duty-end", "支路结束", "Branch ends", new BranchEnd());
        var pause = plan.Step("pause", "申请暂停计时", "Ask for a pause", new PauseClock { Reason = new("CUSTOMER_ACCESS"), Comment = Js<string?>("variables.reason"), OnCase = new(true), PauseId = new(pauseId) });
        var blocked = State(plan, "blocked", "待重新授权", "To be authorised again", "Block");
        var tellAgain = plan.Step("tell-again", "事件:重新申请接入", "Event: access requested again", new PublishBusinessEvent { EventName = new("RemoteSession.Requested"), Filter = new("Again") });
        var toAuthoriseAgain = plan.To(hub, "authorise", "to-authorise-again");

        // 5 Work with log
        var work = plan.Step("work", "远程处理", "Work remotely", new HumanTask
        {
            TaskType = new("remote-work"),
            Prefill = Js<IDictionary<string, object>?>("({ sessionNo: variables.sessionNo })"),
            Role = new(operatorRole),
            Assignee = new(operatorId),
            Outcomes = new(["Done", "NeedOnsite", "ServiceAffected", "OutOfScope"]),
            Clocks = new(Promises.OfFault),
            OnCase = new(true),
            Keep = new(["serviceRestored", "restoredAt", "result", "collectedData"]),
            Answer = new(answer),
            Outcome = new(worked),
        });
        var log = plan.Step("log-work", "登记操作", "Log operations", new LogOperations { Answer = new(answer), ConsentBy = Js<string?>("variables.supervisor") });
        var byWork = plan.Step("by-work", "按处理结果", "By the work", new FlowSwitch
        {
            Cases = [.. ((string[])["ServiceAffected", "OutOfScope"]).Select(outcome => new FlowSwitchCase(outcome, Script($"variables.worked == '{outcome}'")))],
        });
        var finished = State(plan, "finished", "待检查", "To be checked", "Finish");
        var toClose = plan.To(hub, "close");
        var tellAffected = plan.Step("tell-affected", "事件:业务受影响", "Event: service affected", new PublishBusinessEvent { EventName = new("Fault.ServiceAffected"), On = new("Case") });
        var major = plan.Step("major-incident", "重大事故标准", "Major incident?", new DeclareMajorIncident { OtherRecord = new(incident) });
        var notice = plan.Step("start-notice", "启动重大事故通报", "Start the notices", new StartFlow { DefinitionId = new(FlowIds.MajorIncidentNotification), OtherRecord = new(incident) });
        var toAffected = plan.To(hub, "affected");
        var toAffectedDeclared = plan.To(hub, "affected", "to-affected-declared");
        var escalate = plan.Step("escalate-affected", "业务受影响升级", "Escalate", new RaiseEscalation { Level = new("M2"), Trigger = new("Manual"), ReasonZh = new("远程操作影响业务,需紧急恢复"), ReasonEn = new("Remote work affects service: emergency recovery") });
        var toWorkAffected = plan.To(hub, "work", "to-work-affected");
        var outOfScope = State(plan, "out-of-scope", "超出授权", "Out of scope", "Modify");
        var toRequest = plan.To(hub, "request");

        // 6 The customer checks and closes access
        var close = plan.Step("close", "关闭接入确认", "Close access", new HumanTask
        {
            TaskType = new("remote-close"),
            Role = new(RoleCodes.CustomerUser),
            Outcomes = new(["Confirmed", "Problem"]),
            Keep = new(["closedAt"]),
        });
        var endOverdue = plan.Step("end-overdue", "结束超时提醒", "End the reminders", new CancelTasks { Steps = new(["wait-longest", "overdue-customer", "overdue-duty"]) });
        var noteClosed = plan.Step("note-closed", "记录关闭", "Note the closing", new UpdateRecord
        {
            Facts = Js<IDictionary<string, object>?>("({ closedAt: variables.closedAt, collectedData: variables.collectedData || '', result: variables.worked == 'NeedOnsite' ? 'NeedOnsite' : variables.serviceRestored == true ? 'Restored' : 'Done' })"),
        });
        var tellClosed = plan.Step("tell-closed", "事件:已关闭接入", "Event: access closed", new PublishBusinessEvent { EventName = new("RemoteSession.Closed"), OccurredAt = Js<string?>("variables.closedAt") });
        var toRecord = plan.To(hub, "record");
        var resumed = State(plan, "resumed", "继续处理", "Work goes on", "Resume");
        var toWorkProblem = plan.To(hub, "work", "to-work-problem");

        // 7 and 8 Record; collected data is to be deleted
        var document = plan.Step("session-record", "远程服务记录", "Session record", new GenerateDocument
        {
            DocumentType = new("RemoteSessionRecord"),
            Answer = Js<string?>("JSON.stringify({ log: variables.result, sessionResult: variables.worked })"),
        });
        var ended = plan.Step("state-ended", "状态:结束", "State: ended", new SetRecordState
        {
            Trigger = Js<string>("variables.worked == 'NeedOnsite' ? 'GoOnsite' : !!variables.level && variables.serviceRestored != true ? 'Fail' : 'Succeed'"),
            Ends = new(true),
        });
        var hasData = plan.Ask("has-data", "有采集数据?", "Data collected?", "!!variables.collectedData");
        var tellData = plan.Step("tell-data", "事件:已采集数据", "Event: data collected", new PublishBusinessEvent { EventName = new("RemoteSession.DataCollected"), OccurredAt = Js<string?>("variables.closedAt") });
        var readDelete = plan.Step("read-delete-by", "删除期限", "Delete by", new ReadClock { ClockId = new("OLA-DATA-DELETE"), DueAt = new(deleteBy) });
        var noteDelete = plan.Step("note-delete-by", "记录删除期限", "Note when to delete", new UpdateRecord { Facts = Js<IDictionary<string, object>?>("({ deleteBy: variables.deleteBy || '' })") });
        var deletion = plan.Step("deletion", "数据删除证明", "Prove the deletion", new OpenTask
        {
            TaskType = new("remote-deletion"),
            Role = new(operatorRole),
            Clocks = new(["OLA-DATA-DELETE"]),
            Prefill = Js<IDictionary<string, object>?>("({ collectedData: variables.collectedData })"),
        });
        var giveTime = plan.Give("give-restored-at", "恢复时间", "When service was back", "restoredAt", "variables.restoredAt || ''");
        var givePerson = plan.Give("give-restored-by", "处理人", "Who worked", "restoredBy", "variables.operatorId || ''");
        var tellEnded = plan.Step("tell-ended", "告知来源:远程服务结束", "Tell the parent: session ended", new PublishBusinessEvent
        {
            EventName = new("RemoteSession.Ended"),
            Filter = new(sessionNo),
            On = new("Parent"),
            Data = Js<IDictionary<string, object>?>("({ no: variables.sessionNo, restored: variables.serviceRestored == true })"),
        });
        var byResult = plan.Step("by-result", "按结果", "By the result", new FlowSwitch
        {
            Cases =
            [
                new FlowSwitchCase("NeedOnsite", Script("variables.worked == 'NeedOnsite'")),
                new FlowSwitchCase("NotRestored", Script("!!variables.level && variables.serviceRestored != true")),
            ],
        });
        var endSucceeded = plan.Ends("Succeeded", "成功");
        var endNotRestored = plan.Ends("NotRestored", "未恢复");
        var endOnsite = plan.Ends("NeedOnsite", "需现场");

        plan.Chain(plan.Start, readRole, readOperator, readMode, open, readCase, firstWay, hub);
        plan.Arrow(hub, "phone", phoneOpen);
        plan.Arrow(phoneOpen, toWorkPhone);
        plan.Arrow(hub, "request", request);
        plan.Arrow(request, "Requested", noteRequest);
        plan.Chain(noteRequest, keepOperations, isPhone);
        plan.Arrow(isPhone, "True", phoneAfterAll);
        plan.Arrow(phoneAfterAll, toWorkPhoneAfterAll);
        plan.Arrow(isPhone, "False", requested);
        plan.Chain(requested, tellRequested, toAuthorise);

        plan.Arrow(hub, "authorise", isLevel1);
        plan.Arrow(isLevel1, "True", ask);
        plan.Arrow(ask, "Customer", authoriseCustomer);
        plan.Arrow(ask, "Phone", authorisePhone);
        plan.Arrow(isLevel1, "False", authorise);
        foreach (var step in (HumanTask[])[authoriseCustomer, authorisePhone, authorise])
        {
            plan.Arrow(step, "Authorise", plan.To(hub, "authorised", $"{step.Id}-yes"));
            plan.Arrow(step, "Modify", plan.To(hub, "modify", $"{step.Id}-modify"));
            plan.Arrow(step, "Reject", plan.To(hub, "refused", $"{step.Id}-no"));
        }

        plan.Arrow(hub, "authorised", endAsking);
        plan.Chain(endAsking, noteAuthorised, authorised, tellAuthorised, isByPhone);
        plan.Arrow(isByPhone, "True", confirm);
        plan.Arrow(confirm, toAccess);
        plan.Arrow(isByPhone, "False", toAccess);
        plan.Arrow(hub, "modify", endAskingModify);
        plan.Chain(endAskingModify, modified, endAuth, toRequestAgain);
        plan.Arrow(hub, "refused", endAskingRefused);
        plan.Chain(endAskingRefused, refused, tellRefused, endRefused);

        plan.Arrow(hub, "access", access);
        plan.Arrow(access, "Opened", noteOpened);
        plan.Chain(noteOpened, opened, resume, tellOpened, session);
        plan.Arrow(session, "Work", toWork);
        plan.Arrow(session, "TooLong", waitLongest);
        plan.Arrow(waitLongest, overdue);
        plan.Arrow(overdue, "Customer", overdueCustomer);
        plan.Arrow(overdue, "DutyManager", overdueDuty);
        plan.Arrow(overdueCustomer, "Done", overdueCustomerEnd);
        plan.Arrow(overdueDuty, "Done", overdueDutyEnd);
        plan.Arrow(access, "CannotOpen", pause);
        plan.Chain(pause, blocked, tellAgain, toAuthoriseAgain);

        plan.Arrow(hub, "work", work);
        plan.Arrows(work, log, "Done", "NeedOnsite", "ServiceAffected", "OutOfScope");
        plan.Arrow(log, byWork);
        plan.Arrow(byWork, "Default", finished);
        plan.Arrow(finished, toClose);
        plan.Arrow(byWork, "ServiceAffected", tellAffected);
        plan.Arrow(tellAffected, major);
        plan.Arrow(major, "Declared", notice);
        plan.Arrow(notice, toAffectedDeclared);
        plan.Arrow(major, "NotMajor", toAffected);
        plan.Arrow(hub, "affected", escalate);
        plan.Arrow(escalate, toWorkAffected);
        plan.Arrow(byWork, "OutOfScope", outOfScope);
        plan.Arrow(outOfScope, toRequest);

        plan.Arrow(hub, "close", close);
        plan.Arrow(close, "Confirmed", endOverdue);
        plan.Chain(endOverdue, noteClosed, tellClosed, toRecord);
        plan.Arrow(close, "Problem", resumed);
        plan.Arrow(resumed, toWorkProblem);

        plan.Arrow(hub, "record", document);
        plan.Chain(document, ended, hasData);
        plan.Arrow(hasData, "True", tellData);
        plan.Arrow(tellData, readDelete);
        plan.Arrows(readDelete, noteDelete, "InTime", "Breached", "None");
        plan.Chain(noteDelete, deletion, giveTime);
        plan.Arrow(hasData, "False", giveTime);
        plan.Chain(giveTime, givePerson, tellEnded, byResult);
        plan.Arrow(byResult, "Default", endSucceeded);
        plan.Arrow(byResult, "NotRestored", endNotRestored);
        plan.Arrow(byResult, "NeedOnsite", endOnsite);
    }

    private static HumanTask Authorise(FlowPlan plan, string id, string kind, Variable<string> answer, Variable<string> by) =>
        plan.Step(id, "远程接入授权", "Authorise access", new HumanTask
        {
            TaskType = new("remote-authorise"),
            Outcomes = new(["Authorise", "Modify", "Reject"]),
            Clocks = new(["OLA-REMOTE-AUTH"]),
            Prefill = Js<IDictionary<string, object>?>(
                $"({{ kind: '{kind}', operationsText: variables.operationsList, slotStart: variables.slotStart, slotEnd: variables.slotEnd, supervisor: variables.supervisor }})"),
            Keep = new(["kind", "person", "slotStart", "slotEnd", "supervisor"]),
            Answer = new(answer),
            CompletedBy = new(by),
        });

    private static CancelTasks EndAsking(FlowPlan plan, string id) =>
        plan.Step(id, "结束其他授权", "End the other question", new CancelTasks { Steps = new(["authorise-customer", "authorise-phone"]) });

    private static HumanTask Overdue(FlowPlan plan, string id, string role) => plan.Step(id, "关闭超时的接入", "Close access: too long", new HumanTask
    {
        TaskType = new("remote-overdue"),
        Role = new(role),
        Outcomes = new(["Done"]),
        Blocking = new(false),
    });

    private static SetRecordState State(FlowPlan plan, string id, string nameZh, string nameEn, string trigger, bool ends = false) =>
        plan.Step($"state-{id}", $"状态:{nameZh}", $"State: {nameEn}", new SetRecordState { Trigger = new(trigger), Ends = new(ends) });
}
