using Elsa.ITR.Activities.Clocks;
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
using static Elsa.ITR.Workflows.CodeFirst.FlowPlan;

namespace Elsa.ITR.Workflows.CodeFirst.Support;

/// <summary>Visit a customer site with permission, supervised work, system check by both parties; the signed report follows in a flow of its own.</summary>
/// <remarks>
/// Inputs, all optional: purpose, siteId, visitorId. It ends for its caller when both parties have checked (R11, R16); itr-onsite-report
/// carries report and signature on. Departure and arrival are events of the case.
/// </remarks>
public sealed class OnsiteService : WorkflowBase
{
    private const string Access = "CUSTOMER_ACCESS";
    private static readonly string[] Given = ["purpose", "siteId", "visitorId"];
    private static readonly string[] ArriveClocks = ["GD-L1-LEG-ARRIVE", "P4-L2-PARTNER-ONSITE", "P4-L2-VENDOR-ONSITE", "P4-L3-PARTNER-ONSITE", "P4-L4-PARTNER-ONSITE"];

    /// <inheritdoc/>
    protected override void Build(IWorkflowBuilder builder)
    {
        var plan = new FlowPlan(builder, FlowIds.OnsiteService, version: 1, "现场服务", "On-site service");
        foreach (var input in Given)
            plan.Input(input);
        var visitorRole = plan.Text("visitorRole", RoleCodes.Tier1Engineer);
        var visitorId = plan.Text("visitorId");
        var purpose = plan.Text("purpose", "Fault");
        var pauseId = plan.Text("pauseId");
        var visitNo = plan.Text("visitNo");
        var worked = plan.Text("worked");
        var answer = plan.Text("answer");
        var briefedAt = plan.Text("briefedAt");
        var checkedAt = plan.Text("checkedAt");
        var isThere = plan.Flag("isThere");
        foreach (var kept in (string[])["kind", "person", "permitNo", "escort", "windowAt", "departedAt", "arrivedAt", "waitedMinutes", "restoredAt"])
            plan.Text(kept);
        plan.Number("level");
        plan.Flag("isPartnerCase");
        plan.Flag("serviceRestored");
        plan.Flag("notDone");

        var readPurpose = plan.Set("read-purpose", "目的", "Purpose", purpose, "getInput('purpose') || 'Fault'");
        var open = plan.Step("open", "建立现场服务单", "Open the visit", new CreateRecord
        {
            RecordNo = new(visitNo),
            RecordType = new(RecordTypes.OnsiteService),
            Facts = Js<IDictionary<string, object>?>("({ purpose: variables.purpose, siteId: getInput('siteId'), visitorId: getInput('visitorId') })"),
        });
        var readCase = plan.Step("read-case", "读取案例", "Read case", new ReadCase { Facts = new(["level", "isPartnerCase"]) });
        var chooseRole = plan.Set("choose-role", "到场角色", "Visitor's role", visitorRole, "variables.isPartnerCase == true ? 'PartnerEngineer' : 'Tier1Engineer'"); // partner's site: partner first
        var firstWay = plan.Set("first-way", "首个去向", "First way", plan.Route, "'assign'");
        var hub = plan.Hub("assign", "permit", "refused", "depart", "arrive", "brief", "work", "part", "check", "higher");

        // 1 Assign
        var assign = plan.Step("assign", "指派现场工程师", "Assign", new HumanTask
        {
            TaskType = new("onsite-assign"),
            Role = new(RoleCodes.DutyManager),
            Outcomes = new(["Assigned", "NoneAvailable"]),
            Keep = new(["visitorId"]),
            Answer = new(answer),
        });
        var noteAssigned = plan.Step("note-assigned", "记录指派", "Note the assignment", new UpdateRecord { Answer = new(answer) });
        var assigned = State(plan, "assigned", "已指派", "Assigned", "Assign");
        var toPermit = plan.To(hub, "permit");
        var nobody = plan.Step("nobody", "无人可派升级", "Escalate: nobody available", new RaiseEscalation { Level = new("M2"), Trigger = new("Manual"), ReasonZh = new("无现场工程师可派"), ReasonEn = new("Nobody is available for the visit") });
        var toAssignAgain = plan.To(hub, "assign");

        // 2 Permit: level 1 by phone consent that is confirmed afterwards, others before departure
        var permit = plan.Step("permit", "现场服务许可", "Site permit", new HumanTask
        {
            TaskType = new("onsite-permit"),
            Role = Js<string>("variables.level == 1 ? 'DutyManager' : variables.purpose == 'Visit' || variables.isPartnerCase == true ? 'CustomerUser' : 'InstituteApprover'"),
            Outcomes = new(["Granted", "OtherTime", "Denied"]),
            Prefill = Js<IDictionary<string, object>?>("({ kind: variables.level == 1 ? 'Phone' : 'Task' })"),
            Keep = new(["kind", "person", "permitNo", "escort", "windowAt"]),
        });
        var notePermit = plan.Step("note-permit", "记录许可", "Note the permit", new UpdateRecord
        {
            Facts = Js<IDictionary<string, object>?>("({ permitNo: variables.permitNo || '', escort: variables.escort, byPhone: variables.kind == 'Phone', consentPerson: variables.person || '' })"),
        });
        var permitted = State(plan, "permitted", "已许可", "Permitted", "Permit");
        var isByPhone = plan.Ask("is-by-phone", "电话同意?", "By phone?", "variables.kind == 'Phone'");
        var confirmPermit = plan.Step("confirm-permit", "补办许可", "Confirm the permit", new OpenTask
        {
            TaskType = new("onsite-permit-confirm"),
            Role = new(RoleCodes.InstituteApprover),
            Prefill = Js<IDictionary<string, object>?>("({ consentPerson: variables.person })"),
        });
        var toDepart = plan.To(hub, "depart");
        var noteWindow = plan.Step("note-window", "记录新时间", "Note the other time", new UpdateRecord { Facts = Js<IDictionary<string, object>?>("({ plannedArrivalAt: variables.windowAt })") });
        var toPermitOther = plan.To(hub, "permit", "to-permit-other-time");
        var pauseDenied = Pause(plan, "pause-denied", "客户未开放机房", pauseId);
        var toPermitDenied = plan.To(hub, "permit", "to-permit-denied");

        // Entry or briefing refused: the permit is asked for again
        var lostPermit = State(plan, "lost-permit", "许可失效", "Permit lost", "LosePermit");
        var pauseRefused = Pause(plan, "pause-refused", "不让进入", pauseId);
        var toPermitAgain = plan.To(hub, "permit", "to-permit-again");

        // 3 Depart
        var depart = plan.Step("depart", "出发", "Depart", new HumanTask
        {
            TaskType = new("onsite-depart"),
            Role = new(visitorRole),
            Assignee = new(visitorId),
            Outcomes = new(["Departed"]),
            Clocks = new(["GD-L1-LEG-DEPART"]),
            OnCase = new(true),
            Keep = new(["departedAt"]),
            Answer = new(answer),
        });
        var departed = State(plan, "departed", "已出发", "Departed", "Depart");
        var noteDeparted = plan.Step("note-departed", "记录出发", "Note departure", new UpdateRecord { Answer = new(answer) });
        var tellDeparted = plan.Step("tell-departed", "事件:已出发", "Event: departed", new PublishBusinessEvent { EventName = new("Onsite.Departed"), OccurredAt = Js<string?>("variables.departedAt"), On = new("Case") });
        var toArrive = plan.To(hub, "arrive");

        // 4 Arrive
        var arrive = plan.Step("arrive", "到达签到", "Arrive", new HumanTask
        {
            TaskType = new("onsite-arrive"),
            Role = new(visitorRole),
            Assignee = new(visitorId),
            Outcomes = new(["Arrived", "NoEscort", "EntryRefused"]),
            Clocks = new(ArriveClocks),
            OnCase = new(true),
            Prefill = Js<IDictionary<string, object>?>("variables.arrivedAt ? ({ arrivedAt: variables.arrivedAt, escort: variables.escort }) : ({ escort: variables.escort })"),
            Keep = new(["arrivedAt", "escort", "waitedMinutes"]),
        });
        var arrived = State(plan, "arrived", "已到达", "Arrived", "Arrive");
        var noteArrived = plan.Step("note-arrived", "记录到达", "Note arrival", new UpdateRecord { Facts = Js<IDictionary<string, object>?>("({ arrivedAt: variables.arrivedAt, escort: variables.escort })") });
        var resume = plan.Step("resume", "恢复计时", "Resume the clocks", new ResumeClock { PauseId = new(pauseId) });
        var confirmArrival = plan.Step("confirm-arrival", "请客户确认到达", "Ask the customer to confirm", new OpenTask
        {
            TaskType = new("onsite-arrive-confirm"),
            Role = new(RoleCodes.CustomerUser),
            Prefill = Js<IDictionary<string, object>?>("({ arrivedAt: variables.arrivedAt, escort: variables.escort })"),
        });
        var wasThere = plan.Ask("was-there", "到达已登记?", "Arrival told?", "variables.isThere == true");
        var tellArrived = Arrived(plan, "tell-arrived");
        var toBrief = plan.To(hub, "brief");
        var noteWaiting = plan.Step("note-waiting", "记录等待", "Note the waiting", new UpdateRecord { Facts = Js<IDictionary<string, object>?>("({ waitedMinutes: variables.waitedMinutes })") });
        var wasWaiting = plan.Ask("was-waiting", "到达已登记?", "Arrival told?", "variables.isThere == true");
        var tellThere = Arrived(plan, "tell-there");
        var keepThere = plan.Set("keep-there", "已在现场", "On site", isThere, "true");
        var pauseWaiting = Pause(plan, "pause-waiting", "无人随工", pauseId);
        var toArriveAgain = plan.To(hub, "arrive", "to-arrive-again");
        var toRefused = plan.To(hub, "refused");

        // 5 Safety briefing, by both
        var brief = plan.Step("brief", "进场安全确认", "Safety briefing", new HumanTask
        {
            TaskType = new("onsite-brief"),
            Role = new(visitorRole),
            Assignee = new(visitorId),
            Outcomes = new(["Agreed", "Refused"]),
            Answer = new(answer),
        });
        var briefCustomer = plan.Step("brief-customer", "客户确认进场", "Customer agrees", new HumanTask
        {
            TaskType = new("onsite-brief"),
            Role = new(RoleCodes.CustomerUser),
            Outcomes = new(["Agreed", "Refused"]),
            Prefill = Js<IDictionary<string, object>?>("JSON.parse(variables.answer || '{}')"),
            CompletedAt = new(briefedAt),
        });
        var working = State(plan, "working", "处理中", "Working", "Begin");
        var noteBegun = plan.Step("note-begun", "记录开始", "Note the beginning", new UpdateRecord { Facts = Js<IDictionary<string, object>?>("({ workStartAt: variables.briefedAt })") });
        var toWork = plan.To(hub, "work");
        var toRefusedBrief = plan.To(hub, "refused", "to-refused-brief");
        var toRefusedCustomer = plan.To(hub, "refused", "to-refused-customer");

        // 6 Work; every changing operation has the escort's consent
        var work = plan.Step("work", "现场处理", "Work on site", new HumanTask
        {
            TaskType = new("onsite-work"),
            Role = new(visitorRole),
            Assignee = new(visitorId),
            Outcomes = new(["Done", "NeedHigherTier", "NeedPart", "NextVisit", "ServiceAffected"]),
            Clocks = new(["GD-L1-LEG-RECOVER", .. Promises.OfFault]),
            OnCase = new(true),
            Keep = new(["serviceRestored", "restoredAt", "notDone"]),
            Answer = new(answer),
            Outcome = new(worked),
        });
        var logWork = plan.Step("log-work", "登记操作", "Log operations", new LogOperations { Answer = new(answer), ConsentBy = Js<string?>("variables.escort") });
        var updateEquipment = plan.Step("update-equipment", "更新设备档案", "Update equipment record", new UpdateInstalledBase { Answer = new(answer) });
        var byWork = plan.Step("by-work", "按处理结果", "By the work", new FlowSwitch
        {
            Cases = [.. ((string[])["NeedHigherTier", "NeedPart", "NextVisit", "ServiceAffected"]).Select(outcome => new FlowSwitchCase(outcome, Script($"variables.worked == '{outcome}'")))],
        });
        var toCheck = plan.To(hub, "check");
        var toHigher = plan.To(hub, "higher");
        var toPart = plan.To(hub, "part");
        var comeAgain = State(plan, "come-again", "改日再来", "They come again", "ComeAgain");
        var toDepartAgain = plan.To(hub, "depart", "to-depart-again");
        var tellAffected = plan.Step("tell-affected", "事件:业务受影响", "Event: service affected", new PublishBusinessEvent { EventName = new("Fault.ServiceAffected"), On = new("Case") });
        var escalateAffected = plan.Step("escalate-affected", "业务受影响升级", "Escalate", new RaiseEscalation { Level = new("M2"), Trigger = new("Manual"), ReasonZh = new("现场操作影响业务,需紧急恢复"), ReasonEn = new("Work on site affects service: emergency recovery") });
        var toWorkAffected = plan.To(hub, "work", "to-work-affected");
        var startPart = plan.Step("start-part", "申请备件", "Ask for a part", new StartFlow
        {
            DefinitionId = new(FlowIds.SparePartRequest),
            FlowInput = Js<IDictionary<string, object>?>("({ purpose: variables.level == 1 ? 'L1Fault' : 'FaultRepair', requesterId: variables.visitorId, requesterRole: variables.visitorRole })"),
        });
        var waitPart = plan.Step("wait-part", "等待备件", "Wait for the part", new WaitForBusinessEvent { EventName = new("SparePart.SupplyDecided") });
        var toWorkWithPart = plan.To(hub, "work", "to-work-with-part");

        // 7 Both check; they leave only after both ticks
        var check = plan.Step("check", "双方系统检查", "Joint check", new HumanTask
        {
            TaskType = new("onsite-joint-check"),
            Role = new(visitorRole),
            Assignee = new(visitorId),
            Outcomes = new(["Normal", "NotNormal"]),
        });
        var noteVendorCheck = plan.Step("note-vendor-check", "记录工程师检查", "Note the visitor's check", new UpdateRecord { Facts = Js<IDictionary<string, object>?>("({ jointCheckVendor: true })") });
        var checkCustomer = plan.Step("check-customer", "客户检查", "Customer's check", new HumanTask
        {
            TaskType = new("onsite-joint-check"),
            Role = new(RoleCodes.CustomerUser),
            Outcomes = new(["Normal", "NotNormal"]),
            CompletedAt = new(checkedAt),
        });
        var noteChecked = plan.Step("note-checked", "记录双方检查", "Note both checks", new UpdateRecord
        {
            Facts = Js<IDictionary<string, object>?>("({ jointCheckCustomer: true, workEndAt: variables.checkedAt, leftAt: variables.checkedAt, restoredAt: variables.restoredAt || '' })"),
        });
        var bothChecked = State(plan, "checked", "已检查", "Checked", "Check");
        var tellFinished = plan.Step("tell-finished", "事件:现场处理结束", "Event: work finished", new PublishBusinessEvent { EventName = new("Onsite.WorkFinished"), OccurredAt = new(checkedAt) });
        var result = plan.Set("result", "现场结果", "Result", worked, "variables.serviceRestored == true ? 'Restored' : variables.purpose == 'Fault' || variables.purpose == 'Recovery' ? 'NotRestored' : variables.notDone == true ? 'NotDone' : 'Done'");
        var giveTime = plan.Give("give-restored-at", "恢复时间", "When service was back", "restoredAt", "variables.restoredAt || ''");
        var givePerson = plan.Give("give-restored-by", "到场工程师", "Who was there", "restoredBy", "variables.visitorId || ''");
        var tellEnded = Ended(plan, "tell-ended", visitNo);
        var startReport = plan.Step("start-report", "现场技术服务报告", "On-site report", new StartFlow
        {
            DefinitionId = new(FlowIds.OnsiteReport),
            FlowInput = Js<IDictionary<string, object>?>("({ result: variables.worked, visitorId: variables.visitorId, visitorRole: variables.visitorRole })"),
        });
        var byResult = plan.Step("by-result", "按现场结果", "By the result", new FlowSwitch
        {
            Cases = [.. ((string[])["Restored", "NotRestored", "NotDone"]).Select(outcome => new FlowSwitchCase(outcome, Script($"variables.worked == '{outcome}'")))],
        });
        var endDone = plan.Ends("Done", "完成");
        var endRestored = plan.Ends("Restored", "已恢复");
        var endNotRestored = plan.Ends("NotRestored", "未恢复");
        var endNotDone = plan.Ends("NotDone", "未完成");
        var toWorkCheck = plan.To(hub, "work", "to-work-check");
        var toWorkCustomer = plan.To(hub, "work", "to-work-customer");

        var higher = State(plan, "higher", "需上级支持", "Needs a higher tier", "Fail", ends: true);
        var tellHigher = Ended(plan, "tell-higher", visitNo);
        var endHigher = plan.Ends("NeedHigherTier", "需上级支持");

        plan.Chain(plan.Start, readPurpose, open, readCase, chooseRole, firstWay, hub);
        plan.Arrow(hub, "assign", assign);
        plan.Arrow(assign, "Assigned", noteAssigned);
        plan.Chain(noteAssigned, assigned, toPermit);
        plan.Arrow(assign, "NoneAvailable", nobody);
        plan.Arrow(nobody, toAssignAgain);

        plan.Arrow(hub, "permit", permit);
        plan.Arrow(permit, "Granted", notePermit);
        plan.Chain(notePermit, permitted, isByPhone);
        plan.Arrow(isByPhone, "True", confirmPermit);
        plan.Arrow(confirmPermit, toDepart);
        plan.Arrow(isByPhone, "False", toDepart);
        plan.Arrow(permit, "OtherTime", noteWindow);
        plan.Arrow(noteWindow, toPermitOther);
        plan.Arrow(permit, "Denied", pauseDenied);
        plan.Arrow(pauseDenied, toPermitDenied);
        plan.Arrow(hub, "refused", lostPermit);
        plan.Chain(lostPermit, pauseRefused, toPermitAgain);

        plan.Arrow(hub, "depart", depart);
        plan.Arrow(depart, "Departed", departed);
        plan.Chain(departed, noteDeparted, tellDeparted, toArrive);
        plan.Arrow(hub, "arrive", arrive);
        plan.Arrow(arrive, "Arrived", arrived);
        plan.Chain(arrived, noteArrived, resume, confirmArrival, wasThere);
        plan.Arrow(wasThere, "False", tellArrived);
        plan.Arrow(tellArrived, toBrief);
        plan.Arrow(wasThere, "True", toBrief);
        plan.Arrow(arrive, "NoEscort", noteWaiting);
        plan.Arrow(noteWaiting, wasWaiting);
        plan.Arrow(wasWaiting, "False", tellThere);
        plan.Arrow(tellThere, keepThere);
        plan.Arrow(keepThere, pauseWaiting);
        plan.Arrow(wasWaiting, "True", pauseWaiting);
        plan.Arrow(pauseWaiting, toArriveAgain);
        plan.Arrow(arrive, "EntryRefused", toRefused);

        plan.Arrow(hub, "brief", brief);
        plan.Arrow(brief, "Agreed", briefCustomer);
        plan.Arrow(brief, "Refused", toRefusedBrief);
        plan.Arrow(briefCustomer, "Agreed", working);
        plan.Chain(working, noteBegun, toWork);
        plan.Arrow(briefCustomer, "Refused", toRefusedCustomer);

        plan.Arrow(hub, "work", work);
        plan.Arrows(work, logWork, "Done", "NeedHigherTier", "NeedPart", "NextVisit", "ServiceAffected");
        plan.Chain(logWork, updateEquipment, byWork);
        plan.Arrow(byWork, "Default", toCheck);
        plan.Arrow(byWork, "NeedHigherTier", toHigher);
        plan.Arrow(byWork, "NeedPart", toPart);
        plan.Arrow(byWork, "NextVisit", comeAgain);
        plan.Arrow(comeAgain, toDepartAgain);
        plan.Arrow(byWork, "ServiceAffected", tellAffected);
        plan.Chain(tellAffected, escalateAffected, toWorkAffected);
        plan.Arrow(hub, "part", startPart);
        plan.Arrow(startPart, waitPart);
        plan.Arrow(waitPart, "Received", toWorkWithPart);

        plan.Arrow(hub, "check", check);
        plan.Arrow(check, "Normal", noteVendorCheck);
        plan.Arrow(noteVendorCheck, checkCustomer);
        plan.Arrow(check, "NotNormal", toWorkCheck);
        plan.Arrow(checkCustomer, "NotNormal", toWorkCustomer);
        plan.Arrow(checkCustomer, "Normal", noteChecked);
        plan.Chain(noteChecked, bothChecked, tellFinished, result, giveTime, givePerson, tellEnded, startReport, byResult);
        plan.Arrow(byResult, "Default", endDone);
        plan.Arrow(byResult, "Restored", endRestored);
        plan.Arrow(byResult, "NotRestored", endNotRestored);
        plan.Arrow(byResult, "NotDone", endNotDone);
        plan.Arrow(hub, "higher", higher);
        plan.Chain(higher, tellHigher, endHigher);
    }

