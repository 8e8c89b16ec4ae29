using Elsa.ITR.Activities.Documents;
using Elsa.ITR.Activities.Management;
using Elsa.ITR.Activities.Tasks;
using Elsa.Workflows;
using static Elsa.ITR.Workflows.CodeFirst.FlowPlan;

namespace Elsa.ITR.Workflows.CodeFirst.Shared;

/// <summary>One person writes a document, others sign it in order; who rejects sends it back (conventions §6).</summary>
/// <remarks>Inputs besides the record: documentType, authorRole, authorId, signerRoles (comma separated), clockId, prefill (JSON object; what is known already).</remarks>
public sealed class DocumentSubmission : WorkflowBase
{
    /// <inheritdoc/>
    protected override void Build(IWorkflowBuilder builder)
    {
        var plan = new FlowPlan(builder, FlowIds.DocumentSubmission, version: 2, "文档提交", "Document submission");
        var inputs = new[] { "documentType", "authorRole", "authorId", "signerRoles", "clockId", "prefill" };
        foreach (var input in inputs)
            plan.Input(input);
        var type = plan.Text("documentType");
        var authorRole = plan.Text("authorRole");
        var authorId = plan.Text("authorId");
        var clockId = plan.Text("clockId");
        var form = plan.Text("form");
        var answer = plan.Text("answer");
        var documentNo = plan.Text("documentNo");
        var signer = plan.Text("signer");
        var signature = plan.Text("signature");
        var signedBy = plan.Text("signedBy");
        var rejections = plan.Number("rejections");

        var readType = plan.Set("read-type", "文档类型", "Document type", type, "getInput('documentType')");
        var readRole = plan.Set("read-author-role", "编写角色", "Author role", authorRole, "getInput('authorRole')");
        var readAuthor = plan.Set("read-author", "编写人", "Author", authorId, "getInput('authorId') || ''");
        var readClock = plan.Set("read-clock", "时限", "Clock", clockId, "getInput('clockId') || ''");
        var chooseForm = plan.Set("choose-form", "表单", "Form", form,
            "({ FaultHandlingForm: 'doc-fault-handling-form', FaultAnalysisReport: 'doc-fault-analysis', OnsiteServiceReportSummary: 'doc-monthly-summary' })[variables.documentType] || 'doc-draft'");
        var firstWay = plan.Set("first-way", "首个去向", "First way", plan.Route, "'write'");
        var hub = plan.Hub("write", "sign", "accepted");

        var write = plan.Step("write", "文档编写", "Write document", new HumanTask
        {
            TaskType = new(form),
            Role = new(authorRole),
            Assignee = new(authorId),
            Outcomes = new(["Submit"]),
            Clocks = Js<ICollection<string>?>("[variables.clockId]"),
            Prefill = Js<IDictionary<string, object>?>("JSON.parse(variables.answer || getInput('prefill') || '{}')"),
            Answer = new(answer),
            CompletedBy = new(authorId),
        });
        var submit = plan.Step("submit", "生成文档", "Submit document", new SubmitDocument
        {
            DocumentType = new(type),
            SignerRoles = Js<ICollection<string>>("getInput('signerRoles').split(',')"),
            Answer = new(answer),
            DocumentNo = new(documentNo),
            NextSigner = new(signer),
        });
        var toSign = plan.To(hub, "sign");
        var sign = plan.Step("sign", "文档签收", "Sign document", new HumanTask
        {
            TaskType = new("doc-sign"),
            Role = new(signer),
            Outcomes = new(["Accept", "Reject"]),
            NotBy = new(authorId),
            Clocks = Js<ICollection<string>?>("[variables.clockId]"),
            Prefill = Js<IDictionary<string, object>?>("({ documentNo: variables.documentNo, documentType: variables.documentType })"),
            Answer = new(signature),
            CompletedBy = new(signedBy),
        });
        var accept = plan.Step("accept", "签收", "Accept", new SignDocument { DocumentType = new(type), Answer = new(signature), SignedBy = new(signedBy), NextSigner = new(signer) });
        var toSignNext = plan.To(hub, "sign", "to-sign-next");
        var reject = plan.Step("reject", "退回", "Reject", new SignDocument
        {
            DocumentType = new(type),
            Accepted = new(false),
            Answer = new(signature),
            SignedBy = new(signedBy),
            RejectCount = new(rejections),
        });
        var isSecond = plan.Ask("is-second-rejection", "第二次退回?", "Second rejection?", "variables.rejections == 2");
        var penalty = plan.Step("penalty", "提出考核", "Propose penalty", new ProposePenalty { ClockId = new(clockId), Reason = new("两次不符合要求 / not to requirement twice") });
        var toWriteAgain = plan.To(hub, "write");
        var toWritePenalised = plan.To(hub, "write", "to-write-penalised");
        var toWriteRejected = plan.To(hub, "write", "to-write-rejected");
        var toAccepted = plan.To(hub, "accepted");
        var toAcceptedUnsigned = plan.To(hub, "accepted", "to-accepted-unsigned");
        var accepted = plan.Ends("Accepted", "已接受");

        plan.Chain(plan.Start, readType, readRole, readAuthor, readClock, chooseForm, firstWay, hub);
        plan.Arrow(hub, "write", write);
        plan.Arrow(write, "Submit", submit);
        plan.Arrow(submit, "ToSign", toSign);
        plan.Arrow(hub, "sign", sign);
        plan.Arrow(sign, "Accept", accept);
        plan.Arrow(accept, "Next", toSignNext);
        plan.Arrow(accept, "Rejected", toWriteAgain);
        plan.Arrow(sign, "Reject", reject);
        plan.Arrows(reject, isSecond, "Next", "Accepted", "Rejected");
        plan.Arrow(isSecond, "True", penalty);
        plan.Arrow(penalty, toWritePenalised);
        plan.Arrow(isSecond, "False", toWriteRejected);
        plan.Arrow(accept, "Accepted", toAccepted);
        plan.Arrow(submit, "Accepted", toAcceptedUnsigned);
        plan.Arrow(hub, "accepted", accepted);
    }
}
