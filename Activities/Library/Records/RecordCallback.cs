using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Inbox;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.ITR.Activities.Records;

/// <summary>Notes a call to the customer; the last one ends the callback.</summary>
/// <remarks>Outcomes: Satisfied, NotSatisfied, TryAgain, GivenUp. The last call raises Callback.Completed. Source: flow 01 step 16.</remarks>
[Activity("Elsa.ITR", "Records", "Notes a call to the customer; the last one ends the callback.", DisplayName = "Record callback")]
[FlowNode("Satisfied", "NotSatisfied", "TryAgain", "GivenUp")]
public sealed class RecordCallback([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : Activity(source, line)
{
    /// <summary>How the call ended.</summary>
    [Input(
        Description = "How the call ended.", UIHint = InputUIHints.DropDown, Options = new[] { "Satisfied", "NotSatisfied", "Unreachable" }, Order = 1)]
    public Input<string> Result { get; set; } = null!;

    /// <summary>Answer of the task as JSON object.</summary>
    [Input(Description = "Answer of the task as JSON object.", Order = 2)]
    public Input<string> Answer { get; set; } = null!;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var answer = FormJson.Read(context.Get(Answer));
        var words = answer.GetValueOrDefault("problem") ?? answer.GetValueOrDefault(WorkItemForm.CommentKey);
        var step = await context.GetRequiredService<AftercareDesk>().NoteCallbackAsync(
            await context.CaseAsync(), Enum.Parse<CallbackResult>(context.Get(Result)!), answer.GetValueOrDefault("contact") as string ?? "", words as string ?? "",
            context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(step.ToString());
    }
}