    // Whoever uses the same visit hears of its end.
    private static PublishBusinessEvent Ended(FlowPlan plan, string id, Elsa.Workflows.Memory.Variable<string> visitNo) =>
        plan.Step(id, "告知来源:现场服务结束", "Tell the parent: visit ended", new PublishBusinessEvent
        {
            EventName = new("Onsite.Ended"),
            Filter = new(visitNo),
            On = new("Parent"),
            Data = Js<IDictionary<string, object>?>("({ no: variables.visitNo, restored: variables.serviceRestored == true })"),
        });

    private static SetRecordState State(FlowPlan plan, string id, string nameZh, string nameEn, string trigger, bool ends = false) =>
        plan.Step($"state-{id}", $"状态:{nameZh}", $"State: {nameEn}", new SetRecordState { Trigger = new(trigger), Ends = new(ends) });

    private static PauseClock Pause(FlowPlan plan, string id, string why, Elsa.Workflows.Memory.Variable<string> pauseId) =>
        plan.Step(id, "申请暂停计时", "Ask for a pause", new PauseClock { Reason = new(Access), Comment = new(why), OnCase = new(true), PauseId = new(pauseId) });

    private static PublishBusinessEvent Arrived(FlowPlan plan, string id) =>
        plan.Step(id, "事件:已到达", "Event: arrived", new PublishBusinessEvent { EventName = new("Onsite.Arrived"), OccurredAt = Js<string?>("variables.arrivedAt"), On = new("Case") });
}
