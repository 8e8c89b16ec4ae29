using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Inbox;
using Elsa.ITR.Domain.Scoring;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.ITR.Activities.Management;

/// <summary>Notes what the institute or the contract manager says to a proposed penalty.</summary>
/// <remarks>Confirm and Waive are the institute's, Agree and Dispute the contract manager's; Waive, Agree and Dispute raise Penalty.Decided. Source: conventions §7, R20.</remarks>
[Activity("Elsa.ITR", "Management", "Notes what the institute or the contract manager says to a proposed penalty.", DisplayName = "Decide penalty")]
public sealed class DecidePenalty([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>What was decided.</summary>
    [Input(Description = "What was decided.", UIHint = InputUIHints.DropDown, Options = new[] { "Confirm", "Waive", "Agree", "Dispute" }, Order = 1)]
    public Input<string> Decision { get; set; } = null!;

    /// <summary>Answer of the task as JSON object.</summary>
    [Input(Description = "Answer of the task as JSON object.", Order = 2)]
    public Input<string?> Answer { get; set; } = null!;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var desk = context.GetRequiredService<PenaltyDesk>();
        var penalty = context.Record().Id;
        var answer = FormJson.Read(context.Get(Answer));
        var reason = (answer.GetValueOrDefault("reason") ?? answer.GetValueOrDefault(WorkItemForm.CommentKey)) as string;
        var decision = context.Get(Decision);
        if (decision is "Confirm" or "Waive")
            await desk.VerifyAsync(penalty, decision == "Confirm", reason, answer.GetValueOrDefault("points") as decimal?, context.CancellationToken);
        else
            await desk.AnswerAsync(penalty, decision == "Agree", reason, context.CancellationToken);
    }
}
