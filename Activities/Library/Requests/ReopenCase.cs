using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Cases;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Requests;

/// <summary>Opens a resolved case again after the customer was not satisfied.</summary>
/// <remarks>Outcomes: Reopened; Limit when it had been opened as often as is normal, and management must know. Raises Case.Reopened.</remarks>
[Activity("Elsa.ITR", "Requests", "Opens a resolved case again after the customer was not satisfied.", DisplayName = "Reopen case")]
[FlowNode("Reopened", "Limit")]
public sealed class ReopenCase([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : Activity(source, line)
{
    /// <summary>What the customer is not satisfied with.</summary>
    [Input(Description = "What the customer is not satisfied with.", Order = 1)]
    public Input<string?> Reason { get; set; } = null!;

    /// <summary>How often a case may be opened again before management must know.</summary>
    [Input(Description = "How often a case may be opened again before management must know.", DefaultValue = 2, Order = 2)]
    public Input<int> MaxTimes { get; set; } = new(2);

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var found = await context.CaseAsync();
        var count = await context.GetRequiredService<CaseDesk>().ReopenAsync(found, context.Get(Reason) ?? "", context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(count <= context.Get(MaxTimes) ? "Reopened" : "Limit");
    }
}
