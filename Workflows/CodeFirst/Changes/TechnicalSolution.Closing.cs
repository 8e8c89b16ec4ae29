using Elsa.ITR.Activities.Documents;
using Elsa.ITR.Activities.Events;
using Elsa.ITR.Activities.Management;
using Elsa.ITR.Activities.Records;
using Elsa.ITR.Activities.Tasks;
using Elsa.ITR.Domain.Organisation;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Memory;
using static Elsa.ITR.Workflows.CodeFirst.FlowPlan;

namespace Elsa.ITR.Workflows.CodeFirst.Changes;

public sealed partial class TechnicalSolution
{
    private static void DrawClosing(
        FlowPlan plan, FlowSwitch hub, Variable<string> requesterId, Variable<string> implementerId, Variable<string> doneAnswer, Variable<string> answer,
        Variable<string> finishedAt, Variable<string> closerRole)
    {
        // 11 Confirmed; 16 what the installed base knows
        var endQuestions = plan.Step("end-questions", "结束回退询问", "End the questions", new CancelTasks { Steps = new(["wait-decision", "ask-rollback", "ask-late"]) });
        var doneFacts = plan.Step("done-facts", "记录结果", "Note the result", new UpdateRecord
        {
            Facts = Js<IDictionary<string, object>?>("({ startedAt: JSON.parse(variables.doneAnswer).startedAt, finishedAt: variables.finishedAt })"),
        });
        var implementedState = plan.Step("implemented-state", "已实施", "Implemented", new SetRecordState { Trigger = new("Implement") });
        var tellFinished = plan.Step("tell-finished", "事件:变更完成", "Event: change finished", new PublishBusinessEvent { EventName = new("Change.Finished"), Filter = new("Implemented"), OccurredAt = new(finishedAt) });
        var tellImplemented = plan.Step("tell-implemented", "事件:变更已实施", "Event: change implemented", new PublishBusinessEvent { EventName = new("Change.Implemented") });
        var equipment = plan.Step("equipment", "更新设备档案", "Update equipment record", new UpdateInstalledBase { Answer = new(doneAnswer) });
        var parentImplemented = plan.Step("parent-implemented", "告知来源:已实施", "Tell the parent: implemented", Parent("Implemented"));
        var toClose = plan.To(hub, "close");

        // 15 Closure summary; an emergency is reviewed by the third tier afterwards
        var approver = plan.Step("approver", "总结由谁审批", "Who approves the summary", new ChooseApprover
        {
            Role = new(RoleCodes.ChangeManager),
            OtherRole = new(RoleCodes.OfficeManager),
            Submitter = new(requesterId),
            Approver = new(closerRole),
        });
        var summary = plan.Step("summary", "闭环总结", "Closure summary", new HumanTask
        {
            TaskType = new("change-close"),
            Role = new(RoleCodes.Tier1Engineer),
            Assignee = new(implementerId),
            Outcomes = new(["Submit"]),
            Clocks = new([CloseClock]),
            Prefill = Js<IDictionary<string, object>?>("JSON.parse(variables.answer || '{}')"),
            Answer = new(answer),
        });
        var wasEmergency = plan.Ask("was-emergency", "紧急变更?", "Emergency?", "variables.changeType == 'Emergency'");
        var postReview = Approve(plan, "post-review", "紧急变更事后评审", "Review after the emergency", implementerId, answer);
        postReview.Role = new(RoleCodes.Tier3Engineer);
        var approve = Approve(plan, "approve-summary", "审批闭环总结", "Approve the summary", implementerId, answer);
        approve.Role = new(closerRole);
        var toCloseReviewed = plan.To(hub, "close", "to-close-returned-by-review");
        var toCloseReturned = plan.To(hub, "close", "to-close-returned");
        var report = plan.Step("report", "《变更总结报告》", "Closure report", new GenerateDocument { DocumentType = new("ChangeClosureReport"), Answer = new(answer) });
        var resultFacts = plan.Step("result-facts", "记录总结", "Note the summary", new UpdateRecord { Facts = Js<IDictionary<string, object>?>("({ result: JSON.parse(variables.answer).result })") });
        var closedState = plan.Step("closed-state", "已闭环", "Closed", new SetRecordState { Trigger = new("Close") });
        var tellClosed = plan.Step("tell-closed", "事件:变更闭环", "Event: change closed", new PublishBusinessEvent { EventName = new("Change.Closed") });
        var implemented = plan.Ends("Implemented", "已实施");
        var giveParts = plan.Give("give-parts", "更换的单板", "Boards changed", "parts", "JSON.stringify(JSON.parse(variables.doneAnswer).parts || [])");
        var giveEngineer = plan.Give("give-engineer", "实施人", "Who carried it out", "engineerId", "variables.implementerId || ''");

        plan.Arrow(hub, "implemented", endQuestions);
        plan.Chain(endQuestions, doneFacts, implementedState, tellFinished, tellImplemented, equipment, parentImplemented, toClose);
        plan.Arrow(hub, "close", approver);
        plan.Chain(approver, summary);
        plan.Arrow(summary, "Submit", wasEmergency);
        plan.Arrow(wasEmergency, "True", postReview);
        plan.Arrow(wasEmergency, "False", approve);
        plan.Arrow(postReview, "Approve", approve);
        plan.Arrow(postReview, "Return", toCloseReviewed);
        plan.Arrow(approve, "Return", toCloseReturned);
        plan.Arrow(approve, "Approve", report);
        plan.Chain(report, resultFacts, closedState, tellClosed, giveParts, giveEngineer, implemented);
    }

    private static HumanTask Approve(
        FlowPlan plan, string id, string zh, string en, Variable<string> author, Variable<string> answer) => plan.Step(id, zh, en, new HumanTask
        {
            TaskType = new("change-close"),
            Outcomes = new(["Approve", "Return"]),
            Clocks = new([CloseClock]),
            NotBy = new(author),
            Prefill = Js<IDictionary<string, object>?>("JSON.parse(variables.answer)"),
            Answer = new(answer),
        });
}
