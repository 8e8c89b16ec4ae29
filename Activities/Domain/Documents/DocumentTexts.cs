using System.Text;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Documents;

/// <summary>The templates the product ships; a row of <see cref="DocumentTemplate"/> replaces one.</summary>
public static class DocumentTexts
{
    private static readonly Field[] Head =
    [
        new("no", "服务请求单号", "Case"), new("customer", "客户", "Customer"), new("site", "局点", "Site"), new("device", "设备", "Equipment"),
        new("contract", "合同", "Contract"), new("fault", "故障类别", "Fault"), new("level", "故障级别", "Level"),
    ];

    private static readonly Field[] ChangeHead =
    [
        new("no", "变更单号", "Change"), new("title", "标题", "Title"), new("changeType", "变更类型", "Type"), new("riskClass", "风险等级", "Risk class"),
        new("customer", "客户", "Customer"), new("site", "局点", "Site"), new("equipment", "设备", "Equipment"), new("owner", "实施人", "Implementer"),
    ];

    private static readonly Field[] UpgradeHead =
    [
        new("no", "升级单号", "Upgrade"), new("title", "标题", "Title"), new("customer", "客户", "Customer"), new("equipment", "设备", "Equipment"),
        new("currentVersion", "现用版本", "Current version"), new("targetVersion", "目标版本", "Target version"), new("revision", "修订", "Revision"),
    ];

    private static readonly Field[] Times =
    [
        new("receivedAt", "受理时间", "Received"), new("acceptedAt", "故障接受时间", "Fault accepted"), new("restoredAt", "业务恢复时间", "Service restored"),
        new("completedAt", "故障完成时间", "Completed"),
    ];

