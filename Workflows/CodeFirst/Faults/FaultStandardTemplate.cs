using Elsa.ITR.Activities.Clocks;
using Elsa.ITR.Activities.Documents;
using Elsa.ITR.Activities.Events;
using Elsa.ITR.Activities.Flows;
using Elsa.ITR.Activities.Notifications;
using Elsa.ITR.Activities.Records;
using Elsa.ITR.Activities.Requests;
using Elsa.ITR.Activities.Tasks;
using Elsa.ITR.Domain.Organisation;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Memory;
using static Elsa.ITR.Workflows.CodeFirst.FlowPlan;

namespace Elsa.ITR.Workflows.CodeFirst.Faults;

/// <summary>What a level of <see cref="FaultStandardTemplate"/> has of its own.</summary>
/// <param name="FlowId">Definition id.</param>
/// <param name="NameZh">Chinese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="Clocks">Clocks that give the work its due time, besides that of a difficult fault.</param>
/// <param name="DatedAnalysis">Clock of an analysis report whose date the institute set.</param>
/// <param name="MayObserve">Whether a fault that cannot be reproduced may be observed (level 4).</param>
/// <param name="AnalysisOnRequest">Whether the analysis report is written on request only (level 4).</param>
public sealed record StandardFault(
    string FlowId, string NameZh, string NameEn, IReadOnlyList<string> Clocks, string DatedAnalysis, bool MayObserve = false, bool AnalysisOnRequest = false);

/// <summary>Faults without interruption: report form, acceptance, analysis, consent, solution, confirmation, documents (flows 03 and 04).</summary>
public abstract class FaultStandardTemplate : WorkflowBase
{
    private const string ConfirmClock = "GD-L234-CONFIRM-RETURN";
    private static readonly string[] Analysing = ["analyse", "observe-time", "observe-check"];
    private static readonly string[] Everything =
        [.. Analysing, "consent", "window", "remote", "visit", "change", "wait-part", "third-party", "agree-date"];

    /// <summary>The level.</summary>
    private protected abstract StandardFault Fault { get; }

