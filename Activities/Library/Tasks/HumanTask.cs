using System.Runtime.CompilerServices;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.ITR.Activities.Tasks;

/// <summary>Asks one person of a role to do something for the record, and goes on with the outcome he chooses.</summary>
/// <remarks>
/// Outcomes: those of <see cref="Outcomes"/>, and <c>TimedOut</c> when <see cref="TaskActivity.Within"/> passes first.
/// Incidents: unknown form or outcome, a kept field without variable. Source: flow conventions §4, D8, R18.
/// </remarks>
[Activity("Elsa.ITR", "Tasks", "Asks one person of a role to do something for the record.", DisplayName = "Human task")]
[FlowNode(TimedOut)]
public sealed class HumanTask([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : TaskActivity(source, line)
{
    /// <summary>Code of the role whose holders are asked, e.g. <c>Tier1Engineer</c>; nobody holding it sends it to the duty manager.</summary>
    [Input(Description = "Code of the role whose holders are asked.", Order = 2)]
    public Input<string> Role { get; set; } = null!;

    /// <summary>A named person instead: <c>owner</c>, <c>lead</c>, <c>requester</c> or a person id; blank or nobody offers it to the role.</summary>
    [Input(Description = "A named person instead: owner, lead, requester or a person id; blank offers it to the role.", Order = 4)]
    public Input<string?> Assignee { get; set; } = null!;

    /// <summary>Outcomes on offer, in order; a subset of the form's.</summary>
    [Input(Description = "Outcomes on offer, in order.", UIHint = InputUIHints.DynamicOutcomes, Order = 5)]
    public Input<ICollection<string>> Outcomes { get; set; } = null!;

    /// <summary>The outcome chosen.</summary>
    [Output(Description = "The outcome chosen.")]
    public Output<string?>? Outcome { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await BeginAsync(context);
        var assignee = await Assignees.ResolveAsync(context, context.Get(Assignee));
        await AskAsync(context, context.Get(Role)!, context.Get(Outcomes)!, assignee: assignee);
    }

    private protected override async ValueTask OnAnsweredAsync(ActivityExecutionContext context)
    {
        TakeAnswer(context);
        var outcome = ChosenOutcome(context);
        context.Set(Outcome, outcome);
        await context.CompleteActivityWithOutcomesAsync(outcome);
    }
}
