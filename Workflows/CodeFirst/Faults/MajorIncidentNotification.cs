using Elsa.ITR.Activities.Clocks;
using Elsa.ITR.Activities.Events;
using Elsa.ITR.Activities.Flows;
using Elsa.ITR.Activities.Management;
using Elsa.ITR.Activities.Tasks;
using Elsa.ITR.Domain.Organisation;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Memory;
using static Elsa.ITR.Workflows.CodeFirst.FlowPlan;

namespace Elsa.ITR.Workflows.CodeFirst.Faults;

/// <summary>Keeps management and customer informed in a fixed rhythm and wording: first, progress, recovery, root cause.</summary>
/// <remarks>Step 1, the declaration, precedes the flow: whoever declares the incident starts it on its record.</remarks>
public sealed class MajorIncidentNotification : WorkflowBase
{
    private const string FirstClock = "OLA-MIN-FIRST";
    private const string CauseClock = "OLA-MIN-RCA";

    /// <inheritdoc/>
    protected override void Build(IWorkflowBuilder builder)
    {
        var plan = new FlowPlan(builder, FlowIds.MajorIncidentNotification, version: 2, "重大事故通报", "Major incident notification");
        var answer = plan.Text("answer");
        var writer = plan.Text("writer");
        var approver = plan.Text("approver");
        var approverRole = plan.Text("approverRole", RoleCodes.OfficeManager);
        var laterAt = plan.Text("laterAt");
        plan.Number("grade");
        plan.Flag("isRestored");
        plan.Flag("isNotified");
        foreach (var kept in (string[])["impact", "caseNo", "progress", "nextUpdateAt", "newDateAt"])
            plan.Text(kept);

        var firstWay = plan.Set("first-way", "首个去向", "First way", plan.Route, "'begin'");
        var hub = plan.Hub("begin", "write", "publish", "release", "next", "progress", "recovery", "cause", "explain", "withdrawn");
        var read = plan.Step("read", "读取事故", "Read incident", Read());
        var begin = plan.Step("begin", "并行", "In parallel", new FlowFork { Branches = new(["Notices", "Restored", "Cancelled"]) });
        var toWrite = plan.To(hub, "write");

        // Service is back: no further progress is told. A first notice that is still to come goes out before.
        var restored = plan.Step("wait-restored", "等待业务恢复", "Service restored", new WaitForBusinessEvent { EventName = new("Fault.ServiceRestored"), Listener = new(true) });
        var endProgress = plan.Step("end-progress", "结束进展通报", "End the progress notices", new CancelTasks { Steps = new(["progress"]) });
        var readRestored = plan.Step("read-restored", "读取事故", "Read incident", Read());
        var isNotified = plan.Ask("is-notified", "已首次通报?", "First notice out?", "variables.isNotified == true");
        var toRecovery = plan.To(hub, "recovery");
        var firstToCome = plan.Step("first-to-come", "支路结束", "Branch ends", new BranchEnd());

        // The case was withdrawn: so is the incident.
        var cancelled = plan.Step("wait-cancelled", "等待单据取消", "Case withdrawn", new WaitForBusinessEvent { EventName = new("Record.Cancelled"), Listener = new(true) });
        var toWithdrawn = plan.To(hub, "withdrawn");

        // 2 First notice
        var write = Write(plan, "write", "编写首次通报", "Write the first notice", "First", FirstClock, answer, writer, "Submitted", "NotMajor");

        // 3 Approval; without an answer it goes out all the same
        var approve = plan.Step("approve", "通报审批", "Approve the notice", new ApprovalTask
        {
            TaskType = new("min-approve"),
            Role = new(approverRole),
            Decisions = new(["Approve", "Return"]),
            Clocks = new([FirstClock]),
            Within = new("TMR-CONSENT-NOTICE"),
            NotBy = new(writer),
            TitleZh = Title("通报审批"),
            TitleEn = Title("Approve the notice"),
            Prefill = Js<IDictionary<string, object>?>("({ stage: 'First', textZh: JSON.parse(variables.answer || '{}').textZh || '' })"),
            CompletedBy = new(approver),
        });
        var toWriteReturned = plan.To(hub, "write", "to-write-returned");
        var toPublish = plan.To(hub, "publish");
        var toRelease = plan.To(hub, "release");

        // 8 No major incident after all?
        var downgrade = plan.Step("downgrade", "是否撤销通报", "Withdraw the incident?", new HumanTask
        {
            TaskType = new("min-downgrade"),
            Role = new(RoleCodes.OfficeManager),
            Outcomes = new(["Withdraw", "Keep"]),
            Clocks = new([FirstClock]),
            TitleZh = Title("是否撤销通报"),
            TitleEn = Title("Withdraw the incident?"),
            Answer = new(answer),
        });
        var toWriteKept = plan.To(hub, "write", "to-write-kept");
        var correct = plan.Step("correct", "发更正通报", "Send the correction", new PublishNotice { Stage = new("Correction"), Answer = new(answer) });
        var endFirst = plan.Step("end-first", "结束首次通报时限", "End the clock", new CancelClock { ClockId = new(FirstClock) });
        var toWithdrawnCorrected = plan.To(hub, "withdrawn", "to-withdrawn-corrected");

        // 4 The first notice goes out
        var publish = plan.Step("publish", "发布首次通报", "Publish the first notice", new PublishNotice { Stage = new("First"), Answer = new(answer), ApprovedBy = new(approver) });
        var toNext = plan.To(hub, "next");
        var release = plan.Step("release", "未批先发", "Release without approval", new PublishNotice { Stage = new("First"), Answer = new(answer), Unapproved = new(true) });
        var toNextReleased = plan.To(hub, "next", "to-next-released");
        var readNext = plan.Step("read-next", "读取事故", "Read incident", Read());
        var isRestored = plan.Ask("is-restored", "已恢复?", "Restored?", "variables.isRestored == true");
        var toProgress = plan.To(hub, "progress");
        var toRecoveryLate = plan.To(hub, "recovery", "to-recovery-late");

        // 5 Progress until service is back
        var progress = Write(plan, "progress", "编写进展通报", "Write the progress notice", "Progress", "OLA-MIN-PROGRESS", answer, writer, "Published");
        var tellProgress = plan.Step("tell-progress", "发布进展通报", "Publish the progress notice", new PublishNotice { Stage = new("Progress"), Answer = new(answer) });
        var readTold = plan.Step("read-told", "读取事故", "Read incident", Read());
        var isBack = plan.Ask("is-back", "已恢复?", "Restored?", "variables.isRestored == true");
        var progressEnd = plan.Step("progress-end", "支路结束", "Branch ends", new BranchEnd());
        var toProgressAgain = plan.To(hub, "progress", "to-progress-again");

        // 6 Recovery
        var recovery = Write(plan, "recovery", "编写恢复通报", "Write the recovery notice", "Recovery", "OLA-MIN-RECOVERY", answer, writer, "Published");
        var tellRecovery = plan.Step("tell-recovery", "发布恢复通报", "Publish the recovery notice", new PublishNotice { Stage = new("Recovery"), Answer = new(answer) });
        var toCause = plan.To(hub, "cause");

        // 7 Root cause; once another date may be agreed
        var isPutOff = plan.Ask("is-put-off", "已改期?", "Another date agreed?", "!!variables.laterAt");
        var cause = Cause(plan, "cause", answer, writer, "Submitted", "CauseUnknown");
        var toExplain = plan.To(hub, "explain");
        var endCauseClock = plan.Step("end-cause-clock", "改按新时间", "The new date counts", new CancelClock { ClockId = new(CauseClock) });
        var noteLater = plan.Set("note-later", "记录新时间", "Note the new date", laterAt, "variables.newDateAt");
        var toCausePutOff = plan.To(hub, "cause", "to-cause-put-off");
        var later = Cause(plan, "cause-later", answer, writer, "Submitted");
        later.Clocks = new([]);
        later.DueAt = new(laterAt);
        var toExplainLater = plan.To(hub, "explain", "to-explain-later");
        var approveCause = plan.Step("approve-cause", "根因通报审批", "Approve the root cause", new ApprovalTask
        {
            TaskType = new("min-approve"),
            Role = new(RoleCodes.TscDirector),
            Decisions = new(["Approve", "Return"]),
            Clocks = new([CauseClock]),
            NotBy = new(writer),
            TitleZh = Title("根因通报审批"),
            TitleEn = Title("Approve the root cause"),
            Prefill = Js<IDictionary<string, object>?>("({ stage: 'RootCause', textZh: JSON.parse(variables.answer || '{}').cause || '' })"),
            CompletedBy = new(approver),
        });
        var toCauseReturned = plan.To(hub, "cause", "to-cause-returned");
        var tellCause = plan.Step("tell-cause", "发布根因通报", "Publish the root cause", new PublishNotice { Stage = new("RootCause"), Answer = new(answer), ApprovedBy = new(approver) });

        // 9 The retrospective is flow 01's (step 22): a major incident always needs one.
        var close = plan.Step("close", "关闭事故", "Close the incident", new EndIncident());
        var closed = plan.Ends("Closed", "已关闭");
        var withdraw = plan.Step("withdraw", "撤销事故", "Withdraw the incident", new EndIncident { Withdrawn = new(true) });
        var withdrawn = plan.Ends("Withdrawn", "已撤销");

        // Arrows
        plan.Chain(plan.Start, firstWay, hub);
        plan.Arrow(hub, "begin", read);
        plan.Arrow(read, begin);
        plan.Arrow(begin, "Notices", toWrite);
        plan.Arrow(begin, "Restored", restored);
        plan.Arrow(restored, "Received", endProgress);
        plan.Chain(endProgress, readRestored, isNotified);
        plan.Arrow(isNotified, "True", toRecovery);
        plan.Arrow(isNotified, "False", firstToCome);
        plan.Arrow(begin, "Cancelled", cancelled);
        plan.Arrow(cancelled, "Received", toWithdrawn);

        plan.Arrow(hub, "write", write);
        plan.Arrow(write, "Submitted", approve);
        plan.Arrow(approve, "Approve", toPublish);
        plan.Arrow(approve, "Return", toWriteReturned);
        plan.Arrow(approve, "TimedOut", toRelease);
        plan.Arrow(write, "NotMajor", downgrade);
        plan.Arrow(downgrade, "Keep", toWriteKept);
        plan.Arrow(downgrade, "Withdraw", correct);
        plan.Chain(correct, toWithdrawnCorrected);

        plan.Arrow(hub, "publish", publish);
        plan.Arrow(publish, toNext);
        plan.Arrow(hub, "release", release);
        plan.Arrow(release, toNextReleased);
        plan.Arrow(hub, "next", readNext);
        plan.Arrow(readNext, isRestored);
        plan.Arrow(isRestored, "True", toRecoveryLate);
        plan.Arrow(isRestored, "False", toProgress);

        plan.Arrow(hub, "progress", progress);
        plan.Arrow(progress, "Published", tellProgress);
        plan.Chain(tellProgress, readTold, isBack);
        plan.Arrow(isBack, "True", progressEnd);
        plan.Arrow(isBack, "False", toProgressAgain);
        plan.Arrow(hub, "recovery", recovery);
        plan.Arrow(recovery, "Published", tellRecovery);
        plan.Arrow(tellRecovery, toCause);

        plan.Arrow(hub, "cause", isPutOff);
        plan.Arrow(isPutOff, "False", cause);
        plan.Arrow(isPutOff, "True", later);
        plan.Arrow(cause, "Submitted", toExplain);
        plan.Arrow(cause, "CauseUnknown", endCauseClock);
        plan.Chain(endCauseClock, noteLater, toCausePutOff);
        plan.Arrow(later, "Submitted", toExplainLater);
        plan.Arrow(hub, "explain", approveCause);
        plan.Arrow(approveCause, "Return", toCauseReturned);
        plan.Arrow(approveCause, "Approve", tellCause);
        plan.Chain(tellCause, close, closed);
        plan.Arrow(hub, "withdrawn", endFirst);
        plan.Chain(endFirst, withdraw, withdrawn);
    }

