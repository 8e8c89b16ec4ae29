using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Inbox;
using System.Globalization;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Records;

/// <summary>Takes the answers of the survey, or notes that none came.</summary>
/// <remarks>Outcomes: Recorded; ComplaintOpened when the customer is so dissatisfied that a complaint case was made. Source: flow 01.</remarks>
[Activity("Elsa.ITR", "Records", "Takes the answers of the survey, or notes that none came.", DisplayName = "Record survey")]
[FlowNode("Recorded", "ComplaintOpened")]
public sealed class RecordSurvey([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : Activity(source, line)
{
    /// <summary>Answer of the task as JSON object; blank when nobody answered in time.</summary>
    [Input(Description = "Answer of the task as JSON object; blank when nobody answered in time.", Order = 1)]
    public Input<string?> Answer { get; set; } = null!;

    /// <summary>The complaint case as type|id|number; blank without one.</summary>
    [Output(Description = "The complaint case as type|id|number; blank without one.")]
    public Output<string?>? Complaint { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var desk = context.GetRequiredService<AftercareDesk>();
        var found = await context.CaseAsync();
        var answer = FormJson.Read(context.Get(Answer));
        Case? complaint = null;
        if (answer.Count == 0)
            await desk.ExpireSurveyAsync(found, context.CancellationToken);
        else
            complaint = await desk.AnswerSurveyAsync(found, AnswersOf(answer), context.CancellationToken);

        context.Set(Complaint, complaint is null ? "" : complaint.Ref.Text());
        await context.CompleteActivityWithOutcomesAsync(complaint is null ? "Recorded" : "ComplaintOpened");
    }

    private static SurveyAnswers AnswersOf(IReadOnlyDictionary<string, object?> answer)
    {
        return new SurveyAnswers(
            Score("response"), Score("skill"), Score("attitude"), Score("result"), Score("overall"), answer.GetValueOrDefault(WorkItemForm.CommentKey) as string);

        int Score(string key) => Convert.ToInt32(answer.GetValueOrDefault(key), CultureInfo.InvariantCulture);
    }
}
