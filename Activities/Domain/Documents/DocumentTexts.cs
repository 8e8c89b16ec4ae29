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
