using Elsa.ITR.Activities.Clocks;
using Elsa.ITR.Activities.Documents;
using Elsa.ITR.Activities.Flows;
using Elsa.ITR.Activities.Records;
using Elsa.ITR.Activities.Requests;
using Elsa.ITR.Activities.Tasks;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.Workflows.Memory;
using static Elsa.ITR.Workflows.CodeFirst.FlowPlan;

namespace Elsa.ITR.Workflows.CodeFirst.Faults;

public sealed partial class FaultLevel1
{
    private static HumanTask DrawSolution(FlowPlan plan, Variable<string> restoredBy)
    {
        var followUp = plan.Text("followUp");
        var changeRecord = plan.Text("changeRecord");
        var isNew = plan.Flag("isNew");
        plan.Flag("defectSuspected");
        plan.Flag("changeNeeded");
        foreach (var kept in (string[])["title", "rootCauseCode", "rootCauseText", "agreedDue", "measures"])
            plan.Text(kept);

        // A date agreed at a lower level is kept or missed by this; after a workaround another one counts.
        var difficultSolved = plan.Step("difficult-solved", "疑难故障已解决", "Difficult fault solved", new ResolveDifficultFault { At = Js<string?>("variables.completedAt") });
        var endDifficultClock = plan.Step("end-difficult-clock", "原商定时间不再计", "The former date ends", new CancelClock { ClockId = new("GD-DIFFICULT-RESOLVE") });

        // 13 Solution type; a workaround goes on as a follow-up case (R12)
        var solution = plan.Step("solution", "方案类型", "Solution type", new HumanTask
        {
            TaskType = new("fault-solution-type"),
            Role = new(RoleCodes.Tier1Engineer),
            Assignee = new(restoredBy),
            Outcomes = new(["Permanent", "Workaround"]),
            Keep = new(["rootCauseCode", "rootCauseText", "defectSuspected", "changeNeeded"]),
        });
        var permanent = plan.Step("permanent", "永久方案", "Permanent solution", new UpdateCase
        {
            Facts = Js<IDictionary<string, object>>("({ solutionType: 'Permanent', rootCauseCode: variables.rootCauseCode, rootCauseText: variables.rootCauseText })"),
        });
        var workaround = plan.Step("workaround", "临时方案", "Workaround", new UpdateCase
        {
            Facts = Js<IDictionary<string, object>>("({ solutionType: 'Workaround', rootCauseCode: variables.rootCauseCode, rootCauseText: variables.rootCauseText })"),
        });
        var agreeDate = plan.Step("agree-date", "协商疑难故障解决时间", "Agree the date", new ParallelApproval
        {
            TaskType = new("difficult-agree-date"),
            Roles = new([RoleCodes.Tier3Engineer, RoleCodes.InstituteApprover]),
            Mode = new("Sequential"),
            Choices = new(["DateAgreed"]),
            Keep = new(["agreedDue", "measures"]),
        });
        var openFollowUp = plan.Step("open-follow-up", "开跟踪请求", "Open follow-up case", new CreateFollowUpCase
        {
            AgreedDue = Js<string>("variables.agreedDue"),
            Measures = Js<string>("variables.measures"),
            OtherRecord = new(followUp),
            IsNew = new(isNew),
        });
        var isNewFollowUp = plan.Ask("is-new-follow-up", "新开的跟踪请求?", "A new one?", "variables.isNew == true");
        var startFollowUp = plan.Step("start-follow-up", "启动跟踪请求", "Start follow-up", new StartFlow
        {
            DefinitionId = new(FlowIds.ManageServiceRequest),
            OtherRecord = new(followUp),
            FlowInput = Js<IDictionary<string, object>?>("({ entry: 'Classified' })"),
        });

        // 14 and 15 Documents do not hold up resolution (R11)
        var handlingForm = plan.Step("handling-form", "《厂家故障处理情况表》", "Handling form", new RequireDocument
        {
            DocumentType = new("FaultHandlingForm"),
            AuthorRole = new(RoleCodes.Tier1Engineer),
            Author = new(restoredBy),
            SignerRoles = new([RoleCodes.CustomerUser, RoleCodes.InstituteApprover]),
            ClockId = new("GD-L1-DOC-HANDLING"),
        });
        var analysisReport = plan.Step("analysis-report", "故障分析报告", "Analysis report", new RequireDocument
        {
            DocumentType = new("FaultAnalysisReport"),
            AuthorRole = new(RoleCodes.Tier2Engineer),
            SignerRoles = new([RoleCodes.InstituteApprover]),
            ClockId = new("GD-L1-DOC-ANALYSIS"),
        });

        var wantsAnalysis = plan.Ask("wants-analysis", "要求分析报告?", "Analysis requested?", "variables.analysisRequested == true");

        // 16 What else follows from the cause
        var isDefect = plan.Ask("is-defect", "怀疑产品缺陷?", "Defect suspected?", "variables.defectSuspected == true");
        var reportDefect = plan.Step("report-defect", "缺陷报告", "Report defect", new CreateDefectReport());
        var needsChange = plan.Ask("needs-change", "需要变更?", "Change needed?", "variables.changeNeeded == true");
        var readTitle = plan.Step("read-title", "读取标题", "Read title", new ReadCase { Facts = new(["title"]) });
        var openChange = plan.Step("open-change", "建立变更", "Open the change", new OpenRecord
        {
            RecordType = new(RecordTypes.ChangeRequest),
            Facts = Js<IDictionary<string, object>>("({ title: variables.title, changeType: 'Normal', reason: variables.rootCauseText, requesterId: variables.restoredBy })"),
            OtherRecord = new(changeRecord),
        });
        var startChange = plan.Step("start-change", "启动技术方案实施", "Start the change", new StartFlow { DefinitionId = new(FlowIds.TechnicalSolution), OtherRecord = new(changeRecord) });
        var resolved = plan.Ends("Resolved", "已解决");

        plan.Arrow(solution, "Permanent", permanent);
        plan.Arrow(solution, "Workaround", workaround);
        plan.Chain(workaround, endDifficultClock, agreeDate);
        plan.Arrow(agreeDate, "Approved", openFollowUp);
        plan.Arrow(openFollowUp, isNewFollowUp);
        plan.Arrow(isNewFollowUp, "True", startFollowUp);
        plan.Arrow(isNewFollowUp, "False", handlingForm);
        plan.Chain(permanent, difficultSolved, handlingForm);
        plan.Arrow(startFollowUp, handlingForm);
        plan.Arrow(handlingForm, wantsAnalysis);
        plan.Arrow(wantsAnalysis, "True", analysisReport);
        plan.Arrow(wantsAnalysis, "False", isDefect);
        plan.Arrow(analysisReport, isDefect);
        plan.Arrow(isDefect, "True", reportDefect);
        plan.Arrow(isDefect, "False", needsChange);
        plan.Arrow(reportDefect, needsChange);
        plan.Arrow(needsChange, "True", readTitle);
        plan.Arrow(needsChange, "False", resolved);
        plan.Chain(readTitle, openChange, startChange, resolved);
        return solution;
    }
}