    /// <summary>The fragment between title and footer; a type without a template of its own prints the head, the times and <c>{body}</c>.</summary>
    /// <param name="type">Document type.</param>
    /// <param name="language"><c>zh-CN</c> or <c>en</c>.</param>
    public static string BodyOf(string type, string language) => type switch
    {
        DocumentTypes.FaultHandlingForm => Table(language, [.. Head, .. Times]) + Sections(language,
            new("phenomenon", "故障现象", "Symptom"), new("process", "处理过程", "Course of action"), new("cause", "故障原因", "Cause"),
            new("measures", "处理措施", "Measures"), new("parts", "更换部件", "Parts replaced"), new("engineers", "处理人员", "Engineers"),
            new("remainingRisk", "遗留风险", "Remaining risk"))
            + Signatures(language, new("", "厂家签字", "For the vendor"), new("", "分公司签字", "For the branch"), new("", "省研究院签字", "For the institute")),
        DocumentTypes.FaultAnalysisReport => Table(language, [.. Head, .. Times]) + Sections(language,
            new("summary", "摘要", "Summary"), new("timeline", "时间线", "Timeline"), new("impact", "影响", "Impact"), new("rootCause", "根本原因", "Root cause"),
            new("evidence", "证据", "Evidence"), new("correctiveActions", "纠正措施", "Corrective actions"),
            new("preventiveActions", "预防措施", "Preventive actions"), new("permanentSolution", "解决方案", "Permanent solution"))
            + Signatures(language, new("", "厂家签字", "For the vendor"), new("", "省研究院签字", "For the institute")),
        DocumentTypes.ResolutionNote => Lead(language, "尊敬的客户:您的服务请求已处理完成,情况如下。", "Dear customer, your request has been handled as follows.")
            + Table(language, [.. Head, .. Times, new("solutionType", "方案类型", "Solution"), new("rootCauseCode", "原因分类", "Cause"), new("owner", "处理人员", "Handled by")])
            + Sections(language, new("description", "问题描述", "Request"), new("rootCauseText", "原因说明", "Explanation"), new("actions", "处理说明", "What was done")),
        DocumentTypes.RetrospectiveReport => Table(language, Head) + Sections(language,
            new("reasons", "回溯原因", "Why we look back"), new("timeline", "事件经过", "What happened"), new("directCause", "直接原因", "Direct cause"),
            new("rootCause", "根本原因", "Root cause"), new("whyNotFound", "未提前发现的原因", "Why it was not found before"),
            new("actions", "改进措施", "Actions"), new("opinion", "审批意见", "Opinion")),
        DocumentTypes.LoanNote => Table(language,
            [.. Head, new("recordNo", "备件申请单号", "Spare part request"), new("serial", "备件序列号", "Serial number"),
                new("receivedAt", "收货时间", "Received"), new("ownership", "使用后归属", "Ownership after use"), new("dueAt", "应返还时间", "To be returned by"), new("condition", "状态", "Condition")])
            + Signatures(language, new("", "厂家签字", "For the vendor"), new("", "借用方签字", "For the borrower")),
        DocumentTypes.ReturnNote => Table(language,
            [.. Head, new("recordNo", "备件申请单号", "Spare part request"), new("serial", "返还序列号", "Serial number returned"),
                new("returnedAt", "返还时间", "Returned"), new("testResult", "检测结果", "Test result")])
            + Signatures(language, new("", "厂家签字", "For the vendor"), new("", "返还方签字", "For the returner")),
        DocumentTypes.InvestigationReport => Table(language, [.. Head, new("recordNo", "备件申请单号", "Spare part request"), new("serial", "序列号", "Serial number")])
            + Sections(language, new("cause", "原因", "Cause"), new("analysis", "分析", "Analysis"), new("solution", "解决方案", "Solution")),
        DocumentTypes.OnsiteServiceReport => Table(language,
            [.. Head, new("recordNo", "现场服务单号", "Visit"), new("engineers", "服务工程师", "Engineers"), new("escort", "随工人员", "Escort"), new("permitNo", "许可编号", "Permit"),
                new("departedAt", "出发时间", "Departed"), new("arrivedAt", "到达时间", "Arrived"), new("workEndAt", "结束时间", "Work finished")])
            + Sections(language, new("work", "工作内容", "Work done"), new("result", "处理结果", "Result"), new("parts", "更换部件", "Parts"), new("remarks", "客户意见", "Remarks of the customer"))
            + Signatures(language, new("", "厂家签字", "For the vendor"), new("", "客户签字", "For the customer")),
        DocumentTypes.RemoteSessionRecord => Table(language,
            [.. Head, new("recordNo", "远程服务单号", "Session"), new("mode", "方式", "Mode"), new("supervisor", "监督人员", "Supervisor"), new("openedAt", "开放时间", "Opened"),
                new("closedAt", "关闭时间", "Closed"), new("sessionResult", "结果", "Result")])
            + Sections(language, new("operations", "授权操作", "Operations allowed"), new("log", "操作记录", "Operation log"), new("collectedData", "采集数据", "Data collected"), new("deleteBy", "删除期限", "To be deleted by")),
        DocumentTypes.ResponsibilityStatement => Table(language,
            [.. Head, new("recordNo", "第三方处理单号", "Engagement"), new("relation", "关系", "Relation"), new("responsibility", "责任方", "Responsible"),
                new("vendorShare", "厂家责任比例(%)", "Vendor's share (%)"), new("thirdPartyShare", "第三方责任比例(%)", "Third party's share (%)")])
            + Sections(language, new("evidence", "依据", "Evidence"), new("request", "协助内容", "Request"))
            + Signatures(language, new("", "厂家签字", "For the vendor"), new("", "第三方签字", "For the third party"), new("", "省研究院签字", "For the institute")),
        DocumentTypes.EvidencePack => Table(language, [.. Head, new("recordNo", "第三方处理单号", "Engagement"), new("relation", "关系", "Relation")])
            + Sections(language, new("phenomenon", "故障现象", "Symptom"), new("evidence", "日志与测试", "Logs and tests"), new("request", "协助内容", "Request")),
        DocumentTypes.ChangePlan => Table(language, [.. ChangeHead, new("requestedStart", "时间窗开始", "Window from"), new("requestedEnd", "时间窗结束", "Window to"),
                new("rollbackDecisionAt", "最迟回退决策时间", "Latest rollback decision"), new("interruptionMinutes", "预计中断(分钟)", "Expected interruption (min)")])
            + Sections(language, new("reason", "变更原因", "Reason"), new("plan", "实施步骤", "Steps"), new("impact", "影响范围", "Impact"), new("parts", "备件与工具", "Parts and tools"),
                new("testPlan", "测试方案", "Test plan"), new("rollbackPlan", "回退方案", "Rollback plan"), new("communication", "通知对象", "Who is told")),
        DocumentTypes.ChangeClosureReport => Table(language, [.. ChangeHead, new("windowStart", "时间窗开始", "Window from"), new("windowEnd", "时间窗结束", "Window to"),
                new("startedAt", "开始时间", "Started"), new("finishedAt", "结束时间", "Ended")])
            + Sections(language, new("result", "结果与计划对比", "Result against plan"), new("deviations", "偏差", "Deviations"), new("lessons", "经验教训", "Lessons")),
        DocumentTypes.UpgradeApplicationForm => Table(language, [.. UpgradeHead, new("duration", "预计时长(分钟)", "Duration (min)"), new("interruptionMinutes", "预计中断(分钟)", "Expected interruption (min)")])
            + Sections(language, new("applicationReason", "申请理由", "Reason"), new("scope", "升级范围", "Scope"), new("rollback", "回退方案", "Rollback"), new("team", "人员", "Team"))
            + Signatures(language, new("", "厂家签字", "For the vendor"), new("", "省研究院签字", "For the institute"), new("", "省公司签字", "For the province")),
        DocumentTypes.UpgradeTechnicalPlan => Table(language, UpgradeHead) + Sections(language, new("technicalPlan", "技术方案", "Technical plan"), new("rollback", "回退方案", "Rollback")),
        DocumentTypes.VersionDifferenceDescription => Table(language, UpgradeHead) + Sections(language, new Field("versionDifferences", "新旧版本差别", "Differences of the versions")),
        DocumentTypes.NewVersionTestReport => Table(language, UpgradeHead) + Sections(language, new Field("testReport", "测试报告", "Test report")),
        DocumentTypes.OnsiteUpgradeReport => Table(language, [.. UpgradeHead, new("executedStart", "开始时间", "Started"), new("executedEnd", "结束时间", "Ended"), new("result", "结果", "Result")])
            + Sections(language, new Field("body", "总结分析", "Summary and analysis")),
        DocumentTypes.SoftwareUpgradeServiceRecord => Table(language, [.. UpgradeHead, new("elements", "网元", "Elements"), new("versions", "版本", "Versions"), new("times", "时间", "Times"), new("people", "人员", "People")])
            + Sections(language, new Field("result", "结果", "Result")) + Signatures(language, new("", "厂家签字", "For the vendor"), new("", "客户签字", "For the customer")),
        DocumentTypes.EscalationActionPlan => Table(language, [.. Head, new("escalationNo", "升级单号", "Escalation"), new("level", "管理级别", "Level")]) + Sections(language,
            new("reason", "升级原因", "Why it was raised"), new("actions", "行动", "Actions"), new("decisions", "决定", "Decisions"),
            new("nextContactAt", "下次联系客户", "Next customer contact")),
        DocumentTypes.FaultAcceptanceConfirmation => Table(language, [.. Head, new("receivedAt", "受理时间", "Received"), new("acceptedAt", "故障接受时间", "Fault accepted"), new("owner", "处理人员", "Handled by")])
            + Sections(language, new("phenomenon", "故障现象", "Symptom"), new("firstAssessment", "初步判断", "First assessment"))
            + Signatures(language, new("", "厂家签字", "For the vendor"), new("", "省研究院签字", "For the institute")),
        DocumentTypes.DifficultFaultHandlingForm => Table(language, [.. Head, .. Times, new("completedAtProposed", "提出的完成时间", "Proposed completion")]) + Sections(language,
            new("phenomenon", "故障现象", "Symptom"), new("process", "处理过程", "Course of action"), new("cause", "故障原因", "Cause"),
            new("solution", "解决方案", "Solution"), new("openPoints", "遗留问题", "Open points"))
            + Signatures(language, new Field("", "厂家签字", "For the vendor")),
        DocumentTypes.FaultHandlingConfirmation => Table(language, [.. Head, .. Times]) + Sections(language,
            new("result", "处理结果", "Result"), new("opinion", "意见", "Opinion"))
            + Signatures(language, new Field("", "省研究院签字", "For the institute")),
        DocumentTypes.OnsiteServiceReportSummary => Table(language, new("month", "月份", "Month"), new("contract", "合同", "Contract"), new("customer", "客户", "Customer"))
            + Sections(language, new("reports", "报告清单", "Reports"), new("remarks", "说明", "Remarks"))
            + Signatures(language, new("", "厂家签字", "For the vendor"), new("", "省研究院签字", "For the institute")),
        DocumentTypes.RecoveryPlan => Table(language, [.. Head, new("action", "恢复措施", "Action"), new("expectedMinutes", "预计时长(分钟)", "Expected time (min)")]) + Sections(language,
            new("changes", "近期变更", "Recent changes"), new("steps", "步骤", "Steps"), new("risk", "风险", "Risk"), new("fallback", "回退办法", "Fallback")),
        DocumentTypes.RecoverySummary => Table(language, [.. Head, .. Times, new("duration", "时长", "Duration")]) + Sections(language,
            new("changedItems", "变更内容", "What was changed"), new("temporaryMeasures", "待撤销的临时措施", "Temporary measures to be undone")),
        DocumentTypes.MajorIncidentNotice => Table(language, [.. Head, new("incidentNo", "事故单号", "Incident"), new("stage", "阶段", "Stage"), new("approval", "发布方式", "Released")]) + Sections(language,
            new("impact", "影响", "Impact"), new("progress", "进展", "Progress"), new("noticeText", "通报正文", "Notice"), new("nextUpdateAt", "下次通报时间", "Next update")),
        DocumentTypes.CampaignClosureReport => Table(language, [new("no", "批量更换单号", "Batch replacement"), new("title", "标题", "Title"), new("defectNo", "缺陷单号", "Defect"), new("boardType", "单板类型", "Board type"),
                new("itemCount", "数量", "Items"), new("risk", "风险", "Risk"), new("targetEnd", "目标完成时间", "Target end"), new("returnInstruction", "旧板处理", "Removed boards"), new("cost", "费用", "Cost")])
            + Sections(language, new("method", "更换方案", "Method"), new("lessons", "总结与经验", "Lessons"), new("auditSample", "档案抽查", "Audit sample")),
        DocumentTypes.ServiceReport => Table(language, [new("title", "标题", "Title"), .. Head, new("owner", "处理人员", "Handled by"), new("contact", "联系人", "Contact"), .. Times, new("resolvedAt", "解决时间", "Resolved"), new("solutionType", "方案类型", "Solution")])
            + Sections(language, new("description", "问题描述", "What happened"), new("rootCauseText", "原因说明", "Cause"))
            + Tables(language, new("promises", "承诺与实际", "Promised and kept"), new("timeline", "处理经过", "What was done"), new("visits", "现场与远程服务", "Visits and remote sessions"),
                new("parts", "更换部件", "Parts replaced"), new("versions", "软件版本", "Software versions"), new("hours", "工时", "Working time"), new("signed", "已签署的文档", "Documents signed"))
            + Signatures(language, new("", "厂家签字", "For the vendor"), new("", "客户签字", "For the customer")),
        _ => Table(language, [.. Head, .. Times]) + Sections(language, new Field("body", "正文", "Text")),
    };

