using Elsa.ITR.Activities.Clocks;
using Elsa.ITR.Activities.Events;
using Elsa.ITR.Activities.Flows;
using Elsa.ITR.Activities.Tasks;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Activities;
using static Elsa.ITR.Workflows.CodeFirst.FlowPlan;

namespace Elsa.ITR.Workflows.CodeFirst.Shared;

/// <summary>The customer decides on a requested clock pause; undecided it becomes void; it ends with what it waits for, at the latest when the case is solved (R7).</summary>
/// <remarks>Inputs besides the record: pauseId, approverRole, reason, from, expectedResume. The request itself is made on the case page.</remarks>
public sealed class ClockPause : WorkflowBase
{
    /// <inheritdoc/>
    protected override void Build(IWorkflowBuilder builder)
    {
        var plan = new FlowPlan(builder, FlowIds.ClockPause, version: 1, "暂停计时", "Clock pause");
        foreach (var input in (string[])["pauseId", "approverRole", "reason", "from", "expectedResume"])
            plan.Input(input);
        var pauseId = plan.Text("pauseId");
        var approverRole = plan.Text("approverRole");

        var readPause = plan.Set("read-pause", "暂停申请", "Pause request", pauseId, "getInput('pauseId')");
        var readRole = plan.Set("read-approver", "审批角色", "Approver role", approverRole, "getInput('approverRole')");
        var approve = plan.Step("approve", "时钟暂停审批", "Decide on the pause", new ApprovalTask
        {
            TaskType = new("clock-pause-approve"),
            Role = new(approverRole),
            Decisions = new(["Approve", "Reject"]),
            Within = new("TMR-PAUSE-VOID"),
            WithinFrom = Js<string?>("getInput('from') || ''"),
            Prefill = Js<IDictionary<string, object>?>(
                "({ reason: getInput('reason') || '', from: getInput('from') || '', expectedResume: getInput('expectedResume') || '' })"),
        });
        var pause = plan.Step("pause", "暂停计时", "Pause", new DecidePause { PauseId = new(pauseId), Decision = new("Approve") });
        var paused = plan.Step("paused", "暂停期间", "While it stands still", new FlowFork { Branches = new(["Resumed", "Solved"]) });
        var resumed = plan.Step("wait-resumed", "等待恢复", "Wait for resumption", new WaitForBusinessEvent { EventName = new("Clock.Resumed") });
        var ended = plan.Ends("Resumed", "已恢复");
        var solved = plan.Step("wait-solved", "等待解决", "Case solved", new WaitForBusinessEvent { EventName = new("Case.Resolved"), Listener = new(true) });
        var resume = plan.Step("resume", "结束暂停", "End the pause", new ResumeClock { PauseId = new(pauseId) }); // its event ends the flow
        var solvedEnd = plan.Step("solved-end", "支路结束", "Branch ends", new BranchEnd());
        var refuse = plan.Step("refuse", "不同意暂停", "Refuse", new DecidePause { PauseId = new(pauseId), Decision = new("Reject") });
        var rejected = plan.Ends("Rejected", "未批准");
        var lapse = plan.Step("lapse", "逾期失效", "Becomes void", new DecidePause { PauseId = new(pauseId), Decision = new("Void") });
        var voided = plan.Ends("Void", "已失效");
        var tooLate = plan.Ends("TooLate", "审批过晚");

        plan.Chain(plan.Start, readPause, readRole, approve);
        plan.Arrow(approve, "Approve", pause);
        plan.Arrow(pause, "Approved", paused);
        plan.Arrow(paused, "Resumed", resumed);
        plan.Arrow(resumed, "Received", ended);
        plan.Arrow(paused, "Solved", solved);
        plan.Arrow(solved, "Received", resume);
        plan.Chain(resume, solvedEnd);
        plan.Arrows(pause, tooLate, "Rejected", "Void");
        plan.Arrow(approve, "Reject", refuse);
        plan.Arrows(refuse, rejected, "Approved", "Rejected", "Void");
        plan.Arrow(approve, "TimedOut", lapse);
        plan.Arrows(lapse, voided, "Approved", "Rejected", "Void");
    }
}
