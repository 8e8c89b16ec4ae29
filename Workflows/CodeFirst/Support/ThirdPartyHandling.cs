using Elsa.ITR.Activities.Clocks;
using Elsa.ITR.Activities.Documents;
using Elsa.ITR.Activities.Events;
using Elsa.ITR.Activities.Flows;
using Elsa.ITR.Activities.Management;
using Elsa.ITR.Activities.Notifications;
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

/// <summary>Involve suppliers and other vendors with clear responsibility, without letting the customer's clock slip unnoticed.</summary>
/// <remarks>Inputs, all optional: thirdPartyId, relation. Ends Solved, or Rejected when the vendor itself is responsible.</remarks>
public sealed class ThirdPartyHandling : WorkflowBase
{
    private const string Statement = "ResponsibilityStatement";

    /// <inheritdoc/>
    protected override void Build(IWorkflowBuilder builder)
    {
        var plan = new FlowPlan(builder, FlowIds.ThirdPartyHandling, version: 1, "第三方问题处理", "Third-party handling");
        plan.Input("thirdPartyId");
        plan.Input("relation");
        var leadRole = plan.Text("tierRole", RoleCodes.Tier1Engineer);
        var answer = plan.Text("answer");
        var ackDue = plan.Text("ackDue");
        var decided = plan.Text("decided");
        var decidedAt = plan.Text("decidedAt");
        var pauseId = plan.Text("pauseId");
        foreach (var kept in (string[])["relation", "happenedAt", "evidence"])
            plan.Text(kept);
        plan.Number("level");
        plan.Number("vendorShare");
        plan.Number("thirdPartyShare");

        var open = plan.Step("open", "建立第三方处理单", "Open the engagement", new CreateRecord
        {
            RecordType = new(RecordTypes.ThirdPartyEngagement),
            Facts = Js<IDictionary<string, object>?>("({ thirdPartyId: getInput('thirdPartyId'), relation: getInput('relation') })"),
        });
        var readCase = plan.Step("read-case", "读取案例", "Read case", new ReadCase { Facts = new(["level", "tierRole"]) });
        var firstWay = plan.Set("first-way", "首个去向", "First way", plan.Route, "'open'");
        var hub = plan.Hub("open", "ack", "work", "responsibility", "pause", "late", "part", "verify", "solved", "vendor");

        // 1 Open with the evidence pack, 2 request
        var opening = Lead(plan, "opening", "发起第三方处理", "Open the engagement", "tp-open", ["Opened"], leadRole);
        opening.Keep = new(["relation"]);
        opening.Answer = new(answer);
        var noteOpened = plan.Step("note-opened", "记录", "Note", new UpdateRecord { Answer = new(answer) });
        var evidence = plan.Step("evidence-pack", "证据包", "Evidence pack", new GenerateDocument { DocumentType = new("EvidencePack"), Answer = new(answer), Internal = new(true) });
        var mirror = plan.Step("mirror", "背靠背时限", "Mirrored target", new AssessThirdParty { Part = new("Mirror") });
        var requested = State(plan, "requested", "已请求", "Requested", "Request");
        var tellRequested = plan.Step("tell-requested", "事件:已请求第三方", "Event: third party asked", new PublishBusinessEvent { EventName = new("ThirdParty.Requested") });
        var readAck = plan.Step("read-ack-due", "受理时限", "When it must answer", new ReadClock { ClockId = new("OLA-TP-ACK"), DueAt = new(ackDue) });
        var notifyRequest = plan.Step("notify-request", "发送请求", "Send the request", new SendNotification
        {
            Template = new("TP_REQUEST"),
            Recipients = new([RoleCodes.ThirdPartyManager]),
            Values = Js<IDictionary<string, object>?>("({ ackDue: variables.ackDue })"),
        });
        var toAck = plan.To(hub, "ack");

        // 3 Acknowledgement; late: 9
        var ack = Track(plan, "ack", "第三方受理", "Acknowledgement", ["Acknowledged", "Refused"], "OLA-TP-ACK");
        ack.Within = new("OLA-TP-ACK");
        var noteAck = plan.Step("note-ack", "记录受理", "Note the acknowledgement", new UpdateRecord { Facts = Js<IDictionary<string, object>?>("({ ackAt: variables.happenedAt })") });
        var tellAck = plan.Step("tell-ack", "事件:第三方已受理", "Event: acknowledged", new PublishBusinessEvent { EventName = new("ThirdParty.Acknowledged"), OccurredAt = Js<string?>("variables.happenedAt") });
        var working = State(plan, "working", "处理中", "Working", "Work");
        var toWork = plan.To(hub, "work");
        var endAckRefused = plan.Step("end-ack-refused", "结束受理时限", "End the clock", new CancelClock { ClockId = new("OLA-TP-ACK") });
        var toResponsibilityRefused = plan.To(hub, "responsibility", "to-responsibility-refused");
        var toLateAck = plan.To(hub, "late", "to-late-ack");

        // 4 Work with updates, 5 the customer is informed at each
        var work = Track(plan, "work", "第三方进展", "Track the work", ["Updated", "SolutionDelivered", "OnSite", "NeedInfo", "NotOurs", "Late"], "OLA-TP-UPDATE");
        work.Answer = new(answer);
        var noteUpdate = plan.Step("note-update", "记录进展", "Note the update", new UpdateRecord { Facts = Js<IDictionary<string, object>?>("({ lastUpdateAt: variables.happenedAt })") });
        var tellUpdated = plan.Step("tell-updated", "事件:第三方有进展", "Event: updated", new PublishBusinessEvent
        {
            EventName = new("ThirdParty.Updated"),
            OccurredAt = Js<string?>("variables.happenedAt"),
            Data = Js<IDictionary<string, object>?>("({ text: JSON.parse(variables.answer).text })"),
        });
        var informCustomer = plan.Step("inform-customer", "通知客户进展", "Inform the customer", new OpenTask
        {
            TaskType = new("progress-note"),
            Role = new(leadRole),
            TitleZh = new("向客户通报第三方进展"),
            TitleEn = new("Tell the customer how the third party stands"),
            Prefill = Js<IDictionary<string, object>?>("({ text: JSON.parse(variables.answer).text })"),
        });
        var toWorkUpdated = plan.To(hub, "work", "to-work-updated");
        var noteSolution = plan.Step("note-solution", "记录方案", "Note the solution", new UpdateRecord { Facts = Js<IDictionary<string, object>?>("({ solvedAt: variables.happenedAt })") });
        var resumeSolution = plan.Step("resume-solution", "恢复计时", "Resume the clocks", new ResumeClock { PauseId = new(pauseId), OccurredAt = Js<string?>("variables.happenedAt") });
        var toVerify = plan.To(hub, "verify");
        var visit = plan.Step("visit", "联合现场服务", "Joint visit", new RunFlow
        {
            DefinitionId = new(FlowIds.OnsiteService),
            Outcomes = new(["Restored", "Done", "NeedHigherTier", "NotRestored", "NotDone"]),
        });
        var toWorkVisited = plan.To(hub, "work", "to-work-visited");
        var info = Lead(plan, "info", "补充资料", "Supply information", "tp-info", ["Supplied"], leadRole);
        var toWorkInformed = plan.To(hub, "work", "to-work-informed");
        var toResponsibility = plan.To(hub, "responsibility");
        var toLate = plan.To(hub, "late");

        // 6 Responsibility: proposed by the manager of third parties, decided by the neutral institute or the office manager
        var isWorking = State(plan, "arguing", "责任界定", "Responsibility argued", "Work");
        var tellRaised = plan.Step("tell-raised", "事件:责任界定", "Event: responsibility raised", new PublishBusinessEvent { EventName = new("ThirdParty.ResponsibilityRaised") });
        var propose = plan.Step("propose-responsibility", "责任界定建议", "Propose responsibility", new HumanTask
        {
            TaskType = new("tp-responsibility"),
            Role = new(RoleCodes.ThirdPartyManager),
            Outcomes = new(["Vendor", "ThirdParty", "Shared", "Unclear"]),
            Clocks = new(["OLA-TP-RESP"]),
            Answer = new(answer),
        });
        var decide = plan.Step("decide-responsibility", "责任界定", "Decide responsibility", new HumanTask
        {
            TaskType = new("tp-responsibility"),
            Role = Js<string>("variables.relation == 'OtherVendor' || variables.relation == 'Carrier' ? 'InstituteApprover' : 'OfficeManager'"),
            Outcomes = new(["Vendor", "ThirdParty", "Shared", "Unclear"]),
            Clocks = new(["OLA-TP-RESP"]),
            Prefill = Js<IDictionary<string, object>?>("JSON.parse(variables.answer || '{}')"),
            Keep = new(["vendorShare", "thirdPartyShare", "evidence"]),
            Outcome = new(decided),
            CompletedAt = new(decidedAt),
        });
        var tellDecided = plan.Step("tell-decided", "事件:责任已界定", "Event: responsibility decided", new PublishBusinessEvent
        {
            EventName = new("ThirdParty.ResponsibilityDecided"),
            OccurredAt = new(decidedAt),
            Data = Js<IDictionary<string, object>?>("({ responsibility: variables.decided })"),
        });
        var isUnclear = plan.Ask("is-unclear", "仍不明?", "Still unclear?", "variables.decided == 'Unclear'");
        var toWorkUnclear = plan.To(hub, "work", "to-work-unclear"); // a joint test
        var noteDecided = plan.Step("note-decided", "记录责任", "Note responsibility", new UpdateRecord
        {
            Facts = Js<IDictionary<string, object>?>(
                "({ responsibility: variables.decided, evidence: variables.evidence, vendorShare: variables.decided == 'Shared' ? variables.vendorShare : '', thirdPartyShare: variables.decided == 'Shared' ? variables.thirdPartyShare : '' })"),
        });
        var statement = plan.Step("statement", "责任界定书", "Responsibility statement", new GenerateDocument { DocumentType = new(Statement) });
        var byDecision = plan.Step("by-decision", "按责任", "By responsibility", new FlowSwitch
        {
            Cases = [.. ((string[])["Vendor", "Shared"]).Select(who => new FlowSwitchCase(who, Script($"variables.decided == '{who}'")))],
        });
        var toVendor = plan.To(hub, "vendor");
        var sharedCause = plan.Step("shared-cause", "根因双方", "Cause of both", new UpdateCase
        {
            Facts = Js<IDictionary<string, object>>("({ rootCauseText: '厂家 ' + variables.vendorShare + '% / 第三方 ' + variables.thirdPartyShare + '%' })"),
        });
        var toWorkShared = plan.To(hub, "work", "to-work-shared");
        var toPause = plan.To(hub, "pause");

        // 8 Pause of the customer's clocks, if the relation allows it
        var mayPause = plan.Ask("may-pause", "可以暂停?", "May it pause?", "variables.relation == 'OtherVendor' || variables.relation == 'Carrier'");
        var askPause = plan.Step("ask-pause", "是否申请暂停计时", "Ask for a pause?", new HumanTask
        {
            TaskType = new("tp-pause"),
            Role = new(RoleCodes.ThirdPartyManager),
            Outcomes = new(["Request", "RunOn"]),
        });
        var pause = plan.Step("pause", "申请暂停计时", "Ask for a pause", new PauseClock { Reason = new("THIRD_PARTY_NOT_SUPPLIED"), OnCase = new(true), PauseId = new(pauseId) });
        var notePause = plan.Step("note-pause", "记录暂停", "Note the pause", new UpdateRecord { Facts = Js<IDictionary<string, object>?>("({ pauseId: variables.pauseId || '' })") });
        var toWorkPaused = plan.To(hub, "work", "to-work-paused");
        var toWorkRunOn = plan.To(hub, "work", "to-work-run-on");
        var toWorkNoPause = plan.To(hub, "work", "to-work-no-pause");

        // 9 Late: supplier's management, fallback by the vendor
        var lateState = State(plan, "late", "超时", "Late", "Work");
        var endAck = plan.Step("end-ack", "结束受理时限", "End the clock", new CancelClock { ClockId = new("OLA-TP-ACK") });
        var escalate = plan.Step("escalate", "管理升级", "Escalate", new RaiseEscalation { Trigger = new("Manual"), ReasonZh = new("第三方未按时处理"), ReasonEn = new("The third party is late") });
        var notifyLate = plan.Step("notify-late", "通知供应商管理层", "Tell the supplier's management", new SendNotification
        {
            Template = new("TP_ESCALATION"),
            Recipients = new([RoleCodes.ThirdPartyManager]),
        });
        var late = Track(plan, "late", "第三方超时处置", "The third party is late", ["BackOnTrack", "Workaround", "ReplaceSupplierPart"], null);
        var tellBack = plan.Step("tell-back", "事件:第三方恢复处理", "Event: back on track", new PublishBusinessEvent { EventName = new("ThirdParty.Acknowledged"), Filter = new("Late"), OccurredAt = Js<string?>("variables.happenedAt") });
        var toWorkBack = plan.To(hub, "work", "to-work-back");
        var toVerifyWorkaround = plan.To(hub, "verify", "to-verify-workaround");
        var toPart = plan.To(hub, "part");
        var startPart = plan.Step("start-part", "申请备件", "Ask for a part", new StartFlow
        {
            DefinitionId = new(FlowIds.SparePartRequest),
            FlowInput = Js<IDictionary<string, object>?>("({ purpose: variables.level == 1 ? 'L1Fault' : 'FaultRepair' })"),
        });
        var waitPart = plan.Step("wait-part", "等待备件", "Wait for the part", new WaitForBusinessEvent { EventName = new("SparePart.SupplyDecided") });
        var toVerifyPart = plan.To(hub, "verify", "to-verify-part");

        // 7 Verify on the customer's network, by both
        var resumeVerify = plan.Step("resume-verify", "恢复计时", "Resume the clocks", new ResumeClock { PauseId = new(pauseId) });
        var verify = Lead(plan, "verify", "方案验证", "Verify", "tp-verify", ["Solved", "NotSolved"], leadRole);
        var verifyCustomer = plan.Step("verify-customer", "客户验证", "Customer verifies", new HumanTask
        {
            TaskType = new("tp-verify"),
            Role = new(RoleCodes.CustomerUser),
            Outcomes = new(["Solved", "NotSolved"]),
        });
        var toWorkNotSolved = plan.To(hub, "work", "to-work-not-solved");
        var toWorkCustomerNot = plan.To(hub, "work", "to-work-customer-not");
        var toSolved = plan.To(hub, "solved");

        // 10 Score
        var close = plan.Step("close", "第三方评价", "Score the third party", new HumanTask
        {
            TaskType = new("tp-close"),
            Role = new(RoleCodes.ThirdPartyManager),
            Outcomes = new(["Done"]),
            Answer = new(answer),
        });
        var noteClosed = plan.Step("note-closed", "记录评价", "Note the score", new UpdateRecord { Answer = new(answer) });
        var score = plan.Step("score", "供应商评分", "Score", new AssessThirdParty { Part = new("Score") });
        var finalStatement = plan.Step("final-statement", "责任界定书", "Responsibility statement", new GenerateDocument { DocumentType = new(Statement), Answer = new(answer) });
        var solved = State(plan, "solved", "已解决", "Solved", "Solve", ends: true);
        var endSolved = plan.Ends("Solved", "已解决");
        var rejected = State(plan, "rejected", "厂家责任", "The vendor's", "Reject", ends: true);
        var endRejected = plan.Ends("Rejected", "厂家责任");

        plan.Chain(plan.Start, open, readCase, firstWay, hub);
        plan.Arrow(hub, "open", opening);
        plan.Arrow(opening, "Opened", noteOpened);
        plan.Chain(noteOpened, evidence, mirror, requested, tellRequested, readAck);
        plan.Arrows(readAck, notifyRequest, "InTime", "Breached", "None");
        plan.Arrow(notifyRequest, toAck);

        plan.Arrow(hub, "ack", ack);
        plan.Arrow(ack, "Acknowledged", noteAck);
        plan.Chain(noteAck, tellAck, working, toWork);
        plan.Arrow(ack, "Refused", endAckRefused);
        plan.Arrow(endAckRefused, toResponsibilityRefused);
        plan.Arrow(ack, "TimedOut", toLateAck);

        plan.Arrow(hub, "work", work);
        plan.Arrow(work, "Updated", noteUpdate);
        plan.Chain(noteUpdate, tellUpdated, informCustomer, toWorkUpdated);
        plan.Arrow(work, "SolutionDelivered", noteSolution);
        plan.Chain(noteSolution, resumeSolution, toVerify);
        plan.Arrow(work, "OnSite", visit);
        plan.Arrows(visit, toWorkVisited, "Restored", "Done", "NeedHigherTier", "NotRestored", "NotDone", "Cancelled");
        plan.Arrow(work, "NeedInfo", info);
        plan.Arrow(info, "Supplied", toWorkInformed);
        plan.Arrow(work, "NotOurs", toResponsibility);
        plan.Arrow(work, "Late", toLate);

        plan.Arrow(hub, "responsibility", isWorking);
        plan.Chain(isWorking, tellRaised, propose);
        plan.Arrows(propose, decide, "Vendor", "ThirdParty", "Shared", "Unclear");
        plan.Arrows(decide, tellDecided, "Vendor", "ThirdParty", "Shared", "Unclear");
        plan.Arrow(tellDecided, isUnclear);
        plan.Arrow(isUnclear, "True", toWorkUnclear);
        plan.Arrow(isUnclear, "False", noteDecided);
        plan.Chain(noteDecided, statement, byDecision);
        plan.Arrow(byDecision, "Default", toPause);
        plan.Arrow(byDecision, "Vendor", toVendor);
        plan.Arrow(byDecision, "Shared", sharedCause);
        plan.Arrow(sharedCause, toWorkShared);

        plan.Arrow(hub, "pause", mayPause);
        plan.Arrow(mayPause, "True", askPause);
        plan.Arrow(mayPause, "False", toWorkNoPause);
        plan.Arrow(askPause, "Request", pause);
        plan.Chain(pause, notePause, toWorkPaused);
        plan.Arrow(askPause, "RunOn", toWorkRunOn);

        plan.Arrow(hub, "late", lateState);
        plan.Chain(lateState, endAck, escalate, notifyLate, late);
        plan.Arrow(late, "BackOnTrack", tellBack);
        plan.Arrow(tellBack, toWorkBack);
        plan.Arrow(late, "Workaround", toVerifyWorkaround);
        plan.Arrow(late, "ReplaceSupplierPart", toPart);
        plan.Arrow(hub, "part", startPart);
        plan.Arrow(startPart, waitPart);
        plan.Arrow(waitPart, "Received", toVerifyPart);

        plan.Arrow(hub, "verify", resumeVerify);
        plan.Arrow(resumeVerify, verify);
        plan.Arrow(verify, "Solved", verifyCustomer);
        plan.Arrow(verify, "NotSolved", toWorkNotSolved);
        plan.Arrow(verifyCustomer, "Solved", toSolved);
        plan.Arrow(verifyCustomer, "NotSolved", toWorkCustomerNot);

        plan.Arrow(hub, "solved", close);
        plan.Arrow(close, "Done", noteClosed);
        plan.Chain(noteClosed, score, finalStatement, solved, endSolved);
        plan.Arrow(hub, "vendor", rejected);
        plan.Arrow(rejected, endRejected);
    }

    private static HumanTask Lead(FlowPlan plan, string id, string nameZh, string nameEn, string form, string[] outcomes, Variable<string> role) =>
        plan.Step(id, nameZh, nameEn, new HumanTask { TaskType = new(form), Role = new(role), Assignee = new("lead"), Outcomes = new(outcomes) });

    private static HumanTask Track(FlowPlan plan, string id, string nameZh, string nameEn, string[] outcomes, string? clock) =>
        plan.Step(id, nameZh, nameEn, new HumanTask
        {
            TaskType = new("tp-track"),
            Role = new(RoleCodes.ThirdPartyManager),
            Outcomes = new(outcomes),
            Clocks = new(clock is null ? [] : [clock]),
            Keep = new(["happenedAt"]),
        });

    private static SetRecordState State(FlowPlan plan, string id, string nameZh, string nameEn, string trigger, bool ends = false) =>
        plan.Step($"state-{id}", $"状态:{nameZh}", $"State: {nameEn}", new SetRecordState { Trigger = new(trigger), Ends = new(ends) });
}
