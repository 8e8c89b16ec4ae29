using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Clocks;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.ITR.Activities.Clocks;

/// <summary>Notes the decision on a requested pause.</summary>
/// <remarks>Outcomes: Approved, Rejected, Void (too late, or nobody decided). Source: R7.</remarks>
[Activity("Elsa.ITR", "Clocks", "Notes the decision on a requested pause.", DisplayName = "Decide pause")]
[FlowNode("Approved", "Rejected", "Void")]
public sealed class DecidePause([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : Activity(source, line)
{
    /// <summary>Id of the pause.</summary>
    [Input(Description = "Id of the pause.", Order = 1)]
    public Input<string> PauseId { get; set; } = null!;

    /// <summary>Approve, Reject, or Void when nobody decided.</summary>
    [Input(
        Description = "Approve, Reject, or Void when nobody decided.", UIHint = InputUIHints.DropDown, Options = new[] { "Approve", "Reject", "Void" }, Order = 2)]
    public Input<string> Decision { get; set; } = null!;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var desk = context.GetRequiredService<PauseDesk>();
        var pause = Guid.Parse(context.Get(PauseId)!);
        var decision = context.Get(Decision);
        var state = decision == "Void"
            ? await desk.VoidAsync(pause, context.CancellationToken)
            : await desk.DecideAsync(pause, decision == "Approve", cancellationToken: context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(state is ClockPauseState.Approved or ClockPauseState.Ended ? "Approved" : state.ToString());
    }
}