    private static ReadIncident Read() => new() { Facts = new(["grade", "approverRole", "impact", "isRestored", "isNotified", "caseNo", "progress", "nextUpdateAt"]) };

    // A notice that the duty manager writes.
    private static HumanTask Write(
        FlowPlan plan, string id, string nameZh, string nameEn, string stage, string clock, Variable<string> answer, Variable<string> writer, params string[] outcomes) =>
        plan.Step(id, nameZh, nameEn, new HumanTask
        {
            TaskType = new("min-write"),
            Role = new(RoleCodes.DutyManager),
            Outcomes = new(outcomes),
            Clocks = new([clock]),
            TitleZh = Title(nameZh),
            TitleEn = Title(nameEn),
            Prefill = Js<IDictionary<string, object>?>(stage == "First"
                ? "({ stage: 'First', impact: variables.impact, progress: variables.progress, nextUpdateAt: variables.nextUpdateAt })" // what the declaration said
                : $"({{ stage: '{stage}', impact: variables.impact }})"),
            Answer = new(answer),
            CompletedBy = new(writer),
        });

    private static HumanTask Cause(FlowPlan plan, string id, Variable<string> answer, Variable<string> writer, params string[] outcomes) =>
        plan.Step(id, "编写根因通报", "Write the root cause", new HumanTask
        {
            TaskType = new("min-rootcause"),
            Role = new(RoleCodes.QualityManager),
            Outcomes = new(outcomes),
            Clocks = new([CauseClock]),
            TitleZh = Title("编写根因通报"),
            TitleEn = Title("Write the root cause"),
            Keep = new(["newDateAt"]),
            Answer = new(answer),
            CompletedBy = new(writer),
        });

    // People know the case by its number, not the incident.
    private static Elsa.Workflows.Models.Input<string?> Title(string name) => Js<string?>($"'{name} · ' + variables.caseNo");
}
