using Elsa.ITR.Activities.Flows;
using Elsa.ITR.Activities.Records;
using Elsa.ITR.Domain.Organisation;
using Elsa.Workflows;
using static Elsa.ITR.Workflows.CodeFirst.FlowPlan;

namespace Elsa.ITR.Workflows.CodeFirst.Shared;

/// <summary>The on-site service reports of a month, summarised for a contract and signed by the institute (flow 03, monthly part).</summary>
/// <remarks>Inputs besides the record: contract, month, reports (the list, a report per line). <c>Month.Opened</c> has started the clock.</remarks>
public sealed class MonthlySummary : WorkflowBase
{
    /// <inheritdoc/>
    protected override void Build(IWorkflowBuilder builder)
    {
        var plan = new FlowPlan(builder, FlowIds.MonthlySummary, version: 1, "现场技术服务报告月度汇总", "Monthly summary of on-site reports");
        foreach (var input in (string[])["contract", "month", "reports"])
            plan.Input(input);

        var write = plan.Step("summary", "《现场技术服务报告》汇总", "Write and sign the summary", new RunFlow
        {
            DefinitionId = new(FlowIds.DocumentSubmission),
            FlowInput = Js<IDictionary<string, object>?>(
                $"({{ documentType: 'OnsiteServiceReportSummary', authorRole: '{RoleCodes.Tier1Engineer}', signerRoles: '{RoleCodes.InstituteApprover}', clockId: 'GD-L234-MONTHLY-REPORT',"
                + " prefill: JSON.stringify({ month: getInput('month'), reports: getInput('reports') }) })"),
            Outcomes = new(["Accepted"]),
        });
        var accept = plan.Step("state-accepted", "状态:已签收", "State: accepted", new SetRecordState { Trigger = new("Accept") });
        var accepted = plan.Ends("Accepted", "已签收");
        var cancel = plan.Step("state-cancelled", "状态:已取消", "State: cancelled", new SetRecordState { Trigger = new("Cancel") });
        var cancelled = plan.Ends("Cancelled", "已取消");

        plan.Chain(plan.Start, write);
        plan.Arrow(write, "Accepted", accept);
        plan.Arrow(accept, accepted);
        plan.Arrow(write, "Cancelled", cancel);
        plan.Arrow(cancel, cancelled);
    }
}
