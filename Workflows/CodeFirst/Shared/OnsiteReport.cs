using Elsa.ITR.Activities.Documents;
using Elsa.ITR.Activities.Events;
using Elsa.ITR.Activities.Notifications;
using Elsa.ITR.Activities.Records;
using Elsa.ITR.Activities.Tasks;
using Elsa.ITR.Domain.Organisation;
using Elsa.Workflows;
using static Elsa.ITR.Workflows.CodeFirst.FlowPlan;

namespace Elsa.ITR.Workflows.CodeFirst.Shared;

/// <summary>The report of a visit and the customer's signature (flow 16 steps 8 and 9); nobody waits for it, the case closes after it (R11).</summary>
public sealed class OnsiteReport : WorkflowBase
{
    private const string Report = "OnsiteServiceReport";

    /// <inheritdoc/>
    protected override void Build(IWorkflowBuilder builder)
    {
        var plan = new FlowPlan(builder, FlowIds.OnsiteReport, version: 1, "现场技术服务报告", "On-site service report");
        foreach (var input in (string[])["result", "visitorId", "visitorRole"])
            plan.Input(input);
        var result = plan.Text("result");
        var visitorId = plan.Text("visitorId");
        var visitorRole = plan.Text("visitorRole");
        var answer = plan.Text("answer");
        var documentNo = plan.Text("documentNo");
        var signature = plan.Text("signature");
        var signedBy = plan.Text("signedBy");
        foreach (var kept in (string[])["remarks", "documentAcceptedAt", "reason"])
            plan.Text(kept);

        var readResult = plan.Set("read-result", "现场结果", "Result", result, "getInput('result')");
        var readVisitor = plan.Set("read-visitor", "现场负责人", "Visitor", visitorId, "getInput('visitorId') || ''");
        var readRole = plan.Set("read-role", "到场角色", "Visitor's role", visitorRole, "getInput('visitorRole')");
        var firstWay = plan.Set("first-way", "首个去向", "First way", plan.Route, "'write'");
        var hub = plan.Hub("write", "signed");

        var write = plan.Step("write", "《现场技术服务报告》", "Write the report", new HumanTask
        {
            TaskType = new("doc-onsite-report"),
            Role = new(visitorRole),
            Assignee = new(visitorId),
            Outcomes = new(["Submit"]),
            Answer = new(answer),
        });
        var submit = plan.Step("submit", "生成报告", "Make the report", new SubmitDocument { DocumentType = new(Report), SignerRoles = new([RoleCodes.CustomerUser]), Answer = new(answer), DocumentNo = new(documentNo) });
        var sign = plan.Step("sign", "客户签字", "Customer signs", new HumanTask
        {
            TaskType = new("onsite-sign"),
            Role = new(RoleCodes.CustomerUser),
            Outcomes = new(["Signed", "SignedWithRemarks", "Refused"]),
            Clocks = new(["OLA-ONSITE-CONFIRM"]),
            NotBy = new(visitorId),
            Prefill = Js<IDictionary<string, object>?>("({ documentNo: variables.documentNo })"),
            Keep = new(["remarks", "documentAcceptedAt", "reason"]),
            Answer = new(signature),
            CompletedBy = new(signedBy),
        });
        var accept = plan.Step("accept", "签收", "Accept", new SignDocument { DocumentType = new(Report), Answer = new(signature), SignedBy = new(signedBy) });
        var toSigned = plan.To(hub, "signed");
        var acceptRemarks = plan.Step("accept-remarks", "附意见签收", "Accept with remarks", new SignDocument { DocumentType = new(Report), Answer = new(signature), SignedBy = new(signedBy) });
        var noteRemarks = plan.Step("note-remarks", "记录意见", "Note the remarks", new UpdateRecord { Facts = Js<IDictionary<string, object>?>("({ remarks: variables.remarks })") });
        var tellRemarks = plan.Step("tell-remarks", "事件:客户意见", "Event: remarks", new PublishBusinessEvent
        {
            EventName = new("Onsite.Remarks"),
            On = new("Case"),
            Data = Js<IDictionary<string, object>?>("({ remarks: variables.remarks })"),
        });
        var notifyQuality = plan.Step("notify-quality", "通知质量经理", "Tell the quality manager", new SendNotification
        {
            Template = new("ONSITE_REMARKS"),
            Recipients = new([RoleCodes.QualityManager]),
            Values = Js<IDictionary<string, object>?>("({ remarks: variables.remarks })"),
        });
        var toSignedRemarks = plan.To(hub, "signed", "to-signed-remarks");
        var reject = plan.Step("reject", "拒签", "Refuse", new SignDocument
        {
            DocumentType = new(Report),
            Accepted = new(false),
            Answer = Js<string>("JSON.stringify({ opinion: variables.reason })"),
            SignedBy = new(signedBy),
        });
        var contact = plan.Step("contact", "联系客户", "Contact the customer", new HumanTask
        {
            TaskType = new("onsite-contact"),
            Role = new(RoleCodes.OfficeManager),
            Outcomes = new(["Done"]),
            Prefill = Js<IDictionary<string, object>?>("({ reason: variables.reason })"),
        });
        var toWriteAgain = plan.To(hub, "write");

        // 9
        var tellSigned = plan.Step("tell-signed", "事件:报告已签署", "Event: report signed", new PublishBusinessEvent { EventName = new("Onsite.ReportSigned"), OccurredAt = Js<string?>("variables.documentAcceptedAt") });
        var noteSigned = plan.Step("note-signed", "记录签署", "Note the signature", new UpdateRecord
        {
            Facts = Js<IDictionary<string, object>?>("({ signedAt: variables.documentAcceptedAt })"),
        });
        var end = plan.Step("state-end", "状态:结束", "State: ended", new SetRecordState
        {
            Trigger = Js<string>("variables.result == 'NotRestored' || variables.result == 'NotDone' ? 'Fail' : 'Complete'"),
            Ends = new(true),
        });
        var completed = plan.Ends("Completed", "已完成");

        plan.Chain(plan.Start, readResult, readVisitor, readRole, firstWay, hub);
        plan.Arrow(hub, "write", write);
        plan.Arrow(write, "Submit", submit);
        plan.Arrows(submit, sign, "ToSign", "Accepted");
        plan.Arrow(sign, "Signed", accept);
        plan.Arrows(accept, toSigned, "Next", "Accepted", "Rejected");
        plan.Arrow(sign, "SignedWithRemarks", acceptRemarks);
        plan.Arrows(acceptRemarks, noteRemarks, "Next", "Accepted", "Rejected");
        plan.Chain(noteRemarks, tellRemarks, notifyQuality, toSignedRemarks);
        plan.Arrow(sign, "Refused", reject);
        plan.Arrows(reject, contact, "Next", "Accepted", "Rejected");
        plan.Arrow(contact, "Done", toWriteAgain);
        plan.Arrow(hub, "signed", tellSigned);
        plan.Chain(tellSigned, noteSigned, end, completed);
    }
}
