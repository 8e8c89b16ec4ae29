using System.Collections.Frozen;
using Elsa.ITR.Domain.Shared;

namespace Elsa.ITR.Domain.Cases;

/// <summary>How a line of the timeline reads and what it is about.</summary>
/// <param name="Kind">Icon and filter.</param>
/// <param name="Text">Both languages, values in braces.</param>
/// <param name="IsInternal">Never shown to customers and partners.</param>
public sealed record TimelineText(CaseEventKind Kind, Bilingual Text, bool IsInternal = false);

/// <summary>The texts of the timeline by key; keys are the names of business events, or say what was done.</summary>
public static class TimelineTexts
{
    private static readonly FrozenDictionary<string, TimelineText> Known = new Dictionary<string, TimelineText>
    {
        ["Case.Received"] = new(CaseEventKind.Progress, new("已受理({channel}):{title}", "Received ({channel}): {title}")),
        ["Case.Classified"] = new(CaseEventKind.Progress, new("已定级:{caseType} {level} 级,优先级 {priority}", "Graded: {caseType}, level {level}, priority {priority}")),
        ["Case.Entitled"] = new(CaseEventKind.Progress, new("鉴权结果:{result} {contract}", "Entitlement: {result} {contract}")),
        ["Case.PolicyBound"] = new(CaseEventKind.Progress, new("绑定服务等级 {policy} v{version}", "Service level {policy} v{version} bound")),
        ["Case.Dispatched"] = new(CaseEventKind.Progress, new("已派单:{team} {assignee}", "Dispatched to {team} {assignee}")),
        ["Case.FirstResponse"] = new(CaseEventKind.Customer, new("首次响应", "First response")),
        ["Case.Accepted"] = new(CaseEventKind.Progress, new("已接单", "Accepted")),
        ["Case.Resolved"] = new(CaseEventKind.Progress, new("已解决", "Resolved")),
        ["Case.Reopened"] = new(CaseEventKind.Progress, new("重新打开(第 {count} 次):{reason}", "Reopened (no. {count}): {reason}")),
        ["Case.Closed"] = new(CaseEventKind.Progress, new("已关闭", "Closed")),
        ["Case.Ended"] = new(CaseEventKind.Progress, new("结束({kind}):{reason}", "Ended ({kind}): {reason}")),
        ["Case.StateChanged"] = new(CaseEventKind.Progress, new("状态:{from} → {to}", "State: {from} → {to}")),
        ["Case.FactsChanged"] = new(CaseEventKind.Progress, new("更新:{fields}", "Updated: {fields}"), IsInternal: true),
        ["Case.Note"] = new(CaseEventKind.Note, new("{text}", "{text}"), IsInternal: true),
        ["Case.PublicNote"] = new(CaseEventKind.Customer, new("{text}", "{text}")),
        ["Case.FollowUp"] = new(CaseEventKind.Progress, new("关联后续单 {no}", "Follow-up {no} linked")),
        ["Record.Cancelled"] = new(CaseEventKind.Progress, new("已取消:{reason}", "Cancelled: {reason}")),
        ["Record.Resolved"] = new(CaseEventKind.Progress, new("处理完成", "Handled")),

        ["Fault.Accepted"] = new(CaseEventKind.Progress, new("故障接受时间 {occurredAt}", "Fault accepted at {occurredAt}")),
        ["Fault.AcceptanceCorrected"] = new(CaseEventKind.Customer, new("接受时间更正为 {acceptedAt}", "Acceptance corrected to {acceptedAt}")),
        ["Fault.ModeDecided"] = new(CaseEventKind.Progress, new("处理方式:{serviceMode}", "Mode decided: {serviceMode}")),
        ["Fault.LevelChanged"] = new(CaseEventKind.Progress, new("级别由 {from} 调整为 {to}({reason})", "Level {from} changed to {to} ({reason})")),
        ["Fault.TierDue"] = new(CaseEventKind.Clock, new("功能升级时限到:{tier}", "Time to raise to {tier}"), IsInternal: true),
        ["Fault.TierRaised"] = new(CaseEventKind.Escalation, new("转 {tier} 主导({reason})", "{tier} takes the lead ({reason})"), IsInternal: true),
        ["Fault.CompletionProposed"] = new(CaseEventKind.Customer, new("提出完成:恢复 {restoredAt},完成 {completedAt}", "Completion proposed: restored {restoredAt}, completed {completedAt}")),
        ["Fault.CompletionRejected"] = new(CaseEventKind.Customer, new("客户未确认恢复:{reason}", "Customer does not confirm: {reason}")),
        ["Fault.CompletionConfirmed"] = new(CaseEventKind.Customer, new("完成时间确认为 {occurredAt}", "Completion confirmed: {occurredAt}")),
        ["Fault.ServiceRestored"] = new(CaseEventKind.Progress, new("业务恢复 {occurredAt}", "Service restored {occurredAt}")),
        ["Fault.RecoveryVerified"] = new(CaseEventKind.Progress, new("恢复已验证", "Recovery verified")),
        ["Fault.SolutionProvided"] = new(CaseEventKind.Progress, new("已给出解决方案", "Solution provided")),
        ["Fault.ReportedToPartner"] = new(CaseEventKind.Progress, new("已报合作伙伴", "Reported to the partner")),
        ["Fault.PartnerResponded"] = new(CaseEventKind.Progress, new("合作伙伴已响应", "Partner responded")),
        ["Fault.ReportedToVendor"] = new(CaseEventKind.Progress, new("合作伙伴已上报厂家", "Partner reported to the vendor")),
        ["DifficultFault.DateAgreed"] = new(CaseEventKind.Customer, new("疑难故障约定解决时间 {agreedDue}", "Difficult fault: solution agreed for {agreedDue}")),
        ["DifficultFault.Resolved"] = new(CaseEventKind.Progress, new("疑难故障已解决", "Difficult fault solved")),
        ["Fault.MajorIncidentCriterion"] = new(CaseEventKind.Escalation, new("满足重大事故标准 {criterion}({grade} 级)", "Major-incident criterion {criterion} holds (grade {grade})"), IsInternal: true),
        ["Fault.AnalysisDateSet"] = new(CaseEventKind.Customer, new("研究院要求 {agreedDue} 前提交分析报告", "The institute wants the analysis report by {agreedDue}")),
        ["Fault.WorkConsented"] = new(CaseEventKind.Customer, new("研究院同意处理({filter}),陪同 {escort}", "The institute consents ({filter}), escort {escort}")),
        ["MajorIncident.Declared"] = new(CaseEventKind.Escalation, new("认定重大事故 {no}({grade} 级,{criterion})", "Major incident {no} declared (grade {grade}, {criterion})"), IsInternal: true),
        ["Notification.Published"] = new(CaseEventKind.Escalation, new("重大事故 {no} 通报已发布:{filter}", "Notice of major incident {no} published: {filter}")),
        ["Recovery.Opened"] = new(CaseEventKind.Progress, new("启动紧急恢复,近期变更 {changes} 项", "Emergency recovery opened, {changes} recent changes")),
        ["Recovery.PlanProposed"] = new(CaseEventKind.Progress, new("恢复方案待授权:{action}", "Recovery plan proposed: {action}")),
        ["Recovery.Authorised"] = new(CaseEventKind.Customer, new("恢复方案已授权:{by}", "Recovery plan authorised by {by}")),
        ["Recovery.Refused"] = new(CaseEventKind.Customer, new("恢复方案未获授权:{reason}", "Recovery plan not authorised: {reason}")),
        ["Recovery.Executed"] = new(CaseEventKind.Progress, new("恢复措施 {action}，{result}", "Recovery action {action}: {result}")),
        ["Recovery.Ended"] = new(CaseEventKind.Progress, new("紧急恢复结束", "Emergency recovery ended")),
        ["Fault.DefectReported"] = new(CaseEventKind.Progress, new("疑似产品缺陷 {no}", "Suspected defect {no}"), IsInternal: true),
        ["Equipment.Updated"] = new(CaseEventKind.Progress, new("设备档案已更新:{change}", "Equipment record updated: {change}")),

        ["Onsite.Departed"] = new(CaseEventKind.Progress, new("已出发 {occurredAt}", "Departed {occurredAt}")),
        ["Onsite.Arrived"] = new(CaseEventKind.Progress, new("已到达 {occurredAt}", "Arrived {occurredAt}")),
        ["Onsite.WorkFinished"] = new(CaseEventKind.Progress, new("现场处理结束", "On-site work finished")),

        ["Onsite.ReportSigned"] = new(CaseEventKind.Document, new("现场服务报告已签署 {recordNo}", "On-site report signed {recordNo}")),
        ["Onsite.Remarks"] = new(CaseEventKind.Customer, new("客户签字意见:{remarks}", "Remarks of the customer: {remarks}")),
        ["Fault.ServiceAffected"] = new(CaseEventKind.Escalation, new("操作影响业务,需紧急恢复", "An operation affects service: emergency recovery")),
        ["Onsite.Ended"] = new(CaseEventKind.Progress, new("现场服务 {no} 结束", "On-site service {no} ended")),
        ["RemoteSession.Ended"] = new(CaseEventKind.Progress, new("远程服务 {no} 结束", "Remote session {no} ended")),
        ["RemoteSession.Requested"] = new(CaseEventKind.Progress, new("已申请远程接入 {recordNo}", "Remote access requested {recordNo}")),
        ["RemoteSession.Authorised"] = new(CaseEventKind.Customer, new("远程接入已授权 {recordNo}", "Remote access authorised {recordNo}")),
        ["RemoteSession.Opened"] = new(CaseEventKind.Progress, new("远程接入已开放 {recordNo}，{occurredAt}", "Remote access opened {recordNo}: {occurredAt}")),
        ["RemoteSession.Closed"] = new(CaseEventKind.Progress, new("远程接入已关闭 {recordNo}:{occurredAt}", "Remote access closed {recordNo}: {occurredAt}")),
        ["RemoteSession.DataCollected"] = new(CaseEventKind.Progress, new("已采集客户数据 {recordNo}", "Data of the customer collected {recordNo}")),
        ["RemoteSession.DataDeleted"] = new(CaseEventKind.Progress, new("客户数据已删除 {recordNo}", "Data of the customer deleted {recordNo}")),
        ["ThirdParty.Requested"] = new(CaseEventKind.Progress, new("已请求第三方 {recordNo}", "Third party asked {recordNo}"), IsInternal: true),
        ["ThirdParty.Acknowledged"] = new(CaseEventKind.Progress, new("第三方已受理 {recordNo}:{occurredAt}", "Third party acknowledged {recordNo}: {occurredAt}"), IsInternal: true),
        ["ThirdParty.Updated"] = new(CaseEventKind.Progress, new("第三方进展 {recordNo}:{text}", "Third party {recordNo}: {text}"), IsInternal: true),
        ["ThirdParty.ResponsibilityRaised"] = new(CaseEventKind.Progress, new("责任界定 {recordNo}", "Responsibility to be decided {recordNo}"), IsInternal: true),
        ["ThirdParty.ResponsibilityDecided"] = new(CaseEventKind.Progress, new("责任界定结果 {recordNo}:{responsibility}", "Responsibility {recordNo}: {responsibility}"), IsInternal: true),

        ["SparePart.Requested"] = new(CaseEventKind.Progress, new("已申请备件 {recordNo}", "Spare part requested {recordNo}")),
        ["SparePart.Approved"] = new(CaseEventKind.Progress, new("备件已批准 {recordNo}", "Spare part approved {recordNo}")),
        ["SparePart.Shipped"] = new(CaseEventKind.Progress, new("备件已发出 {recordNo}:{occurredAt}", "Spare part sent {recordNo}: {occurredAt}")),
        ["SparePart.Delivered"] = new(CaseEventKind.Progress, new("备件已送达 {recordNo}:{occurredAt}", "Spare part delivered {recordNo}: {occurredAt}")),
        ["SparePart.SupplyDecided"] = new(CaseEventKind.Progress, new("备件供货结果:{filter}", "Spare part supply: {filter}"), IsInternal: true),
        ["SparePart.DidNotSolve"] = new(CaseEventKind.Progress, new("更换备件未解决问题", "The spare part did not solve it")),
        ["SparePart.OriginalReturned"] = new(CaseEventKind.Progress, new("备件已返还 {recordNo}:{occurredAt}", "Part returned {recordNo}: {occurredAt}")),
        ["SparePart.Booked"] = new(CaseEventKind.Progress, new("备件归属已登记 {recordNo}:{ownership},开票金额 {quote}", "Ownership booked {recordNo}: {ownership}, to invoice {quote}"), IsInternal: true),
        ["SparePart.Lost"] = new(CaseEventKind.Progress, new("备件遗失 {recordNo}", "Part lost {recordNo}"), IsInternal: true),
        ["Change.Submitted"] = new(CaseEventKind.Progress, new("变更已提交", "Change submitted")),
        ["Change.Reviewed"] = new(CaseEventKind.Progress, new("变更评审通过", "Change reviewed")),
        ["Change.Authorised"] = new(CaseEventKind.Progress, new("变更已授权", "Change authorised")),
        ["ChangeWindow.Start"] = new(CaseEventKind.Progress, new("变更时间窗开始 {occurredAt}", "Change window begins {occurredAt}")),
        ["Change.Finished"] = new(CaseEventKind.Progress, new("变更实施结束 {occurredAt}({filter})", "Work on the change ended {occurredAt} ({filter})")),
        ["Change.Implemented"] = new(CaseEventKind.Progress, new("变更已实施,客户确认业务正常", "Change implemented, the customer confirms the service")),
        ["Change.Closed"] = new(CaseEventKind.Progress, new("变更已闭环", "Change closed")),
        ["Change.Ended"] = new(CaseEventKind.Progress, new("变更 {no}:{outcome}", "Change {no}: {outcome}")),

        ["UpgradeRequest.Received"] = new(CaseEventKind.Progress, new("收到升级需求", "Upgrade requested")),
        ["UpgradeRequest.Confirmed"] = new(CaseEventKind.Progress, new("升级需求已确认", "Upgrade request confirmed")),
        ["UpgradeApplication.Drafted"] = new(CaseEventKind.Progress, new("升级申请已编写", "Upgrade application drafted")),
        ["UpgradeApplication.VendorReviewed"] = new(CaseEventKind.Progress, new("内部审核通过", "Internally reviewed")),
        ["UpgradeApplication.Received"] = new(CaseEventKind.Progress, new("研究院已收到升级申请", "The institute has received the application")),
        ["UpgradeApplication.InstituteReviewed"] = new(CaseEventKind.Progress, new("研究院审核通过", "The institute has approved")),
        ["UpgradeApplication.ProvinceDecided"] = new(CaseEventKind.Progress, new("省公司已批复({filter})", "The province has decided ({filter})")),
        ["UpgradeWindow.Start"] = new(CaseEventKind.Progress, new("升级时间窗开始 {occurredAt}", "Upgrade window begins {occurredAt}")),
        ["Upgrade.Finished"] = new(CaseEventKind.Progress, new("升级结束 {occurredAt}({filter})", "Upgrade ended {occurredAt} ({filter})")),
        ["Upgrade.Succeeded"] = new(CaseEventKind.Progress, new("升级成功", "Upgrade succeeded")),
        ["SparePartUpgrade.Completed"] = new(CaseEventKind.Progress, new("备件已同步升级", "Spare parts upgraded")),
        ["Upgrade.FollowUpClosed"] = new(CaseEventKind.Progress, new("升级跟进结束", "Follow-up closed")),

        ["Month.Opened"] = new(CaseEventKind.Progress, new("{contract}:{month} 的现场技术服务报告待汇总", "{contract}: the on-site reports of {month} are to be summarised")),

        ["Campaign.Launched"] = new(CaseEventKind.Progress, new("批量更换启动", "Batch replacement launched")),
        ["Campaign.Started"] = new(CaseEventKind.Progress, new("批量更换开始", "Batch replacement started")),
        ["Campaign.Interrupted"] = new(CaseEventKind.Escalation, new("更换项 {no} 引起业务中断", "Item {no} has interrupted service")),
        ["Campaign.Stopped"] = new(CaseEventKind.Progress, new("停线", "The line was stopped")),
        ["Campaign.Completed"] = new(CaseEventKind.Progress, new("批量更换完成", "Batch replacement completed")),
        ["Campaign.Aborted"] = new(CaseEventKind.Progress, new("批量更换终止", "Batch replacement aborted")),
        ["CampaignWave.Opened"] = new(CaseEventKind.Progress, new("第 {wave} 波次开始", "Wave {wave} opened")),
        ["CampaignWave.Closed"] = new(CaseEventKind.Progress, new("第 {wave} 波次结束", "Wave {wave} closed")),
        ["CampaignItem.Ended"] = new(CaseEventKind.Progress, new("更换项 {no}:{filter}", "Item {no}: {filter}")),
        ["CampaignItem.Replaced"] = new(CaseEventKind.Progress, new("已更换,客户已确认", "Replaced and confirmed by the customer")),
        ["CampaignItem.DefectiveReturned"] = new(CaseEventKind.Progress, new("旧板已返还 {occurredAt}", "Removed board returned {occurredAt}")),
        ["CampaignItem.Abandoned"] = new(CaseEventKind.Progress, new("批量更换终止,此项不再处理", "The batch replacement was given up with this item open")),
        ["CampaignItem.ExceptionRaised"] = new(CaseEventKind.Progress, new("异常:{filter}", "Exception: {filter}")),
        ["CampaignItem.ExceptionDecided"] = new(CaseEventKind.Progress, new("异常已决定:{filter}", "Exception decided: {filter}")),

        ["Task.Created"] = new(CaseEventKind.Task, new("任务:{title}", "Task: {title}"), IsInternal: true),
        ["Task.Claimed"] = new(CaseEventKind.Task, new("{by} 领取任务:{title}", "{by} took: {title}"), IsInternal: true),
        ["Task.Completed"] = new(CaseEventKind.Task, new("{title} → {outcome}", "{title} → {outcome}"), IsInternal: true),
        ["Task.ToDeputy"] = new(CaseEventKind.Task, new("任务由 {to} 代 {absent} 接手:{title}", "Taken by {to} for {absent}, who is absent: {title}"), IsInternal: true),
        ["Task.Reassigned"] = new(CaseEventKind.Task, new("任务转派:{title} → {to}", "Reassigned: {title} → {to}"), IsInternal: true),
        ["Task.Commented"] = new(CaseEventKind.Task, new("{by} 就“{title}”留言:{text}", "{by} on “{title}”: {text}")),

        ["Clock.Started"] = new(CaseEventKind.Clock, new("{clock} 开始计时,截止 {dueAt}", "{clock} started, due {dueAt}"), IsInternal: true),
        ["Clock.ThresholdReached"] = new(CaseEventKind.Clock, new("{clock} 已用 {percent}%", "{clock}: {percent}% used"), IsInternal: true),
        ["Clock.Breached"] = new(CaseEventKind.Clock, new("{clock} 超时(截止 {dueAt})", "{clock} breached (due {dueAt})"), IsInternal: true),
        ["Clock.PauseRequested"] = new(CaseEventKind.Clock, new("申请暂停计时:{reason}", "Clock pause requested: {reason}")),
        ["Clock.Paused"] = new(CaseEventKind.Clock, new("计时暂停:{reason}", "Clocks paused: {reason}")),
        ["Clock.PauseRefused"] = new(CaseEventKind.Clock, new("暂停申请未获批准:{reason}", "Clock pause refused: {reason}")),
        ["Clock.Resumed"] = new(CaseEventKind.Clock, new("计时恢复", "Clocks resumed")),

        ["Escalation.Raised"] = new(CaseEventKind.Escalation, new("管理升级 {level}:{reason}", "Escalated to {level}: {reason}")),
        ["Escalation.Acknowledged"] = new(CaseEventKind.Escalation, new("管理升级 {level} 已确认", "Escalation {level} acknowledged")),
        ["Escalation.PlanPublished"] = new(CaseEventKind.Escalation, new("管理升级 {level} 行动计划已发布", "Escalation {level}: action plan published"), IsInternal: true),
        ["Escalation.LevelRaised"] = new(CaseEventKind.Escalation, new("管理升级升至 {filter}", "Escalation rose to {filter}"), IsInternal: true),
        ["Escalation.Settled"] = new(CaseEventKind.Escalation, new("管理升级随单据结束", "Escalation ended with its record"), IsInternal: true),
        ["Escalation.Decided"] = new(CaseEventKind.Escalation, new("管理升级已决定:{outcome}", "Escalation decided: {outcome}")),
        ["Penalty.Proposed"] = new(CaseEventKind.Penalty, new("拟扣 {points} 分({rule})", "{points} points proposed ({rule})")),
        ["Penalty.Decided"] = new(CaseEventKind.Penalty, new("考核 {rule}:{outcome}", "Penalty {rule}: {outcome}")),

        ["Document.Generated"] = new(CaseEventKind.Document, new("生成文档 {title} v{version}", "{title} v{version} generated")),
        ["Document.Submitted"] = new(CaseEventKind.Document, new("提交文档 {title} v{version}", "{title} v{version} submitted")),
        ["Document.Signed"] = new(CaseEventKind.Document, new("{signer} 签收 {title}", "{signer} signed {title}")),
        ["Document.Accepted"] = new(CaseEventKind.Document, new("文档已接受:{title}", "{title} accepted")),
        ["Document.Rejected"] = new(CaseEventKind.Document, new("{signer} 退回 {title}:{reason}", "{signer} rejected {title}: {reason}")),
        ["Document.Attached"] = new(CaseEventKind.Document, new("上传附件 {title}", "File {title} attached")),

        ["Callback.Attempted"] = new(CaseEventKind.Customer, new("第 {attempt} 次回访:{result}", "Callback {attempt}: {result}"), IsInternal: true),
        ["Callback.Completed"] = new(CaseEventKind.Customer, new("回访完成:{result}", "Callback completed: {result}")),
        ["Survey.Sent"] = new(CaseEventKind.Customer, new("已发送满意度调查", "Survey sent")),
        ["Survey.Answered"] = new(CaseEventKind.Customer, new("满意度 {overall} 分", "Satisfaction {overall} of 5")),
        ["Survey.Expired"] = new(CaseEventKind.Customer, new("满意度调查已过期", "Survey expired")),
        ["Complaint.Received"] = new(CaseEventKind.Customer, new("收到投诉 {no}", "Complaint {no} received")),
        ["Complaint.Acknowledged"] = new(CaseEventKind.Customer, new("投诉已响应", "Complaint acknowledged")),
        ["Complaint.Verified"] = new(CaseEventKind.Customer, new("投诉核实:{verified}", "Complaint verified: {verified}")),
        ["Complaint.Resolved"] = new(CaseEventKind.Customer, new("投诉已解决", "Complaint resolved")),
        ["Knowledge.Submitted"] = new(CaseEventKind.Document, new("知识案例 {no} 提交评审", "Article {no} submitted for review"), IsInternal: true),
        ["Knowledge.Linked"] = new(CaseEventKind.Document, new("参考知识案例 {no}：{title}", "Article {no} helped: {title}")),
        ["Knowledge.Unlinked"] = new(CaseEventKind.Document, new("知识案例 {no} 不适用，已取消关联", "Article {no} did not help after all")),
        ["Knowledge.Published"] = new(CaseEventKind.Document, new("知识案例 {no} 已发布", "Article {no} published")),
        ["Retrospective.Opened"] = new(CaseEventKind.Progress, new("启动回溯 {no}:{reasons}", "Retrospective {no} opened: {reasons}"), IsInternal: true),
        ["Retrospective.Approved"] = new(CaseEventKind.Progress, new("回溯 {no} 已批准", "Retrospective {no} approved"), IsInternal: true),

        ["Flow.Started"] = new(CaseEventKind.Flow, new("流程启动:{flow} v{version}", "Flow {flow} v{version} started"), IsInternal: true),
        ["Flow.Finished"] = new(CaseEventKind.Flow, new("流程结束:{flow}({outcome})", "Flow {flow} finished ({outcome})"), IsInternal: true),
        ["Flow.Cancelled"] = new(CaseEventKind.Flow, new("流程取消:{flow},原因 {reason}", "Flow {flow} cancelled: {reason}"), IsInternal: true),
        ["Flow.Repaired"] = new(CaseEventKind.Flow, new("流程修复:{action},原因 {reason}", "Flow repaired: {action} because {reason}"), IsInternal: true),
        ["Instance.Faulted"] = new(CaseEventKind.Flow, new("流程异常:{step}", "Flow failed at {step}"), IsInternal: true),
        ["Instance.Stuck"] = new(CaseEventKind.Flow, new("流程停滞:{reason}", "Flow is stuck: {reason}"), IsInternal: true),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Every key that has a text.</summary>
    public static IEnumerable<string> Keys => Known.Keys;

    /// <summary>The text of a key; the key itself, internal, where there is none.</summary>
    /// <param name="key">A key, e.g. <c>Fault.Accepted</c>.</param>
    public static TimelineText For(string key) =>
        Known.GetValueOrDefault(key) ?? new TimelineText(CaseEventKind.Progress, Bilingual.Same(key), IsInternal: true);
}
