using System.Runtime.CompilerServices;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.ITR.Activities.Tasks;

/// <summary>Asks one role for a decision on the record.</summary>
/// <remarks>
/// Outcomes: <c>Approve</c>, <c>Reject</c>, <c>Return</c> as far as <see cref="Decisions"/> offers them, and <c>TimedOut</c>.
/// Who submitted does not decide: name him in <see cref="TaskActivity.NotBy"/>. Source: flow conventions §3 and §4.
/// </remarks>
[Activity("Elsa.ITR", "Tasks", "Asks one role for a decision on the record.", DisplayName = "Approval task")]
[FlowNode("Approve", "Reject", "Return", TimedOut)]
public sealed class ApprovalTask([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : TaskActivity(source, line)
{
    /// <summary>Code of the role that decides, e.g. <c>ProvinceApprover</c>.</summary>
    [Input(Description = "Code of the role that decides.", Order = 2)]
    public Input<string> Role { get; set; } = null!;

    /// <summary>Decisions on offer; all three when left out.</summary>
    [Input(Description = "Decisions on offer.", UIHint = InputUIHints.CheckList, Options = new[] { "Approve", "Reject", "Return" }, Order = 5)]
    public Input<ICollection<string>> Decisions { get; set; } = new(["Approve", "Reject", "Return"]);

    /// <summary>The decision taken.</summary>
    [Output(Description = "The decision taken.")]
    public Output<string?>? Decision { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await BeginAsync(context);
        await AskAsync(context, context.Get(Role)!, context.Get(Decisions)!);
    }

    private protected override async ValueTask OnAnsweredAsync(ActivityExecutionContext context)
    {
        TakeAnswer(context);
        var decision = ChosenOutcome(context);
        context.Set(Decision, decision);
        await context.CompleteActivityWithOutcomesAsync(decision);
    }
}
