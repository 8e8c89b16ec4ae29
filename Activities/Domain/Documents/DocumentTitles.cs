using System.Collections.Frozen;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Documents;

/// <summary>Names of document types as printed (domain README §4.4).</summary>
public static class DocumentTitles
{
    private static readonly FrozenDictionary<string, Bilingual> Known = new Dictionary<string, Bilingual>
    {
        [DocumentTypes.FaultHandlingForm] = new("厂家故障处理情况表", "Fault handling form"),
        [DocumentTypes.FaultAnalysisReport] = new("故障分析报告及解决方案", "Fault analysis report and solution"),
        [DocumentTypes.ResolutionNote] = new("问题解决通知", "Resolution note"),
        [DocumentTypes.RetrospectiveReport] = new("回溯报告", "Retrospective report"),
        [DocumentTypes.LoanNote] = new("备件借用单", "Loan note"),
        [DocumentTypes.ReturnNote] = new("备件返还单", "Return note"),
        [DocumentTypes.InvestigationReport] = new("调查报告", "Investigation report"),
        [DocumentTypes.OnsiteServiceReport] = new("现场技术服务报告", "On-site service report"),
        [DocumentTypes.RemoteSessionRecord] = new("远程服务记录", "Remote session record"),
        [DocumentTypes.ResponsibilityStatement] = new("责任界定书", "Responsibility statement"),
        [DocumentTypes.EvidencePack] = new("第三方问题证据包", "Evidence pack"),
        [DocumentTypes.ChangePlan] = new("变更方案", "Change plan"),
        [DocumentTypes.ChangeClosureReport] = new("变更总结报告", "Change closure report"),
        [DocumentTypes.UpgradeApplicationForm] = new("升级申请单", "Upgrade application form"),
        [DocumentTypes.UpgradeTechnicalPlan] = new("升级技术方案", "Upgrade technical plan"),
        [DocumentTypes.VersionDifferenceDescription] = new("新旧软件版本差别描述", "Version difference description"),
        [DocumentTypes.NewVersionTestReport] = new("新版软件测试报告", "Test report of the new version"),
        [DocumentTypes.OnsiteUpgradeReport] = new("现场升级报告", "On-site upgrade report"),
        [DocumentTypes.SoftwareUpgradeServiceRecord] = new("软件升级服务记录单", "Software upgrade service record"),
        [DocumentTypes.EscalationActionPlan] = new("升级行动计划", "Escalation action plan"),
        [DocumentTypes.FaultAcceptanceConfirmation] = new("疑难故障受理确认单", "Fault acceptance confirmation"),
        [DocumentTypes.DifficultFaultHandlingForm] = new("疑难故障处理情况表", "Difficult fault handling form"),
        [DocumentTypes.FaultHandlingConfirmation] = new("疑难故障处理情况确认单", "Fault handling confirmation"),
        [DocumentTypes.OnsiteServiceReportSummary] = new("现场技术服务报告月度汇总", "Monthly summary of on-site service reports"),
        [DocumentTypes.RecoveryPlan] = new("恢复方案", "Recovery plan"),
        [DocumentTypes.RecoverySummary] = new("恢复小结", "Recovery summary"),
        [DocumentTypes.MajorIncidentNotice] = new("重大事故通报", "Major incident notice"),
        [DocumentTypes.CampaignClosureReport] = new("批量更换总结报告", "Batch replacement closure report"),
        [DocumentTypes.ServiceReport] = new("服务报告", "Service report"),
        [DocumentTypes.Attachment] = new("附件", "Attachment"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Both names; the code itself for a type without a name.</summary>
    /// <param name="type">Document type.</param>
    public static Bilingual Of(string type) => Known.GetValueOrDefault(type) ?? Bilingual.Same(type);

    /// <summary>Puts words before both texts.</summary>
    /// <param name="text">The text.</param>
    /// <param name="zh">Chinese words.</param>
    /// <param name="en">English words.</param>
    public static Bilingual Prefix(this Bilingual text, string zh, string en) => new(zh + text.Zh, en + text.En);
}
