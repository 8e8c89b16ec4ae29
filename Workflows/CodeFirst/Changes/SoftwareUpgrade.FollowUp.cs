using Elsa.ITR.Activities.Clocks;
using Elsa.ITR.Activities.Documents;
using Elsa.ITR.Activities.Events;
using Elsa.ITR.Activities.Flows;
using Elsa.ITR.Activities.Records;
using Elsa.ITR.Activities.Tasks;
using Elsa.ITR.Domain.Organisation;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Memory;
using static Elsa.ITR.Workflows.CodeFirst.FlowPlan;

namespace Elsa.ITR.Workflows.CodeFirst.Changes;

public sealed partial class SoftwareUpgrade
{
    private static void DrawFollowUp(
        FlowPlan plan, FlowSwitch hub, FlowDecision hasSucceeded, Variable<string> opened, Variable<string> engineerId, Variable<string> executedEnd, Variable<string> decidedAt, Variable<string> answer)
    {
        var sparesDone = plan.Flag("sparesDone");
        var followDone = plan.Flag("followDone");
        var takenBack = plan.Flag("takenBack");

        // 12 Succeeded
        var tellFinished = plan.Step("tell-finished", "事件:升级结束", "Event: upgrade ended", new PublishBusinessEvent { EventName = new("Upgrade.Finished"), Filter = new("Succeeded"), OccurredAt = new(executedEnd) });
        var succeededState = plan.Step("succeeded-state", "升级成功", "Succeeded", new SetRecordState { Trigger = new("Succeed") });
        var software = plan.Step("software", "更新版本档案", "Update the version records", new UpdateSoftware { Equipment = Js<ICollection<string>>("variables.equipment.split(', ')"), VersionNo = Js<string>("variables.targetVersion") });
        var tellSucceeded = plan.Step("tell-succeeded", "事件:升级成功", "Event: upgrade succeeded", new PublishBusinessEvent { EventName = new("Upgrade.Succeeded"), OccurredAt = new(executedEnd) });
        var succeededNotice = plan.Step("succeeded-notice", "通知升级成功", "Tell that it succeeded", Result("成功|succeeded"));
        var watchState = plan.Step("watch-state", "后续跟进", "Follow-up", new SetRecordState { Trigger = new("Watch") });
        var after = plan.Step("after", "并行", "In parallel", new FlowFork { Branches = new(["Spares", "FollowUp"]) });

        // 13 Spares of the affected types
        var isDefect = plan.Ask("is-defect", "产品缺陷?", "Product defect?", "variables.cause == 'ProductDefect'");
        var noSpares = plan.Set("no-spares", "无需同步备件", "No spares", sparesDone, "true");
        var noSparesEnd = plan.Step("no-spares-end", "支路结束", "Branch ends", new BranchEnd());
        var toSpares = plan.To(hub, "spares");
        var spares = plan.Step("spares", "备件同步升级", "Upgrade the spares", new HumanTask
        {
            TaskType = new("upgrade-spares"),
            Role = new(RoleCodes.WarehouseKeeper),
            Outcomes = new(["Completed", "AgreedLater"]),
            Clocks = new([SpareClock]),
            Keep = new(["agreedDate"]),
            CompletedAt = new(decidedAt),
        });
        var tellSpares = plan.Step("tell-spares", "事件:备件已同步", "Event: spares upgraded", new PublishBusinessEvent { EventName = new("SparePartUpgrade.Completed") });
        var sparesEnd = plan.Set("spares-done", "备件已同步", "Spares done", sparesDone, "true");
        var toJoinedSpares = plan.To(hub, "joined", "to-joined-spares");
        var endSpares = plan.Step("end-spares", "结束原时限", "End the clock", new CancelClock { ClockId = new(SpareClock) });
        var laterSpares = plan.Step("later-spares", "按协定时间", "By the agreed time", new StartClock { ClockId = new(SpareClock), OccurredAt = new(decidedAt), AgreedDue = Js<string?>("variables.agreedDate") });
        var toSparesLater = plan.To(hub, "spares", "to-spares-later");

        // 14 The institute observes
        var observe = plan.Step("observe", "观察期", "Observation", new WaitFor { Timer = new(FollowUpClock) });
        var toFollow = plan.To(hub, "follow");
        var follow = plan.Step("follow", "升级后续跟进", "Follow-up", new HumanTask
        {
            TaskType = new("upgrade-followup"),
            Role = new(RoleCodes.InstituteApprover),
            Outcomes = new(["Stable", "Problem", "RollBack"]),
            Clocks = new([FollowUpClock]),
            Keep = new(["observation", "faultCode", "serviceInterrupted"]),
        });
        var tellStable = plan.Step("tell-stable", "事件:跟进结束", "Event: follow-up closed", new PublishBusinessEvent { EventName = new("Upgrade.FollowUpClosed") });
        var followEnd = plan.Set("follow-done", "跟进结束", "Follow-up done", followDone, "true");
        var toJoinedFollow = plan.To(hub, "joined", "to-joined-follow");
        var problem = plan.Step("problem", "登记故障", "Register the fault", new OpenFaultCase
        {
            FaultCode = Js<string>("variables.faultCode"),
            Description = Js<string?>("variables.observation"),
            Interrupted = Js<bool>("variables.serviceInterrupted == true"),
            OtherRecord = new(opened),
        });
        var startProblem = plan.Step("start-problem", "启动故障处理", "Start its flow", new StartFlow { DefinitionId = new(FlowIds.ManageServiceRequest), OtherRecord = new(opened) });
        var toFollowProblem = plan.To(hub, "follow", "to-follow-problem");
        var backChange = plan.Step("back-change", "建立回退变更", "Open the change back", new OpenRecord
        {
            RecordType = new("ChangeRequest"),
            Facts = Js<IDictionary<string, object>>("({ title: variables.title, changeType: 'Normal', equipment: variables.equipment, reason: variables.observation, requesterId: variables.engineerId })"),
            OtherRecord = new(opened),
        });
        var back = plan.Step("back", "技术方案实施(回退)", "Change back", new RunFlow
        {
            DefinitionId = new(FlowIds.TechnicalSolution),
            OtherRecord = new(opened),
            Outcomes = new(["Implemented", "RolledBack", "Rejected", "Stopped", "Discarded"]),
        });
        var softwareBack = plan.Step("software-back", "写回原版本", "Put the version records back", new TakeSoftwareBack { Equipment = Js<ICollection<string>>("variables.equipment.split(', ')") });
        var noteBack = plan.Set("note-back", "已回退", "Taken back", takenBack, "true");
        var toFollowBack = plan.To(hub, "follow", "to-follow-back");
        var toFollowKept = plan.To(hub, "follow", "to-follow-kept");
        var bothDone = plan.Ask("both-done", "备件与跟进均完成?", "Both done?", "variables.sparesDone == true && variables.followDone == true");
        var waitsForOther = plan.Step("waits-for-other", "支路结束", "Branch ends", new BranchEnd());
        var toRecord = plan.To(hub, "record");

        // 16 Service record
        var serviceRecord = plan.Step("service-record", "《软件升级服务记录单》", "Service record", new HumanTask
        {
            TaskType = new("doc-upgrade-record"),
            Role = new(RoleCodes.Tier1Engineer),
            Assignee = new(engineerId),
            Outcomes = new(["Submit"]),
            Answer = new(answer),
        });
        var recordDocument = plan.Step("record-document", "生成服务记录单", "Make the service record", new GenerateDocument { DocumentType = new("SoftwareUpgradeServiceRecord"), Answer = new(answer) });
        var completeState = plan.Step("complete-state", "已完成", "Completed", new SetRecordState { Trigger = new("Complete") });
        var giveBack = plan.Give("give-taken-back", "是否已回退", "Whether it was taken back", "takenBack", "variables.takenBack == true ? 'true' : ''");
        var giveEngineer = plan.Give("give-engineer", "实施人", "Who carried it out", "engineerId", "variables.engineerId || ''");
        var completed = plan.Ends("Completed", "已完成");

        // Arrows
        plan.Arrow(hasSucceeded, "True", tellFinished);
        plan.Chain(tellFinished, succeededState, software, tellSucceeded, succeededNotice, watchState, after);
        plan.Arrow(after, "Spares", isDefect);
        plan.Arrow(isDefect, "False", noSpares);
        plan.Chain(noSpares, noSparesEnd);
        plan.Arrow(isDefect, "True", toSpares);
        plan.Arrow(hub, "spares", spares);
        plan.Arrow(spares, "Completed", tellSpares);
        plan.Chain(tellSpares, sparesEnd, toJoinedSpares);
        plan.Arrow(spares, "AgreedLater", endSpares);
        plan.Chain(endSpares, laterSpares, toSparesLater);
        plan.Arrow(after, "FollowUp", observe);
        plan.Chain(observe, toFollow);
        plan.Arrow(hub, "follow", follow);
        plan.Arrow(follow, "Stable", tellStable);
        plan.Chain(tellStable, followEnd, toJoinedFollow);
        plan.Arrow(follow, "Problem", problem);
        plan.Chain(problem, startProblem, toFollowProblem);
        plan.Arrow(follow, "RollBack", backChange);
        plan.Chain(backChange, back);
        plan.Arrow(back, "Implemented", softwareBack);
        plan.Chain(softwareBack, noteBack, toFollowBack);
        plan.Arrows(back, toFollowKept, "RolledBack", "Rejected", "Stopped", "Discarded", "Cancelled");
        plan.Arrow(hub, "joined", bothDone);
        plan.Arrow(bothDone, "False", waitsForOther);
        plan.Arrow(bothDone, "True", toRecord);
        plan.Arrow(hub, "record", serviceRecord);
        plan.Arrow(serviceRecord, "Submit", recordDocument);
        plan.Chain(recordDocument, completeState, giveBack, giveEngineer, completed);
    }
}
