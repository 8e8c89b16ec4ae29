using System.Runtime.CompilerServices;
using Elsa.Extensions;
using Elsa.ITR.Domain.Scoring;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Management;

/// <summary>Proposes a deduction by a rule of the policy; its review starts by itself.</summary>
/// <remarks>Proposed once per record or clock, as the rule says (R20). Incidents: an unknown rule.</remarks>
[Activity("Elsa.ITR", "Management", "Proposes a deduction by a rule of the policy; its review starts by itself.", DisplayName = "Propose penalty")]
public sealed class ProposePenalty([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>Id of the rule, e.g. PEN-L1-COMPLAINT; blank proposes nothing.</summary>
    [Input(Description = "Id of the rule, e.g. PEN-L1-COMPLAINT; blank proposes nothing.", Order = 1)]
    public Input<string> RuleId { get; set; } = null!;

    /// <summary>Why, in words.</summary>
    [Input(Description = "Why, in words.", Order = 2)]
    public Input<string> Reason { get; set; } = null!;

    /// <summary>Number of the penalty.</summary>
    [Output(Description = "Number of the penalty.")]
    public Output<string?>? PenaltyNo { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (context.Get(RuleId) is not { Length: > 0 } rule)
            return;

        var penalty = await context.GetRequiredService<PenaltyDesk>().ProposeAsync(
            rule, context.Record(), null, context.Get(Reason) ?? "", context.WorkflowExecutionContext.Id, context.CancellationToken);
        context.Set(PenaltyNo, penalty.No);
    }
}