    private static string Lead(string language, string zh, string en) => $"<p>{new Bilingual(zh, en).In(language)}</p>";

    private static string Table(string language, params Field[] rows)
    {
        var html = new StringBuilder("<table>");
        foreach (var row in rows)
            html.Append("<tr><th>").Append(row.Label(language)).Append("</th><td>{").Append(row.Key).Append("}</td></tr>");
        return html.Append("</table>").ToString();
    }

    private static string Sections(string language, params Field[] sections)
    {
        var html = new StringBuilder();
        foreach (var section in sections)
            html.Append("<h2>").Append(section.Label(language)).Append("</h2><p>{").Append(section.Key).Append("}</p>");
        return html.ToString();
    }

    private static string Tables(string language, params Field[] tables)
    {
        var html = new StringBuilder();
        foreach (var table in tables)
            html.Append("<h2>").Append(table.Label(language)).Append("</h2>{").Append(table.Key).Append('}');
        return html.ToString();
    }

    private static string Signatures(string language, params Field[] signers)
    {
        var html = new StringBuilder("<h2>").Append(new Bilingual("签字", "Signatures").In(language)).Append("</h2><table>");
        foreach (var signer in signers)
            html.Append("<tr><th>").Append(signer.Label(language)).Append("</th><td>&nbsp;</td></tr>");
        return html.Append("</table>").ToString();
    }

    private sealed record Field(string Key, string Zh, string En)
    {
        public string Label(string language) => new Bilingual(Zh, En).In(language);
    }
}
