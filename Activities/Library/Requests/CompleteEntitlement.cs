using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Cases;
using Elsa.ITR.Domain.Inbox;
using System.Globalization;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Requests;

/// <summary>Writes contract line or warranty date that were missing, and checks and binds again.</summary>
/// <remarks>Outcomes: Entitled, Warranty, NoData, NotEntitled. Source: flow 01 step 5.</remarks>
[Activity("Elsa.ITR", "Requests", "Writes contract line or warranty date that were missing, and checks and binds again.", DisplayName = "Complete entitlement")]
[FlowNode("Entitled", "Warranty", "NoData", "NotEntitled")]
public sealed class CompleteEntitlement([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : Activity(source, line)
{
    /// <summary>Answer of the task as JSON object.</summary>
    [Input(Description = "Answer of the task as JSON object.", Order = 1)]
    public Input<string> Answer { get; set; } = null!;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var answer = FormJson.Read(context.Get(Answer));
        var result = await context.GetRequiredService<CaseDesk>().CompleteEntitlementAsync(
            await context.CaseAsync(),
            Guid.TryParse(answer.GetValueOrDefault("contractLineId") as string, out var lineId) ? lineId : null,
            DateOnly.TryParse(answer.GetValueOrDefault("warrantyUntil") as string, CultureInfo.InvariantCulture, out var until) ? until : null,
            context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(result.ToString());
    }
}
