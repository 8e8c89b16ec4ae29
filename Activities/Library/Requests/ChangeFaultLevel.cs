using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Inbox;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Requests;

/// <summary>Changes the level of the fault; the flow of the new level takes over.</summary>
/// <remarks>Raises Fault.LevelChanged. Incidents: <c>case.level-same</c>, <c>case.level-invalid</c>. Source: sla.md §8.7.</remarks>
[Activity("Elsa.ITR", "Requests", "Changes the level of the fault; the flow of the new level takes over.", DisplayName = "Change fault level")]
public sealed class ChangeFaultLevel([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>Answer of the task as JSON object with newLevel, changeReason and reason.</summary>
    [Input(Description = "Answer of the task as JSON object with newLevel, changeReason and reason.", Order = 1)]
    public Input<string> Answer { get; set; } = null!;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var answer = FormJson.Read(context.Get(Answer));
        var word = answer.GetValueOrDefault("newLevel") as string ?? "";
        var level = Domain.Cases.Facts.Number(word.Replace("Level", "", StringComparison.Ordinal), "newLevel")
            ?? throw new InvalidOperationException("Expected the new level in the answer, found none.");
        var reason = Domain.Cases.Facts.Word<LevelChangeReason>(answer.GetValueOrDefault("changeReason"), "changeReason") ?? LevelChangeReason.Misclassified;
        await context.GetRequiredService<CaseDesk>().ChangeLevelAsync(
            await context.CaseAsync(), level, reason, answer.GetValueOrDefault("reason") as string ?? "", context.CancellationToken);
    }
}
