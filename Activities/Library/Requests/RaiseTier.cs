using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Cases;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.ITR.Activities.Requests;

/// <summary>Gives the lead to a higher functional tier.</summary>
/// <remarks>Outcomes: Raised; AlreadyThere when that tier or a higher one leads. Raises Fault.TierRaised. Source: R10.</remarks>
[Activity("Elsa.ITR", "Requests", "Gives the lead to a higher functional tier.", DisplayName = "Raise tier")]
[FlowNode("Raised", "AlreadyThere")]
public sealed class RaiseTier([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : Activity(source, line)
{
    /// <summary>Tier2, Tier3, RnD, or Next for the one above the present.</summary>
    [Input(Description = "Tier2, Tier3, RnD, or Next for the one above the present.", UIHint = InputUIHints.DropDown, Options = new[] { "Next", "Tier2", "Tier3", "RnD" }, Order = 1)]
    public Input<string> Target { get; set; } = null!;

    /// <summary>Time, Request or Escalation.</summary>
    [Input(Description = "Time, Request or Escalation.", UIHint = InputUIHints.DropDown, Options = new[] { "Time", "Request", "Escalation" }, Order = 2)]
    public Input<string> Reason { get; set; } = new("Request");

    /// <summary>The tier that leads now.</summary>
    [Output(Description = "The tier that leads now.")]
    public Output<string?>? LeadTier { get; set; }

    /// <summary>Role of its people.</summary>
    [Output(Description = "Role of its people.")]
    public Output<string?>? LeadRole { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var found = await context.CaseAsync();
        Tier? target = Enum.TryParse<Tier>(context.Get(Target), out var named) ? named : null;
        var result = await context.GetRequiredService<CaseDesk>().RaiseTierAsync(
            found, target, Enum.Parse<TierChangeReason>(context.Get(Reason)!), context.CancellationToken);
        context.Set(LeadTier, found.CurrentTier.ToString());
        context.Set(LeadRole, CaseDesk.RoleOf(found.CurrentTier).Role);
        await context.CompleteActivityWithOutcomesAsync(result.ToString());
    }
}
