using System.Runtime.CompilerServices;
using Elsa.ITR.Domain.Cases;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Elsa.ITR.Activities.Requests;

/// <summary>Checks whether contract or warranty entitles the customer.</summary>
/// <remarks>Outcomes: Entitled, Warranty, NoData (serve without promise), NotEntitled. Source: flow 01 step 4.</remarks>
[Activity("Elsa.ITR", "Requests", "Checks whether contract or warranty entitles the customer.", DisplayName = "Check entitlement")]
[FlowNode("Entitled", "Warranty", "NoData", "NotEntitled")]
public sealed class CheckEntitlement([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : Activity(source, line)
{
    /// <summary>The result.</summary>
    [Output(Description = "The result.")]
    public Output<string?>? Result { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var result = await context.GetRequiredService<CaseDesk>().CheckEntitlementAsync(await context.CaseAsync(), context.CancellationToken);
        context.Set(Result, result.ToString());
        await context.CompleteActivityWithOutcomesAsync(result.ToString());
    }
}
