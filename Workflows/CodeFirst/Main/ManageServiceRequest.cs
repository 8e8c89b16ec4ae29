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
using static Elsa.ITR.Workflows.CodeFirst.FlowPlan;

namespace Elsa.ITR.Workflows.CodeFirst.Main;

/// <summary>One entry for every customer request: classify, check entitlement, dispatch, have it handled, close with aftercare.</summary>
/// <remarks>
/// The case and its number exist when the flow starts (R14). Flows 18 to 20 are one manual task as long as they are missing (end of the
/// rulings).
/// </remarks>
public sealed class ManageServiceRequest : WorkflowBase
{
    /// <inheritdoc/>
    protected override void Build(IWorkflowBuilder builder)
    {
        var plan = new FlowPlan(builder, FlowIds.ManageServiceRequest, version: 2, "管理服务请求", "Manage service request");
        plan.Input("entry");
        var articles = plan.Text("articles");
        var classification = plan.Text("classification");
        var answer = plan.Text("answer");
        var decided = plan.Text("decided");
        var entry = plan.Text("entry", "New");
        var penaltyRule = plan.Text("penaltyRule");
        var complaintCase = plan.Text("complaintCase");
        var missing = plan.Text("missing");
        var missingCodes = plan.Text("missingCodes");
        var nonTechRole = plan.Text("transferRole", RoleCodes.IntakeAgent);
        var leader = plan.Text("leader");
        var upgradeRecord = plan.Text("upgradeRecord");
        var articleNo = plan.Text("articleNo");
        foreach (var kept in (string[])["duplicateOf", "articleId", "comment", "reason", "quoteAmount", "caseType", "rootCause", "opinion", "problem", "completedAt", "rootCauseCode", "requesterId"])
            plan.Text(kept);
        plan.Number("level");
        plan.Flag("serviceInterrupted");
        plan.Flag("isPartnerCase");

        // 2 What is known already
        var search = plan.Step("search-knowledge", "查找案例", "Search knowledge", new SearchKnowledge { Articles = new(articles) });
        var firstWay = plan.Set("first-way", "首个去向", "First way", plan.Route, "getInput('entry') == 'Classified' ? 'regrade' : 'classify'");
        var hub = plan.Hub(
            "classify", "regrade", "entitle", "dispatch", "handle", "resolve", "callback", "reopen", "aftercare", "after-survey", "closure",
            "finish", "reject", "duplicate", "cancel");

        // 3 Classify and grade
        var classify = plan.Step("classify", "分类定级", "Classify and grade", new HumanTask
        {
            TaskType = new("case-classify"),
            Role = new(RoleCodes.IntakeAgent),
            Clocks = new(["OLA-INTAKE"]),
            Outcomes = new(["Classified", "SolvedByKnowledge", "Duplicate", "Invalid"]),
            Prefill = Js<IDictionary<string, object>?>("({ suggestedArticles: variables.articles })"),
            Keep = new(["duplicateOf", "articleId", "comment"]),
            Answer = new(classification),
        });
        var grade = plan.Step("grade", "记录定级", "Write the grading", new ClassifyRequest { Answer = new(classification) });
        var toEntitle = plan.To(hub, "entitle");
        var regrade = plan.Step("regrade", "沿用定级", "Keep the grading", new ClassifyRequest());
        var toEntitleRegraded = plan.To(hub, "entitle", "to-entitle-regraded");
        var solved = plan.Step("solved-by-knowledge", "关联案例", "Link the article", new LinkKnowledge { ArticleId = Js<string>("variables.articleId") });
        var tellSolved = plan.Step("tell-solved", "事件:已定级", "Event: classified", new PublishBusinessEvent { EventName = new("Case.Classified") });
        var toResolveSolved = plan.To(hub, "resolve", "to-resolve-solved");
        var toDuplicate = plan.To(hub, "duplicate");
        var toRejectInvalid = plan.To(hub, "reject", "to-reject-invalid");

        // 4 to 6 Entitlement
        var entitlement = plan.Step("entitlement", "鉴权", "Check entitlement", new CheckEntitlement());
        var toDispatch = plan.To(hub, "dispatch");
        var noData = plan.Step("no-data", "无数据", "No data", new FlowFork { Branches = new(["Serve", "Complete"]) });
        var toDispatchNoData = plan.To(hub, "dispatch", "to-dispatch-no-data");
        var completeData = plan.Step("complete-data", "补全鉴权数据", "Complete entitlement data", new HumanTask
        {
            TaskType = new("entitlement-complete"),
            Role = new(RoleCodes.ContractManager),
            Outcomes = new(["Done"]),
            Blocking = new(false),
            Answer = new(answer),
        });
        var writeData = plan.Step("write-data", "写入鉴权数据", "Write entitlement data", new CompleteEntitlement { Answer = new(answer) });
        var dataEnd = plan.Step("data-end", "支路结束", "Branch ends", new BranchEnd());
        var readGrade = plan.Step("read-grade", "读取级别", "Read level", new ReadCase { Facts = new(["level", "serviceInterrupted"]) });
        var isEmergency = plan.Ask("is-emergency", "一级且业务中断?", "Level 1 and interrupted?", "variables.level == 1 && variables.serviceInterrupted == true");
        var emergency = plan.Step("emergency", "仅紧急恢复", "Emergency recovery only", new DecideScope { Scope = new("EmergencyOnly") });
        var toDispatchEmergency = plan.To(hub, "dispatch", "to-dispatch-emergency");
        var decide = plan.Step("decide-entitlement", "未授权请求处置", "Decide without entitlement", new HumanTask
        {
            TaskType = new("entitlement-decide"),
            Role = new(RoleCodes.ContractManager),
            Outcomes = new(["ServeAsGoodwill", "Quote", "Refuse"]),
            Keep = new(["reason", "quoteAmount"]),
        });
        var goodwill = plan.Step("goodwill", "友好支持", "Goodwill", new DecideScope { Scope = new("Goodwill"), Reason = Js<string?>("variables.reason") });
        var toDispatchGoodwill = plan.To(hub, "dispatch", "to-dispatch-goodwill");
        var quote = plan.Step("quote", "客户对报价的答复", "Answer to the quote", new HumanTask
        {
            TaskType = new("entitlement-quote"),
            Role = new(RoleCodes.ContractManager),
            Outcomes = new(["Accept", "Refuse"]),
            Within = new("TMR-QUOTE"),
            Prefill = Js<IDictionary<string, object>?>("({ quoteAmount: variables.quoteAmount })"),
        });
        var quoted = plan.Step("quoted", "按报价服务", "Serve at the quote", new DecideScope { Scope = new("Full"), Reason = Js<string?>("variables.reason") });
        var toDispatchQuoted = plan.To(hub, "dispatch", "to-dispatch-quoted");
        var toRejectQuote = plan.To(hub, "reject", "to-reject-quote");
        var toRejectRefused = plan.To(hub, "reject", "to-reject-refused");

        // 7 and 8 Bind the promise, dispatch
        var bind = plan.Step("bind-policy", "绑定服务等级", "Bind SLA policy", new BindPolicy());
        var tellClassified = plan.Step("tell-classified", "事件:已定级", "Event: classified", new PublishBusinessEvent
        {
            EventName = new("Case.Classified"),
            Data = Js<IDictionary<string, object>?>("({ caseType: variables.caseType, level: variables.level })"),
        });
        var readType = plan.Step("read-type", "读取类型", "Read type", new ReadCase { Facts = new(["caseType", "level", "isPartnerCase"]) });
        var dispatch = plan.Step("dispatch", "派单", "Dispatch", new DispatchCase());
        var toHandle = plan.To(hub, "handle");

        // 9 By type
        var readCase = plan.Step("read-case", "读取案例", "Read case", new ReadCase { Facts = new(["caseType", "level", "isPartnerCase", "requesterId"]) });
        var byType = plan.Step("by-type", "按类型", "By type", new FlowSwitch
        {
            Cases =
            [
                new FlowSwitchCase("PartnerFault", Script("variables.caseType == 'Fault' && variables.isPartnerCase == true")),
                new FlowSwitchCase("Fault", Script("variables.caseType == 'Fault'")),
                new FlowSwitchCase("Upgrade", Script("variables.caseType == 'UpgradeRequest'")),
                new FlowSwitchCase("SparePart", Script("variables.caseType == 'SparePartRequest'")),
                new FlowSwitchCase("Complaint", Script("variables.caseType == 'Complaint'")),
                new FlowSwitchCase("NonTechnical", Script("variables.caseType == 'NonTechnical' || variables.caseType == 'Praise'")),
            ],
        });

        // 10 Faults
        var fault = plan.Step("fault", "故障处理", "Handle the fault", new RunFlow
        {
            DefinitionId = Js<string>("'itr-fault-level-' + variables.level"),
            Outcomes = new(["Resolved", "LevelChanged"]),
            FlowInput = Js<IDictionary<string, object>?>("({ entry: variables.entry })"),
        });
        var toResolveFault = plan.To(hub, "resolve", "to-resolve-fault");
        var changedFault = plan.Set("entry-level-changed", "进入方式:级别变更", "Entry: level changed", entry, "'LevelChanged'");
        var toHandleFault = plan.To(hub, "handle", "to-handle-fault");
        var toCancelFault = plan.To(hub, "cancel", "to-cancel-fault");
        var partner = plan.Step("partner", "合作伙伴处理", "Partner handling", new RunFlow
        {
            DefinitionId = new(FlowIds.PartnerHandling),
            Outcomes = new(["Resolved", "LevelChanged"]),
            FlowInput = Js<IDictionary<string, object>?>("({ entry: variables.entry })"),
        });
        var toResolvePartner = plan.To(hub, "resolve", "to-resolve-partner");
        var changedPartner = plan.Set("entry-level-changed-partner", "进入方式:级别变更", "Entry: level changed", entry, "'LevelChanged'");
        var toHandlePartner = plan.To(hub, "handle", "to-handle-partner");
        var toCancelPartner = plan.To(hub, "cancel", "to-cancel-partner");

        // 11 Other technical requests
        var askUpgrade = plan.Step("ask-upgrade", "提出升级需求", "Raise the upgrade request", new HumanTask
        {
            TaskType = new("upgrade-request"),
            Role = new(RoleCodes.VersionManager),
            Outcomes = new(["Submit", "TurnedIntoFault"]),
            Clocks = new(["OLA-ACCEPT-OTHER"]),
            ClaimEvent = new("Case.Accepted"),
            Prefill = Js<IDictionary<string, object>?>("({ initiator: 'Customer' })"),
            Answer = new(answer),
            CompletedBy = new(leader),
        });
        var openUpgrade = plan.Step("open-upgrade", "建立升级申请", "Open the upgrade", new OpenRecord
        {
            RecordType = new(RecordTypes.UpgradeApplication),
            Facts = Js<IDictionary<string, object>>("({ requesterId: variables.leader })"),
            Answer = new(answer),
            OtherRecord = new(upgradeRecord),
        });
        var upgrade = plan.Step("upgrade", "升级申请审批", "Upgrade approval", new RunFlow
        {
            DefinitionId = new(FlowIds.UpgradeApproval),
            OtherRecord = new(upgradeRecord),
            Outcomes = new(["Completed", "Failed", "Rejected"]),
        });
        var toResolveUpgrade = plan.To(hub, "resolve", "to-resolve-upgrade");
        var toClassifyUpgrade = plan.To(hub, "classify", "to-classify-upgrade");
        var acceptSpare = plan.Step("accept-spare", "受理备件申请", "Accept the spare part request", new HumanTask
        {
            TaskType = new("spare-accept"),
            Role = new(RoleCodes.SparePartsCoordinator),
            Outcomes = new(["Accept", "TurnedIntoFault"]),
            Clocks = new(["OLA-ACCEPT-OTHER"]),
            ClaimEvent = new("Case.Accepted"),
            CompletedBy = new(leader),
        });
        var spare = plan.Step("spare", "备件申请", "Spare part request", new RunFlow
        {
            DefinitionId = new(FlowIds.SparePartRequest),
            Outcomes = new(["Closed", "Lost", "Rejected"]),
            FlowInput = Js<IDictionary<string, object>?>("({ requesterRole: 'CustomerUser', requesterId: variables.requesterId })"),
        });
        var toResolveSpare = plan.To(hub, "resolve", "to-resolve-spare");
        var toClassifySpare = plan.To(hub, "classify", "to-classify-spare");
        var technical = plan.Step("technical-manual", "咨询、资料、交流", "Consultation, documents, exchange", new HumanTask
        {
            TaskType = new("subflow-manual"), // 18 to 20 are flows of their own one day; taking it accepts the case
            Role = new(RoleCodes.Tier1Engineer),
            Outcomes = new(["Resolved", "TurnedIntoFault"]),
            TitleZh = new("技术请求处理"),
            TitleEn = new("Technical request"),
            Prefill = Js<IDictionary<string, object>?>("({ flowId: 'itr-technical-consultation' })"),
            ClaimEvent = new("Case.Accepted"),
            Clocks = new(["OLA-ACCEPT", "OLA-ACCEPT-OTHER"]),
            CompletedBy = new(leader),
            Keep = new(["comment"]),
        });
        var toResolveTechnical = plan.To(hub, "resolve", "to-resolve-technical");
        var toClassifyTechnical = plan.To(hub, "classify", "to-classify-technical");

        // 12 Non-technical requests
        var nonTechnical = plan.Step("non-technical", "非技术请求处理", "Handle non-technical request", new HumanTask
        {
            TaskType = new("case-handle-nontech"),
            Role = new(nonTechRole),
            Outcomes = new(["Resolved", "Transfer", "Technical"]),
            Clocks = new(["OLA-ACCEPT-OTHER"]),
            ClaimEvent = new("Case.Accepted"),
            Keep = new(["transferRole"]),
            CompletedBy = new(leader),
        });
        var toResolveNonTechnical = plan.To(hub, "resolve", "to-resolve-non-technical");
        var toHandleTransfer = plan.To(hub, "handle", "to-handle-transfer");
        var toClassifyNonTechnical = plan.To(hub, "classify", "to-classify-non-technical");

        // 13 and 14 Complaints
        var escalateComplaint = plan.Step("escalate-complaint", "投诉升级", "Escalate complaint", new RaiseEscalation
        {
            Trigger = new("Complaint"),
            ReasonZh = new("客户投诉"),
            ReasonEn = new("Customer complaint"),
        });
        var acknowledge = plan.Step("acknowledge-complaint", "投诉受理确认", "Acknowledge complaint", new HumanTask
        {
            TaskType = new("complaint-ack"),
            Role = new(RoleCodes.QualityManager),
            Outcomes = new(["Acknowledged"]),
            Clocks = new(["OLA-COMPLAINT-ACK"]),
            ClaimEvent = new("Case.Accepted"),
            Answer = new(answer),
            CompletedBy = new(leader),
        });
        var noteAcknowledged = plan.Step("note-acknowledged", "记录受理", "Note acknowledgement", new RecordComplaint { Stage = new("Acknowledged"), Answer = new(answer) });
        var investigate = plan.Step("resolve-complaint", "投诉处理", "Resolve complaint", new HumanTask
        {
            TaskType = new("complaint-resolve"),
            Role = new(RoleCodes.QualityManager),
            Assignee = new(leader),
            Outcomes = new(["Submit"]),
            Clocks = new(["OLA-COMPLAINT-RESOLVE"]),
            Answer = new(answer),
        });
        var noteInvestigated = plan.Step("note-investigated", "记录结论", "Note findings", new RecordComplaint { Stage = new("Investigated"), Answer = new(answer) });
        var verify = plan.Step("verify-complaint", "投诉核实", "Verify complaint", new HumanTask
        {
            TaskType = new("complaint-verify"),
            Role = new(RoleCodes.InstituteApprover),
            Outcomes = new(["Verified", "Unfounded"]),
            Clocks = new(["OLA-COMPLAINT-VERIFY"]),
            Prefill = Js<IDictionary<string, object>?>("JSON.parse(variables.answer || '{}')"),
            Answer = new(decided),
        });
        var noteVerified = plan.Step("note-verified", "投诉属实", "Complaint verified", new RecordComplaint { Stage = new("Verified"), Answer = new(decided), PenaltyRule = new(penaltyRule) });
        var complaintPenalty = plan.Step("complaint-penalty", "提出考核", "Propose penalty", new ProposePenalty { RuleId = new(penaltyRule), Reason = new("正式书面投诉,经核实 / formal complaint, verified") });
        var noteUnfounded = plan.Step("note-unfounded", "投诉不属实", "Complaint unfounded", new RecordComplaint { Stage = new("Unfounded"), Answer = new(decided) });
        var toResolveComplaint = plan.To(hub, "resolve", "to-resolve-complaint");
        var toResolveUnfounded = plan.To(hub, "resolve", "to-resolve-unfounded");

        // 15 Resolved
        var resolvedState = plan.Step("resolved-state", "已解决", "Resolved", new SetCaseState { Trigger = new("Resolve") });
        var tellResolved = plan.Step("tell-resolved", "事件:已解决", "Event: resolved", new PublishBusinessEvent { EventName = new("Case.Resolved") });
        var complaintResolved = plan.Step("complaint-resolved", "投诉已答复", "Complaint answered", new RecordComplaint { Stage = new("Resolved") });
        var note = plan.Step("resolution-note", "问题解决通知", "Resolution note", new GenerateDocument { DocumentType = new("ResolutionNote") });
        var notifyResolved = plan.Step("notify-resolved", "通知客户", "Tell the customer", new SendNotification { Template = new("CASE_RESOLVED"), Recipients = new(["Reporter", RoleCodes.PartnerLead]) });
        var toCallback = plan.To(hub, "callback");

        // 16 Callback
        var callback = plan.Step("callback", "客户回访", "Callback", new HumanTask
        {
            TaskType = new("case-callback"),
            Role = new(RoleCodes.CallbackAgent),
            Outcomes = new(["Satisfied", "NotSatisfied", "Unreachable"]),
            Clocks = new(["OLA-CALLBACK"]),
            Keep = new(["problem"]),
            Answer = new(answer),
            Outcome = new(decided),
        });
        var noteCallback = plan.Step("note-callback", "记录回访", "Note the call", new RecordCallback { Result = new(decided), Answer = new(answer) });
        var toAftercare = plan.To(hub, "aftercare");
        var toReopen = plan.To(hub, "reopen");
        var toCallAgain = plan.To(hub, "callback", "to-call-again");

        // 17 Reopen
        var reopen = plan.Step("reopen", "重新打开", "Reopen", new ReopenCase { Reason = Js<string?>("variables.problem"), MaxTimes = new(2) });
        var entryReopened = plan.Set("entry-reopened", "进入方式:重新打开", "Entry: reopened", entry, "'Reopened'");
        var toHandleReopened = plan.To(hub, "handle", "to-handle-reopened");
        var escalateReopened = plan.Step("escalate-reopened", "多次重开升级", "Escalate repeated reopening", new RaiseEscalation
        {
            Trigger = new("Reopened"),
            ReasonZh = new("客户多次不满意"),
            ReasonEn = new("The customer was not satisfied repeatedly"),
        });

        // 18 Survey beside 19 and 20 (R21)
        var aftercare = plan.Step("aftercare", "满意度与归档", "Survey and filing", new FlowFork { Branches = new(["Survey", "Knowledge"]) });
        var sendSurvey = plan.Step("send-survey", "发送满意度调查", "Send survey", new SendSurvey());
        var survey = plan.Step("survey", "满意度调查", "Satisfaction survey", new HumanTask
        {
            TaskType = new("case-survey"),
            Role = new(RoleCodes.CustomerUser),
            Outcomes = new(["Answered"]),
            Clocks = new(["OLA-SURVEY"]),
            Within = new("OLA-SURVEY"),
            Answer = new(answer),
            Blocking = new(false),
        });
        var takeSurvey = plan.Step("take-survey", "记录评价", "Record answers", new RecordSurvey { Answer = new(answer), Complaint = new(complaintCase) });
        var startComplaint = plan.Step("start-complaint", "启动投诉处理", "Start complaint", new StartFlow { DefinitionId = new(FlowIds.ManageServiceRequest), OtherRecord = new(complaintCase) });
        var toAfterSurvey = plan.To(hub, "after-survey");
        var toAfterComplaint = plan.To(hub, "after-survey", "to-after-complaint");
        var surveyExpired = plan.Step("survey-expired", "调查过期", "Survey expired", new RecordSurvey());
        var endSurveyClock = plan.Step("end-survey-clock", "结束调查时限", "End the survey clock", new CancelClock { ClockId = new("OLA-SURVEY") });
        var toAfterExpired = plan.To(hub, "after-survey", "to-after-expired");

        // 19 Knowledge
        var knowledge = plan.Step("knowledge", "案例归档", "Knowledge decision", new HumanTask
        {
            TaskType = new("case-knowledge"),
            Role = new(RoleCodes.Tier1Engineer),
            Assignee = new("owner"),
            Outcomes = new(["CreateArticle", "LinkExisting", "None"]),
            Keep = new(["articleId"]),
            Answer = new(classification),
        });
        var draft = plan.Step("draft-article", "生成案例草稿", "Draft article", new CreateKnowledgeDraft { Answer = new(classification), ArticleId = new(articleNo) });
        var review = plan.Step("review-article", "知识案例评审", "Review article", new OpenTask
        {
            TaskType = new("knowledge-review"),
            Role = new(RoleCodes.KnowledgeEditor),
            Clocks = new(["OLA-KB-REVIEW"]),
            Prefill = Js<IDictionary<string, object>?>("({ articleId: variables.articleNo })"),
        });
        var toClosureDraft = plan.To(hub, "closure", "to-closure-draft");
        var link = plan.Step("link-article", "关联已有案例", "Link article", new LinkKnowledge { ArticleId = Js<string>("variables.articleId") });
        var toClosureLink = plan.To(hub, "closure", "to-closure-link");
        var toClosure = plan.To(hub, "closure");

        // 20 Closure
        var checkClosure = plan.Step("check-closure", "闭环检查", "Closure check", new CheckClosure { Items = new(missing), Codes = new(missingCodes) });
        var fix = plan.Step("closure-fix", "闭环缺项处理", "Complete missing items", new HumanTask
        {
            TaskType = new("case-closure-fix"),
            Role = new(RoleCodes.Tier1Engineer),
            Assignee = new("owner"),
            Outcomes = new(["Done"]),
            Prefill = Js<IDictionary<string, object>?>("({ items: variables.missing.split('\\n'), codes: variables.missingCodes.split('\\n') })"),
            Keep = new(["rootCauseCode", "completedAt"]),
            Answer = new(answer),
        });
        var fixedFacts = plan.Step("fixed-facts", "记录补充内容", "Note what was added", new UpdateCase
        {
            Facts = Js<IDictionary<string, object>>("({ rootCauseCode: variables.rootCauseCode, completedAt: variables.completedAt })"),
        });
        var measuresUndone = plan.Step("measures-undone", "临时措施", "Temporary measures", new RecordRecovery { Stage = new("Undone"), Answer = new(answer) });
        var toClosureAgain = plan.To(hub, "closure", "to-closure-again");
        var close = plan.Step("close", "关闭", "Close", new CloseCase { Kind = new("Closed") });
        var closedEnd = plan.Step("closed-end", "支路结束", "Branch ends", new BranchEnd());

        // 22 Retrospective, after closure and survey
        var waitClosed = plan.Step("wait-closed", "等待关闭", "Wait for closure", new WaitForBusinessEvent { EventName = new("Case.Closed") });
        var checkRetrospective = plan.Step("check-retrospective", "是否回溯", "Retrospective needed?", new CheckRetrospective());
        var lead = plan.Step("write-retrospective", "回溯报告编写", "Write retrospective", new HumanTask
        {
            TaskType = new("retro-lead"),
            Role = new(RoleCodes.QualityManager),
            Outcomes = new(["Submit"]),
            Clocks = new(["OLA-RETRO"]),
            Keep = new(["rootCause"]),
            Answer = new(answer),
            CompletedBy = new(leader),
        });
        var submit = plan.Step("submit-retrospective", "提交回溯", "Submit retrospective", new SubmitRetrospective { Answer = new(answer) });
        var approve = plan.Step("approve-retrospective", "回溯审批", "Approve retrospective", new ApprovalTask
        {
            TaskType = new("retro-approve"),
            Role = new(RoleCodes.OfficeManager),
            Decisions = new(["Approve", "Return"]),
            Clocks = new(["OLA-RETRO"]),
            Prefill = Js<IDictionary<string, object>?>("({ rootCause: variables.rootCause })"),
            NotBy = new(leader),
            Keep = new(["opinion"]),
        });
        var returned = plan.Step("return-retrospective", "退回回溯", "Return retrospective", new DecideRetrospective { Approved = new(false), Opinion = Js<string?>("variables.opinion") });
        var approved = plan.Step("accept-retrospective", "批准回溯", "Accept retrospective", new DecideRetrospective { Opinion = Js<string?>("variables.opinion") });
        var report = plan.Step("retrospective-report", "回溯报告", "Retrospective report", new GenerateDocument { DocumentType = new("RetrospectiveReport"), Answer = new(answer), Internal = new(true) });
        var toFinish = plan.To(hub, "finish");
        var toFinishAtOnce = plan.To(hub, "finish", "to-finish-at-once");
        var closed = plan.Ends("Closed", "已关闭");

        // 21 Other ends
        var reject = plan.Step("reject", "不予受理", "Reject", new CloseCase { Kind = new("Rejected"), Reason = Js<string?>("variables.reason || variables.comment || '不予受理 / not accepted'") });
        var rejected = plan.Ends("Rejected", "不予受理");
        var duplicate = plan.Step("duplicate", "重复", "Duplicate", new CloseCase { Kind = new("Duplicate"), Reason = Js<string?>("variables.comment || '重复请求 / duplicate'"), DuplicateOf = Js<string?>("variables.duplicateOf") });
        var duplicated = plan.Ends("Duplicate", "重复");
        var cancel = plan.Step("cancel", "取消", "Cancel", new CloseCase { Kind = new("Cancelled"), Reason = Js<string?>("variables.comment || '处理取消 / handling cancelled'") });
        var cancelled = plan.Ends("Cancelled", "已取消");

        // Arrows
        plan.Chain(plan.Start, search, firstWay, hub);
        plan.Arrow(hub, "classify", classify);
        plan.Arrow(classify, "Classified", grade);
        plan.Arrow(grade, toEntitle);
        plan.Arrow(classify, "SolvedByKnowledge", solved);
        plan.Chain(solved, tellSolved, toResolveSolved);
        plan.Arrow(classify, "Duplicate", toDuplicate);
        plan.Arrow(classify, "Invalid", toRejectInvalid);

        plan.Arrow(hub, "regrade", regrade);
        plan.Arrow(regrade, toEntitleRegraded);
        plan.Arrow(hub, "entitle", entitlement);
        plan.Arrows(entitlement, toDispatch, "Entitled", "Warranty");
        plan.Arrow(entitlement, "NoData", noData);
        plan.Arrow(noData, "Serve", toDispatchNoData);
        plan.Arrow(noData, "Complete", completeData);
        plan.Arrow(completeData, "Done", writeData);
        plan.Arrows(writeData, dataEnd, "Entitled", "Warranty", "NoData", "NotEntitled");
        plan.Arrow(entitlement, "NotEntitled", readGrade);
        plan.Arrow(readGrade, isEmergency);
        plan.Arrow(isEmergency, "True", emergency);
        plan.Arrow(emergency, toDispatchEmergency);
        plan.Arrow(isEmergency, "False", decide);
        plan.Arrow(decide, "ServeAsGoodwill", goodwill);
        plan.Arrow(goodwill, toDispatchGoodwill);
        plan.Arrow(decide, "Quote", quote);
        plan.Arrow(quote, "Accept", quoted);
        plan.Arrow(quoted, toDispatchQuoted);
        plan.Arrows(quote, toRejectQuote, "Refuse", "TimedOut");
        plan.Arrow(decide, "Refuse", toRejectRefused);

        plan.Arrow(hub, "dispatch", bind);
        plan.Chain(bind, readType, tellClassified, dispatch, toHandle);

        plan.Arrow(hub, "handle", readCase);
        plan.Arrow(readCase, byType);
        plan.Arrow(byType, "Fault", fault);
        plan.Arrow(fault, "Resolved", toResolveFault);
        plan.Arrow(fault, "LevelChanged", changedFault);
        plan.Arrow(changedFault, toHandleFault);
        plan.Arrow(fault, "Cancelled", toCancelFault);
        plan.Arrow(byType, "PartnerFault", partner);
        plan.Arrow(partner, "Resolved", toResolvePartner);
        plan.Arrow(partner, "LevelChanged", changedPartner);
        plan.Arrow(changedPartner, toHandlePartner);
        plan.Arrow(partner, "Cancelled", toCancelPartner);
        plan.Arrow(byType, "Upgrade", askUpgrade);
        plan.Arrow(askUpgrade, "Submit", openUpgrade);
        plan.Arrow(openUpgrade, upgrade);
        plan.Arrows(upgrade, toResolveUpgrade, "Completed", "Failed", "Rejected", "Cancelled");
        plan.Arrow(askUpgrade, "TurnedIntoFault", toClassifyUpgrade);
        plan.Arrow(byType, "SparePart", acceptSpare);
        plan.Arrow(acceptSpare, "Accept", spare);
        plan.Arrow(acceptSpare, "TurnedIntoFault", toClassifySpare);
        plan.Arrows(spare, toResolveSpare, "Closed", "Lost", "Rejected", "Cancelled");
        plan.Arrow(byType, "Default", technical);
        plan.Arrow(technical, "Resolved", toResolveTechnical);
        plan.Arrow(technical, "TurnedIntoFault", toClassifyTechnical);
        plan.Arrow(byType, "NonTechnical", nonTechnical);
        plan.Arrow(nonTechnical, "Resolved", toResolveNonTechnical);
        plan.Arrow(nonTechnical, "Transfer", toHandleTransfer);
        plan.Arrow(nonTechnical, "Technical", toClassifyNonTechnical);
        plan.Arrow(byType, "Complaint", escalateComplaint);
        plan.Arrow(escalateComplaint, acknowledge);
        plan.Arrow(acknowledge, "Acknowledged", noteAcknowledged);
        plan.Arrow(noteAcknowledged, investigate);
        plan.Arrow(investigate, "Submit", noteInvestigated);
        plan.Arrow(noteInvestigated, verify);
        plan.Arrow(verify, "Verified", noteVerified);
        plan.Chain(noteVerified, complaintPenalty, toResolveComplaint);
        plan.Arrow(verify, "Unfounded", noteUnfounded);
        plan.Arrow(noteUnfounded, toResolveUnfounded);

        plan.Arrow(hub, "resolve", resolvedState);
        plan.Chain(resolvedState, tellResolved, complaintResolved, note, notifyResolved, toCallback);
        plan.Arrow(hub, "callback", callback);
        plan.Arrows(callback, noteCallback, "Satisfied", "NotSatisfied", "Unreachable");
        plan.Arrows(noteCallback, toAftercare, "Satisfied", "GivenUp");
        plan.Arrow(noteCallback, "NotSatisfied", toReopen);
        plan.Arrow(noteCallback, "TryAgain", toCallAgain);
        plan.Arrow(hub, "reopen", reopen);
        plan.Arrow(reopen, "Reopened", entryReopened);
        plan.Arrow(reopen, "Limit", escalateReopened);
        plan.Arrow(escalateReopened, entryReopened);
        plan.Arrow(entryReopened, toHandleReopened);

        plan.Arrow(hub, "aftercare", aftercare);
        plan.Arrow(aftercare, "Survey", sendSurvey);
        plan.Arrow(sendSurvey, survey);
        plan.Arrow(survey, "Answered", takeSurvey);
        plan.Arrow(takeSurvey, "Recorded", toAfterSurvey);
        plan.Arrow(takeSurvey, "ComplaintOpened", startComplaint);
        plan.Arrow(startComplaint, toAfterComplaint);
        plan.Arrow(survey, "TimedOut", surveyExpired);
        plan.Arrows(surveyExpired, endSurveyClock, "Recorded", "ComplaintOpened");
        plan.Arrow(endSurveyClock, toAfterExpired);
        plan.Arrow(aftercare, "Knowledge", knowledge);
        plan.Arrow(knowledge, "CreateArticle", draft);
        plan.Chain(draft, review, toClosureDraft);
        plan.Arrow(knowledge, "LinkExisting", link);
        plan.Arrow(link, toClosureLink);
        plan.Arrow(knowledge, "None", toClosure);
        plan.Arrow(hub, "closure", checkClosure);
        plan.Arrow(checkClosure, "Unmet", fix);
        plan.Arrow(fix, "Done", fixedFacts);
        plan.Arrow(fixedFacts, measuresUndone);
        plan.Arrows(measuresUndone, toClosureAgain, "Done", "Limit");
        plan.Arrow(checkClosure, "Met", close);
        plan.Arrow(close, closedEnd);

        plan.Arrow(hub, "after-survey", waitClosed);
        plan.Arrow(waitClosed, "Received", checkRetrospective);
        plan.Arrow(checkRetrospective, "Needed", lead);
        plan.Arrow(lead, "Submit", submit);
        plan.Arrow(submit, approve);
        plan.Arrow(approve, "Return", returned);
        plan.Arrow(returned, lead);
        plan.Arrow(approve, "Approve", approved);
        plan.Chain(approved, report, toFinish);
        plan.Arrow(checkRetrospective, "NotNeeded", toFinishAtOnce);
        plan.Arrow(hub, "finish", closed);

        plan.Arrow(hub, "reject", reject);
        plan.Arrow(reject, rejected);
        plan.Arrow(hub, "duplicate", duplicate);
        plan.Arrow(duplicate, duplicated);
        plan.Arrow(hub, "cancel", cancel);
        plan.Arrow(cancel, cancelled);
    }
}
