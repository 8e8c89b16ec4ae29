using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Clocks;
using Elsa.ITR.Domain.Scoring;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Management;

/// <summary>Proposes a deduction by a rule of the policy; its review starts by itself.</summary>
/// <remarks>Once per record, clock or run of this flow, as the rule says (R20). Incidents: <c>penalty.unknown-rule</c>.</remarks>
[Activity("Elsa.ITR", "Management", "Proposes a deduction by a rule of the policy; its review starts by itself.", DisplayName = "Propose penalty")]
public sealed class ProposePenalty([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : CodeActivity(source, line)
{
    /// <summary>Id of the rule, e.g. PEN-L1-COMPLAINT; blank takes the rule of the clock.</summary>
    [Input(Description = "Id of the rule, e.g. PEN-L1-COMPLAINT; blank takes the rule of the clock.", Order = 1)]
    public Input<string?> RuleId { get; set; } = null!;

    /// <summary>Clock whose rule applies when no rule is named; a clock without rule proposes nothing.</summary>
    [Input(Description = "Clock whose rule applies when no rule is named; a clock without rule proposes nothing.", Order = 2)]
    public Input<string?> ClockId { get; set; } = null!;

    /// <summary>Why, in words.</summary>
    [Input(Description = "Why, in words.", Order = 3)]
    public Input<string?> Reason { get; set; } = null!;

    /// <summary>Number of the penalty; blank when nothing was proposed.</summary>
    [Output(Description = "Number of the penalty; blank when nothing was proposed.")]
    public Output<string?>? PenaltyNo { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var rule = context.Get(RuleId) is { Length: > 0 } named ? named : await RuleOfClockAsync(context, context.Get(ClockId));
        if (string.IsNullOrEmpty(rule))
            return;

        var penalty = await context.GetRequiredService<PenaltyDesk>().ProposeAsync(
            rule, context.Record(), null, context.Get(Reason) ?? "", context.WorkflowExecutionContext.Id, context.CancellationToken);
        context.Set(PenaltyNo, penalty.No);
    }

    private static async Task<string?> RuleOfClockAsync(ActivityExecutionContext context, string? clockId)
    {
        if (string.IsNullOrEmpty(clockId))
            return null;

        var policy = await context.GetRequiredService<IPolicies>().CurrentAsync(context.CancellationToken);
        return policy.Clock(clockId).PenaltyRule;
    }
}
