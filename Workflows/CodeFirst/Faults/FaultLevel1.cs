using Elsa.ITR.Activities.Clocks;
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
using static Elsa.ITR.Workflows.CodeFirst.FlowPlan;

namespace Elsa.ITR.Workflows.CodeFirst.Faults;

/// <summary>Restore service within the hours of the region; recover first, locate later; documents after recovery.</summary>
/// <remarks>Runs flows 11, 15 and 16, starts 05, 06, 07 and 17 beside itself.</remarks>
public sealed partial class FaultLevel1 : WorkflowBase
{
    private const string RemoteClock = "GD-L1-RESTORE-REMOTE";
    private const string OnsiteClock = "GD-L1-RESTORE-ONSITE";

    /// <inheritdoc/>
    protected override void Build(IWorkflowBuilder builder)
    {
        var plan = new FlowPlan(builder, FlowIds.FaultLevel1, version: 3, "一级故障处理", "Fault level 1");
        plan.Input("entry");
        var entry = plan.Text("entry", "New");
        var engineerId = plan.Text("engineerId");
        var reason = plan.Text("reason");
        var acceptedBy = plan.Text("acceptedBy");
        var acceptedAtProposed = plan.Text("acceptedAtProposed");
        var acceptedAt = plan.Text("acceptedAt");
        var confirmedBy = plan.Text("confirmedBy");
        var leadRole = plan.Text("leadRole", RoleCodes.Tier2Engineer);
        var restoredBy = plan.Text("restoredBy");
        var restoredAt = plan.Text("restoredAt");
        var answer = plan.Text("answer");
        var incident = plan.Text("incident");
        var lateIncident = plan.Text("lateIncident");
        var shared = plan.Text("shared");
        var sharedEnd = plan.Text("sharedEnd");
        var recovered = plan.Flag("recovered");
        var isOnsite = plan.Flag("isOnsite");
        var isProposed = plan.Flag("isProposed");
        plan.Number("level");
        plan.Flag("analysisRequested");
        plan.Flag("partNeeded");
        foreach (var kept in (string[])["thirdPartyId", "completedAtProposed", "completedAt", "comment"])
            plan.Text(kept);

        // Entry (R9): a reopened case or one whose level changed is accepted already.
        var readEntry = plan.Set("read-entry", "进入方式", "How it enters", entry, "getInput('entry') || 'New'");
        var readCase = plan.Step("read-case", "读取案例", "Read case", new ReadCase { Facts = new(["acceptedAt", "analysisRequested"]) });
        var firstWay = plan.Set("first-way", "首个去向", "First way", plan.Route, "variables.entry == 'New' ? 'accept' : 'work'");
        var hub = plan.Hub("accept", "confirmed", "work", "onsite", "raise", "lead", "propose");

        // 1 Accept fault
        var accept = plan.Step("accept", "接受故障", "Accept fault", new HumanTask
        {
            TaskType = new("fault-accept"),
            Role = new(RoleCodes.Tier1Engineer),
            Assignee = new(engineerId),
            Outcomes = new(["Accepted", "Decline"]),
            Clocks = new(["OLA-ACCEPT"]),
            Keep = new(["acceptedAtProposed", "analysisRequested", "reason"]),
            CompletedBy = new(acceptedBy),
        });
        var assign = plan.Step("assign", "改派", "Assign another engineer", new HumanTask
        {
            TaskType = new("case-assign"),
            Role = new(RoleCodes.DutyManager),
            Outcomes = new(["Assigned"]),
            Clocks = new(["OLA-ACCEPT"]),
            Prefill = Js<IDictionary<string, object>?>("({ reason: variables.reason })"),
            Keep = new(["engineerId"]),
        });
        var toAcceptAgain = plan.To(hub, "accept");

        // 3 The clocks run from the proposed time at once (R8); 2 confirms beside it.
        var acceptedFacts = plan.Step("accepted-facts", "记录接受", "Note acceptance", new UpdateCase
        {
            Facts = Js<IDictionary<string, object>>(
                "({ acceptedAtProposed: variables.acceptedAtProposed, acceptedAt: variables.acceptedAtProposed,"
                + " analysisRequested: variables.analysisRequested, ownerId: variables.acceptedBy })"),
        });
        var acceptedState = plan.Step("accepted-state", "已接受", "Accepted", new SetCaseState { Trigger = new("Accept") });
        var tellCaseAccepted = plan.Step("tell-case-accepted", "事件:已接单", "Event: case accepted", new PublishBusinessEvent
        {
            EventName = new("Case.Accepted"),
            OccurredAt = new(acceptedAtProposed),
        });
        var tellAccepted = plan.Step("tell-accepted", "事件:故障已接受", "Event: fault accepted", new PublishBusinessEvent
        {
            EventName = new("Fault.Accepted"),
            OccurredAt = new(acceptedAtProposed),
        });
        var notifyAccepted = plan.Step("notify-accepted", "通知客户", "Tell the customer", new SendNotification
        {
            Template = new("CASE_ACCEPTED"),
            Recipients = new(["Reporter", RoleCodes.InstituteApprover]),
            Values = Js<IDictionary<string, object>?>("({ acceptedAt: variables.acceptedAtProposed })"),
        });
        var askAcceptance = plan.Step("ask-acceptance-time", "请研究院确认接受时间", "Ask to confirm acceptance", new SendNotification
        {
            Template = new("CONFIRM_TIME"),
            Recipients = new([RoleCodes.InstituteApprover]),
            Values = Js<IDictionary<string, object>?>("({ timeKind: '故障接受时间|acceptance time', proposedAt: variables.acceptedAtProposed })"),
        });
        var keepAccepted = plan.Set("keep-accepted", "接受时间", "Acceptance time", acceptedAt, "variables.acceptedAtProposed");
        var acceptedFork = plan.Step("accepted-fork", "并行", "In parallel", new FlowFork { Branches = new(["Work", "Confirm", "Phone"]) });
        var toWork = plan.To(hub, "work");

        // 2 Confirm acceptance time; after a while the duty manager may record the answer by phone.
        var confirm = plan.Step("confirm-acceptance", "确认接受时间", "Confirm acceptance time", new HumanTask
        {
            TaskType = new("fault-confirm-accept"),
            Role = new(RoleCodes.InstituteApprover),
            Outcomes = new(["Confirmed", "Corrected"]),
            Prefill = Js<IDictionary<string, object>?>("({ acceptedAt: variables.acceptedAtProposed, kind: 'Task' })"),
            Keep = new(["acceptedAt"]),
            CompletedBy = new(confirmedBy),
            Blocking = new(false),
        });
        var consentTime = plan.Step("consent-time", "等待研究院答复", "Wait for the institute", new WaitFor { Timer = new("TMR-CONSENT-ACCEPT") });
        var confirmByPhone = plan.Step("confirm-by-phone", "电话确认接受时间", "Confirm acceptance time by phone", new HumanTask
        {
            TaskType = new("fault-confirm-accept"),
            Role = new(RoleCodes.DutyManager),
            Outcomes = new(["Confirmed", "Corrected"]),
            Prefill = Js<IDictionary<string, object>?>("({ acceptedAt: variables.acceptedAtProposed, kind: 'Phone' })"),
            Keep = new(["acceptedAt"]),
            CompletedBy = new(confirmedBy),
            Blocking = new(false),
        });
        var toConfirmed = plan.To(hub, "confirmed");
        var toConfirmedByPhone = plan.To(hub, "confirmed", "to-confirmed-by-phone");
        var endConfirming = plan.Step("end-confirming", "结束确认", "End confirming", new CancelTasks
        {
            Steps = new(["confirm-acceptance", "consent-time", "confirm-by-phone"]),
        });
        var confirmedFacts = plan.Step("confirmed-facts", "记录确认", "Note confirmation", new UpdateCase
        {
            Facts = Js<IDictionary<string, object>>("({ acceptedAt: variables.acceptedAt, acceptedConfirmedBy: variables.confirmedBy })"),
        });
        var isCorrected = plan.Ask("is-corrected", "时间有更正?", "Time corrected?", "variables.acceptedAt != variables.acceptedAtProposed");
        var tellCorrected = plan.Step("tell-corrected", "事件:接受时间更正", "Event: acceptance corrected", new PublishBusinessEvent
        {
            EventName = new("Fault.Accepted"),
            OccurredAt = new(acceptedAt),
            Data = Js<IDictionary<string, object>?>("({ correction: true, acceptedAt: variables.acceptedAt })"),
        });
        var correctedEnd = plan.Step("corrected-end", "支路结束", "Branch ends", new BranchEnd());
        var confirmedEnd = plan.Step("confirmed-end", "支路结束", "Branch ends", new BranchEnd());

        // 4 and 5 Everything that goes on beside the diagnosis
        var work = plan.Step("work", "并行处理", "Work in parallel", new FlowFork
        {
            Branches = new(["Diagnosis", "Recovery", "Recovered", "MajorIncident", "Outage", "OnsiteOrder", "LevelChange", "Tier2", "Tier3", "RnD"]),
        });
        var majorIncident = plan.Step("major-incident", "重大事故标准", "Major incident?", new DeclareMajorIncident { OtherRecord = new(incident) });
        var notice = plan.Step("start-notice", "启动重大事故通报", "Start the notices", new StartFlow { DefinitionId = new(FlowIds.MajorIncidentNotification), OtherRecord = new(incident) });
        var noticeEnd = plan.Step("notice-end", "支路结束", "Branch ends", new BranchEnd());
        var noNotice = plan.Step("no-notice", "支路结束", "Branch ends", new BranchEnd());
        var outageTime = plan.Step("outage-time", "等待中断时长", "Wait for the long outage", new WaitFor { Timer = new("TMR-MI-OUTAGE"), From = new(acceptedAt) });
        var longOutage = plan.Step("long-outage", "重大事故标准", "Major incident?", new DeclareMajorIncident { OtherRecord = new(lateIncident) });
        var lateNotice = plan.Step("start-late-notice", "启动重大事故通报", "Start the notices", new StartFlow { DefinitionId = new(FlowIds.MajorIncidentNotification), OtherRecord = new(lateIncident) });
        var lateEnd = plan.Step("late-notice-end", "支路结束", "Branch ends", new BranchEnd());
        var noLateNotice = plan.Step("no-late-notice", "支路结束", "Branch ends", new BranchEnd());
        var recovery = plan.Step("start-recovery", "启动紧急恢复", "Start emergency recovery", new StartFlow { DefinitionId = new(FlowIds.EmergencyRecovery) });
        var recoveryEnd = plan.Step("recovery-end", "支路结束", "Branch ends", new BranchEnd());
        var recoveredFirst = plan.Step("recovered", "等待恢复验证", "Recovery verified", new WaitForBusinessEvent { EventName = new("Fault.RecoveryVerified"), OccurredAt = new(restoredAt), Listener = new(true) });
        var noteRecovered = plan.Set("note-recovered", "由紧急恢复恢复", "Restored by the recovery", recovered, "true");
        var toProposeRecovered = plan.To(hub, "propose", "to-propose-recovered");
        var onsiteOrder = plan.Step("onsite-order", "等待现场决定", "On site ordered", new WaitForBusinessEvent { EventName = new("Escalation.Decided"), Filter = new("OrderOnsite"), Listener = new(true) });
        var onsiteAlready = plan.Ask("onsite-already", "已在现场?", "On site already?", "variables.isOnsite == true");
        var onsiteOrderEnd = plan.Step("onsite-order-end", "支路结束", "Branch ends", new BranchEnd());
        var toOnsiteOrdered = plan.To(hub, "onsite", "to-onsite-ordered");
        var levelChanged = plan.Step("level-changed", "等待级别变更", "Level changes", new WaitForBusinessEvent { EventName = new("Fault.LevelChanged"), Listener = new(true) });
        var readLevel = plan.Step("read-level", "读取级别", "Read level", new ReadCase { Facts = new(["level"]) });
        var isOwnLevel = plan.Ask("is-own-level", "仍为一级?", "Level 1 still?", "variables.level == 1"); // the change that brought the fault here
        var endLevelChanged = plan.Ends("LevelChanged", "级别已变更");

        var diagnose = plan.Step("diagnose", "远程诊断与方式决策", "Diagnose, decide mode", new HumanTask
        {
            TaskType = new("fault-l1-mode"),
            Role = new(RoleCodes.Tier1Engineer),
            Outcomes = new(["RemoteEnough", "OnsiteNeeded"]),
            Clocks = new([RemoteClock]),
            Keep = new(["partNeeded"]),
            CompletedBy = new(restoredBy),
            Within = new("TMR-MODE-DECISION"),
            WithinFrom = Js<string?>("variables.entry == 'New' ? variables.acceptedAt : ''"),
        });

        // 6 Remote service
        var remoteState = plan.Step("remote-state", "处理中", "In progress", new SetCaseState { Trigger = new("StartWork") });
        var tellRemote = plan.Step("tell-remote", "事件:远程处理", "Event: remote mode", new PublishBusinessEvent
        {
            EventName = new("Fault.ModeDecided"),
            Data = Js<IDictionary<string, object>?>("({ serviceMode: 'Remote' })"),
        });
        var sharedSession = plan.Step("shared-session", "已有远程服务?", "A session under way?", new FindService { RecordType = new(RecordTypes.RemoteSession), RecordNo = new(shared) });
        var waitSession = plan.Step("wait-session", "等待进行中的远程服务", "Wait for the session under way", new WaitForBusinessEvent
        {
            EventName = new("RemoteSession.Ended"),
            Filter = new(shared),
            Data = new(sharedEnd),
        });
        var sessionRestored = plan.Ask("session-restored", "已恢复?", "Restored?", "JSON.parse(variables.sharedEnd).restored == true");
        var sessionUsed = plan.Step("session-used", "支路结束", "Branch ends", new BranchEnd()); // the recovery verifies it
        var toOnsiteAfterShared = plan.To(hub, "onsite", "to-onsite-after-shared");
        var remote = plan.Step("remote", "远程服务", "Remote service", new RunFlow
        {
            DefinitionId = new(FlowIds.RemoteService),
            FlowInput = Js<IDictionary<string, object>?>("({ purpose: 'Fault', operatorId: variables.restoredBy })"),
            Outcomes = new(["Succeeded", "NotRestored", "NeedOnsite", "Refused"]),
            Keep = new(["restoredAt", "restoredBy"]),
        });
        var toProposeRemote = plan.To(hub, "propose", "to-propose-remote");
        var toOnsiteAfterRemote = plan.To(hub, "onsite", "to-onsite-after-remote");
        var toOnsite = plan.To(hub, "onsite");

        // 7 Mode on site; after a remote breach only with the institute's consent (sla §8.9).
        var endRemote = plan.Step("end-remote", "结束远程处理", "End the remote work", new CancelTasks { Steps = new(["diagnose", "remote", "wait-session"]) });
        var noteOnsite = plan.Set("note-onsite", "改为现场", "On site", isOnsite, "true");
        var remoteResult = plan.Step("remote-result", "远程时限", "Remote limit", new ReadClock { ClockId = new(RemoteClock) });
        var consent = plan.Step("onsite-consent", "同意远程改现场", "Consent to on-site", new HumanTask
        {
            TaskType = new("onsite-consent"),
            Role = new(RoleCodes.InstituteApprover),
            Outcomes = new(["Consent", "Refuse"]),
            Blocking = new(false),
        });
        var consentFacts = plan.Step("consent-facts", "记录同意", "Note consent", new UpdateCase { Facts = Js<IDictionary<string, object>>("({ onsiteConsent: true })") });
        var consentEnd = plan.Step("consent-end", "支路结束", "Branch ends", new BranchEnd());
        var noConsent = plan.Step("no-consent", "支路结束", "Branch ends", new BranchEnd());
        var onsiteFacts = plan.Step("onsite-facts", "改为现场", "Mode on site", new UpdateCase { Facts = Js<IDictionary<string, object>>("({ serviceMode: 'Onsite' })") });
        var tellOnsite = plan.Step("tell-onsite", "事件:现场处理", "Event: on-site mode", new PublishBusinessEvent
        {
            EventName = new("Fault.ModeDecided"),
            Data = Js<IDictionary<string, object>?>("({ serviceMode: 'Onsite' })"),
        });
        var onsiteState = plan.Step("onsite-state", "处理中", "In progress", new SetCaseState { Trigger = new("StartWork") });
        var onsite = plan.Step("onsite", "现场并行", "On site", new FlowFork { Branches = new(["Visit", "Part"]) });

        // 8 On-site service and spare part
        var sharedVisit = plan.Step("shared-visit", "已有现场服务?", "A visit under way?", new FindService { RecordType = new(RecordTypes.OnsiteService), RecordNo = new(shared) });
        var waitVisit = plan.Step("wait-visit", "等待进行中的现场服务", "Wait for the visit under way", new WaitForBusinessEvent
        {
            EventName = new("Onsite.Ended"),
            Filter = new(shared),
            Data = new(sharedEnd),
        });
        var visitRestored = plan.Ask("visit-restored", "已恢复?", "Restored?", "JSON.parse(variables.sharedEnd).restored == true");
        var visitUsed = plan.Step("visit-used", "支路结束", "Branch ends", new BranchEnd());
        var toRaiseShared = plan.To(hub, "raise", "to-raise-shared");
        var visit = plan.Step("visit", "现场服务", "On-site service", new RunFlow
        {
            DefinitionId = new(FlowIds.OnsiteService),
            FlowInput = Js<IDictionary<string, object>?>("({ purpose: 'Fault', visitorId: variables.restoredBy })"),
            Outcomes = new(["Restored", "NeedHigherTier", "NotRestored"]),
            Keep = new(["restoredAt", "restoredBy"]),
        });
        var toProposeOnsite = plan.To(hub, "propose", "to-propose-onsite");
        var toRaiseOnsite = plan.To(hub, "raise", "to-raise-onsite");
        var hasPart = plan.Step("has-part", "已有备件申请?", "A part under way?", new FindService { RecordType = new(RecordTypes.SparePartRequest) });
        var needsPart = plan.Ask("needs-part", "需要备件?", "Part needed?", "variables.partNeeded == true");
        var part = plan.Step("part", "备件申请", "Spare part request", new StartFlow
        {
            DefinitionId = new(FlowIds.SparePartRequest),
            FlowInput = Js<IDictionary<string, object>?>("({ purpose: 'L1Fault', requesterId: variables.acceptedBy, requesterRole: 'Tier1Engineer' })"),
        });
        var partEnd = plan.Step("part-end", "支路结束", "Branch ends", new BranchEnd());
        var noPart = plan.Step("no-part", "支路结束", "Branch ends", new BranchEnd());

        // 9 Raise the tier, by time or by request; the higher tier leads, the lower stays as hands (R10).
        var raise = plan.Step("raise", "转上级支持", "Raise tier", new RaiseTier { Target = new("Next"), LeadRole = new(leadRole) });
        var toLead = plan.To(hub, "lead");
        var lead = plan.Step("lead", "高级支持主导处理", "Lead the handling", new HumanTask
        {
            TaskType = new("fault-lead"),
            Role = new(leadRole),
            Outcomes = new(["Restored", "RaiseTier", "ThirdParty"]),
            Clocks = new([RemoteClock, OnsiteClock]),
            Keep = new(["restoredAt", "thirdPartyId"]),
            CompletedBy = new(restoredBy),
        });
        var toProposeLead = plan.To(hub, "propose", "to-propose-lead");
        var toRaiseLead = plan.To(hub, "raise", "to-raise-lead");
        var thirdParty = plan.Step("third-party", "第三方处理", "Third-party handling", new RunFlow
        {
            DefinitionId = new(FlowIds.ThirdPartyHandling),
            FlowInput = Js<IDictionary<string, object>?>("({ thirdPartyId: variables.thirdPartyId })"),
            Outcomes = new(["Solved", "Rejected"]),
        });
        var toLeadAfterThirdParty = plan.To(hub, "lead", "to-lead-after-third-party");

        // 10 Propose, 11 check
        var endOtherWays = plan.Step("end-other-ways", "结束其他处理", "End the other ways", new CancelTasks
        {
            Steps = new(["diagnose", "remote", "wait-session", "visit", "wait-visit", "lead", "third-party"]),
        });
        var noteProposed = plan.Set("note-proposed", "已提出恢复", "Restoration proposed", isProposed, "true");
        var isRecovered = plan.Ask("is-recovered", "由紧急恢复恢复?", "Restored by the recovery?", "variables.recovered == true");
        var cancelRecovery = plan.Step("cancel-recovery", "结束紧急恢复", "Cancel the recovery", new CancelChildFlows { DefinitionId = new(FlowIds.EmergencyRecovery) });
        var endRecovery = plan.Step("end-recovery", "记录恢复结束", "Note the end of the recovery", new RecordRecovery { Stage = new("Ended") });
        var propose = plan.Step("propose", "提出恢复与完成时间", "Propose completion", new HumanTask
        {
            TaskType = new("fault-propose-complete"),
            Role = new(RoleCodes.Tier1Engineer),
            Assignee = new(restoredBy),
            Outcomes = new(["Proposed"]),
            Clocks = new([RemoteClock, OnsiteClock]),
            Prefill = Js<IDictionary<string, object>?>("({ restoredAt: variables.restoredAt })"),
            Keep = new(["restoredAt", "completedAtProposed"]),
        });
        var proposedFacts = plan.Step("proposed-facts", "记录提出的时间", "Note proposed times", new UpdateCase
        {
            Facts = Js<IDictionary<string, object>>("({ completedAtProposed: variables.completedAtProposed })"),
        });
        var proposedState = plan.Step("proposed-state", "待确认完成", "Completion proposed", new SetCaseState { Trigger = new("ProposeCompletion") });
        var tellProposed = plan.Step("tell-proposed", "事件:提出完成", "Event: completion proposed", new PublishBusinessEvent
        {
            EventName = new("Fault.CompletionProposed"),
            OccurredAt = new(restoredAt),
            Data = Js<IDictionary<string, object>?>("({ restoredAt: variables.restoredAt, completedAt: variables.completedAtProposed })"),
        });
        var askCompletion = plan.Step("ask-completion-time", "请研究院核对完成时间", "Ask to check completion", new SendNotification
        {
            Template = new("CONFIRM_TIME"),
            Recipients = new([RoleCodes.InstituteApprover]),
            Values = Js<IDictionary<string, object>?>("({ timeKind: '故障完成时间|completion time', proposedAt: variables.completedAtProposed })"),
        });
        var check = plan.Step("check", "核对完成时间与结果", "Check time and result", new HumanTask
        {
            TaskType = new("fault-check-complete"),
            Role = new(RoleCodes.InstituteApprover),
            Outcomes = new(["Confirmed", "TimeCorrected", "NotRestored"]),
            Clocks = new(["OLA-CUSTOMER-CONFIRM"]),
            Prefill = Js<IDictionary<string, object>?>("({ restoredAt: variables.restoredAt, completedAt: variables.completedAtProposed })"),
            Keep = new(["restoredAt", "completedAt", "comment"]),
        });
        var notRestoredState = plan.Step("not-restored-state", "继续处理", "Handling goes on", new SetCaseState { Trigger = new("RejectCompletion") });
        var tellNotRestored = plan.Step("tell-not-restored", "事件:未恢复", "Event: not restored", new PublishBusinessEvent
        {
            EventName = new("Fault.CompletionRejected"),
            Filter = new("NotRestored"),
            Data = Js<IDictionary<string, object>?>("({ reason: variables.comment })"),
        });
        var noteNotRestored = plan.Set("note-not-restored", "未恢复", "Not restored", isProposed, "false");
        var toRaiseNotRestored = plan.To(hub, "raise", "to-raise-not-restored");

        // 12 Stop the clocks at the confirmed times (R4)
        var confirmedTimes = plan.Step("confirmed-times", "记录确认的时间", "Note confirmed times", new UpdateCase
        {
            Facts = Js<IDictionary<string, object>>("({ restoredAt: variables.restoredAt, completedAt: variables.completedAt })"),
        });
        var tellRestored = plan.Step("tell-restored", "事件:业务恢复", "Event: service restored", new PublishBusinessEvent { EventName = new("Fault.ServiceRestored"), OccurredAt = new(restoredAt) });
        var tellCompleted = plan.Step("tell-completed", "事件:完成已确认", "Event: completion confirmed", new PublishBusinessEvent
        {
            EventName = new("Fault.CompletionConfirmed"),
            OccurredAt = Js<string?>("variables.completedAt"),
        });

        var solution = DrawSolution(plan, restoredBy);

        // Arrows
        plan.Chain(plan.Start, readEntry, readCase, firstWay, hub);
        plan.Arrow(hub, "accept", accept);
        plan.Arrow(accept, "Accepted", acceptedFacts);
        plan.Chain(acceptedFacts, acceptedState, tellCaseAccepted, tellAccepted, notifyAccepted, askAcceptance, keepAccepted, acceptedFork);
        plan.Arrow(acceptedFork, "Work", toWork);
        plan.Arrow(acceptedFork, "Confirm", confirm);
        plan.Arrow(acceptedFork, "Phone", consentTime);
        plan.Arrow(accept, "Decline", assign);
        plan.Arrow(assign, "Assigned", toAcceptAgain);
        plan.Arrows(confirm, toConfirmed, "Confirmed", "Corrected");
        plan.Arrow(consentTime, confirmByPhone);
        plan.Arrows(confirmByPhone, toConfirmedByPhone, "Confirmed", "Corrected");
        plan.Arrow(hub, "confirmed", endConfirming);
        plan.Chain(endConfirming, confirmedFacts, isCorrected);
        plan.Arrow(isCorrected, "True", tellCorrected);
        plan.Arrow(tellCorrected, correctedEnd);
        plan.Arrow(isCorrected, "False", confirmedEnd);

        plan.Arrow(hub, "work", work);
        plan.Arrow(work, "Diagnosis", diagnose);
        plan.Arrow(work, "Recovery", recovery);
        plan.Arrow(recovery, recoveryEnd);
        plan.Arrow(work, "Recovered", recoveredFirst);
        plan.Arrow(recoveredFirst, "Received", noteRecovered);
        plan.Arrow(noteRecovered, toProposeRecovered);
        plan.Arrow(work, "MajorIncident", majorIncident);
        plan.Arrow(majorIncident, "Declared", notice);
        plan.Arrow(majorIncident, "NotMajor", noNotice);
        plan.Arrow(notice, noticeEnd);
        plan.Arrow(work, "Outage", outageTime);
        plan.Arrow(outageTime, longOutage);
        plan.Arrow(longOutage, "Declared", lateNotice);
        plan.Arrow(longOutage, "NotMajor", noLateNotice);
        plan.Arrow(lateNotice, lateEnd);
        plan.Arrow(work, "OnsiteOrder", onsiteOrder);
        plan.Arrow(onsiteOrder, "Received", onsiteAlready);
        plan.Arrow(onsiteAlready, "True", onsiteOrderEnd);
        plan.Arrow(onsiteAlready, "False", toOnsiteOrdered);
        plan.Arrow(work, "LevelChange", levelChanged);
        plan.Arrow(levelChanged, "Received", readLevel);
        plan.Arrow(readLevel, isOwnLevel);
        plan.Arrow(isOwnLevel, "True", levelChanged);
        plan.Arrow(isOwnLevel, "False", endLevelChanged);
        plan.ListenForTiers(hub, work, leadRole, "lead", "已提出恢复?", "Restoration proposed?");

        plan.Arrow(diagnose, "RemoteEnough", remoteState);
        plan.Chain(remoteState, tellRemote, sharedSession);
        plan.Arrow(sharedSession, "None", remote);
        plan.Arrow(sharedSession, "UnderWay", waitSession);
        plan.Arrow(waitSession, "Received", sessionRestored);
        plan.Arrow(sessionRestored, "True", sessionUsed);
        plan.Arrow(sessionRestored, "False", toOnsiteAfterShared);
        plan.Arrow(remote, "Succeeded", toProposeRemote);
        plan.Arrows(remote, toOnsiteAfterRemote, "NotRestored", "NeedOnsite", "Refused", "Cancelled");
        plan.Arrows(diagnose, toOnsite, "OnsiteNeeded", "TimedOut");

        plan.Arrow(hub, "onsite", endRemote);
        plan.Chain(endRemote, noteOnsite, remoteResult);
        plan.Arrow(remoteResult, "Breached", consent);
        plan.Arrow(consent, "Consent", consentFacts);
        plan.Arrow(consentFacts, consentEnd);
        plan.Arrow(consent, "Refuse", noConsent);
        plan.Arrows(remoteResult, onsiteFacts, "InTime", "Breached", "None");
        plan.Chain(onsiteFacts, tellOnsite, onsiteState, onsite);
        plan.Arrow(onsite, "Visit", sharedVisit);
        plan.Arrow(sharedVisit, "None", visit);
        plan.Arrow(sharedVisit, "UnderWay", waitVisit);
        plan.Arrow(waitVisit, "Received", visitRestored);
        plan.Arrow(visitRestored, "True", visitUsed);
        plan.Arrow(visitRestored, "False", toRaiseShared);
        plan.Arrow(visit, "Restored", toProposeOnsite);
        plan.Arrows(visit, toRaiseOnsite, "NeedHigherTier", "NotRestored", "Cancelled");
        plan.Arrow(onsite, "Part", needsPart);
        plan.Arrow(needsPart, "True", hasPart);
        plan.Arrow(hasPart, "None", part);
        plan.Arrow(hasPart, "UnderWay", noPart);
        plan.Arrow(needsPart, "False", noPart);
        plan.Arrow(part, partEnd);

        plan.Arrow(hub, "raise", raise);
        plan.Arrows(raise, toLead, "Raised", "AlreadyThere");
        plan.Arrow(hub, "lead", lead);
        plan.Arrow(lead, "Restored", toProposeLead);
        plan.Arrow(lead, "RaiseTier", toRaiseLead);
        plan.Arrow(lead, "ThirdParty", thirdParty);
        plan.Arrows(thirdParty, toLeadAfterThirdParty, "Solved", "Rejected", "Cancelled");

        plan.Arrow(hub, "propose", endOtherWays);
        plan.Chain(endOtherWays, noteProposed, isRecovered);
        plan.Arrow(isRecovered, "True", propose);
        plan.Arrow(isRecovered, "False", cancelRecovery);
        plan.Arrow(cancelRecovery, endRecovery);
        plan.Arrows(endRecovery, propose, "Done", "Limit");
        plan.Arrow(propose, "Proposed", proposedFacts);
        plan.Chain(proposedFacts, proposedState, tellProposed, askCompletion, check);
        plan.Arrow(check, "NotRestored", notRestoredState);
        plan.Chain(notRestoredState, tellNotRestored, noteNotRestored, toRaiseNotRestored);
        plan.Arrows(check, confirmedTimes, "Confirmed", "TimeCorrected");
        plan.Chain(confirmedTimes, tellRestored, tellCompleted, solution);
    }
}
