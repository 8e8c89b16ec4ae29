using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Cases;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.ITR.Activities.Requests;

/// <summary>Tells the case what happened, and so moves its state.</summary>
/// <remarks>A case that is where the trigger leads stays there; steps between are taken silently. Incidents: <c>case.wrong-state</c>.</remarks>
[Activity("Elsa.ITR", "Requests", "Tells the case what happened, and so moves its state.", DisplayName = "Set case state")]
public sealed class SetCaseState([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>What happened.</summary>
    [Input(Description = "What happened.", UIHint = InputUIHints.DropDown,
        Options = new[] { "Accept", "StartWork", "ProposeCompletion", "RejectCompletion", "ChangeLevel", "Resolve" }, Order = 1)]
    public Input<string> Trigger { get; set; } = null!;

    /// <summary>Why; kept with the case.</summary>
    [Input(Description = "Why; kept with the case.", Order = 2)]
    public Input<string?> Reason { get; set; } = null!;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await context.GetRequiredService<CaseDesk>().SetStateAsync(
            await context.CaseAsync(), Enum.Parse<CaseTrigger>(context.Get(Trigger)!), context.Get(Reason), context.CancellationToken);
    }
}
