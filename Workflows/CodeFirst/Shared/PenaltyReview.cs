using Elsa.ITR.Activities.Clocks;
using Elsa.ITR.Activities.Management;
using Elsa.ITR.Activities.Tasks;
using Elsa.ITR.Domain.Organisation;
using Elsa.Workflows;

namespace Elsa.ITR.Workflows.CodeFirst.Shared;

/// <summary>The institute verifies a proposed penalty, the contract manager answers; what stays open goes to the quarterly meeting (conventions §7, R20).</summary>
public sealed class PenaltyReview : WorkflowBase
{
    private const string ReviewClock = "OLA-PENALTY-REVIEW";

    /// <inheritdoc/>
    protected override void Build(IWorkflowBuilder builder)
    {
        var plan = new FlowPlan(builder, FlowIds.PenaltyReview, version: 1, "考核核实", "Penalty review");
        var answer = plan.Text("answer");

        var verify = plan.Step("verify", "考核核实", "Verify penalty", new HumanTask
        {
            TaskType = new("penalty-verify"),
            Role = new(RoleCodes.InstituteApprover),
            Outcomes = new(["Confirm", "Waive"]),
            Clocks = new([ReviewClock]),
            Within = new(ReviewClock),
            Answer = new(answer),
        });
        var confirm = plan.Step("confirm", "已核实", "Verified", new DecidePenalty { Decision = new("Confirm"), Answer = new(answer) });
        var waive = plan.Step("waive", "豁免", "Waive", new DecidePenalty { Decision = new("Waive"), Answer = new(answer) });
        var waived = plan.Ends("Waived", "已豁免");
        var agree = plan.Step("agree", "考核意见", "Answer to penalty", new HumanTask
        {
            TaskType = new("penalty-agree"),
            Role = new(RoleCodes.ContractManager),
            Outcomes = new(["Agree", "Dispute"]),
            Clocks = new([ReviewClock]),
            Within = new(ReviewClock),
            Answer = new(answer),
        });
        var agreed = plan.Step("agreed", "扣分成立", "Agreed", new DecidePenalty { Decision = new("Agree"), Answer = new(answer) });
        var confirmed = plan.Ends("Confirmed", "已确认");
        var dispute = plan.Step("dispute", "有异议", "Disputed", new DecidePenalty { Decision = new("Dispute"), Answer = new(answer) });
        var disputed = plan.Ends("Disputed", "有争议");
        var endVerifying = plan.Step("end-verifying", "结束核实时限", "End the clock", new CancelClock { ClockId = new(ReviewClock) });
        var onAgenda = plan.Ends("OnAgenda", "列入季度例会");
        var endAnswering = plan.Step("end-answering", "结束答复时限", "End the clock", new CancelClock { ClockId = new(ReviewClock) });
        var answeredOnAgenda = plan.Ends("AnswerOnAgenda", "答复列入季度例会");

        plan.Arrow(plan.Start, verify);
        plan.Arrow(verify, "Confirm", confirm);
        plan.Arrow(confirm, agree);
        plan.Arrow(verify, "Waive", waive);
        plan.Arrow(waive, waived);
        plan.Arrow(verify, "TimedOut", endVerifying);
        plan.Arrow(endVerifying, onAgenda);
        plan.Arrow(agree, "Agree", agreed);
        plan.Arrow(agreed, confirmed);
        plan.Arrow(agree, "Dispute", dispute);
        plan.Arrow(dispute, disputed);
        plan.Arrow(agree, "TimedOut", endAnswering);
        plan.Arrow(endAnswering, answeredOnAgenda);
    }
}