    /// <inheritdoc/>
    protected override void Build(IWorkflowBuilder builder)
    {
        var plan = new FlowPlan(builder, Fault.FlowId, version: 2, Fault.NameZh, Fault.NameEn);
        plan.Input("entry");
        string[] clocks = [.. Fault.Clocks, "GD-DIFFICULT-RESOLVE", "CM-WARRANTY-REPAIR"];
        var entry = plan.Text("entry", "New");
        var engineerId = plan.Text("engineerId");
        var acceptedBy = plan.Text("acceptedBy");
        var acceptedAtProposed = plan.Text("acceptedAtProposed");
        var tierRole = plan.Text("tierRole", RoleCodes.Tier1Engineer);
        var leadId = plan.Text("leadId");
        var neededService = plan.Text("neededService");
        var changeRecord = plan.Text("changeRecord");
        var answer = plan.Text("answer");
        var pauseId = plan.Text("pauseId");
        var until = plan.Text("until");
        var isProposed = plan.Flag("isProposed");
        var finding = plan.Text("finding");
        var completedAt = plan.Text("completedAt");
        plan.Number("level");
        foreach (var flag in (string[])["analysisRequested", "changeNeeded", "partNeeded", "defectSuspected"])
            plan.Flag(flag);
        foreach (var kept in (string[])["channel", "policyCode", "reason", "consentFor", "escort", "window", "restoredBy", "title", "proposedSolution", "thirdPartyId", "agreedDue", "measures",
            "completedAtProposed", "rootCauseCode", "cause", "analysisDueAt", "comment"])
            plan.Text(kept);

        // Entry (R9): a reopened case or one whose level changed is accepted already; a form that came with the request is not asked again (R8).
        var readEntry = plan.Set("read-entry", "进入方式", "How it enters", entry, "getInput('entry') || 'New'");
        var readCase = plan.Step("read-case", "读取案例", "Read case", new ReadCase { Facts = new(["channel", "policyCode", "analysisRequested", "tierRole", "title"]) });
        var firstWay = plan.Set("first-way", "首个去向", "First way", plan.Route,
            "variables.entry != 'New' ? 'work' : variables.channel == 'Portal' || variables.channel == 'Partner' || variables.channel == 'NmsAlarm' || variables.channel == 'Internal' ? 'accept' : 'report'");
        string[] routes = ["report", "accept", "work", "analyse", "consent", "implement", "difficult", "handling", "completed", .. Fault.MayObserve ? ["observe"] : Array.Empty<string>()];
        var hub = plan.Hub(routes);

        // 1 Report form; by fax the hotline enters it
        var pending = plan.Step("report-pending", "等待情况表", "Report form pending", new UpdateCase { Facts = Js<IDictionary<string, object>>("({ reportPending: true })") });
        var isFax = plan.Ask("is-fax", "传真?", "By fax?", "variables.channel == 'Fax'");
        var report = plan.Step("report", "上报厂家的疑难故障情况表", "Report form", new HumanTask { TaskType = new("fault-report-form"), Role = new(RoleCodes.InstituteApprover), Outcomes = new(["Submitted"]), Answer = new(answer) });
        var reportFax = plan.Step("report-fax", "录入传真情况表", "Report form by fax", new HumanTask
        {
            TaskType = new("fault-report-form"),
            Role = new(RoleCodes.IntakeAgent),
            Outcomes = new(["Submitted"]),
            Prefill = Js<IDictionary<string, object>?>("({ isFax: true })"),
            Answer = new(answer),
        });
        var reported = plan.Step("reported", "情况表已收", "Report form received", new UpdateCase { Facts = Js<IDictionary<string, object>>("({ reportPending: false })") });
        var toAccept = plan.To(hub, "accept");

        // 2 Accept, 3 confirmation and clocks
        var accept = plan.Step("accept", "接受故障", "Accept fault", new HumanTask
        {
            TaskType = new("fault-accept"),
            Role = new(RoleCodes.Tier1Engineer),
            Assignee = new(engineerId),
            Outcomes = new(["Accepted", "Decline"]),
            Clocks = new(["OLA-ACCEPT"]),
            Keep = new(["acceptedAtProposed", "analysisRequested", "reason"]),
            Answer = new(answer),
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
        var toAcceptAgain = plan.To(hub, "accept", "to-accept-again");
        var acceptedFacts = plan.Step("accepted-facts", "记录接受", "Note acceptance", new UpdateCase
        {
            Facts = Js<IDictionary<string, object>>(
                "({ acceptedAtProposed: variables.acceptedAtProposed, acceptedAt: variables.acceptedAtProposed,"
                + " analysisRequested: variables.analysisRequested == true, ownerId: variables.acceptedBy })"),
        });
        var acceptedState = plan.Step("accepted-state", "已接受", "Accepted", new SetCaseState { Trigger = new("Accept") });
        var tellCaseAccepted = plan.Step("tell-case-accepted", "事件:已接单", "Event: case accepted", new PublishBusinessEvent { EventName = new("Case.Accepted"), OccurredAt = new(acceptedAtProposed) });
        var confirmation = plan.Step("acceptance-confirmation", "《疑难故障受理确认单》", "Acceptance confirmation", new GenerateDocument { DocumentType = new("FaultAcceptanceConfirmation"), Answer = new(answer) });
        var tellAccepted = plan.Step("tell-accepted", "事件:故障已接受", "Event: fault accepted", new PublishBusinessEvent { EventName = new("Fault.Accepted"), OccurredAt = new(acceptedAtProposed) });
        var notifyAccepted = plan.Step("notify-accepted", "通知客户", "Tell the customer", new SendNotification
        {
            Template = new("CASE_ACCEPTED"),
            Recipients = new(["Reporter", RoleCodes.InstituteApprover]),
            Values = Js<IDictionary<string, object>?>("({ acceptedAt: variables.acceptedAtProposed })"),
        });
        var keepLead = plan.Set("keep-lead", "主责", "Who leads", leadId, "variables.acceptedBy");
        var toWork = plan.To(hub, "work");

        // What goes on beside the analysis
        var workState = plan.Step("work-state", "处理中", "In progress", new SetCaseState { Trigger = new("StartWork") });
        var work = plan.Step("work", "并行处理", "Work in parallel", new FlowFork { Branches = new(["Analysis", "LevelChange", "Tier2", "Tier3", "RnD"]) });
        var toAnalyse = plan.To(hub, "analyse");
        var levelChanged = plan.Step("level-changed", "等待级别变更", "Level changes", new WaitForBusinessEvent { EventName = new("Fault.LevelChanged"), Listener = new(true) });
        var readLevel = plan.Step("read-level", "读取级别", "Read level", new ReadCase { Facts = new(["level"]) });
        var isOwnLevel = plan.Ask("is-own-level", "级别未变?", "Still this level?", $"'itr-fault-level-' + variables.level == '{Fault.FlowId}'"); // the change that brought the fault here
        var endLevelChanged = plan.Ends("LevelChanged", "级别已变更");

        // 5 (04: 4) Analyse; the tier that is due goes on beside the one before (R10)
        string[] outcomes = ["SolutionKnown", "NeedRemoteOrOnsite", .. Fault.MayObserve ? ["Observe"] : Array.Empty<string>(), "RaiseTier", "ThirdParty", "MarkDifficult", "LevelChange"];
        var analyse = plan.Step("analyse", "分析故障", "Analyse", new HumanTask
        {
            TaskType = new("fault-analyse"),
            Role = new(tierRole),
            Outcomes = new(outcomes),
            Clocks = new(clocks),
            Keep = new(["neededService", "changeNeeded", "partNeeded", "proposedSolution", "thirdPartyId"]),
            Answer = new(answer),
            CompletedBy = new(leadId),
        });
        var tellSolution = plan.Step("tell-solution", "事件:已给出方案", "Event: solution provided", new PublishBusinessEvent { EventName = new("Fault.SolutionProvided") });
        var toImplement = plan.To(hub, "implement");
        var toConsent = plan.To(hub, "consent");
        var raise = plan.Step("raise", "转上级支持", "Raise tier", new RaiseTier { Target = new("Next"), LeadRole = new(tierRole) });
        var toAnalyseRaised = plan.To(hub, "analyse", "to-analyse-raised");
        var thirdParty = plan.Step("third-party", "第三方处理", "Third-party handling", new RunFlow
        {
            DefinitionId = new(FlowIds.ThirdPartyHandling),
            FlowInput = Js<IDictionary<string, object>?>("({ thirdPartyId: variables.thirdPartyId })"),
            Outcomes = new(["Solved", "Rejected"]),
        });
        var toAnalyseThirdParty = plan.To(hub, "analyse", "to-analyse-third-party");
        var toDifficult = plan.To(hub, "difficult");
        var changeLevel = plan.Step("change-level", "变更级别", "Change the level", new ChangeFaultLevel { Answer = new(answer) });
        var levelEnd = plan.Step("level-end", "支路结束", "Branch ends", new BranchEnd());

        // 6 (04: 5) Consent, then remote or on-site work
        var endAnalysing = plan.Step("end-analysing", "结束其他分析", "End the other analyses", new CancelTasks { Steps = new(Analysing) });
        var consent = plan.Step("consent", "省研究院确认现场/联机处理", "Consent to the work", new HumanTask
        {
            TaskType = new("fault-consent"),
            Role = new(RoleCodes.InstituteApprover),
            Outcomes = new(["Consent", "Later", "Refuse"]),
            Clocks = new(clocks),
            Prefill = Js<IDictionary<string, object>?>("({ consentFor: variables.neededService })"),
            Keep = new(["consentFor", "escort", "window"]),
        });
        var consentFacts = plan.Step("consent-facts", "记录同意", "Note consent", new UpdateCase { Facts = Js<IDictionary<string, object>>("({ serviceMode: variables.consentFor })") });
        var tellConsent = plan.Step("tell-consent", "事件:同意处理", "Event: consent", new PublishBusinessEvent
        {
            EventName = new("Fault.WorkConsented"),
            Filter = Js<string?>("variables.consentFor"),
            Data = Js<IDictionary<string, object>?>("({ escort: variables.escort })"),
        });
        var isOnsite = plan.Ask("is-onsite", "现场?", "On site?", "variables.consentFor == 'Onsite'");
        var remote = plan.Step("remote", "远程服务", "Remote service", new RunFlow
        {
            DefinitionId = new(FlowIds.RemoteService),
            FlowInput = Js<IDictionary<string, object>?>("({ purpose: 'Fault', operatorId: variables.leadId })"),
            Outcomes = new(["Succeeded", "NotRestored", "NeedOnsite", "Refused"]),
            Keep = new(["restoredBy"]),
        });
        var keepRemote = plan.Set("keep-remote-lead", "主责", "Who leads", leadId, "variables.restoredBy || variables.leadId");
        var toImplementRemote = plan.To(hub, "implement", "to-implement-remote");
        var toAnalyseRemote = plan.To(hub, "analyse", "to-analyse-remote");
        var askOnsite = plan.Set("ask-onsite", "需现场", "Needs a visit", neededService, "'Onsite'");
        var toConsentOnsite = plan.To(hub, "consent", "to-consent-onsite");
        var visit = plan.Step("visit", "现场服务", "On-site service", new RunFlow
        {
            DefinitionId = new(FlowIds.OnsiteService),
            FlowInput = Js<IDictionary<string, object>?>("({ purpose: 'Fault', visitorId: variables.leadId })"),
            Outcomes = new(["Restored", "NeedHigherTier", "NotRestored"]),
            Keep = new(["restoredBy"]),
        });
        var keepVisitor = plan.Set("keep-visitor-lead", "主责", "Who leads", leadId, "variables.restoredBy || variables.leadId");
        var toImplementOnsite = plan.To(hub, "implement", "to-implement-onsite");
        var raiseOnsite = plan.Step("raise-onsite", "转上级支持", "Raise tier", new RaiseTier { Target = new("Next"), LeadRole = new(tierRole) });
        var toAnalyseOnsite = plan.To(hub, "analyse", "to-analyse-onsite");
        var toAnalyseNotRestored = plan.To(hub, "analyse", "to-analyse-not-restored");
        var pause = plan.Step("pause", "暂停计时至窗口", "Pause until the window", new PauseByConsent { Reason = new("CUSTOMER_WINDOW"), ResumeAt = Js<string?>("variables.window"), PauseId = new(pauseId) });
        var window = plan.Step("window", "等待操作窗口", "Wait for the window", new WaitUntil { Instant = Js<string>("variables.window") });
        var resume = plan.Step("resume", "恢复计时", "Resume", new ResumeClock { PauseId = new(pauseId) });
        var toConsentAgain = plan.To(hub, "consent", "to-consent-again");
        var toAnalyseRefused = plan.To(hub, "analyse", "to-analyse-refused");

        // 7 Change or part
        var endForSolution = plan.Step("end-for-solution", "结束其他分析", "End the other analyses", new CancelTasks { Steps = new(Analysing) });
        var needsChange = plan.Ask("needs-change", "需要变更?", "Change needed?", "variables.changeNeeded == true");
        var openChange = plan.Step("open-change", "建立变更", "Open the change", new OpenRecord
        {
            RecordType = new("ChangeRequest"),
            Facts = Js<IDictionary<string, object>>("({ title: variables.title, changeType: 'Normal', reason: variables.proposedSolution, requesterId: variables.leadId })"),
            OtherRecord = new(changeRecord),
        });
        var change = plan.Step("change", "技术方案实施", "Technical solution", new RunFlow
        {
            DefinitionId = new(FlowIds.TechnicalSolution),
            OtherRecord = new(changeRecord),
            Outcomes = new(["Implemented", "RolledBack", "Rejected", "Stopped", "Discarded"]),
        });
        var toAnalyseRejected = plan.To(hub, "analyse", "to-analyse-rejected");
        var needsPart = plan.Ask("needs-part", "需要备件?", "Part needed?", "variables.partNeeded == true");
        var part = plan.Step("part", "备件申请", "Spare part request", new StartFlow
        {
            DefinitionId = new(FlowIds.SparePartRequest),
            FlowInput = Js<IDictionary<string, object>?>("({ purpose: 'FaultRepair', requesterId: variables.leadId, requesterRole: variables.tierRole })"),
        });
        var waitPart = plan.Step("wait-part", "等待备件", "Wait for the part", new WaitForBusinessEvent { EventName = new("SparePart.SupplyDecided") });
        var toHandling = plan.To(hub, "handling");
        var toHandlingPart = plan.To(hub, "handling", "to-handling-part");

        // 9 (04: 8) Difficult fault: both parties agree on a date
        var endForDate = plan.Step("end-for-date", "结束其他分析", "End the other analyses", new CancelTasks { Steps = new(Analysing) });
        var agreeDate = plan.Step("agree-date", "协商疑难故障解决时间", "Agree the date", new ParallelApproval
        {
            TaskType = new("difficult-agree-date"),
            Roles = new([RoleCodes.Tier3Engineer, RoleCodes.InstituteApprover]),
            Mode = new("Sequential"),
            Choices = new(["DateAgreed", "NotAgreed"]),
            Clocks = new(clocks),
            Keep = new(["agreedDue", "measures"]),
        });
        var noteDate = plan.Step("note-date", "记录商定时间", "Note the agreed date", new AgreeDifficultDate { AgreedDue = Js<string>("variables.agreedDue"), Measures = Js<string>("variables.measures") });
        var toAnalyseDated = plan.To(hub, "analyse", "to-analyse-dated");
        var toAnalyseUndated = plan.To(hub, "analyse", "to-analyse-undated");

        // 8 (04: 9) Handling form with the completion time, 10 the institute checks
        var endOthers = plan.Step("end-others", "结束其他处理", "End the other ways", new CancelTasks { Steps = new(Everything) });
        var noteProposed = plan.Set("note-proposed", "已提出方案", "Solution proposed", isProposed, "true");
        var handling = plan.Step("handling", "《疑难故障处理情况表》", "Handling form", new HumanTask
        {
            TaskType = new("doc-difficult-handling"),
            Role = new(tierRole),
            Assignee = new(leadId),
            Outcomes = new(["Proposed"]),
            Clocks = new(clocks),
            Prefill = Js<IDictionary<string, object>?>("({ cause: variables.finding })"),
            Keep = new(["completedAtProposed", "rootCauseCode", "cause", "defectSuspected"]),
            Answer = new(answer),
            CompletedBy = new(leadId),
        });
        var proposedFacts = plan.Step("proposed-facts", "记录提出的时间", "Note proposed times", new UpdateCase
        {
            Facts = Js<IDictionary<string, object>>("({ completedAtProposed: variables.completedAtProposed, rootCauseCode: variables.rootCauseCode, rootCauseText: variables.cause })"),
        });
        var handlingForm = plan.Step("handling-form", "生成处理情况表", "Write the handling form", new GenerateDocument { DocumentType = new("DifficultFaultHandlingForm"), Answer = new(answer) });
        var proposedState = plan.Step("proposed-state", "待确认完成", "Completion proposed", new SetCaseState { Trigger = new("ProposeCompletion") });
        var tellHandled = plan.Step("tell-handled", "事件:已给出方案", "Event: solution provided", new PublishBusinessEvent { EventName = new("Fault.SolutionProvided") });
        var tellProposed = plan.Step("tell-proposed", "事件:提出完成", "Event: completion proposed", new PublishBusinessEvent
        {
            EventName = new("Fault.CompletionProposed"),
            OccurredAt = Js<string?>("variables.completedAtProposed"),
            Data = Js<IDictionary<string, object>?>("({ restoredAt: variables.completedAtProposed, completedAt: variables.completedAtProposed })"),
        });
        var askCompletion = plan.Step("ask-completion-time", "请研究院核对完成时间", "Ask to check completion", new SendNotification
        {
            Template = new("CONFIRM_TIME"),
            Recipients = new([RoleCodes.InstituteApprover]),
            Values = Js<IDictionary<string, object>?>("({ timeKind: '故障完成时间|completion time', proposedAt: variables.completedAtProposed })"),
        });
        var confirm = plan.Step("confirm", "核对处理结果", "Check the result", new HumanTask
        {
            TaskType = new("doc-handling-confirm"),
            Role = new(RoleCodes.InstituteApprover),
            Outcomes = new(["Confirmed", "NotSolved"]),
            Clocks = new([ConfirmClock]),
            Within = new("TMR-AUTO-CONFIRM"),
            Prefill = Js<IDictionary<string, object>?>("({ completedAt: variables.completedAtProposed })"),
            Keep = new(["completedAt", "analysisDueAt", "comment"]),
            Answer = new(answer),
        });
        var toCompleted = plan.To(hub, "completed");
        var autoTime = plan.Set("auto-time", "按提出的时间", "The proposed time counts", completedAt, "variables.completedAtProposed");
        var autoFacts = plan.Step("auto-facts", "自动确认", "Confirmed by time", new UpdateCase { Facts = Js<IDictionary<string, object>>("({ completionAutoConfirmed: true })") });
        var toCompletedAuto = plan.To(hub, "completed", "to-completed-auto");
        var notSolvedState = plan.Step("not-solved-state", "继续处理", "Handling goes on", new SetCaseState { Trigger = new("RejectCompletion") });
        var noteNotSolved = plan.Set("note-not-solved", "未解决", "Not solved", isProposed, "false");
        var tellNotSolved = plan.Step("tell-not-solved", "事件:未解决", "Event: not solved", new PublishBusinessEvent
        {
            EventName = new("Fault.CompletionRejected"),
            Filter = new("NotSolved"),
            Data = Js<IDictionary<string, object>?>("({ reason: variables.comment })"),
        });
        var toAnalyseNotSolved = plan.To(hub, "analyse", "to-analyse-not-solved");

        // 11 Clocks stop at the confirmed completion
        var confirmedTimes = plan.Step("confirmed-times", "记录确认的时间", "Note confirmed times", new UpdateCase { Facts = Js<IDictionary<string, object>>("({ restoredAt: variables.completedAt, completedAt: variables.completedAt, solutionType: 'Permanent' })") });
        var confirmationForm = plan.Step("confirmation-form", "生成处理情况确认单", "Write the confirmation", new GenerateDocument { DocumentType = new("FaultHandlingConfirmation"), Answer = new(answer) });
        var tellRestored = plan.Step("tell-restored", "事件:业务恢复", "Event: service restored", new PublishBusinessEvent { EventName = new("Fault.ServiceRestored"), OccurredAt = new(completedAt) });
        var tellCompleted = plan.Step("tell-completed", "事件:完成已确认", "Event: completion confirmed", new PublishBusinessEvent { EventName = new("Fault.CompletionConfirmed"), OccurredAt = new(completedAt) });
        var difficultSolved = plan.Step("difficult-solved", "疑难故障已解决", "Difficult fault solved", new ResolveDifficultFault { At = new(completedAt) });

        // 12 Analysis report; a date of the institute counts (R11: nobody waits for it)
        var isDated = plan.Ask("is-dated", "研究院指定时间?", "Date set by the institute?", "(variables.analysisDueAt || '') != ''");
        var datedFacts = plan.Step("dated-facts", "要求分析报告", "Analysis wanted", new UpdateCase { Facts = Js<IDictionary<string, object>>("({ analysisRequested: true })") });
        var tellDated = plan.Step("tell-dated", "事件:报告时间已定", "Event: date of the report", new PublishBusinessEvent
        {
            EventName = new("Fault.AnalysisDateSet"),
            Data = Js<IDictionary<string, object>?>("({ agreedDue: variables.analysisDueAt })"),
        });
        var datedReport = plan.Step("dated-report", "故障分析报告", "Analysis report", Analysis(Fault.DatedAnalysis));
        var wantsAnalysis = plan.Ask("wants-analysis", "需要分析报告?", "Analysis report?", Fault.AnalysisOnRequest
            ? "variables.analysisRequested == true"
            : "variables.policyCode == 'SLA-GDTEL' || variables.analysisRequested == true");
        var report12 = plan.Step("analysis-report", "故障分析报告", "Analysis report", Analysis("OLA-L234-ANALYSIS"));

        // 13
        var isDefect = plan.Ask("is-defect", "怀疑产品缺陷?", "Defect suspected?", "variables.defectSuspected == true");
        var reportDefect = plan.Step("report-defect", "缺陷报告", "Report defect", new CreateDefectReport());
        var resolved = plan.Ends("Resolved", "已解决");

        // Arrows
        plan.Chain(plan.Start, readEntry, readCase, firstWay, hub);
        plan.Arrow(hub, "report", pending);
        plan.Arrow(pending, isFax);
        plan.Arrow(isFax, "True", reportFax);
        plan.Arrow(isFax, "False", report);
        plan.Arrow(report, "Submitted", reported);
        plan.Arrow(reportFax, "Submitted", reported);
        plan.Arrow(reported, toAccept);

        plan.Arrow(hub, "accept", accept);
        plan.Arrow(accept, "Accepted", acceptedFacts);
        plan.Chain(acceptedFacts, acceptedState, tellCaseAccepted, confirmation, tellAccepted, notifyAccepted, keepLead, toWork);
        plan.Arrow(accept, "Decline", assign);
        plan.Arrow(assign, "Assigned", toAcceptAgain);

        plan.Arrow(hub, "work", workState);
        plan.Arrow(workState, work);
        plan.Arrow(work, "Analysis", toAnalyse);
        plan.Arrow(work, "LevelChange", levelChanged);
        plan.Arrow(levelChanged, "Received", readLevel);
        plan.Arrow(readLevel, isOwnLevel);
        plan.Arrow(isOwnLevel, "True", levelChanged);
        plan.Arrow(isOwnLevel, "False", endLevelChanged);
        plan.ListenForTiers(hub, work, tierRole, "analyse", "已提出方案?", "Solution proposed?");

        plan.Arrow(hub, "analyse", analyse);
        plan.Arrow(analyse, "SolutionKnown", tellSolution);
        plan.Arrow(tellSolution, toImplement);
        plan.Arrow(analyse, "NeedRemoteOrOnsite", toConsent);
        plan.Arrow(analyse, "RaiseTier", raise);
        plan.Arrows(raise, toAnalyseRaised, "Raised", "AlreadyThere");
        plan.Arrow(analyse, "ThirdParty", thirdParty);
        plan.Arrows(thirdParty, toAnalyseThirdParty, "Solved", "Rejected", "Cancelled");
        plan.Arrow(analyse, "MarkDifficult", toDifficult);
        plan.Arrow(analyse, "LevelChange", changeLevel);
        plan.Arrow(changeLevel, levelEnd);
        if (Fault.MayObserve)
            Observe(plan, hub, analyse, answer, until, finding);

        plan.Arrow(hub, "consent", endAnalysing);
        plan.Arrow(endAnalysing, consent);
        plan.Arrow(consent, "Consent", consentFacts);
        plan.Chain(consentFacts, tellConsent, isOnsite);
        plan.Arrow(isOnsite, "False", remote);
        plan.Arrow(remote, "Succeeded", keepRemote);
        plan.Arrow(keepRemote, toImplementRemote);
        plan.Arrows(remote, toAnalyseRemote, "NotRestored", "Refused", "Cancelled");
        plan.Arrow(remote, "NeedOnsite", askOnsite);
        plan.Arrow(askOnsite, toConsentOnsite);
        plan.Arrow(isOnsite, "True", visit);
        plan.Arrow(visit, "Restored", keepVisitor);
        plan.Arrow(keepVisitor, toImplementOnsite);
        plan.Arrow(visit, "NeedHigherTier", raiseOnsite);
        plan.Arrows(raiseOnsite, toAnalyseOnsite, "Raised", "AlreadyThere");
        plan.Arrows(visit, toAnalyseNotRestored, "NotRestored", "Cancelled");
        plan.Arrow(consent, "Later", pause);
        plan.Chain(pause, window, resume, toConsentAgain);
        plan.Arrow(consent, "Refuse", toAnalyseRefused);

        plan.Arrow(hub, "implement", endForSolution);
        plan.Arrow(endForSolution, needsChange);
        plan.Arrow(needsChange, "True", openChange);
        plan.Arrow(openChange, change);
        plan.Arrow(change, "Implemented", needsPart);
        plan.Arrows(change, toAnalyseRejected, "RolledBack", "Rejected", "Stopped", "Discarded", "Cancelled");
        plan.Arrow(needsChange, "False", needsPart);
        plan.Arrow(needsPart, "True", part);
        plan.Arrow(part, waitPart);
        plan.Arrow(waitPart, "Received", toHandlingPart);
        plan.Arrow(needsPart, "False", toHandling);

        plan.Arrow(hub, "difficult", endForDate);
        plan.Arrow(endForDate, agreeDate);
        plan.Arrow(agreeDate, "Approved", noteDate);
        plan.Arrow(noteDate, toAnalyseDated);
        plan.Arrow(agreeDate, "Rejected", toAnalyseUndated);

        plan.Arrow(hub, "handling", endOthers);
        plan.Chain(endOthers, noteProposed, handling);
        plan.Arrow(handling, "Proposed", proposedFacts);
        plan.Chain(proposedFacts, handlingForm, proposedState, tellHandled, tellProposed, askCompletion, confirm);
        plan.Arrow(confirm, "Confirmed", toCompleted);
        plan.Arrow(confirm, "TimedOut", autoTime);
        plan.Chain(autoTime, autoFacts, toCompletedAuto);
        plan.Arrow(confirm, "NotSolved", notSolvedState);
        plan.Chain(notSolvedState, tellNotSolved, noteNotSolved, toAnalyseNotSolved);

        plan.Arrow(hub, "completed", confirmedTimes);
        plan.Chain(confirmedTimes, confirmationForm, tellRestored, tellCompleted, difficultSolved, isDated);
        plan.Arrow(isDated, "True", datedFacts);
        plan.Chain(datedFacts, tellDated, datedReport, isDefect);
        plan.Arrow(isDated, "False", wantsAnalysis);
        plan.Arrow(wantsAnalysis, "True", report12);
        plan.Arrow(report12, isDefect);
        plan.Arrow(wantsAnalysis, "False", isDefect);
        plan.Arrow(isDefect, "True", reportDefect);
        plan.Arrow(reportDefect, resolved);
        plan.Arrow(isDefect, "False", resolved);
    }

    // 04.6: observe for a while inside the clock, then look whether it came again
    private static void Observe(FlowPlan plan, FlowSwitch hub, HumanTask analyse, Variable<string> answer, Variable<string> until, Variable<string> finding)
    {
        var toObserve = plan.To(hub, "observe");
        var endForObserving = plan.Step("end-for-observing", "结束其他分析", "End the other analyses", new CancelTasks { Steps = new(["analyse"]) });
        var begin = plan.Step("begin-observation", "开始观察", "Begin the observation", new PlanObservation { Answer = new(answer), Until = new(until) });
        var time = plan.Step("observe-time", "观察", "Observe", new WaitUntil { Instant = new(until) });
        var check = plan.Step("observe-check", "观察结果检查", "Check", new HumanTask
        {
            TaskType = new("fault-observe-check"),
            Role = new(RoleCodes.Tier1Engineer),
            Assignee = new("owner"),
            Outcomes = new(["Recurred", "Quiet"]),
            Clocks = new(["GD-L4-RESOLVE"]),
        });
        var quiet = plan.Set("quiet", "未复现", "Quiet", finding, "'无法复现 / not reproducible'");
        var toAnalyse = plan.To(hub, "analyse", "to-analyse-recurred");
        var toHandling = plan.To(hub, "handling", "to-handling-quiet");
        plan.Arrow(analyse, "Observe", toObserve);
        plan.Arrow(hub, "observe", endForObserving);
        plan.Chain(endForObserving, begin, time, check);
        plan.Arrow(check, "Recurred", toAnalyse);
        plan.Arrow(check, "Quiet", quiet);
        plan.Arrow(quiet, toHandling);
    }

    private static RequireDocument Analysis(string clock) => new()
    {
        DocumentType = new("FaultAnalysisReport"),
        AuthorRole = new(RoleCodes.Tier2Engineer),
        SignerRoles = new([RoleCodes.InstituteApprover]),
        ClockId = new(clock),
    };
}
