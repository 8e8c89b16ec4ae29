using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Spares;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;

namespace Elsa.ITR.Activities.Records;

/// <summary>Decides whether the spare part is free of charge or needs a quote.</summary>
/// <remarks>Outcomes: <c>Free</c> (contract, warranty, the vendor's own purposes), <c>Quote</c>. Source: flow 17 step 2.</remarks>
[Activity("Elsa.ITR", "Records", "Decides whether the spare part is free of charge or needs a quote.", DisplayName = "Check spare entitlement")]
[FlowNode("Free", "Quote")]
public sealed class CheckSpareEntitlement([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : Activity(source, line)
{
    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var isFree = await context.GetRequiredService<SpareDesk>().IsFreeAsync((SparePartRequest)await context.ServiceAsync(), context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(isFree ? "Free" : "Quote");
    }
}
